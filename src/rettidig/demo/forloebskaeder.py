"""Chains of courses: what each synthetic person is on, from when to when, until they leave or the demo ends.

A person is on one benefit at a time. After a course comes another benefit at once, the same one again after a pause,
or nothing more. The law's own joints are kept: uddannelseshjælp ends on the thirtieth birthday, and the young without
an education get uddannelseshjælp, not kontanthjælp.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rettidig.demo.antagelser import RETUR, TILSTANDE, Antagelser
from rettidig.demo.offentlige_tal import KommuneTal
from rettidig.demo.personer import KONTANTHJAELP, SHO, UDDANNELSESHJAELP, Personer
from rettidig.demo.traekninger import Sandt, blandet_ventetid, chance, vaelg
from rettidig.tidslinje.calendar import DayArray

INTET = -1
"""No benefit before or after."""

_UD = len(TILSTANDE) + 1
_LAENGSTE_PAUSE_UGER = 312.0


@dataclass(frozen=True)
class Forloeb:
    """Courses of a block, sorted by person and first day; one element each.

    ``person`` is the place in the block, ``tilstand`` the number in ``TILSTANDE``. [start, slut) are epoch days;
    ``slut`` may lie beyond the demo's last day (still running then). ``foer`` is the benefit that ended the very day
    this began, ``derefter`` the one that begins the day it ends (``INTET`` where none). ``efter_pause`` days since the
    person's previous course (0 when it touches, -1 when there is none). ``ung``: under 30 without education at the
    start. ``klar``: visited as ready for job or education.
    """

    person: DayArray
    tilstand: DayArray
    start: DayArray
    slut: DayArray
    foer: DayArray
    derefter: DayArray
    efter_pause: DayArray
    ung: Sandt
    klar: Sandt

    @property
    def antal(self) -> int:
        """Number of courses."""
        return len(self.person)

    def paa(self, *ydelser: str) -> Sandt:
        """True for the courses on one of the named benefits."""
        return np.isin(self.tilstand, [TILSTANDE.index(ydelse) for ydelse in ydelser])


def lav_forloeb(
    rng: np.random.Generator, personer: Personer, sidste_dag: int, tal: KommuneTal, valg: Antagelser
) -> Forloeb:
    """Draw the chains of a block; courses begin on ``sidste_dag`` (epoch day) at the latest."""
    lag: list[tuple[DayArray, ...]] = []
    person = np.arange(personer.antal, dtype=np.int32)
    tilstand, start = personer.tilstand, personer.start
    foer = np.full(personer.antal, INTET, dtype=np.int32)
    pause = np.full(personer.antal, -1, dtype=np.int32)
    foerste = True
    while len(person):
        tilstand = _efter_alder(personer, person, tilstand, start)
        slut = (start + varighed(rng, tilstand, valg)).astype(np.int32)
        if foerste:
            slut = np.where(personer.i_bestand, personer.bestand_slut, slut).astype(np.int32)
            foerste = False
        fylder = personer.ved_30[person]
        for_gammel = (tilstand == UDDANNELSESHJAELP) & (slut > fylder)
        slut = np.where(for_gammel, fylder, slut).astype(np.int32)
        naeste = np.where(for_gammel, KONTANTHJAELP, _naeste(rng, tilstand, valg)).astype(np.int32)
        pauser = blandet_ventetid(rng, valg.pause_uger, _LAENGSTE_PAUSE_UGER, len(person))
        retur = naeste == len(TILSTANDE)
        efter = np.where(retur, tilstand, naeste).astype(np.int32)
        naeste_start = np.where(retur, slut + pauser, slut).astype(np.int32)
        i_dag = ~retur & (naeste < len(TILSTANDE)) & (slut <= sidste_dag)
        derefter = np.where(i_dag, _efter_alder(personer, person, efter, slut), INTET).astype(np.int32)
        lag.append((person, tilstand, start, slut, foer, derefter, pause))
        videre = (naeste != _UD) & (naeste_start <= sidste_dag)
        foer = np.where(retur, INTET, tilstand)[videre].astype(np.int32)
        pause = np.where(retur, pauser, 0)[videre].astype(np.int32)
        person, tilstand, start = person[videre], efter[videre], naeste_start[videre]
    samlet = [np.concatenate(kolonne) for kolonne in zip(*lag, strict=True)]
    orden = np.lexsort((samlet[2], samlet[0]))
    return med_visitation(rng, personer, [kolonne[orden] for kolonne in samlet], tal, valg)


def med_visitation(
    rng: np.random.Generator, personer: Personer, kolonner: list[DayArray], tal: KommuneTal, valg: Antagelser
) -> Forloeb:
    """Courses from their first seven columns (see ``Forloeb``), with who is young and who is visited as ready."""
    person, tilstand, start, slut, foer, derefter, pause = kolonner
    ung = (start < personer.ved_30[person]) & (personer.uddannet[person] != 1)
    unge_i_familien = valg.kontant_fordeling["uddannelseshjaelp"]
    uddannelsesparate = tal.uddannelsesparat + tal.aabenlyst
    blandt_unge = min(uddannelsesparate / unge_i_familien, 1 - valg.visitation.aktivitetsparat_blandt_unge / 2)
    blandt_voksne = tal.jobparat / (1 - unge_i_familien)
    klar = chance(rng, np.where(ung, blandt_unge, blandt_voksne), len(person))
    return Forloeb(person, tilstand, start, slut, foer, derefter, pause, np.asarray(ung), klar)


def _efter_alder(personer: Personer, person: DayArray, tilstand: DayArray, start: DayArray) -> DayArray:
    """Kontanthjælp becomes uddannelseshjælp for the young without education, and the other way from thirty on."""
    ung = (start < personer.ved_30[person]) & (personer.uddannet[person] != 1)
    rettet = np.where((tilstand == KONTANTHJAELP) & ung, UDDANNELSESHJAELP, tilstand)
    return np.where((rettet == UDDANNELSESHJAELP) & ~ung, KONTANTHJAELP, rettet).astype(np.int32)


def varighed(rng: np.random.Generator, tilstand: DayArray, valg: Antagelser) -> DayArray:
    """Days each course lasts, drawn from its benefit's distribution."""
    dage = np.zeros(len(tilstand), dtype=np.int32)
    for nummer, navn in enumerate(TILSTANDE):
        her = tilstand == nummer
        ydelsens = valg.varighed[navn]
        dage[her] = blandet_ventetid(rng, ydelsens.blanding, ydelsens.loft, int(her.sum()))
    return dage


def _naeste(rng: np.random.Generator, tilstand: DayArray, valg: Antagelser) -> DayArray:
    """What follows: a benefit's number, ``len(TILSTANDE)`` for a return after a pause, ``_UD`` for leaving."""
    andele = np.zeros((len(TILSTANDE), _UD + 1))
    for fra, navn in enumerate(TILSTANDE):
        for til, andel in valg.efter[navn].items():
            andele[fra, len(TILSTANDE) if til == RETUR else TILSTANDE.index(til)] = andel
    andele[:, _UD] = 1 - andele.sum(axis=1)
    return vaelg(rng, andele[tilstand], len(tilstand)).astype(np.int32)


def er_opholdskrav(forloeb: Forloeb) -> Sandt:
    """Courses that go on from SHO on the same day: the residence condition has been met."""
    familie = np.isin(forloeb.tilstand, [KONTANTHJAELP, UDDANNELSESHJAELP])
    return np.asarray(familie & (forloeb.foer == SHO))
