"""Steers a municipality's courses so that the counting days come out to the person.

Month after month, for each published benefit: where too many are on it, some courses chosen by lot end since the last
counting day, and their persons leave the data; where too few are, new persons arrive in the same time. What has
happened up to a counting day is never touched again, so every earlier count stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np

from rettidig.demo.antagelser import KONTANT, TILSTANDE, Antagelser
from rettidig.demo.forloebskaeder import INTET, Forloeb, med_visitation, varighed
from rettidig.demo.land.taelledage import FAMILIER, Taelledag
from rettidig.demo.offentlige_tal import KommuneTal
from rettidig.demo.personer import KONTANTHJAELP, UDDANNELSESHJAELP, Personer, lav_tilkomne
from rettidig.demo.traekninger import Heltal, vaelg
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

_Kolonner = TypeVar("_Kolonner", Personer, Forloeb)

_FAMILIEN = np.full(len(TILSTANDE), -1, dtype=np.int8)
for _nummer, _ydelser in enumerate(FAMILIER):
    _FAMILIEN[[TILSTANDE.index(_ydelse) for _ydelse in _ydelser]] = _nummer


@dataclass(frozen=True)
class Styret:
    """Persons and courses after the steering; ``tilkomne`` persons were added, ``afkortede`` courses ended early."""

    personer: Personer
    forloeb: Forloeb
    tilkomne: int
    afkortede: int


@dataclass
class _Under:
    """Courses while they are steered; those that never come about begin at ``OPEN_END``."""

    tilstand: DayArray
    start: DayArray
    slut: DayArray

    @property
    def antal(self) -> int:
        return len(self.start)

    def paa(self, familie: int, dag: int) -> Heltal:
        her = (_FAMILIEN[self.tilstand] == familie) & (self.start <= dag) & (self.slut > dag)
        return np.flatnonzero(her)

    def tilfoej(self, tilstand: DayArray, start: DayArray, slut: DayArray) -> None:
        self.tilstand = np.concatenate([self.tilstand, tilstand])
        self.start = np.concatenate([self.start, start])
        self.slut = np.concatenate([self.slut, slut])


def styr(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    dage: Sequence[Taelledag],
    foerste_dag: int,
    tal: KommuneTal,
    valg: Antagelser,
) -> Styret:
    """Persons and courses with exactly the wanted number on each counting day (in order, none before ``foerste_dag``).

    Persons are numbered anew by their place only where they are left out; the caller gives them their numbers.
    """
    oprindelige = forloeb.antal
    under = _Under(forloeb.tilstand, forloeb.start.copy(), forloeb.slut.copy())
    sidste = np.searchsorted(forloeb.person, forloeb.person, side="right") - 1
    brudte: list[int] = []
    for taelledag in dage:
        forrige = max(calendar.add_months(taelledag.dag, -1), foerste_dag - 1)
        for familie, oenskede in enumerate(taelledag.oenskede):
            her = under.paa(familie, taelledag.dag)
            mangler = oenskede - len(her)
            if mangler < 0:
                valgte = np.sort(rng.choice(her, -mangler, replace=False))
                _afkort(rng, under, valgte, forrige, taelledag.dag)
                for plads in valgte[valgte < oprindelige].tolist():
                    under.start[plads + 1 : sidste[plads] + 1] = calendar.OPEN_END
                    brudte.append(plads)
                brudte += valgte[valgte >= oprindelige].tolist()
            elif mangler > 0:
                under.tilfoej(*_ankomster(rng, familie, mangler, forrige, taelledag.dag, valg))
    egne = _beholdt(personer, forloeb, under, np.array(brudte, dtype=np.int64))
    nye = _tilkomne(rng, under, oprindelige, tal, valg)
    return Styret(
        personer=_samlet(egne[0], nye[0]),
        forloeb=_samlet(egne[1], replace(nye[1], person=nye[1].person + np.int32(egne[0].antal))),
        tilkomne=nye[0].antal,
        afkortede=len(brudte),
    )


def udvalgt(kolonner: _Kolonner, plads: Any) -> _Kolonner:
    """The chosen elements (indices, a mask or a slice) of every column."""
    return replace(kolonner, **{felt.name: getattr(kolonner, felt.name)[plads] for felt in fields(kolonner)})


def _samlet(foerste: _Kolonner, anden: _Kolonner) -> _Kolonner:
    navne = [felt.name for felt in fields(foerste)]
    return replace(foerste, **{navn: np.concatenate([getattr(foerste, navn), getattr(anden, navn)]) for navn in navne})


def _afkort(rng: np.random.Generator, under: _Under, valgte: Heltal, forrige: int, dag: int) -> None:
    """End the chosen courses after ``forrige`` and before ``dag``; one that begins on the day itself never begins."""
    tidligst = np.maximum(under.start[valgte], forrige)
    slut = tidligst + 1 + (rng.random(len(valgte)) * (dag - tidligst)).astype(np.int32)
    under.start[valgte] = np.where(tidligst < dag, under.start[valgte], calendar.OPEN_END)
    under.slut[valgte] = np.minimum(slut, dag)


def _ankomster(
    rng: np.random.Generator, familie: int, antal: int, forrige: int, dag: int, valg: Antagelser
) -> tuple[DayArray, DayArray, DayArray]:
    """Benefit, first day and end of new courses: begun after ``forrige``, running on ``dag``."""
    ydelser = FAMILIER[familie]
    andele = [valg.kontant_fordeling[navn] if navn in KONTANT else 1.0 for navn in ydelser]
    numre = np.array([TILSTANDE.index(navn) for navn in ydelser], dtype=np.int32)
    tilstand = numre[vaelg(rng, andele, antal)]
    start = rng.integers(forrige + 1, dag + 1, size=antal).astype(np.int32)
    slut = np.maximum(start + varighed(rng, tilstand, valg), dag + 1).astype(np.int32)
    return tilstand, start, slut


def _beholdt(personer: Personer, forloeb: Forloeb, under: _Under, brudte: Heltal) -> tuple[Personer, Forloeb]:
    """The persons and courses drawn at first, as far as they still come about."""
    antal = forloeb.antal
    start, slut, derefter = under.start[:antal], under.slut[:antal], forloeb.derefter.copy()
    egne = brudte[brudte < antal]
    derefter[egne] = INTET
    # A chain broken before a course that never begins ends with the course before it.
    faldne = egne[start[egne] == calendar.OPEN_END]
    foran = faldne[(faldne > 0) & (forloeb.person[faldne - 1] == forloeb.person[faldne])] - 1
    derefter[foran] = INTET
    med = start < calendar.OPEN_END
    tilbage = np.zeros(personer.antal, dtype=np.bool_)
    tilbage[forloeb.person[med]] = True
    ny_plads = (np.cumsum(tilbage) - 1).astype(np.int32)
    styrede = replace(forloeb, person=ny_plads[forloeb.person], start=start, slut=slut, derefter=derefter)
    return udvalgt(personer, tilbage), udvalgt(styrede, med)


def _tilkomne(
    rng: np.random.Generator, under: _Under, oprindelige: int, tal: KommuneTal, valg: Antagelser
) -> tuple[Personer, Forloeb]:
    """The persons who arrived through the steering, one course each, two where they turn thirty on the way."""
    kom = np.flatnonzero(under.start[oprindelige:] < calendar.OPEN_END) + oprindelige
    tilstand, start, slut = under.tilstand[kom], under.start[kom], under.slut[kom]
    personer = lav_tilkomne(rng, tilstand, start, tal, valg)
    fylder = personer.ved_30
    skifter = (tilstand == UDDANNELSESHJAELP) & (start < fylder) & (fylder < slut)
    person = np.arange(len(kom), dtype=np.int32)
    intet = np.full(len(kom), INTET, dtype=np.int32)
    foerste = [
        person,
        tilstand,
        start,
        np.where(skifter, fylder, slut),
        intet,
        np.where(skifter, KONTANTHJAELP, INTET),
        np.full(len(kom), -1),
    ]
    efter = [person, np.full(len(kom), KONTANTHJAELP), fylder, slut, np.full(len(kom), UDDANNELSESHJAELP), intet]
    efter.append(np.zeros(len(kom)))
    samlet = [np.concatenate([en, to[skifter]]).astype(np.int32) for en, to in zip(foerste, efter, strict=True)]
    orden = np.lexsort((samlet[2], samlet[0]))
    return personer, med_visitation(rng, personer, [kolonne[orden] for kolonne in samlet], tal, valg)
