"""The algebra as rules use it: every operation for all owners at once.

Which form answers is chosen by the number of owners asked (:mod:`rettidig.tidslinje.forms`), or by :func:`use`: the
plain one (the lifted reference, with sources kept) or the compiled one with the same functions. The answers are the
same; the rules never know.

Query operations take ``owners``: for every question, whose timeline is asked (several questions may ask the same).
Days that do not exist are ``NO_DAY``; a question about ``NO_DAY`` is answered with "none".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType

from rettidig.tidslinje import forms
from rettidig.tidslinje.model import Chains, Days, Flags, Found, Kinds, Longs, Points, Spells, Timeline

_form: ContextVar[ModuleType | None] = ContextVar("form", default=None)


@contextmanager
def use(form: ModuleType) -> Iterator[None]:
    """Lets one form of the operations answer within a ``with`` block, whatever the number of owners."""
    token = _form.set(form)
    try:
        yield
    finally:
        _form.reset(token)


def _answering(asked: Timeline | Spells | Points) -> ModuleType:
    return _form.get() or forms.choose(asked.owners)


def union(a: Timeline, b: Timeline) -> Timeline:
    """The days of either; overlapping and touching intervals become one."""
    answer: Timeline = _answering(a).union(a, b)
    return answer


def intersect(a: Timeline, b: Timeline) -> Timeline:
    """The days of both; values come from ``a``."""
    answer: Timeline = _answering(a).intersect(a, b)
    return answer


def subtract(a: Timeline, b: Timeline) -> Timeline:
    """The days of ``a`` that are not in ``b``; values come from ``a``."""
    answer: Timeline = _answering(a).subtract(a, b)
    return answer


def join(a: Timeline, b: Timeline) -> Timeline:
    """Two timelines that share no day, side by side, each with its own values."""
    answer: Timeline = _answering(a).join(a, b)
    return answer


def gaps(a: Timeline) -> Timeline:
    """The days between the first and the last interval that are in none."""
    answer: Timeline = _answering(a).gaps(a)
    return answer


def split(a: Timeline, cuts: Points) -> Timeline:
    """The same days, divided on each cut."""
    answer: Timeline = _answering(a).split(a, cuts)
    return answer


def by_kind(spells: Spells, kind: Longs) -> Kinds:
    """The spells of each owner and kind as owners of their own; ``kind`` is per spell, a negative one is left out."""
    answer: Kinds = _answering(spells).by_kind(spells, kind)
    return answer


def overlay(spells: Spells) -> Timeline:
    """On each day the latest begun spell; the value is its row."""
    answer: Timeline = _answering(spells).overlay(spells)
    return answer


def merge_spells(spells: Spells) -> Timeline:
    """The days of any spell; overlapping and touching spells become one."""
    answer: Timeline = _answering(spells).merge_spells(spells)
    return answer


def whole_months(a: Timeline) -> Timeline:
    """The calendar months that lie wholly inside an interval."""
    answer: Timeline = _answering(a).whole_months(a)
    return answer


def month_hull(a: Timeline) -> Timeline:
    """The calendar months with at least one of the days."""
    answer: Timeline = _answering(a).month_hull(a)
    return answer


def week_hull(a: Timeline) -> Timeline:
    """The ISO weeks with at least one of the days."""
    answer: Timeline = _answering(a).week_hull(a)
    return answer


def week_numbers(touched: Timeline, busy: Timeline, before: Longs, window: int, enough: int) -> Timeline:
    """Whole weeks counted on from ``before``; the value of an interval is the number of its first week.

    The count starts again at 1 with an interval before which, within ``window`` weeks and after the first week since it
    last started, at least ``enough`` weeks are not in ``busy``. Both are whole weeks, and no two intervals touch.
    """
    answer: Timeline = _answering(touched).week_numbers(touched, busy, before, window, enough)
    return answer


def longer_than_months(a: Timeline, months: int) -> Timeline:
    """The intervals that last at least ``months`` months."""
    answer: Timeline = _answering(a).longer_than_months(a, months)
    return answer


def shift_months(a: Timeline, months: int) -> Timeline:
    """Both ends of every interval moved by whole months."""
    answer: Timeline = _answering(a).shift_months(a, months)
    return answer


def lookback(a: Timeline, months: int) -> Timeline:
    """The days whose window of ``months`` calendar months ending with the day's month holds a day of the timeline."""
    answer: Timeline = _answering(a).lookback(a, months)
    return answer


