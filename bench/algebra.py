"""Measures every operation of the algebra: the plain form, the compiled one, and the floor memory sets.

The floor is the time to copy, with NumPy, what the operation reads and what it writes: no form can do with less. The
plain form is measured on a part of the owners and shown per entry beside the others. Only ratios within one run mean
anything.

    .venv/bin/python bench/algebra.py [entries]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from rettidig.tidslinje import calendar, kernels, plain
from rettidig.tidslinje.model import Days, Longs, Points, Spells, Timeline, offsets_from_lengths

ENTRIES = 5_000_000
ENTRIES_OF_PLAIN = 30_000
ENTRIES_PER_OWNER = 3
QUESTIONS_PER_OWNER = 1
REPEATS = 5
FIRST_DAY, ONE_YEAR, TEN_YEARS = 17_000, 365, 3_653
FULL_TIME_DAY = 74_000
MONTHS = 12
KEYS = 2_000
KINDS = 6
WEEKS = 52


class Town:
    """The operands, for so many entries each: histories of some ten years per owner."""

    def __init__(self, entries: int, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self.owners = entries // ENTRIES_PER_OWNER
        self.a, self.b = self._timeline(), self._timeline()
        self.clock = self.a.with_value(np.full(len(self.a.start), FULL_TIME_DAY, dtype=np.int64))
        self.rest = kernels.subtract(self.b, self.a)
        self.rest = self.rest.with_value(np.zeros(len(self.rest.start), dtype=np.int64))
        self.spells = self._spells()
        self.points = self._points()
        self.cuts = self.points
        questions = self.owners * QUESTIONS_PER_OWNER
        self.asked: Longs = np.sort(self._random.integers(0, self.owners, questions))
        self.day: Days = self._random.integers(FIRST_DAY, FIRST_DAY + TEN_YEARS, questions, dtype=np.int32)
        self.until: Days = self.day + np.int32(ONE_YEAR)
        self.amount: Longs = np.full(self.owners, 130 * FULL_TIME_DAY, dtype=np.int64)
        self.key: Longs = self._random.integers(0, KEYS, len(self.a.start))
        self.month_ends: Days = calendar.month_end(np.arange(FIRST_DAY, FIRST_DAY + TEN_YEARS, 60, dtype=np.int32))
        self.one_day: Days = self._random.integers(FIRST_DAY, FIRST_DAY + TEN_YEARS, self.owners, dtype=np.int32)

    def _offsets(self) -> Longs:
        return offsets_from_lengths(self._random.integers(0, 2 * ENTRIES_PER_OWNER + 1, self.owners))

    def _timeline(self) -> Timeline:
        offsets = self._offsets()
        steps = self._random.integers(1, ONE_YEAR, 2 * int(offsets[-1]), dtype=np.int64)
        days = np.cumsum(steps)
        before = np.concatenate([[0], days])[2 * offsets[:-1]]
        days -= np.repeat(before - FIRST_DAY, 2 * np.diff(offsets))
        return Timeline(offsets, days[0::2].astype(np.int32), days[1::2].astype(np.int32))

    def _sorted_days(self, offsets: Longs) -> Days:
        owner = np.repeat(np.arange(self.owners), np.diff(offsets))
        days = self._random.integers(FIRST_DAY, FIRST_DAY + TEN_YEARS, int(offsets[-1]))
        return (np.sort(owner * 2 * TEN_YEARS + (days - FIRST_DAY)) % (2 * TEN_YEARS) + FIRST_DAY).astype(np.int32)

    def _spells(self) -> Spells:
        offsets = self._offsets()
        start = self._sorted_days(offsets)
        length = self._random.integers(1, 2 * ONE_YEAR, len(start), dtype=np.int32)
        return Spells(offsets, start, start + length, np.arange(len(start), dtype=np.int64))

    def _points(self) -> Points:
        offsets = self._offsets()
        day = self._sorted_days(offsets)
        return Points(offsets, day, np.arange(len(day), dtype=np.int64), np.ones(len(day), dtype=np.int64))

    def arguments(self) -> dict[str, tuple[Any, ...]]:
        """What each operation is asked."""
        window = (self.asked, self.day, self.until)
        return {
            "union": (self.a, self.b),
            "intersect": (self.a, self.b),
            "subtract": (self.a, self.b),
            "join": (self.clock, self.rest),
            "gaps": (self.a,),
            "split": (self.a, self.cuts),
            "by_kind": (self.spells, self.spells.row % KINDS),
            "overlay": (self.spells,),
            "merge_spells": (self.spells,),
            "whole_months": (self.a,),
            "month_hull": (self.a,),
            "week_hull": (self.a,),
            "week_numbers": (
                kernels.week_hull(self.a),
                kernels.week_hull(kernels.union(self.a, self.b)),
                np.zeros(self.owners, dtype=np.int64),
                3 * WEEKS,
                WEEKS,
            ),
            "longer_than_months": (self.a, MONTHS // 2),
            "shift_months": (self.a, MONTHS),
            "lookback": (self.a, MONTHS),
            "rolling_months": (self.points, MONTHS),
            "at_least": (self.clock, 1),
            "chains": (self.a, self.b, self.cuts),
            "reached": (self.clock, self.amount),
            "accumulated": (self.clock, self.one_day),
            "count_on": (self.a, self.key, KEYS, self.month_ends),
            "days_in": (self.a, *window),
            "touches": (self.a, *window),
            "value_on": (self.clock, self.asked, self.day, 0),
            "value_held": (self.clock, self.asked, self.day, 0),
            "first_start_in": (self.spells, *window),
            "latest_cover": (self.spells, self.asked, self.day),
            "nth_day_in": (self.points, *window, 2),
            "last_day_in": (self.points, *window),
            "count_days_in": (self.points, *window),
            "amount_in": (self.points, *window),
        }


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of several runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def arrays_in(value: Any) -> list[np.ndarray[Any, Any]]:
    """Every array a value is made of."""
    if isinstance(value, np.ndarray):
        return [value]
    if is_dataclass(value):
        return [array for field in fields(value) for array in arrays_in(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [array for each in value for array in arrays_in(each)]
    return []


def measure(entries: int) -> dict[str, Any]:
    """Per operation: milliseconds of the kernel, of the floor, and how many times longer the plain form takes."""
    large, small = Town(entries, 1), Town(min(ENTRIES_OF_PLAIN, entries), 2)
    share = large.owners / small.owners
    little = small.arguments()
    rows = []
    for operation, arguments in large.arguments().items():
        compiled = getattr(kernels, operation)
        moved = arrays_in(arguments) + arrays_in(compiled(*arguments))
        quick = seconds(lambda call=compiled, given=arguments: call(*given))  # type: ignore[misc]
        floor = seconds(lambda given=moved: [array.copy() for array in given])  # type: ignore[misc]
        reference = getattr(plain, operation)
        slow = seconds(lambda call=reference, given=little[operation]: call(*given), 1) * share  # type: ignore[misc]
        rows.append((operation, 1e3 * quick, 1e3 * floor, slow / quick))
    return {"raekker": rows, "ejere": large.owners, "poster": entries}


def main(entries: int) -> None:
    answer = measure(entries)
    print(f"{answer['ejere']:,} owners, about {entries:,} entries; one question per owner. Milliseconds.\n")
    print(f"{'operation':20}{'kernels':>9}{'floor':>8}{'k / floor':>11}{'plain / k':>11}")
    for operation, quick, floor, plainly in answer["raekker"]:
        print(f"{operation:20}{quick:>9.1f}{floor:>8.1f}{quick / floor:>11.1f}{plainly:>11,.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
