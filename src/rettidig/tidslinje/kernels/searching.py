"""Binary search among one owner's sorted entries."""

from __future__ import annotations

from rettidig.tidslinje.kernels.compiled import part
from rettidig.tidslinje.model import Days


@part
def first_from(sorted_days: Days, low: int, high: int, day: int) -> int:
    """The first of the entries ``low:high`` that is the day or later; ``high`` when none is."""
    while low < high:
        middle = (low + high) // 2
        if sorted_days[middle] < day:
            low = middle + 1
        else:
            high = middle
    return low
