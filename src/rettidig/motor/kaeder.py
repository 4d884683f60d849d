"""Chains: the spells of one benefit that belong together, and which chains make one course.

The law's part (what breaks a chain, what goes on as one course) is the rule of shape ``forloeb``; here it is laid over
a history with the operations of the algebra.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rettidig.motor.historik import Historik, Koder
from rettidig.motor.kodesaet import kodesaet
from rettidig.regler.former.forloeb import ForloebVersion, Fortsaettelse
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.model import (
    Days,
    Flags,
    Longs,
    Points,
    Spells,
    Timeline,
    offsets_from_lengths,
    stack,
)

Udvalg = Callable[[Longs, Koder, Days, Days], Flags]
"""Which stretches (citizen, benefit, first day, exclusive end) may hold a course that is wanted; the rest is left out.

Benefits that may go on as one course are asked about as the one stretch they make together.
"""


@dataclass(frozen=True, slots=True)
class Kaeder:
    """Chains of spells of one benefit; ``raekker`` has the row of ``ydelser`` as value."""

    person: Longs
    ydelse: Koder
    raekker: Timeline


class Kaedebygger:
    """Makes the chains of a history under one way of counting courses."""

    def __init__(self, historik: Historik, version: ForloebVersion) -> None:
        self.historik = historik
        self.version = version
        indsatser = historik.indsatser
        tilskudskoder = kodesaet("indsats", version.loentilskud)
        self.tilskud = op.merge_spells(
            indsatser.perioder.where(tilskudskoder[indsatser.indsats[indsatser.perioder.row]])
        )
        self.tilskudsmaaneder = op.month_hull(self.tilskud)

    def kaeder(self, udvalg: Udvalg | None = None) -> Kaeder:
        """The chains of every benefit; with ``udvalg`` at least those of the courses it wants."""
        perioder = self.historik.ydelser.perioder
        koder = self.historik.ydelser.ydelse[perioder.row].astype(np.int64)
        delt = op.by_kind(perioder, np.where(self._kan_kaedes[koder], koder, -1))
        person, ydelse, egne = delt.owner, delt.kind.astype(np.int16), delt.spells
        if udvalg is not None:
            valgt = np.flatnonzero(self._valgt(udvalg, person, ydelse, egne))
            person, ydelse, egne = person[valgt], ydelse[valgt], egne.take(valgt)
        raekker = op.overlay(egne)
        kaeder = op.chains(raekker, self._afbrydelser(raekker, person, ydelse), self._skel(person, ydelse))
        return Kaeder(person[kaeder.owner], ydelse[kaeder.owner], kaeder.timeline)

    def rod(self, kaeder: Kaeder) -> Longs:
        """For every chain the chain its course begins with: itself, or the one it goes on from."""
        rod = np.arange(len(kaeder.person), dtype=np.int64)
        par = _Par.blandt(kaeder, self._sammenhaengende)
        if not len(par.kaede):
            return rod
        foerste = kaeder.raekker.first_day(NO_DAY)
        start = foerste[par.kaede]
        # What the other chain last held before the new one began: it may go on beside it.
        slutninger = kaeder.raekker.with_value(kaeder.raekker.end.astype(np.int64))
        sidste = op.value_held(slutninger, par.anden, start - np.int32(1), NO_DAY)
        begyndt = sidste != NO_DAY
        slut = np.where(begyndt, np.minimum(sidste, start), start).astype(np.int32)
        mulig = begyndt & ~self._brudt(kaeder.person[par.kaede], slut, start)
        efter_regel = np.zeros(len(start), dtype=np.bool_)
        for regel in self.version.fortsaettelser:
            efter_regel |= self._gaar_videre(regel, kaeder, par, start)
        valgt = np.flatnonzero(mulig & efter_regel)
        # Of several the one held latest, then the first begun.
        valgt = valgt[
            np.lexsort((par.anden[valgt], foerste[par.anden[valgt]], -slut[valgt].astype(np.int64), par.kaede[valgt]))
        ]
        kaede, foerst = np.unique(par.kaede[valgt], return_index=True)
        rod[kaede] = par.anden[valgt[foerst]]
        # A chain begins after the one it goes on from, so this ends at the first of them.
        while not np.array_equal(videre := rod[rod], rod):
            rod = videre
        return rod

    def samlede_raekker(self, kaeder: Kaeder, rod: Longs, roedder: Longs) -> Timeline:
        """The rows along every course; where two benefits of one course overlap, the latest begun holds."""
        alene = kaeder.raekker.take(roedder)
        plads = np.searchsorted(roedder, rod)
        samles = np.flatnonzero(np.bincount(plads, minlength=len(roedder)) > 1)
        if len(samles) == 0:
            return alene
        dele = np.flatnonzero(np.isin(plads, samles))
        egne = kaeder.raekker.take(dele)
        samlet = np.searchsorted(samles, plads[dele])[egne.owner_of_entries()]
        samlede = op.overlay(self._spells(samlet, vaerdier(egne), len(samles)))
        valgt = np.arange(len(roedder), dtype=np.int64)
        valgt[samles] = len(roedder) + np.arange(len(samles))
        return stack([alene, samlede]).take(valgt)

    @property
    def _sammenhaengende(self) -> Flags:
        """For every benefit whether it may go on from, or as, another."""
        navne = (kode for regel in self.version.fortsaettelser for kode in (*regel.fra_ydelser, *regel.til_ydelser))
        return kodesaet("ydelse", tuple(navne))

    def _valgt(self, udvalg: Udvalg, person: Longs, ydelse: Koder, perioder: Spells) -> Flags:
        if not len(person):
            return np.zeros(0, dtype=np.bool_)
        foerste = perioder.start[perioder.offsets[:-1]]
        sidste = np.maximum.reduceat(perioder.end, perioder.offsets[:-1])
        samles = np.flatnonzero(self._sammenhaengende[ydelse])
        if len(samles):
            _, begynder, nummer = np.unique(person[samles], return_index=True, return_inverse=True)
            foerste[samles] = np.minimum.reduceat(foerste[samles], begynder)[nummer]
            sidste[samles] = np.maximum.reduceat(sidste[samles], begynder)[nummer]
        return udvalg(person, ydelse, foerste, sidste)

    @property
    def _kan_kaedes(self) -> Flags:
        """For every benefit whether its spells make courses."""
        navne = (kode for brud in self.version.brud for kode in brud.ydelser)
        return kodesaet("ydelse", (*navne, self.version.ledighedsur.ydelse))

    def _afbrydelser(self, raekker: Timeline, person: Longs, ydelse: Koder) -> Timeline:
        """What breaks the chain of each owner's spells of one benefit: gaps, or what in them is too long."""
        ophold = op.gaps(raekker)
        ur = self.version.ledighedsur
        dele, ejere = [], []
        for brud in self.version.brud:
            her = np.flatnonzero(kodesaet("ydelse", brud.ydelser)[ydelse])
            bryder = ophold.take(her)
            if brud.bryder == "hel_kalendermaaned":
                bryder = op.whole_months(bryder)
            if brud.loentilskud_holder_sammen:
                bryder = op.subtract(bryder, self.tilskudsmaaneder.take(person[her]))
            dele.append(bryder)
            ejere.append(her)
        her = np.flatnonzero(kodesaet("ydelse", (ur.ydelse,))[ydelse])
        uden = op.gaps(op.union(raekker.take(her).unvalued(), self.tilskud.take(person[her])))
        dele.append(op.longer_than_months(uden, ur.nulstilles_efter_maaneder))
        ejere.append(her)
        return stack(dele).take(np.argsort(np.concatenate(ejere), kind="stable"))

    def _skel(self, person: Longs, ydelse: Koder) -> Points:
        """The days that begin a new chain of each owner's spells whatever lies between: new periods of dagpenge."""
        ur = self.version.ledighedsur
        her = np.flatnonzero(kodesaet("ydelse", (ur.ydelse,))[ydelse])
        nye = self.historik.haendelser.kaldet(ur.nulstilles_af).take(person[her])
        return Points(spredt(nye.offsets, her, len(person)), nye.day, nye.row)

    def _brudt(self, person: Longs, slut: Days, start: Days) -> Flags:
        """Whether a whole calendar month lies in [slut, start) that nothing holds together."""
        ophold = slut < start
        mellem = Timeline(offsets_from_lengths(ophold.astype(np.int64)), slut[ophold], start[ophold])
        hele = op.whole_months(mellem)
        if any(brud.loentilskud_holder_sammen for brud in self.version.brud):
            hele = op.subtract(hele, self.tilskudsmaaneder.take(person))
        return np.asarray(np.diff(hele.offsets) > 0)

    def _gaar_videre(self, regel: Fortsaettelse, kaeder: Kaeder, par: _Par, start: Days) -> Flags:
        """For every pair whether the rule lets the one go on from the other."""
        passer = kodesaet("ydelse", regel.til_ydelser)[kaeder.ydelse[par.kaede]]
        passer &= kodesaet("ydelse", regel.fra_ydelser)[kaeder.ydelse[par.anden]]
        if regel.fra is not None:
            passer &= start >= calendar.to_day(regel.fra)
        if regel.haendelse is not None:
            dage = self.historik.haendelser.kaldet(regel.haendelse)
            passer &= op.count_days_in(dage, kaeder.person[par.kaede], start, start + np.int32(1)) > 0
        return np.asarray(passer)

    def _spells(self, ejer: Longs, raekke: Longs, antal: int) -> Spells:
        """The registered spells of rows of ``ydelser``: they say which began latest, not the pieces a chain shows."""
        perioder = self.historik.ydelser.perioder
        sted = np.searchsorted(perioder.row, raekke)
        orden = np.lexsort((raekke, perioder.start[sted], ejer))
        ejer, sted = ejer[orden], sted[orden]
        ny = np.ones(len(ejer), dtype=np.bool_)
        ny[1:] = (ejer[1:] != ejer[:-1]) | (sted[1:] != sted[:-1])
        ejer, sted = ejer[ny], sted[ny]
        return Spells(
            offsets_from_lengths(np.bincount(ejer, minlength=antal)),
            perioder.start[sted],
            perioder.end[sted],
            perioder.row[sted],
        )


