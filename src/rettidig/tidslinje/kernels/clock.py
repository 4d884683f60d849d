"""Chains of intervals, and clocks: timelines that run by their value on every weekday."""

from __future__ import annotations

import numpy as np

from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.kernels.arrays import days, intervals, longs, same_owners, values
from rettidig.tidslinje.kernels.compiled import kernel
from rettidig.tidslinje.kernels.days import weekday_at, weekdays_before, weekdays_between
from rettidig.tidslinje.kernels.sets import split
from rettidig.tidslinje.model import Chains, Days, Longs, Points, Timeline


def chains(a: Timeline, breaks: Timeline, cuts: Points) -> Chains:
    """Every owner's timeline as chains, broken by gaps that hold one of ``breaks`` and by ``cuts``."""
    same_owners(a, breaks, cuts)
    pieces = split(a, cuts)
    owner = np.empty(len(pieces.start), dtype=np.int64)
    offsets = np.empty(len(pieces.start) + 1, dtype=np.int64)
    cut = longs(cuts.offsets), days(cuts.day)
    count = _link(*intervals(pieces), *intervals(breaks), *cut, owner, offsets)
    return Chains(owner[:count], Timeline(offsets[: count + 1], pieces.start, pieces.end, pieces.value))


def reached(clock: Timeline, amount: Longs) -> Days:
    """Per owner: the day by whose end the clock shows at least ``amount``."""
    _one_each(clock, amount)
    day = np.full(clock.owners, NO_DAY, dtype=np.int32)
    if clock.value is not None:
        _reached(*intervals(clock), values(clock), longs(amount), day)
    return day


def accumulated(clock: Timeline, before: Days) -> Longs:
    """Per owner: what the clock shows at the beginning of a day."""
    _one_each(clock, before)
    shown = np.zeros(clock.owners, dtype=np.int64)
    if clock.value is not None:
        _accumulated(*intervals(clock), values(clock), days(before), shown)
    return shown


def _one_each(clock: Timeline, asked: Days | Longs) -> None:
    if len(asked) != clock.owners:
        raise ValueError(f"{len(asked)} questions about the clocks of {clock.owners} owners")


@kernel
def _link(
    offsets: Longs,
    start: Days,
    end: Days,
    break_offsets: Longs,
    break_start: Days,
    break_end: Days,
    cut_offsets: Longs,
    cut: Days,
    chain_owner: Longs,
    chain_offsets: Longs,
) -> int:
    """Writes where every chain begins and whose it is; answers the number of chains."""
    count = 0
    for owner in range(len(offsets) - 1):
        j, breaks_end = int(break_offsets[owner]), int(break_offsets[owner + 1])
        k, cuts_end = int(cut_offsets[owner]), int(cut_offsets[owner + 1])
        for i in range(offsets[owner], offsets[owner + 1]):
            if i > offsets[owner]:
                # The first break after the previous piece ends first of those after it.
                while j < breaks_end and break_start[j] < end[i - 1]:
                    j += 1
                while k < cuts_end and cut[k] < end[i - 1]:
                    k += 1
                broken = j < breaks_end and break_end[j] <= start[i]
                if not broken and not (k < cuts_end and cut[k] <= start[i]):
                    continue
            chain_owner[count] = owner
            chain_offsets[count] = i
            count += 1
    chain_offsets[count] = offsets[-1]
    return count


@kernel
def _reached(offsets: Longs, start: Days, end: Days, value: Longs, amount: Longs, day: Days) -> None:
    """Writes the days that exist into ``day``."""
    for owner in range(len(offsets) - 1):
        missing = amount[owner]
        for i in range(offsets[owner], offsets[owner + 1]):
            if value[i] <= 0:
                continue
            here = weekdays_between(int(start[i]), int(end[i])) * value[i]
            if here >= missing:
                needed = -(-missing // value[i])
                day[owner] = weekday_at(weekdays_before(int(start[i])) + needed - 1)
                break
            missing -= here


@kernel
def _accumulated(offsets: Longs, start: Days, end: Days, value: Longs, before: Days, shown: Longs) -> None:
    """Adds up into ``shown``."""
    for owner in range(len(offsets) - 1):
        for i in range(offsets[owner], offsets[owner + 1]):
            if start[i] >= before[owner]:
                break
            ends = min(int(end[i]), int(before[owner]))
            shown[owner] += weekdays_between(int(start[i]), ends) * value[i]
