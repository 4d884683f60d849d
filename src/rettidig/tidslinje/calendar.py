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
from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple, overload

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
_IN_EVERY_MONTH = 28
_FEW = 8
_TABLE_YEARS = (1800, 2300)
_TABLE_FROM, _TABLE_TO = (dt.date(year, 1, 1).toordinal() - _EPOCH for year in _TABLE_YEARS)
_TABLE_MONTHS = tuple((year - 1970) * _MONTHS_IN_YEAR for year in _TABLE_YEARS)


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


def previous_date(date: dt.date) -> dt.date:
    """The day before a date: the last one of what ends with it."""
    return to_date(to_day(date) - 1)


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
    if (own := _few(days)) is not None:
        return np.array([add_months(day, months) for day in own], dtype=np.int32)
    values, real = _open(days)
    month = _month_of(values)
    first = _first_of(month + months)
    last = _first_of(month + (months + 1)) - 1
    return _close(days, np.minimum(first + (values - _first_of(month)), last), real)


@overload
def add_days(days: int, count: int) -> int: ...
@overload
def add_days(days: DayArray, count: int) -> DayArray: ...
def add_days(days: Any, count: int) -> Any:
    """``count`` days later; the sentinels stay what they are."""
    if isinstance(days, int):
        return days if is_sentinel(days) else days + count
    if (own := _few(days)) is not None:
        return np.array([add_days(day, count) for day in own], dtype=np.int32)
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
def weeks_between(start: int, end: int) -> int: ...
@overload
def weeks_between(start: DayArray, end: DayArray) -> DayArray: ...
def weeks_between(start: Any, end: Any) -> Any:
    """Number of whole weeks, each of seven days, in the half-open interval [start, end)."""
    return (end - start) // _DAYS_IN_WEEK


@overload
def month_start(days: int) -> int: ...
@overload
def month_start(days: DayArray) -> DayArray: ...
def month_start(days: Any) -> Any:
    """First day of the calendar month."""
    if isinstance(days, int):
        return days if is_sentinel(days) else days - to_date(days).day + 1
    if (own := _few(days)) is not None:
        return np.array([month_start(day) for day in own], dtype=np.int32)
    values, real = _open(days)
    return _close(days, _first_of(_month_of(values)), real)


@overload
def month_end(days: int) -> int: ...
@overload
def month_end(days: DayArray) -> DayArray: ...
def month_end(days: Any) -> Any:
    """Last day (included) of the calendar month."""
    if isinstance(days, int):
        return days if is_sentinel(days) else _add_months(days - to_date(days).day + 1, 1) - 1
    if (own := _few(days)) is not None:
        return np.array([month_end(day) for day in own], dtype=np.int32)
    values, real = _open(days)
    return _close(days, _first_of(_month_of(values) + 1) - 1, real)


@overload
def week_start(days: int) -> int: ...
@overload
def week_start(days: DayArray) -> DayArray: ...
def week_start(days: Any) -> Any:
    """Monday of the ISO week."""
    if isinstance(days, int):
        return days if is_sentinel(days) else days - (days + _MONDAY_SHIFT) % _DAYS_IN_WEEK
    if (own := _few(days)) is not None:
        return np.array([week_start(day) for day in own], dtype=np.int32)
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
    if (own := _few(days)) is not None:
        return np.array([week_end(day) for day in own], dtype=np.int32)
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


def add_working_days(day: int, count: int, holidays: Collection[int]) -> int:
    """The ``count``-th working day after a day, the day itself not counted: Monday to Friday and no holiday.

    ``holidays`` are epoch days and must cover the years in question. With a count of 0 the day itself is the answer,
    whatever day it is. Raises ``ValueError`` for a negative count.
    """
    if count < 0:
        raise ValueError("working days are counted forwards")
    if is_sentinel(day):
        return day
    while count:
        day += 1
        count -= (day + _MONDAY_SHIFT) % _DAYS_IN_WEEK < _SATURDAY and day not in holidays
    return day


def easter_sunday(year: int) -> int:
    """Easter Sunday of a year in the Gregorian calendar, by the anonymous rule of 1876 (Butcher's)."""
    golden = year % 19
    century, year_in_century = divmod(year, 100)
    leap_centuries, centuries_left = divmod(century, 4)
    leap_years, years_left = divmod(year_in_century, 4)
    moon_drift = (century - (century + 8) // 25 + 1) // 3
    to_full_moon = (19 * golden + century - leap_centuries - moon_drift + 15) % 30
    to_sunday = (32 + 2 * centuries_left + 2 * leap_years - to_full_moon - years_left) % 7
    too_late = (golden + 11 * to_full_moon + 22 * to_sunday) // 451
    return day_of(year, 3, 22) + to_full_moon + to_sunday - 7 * too_late


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


def month_end_before(day: int) -> int:
    """The last day of the month before that of a day."""
    return month_start(day) - 1


def month_end_after(day: int) -> int:
    """The first month end after a day."""
    return month_end(day + 1)


def month_end_by(day: int) -> int:
    """The last month end that is no later than a day: the day itself where it is one."""
    return month_end_before(day + 1)


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
    number = date.day if date.day <= _IN_EVERY_MONTH else min(date.day, monthrange(year, month + 1)[1])
    return day_of(year, month + 1, number)


def _few(days: Any) -> list[int] | None:
    """The days of a short column, for which one at a time is quicker than all at once; ``None`` for any other.

    Days out of the table of months are left to the form for many, which knows no last year.
    """
    if not isinstance(days, np.ndarray) or days.ndim != 1 or days.size > _FEW:
        return None
    own: list[int] = days.tolist()
    return own if all(_TABLE_FROM <= day < _TABLE_TO or is_sentinel(day) for day in own) else None


class _Months(NamedTuple):
    """The month of every day, counted from January 1970, and the first day of every month: found, not reckoned."""

    of_day: npt.NDArray[np.int16]
    first: npt.NDArray[np.int32]


@cache
def _months() -> _Months:
    number = np.arange(_TABLE_MONTHS[0], _TABLE_MONTHS[1] + 1, dtype=np.int16)
    first = number.astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
    return _Months(np.repeat(number[:-1], np.diff(first)), first)


def _month_of(days: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    if days.size and days.min() >= _TABLE_FROM and days.max() < _TABLE_TO:
        return _months().of_day[days - _TABLE_FROM].astype(np.int64)
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _first_of(months: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    if months.size and months.min() >= _TABLE_MONTHS[0] and months.max() <= _TABLE_MONTHS[1]:
        return _months().first[months - _TABLE_MONTHS[0]].astype(np.int64)
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _open(days: DayArray) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    values = np.asarray(days, dtype=np.int64)
    real = (values > NO_DAY) & (values < OPEN_END)
    return np.where(real, values, 0), real


def _close(given: DayArray, result: npt.NDArray[np.int64], real: npt.NDArray[np.bool_]) -> DayArray:
    return np.where(real, result, given).astype(np.int32)
