"""The contract's tables as Arrow schemas, and how a block's columns become them.

Inside, ends are exclusive, hours are integers of 1/10,000, money is in oere and ``grad`` in thousandths; the writer
turns them into the contract's text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.demo.traekninger import Sandt
from rettidig.tidslinje.calendar import DayArray

_TEKST, _DAG = pa.string(), pa.date32()

TABELLER: Mapping[str, pa.Schema] = {
    "borgere": pa.schema(
        [
            ("borger_id", _TEKST),
            ("foedselsdato", _DAG),
            ("kommune", _TEKST),
            ("erhvervsuddannelse", pa.bool_()),
            ("hjemmeboende_boern", pa.bool_()),
            ("integrationsprogram", pa.bool_()),
            ("forsikring", _TEKST),
            ("team", _TEKST),
            ("sagsbehandler", _TEKST),
            ("ugetal_foer", pa.int32()),
        ]
    ),
    "ydelser": pa.schema(
        [
            ("borger_id", _TEKST),
            ("ydelse", _TEKST),
            ("fra", _DAG),
            ("til", _DAG),
            ("visitation", _TEKST),
            ("grad", pa.int32()),
            ("status", _TEKST),
        ]
    ),
    "indsatser": pa.schema(
        [
            ("borger_id", _TEKST),
            ("indsats", _TEKST),
            ("fra", _DAG),
            ("til", _DAG),
            ("indsats_id", _TEKST),
            ("bevilget", _DAG),
            ("timer_pr_uge", pa.int64()),
            ("pris_pr_uge", pa.int64()),
            ("leverandoer", _TEKST),
            ("cvr", _TEKST),
        ]
    ),
    "samtaler": pa.schema(
        [
            ("borger_id", _TEKST),
            ("dato", _DAG),
            ("slags", _TEKST),
            ("form", _TEKST),
            ("status", _TEKST),
            ("part", _TEKST),
        ]
    ),
    "loentimer": pa.schema([("borger_id", _TEKST), ("maaned", _DAG), ("timer", pa.int64()), ("cvr", _TEKST)]),
    "fritagelser": pa.schema([("borger_id", _TEKST), ("grund", _TEKST), ("fra", _DAG), ("til", _DAG)]),
    "undtagelser": pa.schema([("borger_id", _TEKST), ("regel", _TEKST), ("dato", _DAG), ("begrundelse", _TEKST)]),
    "haendelser": pa.schema([("borger_id", _TEKST), ("haendelse", _TEKST), ("dato", _DAG), ("vaerdi", _TEKST)]),
}
"""Table name -> columns, in the order of the contract."""


def tabel(navn: str, **kolonner: Any) -> pa.Table:
    """A table of the contract from its columns (NumPy or Arrow arrays)."""
    skema = TABELLER[navn]
    return pa.table([_som(kolonner[felt.name], felt.type) for felt in skema], schema=skema)


def koder(navne: Sequence[str | None], valg: npt.NDArray[Any]) -> pa.Array:
    """Text codes picked by their number in ``navne``."""
    return pa.array(navne, _TEKST).take(pa.array(valg))


def hvor(vaerdier: npt.NDArray[Any], kendt: Sandt) -> pa.Array:
    """The values where known, null elsewhere."""
    return pa.array(vaerdier, mask=~kendt)


def slutdato(slut: DayArray, sidste_dag: int) -> pa.Array:
    """Exclusive ends, null where the spell is still running after the demo's last day (epoch day, included)."""
    return hvor(slut, slut <= sidste_dag)


def nummereret(moenster: str, numre: npt.NDArray[Any]) -> pa.Array:
    """Texts of one pattern with a number in it, each distinct number formatted once."""
    forskellige, plads = np.unique(numre, return_inverse=True)
    return pa.array([moenster.format(int(nummer)) for nummer in forskellige], _TEKST).take(pa.array(plads))


def _som(kolonne: Any, slags: pa.DataType) -> pa.Array:
    vaerdier = kolonne if isinstance(kolonne, (pa.Array, pa.ChunkedArray)) else pa.array(kolonne)
    if pa.types.is_date32(slags) and not pa.types.is_date32(vaerdier.type):
        return vaerdier.cast(pa.int32()).cast(slags)
    return vaerdier.cast(slags)