@dataclass(frozen=True, slots=True)
class _Par:
    """Every chain with every other chain of the same citizen, among those of benefits that may go on as one."""

    kaede: Longs
    anden: Longs

    @classmethod
    def blandt(cls, kaeder: Kaeder, sammenhaengende: Flags) -> _Par:
        alle = np.flatnonzero(sammenhaengende[kaeder.ydelse])
        alle = alle[np.argsort(kaeder.person[alle], kind="stable")]
        _, begynder, antal = np.unique(kaeder.person[alle], return_index=True, return_counts=True)
        flere = antal > 1
        begynder, antal = begynder[flere], antal[flere]
        hver = np.repeat(antal, antal)
        egne = offsets_from_lengths(antal)
        kaede = np.repeat(begynder - egne[:-1], antal) + np.arange(egne[-1])
        par = offsets_from_lengths(hver)
        anden = np.repeat(np.repeat(begynder, antal) - par[:-1], hver) + np.arange(par[-1])
        kaede = np.repeat(kaede, hver)
        forskellige = kaede != anden
        return cls(alle[kaede[forskellige]], alle[anden[forskellige]])


def vaerdier(tidslinje: Timeline) -> Longs:
    """The values of a timeline that carries some. Raises ``ValueError`` when it carries none."""
    if tidslinje.value is None:
        raise ValueError("this timeline carries no values")
    return tidslinje.value


def spredt(offsets: Longs, ejere: Longs, antal: int) -> Longs:
    """The offsets of so many owners, of whom only the given (ascending) have entries."""
    laengder = np.zeros(antal, dtype=np.int64)
    laengder[ejere] = np.diff(offsets)
    return offsets_from_lengths(laengder)
