"""Counting a block of citizens as a task a host can run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pyarrow as pa

from rettidig.motor.historik import Historik
from rettidig.motor.kuber.kube import Kubeopsaetning, maanedsslutninger
from rettidig.motor.kuber.optaelling import optael
from rettidig.motor.kuber.tabel import KUBESKEMA, tabel_af_kube
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import Regelsaet, hent_lov, indlaes
from rettidig.tidslinje import calendar


@dataclass(frozen=True)
class Kubeopgave:
    """The cube of a block. ``maaneder`` are month ends; ``lov`` is a folder of rule files, ``None`` those that ship."""

    maaneder: tuple[dt.date, ...]
    valg: dict[str, str]
    regelsaet: tuple[str, ...] = REGELSAET
    lov: str | None = None

    @classmethod
    def for_perioden(
        cls, foerste: dt.date, sidste: dt.date, valg: dict[str, str], regelsaet: tuple[str, ...] = REGELSAET
    ) -> Kubeopgave:
        """Every month end from the month of one day to the month of another."""
        dage = maanedsslutninger(calendar.to_day(foerste), calendar.to_day(sidste))
        return cls(tuple(calendar.to_date(dag) for dag in dage), valg, regelsaet)

    @property
    def opsaetning(self) -> Kubeopsaetning:
        """The same question as the cube carries it."""
        return self._opsaetning

    @cached_property
    def _opsaetning(self) -> Kubeopsaetning:
        return Kubeopsaetning(tuple(calendar.to_day(dato) for dato in self.maaneder), self.regelsaet, self.valg)

    def skema(self) -> pa.Schema:
        """The columns of a cube."""
        return KUBESKEMA

    def svar(self, historik: Historik) -> pa.Table:
        """The cells of a block that are not zero; the answers of several blocks are added up by key."""
        return tabel_af_kube(optael(self.loven(), historik, self.opsaetning))

    def loven(self) -> Regelsaet:
        """The law counted by, read once per process."""
        return hent_lov() if self.lov is None else _laest(self.lov)


@cache
def _laest(mappe: str) -> Regelsaet:
    return indlaes(Path(mappe))
