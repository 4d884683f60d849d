"""Reimbursement weeks: which weeks a citizen's benefits touch, and where on the ladder they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from rettidig.motor.historik import Historik, kodenavne
from rettidig.motor.kodesaet import kodesaet
from rettidig.regler.former.sats import Satsregel, SatsVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lov.fin.refusionstrappe import DAGE_PR_UGE, Trappetilstand, forloeb, sats
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import OPEN_END
from rettidig.tidslinje.model import Days, Longs, Spells, Timeline, constant_timeline

Raekke = dict[str, Any]
REFUSION = "fin.refusion"


@dataclass(frozen=True, slots=True)
class Refusionsuger:
    """Touched weeks as columns, by citizen and week.

    ``uge`` is the Monday; ``ydelser`` has one bit per benefit of the contract's list, none for løntilskud alone.
    """

    person: Longs
    uge: Days
    ydelser: Longs
    nummer: Longs


class Refusion:
    """The ladder over one history, up to the end of the week of ``til`` (included)."""

    def __init__(self, lov: Regelsaet, historik: Historik, til: int) -> None:
        self.historik = historik
        self.version: SatsVersion = lov.hent(REFUSION, Satsregel).versioner[0]
        self._slut = calendar.week_end(til) + 1

    def trappe(self, person: int) -> list[Trappetilstand]:
        """The citizen's state after every touched week, oldest first."""
        beroerte, spaerrede = (
            [uge for fra, til in uger.of(person) for uge in range(fra, til, DAGE_PR_UGE)]
            for uger in (self._beroerte, self._spaerrede)
        )
        ugetal_foer = max(int(self.historik.borgere.ugetal_foer[person]), 0)
        return forloeb(self.version, beroerte, spaerrede, ugetal_foer)

    def uger(self, fra: int) -> Refusionsuger:
        """The touched weeks from the week of ``fra`` on."""
        naevnte = op.intersect(self._nummereret, _fra(self.historik.antal, fra))
        person, uge = _hver_uge(naevnte)
        # A stretch that began before the first week asked for is numbered from its own beginning.
        alle = self._nummereret
        begynder = op.value_on(alle.with_value(alle.start.astype(np.int64)), person, uge, 0).astype(np.int32)
        nummer = op.value_on(alle, person, uge, 0) + calendar.weeks_between(begynder, uge)
        return Refusionsuger(person, uge, self._ydelser_i(person, uge, fra), nummer)

    def ydelsesnavn(self, ydelser: int) -> str:
        """How a week is named by the benefits in it."""
        navne = [navn for nummer, navn in enumerate(kodenavne("ydelse")) if ydelser >> nummer & 1]
        return "+".join(navne) or self.version.indsats_navn

    def satser(self, nummer: Longs) -> Longs:
        """The State's share in whole percent for each week number."""
        trin = np.array([trin.fra_uge for trin in self.version.trin])
        andele = np.array([trin.sats for trin in self.version.trin], dtype=np.int64)
        return andele[np.searchsorted(trin, nummer, side="right") - 1]

    def raekker(self, fra: int) -> Iterator[Raekke]:
        """The touched weeks from the week of ``fra`` on, citizen by citizen."""
        uger = self.uger(fra)
        ider = self.historik.borgere.ider
        kolonner = (uger.person.tolist(), uger.uge.tolist(), uger.ydelser.tolist(), uger.nummer.tolist())
        for person, uge, ydelser, nummer in zip(*kolonner, strict=True):
            yield {
                "borger_id": ider[person],
                "uge": calendar.iso_week_name(uge),
                "ydelse": self.ydelsesnavn(ydelser),
                "ugenummer": nummer,
                "sats": sats(self.version, nummer),
            }

    @cached_property
    def _beroerte(self) -> Timeline:
        """The weeks with a benefit on the ladder or a løntilskud."""
        return op.union(self._uger(self._ydelser(self._paa_trappen)), self._uger(self._loentilskud))

    @cached_property
    def _spaerrede(self) -> Timeline:
        """The weeks with what is not on the ladder but is no self-support either."""
        return op.union(
            self._uger(self._ydelser(self.version.spaerrer)),
            self._uger(self._indsatser(self.version.spaerrer_indsatser)),
        )

    @cached_property
    def _nummereret(self) -> Timeline:
        """The touched weeks; the value is the number of a stretch's first week."""
        ugetal_foer = np.maximum(self.historik.borgere.ugetal_foer, 0)
        optagne = op.union(self._beroerte, self._spaerrede)
        return op.week_numbers(
            self._beroerte, optagne, ugetal_foer, self.version.nulstil_vindue, self.version.nulstil_uger
        )

    @property
    def _paa_trappen(self) -> tuple[str, ...]:
        uden_for = (*self.version.spaerrer, *self.version.uden_for_trappen)
        return tuple(navn for navn in kodenavne("ydelse") if navn not in uden_for)

    @property
    def _loentilskud(self) -> Spells:
        return self._indsatser(self.version.taeller_indsatser)

    def _ydelser_i(self, person: Longs, uge: Days, fra: int) -> Longs:
        """For each week asked about the benefits in it."""
        perioder = self.historik.ydelser.perioder
        perioder = perioder.where((perioder.start < self._slut) & (perioder.end > calendar.week_start(fra)))
        koder = self.historik.ydelser.ydelse[perioder.row]
        paa_trappen = kodesaet("ydelse", self._paa_trappen)[koder]
        delt = op.by_kind(perioder, np.where(paa_trappen, koder, -1).astype(np.int64))
        uger = op.intersect(self._uger(delt.spells), _fra(len(delt.owner), fra))
        hvis, hvornaar = _hver_uge(uger)
        fundet = np.zeros(len(person), dtype=np.int64)
        sted = np.searchsorted(_noegle(person, uge), _noegle(delt.owner[hvis], hvornaar))
        np.bitwise_or.at(fundet, sted, np.left_shift(1, delt.kind[hvis]))
        return fundet

    def _ydelser(self, navne: tuple[str, ...]) -> Spells:
        perioder = self.historik.ydelser.perioder
        return perioder.where(kodesaet("ydelse", navne)[self.historik.ydelser.ydelse[perioder.row]])

    def _indsatser(self, navne: tuple[str, ...]) -> Spells:
        perioder = self.historik.indsatser.perioder
        return perioder.where(kodesaet("indsats", navne)[self.historik.indsatser.indsats[perioder.row]])

    def _uger(self, perioder: Spells) -> Timeline:
        """The whole weeks with at least one of the days, up to the last week asked for."""
        kendte = perioder.where(perioder.start < self._slut).clipped_end(self._slut)
        return op.week_hull(op.merge_spells(kendte))


def refusion_raekker(lov: Regelsaet, historik: Historik, fra: int, til: int) -> list[Raekke]:
    """One row per citizen and touched week between two days (included), sorted by citizen and week."""
    return list(Refusion(lov, historik, til).raekker(fra))


def _fra(ejere: int, fra: int) -> Timeline:
    """From the week of a day on, for so many owners."""
    return constant_timeline(ejere, [(calendar.week_start(fra), OPEN_END)])


def _hver_uge(uger: Timeline) -> tuple[Longs, Days]:
    """The owner and the Monday of every week."""
    antal = calendar.weeks_between(uger.start, uger.end).astype(np.int64)
    ejer = np.repeat(uger.owner_of_entries(), antal)
    foer = np.repeat(np.cumsum(antal) - antal, antal)
    uge = np.repeat(uger.start, antal) + (np.arange(len(ejer)) - foer) * DAGE_PR_UGE
    return ejer, uge.astype(np.int32)


def _noegle(person: Longs, uge: Days) -> npt.NDArray[np.int64]:
    """One ascending number per citizen and week."""
    return person * OPEN_END + uge
