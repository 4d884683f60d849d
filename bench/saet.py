"""The people that are measured on: so many of a synthetic country, as the engine and as its rivals want them.

One stored file is the source of everything. A smaller set is a number of its blocks, spread evenly over the country,
the last one cut to the person; rivals get the same rows as flat Parquet with plain numbers for persons.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rettidig.demo import lav_land
from rettidig.forloeb.lager import Blok, Lager, aabn_lager, byg_lager
from rettidig.forloeb.lager.metadata import hoved
from rettidig.forloeb.lager.skrivning import Blokskriver
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Days

ANDEL_TIL_DEN_KORTE = 0.05
FLADE_TABELLER = ("borgere", "ydelser", "indsatser", "loentimer", "haendelser")


class Udsnit:
    """So many persons of a stored file: the part of :class:`Lager` that hosts of work ask for."""

    def __init__(self, sti: Path, antal: int | None = None) -> None:
        self.lager: Lager = aabn_lager(sti)
        self.antal = self.lager.antal if antal is None else antal
        if self.antal > self.lager.antal:
            raise ValueError(f"{sti} holds {self.lager.antal} persons, not {self.antal}")

    @cached_property
    def _dele(self) -> list[tuple[int, int]]:
        """(block number, how many of its persons), in the order of the file: blocks spread evenly, cut alike."""
        stoerrelser = [plads.antal for plads in self.lager.metadata.blokke]
        i_alt = len(stoerrelser)
        for flest in range(1, i_alt + 1):
            valgte = [nr * i_alt // flest for nr in range(flest)]
            if sum(stoerrelser[nr] for nr in valgte) >= self.antal:
                break
        dele: dict[int, int] = {}
        mangler = self.antal
        for tilbage, nr in zip(range(len(valgte), 0, -1), sorted(valgte, key=stoerrelser.__getitem__), strict=True):
            dele[nr] = min(stoerrelser[nr], -(-mangler // tilbage))
            mangler -= dele[nr]
        return [(nr, dele[nr]) for nr in valgte if dele[nr]]

    @property
    def antal_blokke(self) -> int:
        """Number of blocks."""
        return len(self._dele)

    def blok(self, nummer: int) -> Blok:
        """One block, read anew from the mapped file and checked as every reader does."""
        plads, antal = self._dele[nummer]
        blok = self.lager.blok(plads)
        return blok if antal == blok.antal else Blok(blok.personer.slice(0, antal), blok.kort)

    def blokke(self) -> Iterator[Blok]:
        """All blocks, one after another."""
        return (self.blok(nummer) for nummer in range(self.antal_blokke))


def skriv_fladt(udsnit: Udsnit, mappe: Path) -> None:
    """Write the tables the rivals use as Parquet, block by block: persons by number, codes as texts, open ends empty.

    Ends are exclusive, hours and degrees whole numbers, as inside the engine.
    """
    mappe.mkdir(parents=True, exist_ok=True)
    foer = 0
    with ExitStack() as aabne:
        skrivere: dict[str, pq.ParquetWriter] = {}
        for blok in udsnit.blokke():
            ider = blok.ider.cast(pa.string())
            tabeller = blok.tabeller()
            for navn in FLADE_TABELLER:
                numre = pc.add(pc.index_in(tabeller[navn]["borger_id"], value_set=ider), foer).cast(pa.int32())
                flad = tabeller[navn].set_column(0, "borger_id", numre)
                if navn not in skrivere:
                    skriver = pq.ParquetWriter(mappe / f"{navn}.parquet", flad.schema)
                    skrivere[navn] = aabne.enter_context(skriver)
                skrivere[navn].write_table(flad)
            foer += blok.antal


def hent_land(sti: Path | None, arbejdsmappe: Path, *, fuld: bool) -> Path:
    """The stored file to measure on: the one named, or a synthetic country made once and kept."""
    if sti is not None:
        return sti
    navn = "land" if fuld else "land-lille"
    lager = arbejdsmappe / f"{navn}.arrow"
    if not lager.exists():
        arbejdsmappe.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=arbejdsmappe) as midlertidig:
            flad = Path(midlertidig) / "land"
            lav_land(flad, andel=1.0 if fuld else ANDEL_TIL_DEN_KORTE)
            byg_lager(flad, lager)
    return lager


def byg_parquet(udsnit: Udsnit, fil: Path) -> Path:
    """The same blocks as a stored file of Parquet, which Spark reads."""
    kilde = udsnit.lager
    fil.parent.mkdir(parents=True, exist_ok=True)
    with Blokskriver(fil, hoved(kilde.metadata.kilde, None), arrow=False) as skriver:
        for blok in udsnit.blokke():
            skriver.skriv(blok.personer)
        skriver.slut(kilde.rapport, kilde.fravaerende)
    return fil


def maanedsslut(antal: int, sidste: int) -> Days:
    """So many month ends, the last of them on or before a day, ascending."""
    foerste = calendar.month_start(sidste + 1)
    return np.array([calendar.add_months(foerste, -nr) - 1 for nr in range(antal)][::-1], dtype=np.int32)
