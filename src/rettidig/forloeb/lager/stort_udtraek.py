"""Reads an extract of any size into blocks of persons, in bounded memory.

Every source file is read in pieces, its raw rows are sorted by person on disk, and the reader's own rules then judge a
range of persons at a time (``omraadedom``). In memory at once: a piece of a file, or one range of persons; the limit
given to the sorting; and the findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa

from rettidig.forloeb.datasaet import Rapport
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.fundsamling import Maske
from rettidig.forloeb.kilde import Kilde
from rettidig.forloeb.kildefiler import Kildefiler
from rettidig.forloeb.lager import omraadedom
from rettidig.forloeb.lager.lagerform import PERSON
from rettidig.forloeb.lager.omraadedom import (
    Kildespor,
    Omraadedom,
    Tabelspor,
    find_spor,
    kendte_overskrifter,
    kontroller_overskrift,
    pr_kilde,
    raarader,
    uden_raekker,
)
from rettidig.forloeb.lager.raastroem import MaaLaesesHel, laes_hel, laes_i_stykker
from rettidig.forloeb.lager.sortering import Radfil, Uddeler, sorter
from rettidig.forloeb.raatabel import AfvistRaekke, Raatabel
from rettidig.sprog import tekst

Fremdrift = Callable[[str, int, int | None], None]
_HOEJST_RAEKKER = 4_000_000


class StortUdtraek:
    """An extract sorted by person on disk; :meth:`omraader` gives the accepted rows, after which the report stands."""

    def __init__(
        self, kilde: Kilde, filer: Kildefiler, mappe: Path, stykke: int, hukommelse: int, fremdrift: Fremdrift
    ) -> None:
        self._kilde = kilde
        self._filer = filer
        self._mappe = mappe
        self._stykke = stykke
        self._kildefiler: dict[str, Kildespor] = {}
        self._tabeller = find_spor(kilde, filer)
        self._dom = Omraadedom(self._tabeller)
        self._dom.regnskab.tag(omraadedom.uvedkommende(filer))
        kilder = pr_kilde(self._tabeller)
        for nummer, (kildenavn, tabeller) in enumerate(kilder.items()):
            fremdrift(tekst("lager.laeser", tabel=kildenavn), nummer, len(kilder))
            self._del_i_tabeller(kildenavn, tabeller)
        for nummer, tabel in enumerate(self._tabeller.values()):
            fremdrift(tekst("lager.sorterer", tabel=tabel.navn), nummer, len(self._tabeller))
            sorter(self._raa(tabel), self._sorteret(tabel), mappe, hukommelse)
            self._raa(tabel).unlink()

    @property
    def personer(self) -> int:
        """About how many persons there are: the raw rows that name one."""
        return self._tabeller[PERSON].raekker

    @property
    def fravaerende(self) -> tuple[str, ...]:
        """The optional tables that are absent."""
        return omraadedom.fravaerende(self._tabeller)

    def omraader(self, personer: int) -> Iterator[dict[str, pa.Table]]:
        """The accepted rows of all tables, for about so many persons at a time, in the order of their ids.

        Fewer persons at a time where they have very many rows each.
        """
        raekker = sum(tabel.raekker for tabel in self._tabeller.values())
        raad = _HOEJST_RAEKKER * max(self._tabeller[PERSON].raekker, 1) // max(raekker, 1)
        with ExitStack() as aabne:
            uddelere = {n: aabne.enter_context(Uddeler(self._sorteret(t))) for n, t in self._tabeller.items()}
            for navn, uddeler in uddelere.items():
                self._dom.uden_person(navn, uddeler.til_og_med(""))
            self._dom.begynd()
            sidste: str | None = ""
            while sidste is not None:
                stykker, sidste = uddelere[PERSON].naeste_personer(max(1, min(personer, raad)))
                andre = {n: u.til_og_med(sidste) for n, u in uddelere.items() if n != PERSON}
                yield self._dom.doem(stykker, andre)

    def rapport(self) -> Rapport:
        """Counts and remarks, once all rows have been given out."""
        return omraadedom.rapport(self._kilde, self._tabeller, self._kildefiler, self._dom.regnskab)

    def _del_i_tabeller(self, kildenavn: str, tabeller: Sequence[Tabelspor]) -> None:
        """Write the raw rows of one source file to the tables it feeds."""
        kendte = kendte_overskrifter(tabeller)
        fil = self._filer.filer.get(kildenavn)
        if fil is None:
            hel = self._filer.laes(kildenavn, kendte)
            self._skriv_raa(kildenavn, tabeller, iter([] if hel is None else [hel]))
            return
        try:
            self._skriv_raa(kildenavn, tabeller, _laesefejl(fil, laes_i_stykker(fil, kendte, self._stykke)))
        except MaaLaesesHel:
            self._skriv_raa(kildenavn, tabeller, _laesefejl(fil, (laes_hel(fil, kendte) for _ in range(1))))

    def _skriv_raa(self, kildenavn: str, tabeller: Sequence[Tabelspor], stykker: Iterator[Raatabel]) -> None:
        filer = [Radfil(self._raa(tabel), len(tabel.navne)) for tabel in tabeller]
        afviste: tuple[AfvistRaekke, ...] = ()
        husket: Kildespor | None = None
        try:
            for raa in stykker:
                tom = uden_raekker(raa)
                if husket is None:
                    husket = Kildespor(tom)
                    for tabel in tabeller:
                        tabel.filnavn, tabel.raekker = raa.navn, 0
                        kontroller_overskrift(tabel, tom)
                husket.tom = Raatabel(raa.navn, {**husket.tom.kolonner, **tom.kolonner}, raa.raekke[:0])
                ramt = np.zeros(raa.antal, dtype=np.bool_)
                for tabel, fil in zip(tabeller, filer, strict=True):
                    ramt |= _skriv_til(tabel, fil, raa)
                husket.uden_tabel += int((~ramt).sum())
                afviste += raa.afviste
        finally:
            for fil in filer:
                fil.luk()
        if husket is not None:
            self._kildefiler[kildenavn] = husket
        # A record that cannot be split is counted with the first table its file feeds.
        tabeller[0].afviste = afviste

    def _raa(self, tabel: Tabelspor) -> Path:
        return self._mappe / f"raa-{tabel.navn}"

    def _sorteret(self, tabel: Tabelspor) -> Path:
        return self._mappe / f"sorteret-{tabel.navn}"


def _laesefejl(fil: Path, stykker: Iterator[Raatabel]) -> Iterator[Raatabel]:
    """Keep trouble with reading the source apart from trouble with writing beside the target."""
    try:
        yield from stykker
    except OSError:
        raise UbrugeligeData("kan_ikke_aabnes", fil=fil.name) from None


def _skriv_til(tabel: Tabelspor, fil: Radfil, raa: Raatabel) -> Maske:
    """Write the rows one table takes from a piece of a file; answer with which they were."""
    rader = raarader(tabel, raa)
    fil.skriv(rader.noegle, rader.raekke, rader.tekster)
    tabel.raekker += len(rader.noegle)
    return rader.maske
