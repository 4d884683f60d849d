"""The rows of a large answer in the form asked for, without a row in Python: every different value is written once.

What one value looks like is decided where it is for every other answer (``maskinformat``, ``dansk_form``), so the text
is the same to the byte.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rettidig.motor.opgaver import som_tekst
from rettidig.svar.kolonnesvar import Kolonnesvar
from rettidig.svar.model import Kolonne

_RAEKKER_I_GRUPPE = 1024 * 1024
Celle = Callable[[Any, Kolonne], str]


def linjer(tabel: pa.Table, kolonner: Sequence[Kolonne], celle: Celle, mellem: str) -> pa.StringArray:
    """One text per row: the cells as ``celle`` writes them, with ``mellem`` between them."""
    led = [_celler(tabel.column(kolonne.navn), kolonne, celle) for kolonne in kolonner]
    return pc.binary_join_element_wise(*led, mellem)


def samlet(tekster: pa.StringArray, slut: str) -> bytes:
    """All texts after one another, each with ``slut`` behind it."""
    if not len(tekster):
        return b""
    lagte = pc.binary_join_element_wise(tekster, "", slut)
    _, pladser, indhold = lagte.buffers()
    begynder, ender = np.frombuffer(pladser, np.int32)[[lagte.offset, lagte.offset + len(lagte)]].tolist()
    fundet: bytes = indhold[begynder:ender].to_pybytes()
    return fundet


def uden_luft_bag(tekster: pa.StringArray) -> pa.StringArray:
    """The texts without white space at their end."""
    return pc.utf8_rtrim_whitespace(tekster)


def bredder(raekker: Kolonnesvar, kolonner: Sequence[Kolonne], celle: Celle) -> list[int]:
    """How many characters the longest cell of every column has, 0 where there are no rows."""
    fundne = [0] * len(kolonner)
    for tabel in raekker.tabeller():
        for nr, kolonne in enumerate(kolonner):
            vaerdier = pc.unique(tabel.column(kolonne.navn)).to_pylist()
            fundne[nr] = max(fundne[nr], *(len(celle(vaerdi, kolonne)) for vaerdi in vaerdier))
    return fundne


def parquet_stykker(raekker: Kolonnesvar, skema: pa.Schema) -> Iterator[bytes]:
    """A Parquet file piece by piece, its groups of rows as large as when the whole table is written at once."""
    opsamlet = _Opsamling()
    with pq.ParquetWriter(pa.PythonFile(opsamlet, mode="w"), skema, compression="zstd") as fil:
        for tabel in _portioner(raekker, _RAEKKER_I_GRUPPE):
            fil.write_table(tabel.cast(skema), row_group_size=_RAEKKER_I_GRUPPE)
            yield opsamlet.toem()
    yield opsamlet.toem()


def _portioner(raekker: Kolonnesvar, stoerrelse: int) -> Iterator[pa.Table]:
    """The rows in portions of one size, the last one smaller, each column in one piece with plain texts.

    No rows are one empty portion.
    """
    ventende = [som_tekst(raekker.skema.empty_table())]
    antal = 0
    for tabel in raekker.tabeller():
        rest = som_tekst(tabel)
        while antal + rest.num_rows >= stoerrelse:
            plads = stoerrelse - antal
            yield pa.concat_tables([*ventende, rest.slice(0, plads)]).combine_chunks()
            rest, ventende, antal = rest.slice(plads), [], 0
        ventende.append(rest)
        antal += rest.num_rows
    if antal or not len(raekker):
        yield pa.concat_tables(ventende).combine_chunks()


def _celler(kolonne: pa.ChunkedArray, slags: Kolonne, celle: Celle) -> pa.StringArray:
    """Every cell as it is written: the different values, each written once, laid where they belong."""
    kodet = kolonne.combine_chunks()
    if not pa.types.is_dictionary(kodet.type):
        kodet = kodet.dictionary_encode()
    elif len(kodet.dictionary) > len(kodet):
        kodet = kodet.dictionary_decode().dictionary_encode()
    tekster = [celle(vaerdi, slags) for vaerdi in kodet.dictionary.to_pylist()]
    pladser = pc.fill_null(kodet.indices.cast(pa.int64()), len(tekster))
    return pa.array([*tekster, celle(None, slags)], pa.string()).take(pladser)


class _Opsamling(io.RawIOBase):
    """Gathers what is written until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._indhold = bytearray()
        self._taget = 0

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, stykke: Any, /) -> int:
        """Keep a copy of these bytes."""
        antal = len(self._indhold)
        self._indhold += stykke
        return len(self._indhold) - antal

    def tell(self) -> int:
        """How much has been written in all."""
        return self._taget + len(self._indhold)

    def toem(self) -> bytes:
        """What has come since last time."""
        stykke = bytes(self._indhold)
        self._taget += len(stykke)
        self._indhold.clear()
        return stykke
