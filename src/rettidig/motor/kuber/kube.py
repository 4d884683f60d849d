"""The cube in memory: for every cell one array of whole numbers, ``[rule set, month, measure]``.

Cells are kept apart so that a correction replaces the few arrays it touches and shares all others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from rettidig.motor.kubemaal import MAAL
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Days, Longs


class Celle(NamedTuple):
    """Who is counted together; ``gruppe`` is the number of the target group on the day."""

    kommune: str
    ydelse: str
    gruppe: int


class Snit(NamedTuple):
    """The part of a cube that one month end and one rule set make up."""

    maaned: int
    regelsaet: str


@dataclass(frozen=True)
class Kubeopsaetning:
    """What a cube was asked: month ends (epoch days, in order), rule sets, and every switch with its value."""

    maaneder: tuple[int, ...]
    regelsaet: tuple[str, ...]
    valg: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a day that is no month end, months out of order and anything named twice."""
        if not all(calendar.is_month_end(dag) for dag in self.maaneder):
            raise ValueError("a cube is counted on the last days of months")
        if list(self.maaneder) != sorted(set(self.maaneder)) or len(set(self.regelsaet)) != len(self.regelsaet):
            raise ValueError("every month and rule set stands once, the months in order")

    @property
    def dage(self) -> Days:
        """The month ends as an array."""
        return np.array(self.maaneder, dtype=np.int32)

    @property
    def form(self) -> tuple[int, int, int]:
        """The shape of a cell's array."""
        return len(self.regelsaet), len(self.maaneder), len(MAAL)

    def snit(self) -> tuple[Snit, ...]:
        """Every slice."""
        return tuple(Snit(maaned, saet) for saet in self.regelsaet for maaned in self.maaneder)

    def plads(self, snit: Snit) -> tuple[int, int]:
        """Where a slice lies in a cell's array. Raises ``KeyError`` for one that is not in the cube."""
        try:
            return self.regelsaet.index(snit.regelsaet), self.maaneder.index(snit.maaned)
        except ValueError:
            raise KeyError(snit) from None


@dataclass(frozen=True)
class Kube:
    """Figures that add up. ``borgere`` is the number of citizens of each municipality, measured or not.

    No cell is all zero and no municipality without citizens is named, so that equal figures are equal cubes.
    """

    opsaetning: Kubeopsaetning
    celler: Mapping[Celle, Longs]
    borgere: Mapping[str, int]

    def __eq__(self, anden: object) -> bool:
        """The same question and the same figures."""
        return (
            isinstance(anden, Kube)
            and self.opsaetning == anden.opsaetning
            and self.borgere == anden.borgere
            and self.celler.keys() == anden.celler.keys()
            and all(np.array_equal(tal, anden.celler[celle]) for celle, tal in self.celler.items())
        )

    __hash__ = None  # type: ignore[assignment]

    def kontrolsum(self) -> str:
        """A checksum of the question and of every figure: equal cubes have equal ones, however they were made."""
        sum_ = hashlib.sha256(repr((self.opsaetning.maaneder, self.opsaetning.regelsaet)).encode())
        sum_.update(repr((sorted(self.opsaetning.valg.items()), sorted(self.borgere.items()))).encode())
        for celle in sorted(self.celler):
            sum_.update(repr(tuple(celle)).encode())
            sum_.update(np.ascontiguousarray(self.celler[celle], dtype="<i8").tobytes())
        return sum_.hexdigest()

    def plus(self, celler: Mapping[Celle, Longs], borgere: Mapping[str, int]) -> Kube:
        """The cube with these figures added, which may be negative; this one stays as it was."""
        nye, folk = dict(self.celler), dict(self.borgere)
        for celle, tal in celler.items():
            i_alt = nye[celle] + tal if celle in nye else tal
            if i_alt.any():
                nye[celle] = i_alt
            else:
                nye.pop(celle, None)
        for kommune, antal in borgere.items():
            folk[kommune] = folk.get(kommune, 0) + antal
        return replace(self, celler=nye, borgere={kommune: antal for kommune, antal in folk.items() if antal})

    def med_snit(self, del_: Kube) -> Kube:
        """The cube with the slices of another in the place of its own. Raises ``KeyError`` for a slice it has not."""
        steder = [(self.opsaetning.plads(snit), del_.opsaetning.plads(snit)) for snit in del_.opsaetning.snit()]
        nye: dict[Celle, Longs] = {}
        for celle in {*self.celler, *del_.celler}:
            tal = self.celler.get(celle)
            ny = np.zeros(self.opsaetning.form, dtype=np.int64) if tal is None else tal.copy()
            fra = del_.celler.get(celle)
            for her, der in steder:
                ny[her] = 0 if fra is None else fra[der]
            if ny.any():
                nye[celle] = ny
        return replace(self, celler=nye)


def maanedsslutninger(foerste: int, sidste: int) -> tuple[int, ...]:
    """The month ends from the month of one day to the month of another."""
    fundne = []
    dag = calendar.month_end(foerste)
    while dag <= calendar.month_end(sidste):
        fundne.append(dag)
        dag = calendar.month_end(dag + 1)
    return tuple(fundne)
