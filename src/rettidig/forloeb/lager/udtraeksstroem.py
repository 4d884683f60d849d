"""An extract handed over a part at a time, so that nobody holds all of it: a table, a range of persons, or a block.

The rows and the report are those of reading it whole (:func:`rettidig.forloeb.laes_datasaet`). In memory at once is one
table, or, where one is larger than the limit allows, what :class:`StortUdtraek` holds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa

from rettidig.forloeb.datasaet import Datasaet, Fund, Fundblok, Rapport, Tabeltal
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.fundsamling import Maske
from rettidig.forloeb.kilde import Kilde, laes_kilde
from rettidig.forloeb.kildefiler import Kildefiler, find_kildefiler
from rettidig.forloeb.kontrakt import kontrakt
from rettidig.forloeb.lager import omraadedom
from rettidig.forloeb.lager.aabning import Lager, aabn_lager, er_lagerfil
from rettidig.forloeb.lager.lagerform import ID, PERSON
from rettidig.forloeb.lager.omraadedom import Kildespor, Tabelspor, find_spor, kendte_overskrifter, uden_raekker
from rettidig.forloeb.lager.stort_udtraek import StortUdtraek
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.raatabel import Raatabel
from rettidig.forloeb.tabellaesning import filtrer, laes_tabel
from rettidig.forloeb.visning import vis

STOERSTE_FIL = 32 << 20
"""Bytes of the largest file of an extract that is still read whole; as rows it takes up to eight times as much."""
_HUKOMMELSE = 1 << 27
_STYKKE = 1 << 22
_PERSONER = 8_192
Del = tuple[str, pa.Table]


class Udtraeksstroem(Protocol):
    """``fravaerende`` names the optional tables that are absent. A table may come in several parts, or in none."""

    @property
    def fravaerende(self) -> tuple[str, ...]:
        """The optional tables that are absent."""

    def dele(self) -> Iterator[Del]:
        """Accepted rows, table by table or mixed, each row once; once only. Raises ``UbrugeligeData``."""

    def rapport(self) -> Rapport:
        """Counts and remarks, once all parts have been given out."""


def aabn_udtraek(
    sti: str | Path, kilde: str | Path | Kilde | None = None, *, stoerste_fil: int = STOERSTE_FIL
) -> Udtraeksstroem:
    """What :func:`rettidig.forloeb.laes_datasaet` reads, in parts. Raises ``UbrugeligeData`` as it does."""
    if er_lagerfil(sti):
        if kilde is not None:
            raise UbrugeligeData("lager_med_kilde", fil=vis(Path(sti).name))
        return _FraLager(aabn_lager(sti))
    valgt = kilde if isinstance(kilde, Kilde) else laes_kilde(kilde)
    filer = find_kildefiler(Path(sti), (tabel.kilde for tabel in valgt.tabeller.values()))
    spor = find_spor(valgt, filer)
    if max((fil.stat().st_size for fil in filer.filer.values()), default=0) > stoerste_fil:
        return _Stort(Path(sti), valgt, filer, spor)
    return _Tabelvis(Path(sti), valgt, filer, spor)


@dataclass(frozen=True)
class FraDatasaet:
    """A data set somebody holds already."""

    data: Datasaet

    @property
    def fravaerende(self) -> tuple[str, ...]:
        """The optional tables that are absent."""
        return self.data.fravaerende

    def dele(self) -> Iterator[Del]:
        """Its tables."""
        yield from self.data.tabeller.items()

    def rapport(self) -> Rapport:
        """Its report."""
        return self.data.rapport


@dataclass(frozen=True)
class _FraLager:
    lager: Lager

    @property
    def fravaerende(self) -> tuple[str, ...]:
        return self.lager.fravaerende

    def dele(self) -> Iterator[Del]:
        for blok in self.lager.blokke():
            yield from blok.tabeller().items()

    def rapport(self) -> Rapport:
        return self.lager.rapport


@dataclass
class _Tabelvis:
    """Each table read, judged and let go of before the next; of the sources only the headers are remembered."""

    sti: Path
    kilde: Kilde
    filer: Kildefiler
    spor: Mapping[str, Tabelspor]
    _tal: dict[str, Tabeltal] = field(default_factory=dict)
    _blokke: list[Fundblok | Fund] = field(default_factory=list)
    _sete: dict[str, Kildespor] = field(default_factory=dict)
    _ramte: dict[str, Maske] = field(default_factory=dict)

    @property
    def fravaerende(self) -> tuple[str, ...]:
        return omraadedom.fravaerende(self.spor)

    def dele(self) -> Iterator[Del]:
        self._blokke.extend(omraadedom.uvedkommende(self.filer))
        kendte: pa.Array | None = None
        afviste: pa.Array | None = None
        tilbage = {kilde: list(tabeller) for kilde, tabeller in omraadedom.pr_kilde(self.spor).items()}
        laeste: dict[str, Raatabel] = {}
        for navn, tabel in self.spor.items():
            kilde = ens_navn(tabel.kilde.kilde)
            with _hukommelse(self.sti):
                raa = laeste.pop(kilde, None) or self._laes(tabel, tilbage[kilde])
                self._ramte[kilde] = self._ramte[kilde] | filtrer(raa, tabel.kilde)
                laest = laes_tabel(navn, tabel.spec, raa, tabel.kilde, kendte, afviste)
            tilbage[kilde].remove(tabel)
            if tilbage[kilde]:
                # A record that cannot be split is counted with the first table its file feeds.
                laeste[kilde] = Raatabel(raa.navn, raa.kolonner, raa.raekke)
            else:
                self._sete[kilde].uden_tabel = int((~self._ramte.pop(kilde)).sum())
            del raa
            self._tal[navn] = laest.tal
            self._blokke.extend(laest.blokke)
            if navn == PERSON:
                kendte, afviste = laest.tabel[ID].combine_chunks(), laest.afviste_id
            yield navn, laest.tabel
            del laest
            # What the tables were made of is a great deal more than they are; it is given back, not kept for the next.
            pa.default_memory_pool().release_unused()

    def rapport(self) -> Rapport:
        tal = {navn: self._tal.get(navn, Tabeltal(0, 0, 0)) for navn in kontrakt().tabeller}
        return Rapport(tal, (*self._blokke, *omraadedom.uden_plads_i_alt(self.kilde, self.spor, self._sete)))

    def _laes(self, tabel: Tabelspor, tabeller: list[Tabelspor]) -> Raatabel:
        raa = self.filer.laes(tabel.kilde.kilde, kendte_overskrifter(tabeller))
        if raa is None:
            raise UbrugeligeData("mangler_tabel", tabel=tabel.navn, fundne=self.filer.fundne_som_tekst())
        kilde = ens_navn(tabel.kilde.kilde)
        self._sete[kilde] = Kildespor(uden_raekker(raa))
        self._ramte[kilde] = np.zeros(raa.antal, dtype=np.bool_)
        return raa


@dataclass
class _Stort:
    """Sorted by person on the disk, and judged a range of persons at a time."""

    sti: Path
    kilde: Kilde
    filer: Kildefiler
    spor: Mapping[str, Tabelspor]
    _udtraek: StortUdtraek | None = None

    @property
    def fravaerende(self) -> tuple[str, ...]:
        return omraadedom.fravaerende(self.spor)

    def dele(self) -> Iterator[Del]:
        with tempfile.TemporaryDirectory(prefix="rettidig-") as mappe, _hukommelse(self.sti):
            self._udtraek = StortUdtraek(self.kilde, self.filer, Path(mappe), _STYKKE, _HUKOMMELSE, _i_stilhed)
            for tabeller in self._udtraek.omraader(_PERSONER):
                yield from tabeller.items()

    def rapport(self) -> Rapport:
        if self._udtraek is None:
            raise ValueError("the parts have not been given out")
        return self._udtraek.rapport()


def _i_stilhed(_tekst: str, _faerdigt: int, _i_alt: int | None) -> None:
    """Nobody is watching."""


@contextmanager
def _hukommelse(sti: Path) -> Iterator[None]:
    try:
        yield
    except (MemoryError, pa.ArrowCapacityError, pa.ArrowMemoryError):
        raise UbrugeligeData("for_stor", fil=vis(str(sti))) from None
