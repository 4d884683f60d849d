"""The ways a local duty may be met, and the earliest day one of them was taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from rettidig.motor.forloeb import seneste_loentilskudsstart
from rettidig.motor.grundlag import Grundlag
from rettidig.regler.former.lokalfrist import Vej
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Longs, Points


@dataclass(frozen=True, slots=True)
class Vindue:
    """Per obligation: its course and group, the trigger, and the days [fra, til) on which it may be met."""

    forloeb: Longs
    gruppe: Longs
    udloeser: Days
    fra: Days
    til: Days
    efter_tilbud: bool
    """Whether the trigger is the end of an offer, so that one already running the day after it counts."""


def tidligste(grundlag: Grundlag, veje: Iterable[Vej], vindue: Vindue) -> Days:
    """The earliest day on which one of the ways was taken, ``NO_DAY`` for none."""
    dag = np.full(len(vindue.forloeb), NO_DAY, dtype=np.int32)
    for vej in veje:
        fundet = _Vej(grundlag, vej, vindue).dag()
        dag = np.where((fundet != NO_DAY) & ((dag == NO_DAY) | (fundet < dag)), fundet, dag).astype(np.int32)
    return dag


def talte_raekker(grundlag: Grundlag, vej: Vej, vindue: Vindue, nr: int) -> list[tuple[str, int, int]]:
    """What counts towards one way in entry ``nr``: table, position of the row, day; by day, a day once per talk."""
    return sorted(_Vej(grundlag, vej, vindue).raekker(nr), key=lambda fundet: (fundet[2], fundet[1]))


def taeller_fra(grundlag: Grundlag, vej: Vej, vindue: Vindue, nr: int) -> int:
    """The first day on which something counts towards one way in entry ``nr``."""
    return int(_Vej(grundlag, vej, vindue).fra[nr])


class _Vej:
    """One way, for all obligations at once."""

    def __init__(self, grundlag: Grundlag, vej: Vej, vindue: Vindue) -> None:
        self.g = grundlag
        self.vej = vej
        self.vindue = vindue
        self.person = grundlag.forloeb.person[vindue.forloeb]
        self.fra = vindue.fra
        if vej.tidligst_maaneder is not None:
            tidligst = calendar.add_months(vindue.udloeser, vej.tidligst_maaneder)
            self.fra = np.maximum(vindue.fra, tidligst).astype(np.int32)

    def dag(self) -> Days:
        """The first day, ``NO_DAY`` for none."""
        match self.vej.slags:
            case "tilbud":
                return self._tilbud()
            case "samtaler":
                return self._samtaler()
            case "haendelse":
                return self._haendelse()
            case "loentimer":
                return self._loentimer()

    def raekker(self, nr: int) -> Iterator[tuple[str, int, int]]:
        """Table, position and day of every row that counts in entry ``nr``."""
        person, fra, til = int(self.person[nr]), int(self.fra[nr]), int(self.vindue.til[nr])
        match self.vej.slags:
            case "tilbud":
                yield from self._tilbudsraekker(nr, person, fra)
            case "samtaler":
                dage = self.g.samtaler(int(self.vindue.gruppe[nr])).of(person)
                yield from (("samtaler", raekke, dag) for dag, raekke in dage if fra <= dag < til)
            case "haendelse":
                for kode in self.vej.koder:
                    dage = self.g.historik.haendelser.kaldet(kode).of(person)
                    yield from (("haendelser", raekke, dag) for dag, raekke in dage if fra <= dag < til)
            case "loentimer":
                maaneder = self._nok_timer()
                for dag, raekke in [] if maaneder is None else maaneder.of(person):
                    if calendar.month_start(fra) <= dag < calendar.month_start(til):
                        yield "loentimer", raekke, calendar.month_end(dag)

    def _tilbudsraekker(self, nr: int, person: int, fra: int) -> Iterator[tuple[str, int, int]]:
        tilskud, andre = self._delt()
        naeste = calendar.add_days(int(self.vindue.udloeser[nr]), 1)
        graenser = (andre, int(self.vindue.til[nr])), (tilskud, int(self._tilskud_til()[nr]))
        for koder, til in graenser:
            for start, slut, raekke in self.g.tilbud(koder, self.vej.mindst_dage).of(person) if koder else ():
                if self.vindue.efter_tilbud and start <= naeste < slut:
                    yield "indsatser", raekke, naeste
                elif fra <= start < til:
                    yield "indsatser", raekke, start

    def _delt(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The kinds of løntilskud, and the others."""
        tilskudskoder = self.g.forloebsversion.loentilskud
        tilskud = tuple(kode for kode in self.vej.koder if kode in tilskudskoder)
        return tilskud, tuple(kode for kode in self.vej.koder if kode not in tilskudskoder)

    def _tilbud(self) -> Days:
        tilskud, andre = self._delt()
        dag = self._begyndt(andre, self.vindue.til)
        if tilskud:
            dag = _foerst(dag, self._begyndt(tilskud, self._tilskud_til()))
        if self.vindue.efter_tilbud:
            naeste = calendar.add_days(self.vindue.udloeser, 1)
            i_gang = op.latest_cover(self.g.tilbud(self.vej.koder, self.vej.mindst_dage), self.person, naeste)
            dag = np.where(i_gang.row >= 0, naeste, dag).astype(np.int32)
        return dag

    def _begyndt(self, koder: tuple[str, ...], til: Days) -> Days:
        if not koder:
            return np.full(len(self.person), NO_DAY, dtype=np.int32)
        return op.first_start_in(self.g.tilbud(koder, self.vej.mindst_dage), self.person, self.fra, til).day

    def _tilskud_til(self) -> Days:
        """A løntilskud ends the benefit and so may begin after the course; other limits of the window stand."""
        slut = self.g.forloeb.slut[self.vindue.forloeb]
        senest = calendar.add_days(seneste_loentilskudsstart(slut, self.g.forloebsversion), 1)
        ved_slut = self.vindue.til == np.minimum(slut, self.g.dag + 1)
        return np.where(ved_slut, np.minimum(senest, self.g.dag + 1), self.vindue.til).astype(np.int32)

    def _samtaler(self) -> Days:
        dag = np.full(len(self.person), NO_DAY, dtype=np.int32)
        for nummer in np.unique(self.vindue.gruppe).tolist():
            egne = np.flatnonzero(self.vindue.gruppe == nummer)
            dag[egne] = op.nth_day_in(
                self.g.samtaler(nummer), self.person[egne], self.fra[egne], self.vindue.til[egne], self.vej.antal
            )
        return dag

    def _haendelse(self) -> Days:
        dag = np.full(len(self.person), NO_DAY, dtype=np.int32)
        for kode in self.vej.koder:
            dage = self.g.historik.haendelser.kaldet(kode)
            dag = _foerst(dag, op.nth_day_in(dage, self.person, self.fra, self.vindue.til, 1))
        return dag

    def _loentimer(self) -> Days:
        """The last day of the first month with the hours: by then they were certainly worked."""
        nok = self._nok_timer()
        if nok is None:
            return np.full(len(self.person), NO_DAY, dtype=np.int32)
        uden_for = self.vindue.til <= -OPEN_END
        til = np.where(uden_for, self.vindue.til, calendar.month_start(self.vindue.til)).astype(np.int32)
        maaned = op.nth_day_in(nok, self.person, calendar.month_start(self.fra), til, 1)
        return calendar.month_end(maaned)

    def _nok_timer(self) -> Points | None:
        """The months with the hours; ``None`` where no hours are registered."""
        maaneder = self.g.historik.loentimer.maaneder
        if maaneder.amount is None or self.vej.timer is None:
            return None
        return maaneder.where(maaneder.amount >= self.vej.timer)


def _foerst(a: Days, b: Days) -> Days:
    return np.where((b != NO_DAY) & ((a == NO_DAY) | (b < a)), b, a).astype(np.int32)
