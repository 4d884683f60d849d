"""Registered spells, which may overlap, laid out as timelines."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.kernels.arrays import intervals, longs, room, trimmed
from rettidig.tidslinje.kernels.compiled import kernel, part
from rettidig.tidslinje.model import Days, Longs, Spells, Timeline


def merge_spells(spells: Spells) -> Timeline:
    """The days of any spell; overlapping and touching spells become one."""
    laid = room(spells.owners, len(spells.start))
    return trimmed(laid, _merge(*intervals(spells), *laid))


def overlay(spells: Spells) -> Timeline:
    """On each day the latest begun spell; the value is its row."""
    most = 2 * len(spells.start)  # a spell's stretch ends when another begins or when one ends
    laid, value = room(spells.owners, most), np.empty(most, dtype=np.int64)
    begun = np.empty(np.diff(spells.offsets).max(initial=0), dtype=np.int64)
    return trimmed(laid, _overlay(*intervals(spells), longs(spells.row), begun, *laid, value), value)


@part
def lay(start: Days, end: Days, first: int, count: int, begins: int, ends: int) -> int:
    """Adds an interval to the owner's ``first:count``, merged with the last when they touch; answers the new count.

    Intervals come in order of their start.
    """
    if count > first and begins <= end[count - 1]:
        end[count - 1] = max(end[count - 1], ends)
        return count
    start[count] = begins
    end[count] = ends
    return count + 1


@kernel
def _merge(offsets: Longs, start: Days, end: Days, laid_offsets: Longs, laid_start: Days, laid_end: Days) -> int:
    count = 0
    laid_offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        for entry in range(offsets[owner], offsets[owner + 1]):
            count = lay(laid_start, laid_end, first, count, int(start[entry]), int(end[entry]))
        laid_offsets[owner + 1] = count
    return count


@kernel
def _overlay(
    offsets: Longs,
    start: Days,
    end: Days,
    row: Longs,
    begun: Longs,
    laid_offsets: Longs,
    laid_start: Days,
    laid_end: Days,
    laid_value: Longs,
) -> int:
    """The begun spells are kept as a stack, the latest on top; one that has ended is taken off when it is met there."""
    count = 0
    laid_offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first, on_top, now = count, 0, 0
        last_entry = int(offsets[owner + 1])
        for entry in range(offsets[owner], last_entry + 1):
            all_begun = entry == last_entry
            until = 0 if all_begun else int(start[entry])
            while on_top > 0 and (all_begun or now < until):
                held = begun[on_top - 1]
                if end[held] <= now:
                    on_top -= 1
                    continue
                reaches = int(end[held]) if all_begun else min(int(end[held]), until)
                if count > first and laid_end[count - 1] == now and laid_value[count - 1] == row[held]:
                    laid_end[count - 1] = reaches
                else:
                    laid_start[count], laid_end[count], laid_value[count] = now, reaches, row[held]
                    count += 1
                now = reaches
            if not all_begun:
                now = until
                begun[on_top] = entry
                on_top += 1
        laid_offsets[owner + 1] = count
    return count
