"""The case under explanation: one citizen's registered rows, and what the engine makes of them on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow.compute as pc

from rettidig.forloeb import Datasaet
from rettidig.motor.forklaring.knude import Raekke
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, byg_historik
from rettidig.regler.former.grundform import TIMER_SKALA, Timetal
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Longs

GRAD_SKALA = 1_000
OERE = 100
_SKALA = {"timer": TIMER_SKALA, "timer_pr_uge": TIMER_SKALA, "pris_pr_uge": OERE, "grad": GRAD_SKALA}


@dataclass(frozen=True)
class Sag:
    """One citizen on one day. ``alt`` holds every registered fact, ``grundlag`` only those begun by the day."""

    lov: Regelsaet
    data: Datasaet
    borger: str
    dag: int
    valg: dict[str, str]

    @cached_property
    def alt(self) -> Historik:
        """Everything registered on the citizen, planned things too. Raises ``KeyError`` for an unknown one."""
        return byg_historik(self.data, self.borger)

    @cached_property
    def grundlag(self) -> Grundlag:
        """What the duties of the day rest on."""
        return Grundlag.paa(self.lov, self.alt, self.dag, self.valg)

    @cached_property
    def _raekker(self) -> dict[str, dict[int, Raekke]]:
        """The citizen's rows by table and row number. Ends become the last day included, amounts plain numbers."""
        fundne: dict[str, dict[int, Raekke]] = {}
        for navn, tabel in self.data.tabeller.items():
            egne = tabel.filter(pc.equal(tabel["borger_id"], self.borger)).to_pylist()
            fundne[navn] = {raekke["raekke"]: _laesbar(navn, raekke) for raekke in egne}
        return fundne

    def alle(self, tabel: str) -> list[Raekke]:
        """All the citizen's registered rows of a table, in the source's order."""
        return [self._raekker[tabel][nummer] for nummer in sorted(self._raekker[tabel])]

    def raekke(self, tabel: str, plads: int) -> Raekke:
        """The registered row behind a position in the columns of the history."""
        return self._raekker[tabel][int(getattr(self.alt, tabel).raekke[plads])]

    def raekker(self, tabel: str, pladser: Iterable[int]) -> tuple[Raekke, ...]:
        """The registered rows behind several positions, each once, in the source's order."""
        fundne = {plads: self.raekke(tabel, plads) for plads in dict.fromkeys(pladser)}
        return tuple(sorted(fundne.values(), key=lambda raekke: int(raekke["raekke"])))

    @cached_property
    def borgerraekke(self) -> Raekke:
        """The citizen's own row."""
        return next(iter(self._raekker["borgere"].values()))

    def graense(self, timer: Timetal) -> int:
        """The number of hours that holds for the citizen's insurance, in 1/10,000."""
        return timer.deltid if bool(self.alt.borgere.deltid[0]) else timer.fuldtid

    def naaet(self, forloeb: int, timer: Timetal) -> int:
        """The day by whose end a dagpenge course's clock shows so many hours; ``NO_DAY`` when it never does."""
        ur = self.grundlag.ur.take(_et(forloeb))
        return int(op.reached(ur, _et(self.graense(timer)))[0])

    def timer_til_og_med(self, forloeb: int, dag: int) -> int:
        """What a dagpenge course's clock shows by the end of a day, in 1/10,000 hour."""
        ur = self.grundlag.ur.take(_et(forloeb))
        return int(op.accumulated(ur, np.array([dag + 1], dtype=np.int32))[0])


def _et(tal: int) -> Longs:
    return np.array([tal], dtype=np.int64)


def _laesbar(tabel: str, raekke: dict[str, Any]) -> Raekke:
    ud: Raekke = {"tabel": tabel, "raekke": raekke["raekke"]}
    for kolonne, vaerdi in raekke.items():
        if kolonne in ("raekke", "borger_id"):
            continue
        if kolonne == "til" and vaerdi is not None:
            ud[kolonne] = calendar.to_date(calendar.to_day(vaerdi) - 1).isoformat()
        elif isinstance(vaerdi, dt.date):
            ud[kolonne] = vaerdi.isoformat()
        elif kolonne in _SKALA and vaerdi is not None:
            hele, rest = divmod(vaerdi, _SKALA[kolonne])
            ud[kolonne] = vaerdi / _SKALA[kolonne] if rest else hele
        else:
            ud[kolonne] = vaerdi
    return ud
