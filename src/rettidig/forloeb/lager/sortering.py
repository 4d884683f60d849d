"""Sorts raw rows by person on disk, and deals them out again by ranges of ids.

A raw row is stored as text, under numbered columns, with its row number and ``noegle``: the person's id as the reader
takes it, "" where it has none. Rows are sorted by DuckDB within a limit of memory; what exceeds it goes to the folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

NOEGLE = "noegle"
RAEKKE = "raekke"
_POST = 1 << 15
_PRESSET = pa.ipc.IpcWriteOptions(compression="lz4")


class Radfil:
    """A file of raw rows being written; the schema is that of its number of text columns."""

    def __init__(self, sti: Path, antal_kolonner: int) -> None:
        tekster = [pa.field(f"k{nummer}", pa.string()) for nummer in range(antal_kolonner)]
        self.skema = pa.schema([pa.field(NOEGLE, pa.string()), pa.field(RAEKKE, pa.int32()), *tekster])
        self._fil = pa.OSFile(str(sti), "wb")
        self._skriver = pa.ipc.new_stream(self._fil, self.skema, options=_PRESSET)

    def skriv(self, noegle: pa.Array, raekke: pa.Array, tekster: list[pa.Array]) -> None:
        """Write rows."""
        tabel = pa.Table.from_arrays([noegle, raekke, *tekster], schema=self.skema)
        self._skriver.write_table(tabel, max_chunksize=_POST)

    def luk(self) -> None:
        """Finish the file."""
        self._skriver.close()
        self._fil.close()


def sorter(raa: Path, ud: Path, mappe: Path, hukommelse: int) -> None:
    """Sort a file of raw rows by person and row number into another.

    ``hukommelse`` is the limit in bytes on what DuckDB holds. Raises ``duckdb.Error``.
    """
    indstillinger: dict[str, Any] = {
        "memory_limit": f"{hukommelse // (1 << 20)}MiB",
        "temp_directory": str(mappe / "sortering"),
        "threads": 1,  # each thread holds buffers of its own, and the bound is to hold
    }
    with pa.OSFile(str(raa)) as kilde, pa.ipc.open_stream(kilde) as laeser, duckdb.connect(config=indstillinger) as db:
        db.register("raa", laeser)
        sorteret = db.sql(f"SELECT * FROM raa ORDER BY {NOEGLE}, {RAEKKE}").to_arrow_reader(_POST)
        with pa.OSFile(str(ud), "wb") as fil, pa.ipc.new_stream(fil, laeser.schema, options=_PRESSET) as skriver:
            for post in sorteret:
                skriver.write_batch(post)
        sorteret.close()
        db.unregister("raa")


class Uddeler:
    """Deals sorted raw rows out from the lowest id to the highest."""

    def __init__(self, sti: Path) -> None:
        self._fil = pa.OSFile(str(sti))
        self._laeser = pa.ipc.open_stream(self._fil)
        self._rest: pa.RecordBatch = pa.record_batch(
            [pa.nulls(0, felt.type) for felt in self._laeser.schema], schema=self._laeser.schema
        )

    def __enter__(self) -> Uddeler:
        return self

    def __exit__(self, *_fejl: object) -> None:
        self._rest = None
        self._laeser.close()
        self._fil.close()

    def til_og_med(self, noegle: str | None) -> Iterator[pa.RecordBatch]:
        """The rows not yet dealt out whose id is at most ``noegle`` (``None``: all)."""
        while self._fyld():
            antal = self._rest.num_rows
            if noegle is not None:
                antal = pc.sum(pc.less_equal(self._rest.column(NOEGLE), noegle)).as_py()
            if antal:
                yield self._rest.slice(0, antal)
            self._rest = self._rest.slice(antal)
            if self._rest.num_rows:
                return

    def naeste_personer(self, antal: int) -> tuple[list[pa.RecordBatch], str | None]:
        """The rows of the next so many ids, and the last of the ids; ``None`` when these are the last rows."""
        stykker: list[pa.RecordBatch] = []
        sete, sidste = 0, None
        while self._fyld():
            noegler = self._rest.column(NOEGLE)
            nye = pc.run_end_encode(noegler).values.to_pylist()
            begynder = int(nye[0] != sidste)
            if sete + begynder + len(nye) - 1 > antal:
                plads = antal - sete - begynder
                sidste = nye[plads] if plads >= 0 else sidste
                stykker.extend(self.til_og_med(sidste))
                return stykker, sidste
            sete, sidste = sete + begynder + len(nye) - 1, nye[-1]
            stykker.append(self._rest)
            self._rest = self._rest.slice(self._rest.num_rows)
        return stykker, None

    def _fyld(self) -> bool:
        """See to it that there are rows at hand; false when there are no more."""
        while not self._rest.num_rows:
            try:
                self._rest = self._laeser.read_next_batch()
            except StopIteration:
                return False
        return True
