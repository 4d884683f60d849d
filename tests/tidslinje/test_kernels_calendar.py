"""The calendar inside the kernels is the calendar."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.kernels import days as compiled

FIRST = calendar.day_of(101, 1, 1)
LAST = calendar.day_of(9899, 12, 31)
REAL_DAYS = st.integers(FIRST, LAST)
DAYS = REAL_DAYS | st.sampled_from([NO_DAY, OPEN_END])
CENTURIES_END = [calendar.day_of(year, 2, 28) for year in (1600, 1700, 1900, 2000, 2023, 2024)]

DAY_TO_DAY: dict[str, tuple[Callable[[int], int], Callable[[int], int]]] = {
    "month_start": (compiled.month_start, calendar.month_start),
    "month_end": (compiled.month_end, calendar.month_end),
    "week_start": (compiled.week_start, calendar.week_start),
    "week_end": (compiled.week_end, calendar.week_end),
}


@pytest.mark.parametrize("function", DAY_TO_DAY)
@given(day=DAYS)
def test_a_day_has_the_same_month_and_week_in_both(function: str, day: int) -> None:
    in_kernel, in_calendar = DAY_TO_DAY[function]
    assert in_kernel(day) == in_calendar(day)


@given(day=DAYS, months=st.integers(-1_200, 1_200))
@example(day=calendar.day_of(2024, 1, 31), months=1)
@example(day=calendar.day_of(2023, 8, 31), months=6)
def test_months_are_added_alike_in_both(day: int, months: int) -> None:
    assert compiled.add_months(day, months) == calendar.add_months(day, months)


@given(day=REAL_DAYS)
def test_weekdays_are_numbered_alike_in_both(day: int) -> None:
    assert compiled.weekdays_before(day) == calendar.weekdays_before(day)
    number = compiled.weekdays_before(day)
    assert compiled.weekday_at(number) == calendar.weekday_at(number)


@given(start=DAYS, end=DAYS)
def test_weekdays_are_counted_alike_in_both(start: int, end: int) -> None:
    assert compiled.weekdays_between(start, end) == calendar.weekdays_between(start, end)


@pytest.mark.parametrize("day", CENTURIES_END)
def test_the_leap_day_comes_in_the_same_years_in_both(day: int) -> None:
    for later in range(day, day + 3):
        assert compiled.month_start(later) == calendar.month_start(later)
        assert compiled.month_end(later) == calendar.month_end(later)


def test_every_day_of_four_hundred_years_lies_in_the_month_the_calendar_says() -> None:
    month = compiled.month_of(calendar.day_of(1900, 1, 1))
    for year in range(1900, 2301):
        for number in range(1, 13):
            first = calendar.day_of(year, number, 1)
            assert compiled.first_of_month(month) == first
            assert compiled.month_of(first) == compiled.month_of(calendar.month_end(first)) == month
            month += 1


@given(month=st.integers(-22_000, 95_000))
def test_the_first_day_of_a_month_lies_in_it_and_the_day_before_does_not(month: int) -> None:
    first = compiled.first_of_month(month)
    assert compiled.month_of(first) == month
    assert compiled.month_of(first - 1) == month - 1
