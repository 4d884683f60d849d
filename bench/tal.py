"""The figures every way of counting must give, and the checksum they are compared by.

An answer is one row per municipality, benefit and month end with anyone in it: (municipality code, place of the
benefit in the contract's list, epoch day of the month end, denominator, numerator), sorted. Sums over blocks are sums
of rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Svar = npt.NDArray[np.int64]
NOEGLER = 3


def svar_af(raekker: Iterable[tuple[int, ...]] | npt.NDArray[np.int64]) -> Svar:
    """Rows in any order as an answer; rows of the same key are added up, empty ones left out."""
    givne = raekker if isinstance(raekker, np.ndarray) else list(raekker)
    alle = np.asarray(givne, dtype=np.int64).reshape(-1, NOEGLER + 2)
    noegler, plads = np.unique(alle[:, :NOEGLER], axis=0, return_inverse=True)
    samlet = np.zeros((len(noegler), 2), dtype=np.int64)
    np.add.at(samlet, plads.reshape(-1), alle[:, NOEGLER:])
    svar = np.concatenate([noegler, samlet], axis=1)
    return svar[svar[:, NOEGLER] > 0]


def kontrolsum(svar: Svar) -> str:
    """sha256 of the sorted rows."""
    return hashlib.sha256(np.ascontiguousarray(svar).tobytes()).hexdigest()


def forskelle(a: Svar, b: Svar) -> list[str]:
    """The first places where two answers differ, to be read by a person."""
    egne = {tuple(r[:NOEGLER]): tuple(r[NOEGLER:]) for r in a.tolist()}
    andres = {tuple(r[:NOEGLER]): tuple(r[NOEGLER:]) for r in b.tolist()}
    uens = sorted(n for n in egne.keys() | andres.keys() if egne.get(n) != andres.get(n))
    return [f"{n}: {egne.get(n)} / {andres.get(n)}" for n in uens[:5]] + ([f"i alt {len(uens)}"] if uens else [])
