"""Timelines measured, widened and moved by calendar months and weeks."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.calendar import OPEN_END
from rettidig.tidslinje.kernels.arrays import amounts, days, intervals, longs, room, trimmed
from rettidig.tidslinje.kernels.compiled import kernel, part
from rettidig.tidslinje.kernels.days import (
    add_months,
    first_of_month,
    is_real,
    month_end,
    month_of,
    month_start,
    week_end,
    week_start,
)
from rettidig.tidslinje.kernels.laying import lay
from rettidig.tidslinje.model import Days, Longs, Points, Timeline

_NEVER = 2 * OPEN_END  # later than all there is


def whole_months(a: Timeline) -> Timeline:
    """The calendar months that lie wholly inside an interval.

    An interval that begins on a sentinel has no first month and so none at all.
    """
    offsets = np.empty(a.owners + 1, dtype=np.int64)
    given = intervals(a)
    most = _count_whole_months(*given, offsets)
    start, end = np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32)
    _whole_months(*given[1:], start, end)
    return Timeline(offsets, start, end)


def month_hull(a: Timeline) -> Timeline:
    """The calendar months with at least one of the days."""
    laid = room(a.owners, len(a.start))
    return trimmed(laid, _month_hull(*intervals(a), *laid))


def week_hull(a: Timeline) -> Timeline:
    """The ISO weeks with at least one of the days."""
    laid = room(a.owners, len(a.start))
    return trimmed(laid, _week_hull(*intervals(a), *laid))


def longer_than_months(a: Timeline, months: int) -> Timeline:
    """The intervals that last at least ``months`` months."""
    laid = room(a.owners, len(a.start))
    return trimmed(laid, _longer_than_months(*intervals(a), int(months), *laid))


def shift_months(a: Timeline, months: int) -> Timeline:
    """Both ends of every interval moved by whole months."""
    laid = room(a.owners, len(a.start))
    return trimmed(laid, _shift_months(*intervals(a), int(months), *laid))


def lookback(a: Timeline, months: int) -> Timeline:
    """The days whose window of ``months`` calendar months ending with the day's month holds a day of the timeline."""
    laid = room(a.owners, len(a.start))
    return trimmed(laid, _lookback(*intervals(a), int(months), *laid))


def rolling_months(points: Points, months: int) -> Timeline:
    """The rolling sum of monthly amounts over ``months`` calendar months."""
    most = 2 * len(points.day)  # an amount comes and goes
    laid, value = room(points.owners, most), np.empty(most, dtype=np.int64)
    count = _rolling_months(longs(points.offsets), days(points.day), amounts(points), int(months), *laid, value)
    return trimmed(laid, count, value)


@part
def _first_whole_month(start: int) -> int:
    """Number of the first month that begins on the day or later."""
    return month_of(start - 1) + 1


@kernel
def _count_whole_months(a_offsets: Longs, a_start: Days, a_end: Days, offsets: Longs) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            if is_real(int(a_start[i])):
                count += max(month_of(int(a_end[i])) - _first_whole_month(int(a_start[i])), 0)
        offsets[owner + 1] = count
    return count


@kernel
def _whole_months(a_start: Days, a_end: Days, start: Days, end: Days) -> None:
    count = 0
    for i in range(len(a_start)):
        if is_real(int(a_start[i])):
            month = _first_whole_month(int(a_start[i]))
            begins = first_of_month(month)
            for following in range(month + 1, month_of(int(a_end[i])) + 1):
                ends = first_of_month(following)
                start[count], end[count] = begins, ends
                begins = ends
                count += 1


@kernel
def _month_hull(a_offsets: Longs, a_start: Days, a_end: Days, offsets: Longs, start: Days, end: Days) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            begins, ends = month_start(int(a_start[i])), int(a_end[i])
            if ends < OPEN_END:
                ends = month_end(ends - 1) + 1
            count = lay(start, end, first, count, begins, ends)
        offsets[owner + 1] = count
    return count


@kernel
def _week_hull(a_offsets: Longs, a_start: Days, a_end: Days, offsets: Longs, start: Days, end: Days) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            begins, ends = week_start(int(a_start[i])), int(a_end[i])
            if ends < OPEN_END:
                ends = week_end(ends - 1) + 1
            count = lay(start, end, first, count, begins, ends)
        offsets[owner + 1] = count
    return count


@kernel
def _longer_than_months(
    a_offsets: Longs, a_start: Days, a_end: Days, months: int, offsets: Longs, start: Days, end: Days
) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            if add_months(int(a_start[i]), months) <= a_end[i]:
                start[count], end[count] = a_start[i], a_end[i]
                count += 1
        offsets[owner + 1] = count
    return count


@kernel
def _shift_months(
    a_offsets: Longs, a_start: Days, a_end: Days, months: int, offsets: Longs, start: Days, end: Days
) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            begins, ends = add_months(int(a_start[i]), months), add_months(int(a_end[i]), months)
            if begins < ends:
                count = lay(start, end, first, count, begins, ends)
        offsets[owner + 1] = count
    return count


@kernel
def _lookback(a_offsets: Longs, a_start: Days, a_end: Days, months: int, offsets: Longs, start: Days, end: Days) -> int:
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        first = count
        for i in range(a_offsets[owner], a_offsets[owner + 1]):
            begins, ends = int(a_start[i]), int(a_end[i])
            if ends < OPEN_END and is_real(ends - 1):
                ends = first_of_month(month_of(ends - 1) + months)
            count = lay(start, end, first, count, begins, ends)
        offsets[owner + 1] = count
    return count


@part
def _comes_on(day: Days, point: int, last: int) -> int:
    return month_start(int(day[point])) if point < last else _NEVER


@part
def _leaves_on(day: Days, point: int, last: int, months: int) -> int:
    if point >= last:
        return _NEVER
    comes = int(day[point])
    return first_of_month(month_of(comes) + months) if is_real(comes) else comes


@kernel
def _rolling_months(
    point_offsets: Longs,
    day: Days,
    amount: Longs,
    months: int,
    offsets: Longs,
    start: Days,
    end: Days,
    value: Longs,
) -> int:
    """Amounts come into the sum and leave it in the same order, so both are walked side by side."""
    count = 0
    offsets[0] = 0
    for owner in range(len(offsets) - 1):
        last = int(point_offsets[owner + 1])
        comes = leaves = int(point_offsets[owner])
        comes_on = _comes_on(day, comes, last)
        leaves_on = _leaves_on(day, leaves, last, months)
        running, edge = 0, 0
        while leaves < last:
            following = min(comes_on, leaves_on)
            if running != 0:
                start[count], end[count], value[count] = edge, following, running
                count += 1
            edge = following
            while comes_on == edge:
                running += amount[comes]
                comes += 1
                comes_on = _comes_on(day, comes, last)
            while leaves_on == edge:
                running -= amount[leaves]
                leaves += 1
                leaves_on = _leaves_on(day, leaves, last, months)
        offsets[owner + 1] = count
    return count
