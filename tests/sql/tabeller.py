"""Builds the contract's eight Arrow tables from short rows written in a test.

A row names only the columns the example is about; the rest get the contract's default or null. Ends (`til`) are
exclusive, as in the dataset object.
"""

from datetime import date
from typing import Any

import pyarrow as pa

Raekker = list[dict[str, Any]]

SKEMAER: dict[str, pa.Schema] = {
    "borgere": pa.schema(
        [
            ("borger_id", pa.string()),
            ("foedselsdato", pa.date32()),
            ("kommune", pa.string()),
            ("erhvervsuddannelse", pa.bool_()),
            ("hjemmeboende_boern", pa.bool_()),
            ("integrationsprogram", pa.bool_()),
            ("forsikring", pa.string()),
            ("team", pa.string()),
            ("sagsbehandler", pa.string()),
            ("ugetal_foer", pa.int32()),
            ("raekke", pa.int32()),
        ]
    ),
    "ydelser": pa.schema(
        [
            ("borger_id", pa.string()),
            ("ydelse", pa.string()),
            ("fra", pa.date32()),
            ("til", pa.date32()),
            ("visitation", pa.string()),
            ("grad", pa.int32()),
            ("status", pa.string()),
            ("raekke", pa.int32()),
        ]
    ),
    "indsatser": pa.schema(
        [
            ("borger_id", pa.string()),
            ("indsats", pa.string()),
            ("fra", pa.date32()),
            ("til", pa.date32()),
            ("indsats_id", pa.string()),
            ("bevilget", pa.date32()),
            ("timer_pr_uge", pa.int64()),
            ("pris_pr_uge", pa.int64()),
            ("leverandoer", pa.string()),
            ("cvr", pa.string()),
            ("raekke", pa.int32()),
        ]
    ),
    "samtaler": pa.schema(
        [
            ("borger_id", pa.string()),
            ("dato", pa.date32()),
            ("slags", pa.string()),
            ("form", pa.string()),
            ("status", pa.string()),
            ("part", pa.string()),
            ("raekke", pa.int32()),
        ]
    ),
    "loentimer": pa.schema(
        [
            ("borger_id", pa.string()),
            ("maaned", pa.date32()),
            ("timer", pa.int64()),
            ("cvr", pa.string()),
            ("raekke", pa.int32()),
        ]
    ),
    "fritagelser": pa.schema(
        [
            ("borger_id", pa.string()),
            ("grund", pa.string()),
            ("fra", pa.date32()),
            ("til", pa.date32()),
            ("raekke", pa.int32()),
        ]
    ),
    "undtagelser": pa.schema(
        [
            ("borger_id", pa.string()),
            ("regel", pa.string()),
            ("dato", pa.date32()),
            ("begrundelse", pa.string()),
            ("raekke", pa.int32()),
        ]
    ),
    "haendelser": pa.schema(
        [
            ("borger_id", pa.string()),
            ("haendelse", pa.string()),
            ("dato", pa.date32()),
            ("vaerdi", pa.string()),
            ("raekke", pa.int32()),
        ]
    ),
}
STANDARD: dict[str, Any] = {
    "borger_id": "b1",
    "kommune": "766",
    "foedselsdato": date(1980, 5, 17),
    "forsikring": "fuldtid",
    "grad": 1000,
}


def tabeller(*, borgere: Raekker | None = None, **raekker: Raekker) -> dict[str, pa.Table]:
    """All eight tables; without `borgere` there is one person, b1, born 17 May 1980.

    `raekke` is the row number a file would have had. A column or table the contract does not know is a KeyError.
    """
    givne: dict[str, Raekker] = {"borgere": [{}] if borgere is None else borgere, **raekker}
    if ukendte := givne.keys() - SKEMAER.keys():
        raise KeyError(f"unknown tables: {sorted(ukendte)}")
    return {navn: _tabel(skema, givne.get(navn, [])) for navn, skema in SKEMAER.items()}


def _tabel(skema: pa.Schema, raekker: Raekker) -> pa.Table:
    fulde = []
    for nummer, raekke in enumerate(raekker, start=2):
        if ukendte := raekke.keys() - set(skema.names):
            raise KeyError(f"unknown columns: {sorted(ukendte)}")
        fulde.append({navn: raekke.get(navn, STANDARD.get(navn)) for navn in skema.names} | {"raekke": nummer})
    return pa.Table.from_pylist(fulde, schema=skema)
