"""The careful way to split a CSV file, for the few files the fast parser cannot take.

Used when a quote is never closed or when a single record is larger than a parser block.
"""

from __future__ import annotations

import csv
import sys

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.raatabel import AfvistRaekke

_MAKS_AABNE = 25  # so many unclosed quotes mean that the file is not CSV


# Text columns with the header as first record, the row number of each record, and the records left over.
Delt = tuple[list[pa.Array], npt.NDArray[np.int32], list[AfvistRaekke]]


def del_langsomt(data: bytes, separator: str, foer: int, fil: str) -> Delt:
    """Split into text columns (the header is the first record), row numbers, and the records left over.

    A record that opens a quote which is never closed is left over, and reading goes on with the next line. Raises
    ``UbrugeligeData`` when there is no record at all, or when the file opens quotes again and again.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    linjer = _linjer(data)
    poster: list[list[str]] = []
    numre: list[int] = []
    afviste: list[AfvistRaekke] = []
    start, nummer, aabne = 0, foer, 0
    while start < len(linjer):
        laeser = csv.reader(linjer[start:], delimiter=separator, strict=False)
        sidste_linje = 0
        uafsluttet = False
        while True:
            try:
                felter = next(laeser)
            except StopIteration:
                break
            except csv.Error:
                uafsluttet = True
                break
            post = "".join(linjer[start + sidste_linje : start + laeser.line_num])
            if start + laeser.line_num == len(linjer) and _er_aaben(post, separator):
                uafsluttet = True
                break
            sidste_linje = laeser.line_num
            nummer += 1
            _laeg_til(felter, nummer, post, poster, numre, afviste)
        if not uafsluttet:
            break
        aabne += 1
        if aabne > _MAKS_AABNE:
            raise UbrugeligeData("aabne_anfoerselstegn", fil=fil)
        nummer += 1
        afviste.append(AfvistRaekke(nummer, linjer[start + sidste_linje].strip("\r\n"), "aabent_anfoerselstegn"))
        start += sidste_linje + 1
    if not poster:
        raise UbrugeligeData("tom_fil", fil=fil)
    bredde = len(poster[0])
    kolonner = [pa.array([post[nr] or None for post in poster], pa.string()) for nr in range(bredde)]
    return kolonner, np.array(numre, dtype=np.int32), afviste


def _linjer(data: bytes) -> list[str]:
    """Lines ended by LF, CRLF or CR; other characters that Python calls line ends stay inside their line."""
    tekst = data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return [linje + "\n" for linje in tekst.removesuffix("\n").split("\n")]


def _laeg_til(
    felter: list[str],
    nummer: int,
    post: str,
    poster: list[list[str]],
    numre: list[int],
    afviste: list[AfvistRaekke],
) -> None:
    bredde = len(poster[0]) if poster else len(felter)
    if not any(felt.strip() for felt in felter) and poster:
        return
    if len(felter) < bredde:
        afviste.append(AfvistRaekke(nummer, post.strip("\n"), "for_faa_felter"))
    elif any(felt.strip() for felt in felter[bredde:]):
        afviste.append(AfvistRaekke(nummer, post.strip("\n"), "for_mange_felter"))
    else:
        poster.append(felter[:bredde])
        numre.append(nummer)


def _er_aaben(post: str, separator: str) -> bool:
    """True when the record ends inside a quoted value."""
    i_anfoersel, ved_start, sted = False, True, 0
    while sted < len(post):
        tegn = post[sted]
        if i_anfoersel:
            if tegn == '"' and post[sted + 1 : sted + 2] == '"':
                sted += 1
            elif tegn == '"':
                i_anfoersel = False
        elif tegn == '"' and ved_start:
            i_anfoersel, ved_start = True, False
        else:
            ved_start = tegn == separator
        sted += 1
    return i_anfoersel
