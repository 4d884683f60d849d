"""Calendar arithmetic on epoch days: the only place in the project that adds months, weeks or years.

A day is an integer: days since 1970-01-01. Every function takes a plain ``int`` or an ``int32``/``int64`` NumPy array
and answers in kind. Ambiguity is refused by stating the rule in the function's name or docstring, never by guessing:
adding months keeps the day number and falls back to the month's last day (31 August + 6 months = 28 or 29 February).

Two sentinels travel through all functions unchanged:

* ``NO_DAY``: there is no such day (an open question, a clock standing still);
* ``OPEN_END``: the exclusive end of an interval that is still running.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Any, overload

import numpy as np
import numpy.typing as npt

DayArray = npt.NDArray[np.int32]

NO_DAY = -3_000_000
OPEN_END = 3_000_000

_EPOCH = dt.date(1970, 1, 1).toordinal()
_DAYS_IN_WEEK = 7
_MONDAY_SHIFT = 3  # 1970-01-01 was a Thursday: (day + 3) % 7 is 0 on Mondays
_SATURDAY = 5
_MONTHS_IN_YEAR = 12


def to_day(date: dt.date) -> int:
    """Epoch day of a date."""
    return date.toordinal() - _EPOCH


def to_date(day: int) -> dt.date:
    """Date of an epoch day. Raises ``ValueError`` for the sentinels, which are no dates."""
    if is_sentinel(day):
        raise ValueError("a sentinel is not a date")
    return dt.date.fromordinal(int(day) + _EPOCH)


def to_date_or_none(day: int) -> dt.date | None:
    """Date of an epoch day; ``None`` for either sentinel."""
    return None if is_sentinel(day) else dt.date.fromordinal(int(day) + _EPOCH)


def day_of(year: int, month: int, day: int) -> int:
    """Epoch day of a year, month and day number. Raises ``ValueError`` for an impossible date."""
    return to_day(dt.date(year, month, day))


def next_date(date: dt.date) -> dt.date:
    """The day after a date."""
    return to_date(to_day(date) + 1)


def is_sentinel(day: int) -> bool:
    """True for ``NO_DAY`` and ``OPEN_END`` (and anything beyond them)."""
    return day <= NO_DAY or day >= OPEN_END


@overload
def add_months(days: int, months: int) -> int: ...
@overload
def add_months(days: DayArray, months: int) -> DayArray: ...
def add_months(days: Any, months: int) -> Any:
    """The same day number ``months`` later (or earlier), or that month's last day where the number does not exist."""
    if isinstance(days, int):
        return days if is_sentinel(days) else _add_months(days, months)
    values, real = _open(days)
    month = values.astype("datetime64[D]").astype("datetime64[M]")
    day_number = values - month.astype("datetime64[D]").astype(np.int64)
    target = month + months
    first = target.astype("datetime64[D]").astype(np.int64)
    length = (target + 1).astype("datetime64[D]").astype(np.int64) - first
    return _close(days, first + np.minimum(day_number, length - 1), real)


@overload
def add_days(days: int, count: int) -> int: ...
@overload
def add_days(days: DayArray, count: int) -> DayArray: ...
def add_days(days: Any, count: int) -> Any:
    """``count`` days later; the sentinels stay what they are."""
    if isinstance(days, int):
        return days if is_sentinel(days) else days + count
    values, real = _open(days)
    return _close(days, values + count, real)


@overload
def add_weeks(days: int, weeks: int) -> int: ...
@overload
def add_weeks(days: DayArray, weeks: int) -> DayArray: ...
def add_weeks(days: Any, weeks: int) -> Any:
    """``weeks`` times seven days later; the sentinels stay what they are."""
    return add_days(days, weeks * _DAYS_IN_WEEK)


@overload
def month_start(days: int) -> int: ...
@overload
def month_start(days: DayArray) -> DayArray: ...
def month_start(days: Any) -> Any:
    """First day of the calendar month."""
    if isinstance(days, int):
        return days if is_sentinel(days) else days - to_date(days).day + 1
    values, real = _open(days)
    month = values.astype("datetime64[D]").astype("datetime64[M]")
    return _close(days, month.astype("datetime64[D]").astype(np.int64), real)


@overload
def month_end(days: int) -> int: ...
@overload
def month_end(days: DayArray) -> DayArray: ...
def month_end(days: Any) -> Any:
    """Last day (included) of the calendar month."""
    if isinstance(days, int):
        return days if is_sentinel(days) else _add_months(days - to_date(days).day + 1, 1) - 1
    values, real = _open(days)
    following = values.astype("datetime64[D]").astype("datetime64[M]") + 1
    return _close(days, following.astype("datetime64[D]").astype(np.int64) - 1, real)


