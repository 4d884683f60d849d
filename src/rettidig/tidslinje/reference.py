"""The operations of the algebra for one owner, in plain Python: the specification every faster form must equal.

A timeline is a list of :class:`Piece`, sorted and disjoint. Where a value or sources are carried, the docstring says
which operand they come from.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END

State = TypeVar("State")
Event = TypeVar("Event")


class Piece(NamedTuple):
    """One interval [start, end) of a timeline, what it is worth and the rows that made it."""

    start: int
    end: int
    value: int | None = None
    sources: tuple[int, ...] = ()


class Spell(NamedTuple):
    """One registered interval; spells of one owner may overlap."""

    start: int
    end: int
    row: int


Pieces = list[Piece]


def union(a: Iterable[Piece], b: Iterable[Piece]) -> Pieces:
    """The days of either. Overlapping and touching pieces become one; sources are pooled, values dropped."""
    merged: Pieces = []
    for piece in sorted([*a, *b], key=lambda each: (each.start, each.end)):
        if merged and piece.start <= merged[-1].end:
            last = merged.pop()
            merged.append(Piece(last.start, max(last.end, piece.end), None, _pool(last.sources, piece.sources)))
        else:
            merged.append(Piece(piece.start, piece.end, None, piece.sources))
    return merged


def intersect(a: Sequence[Piece], b: Sequence[Piece]) -> Pieces:
    """The days of both. Values come from ``a``, sources from both."""
    common: Pieces = []
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i].start, b[j].start), min(a[i].end, b[j].end)
        if start < end:
            common.append(Piece(start, end, a[i].value, _pool(a[i].sources, b[j].sources)))
        if a[i].end <= b[j].end:
            i += 1
        else:
            j += 1
    return common


def subtract(a: Iterable[Piece], b: Sequence[Piece]) -> Pieces:
    """The days of ``a`` that are not in ``b``. Values and sources come from ``a``."""
    left: Pieces = []
    for piece in a:
        start = piece.start
        for other in b:
            if other.end <= start or other.start >= piece.end:
                continue
            if other.start > start:
                left.append(piece._replace(start=start, end=other.start))
            start = max(start, other.end)
        if start < piece.end:
            left.append(piece._replace(start=start))
    return left


def join(a: Iterable[Piece], b: Iterable[Piece]) -> Pieces:
    """The pieces of two timelines that share no day, side by side, each with its own value.

    Raises ``ValueError`` when they do share a day: which value holds would then be a guess.
    """
    joined = sorted([*a, *b], key=lambda piece: piece.start)
    if any(before.end > after.start for before, after in pairwise(joined)):
        raise ValueError("timelines that share a day cannot be joined")
    return joined


def gaps(a: Sequence[Piece]) -> Pieces:
    """The days between the first and the last piece that are in none; before and after is no gap."""
    return [Piece(before.end, after.start) for before, after in pairwise(a) if before.end < after.start]


def split(a: Iterable[Piece], days: Sequence[int]) -> Pieces:
    """The same days, with a new piece beginning on each of ``days`` that lies inside one."""
    cut: Pieces = []
    for piece in a:
        inside = sorted({day for day in days if piece.start < day < piece.end})
        edges = [piece.start, *inside, piece.end]
        cut.extend(piece._replace(start=s, end=e) for s, e in pairwise(edges))
    return cut


def by_kind(spells: Iterable[Spell], kinds: Iterable[int]) -> dict[int, list[Spell]]:
    """The spells of each kind, in order of the kind; a negative kind is left out."""
    divided: dict[int, list[Spell]] = {}
    for spell, kind in zip(spells, kinds, strict=True):
        if kind >= 0:
            divided.setdefault(kind, []).append(spell)
    return dict(sorted(divided.items()))


def overlay(spells: Iterable[Spell]) -> Pieces:
    """On each day the latest begun spell that covers it (of several, the last row). The value is the spell's row."""
    ordered = sorted(spells, key=lambda each: (each.start, each.row))
    edges = sorted({day for spell in ordered for day in (spell.start, spell.end)})
    laid: Pieces = []
    for start, end in pairwise(edges):
        covering = [spell for spell in ordered if spell.start <= start and end <= spell.end]
        if not covering:
            continue
        row = covering[-1].row
        if laid and laid[-1].end == start and laid[-1].value == row:
            laid[-1] = laid[-1]._replace(end=end)
        else:
            laid.append(Piece(start, end, row, (row,)))
    return laid


def merge_spells(spells: Iterable[Spell]) -> Pieces:
    """The days of any spell, overlapping and touching spells as one, with all their rows as sources."""
    return union([Piece(spell.start, spell.end, None, (spell.row,)) for spell in spells], [])


