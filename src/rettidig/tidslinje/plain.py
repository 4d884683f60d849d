"""The algebra in plain Python: the reference lifted over all owners at once.

Each function lifts the plain form in :mod:`rettidig.tidslinje.reference` over the owners of its ragged operands.
Query operations take ``owners``: for every question, whose timeline is asked (several questions may ask the same).
Days that do not exist are ``NO_DAY``; a question about ``NO_DAY`` is answered with "none".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from rettidig.tidslinje import reference
from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.model import (
    Chains,
    Days,
    Flags,
    Found,
    Kinds,
    Longs,
    Points,
    Spells,
    Timeline,
    offsets_from_lengths,
)
from rettidig.tidslinje.reference import Piece, Pieces, Spell

Entry = TypeVar("Entry")
_ONE_OWNER = 2
"""The length of the offsets of one owner, who has all the entries."""

# The values are immutable, so each is unpacked into lists once, however many questions it is asked.
_unpacked_timelines: WeakKeyDictionary[Timeline, list[Pieces]] = WeakKeyDictionary()
_unpacked_spells: WeakKeyDictionary[Spells, list[list[Spell]]] = WeakKeyDictionary()
_unpacked_days: WeakKeyDictionary[Points, list[list[int]]] = WeakKeyDictionary()
_unpacked_amounts: WeakKeyDictionary[Points, list[list[int]]] = WeakKeyDictionary()


def union(a: Timeline, b: Timeline) -> Timeline:
    """The days of either; overlapping and touching intervals become one."""
    return _both(reference.union, a, b)


def intersect(a: Timeline, b: Timeline) -> Timeline:
    """The days of both; values come from ``a``."""
    return _both(reference.intersect, a, b)


def subtract(a: Timeline, b: Timeline) -> Timeline:
    """The days of ``a`` that are not in ``b``; values come from ``a``."""
    return _both(reference.subtract, a, b)


def join(a: Timeline, b: Timeline) -> Timeline:
    """Two timelines that share no day, side by side, each with its own values."""
    return _both(reference.join, a, b)


def gaps(a: Timeline) -> Timeline:
    """The days between the first and the last interval that are in none."""
    return _each(reference.gaps, a)


def split(a: Timeline, cuts: Points) -> Timeline:
    """The same days, divided on each cut."""
    return _pack(list(map(reference.split, _pieces(a), _days(cuts))), valued=a.value is not None)


def by_kind(spells: Spells, kind: Longs) -> Kinds:
    """The spells of each owner and kind as owners of their own; ``kind`` is per spell, a negative one is left out.

    Raises ``ValueError`` when there is not one kind per spell.
    """
    if len(kind) != len(spells.start):
        raise ValueError(f"{len(spells.start)} spells of {len(kind)} kinds")
    divided = map(reference.by_kind, _spells(spells), _by_owner(spells.offsets, kind.tolist()))
    own = [(owner, kind, own) for owner, kinds in enumerate(divided) for kind, own in kinds.items()]
    flat = [spell for _, _, spells in own for spell in spells]
    return Kinds(
        np.array([owner for owner, _, _ in own], dtype=np.int64),
        np.array([kind for _, kind, _ in own], dtype=np.int64),
        Spells(
            offsets_from_lengths([len(spells) for _, _, spells in own]),
            np.array([spell.start for spell in flat], dtype=np.int32),
            np.array([spell.end for spell in flat], dtype=np.int32),
            np.array([spell.row for spell in flat], dtype=np.int64),
        ),
    )


def overlay(spells: Spells) -> Timeline:
    """On each day the latest begun spell; the value is its row."""
    return _pack([reference.overlay(own) for own in _spells(spells)], valued=True)


def merge_spells(spells: Spells) -> Timeline:
    """The days of any spell; overlapping and touching spells become one."""
    return _pack([reference.merge_spells(own) for own in _spells(spells)], valued=False)


def whole_months(a: Timeline) -> Timeline:
    """The calendar months that lie wholly inside an interval."""
    return _each(reference.whole_months, a)


def month_hull(a: Timeline) -> Timeline:
    """The calendar months with at least one of the days."""
    return _each(reference.month_hull, a)


def week_hull(a: Timeline) -> Timeline:
    """The ISO weeks with at least one of the days."""
    return _each(reference.week_hull, a)


def week_numbers(touched: Timeline, busy: Timeline, before: Longs, window: int, enough: int) -> Timeline:
    """Whole weeks counted on from ``before``, and anew after ``enough`` free weeks within ``window`` weeks."""
    if not touched.owners == busy.owners == len(before):
        raise ValueError(f"weeks of {touched.owners} and {busy.owners} owners, counted on for {len(before)}")
    numbered = [
        reference.week_numbers(own, taken, number, window, enough)
        for own, taken, number in zip(_pieces(touched), _pieces(busy), before.tolist(), strict=True)
    ]
    return _pack(numbered, valued=True)


def longer_than_months(a: Timeline, months: int) -> Timeline:
    """The intervals that last at least ``months`` months."""
    return _each(lambda pieces: reference.longer_than_months(pieces, months), a)


def shift_months(a: Timeline, months: int) -> Timeline:
    """Both ends of every interval moved by whole months."""
    return _each(lambda pieces: reference.shift_months(pieces, months), a)


def lookback(a: Timeline, months: int) -> Timeline:
    """The days whose window of ``months`` calendar months ending with the day's month holds a day of the timeline."""
    return _each(lambda pieces: reference.lookback(pieces, months), a)


