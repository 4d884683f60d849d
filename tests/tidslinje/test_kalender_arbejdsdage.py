"""Easter against another rule of the church, and working days counted one by one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rettidig.tidslinje import calendar as kal

YEARS = st.integers(1900, 2199)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31)).map(kal.to_day)
HOLIDAYS = st.frozensets(DAYS, max_size=40)


def gauss_easter(year: int) -> dt.date:
    """The rule of Gauss with his two exceptions."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return dt.date(year, 4, 19)
    if d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        return dt.date(year, 4, 18)
    return dt.date.fromordinal(dt.date(year, 3, 22).toordinal() + d + e)


@given(YEARS)
def test_easter_is_the_sunday_that_gauss_finds(year: int) -> None:
    assert kal.to_date(kal.easter_sunday(year)) == gauss_easter(year)


@pytest.mark.parametrize(
    "date", ["2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05"]
)
def test_easter_is_when_it_was(date: str) -> None:
    day = dt.date.fromisoformat(date)
    assert kal.to_date(kal.easter_sunday(day.year)) == day


@given(DAYS, st.integers(0, 60), HOLIDAYS)
def test_working_days_are_counted_one_by_one(day: int, count: int, holidays: frozenset[int]) -> None:
    after = kal.add_working_days(day, count, holidays)
    between = range(day + 1, after + 1)
    working = [d for d in between if kal.to_date(d).isoweekday() <= 5 and d not in holidays]
    assert len(working) == count
    assert not working or working[-1] == after


@given(DAYS, st.integers(1, 60))
def test_without_holidays_working_days_are_the_weekdays(day: int, count: int) -> None:
    assert kal.weekdays_between(day + 1, kal.add_working_days(day, count, ()) + 1) == count


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        kal.add_working_days(0, -1, ())


@pytest.mark.parametrize("sentinel", [kal.NO_DAY, kal.OPEN_END])
def test_a_sentinel_stays_what_it_is(sentinel: int) -> None:
    assert kal.add_working_days(sentinel, 10, ()) == sentinel