def whole_months(a: Iterable[Piece]) -> Pieces:
    """The calendar months, first to last day, that lie wholly inside a piece."""
    return [
        Piece(start, end, piece.value, piece.sources)
        for piece in a
        for start, end in calendar.whole_months_in(piece.start, piece.end)
    ]


def month_hull(a: Iterable[Piece]) -> Pieces:
    """Every piece widened to whole calendar months: the months that have at least one of its days."""
    return union(
        [
            Piece(
                calendar.month_start(piece.start),
                piece.end if piece.end >= OPEN_END else calendar.month_end(piece.end - 1) + 1,
                None,
                piece.sources,
            )
            for piece in a
        ],
        [],
    )


def week_hull(a: Iterable[Piece]) -> Pieces:
    """Every piece widened to whole ISO weeks: the weeks that have at least one of its days."""
    return union(
        [
            Piece(
                calendar.week_start(piece.start),
                piece.end if piece.end >= OPEN_END else calendar.week_end(piece.end - 1) + 1,
                None,
                piece.sources,
            )
            for piece in a
        ],
        [],
    )


def week_numbers(touched: Iterable[Piece], busy: Sequence[Piece], before: int, window: int, enough: int) -> Pieces:
    """Whole weeks counted on from ``before``; the value of a piece is the number of its first week.

    The count starts again at 1 with a piece before which, within ``window`` weeks and after the first week since it
    last started, at least ``enough`` weeks are in no piece of ``busy``. All pieces are whole weeks and do not touch.
    """
    counted: Pieces = []
    number, first = before, None
    for piece in touched:
        if first is None:
            first = piece.start
        else:
            since = max(calendar.add_weeks(piece.start, -window), calendar.add_weeks(first, 1))
            free = calendar.weeks_between(since, piece.start) - calendar.weeks_between(
                0, days_in(busy, since, piece.start)
            )
            if free >= enough:
                number, first = 0, piece.start
        counted.append(piece._replace(value=number + 1))
        number += calendar.weeks_between(piece.start, piece.end)
    return counted


def longer_than_months(a: Iterable[Piece], months: int) -> Pieces:
    """The pieces that last at least ``months`` months."""
    return [piece for piece in a if calendar.add_months(piece.start, months) <= piece.end]


def chains(a: Sequence[Piece], breaks: Sequence[Piece], cuts: Sequence[int]) -> list[Pieces]:
    """The timeline as chains: a new chain begins after a gap that holds one of ``breaks`` whole, and on each cut.

    A cut inside a piece divides it; a cut in a gap lets the next piece begin a new chain.
    """
    linked: list[Pieces] = []
    for piece in split(a, cuts):
        if linked:
            previous = linked[-1][-1].end
            broken = any(previous <= gap.start and gap.end <= piece.start for gap in breaks)
            was_cut = any(previous <= cut <= piece.start for cut in cuts)
            if not broken and not was_cut:
                linked[-1].append(piece)
                continue
        linked.append([piece])
    return linked