def rolling_months(points: Points, months: int) -> Timeline:
    """The rolling sum of monthly amounts over ``months`` calendar months."""
    return _pack(
        [reference.rolling_months(*own, months) for own in zip(_days(points), _amounts(points), strict=True)],
        valued=True,
    )


def at_least(a: Timeline, amount: int) -> Timeline:
    """The days on which the value is at least ``amount``, as an unvalued timeline."""
    return _each(lambda pieces: reference.at_least(pieces, amount), a)


def chains(a: Timeline, breaks: Timeline, cuts: Points) -> Chains:
    """Every owner's timeline as chains, broken by gaps that hold one of ``breaks`` and by ``cuts``."""
    owner: list[int] = []
    linked: list[Pieces] = []
    for i, own in enumerate(zip(_pieces(a), _pieces(breaks), _days(cuts), strict=True)):
        for chain in reference.chains(*own):
            owner.append(i)
            linked.append(chain)
    return Chains(np.array(owner, dtype=np.int64), _pack(linked, valued=a.value is not None))


def reached(clock: Timeline, amount: Longs) -> Days:
    """Per owner: the day by whose end the clock shows at least ``amount``."""
    return _day_array(map(reference.reached, _pieces(clock), amount.tolist()))


def accumulated(clock: Timeline, before: Days) -> Longs:
    """Per owner: what the clock shows at the beginning of a day."""
    shown = map(reference.accumulated, _pieces(clock), before.tolist())
    return np.fromiter(shown, dtype=np.int64, count=clock.owners)


def count_on(a: Timeline, keys: Longs, number_of_keys: int, days: Days) -> Longs:
    """How many entries of each key cover each day, as ``[key, day]``."""
    counted = np.zeros((number_of_keys, len(days)), dtype=np.int64)
    ordered, pieces = days.tolist(), [piece for own in _pieces(a) for piece in own]
    for piece, key in zip(pieces, keys.tolist(), strict=True):
        first, after = reference.covered_of(piece, ordered)
        counted[key, first:after] += 1
    return counted


def days_in(a: Timeline, owners: Longs, start: Days, end: Days) -> Longs:
    """Number of days of the timeline in [start, end) per question."""
    pieces = _pieces(a)
    counted = (reference.days_in(pieces[o], s, e) for o, s, e in _questions(owners, start, end))
    return np.fromiter(counted, dtype=np.int64, count=len(owners))


def touches(a: Timeline, owners: Longs, start: Days, end: Days) -> Flags:
    """Whether any day of the timeline lies in [start, end) per question."""
    pieces = _pieces(a)
    touched = (reference.touches(pieces[o], s, e) for o, s, e in _questions(owners, start, end))
    return np.fromiter(touched, dtype=np.bool_, count=len(owners))


def value_on(a: Timeline, owners: Longs, day: Days, otherwise: int) -> Longs:
    """The value on a day per question, ``otherwise`` where not covered or the day is none."""
    return _ask_values(reference.value_on, a, owners, day, otherwise)


def value_held(a: Timeline, owners: Longs, day: Days, otherwise: int) -> Longs:
    """The value on a day or the last one held before it, per question."""
    return _ask_values(reference.value_held, a, owners, day, otherwise)


def first_start_in(spells: Spells, owners: Longs, start: Days, end: Days) -> Found:
    """The earliest spell that begins in [start, end) per question."""
    own = _spells(spells)
    return _found([reference.first_start_in(own[o], s, e) for o, s, e in _questions(owners, start, end)])


def latest_cover(spells: Spells, owners: Longs, day: Days) -> Found:
    """Exclusive end and row of the spell that covers a day and ends last, per question."""
    own = _spells(spells)
    return _found(
        [
            (NO_DAY, -1) if d == NO_DAY else reference.latest_cover(own[o], d)
            for o, d in zip(owners.tolist(), day.tolist(), strict=True)
        ]
    )


def nth_day_in(points: Points, owners: Longs, start: Days, end: Days, number: int) -> Days:
    """The ``number``-th distinct day in [start, end) per question."""
    days = _days(points)
    return _day_array(reference.nth_day_in(days[o], s, e, number) for o, s, e in _questions(owners, start, end))


