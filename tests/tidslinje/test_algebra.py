"""The laws of the algebra: every operation on intervals is the operation on the days they hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tidslinje.dagmaengder import (
    FIRST,
    FRAME,
    INSIDE,
    LAST,
    clocks,
    days,
    is_well_formed,
    per_owner,
    points,
    spells,
    timelines,
    values,
)

from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import OPEN_END
from rettidig.tidslinje.model import Points, Spells, Timeline, constant_timeline, empty_timeline, timeline_from_lists

MONTHS = st.integers(1, 5)


@given(timelines(), timelines())
def test_union_intersection_and_difference_are_those_of_the_sets_of_days(a: Timeline, b: Timeline) -> None:
    assert days(op.union(a, b)) == per_owner(set.union, days(a), days(b))
    assert days(op.intersect(a, b)) == per_owner(set.intersection, days(a), days(b))
    assert days(op.subtract(a, b)) == per_owner(set.difference, days(a), days(b))


@given(timelines(), timelines())
def test_answers_are_sorted_disjoint_and_hold_no_empty_interval(a: Timeline, b: Timeline) -> None:
    assert is_well_formed(op.union(a, b), merged=True)
    assert is_well_formed(op.intersect(a, b), merged=True)
    assert is_well_formed(op.subtract(a, b), merged=True)


@given(timelines())
def test_a_timeline_with_itself_is_itself(a: Timeline) -> None:
    for owner in range(a.owners):
        assert op.union(a, a).of(owner) == a.of(owner)
        assert op.intersect(a, a).of(owner) == a.of(owner)
        assert op.subtract(a, a).of(owner) == []


@given(timelines(), timelines(), timelines())
def test_the_order_of_the_operands_does_not_matter(a: Timeline, b: Timeline, c: Timeline) -> None:
    assert days(op.union(a, b)) == days(op.union(b, a))
    assert days(op.intersect(a, b)) == days(op.intersect(b, a))
    assert days(op.union(op.union(a, b), c)) == days(op.union(a, op.union(b, c)))
    assert days(op.intersect(op.intersect(a, b), c)) == days(op.intersect(a, op.intersect(b, c)))


@given(timelines(), timelines())
def test_de_morgan_holds_inside_a_frame(a: Timeline, b: Timeline) -> None:
    frame = constant_timeline(a.owners, [(FIRST, LAST + 1)])

    def outside(of: Timeline) -> Timeline:
        return op.subtract(frame, of)

    assert days(outside(op.union(a, b))) == days(op.intersect(outside(a), outside(b)))
    assert days(outside(op.intersect(a, b))) == days(op.union(outside(a), outside(b)))


@given(timelines(), timelines())
def test_a_without_b_shares_no_day_with_b_and_makes_a_whole_with_what_they_share(a: Timeline, b: Timeline) -> None:
    left = op.subtract(a, b)
    assert days(op.intersect(left, b)) == [set()] * a.owners
    assert days(op.union(left, op.intersect(a, b))) == days(a)


@given(timelines())
def test_nothing_is_neutral_for_union_and_swallows_in_intersection(a: Timeline) -> None:
    nothing = empty_timeline(a.owners)
    assert days(op.union(a, nothing)) == days(a) == days(op.subtract(a, nothing))
    assert days(op.intersect(a, nothing)) == [set()] * a.owners


@given(timelines())
def test_the_gaps_fill_the_timeline_to_one_stretch_and_share_no_day_with_it(a: Timeline) -> None:
    gaps = op.gaps(a)
    whole = op.union(a, gaps)
    assert days(op.intersect(a, gaps)) == [set()] * a.owners
    for owner in range(a.owners):
        own = a.of(owner)
        assert whole.of(owner) == ([(own[0][0], own[-1][1])] if own else [])


@given(timelines(), points())
def test_a_split_keeps_every_day_and_begins_a_piece_on_every_cut_inside(a: Timeline, cuts: Points) -> None:
    divided = op.split(a, cuts)
    assert days(divided) == days(a)
    assert is_well_formed(divided, merged=False)
    for owner, own in enumerate(days(a)):
        starts = {start for start, _ in divided.of(owner)}
        inside = {day for day, _ in cuts.of(owner) if day in own}
        assert starts == {start for start, _ in a.of(owner)} | inside


@given(spells())
def test_the_latest_begun_spell_holds_on_every_day(given_spells: Spells) -> None:
    laid = op.overlay(given_spells)
    assert is_well_formed(laid, merged=False)
    for owner, held in enumerate(values(laid)):
        own = given_spells.of(owner)
        for day in FRAME:
            covering = [(start, row) for start, end, row in own if start <= day < end]
            assert held.get(day) == (max(covering)[1] if covering else None)


@given(spells())
def test_merged_spells_hold_the_days_of_all_and_every_row_is_a_source_once(given_spells: Spells) -> None:
    merged = op.merge_spells(given_spells)
    assert days(merged) == days(given_spells)
    assert is_well_formed(merged, merged=True)
    for owner in range(merged.owners):
        own = given_spells.of(owner)
        for (start, end), sources in zip(merged.of(owner), merged.sources_of(owner), strict=True):
            assert sorted(sources) == sorted(row for s, e, row in own if start <= s and e <= end)
        assert sorted(row for sources in merged.sources_of(owner) for row in sources) == sorted(r for *_, r in own)


@given(timelines(), timelines())
def test_the_sources_survive_every_operation(a: Timeline, b: Timeline) -> None:
    for owner in range(a.owners):
        rows_a, rows_b = _sources_by_interval(a, owner), _sources_by_interval(b, owner)
        for (start, end), sources in _sources_by_interval(op.union(a, b), owner).items():
            inside = [own for (s, e), own in [*rows_a.items(), *rows_b.items()] if start <= s and e <= end]
            assert set(sources) == {row for own in inside for row in own}
        for (start, end), sources in _sources_by_interval(op.intersect(a, b), owner).items():
            assert set(sources) == set(_covering(rows_a, start, end)) | set(_covering(rows_b, start, end))
        for (start, end), sources in _sources_by_interval(op.subtract(a, b), owner).items():
            assert sources == _covering(rows_a, start, end)


@given(clocks(), timelines())
def test_values_follow_their_days_through_intersection_difference_and_split(a: Timeline, b: Timeline) -> None:
    inside, outside = op.intersect(a, b), op.subtract(a, b)
    for owner, own in enumerate(values(a)):
        shared = days(b)[owner]
        assert values(inside)[owner] == {day: value for day, value in own.items() if day in shared}
        assert values(outside)[owner] == {day: value for day, value in own.items() if day not in shared}
    assert values(op.join(outside, inside)) == values(a)


def test_timelines_that_share_a_day_cannot_stand_side_by_side() -> None:
    a = timeline_from_lists([[(FIRST, FIRST + 10)]], [[1]])
    b = timeline_from_lists([[(FIRST + 9, FIRST + 20)]], [[2]])
    with pytest.raises(ValueError, match="share a day"):
        op.join(a, b)


def test_timelines_of_different_numbers_of_owners_are_refused() -> None:
    with pytest.raises(ValueError, match="owners"):
        op.union(empty_timeline(2), empty_timeline(3))


@given(timelines(closed=True))
def test_whole_months_are_the_months_with_all_their_days_inside(a: Timeline) -> None:
    for own, months in zip(days(a), days(op.whole_months(a)), strict=True):
        for month in _months_in_frame():
            assert (month <= months) == (month <= own)
            assert month <= months or not month & months


@given(timelines())
def test_the_hulls_are_the_months_and_weeks_with_any_day_inside(a: Timeline) -> None:
    for own, months, weeks in zip(days(a), days(op.month_hull(a)), days(op.week_hull(a)), strict=True):
        assert {calendar.month_start(day) for day in own} == {calendar.month_start(day) for day in months}
        assert {calendar.week_start(day) for day in own} == {calendar.week_start(day) for day in weeks}
        for month in _months_in_frame():
            assert month <= months or not month & months


@given(timelines(), MONTHS)
def test_only_intervals_of_at_least_so_many_months_are_long(a: Timeline, months: int) -> None:
    long = op.longer_than_months(a, months)
    for owner in range(a.owners):
        lasting = [(s, e) for s, e in a.of(owner) if e == OPEN_END or calendar.add_months(s, months) <= e]
        assert long.of(owner) == lasting


@given(timelines(), MONTHS)
def test_a_shift_moves_both_ends_by_whole_months(a: Timeline, months: int) -> None:
    moved = op.shift_months(a, months)
    assert is_well_formed(moved, merged=True)
    for owner in range(a.owners):
        ends = [(calendar.add_months(s, months), calendar.add_months(e, months)) for s, e in a.of(owner)]
        assert set(moved.of(owner)) <= {(s, e) for s, _ in ends for _, e in ends}
        assert days(moved)[owner] == {day for s, e in ends for day in range(max(s, FIRST), min(e, LAST + 1))}


@given(timelines(), MONTHS)
def test_looking_back_sees_the_timeline_on_the_days_a_plain_scan_sees_it(a: Timeline, months: int) -> None:
    for own, seen in zip(days(a), days(op.lookback(a, months)), strict=True):
        for day in FRAME:
            window = range(calendar.add_months(calendar.month_start(day), 1 - months), day + 1)
            assert (day in seen) == any(looked in own for looked in window)


@given(points(), MONTHS)
def test_the_rolling_sum_is_the_sum_of_the_months_in_the_window(monthly: Points, months: int) -> None:
    amounts = monthly.amount.tolist() if monthly.amount is not None else []
    rolled = values(op.rolling_months(monthly, months))
    for owner in range(monthly.owners):
        entries = zip(monthly.of(owner), amounts[monthly.slice_of(owner)], strict=True)
        sums = [(calendar.month_start(day), amount) for (day, _), amount in entries]
        for day in FRAME[::3]:
            this = calendar.month_start(day)
            first = calendar.add_months(this, 1 - months)
            assert rolled[owner].get(day, 0) == sum(amount for month, amount in sums if first <= month <= this)


@given(clocks(), st.sampled_from((1, 37, 38, 75)))
def test_at_least_keeps_the_days_with_so_much(a: Timeline, amount: int) -> None:
    enough = op.at_least(a, amount)
    for owner, own in enumerate(values(a)):
        assert days(enough)[owner] == {day for day, value in own.items() if value >= amount}


@given(timelines(), timelines(), points())
def test_chains_share_the_timeline_out_and_break_only_at_breaks_and_cuts(
    a: Timeline, breaks: Timeline, cuts: Points
) -> None:
    linked = op.chains(a, breaks, cuts)
    for owner in range(a.owners):
        chains = [linked.timeline.of(nr) for nr in range(linked.timeline.owners) if linked.owner[nr] == owner]
        pieces = [piece for chain in chains for piece in chain]
        assert pieces == op.split(a, cuts).of(owner)
        own_breaks, own_cuts = breaks.of(owner), {day for day, _ in cuts.of(owner)}
        firsts = {chain[0][0] for chain in chains}
        for (_, end), (start, _) in pairwise(pieces):
            broken = any(end <= s and e <= start for s, e in own_breaks)
            was_cut = any(end <= cut <= start for cut in own_cuts)
            assert (start in firsts) == (broken or was_cut)


@given(INSIDE)
def test_an_open_interval_stays_open(day: int) -> None:
    a = timeline_from_lists([[(day, OPEN_END)]])
    assert op.union(a, a).of(0) == [(day, OPEN_END)]
    assert op.month_hull(a).of(0) == [(calendar.month_start(day), OPEN_END)]
    assert op.lookback(a, 12).of(0) == [(day, OPEN_END)]


def _months_in_frame() -> list[set[int]]:
    return [set(range(s, e)) for s, e in calendar.whole_months_in(FIRST, LAST + 1)]


def _sources_by_interval(timeline: Timeline, owner: int) -> dict[tuple[int, int], tuple[int, ...]]:
    return dict(zip(timeline.of(owner), timeline.sources_of(owner), strict=True))


def _covering(rows: dict[tuple[int, int], tuple[int, ...]], start: int, end: int) -> tuple[int, ...]:
    (own,) = [sources for (s, e), sources in rows.items() if s <= start and end <= e]
    return own
