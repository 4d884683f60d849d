"""Questions to timelines and spells: one answer per question, found by binary search."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.kernels.arrays import intervals, longs, questions, questions_on, values
from rettidig.tidslinje.kernels.compiled import kernel
from rettidig.tidslinje.kernels.searching import first_from
from rettidig.tidslinje.model import Days, Flags, Found, Longs, Spells, Timeline


def days_in(a: Timeline, owners: Longs, start: Days, end: Days) -> Longs:
    """Number of days of the timeline in [start, end) per question."""
    asked = questions(a, owners, start, end)
    counted = np.empty(len(owners), dtype=np.int64)
    _days_in(*intervals(a), *asked, counted)
    return counted


def touches(a: Timeline, owners: Longs, start: Days, end: Days) -> Flags:
    """Whether any day of the timeline lies in [start, end) per question."""
    asked = questions(a, owners, start, end)
    touched = np.empty(len(owners), dtype=np.bool_)
    _touches(*intervals(a), *asked, touched)
    return touched


def value_on(a: Timeline, owners: Longs, day: Days, otherwise: int) -> Longs:
    """The value on a day per question, ``otherwise`` where not covered or the day is none."""
    return _ask_value(a, owners, day, otherwise, held=False)


def value_held(a: Timeline, owners: Longs, day: Days, otherwise: int) -> Longs:
    """The value on a day or the last one held before it, per question."""
    return _ask_value(a, owners, day, otherwise, held=True)


def first_start_in(spells: Spells, owners: Longs, start: Days, end: Days) -> Found:
    """The earliest spell that begins in [start, end) per question."""
    asked = questions(spells, owners, start, end)
    day, row = np.empty(len(owners), dtype=np.int32), np.empty(len(owners), dtype=np.int64)
    offsets, starts, _ = intervals(spells)
    _first_start_in(offsets, starts, longs(spells.row), *asked, day, row)
    return Found(day, row)


def latest_cover(spells: Spells, owners: Longs, day: Days) -> Found:
    """Exclusive end and row of the spell that covers a day and ends last, per question."""
    asked = questions_on(spells, owners, day)
    end, row = np.empty(len(owners), dtype=np.int32), np.empty(len(owners), dtype=np.int64)
    _latest_cover(*intervals(spells), longs(spells.row), longs(_lasting(spells)), *asked, end, row)
    return Found(end, row)


# Spells are immutable and asked by many rules: which of them last longest is found once.
_known_lasting: WeakKeyDictionary[Spells, Longs] = WeakKeyDictionary()


def _lasting(spells: Spells) -> Longs:
    known = _known_lasting.get(spells)
    if known is None:
        known = np.empty(len(spells.start), dtype=np.int64)
        _longest_so_far(*intervals(spells), known)
        _known_lasting[spells] = known
    return known


def _ask_value(a: Timeline, owners: Longs, day: Days, otherwise: int, *, held: bool) -> Longs:
    asked = questions_on(a, owners, day)
    answer = np.full(len(owners), otherwise, dtype=np.int64)
    if a.value is not None:
        _value(*intervals(a), values(a), *asked, held, answer)
    return answer


@kernel
def _days_in(
    offsets: Longs, start: Days, end: Days, owners: Longs, window_start: Days, window_end: Days, counted: Longs
) -> None:
    for question in range(len(owners)):
        owner = owners[question]
        begins, ends = int(window_start[question]), int(window_end[question])
        found = 0
        for i in range(first_from(end, offsets[owner], offsets[owner + 1], begins + 1), offsets[owner + 1]):
            if start[i] >= ends:
                break
            found += max(min(int(end[i]), ends) - max(int(start[i]), begins), 0)
        counted[question] = found


@kernel
def _touches(
    offsets: Longs, start: Days, end: Days, owners: Longs, window_start: Days, window_end: Days, touched: Flags
) -> None:
    for question in range(len(owners)):
        owner = owners[question]
        begins, ends = int(window_start[question]), int(window_end[question])
        i = first_from(end, offsets[owner], offsets[owner + 1], begins + 1)
        touched[question] = begins < ends and i < offsets[owner + 1] and start[i] < ends


@kernel
def _value(
    offsets: Longs, start: Days, end: Days, value: Longs, owners: Longs, day: Days, held: bool, answer: Longs
) -> None:
    """Overwrites the answers to the questions that have one."""
    for question in range(len(owners)):
        owner, asked = owners[question], int(day[question])
        i = first_from(start, offsets[owner], offsets[owner + 1], asked + 1) - 1
        if asked != NO_DAY and i >= offsets[owner] and (held or asked < end[i]):
            answer[question] = value[i]


@kernel
def _first_start_in(
    offsets: Longs,
    start: Days,
    row: Longs,
    owners: Longs,
    window_start: Days,
    window_end: Days,
    found_day: Days,
    found_row: Longs,
) -> None:
    for question in range(len(owners)):
        owner = owners[question]
        i = first_from(start, offsets[owner], offsets[owner + 1], int(window_start[question]))
        if i < offsets[owner + 1] and start[i] < window_end[question]:
            found_day[question], found_row[question] = start[i], row[i]
        else:
            found_day[question], found_row[question] = NO_DAY, -1


@kernel
def _longest_so_far(offsets: Longs, start: Days, end: Days, lasting: Longs) -> None:
    """Writes for every entry which of the owner's entries up to it ends last; of several, the last."""
    for owner in range(len(offsets) - 1):
        best = int(offsets[owner])
        for i in range(offsets[owner], offsets[owner + 1]):
            if end[i] >= end[best] and start[i] < end[i]:
                best = i
            lasting[i] = best


@kernel
def _latest_cover(
    offsets: Longs,
    start: Days,
    end: Days,
    row: Longs,
    lasting: Longs,
    owners: Longs,
    day: Days,
    found_end: Days,
    found_row: Longs,
) -> None:
    """Of the spells begun by the day, the one that ends last covers it if any does."""
    for question in range(len(owners)):
        owner, asked = owners[question], int(day[question])
        found_end[question], found_row[question] = NO_DAY, -1
        i = first_from(start, offsets[owner], offsets[owner + 1], asked + 1) - 1
        if asked != NO_DAY and i >= offsets[owner] and end[lasting[i]] > asked:
            found_end[question], found_row[question] = end[lasting[i]], row[lasting[i]]
