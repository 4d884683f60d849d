"""The arrays kernels read and write.

Everything a kernel reads is handed over as a contiguous, read-only view, whether or not the caller may write to it:
so each kernel is compiled for one set of types. What it writes is allocated for the most there can be and trimmed.
"""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.model import Days, Longs, Points, Spells, Timeline

Intervals = tuple[Longs, Days, Days]


def days(values: Days) -> Days:
    """Days as a kernel reads them."""
    view = np.ascontiguousarray(values, dtype=np.int32).view()
    view.flags.writeable = False
    return view


def longs(values: Longs) -> Longs:
    """Whole numbers as a kernel reads them."""
    view = np.ascontiguousarray(values, dtype=np.int64).view()
    view.flags.writeable = False
    return view


def intervals(a: Timeline | Spells) -> Intervals:
    """Offsets, starts and ends as a kernel reads them."""
    return longs(a.offsets), days(a.start), days(a.end)


def values(a: Timeline) -> Longs:
    """The values as a kernel reads them: none of them when the timeline carries none."""
    return longs(np.empty(0, dtype=np.int64) if a.value is None else a.value)


def amounts(points: Points) -> Longs:
    """The amounts as a kernel reads them. Raises ``ValueError`` when the points carry none."""
    if points.amount is None:
        raise ValueError("these points carry no amounts")
    return longs(points.amount)


def room(owners: int, most: int) -> Intervals:
    """Offsets, starts and ends to be written, for so many owners and at most so many entries."""
    offsets = np.empty(owners + 1, dtype=np.int64)
    return offsets, np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32)


def room_for_values(a: Timeline, most: int) -> Longs:
    """Values to be written, as many as there is room for or none, as in ``a``."""
    return np.empty(0 if a.value is None else most, dtype=np.int64)


def trimmed(laid: Intervals, count: int, value: Longs | None = None) -> Timeline:
    """The timeline of what was written."""
    offsets, start, end = laid
    return Timeline(offsets, start[:count], end[:count], None if value is None else value[:count])


def questions(asked: Timeline | Spells | Points, owners: Longs, start: Days, end: Days) -> tuple[Longs, Days, Days]:
    """Questions about the days [start, end) as a kernel reads them.

    Raises ``ValueError`` when the columns differ in length and ``IndexError`` for an owner who is not there.
    """
    if len(end) != len(start):
        raise ValueError(f"{len(start)} windows begin and {len(end)} end")
    return *questions_on(asked, owners, start), days(end)


def questions_on(asked: Timeline | Spells | Points, owners: Longs, day: Days) -> tuple[Longs, Days]:
    """Questions about one day as a kernel reads them; raises as :func:`questions` does."""
    if len(day) != len(owners):
        raise ValueError(f"{len(owners)} owners are asked about {len(day)} days")
    if len(owners) and (int(owners.min()) < 0 or int(owners.max()) >= asked.owners):
        raise IndexError(f"a question about an owner who is not among the {asked.owners}")
    return longs(owners), days(day)


def same_owners(a: Timeline, *others: Timeline | Points) -> None:
    """Raises ``ValueError`` when the operands are not about equally many owners."""
    for other in others:
        if a.owners != other.owners:
            raise ValueError(f"timelines of {a.owners} and {other.owners} owners cannot be combined")
