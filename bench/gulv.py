"""The floor: how fast this machine can copy memory, and how fast it can only read the columns a question needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bench.saet import Udsnit
from bench.udfoer import gentag

KOPI = 256 * 1024 * 1024
FOKUSKOLONNER = {
    "borgere": ("foedselsdato",),
    "ydelser": ("fra", "til", "ydelse", "visitation", "grad"),
    "indsatser": ("fra", "til", "indsats"),
    "loentimer": ("maaned", "timer"),
}
"""What fokusmål 1 looks at; the offsets of each list are read besides."""


def baandbredde() -> dict[str, Any]:
    """Copying a block far larger than the caches: bytes read and written per second."""
    kilde = np.ones(KOPI, dtype=np.uint8)
    maal = np.empty_like(kilde)
    np.copyto(maal, kilde)
    tider, _ = gentag(lambda: np.copyto(maal, kilde), gange=7)
    return {"sekunder": tider, "byte": 2 * KOPI}


def laesning(lager: str, antal: int) -> dict[str, Any]:
    """The sum of every column fokusmål 1 looks at, straight from the mapped file, and of the whole checked blocks."""
    udsnit = Udsnit(Path(lager), antal)
    blokke = list(udsnit.blokke())
    kolonner = []
    for blok in blokke:
        for tabel, navne in FOKUSKOLONNER.items():
            kolonner += [_raa(blok, tabel, navn) for navn in navne]
            if tabel != "borgere":
                kolonner.append(blok.offsets(tabel))
    tider, _ = gentag(lambda: sum(int(kolonne.sum()) for kolonne in kolonner), gange=5)
    aabne, _ = gentag(lambda: [blok.antal for blok in udsnit.blokke()])
    return {"sekunder": tider, "byte": sum(kolonne.nbytes for kolonne in kolonner), "aabne": min(aabne)}


def _raa(blok: Any, tabel: str, navn: str) -> np.ndarray[Any, Any]:
    """A stored column where it lies: every one of these is stored without empty cells."""
    kolonne = blok.kolonne(tabel, navn)
    return np.asarray(kolonne.to_numpy(zero_copy_only=kolonne.null_count == 0))
