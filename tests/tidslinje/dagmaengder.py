"""Timelines as plain sets of days: what every law of the algebra is checked against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from rettidig.tidslinje.calendar import OPEN_END, day_of
from rettidig.tidslinje.model import (
    Days,
    Interval,
    Longs,
    Points,
    Spells,
    Timeline,
    points_from_lists,
    spells_from_lists,
    timeline_from_lists,
)

FIRST = day_of(2019, 11, 20)
LAST = day_of(2021, 4, 10)
FRAME = range(FIRST, LAST + 1)
"""Every day that the sets are told on: long enough for whole months, a leap day and two turns of the year."""

INSIDE = st.integers(FIRST + 20, LAST - 20)

Sets = list[set[int]]


@st.composite
def intervals(draw: st.DrawFn, *, most: int = 5, closed: bool = False) -> list[Interval]:
    """Sorted, disjoint intervals that do not touch; unless `closed` the last may be open."""
    edges = sorted(draw(st.sets(INSIDE, max_size=2 * most)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    if not closed and len(edges) % 2 and draw(st.booleans()):
        pairs.append((edges[-1], OPEN_END))
    return pairs


@st.composite
def timelines(draw: st.DrawFn, owners: int = 2, *, closed: bool = False) -> Timeline:
    """Unvalued timelines; every interval has a source of its own."""
    rows = [draw(intervals(closed=closed)) for _ in range(owners)]
    numbers = iter(range(100, 1_000))
    return timeline_from_lists(rows, sources=[[(next(numbers),) for _ in owner] for owner in rows])


@st.composite
def clocks(draw: st.DrawFn, owners: int = 2) -> Timeline:
    """Valued timelines: units per weekday, now and then none."""
    rows = [draw(intervals()) for _ in range(owners)]
    return timeline_from_lists(rows, [[draw(st.sampled_from((0, 1, 37, 74))) for _ in owner] for owner in rows])


@st.composite
def spells(draw: st.DrawFn, owners: int = 2) -> Spells:
    """Spells that may overlap, touch, repeat and stay open."""
    lengths = st.one_of(st.integers(1, 90), st.just(OPEN_END))
    rows = []
    for _ in range(owners):
        starts = draw(st.lists(st.tuples(INSIDE, lengths), max_size=6))
        rows.append([(start, min(start + length, OPEN_END)) for start, length in starts])
    return spells_from_lists(rows)


@st.composite
def points(draw: st.DrawFn, owners: int = 2) -> Points:
    """Days in order, several may fall on one day; each has an amount."""
    rows = [sorted(draw(st.lists(INSIDE, max_size=8))) for _ in range(owners)]
    return points_from_lists(rows, [[draw(st.integers(0, 50)) for _ in owner] for owner in rows])


def days(timeline: Timeline | Spells) -> Sets:
    """Each owner's days inside the frame."""
    return [
        {day for start, end, *_ in timeline.of(owner) for day in range(max(start, FIRST), min(end, LAST + 1))}
        for owner in range(timeline.owners)
    ]


def values(timeline: Timeline) -> list[dict[int, int]]:
    """Each owner's value on every covered day inside the frame."""
    return [
        {
            day: value
            for (start, end), value in zip(timeline.of(owner), timeline.values_of(owner), strict=True)
            for day in range(max(start, FIRST), min(end, LAST + 1))
        }
        for owner in range(timeline.owners)
    ]


def per_owner(plain: Callable[..., set[int]], *sets: Sets) -> Sets:
    """A plain operation on sets, owner by owner."""
    return [plain(*owner) for owner in zip(*sets, strict=True)]


def is_well_formed(timeline: Timeline, *, merged: bool) -> bool:
    """Sorted, disjoint, non-empty; when `merged` touching intervals are one."""
    for owner in range(timeline.owners):
        own = timeline.of(owner)
        if any(start >= end for start, end in own):
            return False
        for (_, before), (after, _) in pairwise(own):
            if before > after or (merged and before == after):
                return False
    return True


def questions(owners: int, asked: Iterable[tuple[int, int]]) -> tuple[Longs, Days, Days]:
    """The same stretches [from, to) asked of every owner."""
    stretches: Sequence[tuple[int, int]] = list(asked)
    owner = np.repeat(np.arange(owners, dtype=np.int64), len(stretches))
    start = np.tile(np.array([a for a, _ in stretches], dtype=np.int32), owners)
    end = np.tile(np.array([b for _, b in stretches], dtype=np.int32), owners)
    return owner, start, end
