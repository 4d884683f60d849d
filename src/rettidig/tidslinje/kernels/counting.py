"""Counting a whole timeline at once: how many entries of each key cover each of some days."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.kernels.arrays import days as as_days
from rettidig.tidslinje.kernels.arrays import longs
from rettidig.tidslinje.kernels.compiled import kernel
from rettidig.tidslinje.kernels.searching import first_from
from rettidig.tidslinje.model import Days, Longs, Timeline


def count_on(a: Timeline, keys: Longs, number_of_keys: int, days: Days) -> Longs:
    """How many entries of each key cover each day, as ``[key, day]``.

    Raises ``ValueError`` when there is not one key per entry and ``IndexError`` for a key that is not there.
    """
    if len(keys) != len(a.start):
        raise ValueError(f"{len(a.start)} entries have {len(keys)} keys")
    if len(keys) and (int(keys.min()) < 0 or int(keys.max()) >= number_of_keys):
        raise IndexError(f"a key that is not among the {number_of_keys}")
    counted = np.zeros((number_of_keys, len(days) + 1), dtype=np.int64)
    _count_on(as_days(a.start), as_days(a.end), longs(keys), as_days(days), counted)
    return counted[:, :-1]


@kernel
def _count_on(start: Days, end: Days, keys: Longs, days: Days, counted: Longs) -> None:
    """An entry is one more from the first of the days it covers and one less after the last; then all is added up."""
    for i in range(len(start)):
        first = first_from(days, 0, len(days), int(start[i]))
        after = first_from(days, first, len(days), int(end[i]))
        counted[keys[i], first] += 1
        counted[keys[i], after] -= 1
    for key in range(counted.shape[0]):
        for day in range(1, counted.shape[1]):
            counted[key, day] += counted[key, day - 1]
