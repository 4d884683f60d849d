"""A figure as the State gave it, and the list of persons that may have come with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.maaleraekker import ALLE

YDELSESPERSONER = "ydelse.personer"
"""How many were on a benefit on any day of the month: what the State publishes by municipality. No numerator."""
MAALINGER = (FOKUSMAAL_1, FOKUSMAAL_2, DELTAGELSE, YDELSESPERSONER)


class Opgoerelse(StrEnum):
    """When in the month the State counts: on its last day, or as the mean of its days."""

    SIDSTE_DAG = "sidste_dag"
    GENNEMSNIT = "gennemsnit"


class Noegle(NamedTuple):
    """One who is measured: a citizen on a benefit."""

    borger_id: str
    ydelse: str


class Tal(NamedTuple):
    """Those measured, and those among them who are counted in the numerator."""

    naevner: int
    taeller: int

    def minus(self, anden: Tal) -> Tal:
        """What this is more than another."""
        return Tal(self.naevner - anden.naevner, self.taeller - anden.taeller)

    @property
    def andel(self) -> Fraction | None:
        """The share; ``None`` of nobody."""
        return Fraction(self.taeller, self.naevner) if self.naevner else None


Personer = Mapping[Noegle, bool]
"""Everybody measured, and whether each is counted in the numerator."""


@dataclass(frozen=True)
class Statstal:
    """The State's figure for a month end.

    ``regelsaet`` is the one the State says it counts by. ``skaeringsdag`` is the day up to which registrations are in
    it, ``None`` where that is not told. ``naevner`` and ``taeller`` are ``None`` where the State does not show them.
    """

    kommune: str
    ydelse: str
    maaling: str
    dag: dt.date
    naevner: int | None
    taeller: int | None
    regelsaet: str
    skaeringsdag: dt.date | None = None
    opgoerelse: Opgoerelse = Opgoerelse.SIDSTE_DAG
    navn: str = ""
    definition: str = ""

    @property
    def tal(self) -> Tal | None:
        """Both numbers; ``None`` where one is not shown."""
        if self.maaling == YDELSESPERSONER and self.naevner is not None:
            return Tal(self.naevner, 0)
        return None if self.naevner is None or self.taeller is None else Tal(self.naevner, self.taeller)

    def omfatter(self, ydelse: str) -> bool:
        """Whether those on a benefit are in the figure."""
        return self.ydelse in (ALLE, ydelse)


@dataclass(frozen=True)
class Personliste:
    """The persons behind the State's figure that are known here, and those who are not, by their row in the list.

    ``ukendte`` are the rows that name nobody here, with whether each is counted in the numerator.
    """

    kendte: Personer
    ukendte: Mapping[int, bool]
