"""Questions to points: how many days, which of them, and the sum of their amounts in a window."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.kernels.arrays import amounts, days, longs, questions
from rettidig.tidslinje.kernels.compiled import kernel
from rettidig.tidslinje.kernels.searching import first_from
from rettidig.tidslinje.model import Days, Longs, Points


def nth_day_in(points: Points, owners: Longs, start: Days, end: Days, number: int) -> Days:
    """The ``number``-th distinct day in [start, end) per question. Raises ``ValueError`` for a number below 1."""
    if number < 1:
        raise ValueError(f"days are counted from 1: there is no day number {number}")
    asked = questions(points, owners, start, end)
    found = np.empty(len(owners), dtype=np.int32)
    _nth_day_in(longs(points.offsets), days(points.day), *asked, int(number), found)
    return found


def last_day_in(points: Points, owners: Longs, start: Days, end: Days) -> Days:
    """The last day in [start, end) per question."""
    asked = questions(points, owners, start, end)
    found = np.empty(len(owners), dtype=np.int32)
    _last_day_in(longs(points.offsets), days(points.day), *asked, found)
    return found


def count_days_in(points: Points, owners: Longs, start: Days, end: Days) -> Longs:
    """Number of distinct days in [start, end) per question."""
    asked = questions(points, owners, start, end)
    counted = np.empty(len(owners), dtype=np.int64)
    _count_days_in(longs(points.offsets), days(points.day), *asked, counted)
    return counted


def amount_in(points: Points, owners: Longs, start: Days, end: Days) -> Longs:
    """Sum of the amounts whose day lies in [start, end) per question."""
    asked = questions(points, owners, start, end)
    summed = np.empty(len(owners), dtype=np.int64)
    _amount_in(longs(points.offsets), days(points.day), amounts(points), *asked, summed)
    return summed


@kernel
def _nth_day_in(offsets: Longs, day: Days, owners: Longs, start: Days, end: Days, number: int, found: Days) -> None:
    for question in range(len(owners)):
        owner = owners[question]
        first = first_from(day, offsets[owner], offsets[owner + 1], int(start[question]))
        found[question] = NO_DAY
        missing = number
        for i in range(first, offsets[owner + 1]):
            if day[i] >= end[question]:
                break
            if i == first or day[i] != day[i - 1]:
                missing -= 1
                if missing == 0:
                    found[question] = day[i]
                    break


@kernel
def _last_day_in(offsets: Longs, day: Days, owners: Longs, start: Days, end: Days, found: Days) -> None:
    for question in range(len(owners)):
        owner = owners[question]
        i = first_from(day, offsets[owner], offsets[owner + 1], int(end[question])) - 1
        found[question] = day[i] if i >= offsets[owner] and day[i] >= start[question] else NO_DAY


@kernel
def _count_days_in(offsets: Longs, day: Days, owners: Longs, start: Days, end: Days, counted: Longs) -> None:
    for question in range(len(owners)):
        owner = owners[question]
        first = first_from(day, offsets[owner], offsets[owner + 1], int(start[question]))
        count = 0
        for i in range(first, offsets[owner + 1]):
            if day[i] >= end[question]:
                break
            if i == first or day[i] != day[i - 1]:
                count += 1
        counted[question] = count


@kernel
def _amount_in(offsets: Longs, day: Days, amount: Longs, owners: Longs, start: Days, end: Days, summed: Longs) -> None:
    for question in range(len(owners)):
        owner = owners[question]
        total = 0
        for i in range(first_from(day, offsets[owner], offsets[owner + 1], int(start[question])), offsets[owner + 1]):
            if day[i] >= end[question]:
                break
            total += amount[i]
        summed[question] = total