def rolling_months(points: Points, months: int) -> Timeline:
    """The rolling sum of monthly amounts over ``months`` calendar months."""
    answer: Timeline = _answering(points).rolling_months(points, months)
    return answer


def at_least(a: Timeline, amount: int) -> Timeline:
    """The days on which the value is at least ``amount``, as an unvalued timeline."""
    answer: Timeline = _answering(a).at_least(a, amount)
    return answer


def chains(a: Timeline, breaks: Timeline, cuts: Points) -> Chains:
    """Every owner's timeline as chains, broken by gaps that hold one of ``breaks`` and by ``cuts``."""
    answer: Chains = _answering(a).chains(a, breaks, cuts)
    return answer


def reached(clock: Timeline, amount: Longs) -> Days:
    """Per owner: the day by whose end the clock shows at least ``amount``."""
    answer: Days = _answering(clock).reached(clock, amount)
    return answer


def accumulated(clock: Timeline, before: Days) -> Longs:
    """Per owner: what the clock shows at the beginning of a day."""
    answer: Longs = _answering(clock).accumulated(clock, before)
    return answer


def count_on(a: Timeline, keys: Longs, number_of_keys: int, days: Days) -> Longs:
    """How many entries of each key cover each day, as ``[key, day]``.

    ``keys`` has one number below ``number_of_keys`` per entry; ``days`` are sorted, and the same for all.
    """
    answer: Longs = _answering(a).count_on(a, keys, number_of_keys, days)
    return answer


def days_in(a: Timeline, owners: Longs, start: Days, end: Days) -> Longs:
    """Number of days of the timeline in [start, end) per question."""
    answer: Longs = _answering(a).days_in(a, owners, start, end)
    return answer


def touches(a: Timeline, owners: Longs, start: Days, end: Days) -> Flags:
    """Whether any day of the timeline lies in [start, end) per question."""
    answer: Flags = _answering(a).touches(a, owners, start, end)
    return answer


def value_on(a: Timeline, owners: Longs, day: Days, otherwise: int) -> Longs:
    """The value on a day per question, ``otherwise`` where not covered or the day is none."""
    answer: Longs = _answering(a).value_on(a, owners, day, otherwise)
    return answer


def value_held(a: Timeline, owners: Longs, day: Days, otherwise: int) -> Longs:
    """The value on a day or the last one held before it, per question."""
    answer: Longs = _answering(a).value_held(a, owners, day, otherwise)
    return answer


def first_start_in(spells: Spells, owners: Longs, start: Days, end: Days) -> Found:
    """The earliest spell that begins in [start, end) per question."""
    answer: Found = _answering(spells).first_start_in(spells, owners, start, end)
    return answer


def latest_cover(spells: Spells, owners: Longs, day: Days) -> Found:
    """Exclusive end and row of the spell that covers a day and ends last, per question."""
    answer: Found = _answering(spells).latest_cover(spells, owners, day)
    return answer


def nth_day_in(points: Points, owners: Longs, start: Days, end: Days, number: int) -> Days:
    """The ``number``-th distinct day in [start, end) per question."""
    answer: Days = _answering(points).nth_day_in(points, owners, start, end, number)
    return answer


def last_day_in(points: Points, owners: Longs, start: Days, end: Days) -> Days:
    """The last day in [start, end) per question."""
    answer: Days = _answering(points).last_day_in(points, owners, start, end)
    return answer


def count_days_in(points: Points, owners: Longs, start: Days, end: Days) -> Longs:
    """Number of distinct days in [start, end) per question."""
    answer: Longs = _answering(points).count_days_in(points, owners, start, end)
    return answer


def amount_in(points: Points, owners: Longs, start: Days, end: Days) -> Longs:
    """Sum of the amounts whose day lies in [start, end) per question."""
    answer: Longs = _answering(points).amount_in(points, owners, start, end)
    return answer
