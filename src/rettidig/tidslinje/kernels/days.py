"""The calendar inside kernels: the few functions of :mod:`rettidig.tidslinje.calendar` they need, one day at a time.

Months are numbered from January 1970. A year is counted from March, so that the leap day is its last: then the first
day of a month is a whole-number formula of the month, and the month one of the day. Days and months are moved so many
centuries on that all are positive: an unsigned division by a constant is many times quicker than a signed one.
Tests hold both calendars equal.
"""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.kernels.compiled import part

_ERAS_BEFORE = 30  # eras of 400 years, enough for NO_DAY to be positive
_MONTHS_BEFORE = 23_638 + 4_800 * _ERAS_BEFORE  # the first term: months from March of year 0 to January 1970
_DAYS_BEFORE = 719_468 + 146_097 * _ERAS_BEFORE  # the first term: days between the same two
_QUARTERS = np.uint64(4)  # days are counted in quarters, so that every year and century of the cycle is equally long
_LAST_QUARTER = np.uint64(3)
_QUARTERS_IN_CENTURY = np.uint64(146_097)
_QUARTERS_IN_YEAR = np.uint64(1_461)
_DAYS_IN_YEAR = np.uint64(365)
_DAYS_IN_5_MONTHS = np.uint64(153)  # March to July, and August to December
_FIVE_MONTHS = np.uint64(5)
_ROUNDING = np.uint64(2)
_YEARS_IN_CENTURY = np.uint64(100)
_MONTHS_IN_YEAR = np.uint64(12)
_SHORTEST_MONTH = 28
DAYS_IN_WEEK = 7
_MONDAY_SHIFT = 3  # 1970-01-01 was a Thursday: (day + 3) % 7 is 0 on Mondays
_WEEKDAYS = 5


@part
def is_real(day: int) -> bool:
    """Whether the day is a day and no sentinel."""
    return NO_DAY < day < OPEN_END


@part
def month_of(day: int) -> int:
    """Number of the calendar month."""
    quarters = np.uint64(day + _DAYS_BEFORE) * _QUARTERS + _LAST_QUARTER
    century = quarters // _QUARTERS_IN_CENTURY
    quarters = (quarters - century * _QUARTERS_IN_CENTURY) // _QUARTERS * _QUARTERS + _LAST_QUARTER
    year = quarters // _QUARTERS_IN_YEAR
    day_of_year = (quarters - year * _QUARTERS_IN_YEAR) // _QUARTERS
    months = (_FIVE_MONTHS * day_of_year + _ROUNDING) // _DAYS_IN_5_MONTHS
    return int(np.int64((_YEARS_IN_CENTURY * century + year) * _MONTHS_IN_YEAR + months)) - _MONTHS_BEFORE


@part
def first_of_month(month: int) -> int:
    """First day of the calendar month with this number."""
    months = np.uint64(month + _MONTHS_BEFORE)
    year = months // _MONTHS_IN_YEAR
    century = year // _YEARS_IN_CENTURY
    leap_days = year // _QUARTERS - century + century // _QUARTERS
    days_in_months = (_DAYS_IN_5_MONTHS * (months - year * _MONTHS_IN_YEAR) + _ROUNDING) // _FIVE_MONTHS
    return int(np.int64(_DAYS_IN_YEAR * year + leap_days + days_in_months)) - _DAYS_BEFORE


@part
def month_start(day: int) -> int:
    """First day of the calendar month."""
    return first_of_month(month_of(day)) if is_real(day) else day


@part
def month_end(day: int) -> int:
    """Last day (included) of the calendar month."""
    return first_of_month(month_of(day) + 1) - 1 if is_real(day) else day


@part
def add_months(day: int, months: int) -> int:
    """The same day number so many months later, or that month's last day where the number does not exist."""
    if not is_real(day):
        return day
    month = month_of(day)
    day_number = day - first_of_month(month)
    first = first_of_month(month + months)
    if day_number < _SHORTEST_MONTH:
        return first + day_number
    return min(first + day_number, first_of_month(month + months + 1) - 1)


@part
def week_start(day: int) -> int:
    """Monday of the ISO week."""
    return day - (day + _MONDAY_SHIFT) % DAYS_IN_WEEK if is_real(day) else day


@part
def week_end(day: int) -> int:
    """Sunday (included) of the ISO week."""
    return week_start(day) + DAYS_IN_WEEK - 1 if is_real(day) else day


@part
def weekdays_before(day: int) -> int:
    """Number of Mondays to Fridays from a fixed origin up to, not including, the day."""
    weeks = (day + _MONDAY_SHIFT) // DAYS_IN_WEEK
    return weeks * _WEEKDAYS + min(day + _MONDAY_SHIFT - weeks * DAYS_IN_WEEK, _WEEKDAYS)


@part
def weekday_at(weekdays: int) -> int:
    """The day on which the weekday with this number falls."""
    weeks = weekdays // _WEEKDAYS
    return weeks * DAYS_IN_WEEK + weekdays - weeks * _WEEKDAYS - _MONDAY_SHIFT


@part
def weekdays_between(start: int, end: int) -> int:
    """Number of Mondays to Fridays in the half-open interval [start, end)."""
    return weekdays_before(end) - weekdays_before(start) if end > start else 0
