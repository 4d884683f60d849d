"""Writes the country's tables to files as they come: CSV as the demo's, or Parquet with types.

In Parquet dates are dates, ``til`` is the last day included, and ``grad``, hours and money are numbers as in the CSV.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyarrow as pa
import pyarrow.parquet as pq

from rettidig.demo.csv_tekst import SKALA, sidste_dag_med, skriv_overskrift, skriv_raekker, som_maaned, som_tekst
from rettidig.demo.tabeller import TABELLER


class Skriver(Protocol):
    """Open files, one per table; closed when the block it stands in is left."""

    def __enter__(self) -> Self:
        """Open the files."""

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        """Close them."""

    def skriv(self, navn: str, tabel: pa.Table) -> None:
        """Add rows to the table ``navn``."""


class CsvSkriver:
    """The contract's CSV files in a folder."""

    def __init__(self, ud: Path) -> None:
        self._ud = ud
        self._aabne = ExitStack()

    def __enter__(self) -> Self:
        """Open the files and write their headers."""
        self._filer = {navn: self._aabne.enter_context((self._ud / f"{navn}.csv").open("wb")) for navn in TABELLER}
        for navn, fil in self._filer.items():
            skriv_overskrift(fil, TABELLER[navn].names)
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        """Close the files."""
        self._aabne.close()

    def skriv(self, navn: str, tabel: pa.Table) -> None:
        """Add rows to the table ``navn``."""
        skriv_raekker(self._filer[navn], som_tekst(tabel))


class ParquetSkriver:
    """The contract's Parquet files in a folder; each call adds one row group."""

    def __init__(self, ud: Path) -> None:
        self._ud = ud
        self._aabne = ExitStack()

    def __enter__(self) -> Self:
        """Open the files."""
        self._filer = {
            navn: self._aabne.enter_context(pq.ParquetWriter(self._ud / f"{navn}.parquet", _typer(skema)))
            for navn, skema in TABELLER.items()
        }
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        """Close the files."""
        self._aabne.close()

    def skriv(self, navn: str, tabel: pa.Table) -> None:
        """Add rows to the table ``navn``."""
        if not tabel.num_rows:
            return
        kolonner = [_med_type(felt.name, tabel[felt.name]) for felt in tabel.schema]
        self._filer[navn].write_table(pa.table(kolonner, schema=_typer(tabel.schema)), row_group_size=tabel.num_rows)


def _typer(skema: pa.Schema) -> pa.Schema:
    return pa.schema([(felt.name, _filens_type(felt)) for felt in skema])


def _filens_type(felt: pa.Field) -> pa.DataType:
    if felt.name in SKALA:
        return pa.float64()
    return pa.string() if felt.name == "maaned" else felt.type


def _med_type(navn: str, vaerdier: pa.ChunkedArray) -> pa.ChunkedArray:
    if navn == "til":
        return sidste_dag_med(vaerdier)
    if navn == "maaned":
        return som_maaned(vaerdier)
    if navn in SKALA:
        return pa.compute.divide(vaerdier.cast(pa.float64()), SKALA[navn])
    return vaerdier
