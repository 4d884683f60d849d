"""The duties of one person on one day: offers (sections 5 and 6) and talks (section 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.uafhaengig.dage import (
    JULI_2026,
    MARTS_2023,
    NYT_AAR_2020,
    NYT_AAR_2022,
    NYT_AAR_2024,
    lovversion,
    maanedens_foerste,
    maanedens_sidste,
    plus_maaneder,
    som_dato,
    ugens_soendag,
)
from tests.uafhaengig.forloeb import Forloeb, fem_tomme_aar, forloeb_for_pligter
from tests.uafhaengig.person import LOENTILSKUD, TIMEENHEDER, Indsats, Person, kend
from tests.uafhaengig.timer import Timeur, a_kassens_timer, seks_maaneders_timer

TILBUD = LOENTILSKUD | {"virksomhedspraktik", "nytteindsats", "ordinaer_uddannelse"}
TILBUD_KAPITEL_11_14 = TILBUD | {"oevrig_vejledning"}
SEKSMAANEDERSGRUPPER = ("6.1", "6.2", "6.3")
UNGEGRUPPER = ("6.4", "6.5")
FRITAGER_FOR_ALT = frozenset({"job_inden_6_uger", "pension_inden_6_uger", "hjemsendt", "arbejdsfordeling", "barsel"})
BORTFALDSTIMER = 8_667 * TIMEENHEDER // 100
"""Ordinary wage hours in the month of the right date that make the offer duty of 6.1 lapse: 86.67 h."""


def frister(person: Mapping[str, Any], pr: date, valg: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """One row for each obligation of the person as seen on the day `pr`, ordered by course, rule and deadline.

    `valg` may hold the switch `ovo_grandfathered` (default off). Dates come out as `date`, none as `None`.
    """
    kendt = kend(person, pr)
    alle = forloeb_for_pligter(kendt)
    raekker: list[Raekke] = []
    for forloeb in alle:
        ur = Timeur(forloeb) if "dagpenge" in forloeb.ydelser else None
        raekker += _seksmaanederstilbud(forloeb, ur, bool((valg or {}).get("ovo_grandfathered")))
        raekker += _foerste_ungetilbud(forloeb)
        raekker += _naeste_ungetilbud(forloeb)
        raekker += _samtaler(forloeb, ur)
        raekker += _sygeopfoelgning(forloeb, alle)
    raekker.sort(key=lambda r: (r.forloeb.foerste, r.regel, r.frist or 0, r.maalgruppe))
    return [raekke.som_dict() for raekke in raekker]


@dataclass
class Raekke:
    """One obligation with its answer."""

    forloeb: Forloeb
    maalgruppe: str
    regel: str
    frist: int | None
    status: str
    opfyldt: int | None
    pause_dage: int
    lovversion: str

    def som_dict(self) -> dict[str, Any]:
        """The columns of the contract, `hjemmel` left out."""
        return {
            "borger_id": self.forloeb.person.borger_id,
            "maalgruppe": self.maalgruppe,
            "regel": self.regel,
            "frist": som_dato(self.frist),
            "status": self.status,
            "opfyldt_dato": som_dato(self.opfyldt),
            "forloeb_start": som_dato(self.forloeb.foerste),
            "pause_dage": self.pause_dage,
            "lovversion": self.lovversion,
        }


def _status(pr: int, frist: int | None, opfyldt: int | None, i_tide: bool, bortfaldet: bool) -> str:
    if opfyldt is not None and (frist is None or i_tide):
        return "opfyldt"
    if bortfaldet:
        return "bortfaldet"
    if opfyldt is not None:
        return "opfyldt_for_sent"
    if frist is None:
        return "sat_paa_pause"
    return "afventer" if pr <= frist else "overskredet"


def _fritager(grund: str, pligt: str, gruppe: str) -> bool:
    """Whether a ground exempts a group from a duty: `102`, `105` or `samtale`."""
    if grund in FRITAGER_FOR_ALT:
        return True
    if grund == "uddannelse_inden_6_uger":
        return gruppe not in UNGEGRUPPER
    if grund == "standby":
        return pligt == "samtale"
    if grund == "stu":
        return pligt != "samtale" and gruppe in UNGEGRUPPER
    return grund == "hjemrejsevejledning" and pligt == "105"


def _udskudt(person: Person, dag: int, frist: int, pligt: str, gruppe: str) -> int | None:
    """The deadline of an offer: a month after the end of an exemption on the right date, none if that has no end."""
    slut = [f.til for f in person.fritagelser if f.omfatter(dag) and _fritager(f.grund, pligt, gruppe)]
    if not slut:
        return frist
    if None in slut:
        return None
    return plus_maaneder(max(til for til in slut if til is not None), 1)


def _begyndt_i(forloeb: Forloeb, indsats: Indsats) -> bool:
    sidste = forloeb.sidste
    if indsats.indsats in LOENTILSKUD:
        sidste = plus_maaneder(sidste, 1)
    return forloeb.foerste <= indsats.fra <= sidste


def _seksmaanederstilbud(forloeb: Forloeb, ur: Timeur | None, ovo_grandfathered: bool) -> list[Raekke]:
    """`lab.102.foerste_tilbud` (section 5)."""
    person = forloeb.person
    pr = person.pr
    if ur is None:
        ret: int | None = plus_maaneder(forloeb.foerste, 6)
    else:
        ret = ur.naar(seks_maaneders_timer(person.deltid))
    retsdag = pr if ret is None else ret
    gruppe = forloeb.gruppe_paa(min(retsdag, pr))
    grupper = SEKSMAANEDERSGRUPPER + (UNGEGRUPPER if retsdag >= JULI_2026 else ())
    if retsdag < NYT_AAR_2020 or gruppe not in grupper:
        return []
    frist = None if ret is None else _udskudt(person, ret, ugens_soendag(ret), "102", gruppe)

    def moeder(indsats: Indsats) -> bool:
        if not _begyndt_i(forloeb, indsats) or not indsats.varer_mindst(14):
            return False
        if indsats.indsats == "oevrig_vejledning":
            taeller_dengang = ovo_grandfathered and indsats.fra < MARTS_2023
            return retsdag < MARTS_2023 or retsdag >= JULI_2026 or taeller_dengang
        return indsats.indsats in TILBUD

    moedt = [indsats for indsats in person.indsatser if moeder(indsats)]
    opfyldt = min((indsats.fra for indsats in moedt), default=None)
    i_tide = frist is not None and any(
        indsats.fra <= frist
        or (
            indsats.indsats in LOENTILSKUD
            and indsats.bevilget is not None
            and indsats.bevilget <= retsdag
            and indsats.fra <= frist + 21
        )
        for indsats in moedt
    )
    if frist is not None:
        bortfaldet = forloeb.sluttede_foer(frist)
    elif ret is None:
        bortfaldet = _kan_ikke_fortsaette(forloeb)
    else:
        bortfaldet = not forloeb.loeber
    if gruppe == "6.1" and ret is not None:
        bortfaldet = bortfaldet or person.loentimer.get(maanedens_foerste(ret), 0) >= BORTFALDSTIMER
    status = _status(pr, frist, opfyldt, i_tide, bortfaldet)
    pause = _pause(ur, ret)
    return [Raekke(forloeb, gruppe, "lab.102.foerste_tilbud", frist, status, opfyldt, pause, lovversion(retsdag))]


def _kan_ikke_fortsaette(forloeb: Forloeb) -> bool:
    """Whether a dagpenge course is over for good: a new period has begun, or five empty years have gone by."""
    pr = forloeb.person.pr
    return forloeb.senest is not None or fem_tomme_aar(
        forloeb.sidste, pr + 1, sorted(forloeb.person.loentilskudsdage())
    )


def _pause(ur: Timeur | None, til: int | None) -> int:
    """Days the clock stood still before a day; with no such day up to and including the day of assessment."""
    if ur is None:
        return 0
    return ur.stilstand(ur.forloeb.person.pr + 1 if til is None else til)


def _foerste_ungetilbud(forloeb: Forloeb) -> list[Raekke]:
    """`lab.105.foerste_tilbud` (section 6)."""
    person = forloeb.person
    ret = plus_maaneder(forloeb.foerste, 1)
    gruppe = forloeb.gruppe_paa(min(ret, person.pr))
    if ret < NYT_AAR_2020 or gruppe not in UNGEGRUPPER:
        return []
    tilbud = [i.fra for i in person.indsatser if i.indsats in TILBUD_KAPITEL_11_14 and _begyndt_i(forloeb, i)]
    return _ungeraekke(forloeb, gruppe, "lab.105.foerste_tilbud", ret, ugens_soendag(ret), min(tilbud, default=None))


def _naeste_ungetilbud(forloeb: Forloeb) -> list[Raekke]:
    """`lab.105.naeste_tilbud` (section 6): one row for each time offers stopped while the course ran."""
    person = forloeb.person
    tilbud = [i for i in person.indsatser if i.indsats in TILBUD_KAPITEL_11_14]
    raekker = []
    for ophoer in _ophoer(tilbud, person.pr):
        if not forloeb.foerste <= ophoer < forloeb.sidste:
            continue
        fire_uger = ophoer + 28
        ret = fire_uger if fire_uger < NYT_AAR_2022 else plus_maaneder(ophoer, 4)
        gruppe = forloeb.gruppe_paa(min(ret, person.pr))
        if ret < NYT_AAR_2020 or gruppe not in UNGEGRUPPER:
            continue
        naeste = min((i.fra for i in tilbud if i.fra > ophoer and _begyndt_i(forloeb, i)), default=None)
        raekker += _ungeraekke(forloeb, gruppe, "lab.105.naeste_tilbud", ret, ret, naeste)
    return raekker


def _ophoer(tilbud: Sequence[Indsats], pr: int) -> list[int]:
    """The last days, passed by now, of offers that no other offer covered or touched."""
    slutdage = sorted({i.til for i in tilbud if i.til is not None and i.til < pr})
    return [slut for slut in slutdage if not any(i.fra <= slut + 1 and (i.til is None or i.til > slut) for i in tilbud)]


def _ungeraekke(
    forloeb: Forloeb, gruppe: str, regel: str, ret: int, ordinaer_frist: int, opfyldt: int | None
) -> list[Raekke]:
    person = forloeb.person
    frist = _udskudt(person, ret, ordinaer_frist, "105", gruppe)
    if (ret if frist is None else frist) >= JULI_2026:
        return []
    i_tide = opfyldt is not None and frist is not None and opfyldt <= frist
    bortfaldet = not forloeb.loeber if frist is None else forloeb.sluttede_foer(frist)
    status = _status(person.pr, frist, opfyldt, i_tide, bortfaldet)
    return [Raekke(forloeb, gruppe, regel, frist, status, opfyldt, 0, lovversion(ret))]


def _talte_samtaler(forloeb: Forloeb, slags: str, kun_kommunen: bool = False) -> list[int]:
    """The days in the course on which a talk that counts was held, each day once."""
    return sorted(
        {
            s.dato
            for s in forloeb.person.samtaler
            if s.status == "afholdt"
            and s.slags == slags
            and forloeb.foerste <= s.dato <= forloeb.sidste
            and (not kun_kommunen or s.part in (None, "", "kommune"))
        }
    )


@dataclass
class Samtalekrav:
    """A demand for so many talks from a day (`None`: not come yet) until a deadline (`None`: unknown for now)."""

    regel: str
    antal: int
    fra: int | None
    frist: int | None
    pause_dage: int = 0
    kun_kommunen: bool = False


def _samtaleraekke(forloeb: Forloeb, gruppe: str, slags: str, krav: Samtalekrav) -> Raekke:
    person, frist = forloeb.person, krav.frist
    talte = _talte_samtaler(forloeb, slags, krav.kun_kommunen)
    i_vinduet = [] if krav.fra is None else [dag for dag in talte if dag >= krav.fra]
    opfyldt = i_vinduet[krav.antal - 1] if len(i_vinduet) >= krav.antal else None
    i_tide = opfyldt is not None and frist is not None and opfyldt <= frist
    if frist is None:
        bortfaldet = _kan_ikke_fortsaette(forloeb)
    else:
        bortfaldet = forloeb.sluttede_foer(frist) or any(
            f.omfatter(frist) and _fritager(f.grund, "samtale", gruppe) for f in person.fritagelser
        )
    status = _status(person.pr, frist, opfyldt, i_tide, bortfaldet)
    lov = lovversion(frist if frist is not None and frist >= JULI_2026 else forloeb.foerste)
    return Raekke(forloeb, gruppe, krav.regel, frist, status, opfyldt, krav.pause_dage, lov)


def _samtaler(forloeb: Forloeb, ur: Timeur | None) -> list[Raekke]:
    """`lab.31.*` (section 7)."""
    gruppe = forloeb.foerste_kendte_gruppe()
    if gruppe is None or forloeb.foerste < NYT_AAR_2020:
        return []
    krav: list[Samtalekrav] = []
    start = forloeb.foerste
    if gruppe in ("6.2", "6.3", "6.4", "6.5"):
        krav.append(Samtalekrav("lab.31.foerste_samtale", 1, start, start + 7))
    if gruppe in ("6.2", "6.3", "6.4", "6.5", "6.7", "6.8", "6.10") or "ledighedsydelse" in forloeb.ydelser:
        frist = plus_maaneder(start, 6) - 1
        if frist < JULI_2026 or gruppe in ("6.2", "6.9"):
            krav.append(Samtalekrav("lab.31.fire_samtaler", 4, start, frist))
    if ur is not None:
        krav += _dagpengesamtaler(forloeb, ur)
    return [_samtaleraekke(forloeb, gruppe, "jobsamtale", k) for k in krav]


def _dagpengesamtaler(forloeb: Forloeb, ur: Timeur) -> list[Samtalekrav]:
    person, start = forloeb.person, forloeb.foerste
    fra_2024 = start >= NYT_AAR_2024
    ung = start < person.fylder_25 and not person.har_uddannelse and not person.har_boern
    naaet = ur.naar(a_kassens_timer(person.deltid))
    a_kassen_til = None if naaet is None else maanedens_sidste(naaet)
    kommunen_fra = None if a_kassen_til is None else a_kassen_til + 1
    seks = ur.naar(seks_maaneders_timer(person.deltid))
    frist = None if seks is None else seks - 1
    krav = []
    if fra_2024:
        krav.append(Samtalekrav("lab.31.akasse_foerste", 1, start, start + 14))
    if (person.pr if a_kassen_til is None else a_kassen_til) >= JULI_2026:
        krav.append(Samtalekrav("lab.31.akasse_to", 2, start, a_kassen_til, _pause(ur, naaet)))
    elif fra_2024 and not ung:
        krav.append(Samtalekrav("lab.31.akasse_tre", 3, start, a_kassen_til, _pause(ur, naaet)))
    pause = _pause(ur, seks)
    if (person.pr if frist is None else frist) >= JULI_2026:
        krav.append(Samtalekrav("lab.31.kommune_to", 2, kommunen_fra, frist, pause))
    elif not fra_2024:
        krav.append(Samtalekrav("lab.31.fire_samtaler", 4, start, frist, pause, kun_kommunen=True))
    elif ung:
        krav.append(Samtalekrav("lab.31.kommune_seks", 6, start, frist, pause))
    else:
        krav.append(Samtalekrav("lab.31.kommune_tre", 3, kommunen_fra, frist, pause))
    return krav


def _sygeopfoelgning(forloeb: Forloeb, alle: Sequence[Forloeb]) -> list[Raekke]:
    """`sdl.13b.*` (section 7), counted from the first absence day."""
    person = forloeb.person
    if "sygedagpenge" not in forloeb.ydelser or forloeb.foerste < NYT_AAR_2020:
        return []
    gruppe = forloeb.foerste_kendte_gruppe()
    if gruppe is None:
        return []
    tidligere = [f.sidste for f in alle if "sygedagpenge" in f.ydelser and f.sidste < forloeb.foerste]
    tidligst = max(tidligere, default=0)
    fravaer = max(
        (dag for dag in person.haendelsesdage("foerste_fravaersdag") if tidligst < dag <= forloeb.foerste),
        default=forloeb.foerste,
    )
    otte_uger = fravaer + 55
    if not forloeb.loeber and forloeb.sidste <= otte_uger:
        return []
    raekker = []
    for krav in (
        Samtalekrav("sdl.13b.foerste_opfoelgning", 1, forloeb.foerste, otte_uger),
        Samtalekrav("sdl.13b.fire_opfoelgninger", 4, forloeb.foerste, plus_maaneder(fravaer, 6) - 1),
    ):
        assert krav.frist is not None
        if forloeb.spell_paa(min(krav.frist, person.pr)).status not in ("kategori_1", "let_forloeb"):
            raekker.append(_samtaleraekke(forloeb, gruppe, "opfoelgning", krav))
    return raekker
