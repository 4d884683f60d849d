"""Random ragged values: timelines, spells and points of a few owners, some of them with nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st

from rettidig.tidslinje import plain
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import (
    Days,
    Interval,
    Longs,
    Points,
    Spells,
    Timeline,
    offsets_from_lengths,
    points_from_lists,
    spells_from_lists,
    timeline_from_lists,
)

MOST_OWNERS = 5
CLOSE = st.integers(-40, 90)
YEARS = st.integers(18_000, 21_000)
AGES = st.integers(-700_000, 2_900_000)
REAL_DAY = CLOSE | YEARS | AGES
SENTINEL = st.sampled_from([NO_DAY, OPEN_END])
DAY = REAL_DAY | SENTINEL

owner_counts = st.integers(0, MOST_OWNERS)


@st.composite
def _own_intervals(draw: st.DrawFn, day: st.SearchStrategy[int], sentinels: bool) -> list[Interval]:
    """Sorted, disjoint, non-empty; every third or so touches the one before."""
    edges = sorted(draw(st.sets(draw(st.sampled_from([CLOSE, YEARS, day])), max_size=9)))
    if sentinels:
        edges = [NO_DAY] * draw(st.booleans()) + edges + [OPEN_END] * draw(st.booleans())
    taken = draw(st.lists(st.booleans(), min_size=len(edges), max_size=len(edges)))
    return [interval for interval, take in zip(pairwise(edges), taken, strict=False) if take]


@st.composite
def timelines(
    draw: st.DrawFn,
    owners: int,
    valued: bool | None = None,
    day: st.SearchStrategy[int] = REAL_DAY,
    values: st.SearchStrategy[int] | None = None,
    sentinels: bool = True,
) -> Timeline:
    """A timeline of so many owners, valued or not (``None``: either), with open ends where ``sentinels``."""
    lists = draw(st.lists(_own_intervals(day, sentinels), min_size=owners, max_size=owners))
    if valued is False or (valued is None and draw(st.booleans())):
        return timeline_from_lists(lists)
    value = st.integers(-3, 3) if values is None else values
    return timeline_from_lists(lists, [draw(st.lists(value, min_size=len(own), max_size=len(own))) for own in lists])


@st.composite
def spells(draw: st.DrawFn, owners: int) -> Spells:
    """Overlapping, nested, equal, empty and running spells; rows in random order and sometimes repeated."""
    day = draw(st.sampled_from([CLOSE, YEARS, REAL_DAY]))
    length = st.integers(0, 30) | st.just(OPEN_END)
    one = st.tuples(day, length).map(lambda spell: (spell[0], min(spell[0] + spell[1], OPEN_END)))
    made = spells_from_lists(draw(st.lists(st.lists(one, max_size=8), min_size=owners, max_size=owners)))
    return Spells(made.offsets, made.start, made.end, made.row // draw(st.sampled_from([1, 1, 2])))


@st.composite
def points(draw: st.DrawFn, owners: int, amounts: bool = False, sentinels: bool = True) -> Points:
    """Sorted days, some of them several times."""
    day = draw(st.sampled_from([CLOSE, YEARS, REAL_DAY | SENTINEL if sentinels else REAL_DAY]))
    lists = draw(st.lists(st.lists(day, max_size=10).map(sorted), min_size=owners, max_size=owners))
    if not amounts:
        return points_from_lists(lists)
    amount = st.integers(-2, 5)
    return points_from_lists(lists, [draw(st.lists(amount, min_size=len(own), max_size=len(own))) for own in lists])


@st.composite
def asked_owners(draw: st.DrawFn, owners: int) -> Longs:
    """Whose timelines are asked: any owner, any number of times."""
    most = 8 if owners else 0
    return np.array(draw(st.lists(st.integers(0, max(owners - 1, 0)), max_size=most)), dtype=np.int64)


@st.composite
def asked_days(draw: st.DrawFn, count: int) -> Days:
    """One day per question, ``NO_DAY`` and ``OPEN_END`` among them."""
    return np.array(draw(st.lists(CLOSE | DAY, min_size=count, max_size=count)), dtype=np.int32)


Arguments = st.SearchStrategy[tuple[Any, ...]]


def _with_owners(make: Callable[[int, st.DrawFn], tuple[Any, ...]]) -> Arguments:
    @st.composite
    def arguments(draw: st.DrawFn) -> tuple[Any, ...]:
        return make(draw(owner_counts), draw)

    return arguments()


def _one(**limits: Any) -> Arguments:
    return _with_owners(lambda owners, draw: (draw(timelines(owners, **limits)),))


def _two() -> Arguments:
    return _with_owners(lambda owners, draw: (draw(timelines(owners)), draw(timelines(owners))))


def _one_and_months(*, shortest: int) -> Arguments:
    return _with_owners(lambda owners, draw: (draw(timelines(owners)), draw(st.integers(shortest, 15))))


def _disjoint(owners: int, draw: st.DrawFn) -> tuple[Any, ...]:
    """The pieces of one timeline dealt out to two, the second of which may carry no values."""
    whole = draw(timelines(owners, valued=True))
    first = np.array(
        draw(st.lists(st.booleans(), min_size=len(whole.start), max_size=len(whole.start))), dtype=np.bool_
    )
    mine, theirs = _kept(whole, first), _kept(whole, ~first)
    return (mine if draw(st.booleans()) else mine.unvalued(), theirs if draw(st.booleans()) else theirs.unvalued())


def _kept(whole: Timeline, keep: Any) -> Timeline:
    lengths = np.bincount(whole.owner_of_entries()[keep], minlength=whole.owners)
    value = None if whole.value is None else whole.value[keep]
    return Timeline(offsets_from_lengths(lengths), whole.start[keep], whole.end[keep], value)


def _clock_and_amounts(owners: int, draw: st.DrawFn) -> tuple[Any, ...]:
    clock = draw(timelines(owners, values=st.integers(-1, 74_000)))
    amount = st.integers(-100, 2_000_000) | st.integers(0, 10**15)
    return clock, np.array(draw(st.lists(amount, min_size=owners, max_size=owners)), dtype=np.int64)


def _keys_and_days(owners: int, draw: st.DrawFn) -> tuple[Any, ...]:
    a, number = draw(timelines(owners)), draw(st.integers(1, 4))
    keys = draw(st.lists(st.integers(0, number - 1), min_size=len(a.start), max_size=len(a.start)))
    days = sorted(draw(st.lists(CLOSE | DAY, max_size=8)))
    return a, np.array(keys, dtype=np.int64), number, np.array(days, dtype=np.int32)


def _windows(asked: Callable[[int], st.SearchStrategy[Any]], owners: int, draw: st.DrawFn) -> tuple[Any, ...]:
    whose = draw(asked_owners(owners))
    return draw(asked(owners)), whose, draw(asked_days(len(whose))), draw(asked_days(len(whose)))


def _on_days(asked: Callable[[int], st.SearchStrategy[Any]], owners: int, draw: st.DrawFn) -> tuple[Any, ...]:
    whose = draw(asked_owners(owners))
    return draw(asked(owners)), whose, draw(asked_days(len(whose)))


def _spells_and_kinds(owners: int, draw: st.DrawFn) -> tuple[Any, ...]:
    divided = draw(spells(owners))
    count = len(divided.start)
    return divided, np.array(draw(st.lists(st.integers(-2, 4), min_size=count, max_size=count)), dtype=np.int64)


def _weeks(owners: int, draw: st.DrawFn) -> tuple[Any, ...]:
    touched = plain.week_hull(draw(timelines(owners, sentinels=False)))
    busy = plain.union(touched, plain.week_hull(draw(timelines(owners, sentinels=False))))
    before = np.array(draw(st.lists(st.integers(0, 60), min_size=owners, max_size=owners)), dtype=np.int64)
    return touched, busy, before, draw(st.integers(1, 40)), draw(st.integers(0, 12))


def _any_timeline(owners: int) -> st.SearchStrategy[Timeline]:
    return timelines(owners)


def _any_points(owners: int) -> st.SearchStrategy[Points]:
    return points(owners)


def _with_amounts(owners: int) -> st.SearchStrategy[Points]:
    return points(owners, amounts=True)


WHAT_EACH_OPERATION_IS_ASKED: dict[str, Arguments] = {
    "union": _two(),
    "intersect": _two(),
    "subtract": _two(),
    "join": _with_owners(_disjoint),
    "gaps": _one(),
    "split": _with_owners(lambda owners, draw: (draw(timelines(owners)), draw(points(owners)))),
    "by_kind": _with_owners(_spells_and_kinds),
    "overlay": _with_owners(lambda owners, draw: (draw(spells(owners)),)),
    "merge_spells": _with_owners(lambda owners, draw: (draw(spells(owners)),)),
    # The plain form has no first month for an interval without a beginning, and counts an open end month by month.
    "whole_months": _one(day=CLOSE | YEARS, sentinels=False),
    "month_hull": _one(),
    "week_hull": _one(),
    "week_numbers": _with_owners(_weeks),
    "longer_than_months": _one_and_months(shortest=-3),
    "shift_months": _one_and_months(shortest=-15),
    "lookback": _one_and_months(shortest=1),
    "rolling_months": _with_owners(lambda owners, draw: (draw(points(owners, amounts=True)), draw(st.integers(1, 14)))),
    "at_least": _with_owners(lambda owners, draw: (draw(timelines(owners)), draw(st.integers(-4, 4)))),
    "chains": _with_owners(
        lambda owners, draw: (draw(timelines(owners)), draw(timelines(owners)), draw(points(owners)))
    ),
    "reached": _with_owners(_clock_and_amounts),
    "accumulated": _with_owners(
        lambda owners, draw: (draw(timelines(owners, values=st.integers(-1, 74_000))), draw(asked_days(owners)))
    ),
    "count_on": _with_owners(_keys_and_days),
    "days_in": _with_owners(lambda owners, draw: _windows(_any_timeline, owners, draw)),
    "touches": _with_owners(lambda owners, draw: _windows(_any_timeline, owners, draw)),
    "value_on": _with_owners(lambda owners, draw: (*_on_days(_any_timeline, owners, draw), draw(st.integers(-9, 9)))),
    "value_held": _with_owners(lambda owners, draw: (*_on_days(_any_timeline, owners, draw), draw(st.integers(-9, 9)))),
    "first_start_in": _with_owners(lambda owners, draw: _windows(spells, owners, draw)),
    "latest_cover": _with_owners(lambda owners, draw: _on_days(spells, owners, draw)),
    "nth_day_in": _with_owners(lambda owners, draw: (*_windows(_any_points, owners, draw), draw(st.integers(1, 4)))),
    "last_day_in": _with_owners(lambda owners, draw: _windows(_any_points, owners, draw)),
    "count_days_in": _with_owners(lambda owners, draw: _windows(_any_points, owners, draw)),
    "amount_in": _with_owners(lambda owners, draw: _windows(_with_amounts, owners, draw)),
}
"""The operations by name, each with the arguments it can be given."""


def parts_of(answer: Any) -> list[Any]:
    """The arrays of an answer in order; ``None`` for values that are not carried. Sources are left out."""
    if isinstance(answer, Timeline):
        return [answer.offsets, answer.start, answer.end, answer.value]
    if isinstance(answer, Spells):
        return [answer.offsets, answer.start, answer.end, answer.row]
    if isinstance(answer, tuple):
        return [part for each in answer for part in parts_of(each)]
    return [answer]


def assert_alike(answer: Any, expected: Any) -> None:
    """The same values of the same types."""
    pairs = list(zip(parts_of(answer), parts_of(expected), strict=True))
    for mine, theirs in pairs:
        assert (mine is None) == (theirs is None)
        if mine is not None:
            assert mine.dtype == theirs.dtype
            np.testing.assert_array_equal(mine, theirs)
