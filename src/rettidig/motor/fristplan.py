"""A deadline rule made ready for use: days as numbers, and what all its versions have in common."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from rettidig.motor.udledt import udledt
from rettidig.regler.former.frist import Fristregel, FristVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags


@dataclass(frozen=True, slots=True)
class Dagsrum:
    """The days from one to another, both included; a sentinel where there is no limit."""

    fra: int
    til: int

    @property
    def graenseloest(self) -> bool:
        """Whether every day is among them."""
        return self.fra == NO_DAY and self.til == OPEN_END

    def rummer(self, dag: Days) -> Flags:
        """Whether each day is among them."""
        if self.til == OPEN_END:
            return dag >= self.fra
        return np.asarray((dag >= self.fra) & (dag <= self.til))


@dataclass(frozen=True, slots=True)
class Versionsplan:
    """One version: the days that choose it and the deadlines it is limited to."""

    version: FristVersion
    kraft: Dagsrum
    frister: Dagsrum

    @property
    def flytter(self) -> bool:
        """Whether an exemption moves the deadline."""
        return self.version.fritagelse.virkning == "flytter"


@dataclass(frozen=True, slots=True)
class Regelplan:
    """What the versions of a rule share. ``grupper`` and ``gruppesaet`` are the groups of any of them, ``paa_foerste``
    whether all ask for the first group.

    ``efter_start`` says that ``tidligst`` is about the course's first day; otherwise it is about the right date.
    """

    grupper: tuple[int, ...]
    gruppesaet: frozenset[int]
    paa_foerste: bool
    efter_start: bool
    tidligst: int
    versioner: tuple[Versionsplan, ...]


@udledt
def fristplan(regel: Fristregel, sidste_dag: dt.date) -> Regelplan:
    """The plan of a rule, where ``sidste_dag`` is the last day of the coded law: an end on it is no end."""
    grupper = frozenset(gruppe for version in regel.versioner for gruppe in version.grupper)
    return Regelplan(
        tuple(sorted(grupper)),
        grupper,
        all(version.gruppe_paa == "foerste" for version in regel.versioner),
        regel.tidligst_efter == "forloeb_start",
        calendar.to_day(regel.tidligst),
        tuple(_versionsplan(version, sidste_dag) for version in regel.versioner),
    )


@udledt
def sidste_kodede_dag(lov: Regelsaet) -> dt.date:
    """The last day of the last coded law version; the law after it is known, not coded."""
    return max(v.til for v in lov.lovversioner.lovversioner if v.status == "kodet" and v.til is not None)


def _versionsplan(version: FristVersion, sidste_dag: dt.date) -> Versionsplan:
    til = None if version.til is None or version.til >= sidste_dag else version.til
    return Versionsplan(version, _rum(version.fra, til), _rum(version.frist_fra, version.frist_til))


def _rum(fra: dt.date | None, til: dt.date | None) -> Dagsrum:
    return Dagsrum(NO_DAY if fra is None else calendar.to_day(fra), OPEN_END if til is None else calendar.to_day(til))