def last_day_in(points: Points, owners: Longs, start: Days, end: Days) -> Days:
    """The last day in [start, end) per question."""
    days = _days(points)
    return _day_array(reference.last_day_in(days[o], s, e) for o, s, e in _questions(owners, start, end))


def count_days_in(points: Points, owners: Longs, start: Days, end: Days) -> Longs:
    """Number of distinct days in [start, end) per question."""
    days = _days(points)
    counted = (reference.count_days_in(days[o], s, e) for o, s, e in _questions(owners, start, end))
    return np.fromiter(counted, dtype=np.int64, count=len(owners))


def amount_in(points: Points, owners: Longs, start: Days, end: Days) -> Longs:
    """Sum of the amounts whose day lies in [start, end) per question."""
    days, amounts = _days(points), _amounts(points)
    summed = (reference.amount_in(days[o], amounts[o], s, e) for o, s, e in _questions(owners, start, end))
    return np.fromiter(summed, dtype=np.int64, count=len(owners))


def _pieces(a: Timeline) -> list[Pieces]:
    """Every owner's pieces."""
    known = _unpacked_timelines.get(a)
    if known is None:
        starts, ends = a.start.tolist(), a.end.tolist()
        values: Sequence[int | None] = [None] * len(starts) if a.value is None else a.value.tolist()
        sources = [()] * len(starts) if a.sources is None else a.sources
        known = _by_owner(a.offsets, list(map(Piece._make, zip(starts, ends, values, sources, strict=True))))
        _unpacked_timelines[a] = known
    return known


def _spells(spells: Spells) -> list[list[Spell]]:
    """Every owner's spells."""
    known = _unpacked_spells.get(spells)
    if known is None:
        columns = zip(spells.start.tolist(), spells.end.tolist(), spells.row.tolist(), strict=True)
        known = _unpacked_spells[spells] = _by_owner(spells.offsets, list(map(Spell._make, columns)))
    return known


def _days(points: Points) -> list[list[int]]:
    """Every owner's days."""
    known = _unpacked_days.get(points)
    if known is None:
        known = _unpacked_days[points] = _by_owner(points.offsets, points.day.tolist())
    return known


def _amounts(points: Points) -> list[list[int]]:
    """Every owner's amounts."""
    if points.amount is None:
        raise ValueError("these points carry no amounts")
    known = _unpacked_amounts.get(points)
    if known is None:
        known = _unpacked_amounts[points] = _by_owner(points.offsets, points.amount.tolist())
    return known


def _by_owner(offsets: Longs, flat: list[Entry]) -> list[list[Entry]]:
    if len(offsets) == _ONE_OWNER:
        return [flat]
    return [flat[start:end] for start, end in pairwise(offsets.tolist())]


def _pack(lists: Sequence[Pieces], *, valued: bool) -> Timeline:
    flat = lists[0] if len(lists) == 1 else [piece for pieces in lists for piece in pieces]
    values = [piece.value for piece in flat]
    packed = Timeline(
        offsets_from_lengths([len(pieces) for pieces in lists]),
        np.array([piece.start for piece in flat], dtype=np.int32),
        np.array([piece.end for piece in flat], dtype=np.int32),
        np.array([value or 0 for value in values], dtype=np.int64) if valued else None,
        tuple(piece.sources for piece in flat),
    )
    if values.count(None) == (0 if valued else len(values)):
        _unpacked_timelines[packed] = list(lists)  # what it would be unpacked into, should it be asked
    return packed


def _each(plain: Callable[[Pieces], Pieces], a: Timeline) -> Timeline:
    return _pack([plain(own) for own in _pieces(a)], valued=False)


def _both(plain: Callable[[Pieces, Pieces], Pieces], a: Timeline, b: Timeline) -> Timeline:
    if a.owners != b.owners:
        raise ValueError(f"timelines of {a.owners} and {b.owners} owners cannot be combined")
    valued = a.value is not None and plain is not reference.union
    return _pack(list(map(plain, _pieces(a), _pieces(b))), valued=valued)


def _questions(owners: Longs, start: Days, end: Days) -> list[tuple[int, int, int]]:
    return list(zip(owners.tolist(), start.tolist(), end.tolist(), strict=True))


def _ask_values(
    plain: Callable[[Pieces, int, int], int], a: Timeline, owners: Longs, day: Days, otherwise: int
) -> Longs:
    pieces = _pieces(a)
    answers = (
        otherwise if d == NO_DAY else plain(pieces[o], d, otherwise)
        for o, d in zip(owners.tolist(), day.tolist(), strict=True)
    )
    return np.fromiter(answers, dtype=np.int64, count=len(owners))


def _found(pairs: Sequence[tuple[int, int]]) -> Found:
    return Found(
        np.array([day for day, _ in pairs], dtype=np.int32), np.array([row for _, row in pairs], dtype=np.int64)
    )


def _day_array(days: object) -> Days:
    return np.fromiter(days, dtype=np.int32)  # type: ignore[call-overload, no-any-return]
