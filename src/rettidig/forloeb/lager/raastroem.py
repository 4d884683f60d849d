"""Reads one source file a piece at a time: the same raw rows as reading it whole, in bounded memory.

A file smaller than a piece is read whole, and so is a sheet of a workbook, which cannot hold more than a million rows.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from rettidig.forloeb.csvfil import (
    FORKERTE_FILER,
    HOVED,
    INDHOLD,
    SLUTMAERKE,
    csv_valg,
    find_separator,
    laes_csv,
    ret_skaeve,
    slutpost,
    uden_indledning,
)
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.overskrift import kontroller_overskrifter
from rettidig.forloeb.parquetfil import laes_parquet, som_tekst
from rettidig.forloeb.raatabel import Raatabel, byg_raatabel

_LAESNING = 1 << 20
_PARQUETRAEKKER = 1 << 17


class MaaLaesesHel(Exception):
    """The pieces read so far must be thrown away: only reading the whole file at once can tell its rows apart."""


def laes_hel(fil: Path, kendte: frozenset[str]) -> Raatabel:
    """The whole file at once."""
    return laes_parquet(fil) if fil.suffix.lower() == ".parquet" else laes_csv(fil, kendte)


def laes_i_stykker(fil: Path, kendte: frozenset[str], stykke: int) -> Iterator[Raatabel]:
    """The file in pieces of about so many bytes; records that cannot be split come with the last piece.

    Raises ``MaaLaesesHel``, perhaps after many pieces, and ``UbrugeligeData`` as reading it whole does.
    """
    if fil.stat().st_size <= stykke:
        yield laes_hel(fil, kendte)
    elif fil.suffix.lower() == ".parquet":
        yield from parquet_i_stykker(fil)
    else:
        yield from _csv(fil, kendte, stykke)


def parquetgrupper(fil: Path) -> int:
    """How many row groups a Parquet file has. Raises ``UbrugeligeData`` when it is none."""
    try:
        with pq.ParquetFile(fil) as laeser:
            return int(laeser.num_row_groups)
    except (pa.ArrowException, OSError, ValueError):
        raise UbrugeligeData("ikke_parquet", fil=fil.name) from None


def parquet_i_stykker(fil: Path, fra: int = 0, til: int | None = None) -> Iterator[Raatabel]:
    """A Parquet file in pieces: all of it, or the row groups from ``fra`` until ``til``, numbered as in the whole.

    Raises ``UbrugeligeData`` as reading it whole does.
    """
    try:
        with pq.ParquetFile(fil) as laeser:
            overskrifter = kontroller_overskrifter(laeser.schema_arrow.names, fil.name)
            grupper = range(laeser.num_row_groups)[fra:til]
            naeste = 2 + sum(laeser.metadata.row_group(nummer).num_rows for nummer in range(fra))
            for post in laeser.iter_batches(_PARQUETRAEKKER, row_groups=list(grupper), use_threads=False):
                tabel = pa.Table.from_batches([post])
                tabel.validate(full=True)
                raekke = np.arange(naeste, naeste + post.num_rows, dtype=np.int32)
                naeste += post.num_rows
                yield byg_raatabel(fil.name, overskrifter, [som_tekst(kolonne) for kolonne in tabel.columns], raekke)
    except (pa.ArrowException, OSError, ValueError, UnicodeError):
        raise UbrugeligeData("ikke_parquet", fil=fil.name) from None


def _csv(fil: Path, kendte: frozenset[str], stykke: int) -> Iterator[Raatabel]:
    indhold = _Laesbar(_som_utf8(fil))
    data, foer = uden_indledning(indhold.se(max(_LAESNING, HOVED)))
    if len(data) < HOVED:
        raise MaaLaesesHel
    separator, bredde = find_separator(data, kendte, fil.name)
    indhold.erstat_begyndelsen(data, slutpost(separator, bredde))
    skaeve: list[tuple[int, int, str]] = []

    def tag_skaev(post: pacsv.InvalidRow) -> str:
        skaeve.append((post.number, post.actual_columns, post.text))
        return "skip"

    numre = _Numre(skaeve)
    overskrifter: list[str] | None = None
    venter: tuple[list[pa.Array], npt.NDArray[np.int64]] | None = None
    try:
        laeser = pacsv.open_csv(
            pa.PythonFile(indhold, mode="r"), **csv_valg(separator, bredde, tag_skaev, max(stykke, HOVED))
        )
        for post in laeser:
            if post.num_columns != bredde:
                raise MaaLaesesHel
            if not post.num_rows:
                continue
            kolonner, egne = list(post.columns), numre.til(post.num_rows)
            if overskrifter is None:
                overskrifter = kontroller_overskrifter([kolonne[0].as_py() for kolonne in kolonner], fil.name)
                if egne[0] != 1:
                    raise MaaLaesesHel
                kolonner, egne = [kolonne.slice(1) for kolonne in kolonner], egne[1:]
            if venter is not None:
                yield byg_raatabel(fil.name, overskrifter, venter[0], (venter[1] + foer).astype(np.int32))
            venter = kolonner, egne
    except (pa.ArrowException, UnicodeError):
        raise MaaLaesesHel from None
    # An open quote would have swallowed the record set after the last one.
    if venter is None or overskrifter is None or not len(venter[1]) or venter[0][0][-1].as_py() != SLUTMAERKE:
        raise MaaLaesesHel
    kolonner, egne = [kolonne.slice(0, len(kolonne) - 1) for kolonne in venter[0]], venter[1][:-1]
    rettede, deres, afviste = ret_skaeve(
        [pa.nulls(0, pa.string())] * bredde, np.empty(0, dtype=np.int64), skaeve, separator
    )
    samlet = [pa.concat_arrays(par) for par in zip(kolonner, rettede, strict=True)]
    raekke = (np.concatenate([egne, deres]) + foer).astype(np.int32)
    flyttede = tuple(type(post)(post.raekke + foer, post.tekst, post.kode) for post in afviste)
    yield byg_raatabel(fil.name, overskrifter, samlet, raekke, flyttede)


class _Numre:
    """Numbers records as they come, leaving out the numbers of those handed over as of another width."""

    def __init__(self, skaeve: list[tuple[int, int, str]]) -> None:
        self._skaeve = skaeve
        self._naeste = 1

    def til(self, antal: int) -> npt.NDArray[np.int64]:
        optagne = np.fromiter((post[0] for post in self._skaeve if post[0] >= self._naeste), dtype=np.int64)
        alle = np.arange(self._naeste, self._naeste + antal + len(optagne), dtype=np.int64)
        egne: npt.NDArray[np.int64] = np.setdiff1d(alle, optagne)[:antal]
        self._naeste = int(egne[-1]) + 1
        return egne


def _som_utf8(fil: Path) -> Iterator[bytes]:
    """The file's text as UTF-8, in pieces, without a byte order mark; the encoding is found as for a whole file."""
    kodning, fejl, spring = _kodning(fil)
    afkoder = codecs.getincrementaldecoder(kodning)(errors=fejl)
    with fil.open("rb") as raa:
        raa.seek(spring)
        while stykke := raa.read(_LAESNING):
            yield stykke if kodning == "utf-8" else afkoder.decode(stykke).encode("utf-8")
    if kodning != "utf-8":
        try:
            yield afkoder.decode(b"", final=True).encode("utf-8")
        except UnicodeError:
            raise UbrugeligeData("ikke_tekst", fil=fil.name) from None


