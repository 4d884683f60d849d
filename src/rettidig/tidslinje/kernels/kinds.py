"""Spells of several kinds, told apart."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.kernels.arrays import intervals, longs
from rettidig.tidslinje.kernels.compiled import kernel
from rettidig.tidslinje.model import Days, Kinds, Longs, Spells


def by_kind(spells: Spells, kind: Longs) -> Kinds:
    """The spells of each owner and kind as owners of their own, by owner and kind; a negative kind is left out.

    Raises ``ValueError`` when there is not one kind per spell.
    """
    if len(kind) != len(spells.start):
        raise ValueError(f"{len(spells.start)} spells of {len(kind)} kinds")
    most = len(spells.start)
    counted = np.zeros(int(kind.max(initial=-1)) + 1, dtype=np.int64)
    owner, kinds, offsets = np.empty(most, np.int64), np.empty(most, np.int64), np.zeros(most + 1, np.int64)
    start, end, row = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.int64)
    owners = _by_kind(
        *intervals(spells), longs(spells.row), longs(kind), counted, owner, kinds, offsets, start, end, row
    )
    laid = int(offsets[owners])
    return Kinds(owner[:owners], kinds[:owners], Spells(offsets[: owners + 1], start[:laid], end[:laid], row[:laid]))


@kernel
def _by_kind(
    offsets: Longs,
    start: Days,
    end: Days,
    row: Longs,
    kind: Longs,
    counted: Longs,
    laid_owner: Longs,
    laid_kind: Longs,
    laid_offsets: Longs,
    laid_start: Days,
    laid_end: Days,
    laid_row: Longs,
) -> int:
    """The number of new owners. ``counted`` is zero for every kind, before and after."""
    owners = 0
    for owner in range(len(offsets) - 1):
        first, last = offsets[owner], offsets[owner + 1]
        for entry in range(first, last):
            if kind[entry] >= 0:
                counted[kind[entry]] += 1
        lowest = owners
        for each in range(len(counted)):
            if counted[each] > 0:
                laid_owner[owners], laid_kind[owners] = owner, each
                laid_offsets[owners + 1] = laid_offsets[owners] + counted[each]
                counted[each] = laid_offsets[owners]
                owners += 1
        for entry in range(first, last):
            if kind[entry] >= 0:
                at = counted[kind[entry]]
                laid_start[at], laid_end[at], laid_row[at] = start[entry], end[entry], row[entry]
                counted[kind[entry]] = at + 1
        for each in range(lowest, owners):
            counted[laid_kind[each]] = 0
    return owners
