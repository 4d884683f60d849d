"""Reads a CSV file, as Danish systems write it, into text columns.

Separator, encoding and line ends are found in the file. Records keep their place: the row number counts records from
the top of the file, blank lines included, and a record whose quoted value holds line breaks is one row.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv

from rettidig.forloeb.csvreserve import Delt, del_langsomt
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.overskrift import ens_navn, kontroller_overskrifter
from rettidig.forloeb.raatabel import AfvistRaekke, Raatabel, byg_raatabel

_SEPARATORER = (";", ",", "\t")
BLOK = 1 << 24  # one record must fit in a block; longer ones take the slow path
HOVED = 1 << 16
FORKERTE_FILER = (b"PK\x03\x04", b"PAR1", b"%PDF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
SLUTMAERKE = "\x1aslut\x1a"
_SEP_LINJE = b"sep="
INDHOLD = re.compile(rb"[^ \t\r\n\x00]")


def laes_csv(sti: Path, kendte: frozenset[str]) -> Raatabel:
    """Read one CSV file. ``kendte`` are the lower-case header names expected, used to find the separator.

    Raises ``UbrugeligeData`` when the file is empty, is not text, or repeats a header.
    """
    data = sti.read_bytes()
    if INDHOLD.search(data) is None:
        raise UbrugeligeData("tom_fil", fil=sti.name)
    if data.startswith(FORKERTE_FILER):
        raise UbrugeligeData("ikke_tekst", fil=sti.name)
    data = _som_utf8(data, sti.name)
    data, foer = uden_indledning(data)
    separator, bredde = find_separator(data, kendte, sti.name)
    delt = _del_hurtigt(data, separator, bredde, foer)
    poster, numre, afviste = delt or del_langsomt(data, separator, foer, sti.name)
    overskrifter = kontroller_overskrifter([_foerste(kolonne) for kolonne in poster], sti.name)
    return byg_raatabel(sti.name, overskrifter, [kolonne.slice(1) for kolonne in poster], numre[1:], tuple(afviste))


def _som_utf8(data: bytes, fil: str) -> bytes:
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16").encode("utf-8")
        except UnicodeError:
            raise UbrugeligeData("ikke_tekst", fil=fil) from None
    if data.isascii():
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes without a character; they become U+FFFD and are seen in the row they spoil.
        return data.decode("cp1252", errors="replace").encode("utf-8")
    return data


def uden_indledning(data: bytes) -> tuple[bytes, int]:
    """Cut blank lines and a spreadsheet's ``sep=`` line before the header; answer with the number of rows cut."""
    foer = 0
    while True:
        linje, skift, rest = _foerste_linje(data)
        if not skift or (linje.strip() and not linje.strip().lower().startswith(_SEP_LINJE)):
            return data, foer
        data, foer = rest, foer + 1


def _foerste_linje(data: bytes) -> tuple[bytes, bytes, bytes]:
    ender = [sted for sted in (data.find(b"\n", 0, HOVED), data.find(b"\r", 0, HOVED)) if sted >= 0]
    if not ender:
        return data, b"", b""
    ende = min(ender)
    skift = b"\r\n" if data[ende : ende + 2] == b"\r\n" else data[ende : ende + 1]
    return data[:ende], skift, data[ende + len(skift) :]


def find_separator(data: bytes, kendte: frozenset[str], fil: str) -> tuple[str, int]:
    """The separator that finds most expected headers, and of equals most headers; and the number it finds.

    Only the beginning of the data (UTF-8, the header first) is looked at. Raises ``UbrugeligeData`` when it is no text.
    """
    hoved = data[:HOVED].decode("utf-8", errors="ignore").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in hoved.split("\n", 1)[0]:
        raise UbrugeligeData("ikke_tekst", fil=fil)
    bud: list[tuple[int, int, str]] = []
    for separator in _SEPARATORER:
        try:
            navne = next(csv.reader(io.StringIO(hoved, newline=""), delimiter=separator), [])
        except csv.Error:
            continue
        bud.append((sum(ens_navn(navn) in kendte for navn in navne), len(navne), separator))
    if not bud:
        return _SEPARATORER[0], 0
    # max() keeps the first of equals, and the separators stand in the order of their likelihood.
    _, antal, valgt = max(bud, key=lambda ny: ny[:2])
    return valgt, antal


