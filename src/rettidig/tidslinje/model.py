"""The three values of the algebra: :class:`Timeline`, :class:`Spells` and :class:`Points`.

All three are ragged arrays: ``offsets`` (int64, one longer than the number of owners) says where each owner's entries
begin and end in the other arrays. That is the layout of an Arrow list column, so a stored history needs no copying.
Days are epoch days (int32), intervals half-open. The values are immutable: operations answer with new ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Interval = tuple[int, int]

_ONE_OWNER = 2
"""The length of the offsets of one owner, who has all the entries: nothing need be summed to know which."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class _Ragged:
    """Shared shape: ``offsets[i]:offsets[i + 1]`` are the entries of owner ``i``."""

    offsets: Longs

    @property
    def owners(self) -> int:
        """Number of owners."""
        return len(self.offsets) - 1

    def owner_of_entries(self) -> Longs:
        """The owner of every entry, aligned with the entry arrays."""
        if len(self.offsets) == _ONE_OWNER:
            return np.zeros(int(self.offsets[1]), dtype=np.int64)
        return np.repeat(np.arange(self.owners, dtype=np.int64), self.offsets[1:] - self.offsets[:-1])

    def slice_of(self, owner: int) -> slice:
        """Where the owner's entries lie."""
        return slice(int(self.offsets[owner]), int(self.offsets[owner + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Timeline(_Ragged):
    """Per owner: sorted, disjoint, non-empty intervals, optionally each with an integer value.

    ``sources`` names, for every interval, the rows of the source table that made it; ``None`` when not kept.
    Touching intervals are one in an unvalued timeline and may stand apart in a valued one.
    """

    start: Days
    end: Days
    value: Longs | None = None
    sources: tuple[tuple[int, ...], ...] | None = None

    def of(self, owner: int) -> list[Interval]:
        """The owner's intervals."""
        part = self.slice_of(owner)
        return list(zip(self.start[part].tolist(), self.end[part].tolist(), strict=True))

    def sources_of(self, owner: int) -> list[tuple[int, ...]]:
        """The source rows of each of the owner's intervals, empty where sources are not kept."""
        part = self.slice_of(owner)
        if self.sources is None:
            return [()] * (part.stop - part.start)
        return list(self.sources[part])

    def values_of(self, owner: int) -> list[int]:
        """The owner's values; raises ``ValueError`` on an unvalued timeline."""
        if self.value is None:
            raise ValueError("this timeline carries no values")
        values: list[int] = self.value[self.slice_of(owner)].tolist()
        return values

    def first_day(self, none: int) -> Days:
        """First day of each owner's timeline, ``none`` where it is empty."""
        return _edge(self.offsets, self.start, first=True, none=none)

    def last_end(self, none: int) -> Days:
        """Exclusive end of each owner's timeline, ``none`` where it is empty."""
        return _edge(self.offsets, self.end, first=False, none=none)

    def covers(self, day: int) -> Flags:
        """Per owner whether the timeline covers a day, the same day for all."""
        covered = np.zeros(self.owners, dtype=np.bool_)
        covered[self.owner_of_entries()[(self.start <= day) & (day < self.end)]] = True
        return covered

    def values_on(self, day: int, otherwise: int) -> Longs:
        """Per owner the value on a day, the same day for all; ``otherwise`` where it is not covered."""
        if self.value is None:
            raise ValueError("this timeline carries no values")
        here = (self.start <= day) & (day < self.end)
        found = np.full(self.owners, otherwise, dtype=np.int64)
        found[self.owner_of_entries()[here]] = self.value[here]
        return found

    def take(self, owners: Longs) -> Timeline:
        """The timelines of the given owners, in that order (an owner may be taken several times)."""
        picks, offsets = _gather(self.offsets, owners)
        return Timeline(
            offsets,
            self.start[picks],
            self.end[picks],
            None if self.value is None else self.value[picks],
            None if self.sources is None else tuple(self.sources[int(i)] for i in picks),
        )

    def with_value(self, value: Longs) -> Timeline:
        """The same intervals with other values, aligned with the entries."""
        return replace(self, value=value)

    def unvalued(self) -> Timeline:
        """The same intervals without values; touching ones are not merged."""
        return Timeline(self.offsets, self.start, self.end, None, self.sources)


@dataclass(frozen=True, slots=True, eq=False)
class Spells(_Ragged):
    """Per owner: intervals as registered, sorted by start and row. They may overlap; ``row`` points to the table."""

    start: Days
    end: Days
    row: Longs

    def of(self, owner: int) -> list[tuple[int, int, int]]:
        """The owner's (start, end, row)."""
        part = self.slice_of(owner)
        return list(zip(self.start[part].tolist(), self.end[part].tolist(), self.row[part].tolist(), strict=True))

    def take(self, owners: Longs) -> Spells:
        """The spells of the given owners, in that order (an owner may be taken several times)."""
        picks, offsets = _gather(self.offsets, owners)
        return Spells(offsets, self.start[picks], self.end[picks], self.row[picks])

    def where(self, keep: Flags) -> Spells:
        """The entries for which ``keep`` (aligned with the entries) is true."""
        return Spells(_kept_offsets(self.offsets, keep), self.start[keep], self.end[keep], self.row[keep])

    def clipped_end(self, latest: int) -> Spells:
        """The same spells with no end later than ``latest`` (exclusive)."""
        return Spells(self.offsets, self.start, np.minimum(self.end, np.int32(latest)), self.row)


@dataclass(frozen=True, slots=True, eq=False)
class Points(_Ragged):
    """Per owner: days on which something happened, sorted; ``row`` points to the table, ``amount`` is optional."""

    day: Days
    row: Longs
    amount: Longs | None = None

    def of(self, owner: int) -> list[tuple[int, int]]:
        """The owner's (day, row)."""
        part = self.slice_of(owner)
        return list(zip(self.day[part].tolist(), self.row[part].tolist(), strict=True))

    def take(self, owners: Longs) -> Points:
        """The points of the given owners, in that order (an owner may be taken several times)."""
        picks, offsets = _gather(self.offsets, owners)
        return Points(offsets, self.day[picks], self.row[picks], None if self.amount is None else self.amount[picks])

    def where(self, keep: Flags) -> Points:
        """The entries for which ``keep`` (aligned with the entries) is true."""
        amount = None if self.amount is None else self.amount[keep]
        return Points(_kept_offsets(self.offsets, keep), self.day[keep], self.row[keep], amount)


class Found(NamedTuple):
    """An answer per question: a day (``NO_DAY`` for none) and the row that gave it (-1 for none)."""

    day: Days
    row: Longs


class Kinds(NamedTuple):
    """Spells divided by kind, as new owners: ``owner`` and ``kind`` say whose and which each one's ``spells`` are."""

    owner: Longs
    kind: Longs
    spells: Spells


class Chains(NamedTuple):
    """Chains as new owners: ``owner`` is the old owner of each chain, ``timeline`` its pieces."""

    owner: Longs
    timeline: Timeline


def timeline_from_lists(
    lists: Sequence[Iterable[Interval]],
    values: Sequence[Iterable[int]] | None = None,
    sources: Sequence[Iterable[tuple[int, ...]]] | None = None,
) -> Timeline:
    """A timeline from one list of intervals per owner (trusted to be sorted and disjoint)."""
    rows = [list(intervals) for intervals in lists]
    flat = [interval for intervals in rows for interval in intervals]
    return Timeline(
        offsets_from_lengths([len(intervals) for intervals in rows]),
        np.array([start for start, _ in flat], dtype=np.int32),
        np.array([end for _, end in flat], dtype=np.int32),
        None if values is None else np.array([v for owner in values for v in owner], dtype=np.int64),
        None if sources is None else tuple(s for owner in sources for s in owner),
    )


def spells_from_lists(lists: Sequence[Iterable[Interval]]) -> Spells:
    """Spells from one list of intervals per owner; rows are numbered in reading order before sorting."""
    numbered, row = [], 0
    for intervals in lists:
        owner = []
        for start, end in intervals:
            owner.append((start, end, row))
            row += 1
        numbered.append(sorted(owner, key=lambda entry: (entry[0], entry[2])))
    flat = [entry for owner in numbered for entry in owner]
    return Spells(
        offsets_from_lengths([len(owner) for owner in numbered]),
        np.array([entry[0] for entry in flat], dtype=np.int32),
        np.array([entry[1] for entry in flat], dtype=np.int32),
        np.array([entry[2] for entry in flat], dtype=np.int64),
    )


def points_from_lists(lists: Sequence[Iterable[int]], amounts: Sequence[Iterable[int]] | None = None) -> Points:
    """Points from one sorted list of days per owner."""
    rows = [list(days) for days in lists]
    flat = [day for days in rows for day in days]
    return Points(
        offsets_from_lengths([len(days) for days in rows]),
        np.array(flat, dtype=np.int32),
        np.arange(len(flat), dtype=np.int64),
        None if amounts is None else np.array([a for owner in amounts for a in owner], dtype=np.int64),
    )


def offsets_from_lengths(lengths: Sequence[int] | Longs) -> Longs:
    """Offsets of a ragged array from the number of entries per owner."""
    if not isinstance(lengths, np.ndarray):  # the plain form's few owners: NumPy would take longer to begin
        return np.fromiter(accumulate(lengths, initial=0), dtype=np.int64, count=len(lengths) + 1)
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def empty_timeline(owners: int) -> Timeline:
    """A timeline with no intervals for anyone."""
    none = np.empty(0, dtype=np.int32)
    return Timeline(np.zeros(owners + 1, dtype=np.int64), none, none)


def no_points(owners: int) -> Points:
    """No points for anyone."""
    return Points(np.zeros(owners + 1, dtype=np.int64), np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64))


def constant_timeline(owners: int, intervals: Sequence[Interval]) -> Timeline:
    """The same intervals for every owner."""
    starts = np.array([start for start, _ in intervals], dtype=np.int32)
    ends = np.array([end for _, end in intervals], dtype=np.int32)
    return Timeline(
        np.arange(owners + 1, dtype=np.int64) * len(intervals), np.tile(starts, owners), np.tile(ends, owners)
    )


def stack(parts: Sequence[Timeline]) -> Timeline:
    """The owners of several timelines after one another; values and sources are kept when all parts carry them."""
    offsets, laid = [np.zeros(1, dtype=np.int64)], 0
    for part in parts:
        offsets.append(part.offsets[1:] + laid)
        laid += len(part.start)
    none = np.empty(0, dtype=np.int32)
    values = [part.value for part in parts if part.value is not None]
    sources = [part.sources for part in parts if part.sources is not None]
    return Timeline(
        np.concatenate(offsets),
        np.concatenate([none, *(part.start for part in parts)]),
        np.concatenate([none, *(part.end for part in parts)]),
        np.concatenate([np.empty(0, dtype=np.int64), *values]) if len(values) == len(parts) else None,
        tuple(row for part in sources for row in part) if len(sources) == len(parts) else None,
    )


def _kept_offsets(offsets: Longs, keep: Flags) -> Longs:
    if len(offsets) == _ONE_OWNER:
        return np.array([0, np.count_nonzero(keep)], dtype=np.int64)
    running = np.zeros(len(keep) + 1, dtype=np.int64)
    np.cumsum(keep, out=running[1:])
    return running[offsets]


def _gather(offsets: Longs, owners: Longs) -> tuple[Longs, Longs]:
    if len(owners) == 1:
        first, last = offsets[owners[0]], offsets[owners[0] + 1]
        return np.arange(first, last, dtype=np.int64), np.array([0, last - first], dtype=np.int64)
    lengths = (offsets[1:] - offsets[:-1])[owners]
    taken = offsets_from_lengths(lengths)
    picks = np.repeat(offsets[:-1][owners] - taken[:-1], lengths) + np.arange(taken[-1], dtype=np.int64)
    return picks, taken


def _edge(offsets: Longs, days: Days, *, first: bool, none: int) -> Days:
    found = np.full(len(offsets) - 1, none, dtype=np.int32)
    filled = offsets[1:] > offsets[:-1]
    at = offsets[:-1] if first else offsets[1:] - 1
    found[filled] = days[at[filled]]
    return found
