"""Calendar arithmetic against the standard library, counted the long way round."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rettidig.tidslinje import calendar as kal
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END

DATES = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
DAYS = DATES.map(kal.to_day)
MONTHS = st.integers(-240, 240)
SENTINELS = (NO_DAY, OPEN_END)
ONE_ARGUMENT = (kal.month_start, kal.month_end, kal.week_start, kal.week_end)


@given(DATES)
def test_a_date_and_its_day_are_each_others_inverse(date: dt.date) -> None:
    assert kal.to_date(kal.to_day(date)) == date
    assert kal.to_date_or_none(kal.to_day(date)) == date
    assert kal.day_of(date.year, date.month, date.day) == kal.to_day(date)


def test_the_first_of_january_1970_is_day_nought() -> None:
    assert kal.to_day(dt.date(1970, 1, 1)) == 0


@given(DATES, MONTHS)
def test_adding_months_keeps_the_day_number_or_falls_back_to_the_months_last_day(date: dt.date, months: int) -> None:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    expected = dt.date(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))
    assert kal.to_date(kal.add_months(kal.to_day(date), months)) == expected


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2022-08-31", 6, "2023-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2022-10-03", 6, "2023-04-03"),
        ("2021-12-31", 1, "2022-01-31"),
        ("2023-03-31", -1, "2023-02-28"),
        ("1900-02-28", 12, "1901-02-28"),
    ],
)
def test_the_month_end_rule_by_hand(start: str, months: int, expected: str) -> None:
    day = kal.to_day(dt.date.fromisoformat(start))
    assert kal.to_date(kal.add_months(day, months)).isoformat() == expected


@given(DAYS, st.integers(0, 120), st.integers(0, 60))
def test_adding_months_never_turns_two_days_round(day: int, months: int, later: int) -> None:
    assert kal.add_months(day, months) <= kal.add_months(day + later, months)


@given(DATES)
def test_months_begin_on_the_first_and_end_on_the_last(date: dt.date) -> None:
    day = kal.to_day(date)
    assert kal.to_date(kal.month_start(day)) == date.replace(day=1)
    assert kal.to_date(kal.month_end(day)) == date.replace(day=monthrange(date.year, date.month)[1])
    assert kal.is_month_end(day) == (kal.to_date(day + 1).day == 1)


@given(DATES)
def test_the_month_ends_around_a_day_lie_closest_on_their_side_of_it(date: dt.date) -> None:
    day = kal.to_day(date)
    before, by, after = kal.month_end_before(day), kal.month_end_by(day), kal.month_end_after(day)
    assert all(map(kal.is_month_end, (before, by, after)))
    assert before < kal.month_start(day)
    assert not any(map(kal.is_month_end, range(before + 1, kal.month_start(day))))
    assert by == (day if kal.is_month_end(day) else before)
    assert day < after
    assert not any(map(kal.is_month_end, range(day + 1, after)))


@given(DATES)
def test_the_day_before_the_next_day_is_the_day_itself(date: dt.date) -> None:
    assert kal.previous_date(kal.next_date(date)) == date
    assert kal.to_day(kal.previous_date(date)) == kal.to_day(date) - 1


@given(DATES)
def test_weeks_are_iso_weeks(date: dt.date) -> None:
    day = kal.to_day(date)
    assert kal.week_start(day) == day - date.weekday()
    assert kal.week_end(day) == kal.week_start(day) + 6
    assert kal.iso_week_name(day) == f"{date.isocalendar().year}-W{date.isocalendar().week:02d}"


@pytest.mark.parametrize(
    ("date", "name"),
    [("2023-01-01", "2022-W52"), ("2021-01-03", "2020-W53"), ("2024-12-30", "2025-W01"), ("2023-02-05", "2023-W05")],
)
def test_the_turn_of_the_year_belongs_to_the_week_of_its_thursday(date: str, name: str) -> None:
    assert kal.iso_week_name(kal.to_day(dt.date.fromisoformat(date))) == name


@given(DAYS, st.integers(-10, 400))
def test_weekdays_between_two_days_are_those_a_loop_counts(start: int, length: int) -> None:
    counted = sum(kal.to_date(day).weekday() < 5 for day in range(start, start + length))
    assert kal.weekdays_between(start, start + length) == counted


@given(DAYS)
def test_a_weekdays_number_leads_back_to_it(day: int) -> None:
    if kal.to_date(day).weekday() < 5:
        assert kal.weekday_at(kal.weekdays_before(day)) == day
    else:
        assert kal.weekdays_before(day) == kal.weekdays_before(day + 1)


@given(DAYS, st.integers(0, 400))
def test_whole_months_are_those_with_every_day_inside(start: int, length: int) -> None:
    end = start + length
    found = kal.whole_months_in(start, end)
    every = {kal.month_start(day) for day in range(start, end)}
    inside = sorted(first for first in every if start <= first and kal.month_end(first) < end)
    assert found == [(first, kal.month_end(first) + 1) for first in inside]


@given(DAYS, st.integers(-1_000, 1_000))
def test_days_and_weeks_are_plain_sums(day: int, count: int) -> None:
    assert kal.add_days(day, count) == day + count
    assert kal.add_weeks(day, count) == day + 7 * count


@given(st.lists(DAYS | st.sampled_from(SENTINELS), min_size=1, max_size=6), MONTHS)
def test_a_long_column_is_answered_as_a_short_one(days: list[int], months: int) -> None:
    short = np.array(days, dtype=np.int32)
    long = np.tile(short, 9)
    assert kal.add_months(long, months).tolist() == kal.add_months(short, months).tolist() * 9
    assert kal.add_days(long, months).tolist() == kal.add_days(short, months).tolist() * 9
    for function in ONE_ARGUMENT:
        assert function(long).tolist() == function(short).tolist() * 9


@given(st.lists(st.dates(dt.date(600, 1, 1), dt.date(9300, 12, 31)).map(kal.to_day), min_size=1), MONTHS)
def test_days_centuries_away_are_answered_as_the_rest(days: list[int], months: int) -> None:
    array = np.array(days, dtype=np.int32)
    assert kal.add_months(array, months).tolist() == [kal.add_months(day, months) for day in days]
    for function in ONE_ARGUMENT:
        assert function(array).tolist() == [function(day) for day in days]


@given(st.lists(DAYS | st.sampled_from(SENTINELS), max_size=8), MONTHS)
def test_an_array_is_answered_as_its_days_one_by_one(days: list[int], months: int) -> None:
    array = np.array(days, dtype=np.int32)
    assert kal.add_months(array, months).tolist() == [kal.add_months(day, months) for day in days]
    for function in ONE_ARGUMENT:
        assert function(array).tolist() == [function(day) for day in days]
        assert function(array).dtype == np.int32
    real = np.array([day for day in days if day not in SENTINELS], dtype=np.int32)
    assert kal.weekdays_before(real).tolist() == [kal.weekdays_before(day) for day in real.tolist()]


@pytest.mark.parametrize("sentinel", SENTINELS)
def test_the_sentinels_pass_through_unchanged(sentinel: int) -> None:
    assert kal.is_sentinel(sentinel)
    for function in ONE_ARGUMENT:
        assert function(sentinel) == sentinel
    for shifted in (kal.add_months(sentinel, 6), kal.add_days(sentinel, 6), kal.add_weeks(sentinel, -6)):
        assert shifted == sentinel
    assert kal.to_date_or_none(sentinel) is None
    with pytest.raises(ValueError, match="not a date"):
        kal.to_date(sentinel)


@given(DAYS, st.integers(0, 100))
def test_years_later_is_the_same_date_or_the_28th_of_february(day: int, years: int) -> None:
    date, later = kal.to_date(day), kal.to_date(kal.add_years(day, years))
    assert later.year == date.year + years
    assert (later.month, later.day) in {(date.month, date.day), (2, 28)}


def test_a_year_has_its_twelve_month_ends() -> None:
    ends = [kal.to_date(day) for day in kal.month_ends_of_year(2024)]
    assert [end.month for end in ends] == list(range(1, 13))
    assert ends[1] == dt.date(2024, 2, 29)


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        kal.day_of(2023, 2, 29)
