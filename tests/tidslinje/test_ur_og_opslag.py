"""The clock, and the questions that may be put to timelines, spells and points: each against a plain scan."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.tidslinje.dagmaengder import FRAME, INSIDE, LAST, clocks, days, points, questions, spells, timelines, values

from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.model import Points, Spells, Timeline

STRETCHES = st.lists(st.tuples(INSIDE, INSIDE), min_size=1, max_size=6)
AMOUNTS = st.integers(1, 20_000)


def shown_by_counting(clock: dict[int, int], before: int) -> int:
    return sum(value for day, value in clock.items() if day < before and calendar.to_date(day).weekday() < 5)


@given(clocks(), INSIDE)
def test_the_clock_shows_the_sum_over_the_weekdays_before(clock: Timeline, day: int) -> None:
    shown = op.accumulated(clock, np.full(clock.owners, day, dtype=np.int32))
    assert shown.tolist() == [shown_by_counting(own, day) for own in values(clock)]


@given(clocks(), INSIDE, st.integers(0, 40))
def test_the_clock_never_runs_backwards(clock: Timeline, day: int, later: int) -> None:
    early = op.accumulated(clock, np.full(clock.owners, day, dtype=np.int32))
    late = op.accumulated(clock, np.full(clock.owners, min(day + later, LAST), dtype=np.int32))
    assert (early <= late).all()


@given(clocks(), AMOUNTS)
def test_an_amount_is_reached_on_the_first_day_by_whose_end_the_clock_shows_it(clock: Timeline, amount: int) -> None:
    wanted = np.full(clock.owners, amount, dtype=np.int64)
    day = op.reached(clock, wanted)
    found = day != NO_DAY
    before = op.accumulated(clock, np.where(found, day, 0).astype(np.int32))
    after = op.accumulated(clock, np.where(found, day + 1, 0).astype(np.int32))
    assert (before[found] < amount).all()
    assert (after[found] >= amount).all()
    forever = op.accumulated(clock, np.full(clock.owners, calendar.OPEN_END, dtype=np.int32))
    assert (forever[~found] < amount).all()


@given(clocks(), AMOUNTS)
def test_an_amount_is_reached_on_a_weekday_on_which_the_clock_runs(clock: Timeline, amount: int) -> None:
    for owner, day in enumerate(op.reached(clock, np.full(clock.owners, amount, dtype=np.int64)).tolist()):
        if day != NO_DAY:
            assert calendar.to_date(day).weekday() < 5
            running = zip(clock.of(owner), clock.values_of(owner), strict=True)
            assert any(start <= day < end and value > 0 for (start, end), value in running)


@given(timelines(), STRETCHES)
def test_days_in_a_stretch_are_counted_one_by_one(a: Timeline, asked: list[tuple[int, int]]) -> None:
    owner, start, end = questions(a.owners, asked)
    own = days(a)
    expected = [
        len(own[o] & set(range(s, e))) for o, s, e in zip(owner.tolist(), start.tolist(), end.tolist(), strict=True)
    ]
    assert op.days_in(a, owner, start, end).tolist() == expected
    assert op.touches(a, owner, start, end).tolist() == [count > 0 for count in expected]


@given(timelines(), INSIDE)
def test_an_empty_stretch_touches_nothing(a: Timeline, day: int) -> None:
    assert not op.touches(a, *questions(a.owners, [(day, day), (day + 1, day)])).any()


@given(clocks(), INSIDE)
def test_the_value_on_a_day_is_the_value_there_or_the_one_given(a: Timeline, day: int) -> None:
    owner, asked, _ = questions(a.owners, [(day, day), (NO_DAY, NO_DAY)])
    expected = [answer for own in values(a) for answer in (own.get(day, -7), -7)]
    assert op.value_on(a, owner, asked, -7).tolist() == expected


@given(clocks(), INSIDE)
def test_the_value_held_is_the_last_one_on_or_before_the_day(a: Timeline, day: int) -> None:
    owner, asked, _ = questions(a.owners, [(day, day)])
    expected = []
    for own in values(a):
        held = [own[seen] for seen in range(FRAME[0], day + 1) if seen in own]
        expected.append(held[-1] if held else -7)
    assert op.value_held(a, owner, asked, -7).tolist() == expected


@given(spells(), STRETCHES)
def test_the_first_start_is_the_earliest_in_the_stretch(given_spells: Spells, asked: list[tuple[int, int]]) -> None:
    owner, start, end = questions(given_spells.owners, asked)
    found = op.first_start_in(given_spells, owner, start, end)
    for nr, (o, s, e) in enumerate(zip(owner.tolist(), start.tolist(), end.tolist(), strict=True)):
        inside = sorted((begins, row) for begins, _, row in given_spells.of(o) if s <= begins < e)
        assert (int(found.day[nr]), int(found.row[nr])) == (inside[0] if inside else (NO_DAY, -1))


@given(spells(), INSIDE)
def test_of_the_spells_that_cover_a_day_the_one_that_ends_last_is_given(given_spells: Spells, day: int) -> None:
    owner, asked, _ = questions(given_spells.owners, [(day, day), (NO_DAY, NO_DAY)])
    found = op.latest_cover(given_spells, owner, asked)
    for nr, (o, d) in enumerate(zip(owner.tolist(), asked.tolist(), strict=True)):
        covering = [(end, start, row) for start, end, row in given_spells.of(o) if d != NO_DAY and start <= d < end]
        end, _, row = max(covering, default=(NO_DAY, 0, -1))
        assert (int(found.day[nr]), int(found.row[nr])) == (end, row)


@given(points(), STRETCHES, st.integers(1, 4))
def test_points_in_a_stretch_are_counted_by_day_and_summed_by_amount(
    given_points: Points, asked: list[tuple[int, int]], number: int
) -> None:
    owner, start, end = questions(given_points.owners, asked)
    amounts = given_points.amount.tolist() if given_points.amount is not None else []
    nth = op.nth_day_in(given_points, owner, start, end, number).tolist()
    last = op.last_day_in(given_points, owner, start, end).tolist()
    count = op.count_days_in(given_points, owner, start, end).tolist()
    amount = op.amount_in(given_points, owner, start, end).tolist()
    for nr, (o, s, e) in enumerate(zip(owner.tolist(), start.tolist(), end.tolist(), strict=True)):
        entries = zip(given_points.of(o), amounts[given_points.slice_of(o)], strict=True)
        inside = [(day, worth) for (day, _), worth in entries if s <= day < e]
        distinct = sorted({day for day, _ in inside})
        assert count[nr] == len(distinct)
        assert nth[nr] == (distinct[number - 1] if len(distinct) >= number else NO_DAY)
        assert last[nr] == (distinct[-1] if distinct else NO_DAY)
        assert amount[nr] == sum(worth for _, worth in inside)


@given(timelines())
def test_taking_owners_in_another_order_gives_their_own_timelines(a: Timeline) -> None:
    taken = a.take(np.array([1, 0, 1], dtype=np.int64))
    assert [taken.of(nr) for nr in range(3)] == [a.of(1), a.of(0), a.of(1)]
    assert [taken.sources_of(nr) for nr in range(3)] == [a.sources_of(1), a.sources_of(0), a.sources_of(1)]
