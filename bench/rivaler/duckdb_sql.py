"""DuckDB: the common rule as one query, and the whole rule as the tests' independent SQL counts it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from bench.proces import RODEN
from bench.rivaler.sqltekst import MAPPE, faelles_sql, maanedsnumre, svar_af_raekker
from bench.tal import kontrolsum
from bench.udfoer import gentag
from rettidig.tidslinje import calendar

FORLOEB = RODEN / "tests" / "sql" / "forloeb.sql"
UNDVAERES = ("TEMP TABLE stille_perioder", "TEMP TABLE dagpengedage")
"""The clock day by day: here it is counted in stretches instead, which is much quicker."""

# Weekdays before a day, counted from Monday 5 January 1970, and back.
MAKROER = (
    "CREATE OR REPLACE TEMP MACRO maaned_nr(dag) AS (year(dag) * 12 + month(dag))",
    "CREATE OR REPLACE TEMP MACRO hverdage(dag) AS "
    "((dag - DATE '1970-01-05') // 7 * 5 + least((dag - DATE '1970-01-05') % 7, 5))",
    "CREATE OR REPLACE TEMP MACRO dag_for_hverdag(antal) AS "
    "(DATE '1970-01-05' + CAST((antal - 1) // 5 * 7 + (antal - 1) % 5 AS INTEGER))",
)


def aabn(flad: str) -> duckdb.DuckDBPyConnection:
    """A connection with the flat tables in its own memory."""
    con = duckdb.connect()
    for fil in sorted(Path(flad).glob("*.parquet")):
        con.execute(f"CREATE TABLE {fil.stem} AS SELECT * FROM read_parquet(?)", [str(fil)])
    return con


def faelles(flad: str, maaneder: list[int], traade: int = 2, gange: int = 3) -> dict[str, Any]:
    con = aabn(flad)
    con.execute("SET threads = ?", [traade])
    sql = faelles_sql(lambda dag: f"last_day({dag})", lambda fra, til: f"unnest(range({fra}, {til} + 1))", maaneder)
    tider, raekker = gentag(lambda: con.execute(sql).fetchall(), gange)
    return {"sekunder": tider, "sum": kontrolsum(svar_af_raekker(raekker)), "version": duckdb.__version__}


def hele(flad: str, maaneder: list[int], traade: int = 2, gange: int = 3) -> dict[str, Any]:
    """The whole rule: courses once by the tests' own statements, then every month end in one query."""
    con = aabn(flad)
    con.execute("SET threads = ?", [traade])
    numre = maanedsnumre(maaneder)
    spoergsmaal = (MAPPE / "hele_reglen.sql").read_text(encoding="utf-8")
    for felt, tal in (("foerste", min(numre)), ("sidste", max(numre))):
        spoergsmaal = spoergsmaal.replace("{" + felt + "}", str(tal))
    sidste = calendar.to_date(max(maaneder))
    for makro in MAKROER:
        con.execute(makro)

    def regn() -> list[tuple[Any, ...]]:
        for saetning in con.extract_statements(FORLOEB.read_text(encoding="utf-8")):
            if any(uden in saetning.query for uden in UNDVAERES):
                continue
            mulige = {"pr": sidste, "formaal": "maaling"}
            con.execute(saetning, {navn: mulige[navn] for navn in saetning.named_parameters})
        return con.execute(spoergsmaal).fetchall()

    tider, raekker = gentag(regn, gange)
    return {"sekunder": tider, "sum": kontrolsum(svar_af_raekker(raekker)), "version": duckdb.__version__}
