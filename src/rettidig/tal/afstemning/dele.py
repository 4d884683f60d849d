"""The gap as parts that add up to it, whatever lies in them: whole numbers only, and nothing left out.

The way from the State's figure to ours is a row of figures, each made by changing one thing. A part is the step from
one figure to the next; so the parts make up the whole way. Where both ends of a step are known person by person, so is
the part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rettidig.tal.afstemning.statstal import Noegle, Personer, Tal
from rettidig.tal.afstemning.stillinger import i_alt


class Trin(StrEnum):
    """What is changed in a step from the State's figure to ours, in the order of the way.

    ``listen``: the State's list of persons is not the State's figure. ``ukendte``: persons in it not known here.
    ``uforklaret``: the State gives no persons, and its figure is not ours though all that is known to differ has been
    evened out. ``personer``: who is in, and how each counts. ``opgoerelse``: the mean of the month's days, or its last.
    ``tidspunkt``: what has been registered since the State's cut-off day. ``regelsaet``: the rules in force, with their
    transition, in place of those the State counts by.
    """

    LISTEN = "listen"
    UKENDTE = "ukendte"
    UFORKLARET = "uforklaret"
    PERSONER = "personer"
    OPGOERELSE = "opgoerelse"
    TIDSPUNKT = "tidspunkt"
    REGELSAET = "regelsaet"


@dataclass(frozen=True)
class Led:
    """A figure on the way, the step that leads to it, and its persons where they are known."""

    trin: Trin
    tal: Tal
    personer: Personer | None = None

    @classmethod
    def af(cls, trin: Trin, personer: Personer) -> Led:
        """A figure that is its persons."""
        return cls(trin, i_alt(personer), personer)


@dataclass(frozen=True)
class Personforskel:
    """One who does not count alike at the ends of a step; ``None`` is not measured, else whether in the numerator."""

    noegle: Noegle
    foer: bool | None
    efter: bool | None

    @property
    def tal(self) -> Tal:
        """What this one changes."""
        return Tal((self.efter is not None) - (self.foer is not None), bool(self.efter) - bool(self.foer))


@dataclass(frozen=True)
class Del:
    """One part of the gap: what it changes, and by whom; ``personer`` is ``None`` where that cannot be known."""

    trin: Trin
    tal: Tal
    personer: tuple[Personforskel, ...] | None


def dele(statens: Tal, vejen: Sequence[Led]) -> tuple[Del, ...]:
    """The steps of the way. Their numbers add up to the last figure less the State's."""
    return tuple(_del(fra, til) for fra, til in pairwise([Led(Trin.LISTEN, statens), *vejen]))


def personforskelle(foer: Personer, efter: Personer) -> tuple[Personforskel, ...]:
    """Those who do not count alike, sorted."""
    return tuple(
        Personforskel(noegle, foer.get(noegle), efter.get(noegle))
        for noegle in sorted({*foer, *efter})
        if foer.get(noegle) != efter.get(noegle)
    )


def _del(fra: Led, til: Led) -> Del:
    kendt = fra.personer is not None and til.personer is not None
    forskelle = personforskelle(fra.personer or {}, til.personer or {}) if kendt else None
    return Del(til.trin, til.tal.minus(fra.tal), forskelle)
