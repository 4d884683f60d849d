"""Random draws, a whole column at a time. Every function takes the generator first and draws a fixed number of values.

A fixed number of draws per call keeps one part of the synthetic town from moving when a share in another changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

Heltal = npt.NDArray[np.int64]
Tal = npt.NDArray[np.float64]
Sandt = npt.NDArray[np.bool_]

DAGE_I_UGEN = 7
_DAG_BIT = 23  # holds every real day, and the open end, on both sides of 1970
_SLAGS_BIT = 5
_FREDAG = 4  # days after Monday


def generator(seed: int, *gren: int) -> np.random.Generator:
    """A generator of its own for each branch (block, part), so that blocks can be made in any order."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy=seed, spawn_key=gren)))


def chance(rng: np.random.Generator, andel: float | Tal, antal: int) -> Sandt:
    """True with the given probability, drawn for each."""
    return np.asarray(rng.random(antal) < andel)


def vaelg(rng: np.random.Generator, andele: Sequence[float] | Tal, antal: int) -> Heltal:
    """An index for each, drawn with the given shares: one row of shares for all, or one row for each."""
    trin = np.cumsum(np.asarray(andele, dtype=np.float64), axis=-1)
    trin = np.asarray(trin / trin[..., -1:])
    u = rng.random(antal)
    if trin.ndim == 1:
        return np.minimum(np.searchsorted(trin, u, side="right"), len(trin) - 1).astype(np.int64)
    return np.asarray(np.minimum((u[:, None] >= trin).sum(axis=1), trin.shape[1] - 1), dtype=np.int64)


def ventetid(rng: np.random.Generator, middel_uger: float | Tal, antal: int) -> DayArray:
    """Whole days, at least one, of an exponential waiting time with the given mean in weeks."""
    return _dage(rng.standard_exponential(antal) * middel_uger * DAGE_I_UGEN)


def blandet_ventetid(
    rng: np.random.Generator, blanding: Sequence[tuple[float, float]], loft_uger: float, antal: int
) -> DayArray:
    """Whole days of a mixture of exponentials (weight, mean weeks), cut at a highest number of weeks."""
    del_ = vaelg(rng, [vaegt for vaegt, _ in blanding], antal)
    middel = np.array([uger for _, uger in blanding])[del_]
    uger = np.minimum(rng.standard_exponential(antal) * middel, loft_uger)
    return _dage(uger * DAGE_I_UGEN)


def heltal(rng: np.random.Generator, fra: int, til: int, antal: int) -> DayArray:
    """Whole numbers from ``fra`` up to and including ``til``."""
    return rng.integers(fra, til + 1, size=antal).astype(np.int32)


def inden_for(rng: np.random.Generator, laengde: DayArray) -> DayArray:
    """For each length a whole number from 0 up to, not including, the length (0 where the length is not positive)."""
    return (rng.random(len(laengde)) * np.maximum(laengde, 1)).astype(np.int32)


def jaevnt_fordelt(rng: np.random.Generator, vaegte: Tal, antal: int) -> Heltal:
    """Indices in the proportions of the weights with as little chance as possible, in random order."""
    trin = np.cumsum(vaegte) / np.sum(vaegte)
    u = (rng.permutation(antal) + rng.random()) / antal
    return np.minimum(np.searchsorted(trin, u, side="right"), len(trin) - 1).astype(np.int64)


def paa_hverdag(dage: DayArray) -> DayArray:
    """Saturdays and Sundays moved to the following Monday."""
    mandag = calendar.week_start(dage)
    return np.where(dage - mandag > _FREDAG, calendar.add_weeks(mandag, 1), dage).astype(np.int32)


def noegle(person: DayArray, dag: DayArray, slags: Heltal) -> Heltal:
    """One number per (person, day, kind), in that order: sorts and finds repeats in one pass."""
    dagen = (person.astype(np.int64) << _DAG_BIT) + (dag.astype(np.int64) + (1 << (_DAG_BIT - 1)))
    return np.asarray((dagen << _SLAGS_BIT) + slags)


def _dage(dage: npt.NDArray[Any]) -> DayArray:
    return np.asarray(np.maximum(np.rint(dage), 1), dtype=np.int32)
