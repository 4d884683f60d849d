"""Whole weeks, counted."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.kernels.arrays import intervals, longs
from rettidig.tidslinje.kernels.compiled import kernel
from rettidig.tidslinje.kernels.days import DAYS_IN_WEEK
from rettidig.tidslinje.kernels.searching import first_from
from rettidig.tidslinje.model import Days, Longs, Timeline


def week_numbers(touched: Timeline, busy: Timeline, before: Longs, window: int, enough: int) -> Timeline:
    """Whole weeks counted on from ``before``, and anew after ``enough`` free weeks within ``window`` weeks."""
    if not touched.owners == busy.owners == len(before):
        raise ValueError(f"weeks of {touched.owners} and {busy.owners} owners, counted on for {len(before)}")
    number = np.empty(len(touched.start), dtype=np.int64)
    _week_numbers(*intervals(touched), *intervals(busy), longs(before), int(window), int(enough), number)
    return Timeline(touched.offsets, touched.start, touched.end, number)


@kernel
def _week_numbers(
    offsets: Longs,
    start: Days,
    end: Days,
    busy_offsets: Longs,
    busy_start: Days,
    busy_end: Days,
    before: Longs,
    window: int,
    enough: int,
    numbered: Longs,
) -> None:
    for owner in range(len(offsets) - 1):
        number, first = before[owner], 0
        for i in range(offsets[owner], offsets[owner + 1]):
            begins = int(start[i])
            if i == offsets[owner]:
                first = begins
            else:
                since = max(begins - window * DAYS_IN_WEEK, first + DAYS_IN_WEEK)
                free = begins - since
                last = busy_offsets[owner + 1]
                for j in range(first_from(busy_end, busy_offsets[owner], last, since + 1), last):
                    if busy_start[j] >= begins:
                        break
                    free -= min(int(busy_end[j]), begins) - max(int(busy_start[j]), since)
                if free >= enough * DAYS_IN_WEEK:
                    number, first = 0, begins
            numbered[i] = number + 1
            number += (int(end[i]) - begins) // DAYS_IN_WEEK
