"""Where everybody stands under one law on one day: the state of each obligation, and of each one in each measure.

States are plain values by key, so that those of two laws can be held side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rettidig.motor.deltagelse import DELTAGELSE, deltagelse
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.frist import STATUS, Fristsvar, vurder_frister
from rettidig.motor.grundlag import (
    FRITAGELSESREGEL,
    GRUPPEREGEL,
    MAALEFORLOEB,
    PLIGTFORLOEB,
    SAMTALEREGEL,
    Grundlag,
)
from rettidig.motor.historik import Historik, kodenavne
from rettidig.motor.lokalt.frister import Lokalsvar, vurder_lokale_frister
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.former.maaling import Deltagelsesregel, DeltagelseVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lokalt.ord import lokal_hjemmel
from rettidig.tidslinje import calendar

PLIGTER, MAALTE = "pligter", "maalte"
TILBUD, SAMTALE, NAESTE_SAMTALE = "tilbud", "samtale", "naeste_samtale"
"""What else two laws may judge otherwise: an offer under way, a talk held, and the form of the next talk."""
FAELLES = frozenset({GRUPPEREGEL, PLIGTFORLOEB, SAMTALEREGEL, FRITAGELSESREGEL})
"""The rules that every obligation may rest on."""
MAALEREGLER = frozenset({FOKUSMAAL_1, FOKUSMAAL_2, MAALEFORLOEB, GRUPPEREGEL, SAMTALEREGEL, DELTAGELSE})
"""The rules that the measures rest on, besides the duties behind the 75 % measure."""


class Pligtnoegle(NamedTuple):
    """An obligation: whose, under which rule, set off on which day of which course; ``nr`` tells equal ones apart."""

    borger_id: str
    regel: str
    udloeser: int
    forloeb_start: int
    nr: int = 0


class Pligtstand(NamedTuple):
    """Where an obligation stands; days are epoch days, ``NO_DAY`` for none. ``gruppe`` and ``hjemmel`` are told with it
    but are no difference in themselves."""

    frist: int
    status: str
    opfyldt: int
    forloeb_start: int
    gruppe: str | None
    hjemmel: str

    @property
    def afgoerende(self) -> tuple[int, str, int, int]:
        """What makes two states different."""
        return self[:4]


class Maalenoegle(NamedTuple):
    """One in a measure: who, which measure, on which benefit; ``nr`` tells equal ones apart."""

    borger_id: str
    regel: str
    ydelse: str
    nr: int = 0


class Maalestand(NamedTuple):
    """How one counts in a measure."""

    status: str
    kommune: str

    @property
    def afgoerende(self) -> tuple[str, ...]:
        """What makes two states different."""
        return (self.status,)


Noegle = Pligtnoegle | Maalenoegle
Stand = Pligtstand | Maalestand
Tilstande = Mapping[Noegle, Stand]


@dataclass(frozen=True)
class Spoergsmaal:
    """What is asked of both laws: the day of the obligations, the month end of the measures, the switches, and the
    strategy whose own obligations stand beside the law's. ``regler`` names the deadline rules, ``None`` for those
    everybody is given; ``lokale_regler`` the strategy's, ``None`` for all."""

    dag: int
    maaned: int
    valg: Mapping[str, str]
    regler: tuple[str, ...] | None = None
    strategi: Strategi | None = None
    lokale_valg: Mapping[str, str] = field(default_factory=dict)
    lokale_regler: tuple[str, ...] | None = None


def pligttilstande(
    lov: Regelsaet, historik: Historik, spoergsmaal: Spoergsmaal, kun: Collection[str] | None = None
) -> dict[Noegle, Stand]:
    """The obligations under a law; ``kun`` those under some of the rules asked about."""
    grundlag = Grundlag.paa(lov, historik, spoergsmaal.dag, dict(spoergsmaal.valg))
    fundne: dict[Noegle, Stand] = {}
    for svar in vurder_frister(grundlag, _regler(lov, spoergsmaal, kun)):
        _saml(fundne, _pligter(grundlag, svar, svar.version.hjemmel.tekst))
    if spoergsmaal.strategi is not None and kun is None:
        valg = {**spoergsmaal.strategi.standardvalg(), **spoergsmaal.lokale_valg}
        for lokalt in vurder_lokale_frister(grundlag, spoergsmaal.strategi, valg, spoergsmaal.lokale_regler):
            _saml(fundne, _pligter(grundlag, lokalt, lokal_hjemmel(spoergsmaal.strategi, lokalt.regel)))
    return fundne