@overload
def week_start(days: int) -> int: ...
@overload
def week_start(days: DayArray) -> DayArray: ...
def week_start(days: Any) -> Any:
    """Monday of the ISO week."""
    if isinstance(days, int):
        return days if is_sentinel(days) else days - (days + _MONDAY_SHIFT) % _DAYS_IN_WEEK
    values, real = _open(days)
    return _close(days, values - (values + _MONDAY_SHIFT) % _DAYS_IN_WEEK, real)


@overload
def week_end(days: int) -> int: ...
@overload
def week_end(days: DayArray) -> DayArray: ...
def week_end(days: Any) -> Any:
    """Sunday (included) of the ISO week."""
    if isinstance(days, int):
        return days if is_sentinel(days) else days - (days + _MONDAY_SHIFT) % _DAYS_IN_WEEK + _DAYS_IN_WEEK - 1
    values, real = _open(days)
    return _close(days, values - (values + _MONDAY_SHIFT) % _DAYS_IN_WEEK + _DAYS_IN_WEEK - 1, real)


@overload
def weekdays_before(days: int) -> int: ...
@overload
def weekdays_before(days: DayArray) -> npt.NDArray[np.int64]: ...
def weekdays_before(days: Any) -> Any:
    """Number of Mondays to Fridays from a fixed origin up to, not including, the day.

    The difference between two days is the number of weekdays in the half-open interval between them.
    """
    if isinstance(days, int):
        whole, left = divmod(days + _MONDAY_SHIFT, _DAYS_IN_WEEK)
        return whole * _SATURDAY + min(left, _SATURDAY)
    whole_weeks, rest = np.divmod(np.asarray(days, dtype=np.int64) + _MONDAY_SHIFT, _DAYS_IN_WEEK)
    return whole_weeks * _SATURDAY + np.minimum(rest, _SATURDAY)


def weekday_at(weekdays: int) -> int:
    """The day on which the weekday numbered ``weekdays`` (in the count of ``weekdays_before``) falls.

    Inverse of :func:`weekdays_before` on Mondays to Fridays: ``weekday_at(weekdays_before(d)) == d``.
    """
    whole_weeks, rest = divmod(weekdays, _SATURDAY)
    return whole_weeks * _DAYS_IN_WEEK + rest - _MONDAY_SHIFT


def weekdays_between(start: int, end: int) -> int:
    """Number of Mondays to Fridays in the half-open interval [start, end)."""
    return weekdays_before(end) - weekdays_before(start) if end > start else 0


def whole_months_in(start: int, end: int) -> list[tuple[int, int]]:
    """The calendar months, as half-open intervals, that lie wholly inside [start, end), in order."""
    found = []
    first = month_start(start)
    if first < start:
        first = add_months(first, 1)
    while (following := add_months(first, 1)) <= end:
        found.append((first, following))
        first = following
    return found


def is_month_end(day: int) -> bool:
    """True on the last day of a calendar month."""
    return month_end(day) == day


@overload
def add_years(days: int, years: int) -> int: ...
@overload
def add_years(days: DayArray, years: int) -> DayArray: ...
def add_years(days: Any, years: int) -> Any:
    """The same date ``years`` later: a birthday. 29 February falls back to the 28th, as when months are added."""
    return add_months(days, years * _MONTHS_IN_YEAR)


def iso_week_name(day: int) -> str:
    """ISO week as text, for example ``2023-W05``."""
    year, week, _ = to_date(day).isocalendar()
    return f"{year}-W{week:02d}"


def month_ends_of_year(year: int) -> list[int]:
    """The twelve month ends of a year, January first."""
    return [month_end(day_of(year, month, 1)) for month in range(1, 13)]


def _add_months(day: int, months: int) -> int:
    date = to_date(day)
    year, month = divmod(date.year * _MONTHS_IN_YEAR + date.month - 1 + months, _MONTHS_IN_YEAR)
    return day_of(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))


def _open(days: DayArray) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    values = np.asarray(days, dtype=np.int64)
    real = (values > NO_DAY) & (values < OPEN_END)
    return np.where(real, values, 0), real


def _close(given: DayArray, result: npt.NDArray[np.int64], real: npt.NDArray[np.bool_]) -> DayArray:
    return np.where(real, result, given).astype(np.int32)
