"""A table as a source wrote it: every cell text, nothing judged yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa


@dataclass(frozen=True)
class AfvistRaekke:
    """A record that cannot be split into columns: its row number, its text and the machine id of the reason."""

    raekke: int
    tekst: str
    kode: str


@dataclass(frozen=True)
class Raatabel:
    """The records of one file or sheet.

    ``kolonner`` maps each header name, trimmed but otherwise as written, to a string array (empty = null); ``raekke``
    holds the row number of each record (int32); blank records are left out of both. ``afviste`` are the records that
    could not be split into columns.
    """

    navn: str
    kolonner: Mapping[str, pa.Array]
    raekke: npt.NDArray[np.int32]
    afviste: tuple[AfvistRaekke, ...] = ()

    @property
    def antal(self) -> int:
        """Number of records that could be split into columns."""
        return len(self.raekke)


def byg_raatabel(
    navn: str,
    overskrifter: list[str],
    kolonner: list[pa.Array],
    raekke: npt.NDArray[np.int32],
    afviste: tuple[AfvistRaekke, ...] = (),
) -> Raatabel:
    """Join headers and columns, leaving out blank records and nameless columns that hold nothing.

    A nameless column with content is called ``(kolonne n)``. Headers must already be free of repeats.
    """
    fyldt = np.zeros(len(raekke), dtype=np.bool_)
    for kolonne in kolonner:
        if kolonne.null_count < len(kolonne):
            fyldt |= np.asarray(kolonne.is_valid().to_numpy(zero_copy_only=False))
    valgte: dict[str, pa.Array] = {}
    udvalg = None if bool(fyldt.all()) else pa.array(np.flatnonzero(fyldt))
    for nummer, (overskrift, kolonne) in enumerate(zip(overskrifter, kolonner, strict=True), start=1):
        if not overskrift and kolonne.null_count == len(kolonne):
            continue
        valgte[overskrift or f"(kolonne {nummer})"] = kolonne if udvalg is None else kolonne.take(udvalg)
    return Raatabel(navn, valgte, raekke[fyldt], afviste)
