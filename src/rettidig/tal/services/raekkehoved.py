"""What every row kept of a citizen begins with: whose it is, who has the case, and its number among the citizen's."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.motor.historik import Historik
from rettidig.sager.selectors.borgerblokke import Borgerblok
from rettidig.tidslinje.model import Longs


def hvis(blok: Borgerblok, personer: npt.NDArray[Any], historik: Historik) -> dict[str, pa.Array]:
    """The columns that say whose a row is, for rows of the citizens with these numbers in the block."""
    plads = pa.array(personer.astype(np.int64))
    return {
        "borger_id": pa.array(blok.pk, pa.int64()).take(plads),
        "kommune": pa.array(list(historik.borgere.kommune), pa.string()).take(plads),
        "team": pa.array(blok.team, pa.string()).take(plads),
        "sagsbehandler": pa.array(blok.sagsbehandler, pa.string()).take(plads),
    }


def numre(person: Longs) -> npt.NDArray[np.int32]:
    """The number of each row among its citizen's, who stand together."""
    if not len(person):
        return np.empty(0, dtype=np.int32)
    foerste = np.flatnonzero(np.concatenate(([True], person[1:] != person[:-1])))
    laengder = np.diff(np.append(foerste, len(person)))
    return (np.arange(len(person)) - np.repeat(foerste, laengder)).astype(np.int32)