def reached(a: Iterable[Piece], amount: int) -> int:
    """The day by whose end the clock shows at least ``amount``; ``NO_DAY`` when it never does.

    The clock is a valued timeline: it runs by the value on every Monday to Friday of a piece.
    """
    so_far = 0
    for piece in a:
        per_day = piece.value or 0
        if per_day <= 0:
            continue
        here = calendar.weekdays_between(piece.start, piece.end) * per_day
        if so_far + here >= amount:
            needed = -(-(amount - so_far) // per_day)
            return calendar.weekday_at(calendar.weekdays_before(piece.start) + needed - 1)
        so_far += here
    return NO_DAY


def accumulated(a: Iterable[Piece], before: int) -> int:
    """What the clock shows at the beginning of the day ``before``."""
    return sum(
        calendar.weekdays_between(piece.start, min(piece.end, before)) * (piece.value or 0)
        for piece in a
        if piece.start < before
    )


def days_in(a: Iterable[Piece], start: int, end: int) -> int:
    """Number of days of the timeline in [start, end)."""
    return sum(max(0, min(piece.end, end) - max(piece.start, start)) for piece in a)


def covered_of(piece: Piece, days: Sequence[int]) -> tuple[int, int]:
    """Which of some sorted days a piece covers: the position of the first, and the one after the last."""
    first = bisect_left(days, piece.start)
    return first, bisect_left(days, piece.end, first)


def touches(a: Iterable[Piece], start: int, end: int) -> bool:
    """True when any day of the timeline lies in [start, end)."""
    return start < end and any(piece.start < end and piece.end > start for piece in a)


def shift_months(a: Iterable[Piece], months: int) -> Pieces:
    """Both ends of every piece moved by whole months; pieces that come to overlap or touch become one."""
    moved = [
        piece._replace(start=calendar.add_months(piece.start, months), end=calendar.add_months(piece.end, months))
        for piece in a
    ]
    return union([piece for piece in moved if piece.start < piece.end], [])


def lookback(a: Iterable[Piece], months: int) -> Pieces:
    """The days D whose window of the ``months`` calendar months ending with D's month holds a day of the timeline.

    The window runs from the first day of the month ``months - 1`` back up to and including D, so a piece is in sight
    from its first day until the end of the month ``months - 1`` after its last day's month.
    """
    seen = []
    for piece in a:
        if piece.end >= OPEN_END:
            seen.append(piece._replace(value=None))
            continue
        last_month = calendar.add_months(calendar.month_start(piece.end - 1), months - 1)
        seen.append(Piece(piece.start, calendar.month_end(last_month) + 1, None, piece.sources))
    return union(seen, [])


def value_on(a: Sequence[Piece], day: int, otherwise: int) -> int:
    """The value on a day, ``otherwise`` where the timeline does not cover it."""
    at = bisect_right(a, day, key=lambda piece: piece.start) - 1
    if at < 0 or a[at].end <= day:
        return otherwise
    value = a[at].value
    return otherwise if value is None else value


def value_held(a: Sequence[Piece], day: int, otherwise: int) -> int:
    """The value on a day or, where the timeline does not cover it, the last one held before."""
    at = bisect_right(a, day, key=lambda piece: piece.start) - 1
    if at < 0:
        return otherwise
    value = a[at].value
    return otherwise if value is None else value


def first_start_in(spells: Sequence[Spell], start: int, end: int) -> tuple[int, int]:
    """First day and row of the earliest spell that begins in [start, end); ``(NO_DAY, -1)`` when none does."""
    at = bisect_left(spells, start, key=lambda spell: spell.start)
    if at < len(spells) and spells[at].start < end:
        return spells[at].start, spells[at].row
    return NO_DAY, -1


def latest_cover(spells: Iterable[Spell], day: int) -> tuple[int, int]:
    """Exclusive end and row of the spell that covers a day and ends last; ``(NO_DAY, -1)`` when none covers it."""
    covering = [spell for spell in spells if spell.start <= day < spell.end]
    if not covering:
        return NO_DAY, -1
    last = max(covering, key=lambda spell: (spell.end, spell.start, spell.row))
    return last.end, last.row


def nth_day_in(days: Sequence[int], start: int, end: int, number: int) -> int:
    """The ``number``-th distinct day in [start, end), counted from 1; ``NO_DAY`` when there are fewer."""
    inside = sorted({day for day in days if start <= day < end})
    return inside[number - 1] if len(inside) >= number else NO_DAY


def last_day_in(days: Sequence[int], start: int, end: int) -> int:
    """The last day in [start, end); ``NO_DAY`` when there is none."""
    return max((day for day in days if start <= day < end), default=NO_DAY)


def count_days_in(days: Iterable[int], start: int, end: int) -> int:
    """Number of distinct days in [start, end)."""
    return len({day for day in days if start <= day < end})


def amount_in(days: Sequence[int], amounts: Sequence[int], start: int, end: int) -> int:
    """Sum of the amounts whose day lies in [start, end)."""
    return sum(amount for day, amount in zip(days, amounts, strict=True) if start <= day < end)


def rolling_months(days: Sequence[int], amounts: Sequence[int], months: int) -> Pieces:
    """The rolling sum over the ``months`` calendar months ending with the month, as a valued timeline.

    ``days`` are first days of months (several entries a month are added up). A month's amount is in the sum from its
    own first day until the end of the month ``months - 1`` later; stretches where the sum is 0 are left out.
    """
    changes: dict[int, int] = {}
    for day, amount in zip(days, amounts, strict=True):
        begins = calendar.month_start(day)
        changes[begins] = changes.get(begins, 0) + amount
        leaves = calendar.add_months(begins, months)
        changes[leaves] = changes.get(leaves, 0) - amount
    pieces: Pieces = []
    edges, running = sorted(changes), 0
    for edge, following in pairwise(edges):
        running += changes[edge]
        if running:
            pieces.append(Piece(edge, following, running))
    return pieces


def at_least(a: Iterable[Piece], amount: int) -> Pieces:
    """The days on which the value is at least ``amount``; touching pieces become one, values are dropped."""
    return union([piece for piece in a if piece.value is not None and piece.value >= amount], [])


def fold(events: Iterable[Event], state: State, step: Callable[[State, Event], State]) -> list[State]:
    """The state after each event, in order: for rules that are true state machines."""
    states = []
    for event in events:
        state = step(state, event)
        states.append(state)
    return states


def _pool(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return a if not b or a == b else b if not a else tuple(sorted({*a, *b}))
