"""Timelines as sets of days. Every kernel walks its operands once, side by side."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.kernels.arrays import (
    days,
    intervals,
    longs,
    room,
    room_for_values,
    same_owners,
    trimmed,
    values,
)
from rettidig.tidslinje.kernels.compiled import kernel
from rettidig.tidslinje.kernels.laying import lay
from rettidig.tidslinje.model import Days, Longs, Points, Timeline, empty_timeline


def union(a: Timeline, b: Timeline) -> Timeline:
    """The days of either; overlapping and touching intervals become one."""
    same_owners(a, b)
    laid = room(a.owners, len(a.start) + len(b.start))
    return trimmed(laid, _union(*intervals(a), *intervals(b), *laid))


def intersect(a: Timeline, b: Timeline) -> Timeline:
    """The days of both; values come from ``a``."""
    same_owners(a, b)
    most = len(a.start) + len(b.start)
    laid, value = room(a.owners, most), room_for_values(a, most)
    count = _intersect(*intervals(a), values(a), *intervals(b), *laid, value)
    return trimmed(laid, count, None if a.value is None else value)


def subtract(a: Timeline, b: Timeline) -> Timeline:
    """The days of ``a`` that are not in ``b``; values come from ``a``."""
    same_owners(a, b)
    most = len(a.start) + len(b.start)
    laid, value = room(a.owners, most), room_for_values(a, most)
    count = _subtract(*intervals(a), values(a), *intervals(b), *laid, value)
    return trimmed(laid, count, None if a.value is None else value)


def join(a: Timeline, b: Timeline) -> Timeline:
    """Two timelines that share no day, side by side, each with its own values.

    Raises ``ValueError`` when they do share a day: which value holds would then be a guess.
    """
    same_owners(a, b)
    most = len(a.start) + len(b.start)
    laid, value = room(a.owners, most), room_for_values(a, most)
    b_value = np.zeros(len(b.start), dtype=np.int64) if b.value is None else b.value
    count = _join(*intervals(a), values(a), *intervals(b), longs(b_value), *laid, value)
    if count < 0:
        raise ValueError("timelines that share a day cannot be joined")
    return trimmed(laid, count, None if a.value is None else value)


def gaps(a: Timeline) -> Timeline:
    """The days between the first and the last interval that are in none."""
    laid = room(a.owners, len(a.start))
    return trimmed(laid, _gaps(*intervals(a), *laid))


def split(a: Timeline, cuts: Points) -> Timeline:
    """The same days, divided on each cut."""
    same_owners(a, cuts)
    most = len(a.start) + len(cuts.day)
    laid, value = room(a.owners, most), room_for_values(a, most)
    count = _split(*intervals(a), values(a), longs(cuts.offsets), days(cuts.day), *laid, value)
    return trimmed(laid, count, None if a.value is None else value)


def at_least(a: Timeline, amount: int) -> Timeline:
    """The days on which the value is at least ``amount``, as an unvalued timeline."""
    if a.value is None:
        return empty_timeline(a.owners)
    laid = room(a.owners, len(a.start))
    return trimmed(laid, _at_least(*intervals(a), values(a), int(amount), *laid))


@kernel
def _union(
    a_offsets: Longs,
    a_start: Days,
    a_end: Days,
    b_offsets: Longs,
    b_start: Days,
    b_end: Days,
    offsets: Longs,
    start: Days,
    end: Days,
) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        i, j = int(a_offsets[owner]), int(b_offsets[owner])
        a_last, b_last = int(a_offsets[owner + 1]), int(b_offsets[owner + 1])
        while i < a_last and j < b_last:
            if a_start[i] <= b_start[j]:
                count = lay(start, end, first, count, int(a_start[i]), int(a_end[i]))
                i += 1
            else:
                count = lay(start, end, first, count, int(b_start[j]), int(b_end[j]))
                j += 1
        for entry in range(i, a_last):
            count = lay(start, end, first, count, int(a_start[entry]), int(a_end[entry]))
        for entry in range(j, b_last):
            count = lay(start, end, first, count, int(b_start[entry]), int(b_end[entry]))
        offsets[owner + 1] = count
    return count


@kernel
def _intersect(
    a_offsets: Longs,
    a_start: Days,
    a_end: Days,
    a_value: Longs,
    b_offsets: Longs,
    b_start: Days,
    b_end: Days,
    offsets: Longs,
    start: Days,
    end: Days,
    value: Longs,
) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        i, j = int(a_offsets[owner]), int(b_offsets[owner])
        a_last, b_last = int(a_offsets[owner + 1]), int(b_offsets[owner + 1])
        while i < a_last and j < b_last:
            begins, ends = max(a_start[i], b_start[j]), min(a_end[i], b_end[j])
            if begins < ends:
                start[count], end[count] = begins, ends
                if len(a_value):
                    value[count] = a_value[i]
                count += 1
            if a_end[i] <= b_end[j]:
                i += 1
            else:
                j += 1
        offsets[owner + 1] = count
    return count


@kernel
def _subtract(
    a_offsets: Longs,
    a_start: Days,
    a_end: Days,
    a_value: Longs,
    b_offsets: Longs,
    b_start: Days,
    b_end: Days,
    offsets: Longs,
    start: Days,
    end: Days,
    value: Longs,
) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        j, b_last = int(b_offsets[owner]), int(b_offsets[owner + 1])
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            begins, ends = a_start[i], a_end[i]
            while j < b_last and b_start[j] < ends:
                if b_end[j] > begins:
                    if b_start[j] > begins:
                        start[count], end[count] = begins, b_start[j]
                        if len(a_value):
                            value[count] = a_value[i]
                        count += 1
                    begins = b_end[j]
                if b_end[j] > ends:  # it may take days of the next interval too
                    break
                j += 1
            if begins < ends:
                start[count], end[count] = begins, ends
                if len(a_value):
                    value[count] = a_value[i]
                count += 1
        offsets[owner + 1] = count
    return count


@kernel
def _join(
    a_offsets: Longs,
    a_start: Days,
    a_end: Days,
    a_value: Longs,
    b_offsets: Longs,
    b_start: Days,
    b_end: Days,
    b_value: Longs,
    offsets: Longs,
    start: Days,
    end: Days,
    value: Longs,
) -> int:
    """The number of intervals, or -1 when a day is shared."""
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        i, j = int(a_offsets[owner]), int(b_offsets[owner])
        a_last, b_last = int(a_offsets[owner + 1]), int(b_offsets[owner + 1])
        while i < a_last or j < b_last:
            from_a = j >= b_last or (i < a_last and a_start[i] <= b_start[j])
            begins, ends = (a_start[i], a_end[i]) if from_a else (b_start[j], b_end[j])
            if count > first and end[count - 1] > begins:
                return -1
            start[count], end[count] = begins, ends
            if len(value):
                value[count] = a_value[i] if from_a else b_value[j]
            count += 1
            if from_a:
                i += 1
            else:
                j += 1
        offsets[owner + 1] = count
    return count


@kernel
def _gaps(a_offsets: Longs, a_start: Days, a_end: Days, offsets: Longs, start: Days, end: Days) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        for after in range(a_offsets[owner] + 1, a_offsets[owner + 1]):
            if a_end[after - 1] < a_start[after]:
                start[count], end[count] = a_end[after - 1], a_start[after]
                count += 1
        offsets[owner + 1] = count
    return count


@kernel
def _split(
    a_offsets: Longs,
    a_start: Days,
    a_end: Days,
    a_value: Longs,
    cut_offsets: Longs,
    cut: Days,
    offsets: Longs,
    start: Days,
    end: Days,
    value: Longs,
) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        j, last = int(cut_offsets[owner]), int(cut_offsets[owner + 1])
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            begins = a_start[i]
            while j < last and cut[j] < a_end[i]:
                if cut[j] > begins:
                    start[count], end[count] = begins, cut[j]
                    if len(a_value):
                        value[count] = a_value[i]
                    count += 1
                    begins = cut[j]
                j += 1
            start[count], end[count] = begins, a_end[i]
            if len(a_value):
                value[count] = a_value[i]
            count += 1
        offsets[owner + 1] = count
    return count


@kernel
def _at_least(
    a_offsets: Longs, a_start: Days, a_end: Days, a_value: Longs, amount: int, offsets: Longs, start: Days, end: Days
) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            if a_value[i] >= amount:
                count = lay(start, end, first, count, int(a_start[i]), int(a_end[i]))
        offsets[owner + 1] = count
    return count
