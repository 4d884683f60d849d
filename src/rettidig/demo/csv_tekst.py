"""The contract's tables as text: what stands in the CSV files, before any of it is made dirty.

``til`` becomes the last day included, a month ``YYYY-MM``, ``grad`` and hours decimals, money kroner, truth ja/nej.
"""

from __future__ import annotations

from io import BufferedWriter

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

SKILLETEGN = ";"

SKALA = {"grad": 1_000.0, "timer": 10_000.0, "timer_pr_uge": 10_000.0, "pris_pr_uge": 100.0}
"""Units of the integer columns per unit of the contract: thousandths, 1/10,000 hours, oere."""

_VALG = csv.WriteOptions(include_header=False, delimiter=SKILLETEGN, quoting_style="none")


def som_tekst(tabel: pa.Table) -> pa.Table:
    """The same rows with every column as text; null stays null (an empty field)."""
    return pa.table({navn: _kolonne(navn, tabel[navn]) for navn in tabel.column_names})


def skriv_overskrift(fil: BufferedWriter, navne: list[str]) -> None:
    """The header line."""
    fil.write((SKILLETEGN.join(navne) + "\n").encode())


def skriv_raekker(fil: BufferedWriter, tekster: pa.Table) -> None:
    """The rows, without a header. Raises ``pyarrow.ArrowInvalid`` for text that would need quotes."""
    csv.write_csv(tekster, fil, _VALG)


def sidste_dag_med(slut: pa.ChunkedArray) -> pa.ChunkedArray:
    """Exclusive ends as the last day included."""
    return pc.subtract(slut.cast(pa.int32()), pa.scalar(1, pa.int32())).cast(pa.date32())


def som_maaned(foerste_dage: pa.ChunkedArray) -> pa.ChunkedArray:
    """The first days of months as ``YYYY-MM``."""
    return pc.strftime(foerste_dage, format="%Y-%m")


def _kolonne(navn: str, vaerdier: pa.ChunkedArray) -> pa.ChunkedArray:
    slags = vaerdier.type
    if pa.types.is_boolean(slags):
        return pc.if_else(vaerdier, "ja", "nej")
    if navn == "til":
        vaerdier = sidste_dag_med(vaerdier)
    if navn == "maaned":
        return som_maaned(vaerdier)
    if navn in SKALA:
        return pc.divide(vaerdier.cast(pa.float64()), SKALA[navn]).cast(pa.string())
    return vaerdier.cast(pa.string())
