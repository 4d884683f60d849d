"""Dirt on request: rows spoilt in the ways the data contract names, each in one way only, and counted.

The first group is set aside by a reader, the second is kept with a finding, the third is merely another lawful way of
writing. Persons' own rows are spoilt only in ways that leave the person known, so that one fault never grows into
many and the counts add up.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rettidig.tidslinje import calendar

SAT_TIL_SIDE = (
    "omvendt_periode",
    "ukendt_kode",
    "ukendt_borger",
    "umulig_dato",
    "gentaget_borger",
    "eksakt_gentagelse",
)
"""Faults for which a reader sets one row aside."""

MED_FUND = ("overlap", "fjern_dato", "manglende_visitation")
"""Faults a reader keeps with a finding."""

ANDEN_SKRIVEMAADE = ("dansk_dato", "decimalkomma")
"""No faults at all: other ways of writing that the contract allows."""

_UMULIGE = ("2023-02-30", "31-11-2022", "2022-13-05", "2023-00-10", "00-00-0000")
_FJERN_FREMTID = "2199-12-31"
_UKENDTE_KODER = ("XX", "ukendt kode", "KTH-9", "0")
_FREMMED_BORGER = "F{:06d}"
_DATOER = ("foedselsdato", "fra", "til", "bevilget", "dato")
_KODEKOLONNE = {
    "ydelser": "ydelse",
    "indsatser": "indsats",
    "samtaler": "slags",
    "fritagelser": "grund",
}
"""Where a code is checked against a list; the list of events is open."""

_PERIODER = ("ydelser", "indsatser", "fritagelser")
_DECIMALER = ("grad", "timer", "timer_pr_uge")
_VISITERET = ("kontanthjaelp", "sho")
_OVERLAP_DAGE = 3

Raekke = dict[str, str | None]


@dataclass(frozen=True)
class Tilsnavset:
    """A table's rows after the dirt, and how many rows were spoilt in each way."""

    tekster: pa.Table
    antal: Mapping[str, int]


def tilsnavs(rng: np.random.Generator, navn: str, tekster: pa.Table, andel: float) -> Tilsnavset:
    """Spoil the given share of a table's rows. Rows added (repeats, overlaps) stand right after their model."""
    raekker = len(tekster)
    valgte = np.flatnonzero(rng.random(raekker) < andel)
    nye: list[pa.Table] = []
    antal: Counter[str] = Counter()
    naaet = 0
    for plads in valgte.tolist():
        raekke: Raekke = tekster.slice(plads, 1).to_pylist()[0]
        maader = _mulige(navn, raekke)
        maade = maader[int(rng.integers(len(maader)))]
        skrevne = _spoleret(rng, navn, raekke, maade)
        nye += [tekster.slice(naaet, plads - naaet), pa.Table.from_pylist(skrevne, schema=tekster.schema)]
        naaet = plads + 1
        antal[maade] += 1
    nye.append(tekster.slice(naaet))
    return Tilsnavset(pa.concat_tables(nye).combine_chunks(), dict(antal))


def _mulige(navn: str, raekke: Raekke) -> list[str]:
    """The ways in which this very row can be spoilt."""
    if navn == "borgere":
        return ["gentaget_borger", "eksakt_gentagelse", "dansk_dato"]
    maader = ["ukendt_borger", "eksakt_gentagelse"]
    if navn in _KODEKOLONNE:
        maader.append("ukendt_kode")
    if "fra" in raekke or "dato" in raekke:
        maader += ["umulig_dato", "dansk_dato"]
    if navn in _PERIODER:
        maader.append("omvendt_periode")
    if navn in _PERIODER and raekke["til"] is not None:
        maader.append("fjern_dato")
    if navn == "ydelser":
        maader += _ydelsens(raekke)
    if any(kolonne in raekke and "." in (raekke[kolonne] or "") for kolonne in _DECIMALER):
        maader.append("decimalkomma")
    return maader


def _ydelsens(raekke: Raekke) -> list[str]:
    maader = []
    if raekke["til"] is None or _dag(raekke["til"]) - _dag(raekke["fra"]) > _OVERLAP_DAGE:
        maader.append("overlap")
    if raekke["ydelse"] in _VISITERET and raekke["visitation"] is not None:
        maader.append("manglende_visitation")
    return maader


def _spoleret(rng: np.random.Generator, navn: str, raekke: Raekke, maade: str) -> list[Raekke]:
    """The rows that take the row's place."""
    nummer = int(rng.integers(1_000_000))
    dato = "fra" if "fra" in raekke else "dato"
    if maade == "eksakt_gentagelse":
        return [raekke, dict(raekke)]
    if maade == "gentaget_borger":
        return [raekke, {**raekke, "foedselsdato": _flyttet(raekke["foedselsdato"], 1 + nummer % 300)}]
    if maade == "overlap":
        return [raekke, {**raekke, "fra": _flyttet(raekke["fra"], 1 + nummer % _OVERLAP_DAGE)}]
    aendret: dict[str, Raekke] = {
        "ukendt_borger": {"borger_id": _FREMMED_BORGER.format(nummer)},
        "ukendt_kode": {_KODEKOLONNE.get(navn, dato): _UKENDTE_KODER[nummer % len(_UKENDTE_KODER)]},
        "umulig_dato": {dato: _UMULIGE[nummer % len(_UMULIGE)]},
        "omvendt_periode": {"til": _flyttet(raekke.get("fra"), -2 - nummer % 40)},
        "fjern_dato": {"til": _FJERN_FREMTID},
        "manglende_visitation": {"visitation": None},
        "dansk_dato": {kolonne: _dansk(raekke[kolonne]) for kolonne in _DATOER if kolonne in raekke},
        "decimalkomma": {
            kolonne: (raekke[kolonne] or "").replace(".", ",") or None for kolonne in _DECIMALER if kolonne in raekke
        },
    }
    return [{**raekke, **aendret[maade]}]


def _dansk(iso: str | None) -> str | None:
    return None if iso is None else "-".join(reversed(iso.split("-")))


def _dag(iso: str | None) -> int:
    if iso is None:
        raise ValueError("a required date is never empty in the clean rows")
    return calendar.to_day(dt.date.fromisoformat(iso))


def _flyttet(iso: str | None, dage: int) -> str | None:
    return None if iso is None else calendar.to_date(calendar.add_days(_dag(iso), dage)).isoformat()