def _del_hurtigt(data: bytes, separator: str, bredde: int, foer: int) -> Delt | None:
    """Split into records; ``None`` when the fast parser cannot be trusted with the file."""
    skaeve: list[tuple[int, int, str]] = []

    def tag_skaev(post: pacsv.InvalidRow) -> str:
        skaeve.append((post.number, post.actual_columns, post.text))
        return "skip"

    # A last record of our own shows afterwards that no quote was left open: an open one would have swallowed it.
    skift = b"" if data.endswith((b"\n", b"\r")) else b"\n"
    try:
        tabel = pacsv.read_csv(
            pa.BufferReader(b"".join([data, skift, slutpost(separator, bredde)])),
            **csv_valg(separator, bredde, tag_skaev, BLOK),
        )
    except (pa.ArrowException, UnicodeError):
        return None
    if tabel.num_columns != bredde or tabel.num_rows < 2 or tabel.column(0)[-1].as_py() != SLUTMAERKE:  # noqa: PLR2004
        return None
    tabel = tabel.slice(0, tabel.num_rows - 1)
    numre = _numre_uden(tabel.num_rows, {post[0] for post in skaeve})
    kolonner = [_samlet(kolonne) for kolonne in tabel.columns]
    kolonner, numre, afviste = ret_skaeve(kolonner, numre, skaeve, separator)
    afviste = [AfvistRaekke(post.raekke + foer, post.tekst, post.kode) for post in afviste]
    return kolonner, (numre + foer).astype(np.int32), afviste


def slutpost(separator: str, bredde: int) -> bytes:
    """A record that no file holds, to be set after the last one."""
    return separator.join([SLUTMAERKE] * bredde).encode()


def csv_valg(separator: str, bredde: int, tag_skaev: Callable[[pacsv.InvalidRow], str], blok: int) -> dict[str, Any]:
    """How the fast parser is to read: every cell text, blank lines kept, records of another width handed over."""
    return {
        "read_options": pacsv.ReadOptions(use_threads=False, autogenerate_column_names=True, block_size=blok),
        "parse_options": pacsv.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=tag_skaev
        ),
        "convert_options": pacsv.ConvertOptions(
            strings_can_be_null=True,
            null_values=[""],
            column_types={f"f{nummer}": pa.string() for nummer in range(bredde)},
        ),
    }


def _numre_uden(antal: int, optagne: set[int]) -> npt.NDArray[np.int64]:
    alle = np.arange(1, antal + len(optagne) + 1, dtype=np.int64)
    return np.setdiff1d(alle, np.fromiter(optagne, dtype=np.int64)) if optagne else alle


def ret_skaeve(
    kolonner: list[pa.Array],
    numre: npt.NDArray[np.int64],
    skaeve: list[tuple[int, int, str]],
    separator: str,
) -> tuple[list[pa.Array], npt.NDArray[np.int64], list[AfvistRaekke]]:
    """Put back records whose surplus cells are all empty; the others cannot be placed and are left over."""
    bredde = len(kolonner)
    tilbage: list[list[str]] = []
    tilbage_numre: list[int] = []
    afviste: list[AfvistRaekke] = []
    for nummer, celler, linje in skaeve:
        if not linje.strip():
            continue
        if celler > bredde:
            felter = next(csv.reader([linje], delimiter=separator), [])
            if not any(felt.strip() for felt in felter[bredde:]):
                tilbage.append(felter[:bredde])
                tilbage_numre.append(nummer)
                continue
        afviste.append(AfvistRaekke(nummer, linje, "for_faa_felter" if celler < bredde else "for_mange_felter"))
    if tilbage:
        ekstra = [pa.array([felter[nr] or None for felter in tilbage], pa.string()) for nr in range(bredde)]
        numre = np.concatenate([numre, np.array(tilbage_numre, dtype=np.int64)])
        orden = np.argsort(numre, kind="stable")
        numre = numre[orden]
        kolonner = [
            pa.concat_arrays([k, e.cast(k.type)]).take(pa.array(orden)) for k, e in zip(kolonner, ekstra, strict=True)
        ]
    return kolonner, numre, afviste


def _samlet(kolonne: pa.ChunkedArray) -> pa.Array:
    samlet = kolonne.combine_chunks()
    if isinstance(samlet, pa.ChunkedArray):
        # More than 2 GB of text in one column: the pieces only fit together in the wide string type.
        samlet = pa.concat_arrays([stykke.cast(pa.large_string()) for stykke in samlet.chunks])
    return samlet


def _foerste(kolonne: pa.Array) -> str | None:
    vaerdi = kolonne[0].as_py()
    return None if vaerdi is None else str(vaerdi)
