"""What is kept to the person: how many are on a published benefit on each counting day.

A published figure is a month's full-time persons. It is kept as a head count: on the fifteenth of the month as many
persons have a running spell of the benefit as the figure says, times the set's share, rounded (a half upwards). The
months are those that are published and lie within the set's time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from rettidig.demo.antagelser import KONTANT
from rettidig.demo.offentlige_tal import KommuneTal

FAMILIER: tuple[tuple[str, ...], ...] = (("dagpenge",), KONTANT)
"""The benefits with a published series; those published together since July 2025 are counted together."""

FAMILIENAVNE = ("dagpenge", "kontanthjaelpsfamilien")
TAELLEDAG = 15
"""Day of the month."""

_HALV = Fraction(1, 2)


@dataclass(frozen=True)
class Taelledag:
    """An epoch day and the persons wanted on it in each of ``FAMILIER``."""

    dag: int
    oenskede: tuple[int, ...]


def taelledage(tal: KommuneTal, andel: float, foerste_dag: int, sidste_dag: int) -> tuple[Taelledag, ...]:
    """The counting days from ``foerste_dag`` to ``sidste_dag`` (epoch days, both included), in order."""
    serier = zip(tal.maaneder.tolist(), tal.dagpenge.tolist(), tal.kontant.tolist(), strict=True)
    return tuple(
        Taelledag(dag, (i_saettet(dagpenge, andel), i_saettet(kontant, andel)))
        for dag, dagpenge, kontant in sorted(serier)
        if foerste_dag <= dag <= sidste_dag
    )


def i_saettet(fuldtidspersoner: float, andel: float) -> int:
    """A published figure at the set's share, rounded; ``andel`` is read as the decimal it is written as."""
    return math.floor(Fraction(fuldtidspersoner) * Fraction(repr(andel)) + _HALV)
