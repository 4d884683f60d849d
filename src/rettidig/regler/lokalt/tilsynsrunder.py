"""A supervision plan as dated runs: from a risk colour to the stretches in each of which one supervision is to be held.

The runs are all the plan itself can say. Whether a supervision was held, and what colour an area has after it, no table
of the data contract holds; so the plan is known and gives no obligation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rettidig.regler.former.lokalt import Farve, Strategi, TilsynsplanVersion
from rettidig.tidslinje import calendar

MAANEDER_I_AARET = 12


@dataclass(frozen=True, slots=True)
class Runde:
    """One run: the supervision is to be held from ``fra`` to ``til``, both included."""

    fra: dt.date
    til: dt.date


def runder(strategi: Strategi, version: TilsynsplanVersion, farve: Farve) -> tuple[Runde, ...]:
    """The runs of a colour from the plan's first day to its last, of a plan without end those of the first year.

    A run is as many calendar months as the plan says, counted from the plan's first day; the last one may be cut short
    by the plan's end.
    """
    fra, til = strategi.gyldighed(version)
    foerste = calendar.to_day(fra)
    slut = calendar.add_months(foerste, MAANEDER_I_AARET) if til is None else calendar.to_day(calendar.next_date(til))
    return tuple(_runder(foerste, slut, version.maaneder[farve]))


def _runder(foerste: int, slut: int, maaneder: int) -> Iterator[Runde]:
    nummer, fra = 0, foerste
    while fra < slut:
        nummer += 1
        naeste = calendar.add_months(foerste, nummer * maaneder)
        yield Runde(calendar.to_date(fra), calendar.previous_date(calendar.to_date(min(naeste, slut))))
        fra = naeste
