"""Small extracts for the store, and what the store holds of them, told so that they can be compared."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from typing import Any

import pyarrow as pa
from tests.motor.sammenligning import folk, som_datasaet, som_tabeller, standardvalg
from tests.sql.tabeller import tabeller

from rettidig.forloeb import Datasaet
from rettidig.forloeb.kontrakt import RAEKKE
from rettidig.motor.historik import byg_historik
from rettidig.motor.opgaver import Fristopgave

DAGE = (dt.date(2021, 2, 10), dt.date(2023, 5, 31), dt.date(2026, 7, 31))
D = dt.date


def uden_gentagelser(tabel: pa.Table) -> pa.Table:
    """The rows without exact repeats, which a reader sets aside, numbered as in a file."""
    sete: dict[tuple[Any, ...], dict[str, Any]] = {}
    for raekke in tabel.to_pylist():
        sete.setdefault(tuple(v for k, v in raekke.items() if k != RAEKKE), raekke)
    raekker = [raekke | {RAEKKE: nr} for nr, raekke in enumerate(sete.values(), start=2)]
    return pa.Table.from_pylist(raekker, schema=tabel.schema)


@cache
def byen(froe: int, antal: int) -> Datasaet:
    """So many ugly persons as a reader hands them over."""
    return som_datasaet({n: uden_gentagelser(t) for n, t in som_tabeller(folk(froe, antal)).items()})


def lille(**raekker: list[dict[str, Any]]) -> Datasaet:
    """A data set of a few rows; citizens A and B are there unless others are given."""
    borgere = [{"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "766"} for b in "AB"]
    return som_datasaet(tabeller(**({"borgere": borgere} | raekker)))


def ydelse(til: dt.date | None = None, borger: str = "A", **andet: Any) -> dict[str, Any]:
    """One spell of kontanthjaelp from 3 October 2022."""
    fast = {"borger_id": borger, "ydelse": "kontanthjaelp", "fra": D(2022, 10, 3), "visitation": "jobparat"}
    return fast | {"til": til} | andet


def indhold(data: Datasaet) -> dict[str, Counter[tuple[Any, ...]]]:
    """The rows of every table as a multiset, row numbers apart."""
    return {
        navn: Counter(zip(*(tabel[k].to_pylist() for k in tabel.column_names if k != RAEKKE), strict=True))
        for navn, tabel in data.tabeller.items()
        if tabel.num_rows
    }


def svar(data: Datasaet) -> list[list[dict[str, Any]]]:
    """What the engine answers on some days: every row in order."""
    historik = byg_historik(data)
    valg = standardvalg()
    return [Fristopgave(dag, valg).svar(historik).to_pylist() for dag in DAGE]
