"""The algebra compiled: the functions of :mod:`rettidig.tidslinje.plain`, with the same answers, at memory speed.

Importing this package imports Numba; :mod:`rettidig.tidslinje.forms` says whether that is possible and when it pays.
Three things differ from the plain form, and no value does:

* sources are not kept (``sources`` is ``None``): an explanation is made with the plain form;
* entries are trusted to be sorted as :mod:`rettidig.tidslinje.model` says, and are not sorted again;
* operands of unequally many owners, and questions about an owner who is not there, are refused before anything is read.

Kernels hold no state and release the interpreter's lock, so blocks of owners may be answered in threads.
"""

from __future__ import annotations

from rettidig.tidslinje.kernels.clock import accumulated, chains, reached
from rettidig.tidslinje.kernels.counting import count_on
from rettidig.tidslinje.kernels.kinds import by_kind
from rettidig.tidslinje.kernels.laying import merge_spells, overlay
from rettidig.tidslinje.kernels.months import (
    longer_than_months,
    lookback,
    month_hull,
    rolling_months,
    shift_months,
    week_hull,
    whole_months,
)
from rettidig.tidslinje.kernels.points import amount_in, count_days_in, last_day_in, nth_day_in
from rettidig.tidslinje.kernels.queries import (
    days_in,
    first_start_in,
    latest_cover,
    touches,
    value_held,
    value_on,
)
from rettidig.tidslinje.kernels.sets import at_least, gaps, intersect, join, split, subtract, union
from rettidig.tidslinje.kernels.weeks import week_numbers

__all__ = [
    "accumulated",
    "amount_in",
    "at_least",
    "by_kind",
    "chains",
    "count_days_in",
    "count_on",
    "days_in",
    "first_start_in",
    "gaps",
    "intersect",
    "join",
    "last_day_in",
    "latest_cover",
    "longer_than_months",
    "lookback",
    "merge_spells",
    "month_hull",
    "nth_day_in",
    "overlay",
    "reached",
    "rolling_months",
    "shift_months",
    "split",
    "subtract",
    "touches",
    "union",
    "value_held",
    "value_on",
    "week_hull",
    "week_numbers",
    "whole_months",
]