def _kodning(fil: Path) -> tuple[str, str, int]:
    """The encoding, what to do with what it cannot hold, and the bytes to skip."""
    with fil.open("rb") as raa:
        begyndelse = raa.read(16)
        if begyndelse.startswith(FORKERTE_FILER):
            raise UbrugeligeData("ikke_tekst", fil=fil.name)
        spring = len(codecs.BOM_UTF8) if begyndelse.startswith(codecs.BOM_UTF8) else 0
        afkoder, kodning = codecs.getincrementaldecoder("utf-8")(), "utf-8"
        if begyndelse[spring:].startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            afkoder, kodning = codecs.getincrementaldecoder("utf-16")(), "utf-16"
        raa.seek(spring)
        fyldt = False
        try:
            while stykke := raa.read(_LAESNING):
                fyldt = fyldt or INDHOLD.search(stykke) is not None
                afkoder.decode(stykke)
            afkoder.decode(b"", final=True)
        except UnicodeError:
            if kodning == "utf-16":
                raise UbrugeligeData("ikke_tekst", fil=fil.name) from None
            return "cp1252", "replace", spring
        if not fyldt:
            raise UbrugeligeData("tom_fil", fil=fil.name)
    return kodning, "strict", spring


class _Laesbar:
    """Pieces of bytes as a file that can be read from the beginning, with a record set after the end."""

    def __init__(self, stykker: Iterator[bytes]) -> None:
        self._stykker = stykker
        self._rest = b""
        self._efter = b""
        self._sidste = b"\n"
        self.closed = False

    def se(self, antal: int) -> bytes:
        """The beginning, still to be read: at least ``antal`` bytes where there are so many."""
        while len(self._rest) < antal and (stykke := next(self._stykker, None)) is not None:
            self._rest += stykke
        return self._rest

    def erstat_begyndelsen(self, data: bytes, efter: bytes) -> None:
        """Let the part seen be ``data`` instead, and set ``efter`` on a line of its own after the end."""
        self._rest, self._efter = data, efter

    def read(self, antal: int) -> bytes:
        """The next bytes, none at the end."""
        dele, laengde = [self._rest], len(self._rest)
        while laengde < antal:
            stykke = next(self._stykker, None)
            if stykke is None:
                sidste = next((del_[-1:] for del_ in reversed(dele) if del_), self._sidste)
                if self._efter and sidste not in (b"\n", b"\r"):
                    dele.append(b"\n")
                dele.append(self._efter)
                self._efter = b""
                break
            dele.append(stykke)
            laengde += len(stykke)
        alt = b"".join(dele)
        ud, self._rest = alt[:antal], alt[antal:]
        self._sidste = ud[-1:] or self._sidste
        return ud

    def close(self) -> None:
        """Nothing to close: the pieces close their own file."""
        self.closed = True
