"""Makes the stored form from an extract, small or larger than memory."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from rettidig.forloeb.datasaet import Rapport
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.kilde import Kilde, laes_kilde
from rettidig.forloeb.kildefiler import Kildefiler, find_kildefiler
from rettidig.forloeb.laesning import laes_udtraek
from rettidig.forloeb.lager.aabning import aabn_lager, er_lagerfil
from rettidig.forloeb.lager.arbejdsmappe import arbejdsmappe, saet_paa_plads, skrivefejl
from rettidig.forloeb.lager.blokke import byg_blokke
from rettidig.forloeb.lager.lagerform import ENDELSER, PERSON, PERSONER_PR_BLOK
from rettidig.forloeb.lager.metadata import hoved
from rettidig.forloeb.lager.skrivning import Blokskriver
from rettidig.forloeb.lager.stort_udtraek import Fremdrift, StortUdtraek
from rettidig.forloeb.visning import vis
from rettidig.sprog import tekst

HUKOMMELSE = 1 << 30
_HELT_I_HUKOMMELSEN = 8  # reading an extract whole takes up to so many times its size
_MINDSTE_SORTERING = 1 << 26
_MINDSTE_STYKKE, _STOERSTE_STYKKE = 1 << 20, 1 << 24
_STYKKER_I_HUKOMMELSEN = 64


@dataclass(frozen=True)
class Lagerrapport:
    """What was made: the file, its size in bytes, its persons and blocks, and the report of the extract.

    ``kildens_dato``: the day the newest file of the extract was last changed.
    """

    sti: Path
    stoerrelse: int
    personer: int
    blokke: int
    kildens_dato: dt.date | None
    fravaerende: tuple[str, ...]
    rapport: Rapport


def byg_lager(
    sti: str | Path,
    ud: str | Path,
    kilde: str | Path | Kilde | None = None,
    fremdrift: Fremdrift | None = None,
    *,
    hukommelse: int = HUKOMMELSE,
    personer_pr_blok: int = PERSONER_PR_BLOK,
) -> Lagerrapport:
    """Make the stored form ``ud`` (``.arrow`` or ``.parquet``) from an extract, or from the other stored form.

    The file is there whole when the call returns, and as it was before if the call never does.

    Args:
        sti: folder or workbook with the tables, or a stored form.
        ud: the file to make; an earlier one is replaced.
        kilde: mapping, as for reading an extract.
        fremdrift: called with what is going on, parts done and parts in all (``None``: not known).
        hukommelse: about how many bytes of memory to use; a large extract is sorted on the disk beside ``ud``.
        personer_pr_blok: persons in a block.

    Raises:
        UbrugeligeData: the input cannot be used or the file cannot be written, in one clear sentence.
    """
    kald = fremdrift or _i_stilhed
    maal = Path(ud)
    if maal.suffix.lower() not in ENDELSER:
        raise UbrugeligeData("lager_endelse", fil=vis(str(ud)))
    with skrivefejl(maal), _for_stort(Path(sti)):
        if maal.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if er_lagerfil(sti):
            return _fra_lager(Path(sti), maal, kilde, kald)
        valgt = kilde if isinstance(kilde, Kilde) else laes_kilde(kilde)
        filer = find_kildefiler(Path(sti), (tabel.kilde for tabel in valgt.tabeller.values()))
        if sum(fil.stat().st_size for fil in filer.filer.values()) * _HELT_I_HUKOMMELSEN <= hukommelse:
            return _lille(Path(sti), maal, valgt, kald, personer_pr_blok)
        return _stort(Path(sti), maal, valgt, filer, kald, hukommelse, personer_pr_blok)


def _lille(sti: Path, ud: Path, kilde: Kilde, fremdrift: Fremdrift, personer: int) -> Lagerrapport:
    """The extract fits in memory: read as any command reads it."""
    dato = kildens_dato(sti)
    fremdrift(tekst("lager.laeser", tabel=vis(sti.name)), 0, None)
    data = laes_udtraek(sti, kilde)
    antal = data.tabeller[PERSON].num_rows
    with arbejdsmappe(ud) as mappe, Blokskriver(mappe / ud.name, hoved(kilde.navn, dato), arrow=_er_arrow(ud)) as fil:
        for post in _fulgt(byg_blokke(data.tabeller, personer), antal, fremdrift):
            fil.skriv(post)
        return _slut(fil, mappe, ud, dato, data.fravaerende, data.rapport)


def _stort(
    sti: Path, ud: Path, kilde: Kilde, filer: Kildefiler, fremdrift: Fremdrift, hukommelse: int, personer: int
) -> Lagerrapport:
    dato = kildens_dato(sti)
    stykke = max(_MINDSTE_STYKKE, min(_STOERSTE_STYKKE, hukommelse // _STYKKER_I_HUKOMMELSEN))
    sortering = max(_MINDSTE_SORTERING, hukommelse // 2)
    with arbejdsmappe(ud) as mappe, Blokskriver(mappe / ud.name, hoved(kilde.navn, dato), arrow=_er_arrow(ud)) as fil:
        udtraek = StortUdtraek(kilde, filer, mappe, stykke, sortering, fremdrift)
        poster = (post for tabeller in udtraek.omraader(personer) for post in byg_blokke(tabeller, personer))
        for post in _fulgt(poster, udtraek.personer, fremdrift):
            fil.skriv(post)
        return _slut(fil, mappe, ud, dato, udtraek.fravaerende, udtraek.rapport())


def _fra_lager(sti: Path, ud: Path, kilde: str | Path | Kilde | None, fremdrift: Fremdrift) -> Lagerrapport:
    if kilde is not None:
        raise UbrugeligeData("lager_med_kilde", fil=vis(sti.name))
    lager = aabn_lager(sti)
    dato = lager.metadata.kildens_dato
    with (
        arbejdsmappe(ud) as mappe,
        Blokskriver(mappe / ud.name, hoved(lager.metadata.kilde, dato), arrow=_er_arrow(ud)) as fil,
    ):
        for post in _fulgt((blok.personer for blok in lager.blokke()), lager.antal, fremdrift):
            fil.skriv(post)
        return _slut(fil, mappe, ud, dato, lager.fravaerende, lager.rapport)


def _slut(
    fil: Blokskriver, mappe: Path, ud: Path, dato: dt.date | None, fravaerende: tuple[str, ...], rapport: Rapport
) -> Lagerrapport:
    blokke = fil.slut(rapport, fravaerende)
    saet_paa_plads(mappe / ud.name, ud)
    personer = sum(blok.antal for blok in blokke)
    return Lagerrapport(ud, ud.stat().st_size, personer, len(blokke), dato, fravaerende, rapport)


def _fulgt(poster: Iterable[pa.RecordBatch], i_alt: int, fremdrift: Fremdrift) -> Iterator[pa.RecordBatch]:
    naaet = 0
    for post in poster:
        fremdrift(tekst("lager.skriver"), naaet, i_alt)
        yield post
        naaet += post.num_rows


def _er_arrow(ud: Path) -> bool:
    return ud.suffix.lower() == ENDELSER[0]


def kildens_dato(sti: Path) -> dt.date | None:
    """The day, here, on which the newest file of an extract was last changed."""
    filer = [fil for fil in sti.iterdir() if fil.is_file()] if sti.is_dir() else [sti]
    tider = [fil.stat().st_mtime for fil in filer if not fil.name.startswith(".")]
    return dt.datetime.fromtimestamp(max(tider), tz=dt.UTC).astimezone().date() if tider else None


def _i_stilhed(_tekst: str, _faerdigt: int, _i_alt: int | None) -> None:
    """Nobody is watching."""


@contextmanager
def _for_stort(sti: Path) -> Iterator[None]:
    """Turn want of memory, or of room to sort in, into one clear sentence."""
    try:
        yield
    except (MemoryError, pa.ArrowCapacityError, pa.ArrowMemoryError):
        raise UbrugeligeData("for_stor", fil=vis(str(sti))) from None
    except duckdb.Error as fejl:
        if any(tegn in str(fejl).lower() for tegn in ("offload", "temp_directory", "no space", "could not write")):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise UbrugeligeData("for_stor", fil=vis(str(sti))) from None
