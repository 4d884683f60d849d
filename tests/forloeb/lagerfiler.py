"""Stored forms for the tests: written straight from tables, and compared with where they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from tests.motor.sammenligning import folk, som_datasaet, som_tabeller

from rettidig.forloeb import Datasaet, Fund
from rettidig.forloeb.lager.blokke import byg_blokke
from rettidig.forloeb.lager.metadata import hoved
from rettidig.forloeb.lager.skrivning import Blokskriver

SLAGS = (".arrow", ".parquet")


def grimme(froe: int, antal: int) -> Datasaet:
    """So many ugly persons as a reader hands them over."""
    return som_datasaet(som_tabeller(folk(froe, antal)))


def skriv_lager(sti: Path, data: Datasaet, personer_pr_blok: int = 1_000) -> Path:
    """The stored form of accepted rows, whatever extract they came from."""
    return skriv_blokke(sti, list(byg_blokke(data.tabeller, personer_pr_blok)), data)


def skriv_blokke(sti: Path, poster: list[pa.RecordBatch], data: Datasaet) -> Path:
    """A stored form with just these blocks."""
    with Blokskriver(sti, hoved("kontrakt", None), arrow=sti.suffix == ".arrow") as fil:
        for post in poster:
            fil.skriv(post)
        fil.slut(data.rapport, data.fravaerende)
    return sti


def sorteret(tabeller: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with their rows in the order of the source."""
    return {navn: tabel.sort_by([("raekke", "ascending")]).combine_chunks() for navn, tabel in tabeller.items()}


def forskelle(ene: Datasaet, anden: Datasaet) -> list[str]:
    """In what two data sets differ, the order of their rows apart."""
    a, b = sorteret(ene.tabeller), sorteret(anden.tabeller)
    fundne = [navn for navn in a.keys() | b.keys() if not a[navn].equals(b[navn])]
    if ene.rapport.tal != anden.rapport.tal:
        fundne.append("tal")
    if ene.fravaerende != anden.fravaerende:
        fundne.append("fravaerende")
    kun_det_ene: Counter[Fund] = Counter(ene.rapport.fund)
    kun_det_ene.subtract(anden.rapport.fund)
    return sorted(fundne) + [f"{fund} ({antal:+})" for fund, antal in kun_det_ene.items() if antal]
