"""Courses: which days on benefit belong together (section 4, and section 8 where the measures differ)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from tests.uafhaengig.dage import JULI_2025, hele_maaneder_imellem, plus_maaneder
from tests.uafhaengig.maalgruppe import UKENDT, maalgruppe
from tests.uafhaengig.person import Person, Ydelse

MED_MAALGRUPPE = (
    "kontanthjaelp",
    "uddannelseshjaelp",
    "sho",
    "sygedagpenge",
    "ressourceforloebsydelse_jaf",
    "ressourceforloebsydelse_rf",
    "ledighedsydelse",
    "revalidering",
    "foertidspension",
    "fleksloentilskud",
    "ingen",
)
"""The benefits that make courses, dagpenge apart."""


@dataclass
class Forloeb:
    """One course. `dage` holds every day on benefit up to the day of assessment, with the spell that holds on it."""

    person: Person
    ydelser: frozenset[str]
    dage: dict[int, Ydelse]
    senest: int | None = None
    """Last day that can belong to the course, because another has taken over after it; none while it may go on."""
    kaeder: tuple[tuple[str, int, int], ...] = ()
    """The chains it is made of: benefit, first and last day. Empty for a course of one chain."""

    @cached_property
    def ordnet(self) -> list[int]:
        """The days on benefit in order."""
        return sorted(self.dage)

    @property
    def foerste(self) -> int:
        """First day of the course."""
        return self.ordnet[0]

    @property
    def sidste(self) -> int:
        """Last known day of the course."""
        return self.ordnet[-1]

    @property
    def loeber(self) -> bool:
        """Whether the person is on the benefit on the day of assessment; a planned end counts once it has passed."""
        return self.sidste == self.person.pr

    def omfatter(self, ydelse: str, dag: int) -> bool:
        """Whether a day on a benefit belongs to the course; another course may hold other days on the same benefit."""
        if not (ydelse in self.ydelser and self.foerste <= dag <= self.sidste):
            return False
        return not self.kaeder or any(navn == ydelse and fra <= dag <= til for navn, fra, til in self.kaeder)

    def sluttede_foer(self, dag: int) -> bool:
        """Whether the course has ended, and did so before a day."""
        return not self.loeber and self.sidste < dag

    def spell_paa(self, dag: int) -> Ydelse:
        """The spell that holds on a day; in a gap or after the end the last one held."""
        return self.dage[self._holdt(dag)]

    def gruppe_paa(self, dag: int) -> str | None:
        """The group on a day; in a gap or after the end the last one held."""
        holdt = self._holdt(dag)
        return maalgruppe(self.person, self.dage[holdt], holdt)

    def foerste_kendte_gruppe(self) -> str | None:
        """The first group in the course that is known; none if every day is `ukendt`."""
        for dag in self.ordnet:
            gruppe = maalgruppe(self.person, self.dage[dag], dag)
            if gruppe != UKENDT:
                return gruppe
        return None

    def _holdt(self, dag: int) -> int:
        return self.ordnet[max(0, bisect_right(self.ordnet, dag) - 1)]


def forloeb_for_pligter(person: Person) -> list[Forloeb]:
    """The courses that the duties (sections 5-7) are counted from."""
    loentilskud = person.loentilskudsdage()
    kaeder = []
    for ydelse in MED_MAALGRUPPE:
        kaeder += _kaeder(person.ydelsesdage(ydelse), loentilskud)
    opholdskrav = frozenset(person.haendelsesdage("opholdskrav_opfyldt"))
    samlet = _saml_ydelser(person, kaeder, opholdskrav, loentilskud)
    return dagpengeforloeb(person) + [del_ for f in samlet for del_ in _del_ved_flytning(f)]


def forloeb_for_maalinger(person: Person) -> list[Forloeb]:
    """The courses that the measures (section 8) are counted from."""
    kaeder = []
    for ydelse in MED_MAALGRUPPE:
        dage = person.ydelsesdage(ydelse)
        kaeder += _sammenhaengende(dage) if ydelse == "sygedagpenge" else _kaeder(dage, frozenset())
    samlet = _saml_ydelser(person, kaeder, None, frozenset())
    return dagpengeforloeb(person) + [del_ for f in samlet for del_ in _del_ved_flytning(f)]


def brudt(sidste_foer: int, foerste_efter: int, loentilskud: Container[int]) -> bool:
    """Whether a whole calendar month, one with a day of loentilskud not counted, lies between two days on benefit."""
    return any(
        not any(dag in loentilskud for dag in maaned) for maaned in hele_maaneder_imellem(sidste_foer, foerste_efter)
    )


def _kaeder(dage: dict[int, Ydelse], loentilskud: Container[int]) -> list[dict[int, Ydelse]]:
    kaeder: list[dict[int, Ydelse]] = []
    foregaaende: int | None = None
    for dag in sorted(dage):
        if foregaaende is None or (dag - foregaaende > 1 and brudt(foregaaende, dag, loentilskud)):
            kaeder.append({})
        kaeder[-1][dag] = dage[dag]
        foregaaende = dag
    return kaeder


def _sammenhaengende(dage: dict[int, Ydelse]) -> list[dict[int, Ydelse]]:
    kaeder: list[dict[int, Ydelse]] = []
    for dag in sorted(dage):
        if dag - 1 not in dage:
            kaeder.append({})
        kaeder[-1][dag] = dage[dag]
    return kaeder


def _saml_ydelser(
    person: Person,
    kaeder: list[dict[int, Ydelse]],
    opholdskrav: frozenset[int] | None,
    loentilskud: Container[int],
) -> list[Forloeb]:
    """Join chains of different benefits where the law lets the course go on.

    sho followed by kontanthjaelp or uddannelseshjaelp goes on when the residence requirement was met on the day of the
    change (`opholdskrav`; `None`: always, as in the measures). sho and uddannelseshjaelp followed by kontanthjaelp from
    1 July 2025 is the same benefit under a new name. In both cases a whole calendar month in between breaks.
    """
    kaeder = sorted(kaeder, key=min)
    grupper: list[list[dict[int, Ydelse]]] = []
    gruppe_for: dict[int, int] = {}
    for nr, kaede in enumerate(kaeder):
        start = min(kaede)
        ydelse = kaede[start].ydelse
        forgaengere = []
        for tidligere_nr in range(nr):
            tidligere = kaeder[tidligere_nr]
            navn = tidligere[min(tidligere)].ydelse
            hjemtaget = (
                navn == "sho"
                and ydelse in ("kontanthjaelp", "uddannelseshjaelp")
                and (opholdskrav is None or start in opholdskrav)
            )
            omdoebt = navn in ("sho", "uddannelseshjaelp") and ydelse == "kontanthjaelp" and start >= JULI_2025
            if min(tidligere) >= start or not (hjemtaget or omdoebt):
                continue
            sidste_foer = max(dag for dag in tidligere if dag < start)
            if not brudt(sidste_foer, start, loentilskud):
                forgaengere.append((-sidste_foer, min(tidligere), tidligere_nr))
        if forgaengere:
            gruppe_for[nr] = gruppe_for[min(forgaengere)[2]]
            grupper[gruppe_for[nr]].append(kaede)
        else:
            gruppe_for[nr] = len(grupper)
            grupper.append([kaede])
    return [_af_kaeder(person, gruppe) for gruppe in grupper]


def _af_kaeder(person: Person, kaeder: list[dict[int, Ydelse]]) -> Forloeb:
    dage: dict[int, Ydelse] = {}
    for kaede in kaeder:
        for dag, spell in kaede.items():
            if dag not in dage or (dage[dag].fra, dage[dag].nr) < (spell.fra, spell.nr):
                dage[dag] = spell
    navngivne = tuple((kaede[min(kaede)].ydelse, min(kaede), max(kaede)) for kaede in kaeder)
    return Forloeb(person, frozenset(navn for navn, _, _ in navngivne), dage, kaeder=navngivne)


def _del_ved_flytning(forloeb: Forloeb) -> list[Forloeb]:
    """Cut the course where a new visitation inside sho or kontanthjaelp moved the person from 6.4/6.5 to 6.2/6.3.

    A move that only a birthday (or the law) made, with the visitation unchanged, does not cut. Inside kontanthjaelp a
    move counts from 1 July 2025, when it came to hold both tracks.
    """
    if not forloeb.ydelser & {"sho", "kontanthjaelp"}:
        return [forloeb]
    dele: list[dict[int, Ydelse]] = [{}]
    gruppe_foer: str | None = None
    kendt_foer: Ydelse | None = None
    for dag in forloeb.ordnet:
        spell = forloeb.dage[dag]
        gruppe = maalgruppe(forloeb.person, spell, dag)
        if gruppe != UKENDT:
            flyttet = gruppe_foer in ("6.4", "6.5") and gruppe in ("6.2", "6.3")
            if flyttet and kendt_foer is not None and spell.visitation != kendt_foer.visitation:
                ydelser = {kendt_foer.ydelse, spell.ydelse}
                if "sho" in ydelser or ("kontanthjaelp" in ydelser and dag >= JULI_2025):
                    dele.append({})
            gruppe_foer, kendt_foer = gruppe, spell
        dele[-1][dag] = spell
    slut = [min(efter) - 1 for efter in dele[1:]]
    return [
        Forloeb(forloeb.person, forloeb.ydelser, dage, senest, forloeb.kaeder)
        for dage, senest in zip(dele, [*slut, None], strict=True)
    ]


def dagpengeforloeb(person: Person) -> list[Forloeb]:
    """Courses of dagpenge: a new one with a new benefit period or after five years without dagpenge and loentilskud."""
    dage = person.ydelsesdage("dagpenge")
    perioder = person.haendelsesdage("ny_dagpengeperiode")
    loentilskud = sorted(person.loentilskudsdage() - dage.keys()) if dage else []
    dele: list[dict[int, Ydelse]] = []
    foregaaende: int | None = None
    for dag in sorted(dage):
        if (
            foregaaende is None
            or any(foregaaende < periode <= dag for periode in perioder)
            or (dag - foregaaende > 1 and fem_tomme_aar(foregaaende, dag, loentilskud))
        ):
            dele.append({})
        dele[-1][dag] = dage[dag]
        foregaaende = dag
    forloeb = []
    for nr, del_ in enumerate(dele):
        afloest = [periode - 1 for periode in perioder if periode > max(del_)]
        afloest += [min(efter) - 1 for efter in dele[nr + 1 : nr + 2]]
        forloeb.append(Forloeb(person, frozenset({"dagpenge"}), del_, min(afloest, default=None)))
    return forloeb


def fem_tomme_aar(sidste_foer: int, foerste_efter: int, loentilskud: list[int]) -> bool:
    """Whether five years without dagpenge and loentilskud (its days in order) lie between two days."""
    aktiv = sidste_foer
    for dag in [*(n for n in loentilskud if sidste_foer < n < foerste_efter), foerste_efter]:
        if dag >= plus_maaneder(aktiv + 1, 60):
            return True
        aktiv = dag
    return False