def maaletilstande(lov: Regelsaet, historik: Historik, spoergsmaal: Spoergsmaal) -> dict[Noegle, Stand]:
    """Everybody who is measured under a law on the month end, and how each counts."""
    fundne: dict[Noegle, Stand] = {}
    ider, kommuner, navne = historik.borgere.ider, historik.borgere.kommune, kodenavne("ydelse")
    maalt = Fokusmaal(lov, historik, spoergsmaal.valg)
    maalte = maalt.maalte(spoergsmaal.maaned)
    aktive = maalt.aktivering(maalte, "gaeldende").aktiv.tolist()
    kraevet = maalt.version_2(calendar.to_date(spoergsmaal.maaned)).samtaler
    nok = (maalt.samtaler(maalte) >= kraevet).tolist()
    for person, ydelse, aktiv, talt in zip(maalte.person.tolist(), maalte.ydelse.tolist(), aktive, nok, strict=True):
        hvem, paa, hvor = ider[person], navne[ydelse], kommuner[person]
        fundne[Maalenoegle(hvem, FOKUSMAAL_1, paa)] = Maalestand("aktiveret" if aktiv else "ikke_aktiveret", hvor)
        fundne[Maalenoegle(hvem, FOKUSMAAL_2, paa)] = Maalestand("samtaler_naaet" if talt else "samtaler_mangler", hvor)
    version = pulje_75(lov, spoergsmaal.maaned)
    if version is not None:
        tal = deltagelse(lov, historik, spoergsmaal.maaned, spoergsmaal.valg, version)
        _saml(
            fundne,
            (
                (Maalenoegle(ider[p], DELTAGELSE, navne[y]), Maalestand("faaet" if f else "ikke_faaet", kommuner[p]))
                for p, y, f in zip(tal.person.tolist(), tal.ydelse.tolist(), tal.faaet.tolist(), strict=True)
            ),
        )
    return fundne


def pulje_75(lov: Regelsaet, dag: int) -> DeltagelseVersion | None:
    """How the 75 % measure is counted on a day; ``None`` where it does not apply."""
    regel = lov.regler.get(DELTAGELSE)
    versioner = regel.versioner if isinstance(regel, Deltagelsesregel) else ()
    return next((version for version in versioner if version.gaelder(calendar.to_date(dag))), None)


def _regler(lov: Regelsaet, spoergsmaal: Spoergsmaal, kun: Collection[str] | None) -> tuple[Fristregel, ...]:
    navne = spoergsmaal.regler
    alle = lov.frister() if navne is None else tuple(r for r in lov.alle_frister() if r.regel in navne)
    return alle if kun is None else tuple(regel for regel in alle if regel.regel in kun)


def _saml(fundne: dict[Noegle, Stand], nye: Iterator[tuple[Noegle, Stand]]) -> None:
    """Add states by key; one whose key is taken gets the next number."""
    for noegle, stand in nye:
        ledig = noegle
        while ledig in fundne:
            ledig = ledig._replace(nr=ledig.nr + 1)
        fundne[ledig] = stand


def _pligter(grundlag: Grundlag, svar: Fristsvar | Lokalsvar, hjemmel: str) -> Iterator[tuple[Noegle, Stand]]:
    forloeb, ider = grundlag.forloeb, grundlag.historik.borgere.ider
    person, start = forloeb.person[svar.forloeb].tolist(), forloeb.start[svar.forloeb].tolist()
    frist, opfyldt, udloeser = svar.frist.tolist(), svar.opfyldt.tolist(), svar.udloeser.tolist()
    status, gruppe = svar.status.tolist(), svar.gruppe.tolist()
    for nr in range(len(svar)):
        yield (
            Pligtnoegle(ider[person[nr]], svar.regel.regel, udloeser[nr], start[nr]),
            Pligtstand(frist[nr], STATUS[status[nr]], opfyldt[nr], start[nr], gruppe_tekst(gruppe[nr]), hjemmel),
        )
