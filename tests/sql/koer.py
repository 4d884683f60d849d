"""Runs the SQL versions of three rules over the contract's eight Arrow tables.

The module is an independent oracle: it uses nothing of what it is to check. Values are always bound as parameters and
never written into the SQL text. The readings chosen where the rules leave room are listed in VALG.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

Raekke = dict[str, Any]
Kilde = Mapping[str, pa.Table] | duckdb.DuckDBPyConnection
Parameter = date | str | bool

TABELLER = (
    "borgere",
    "ydelser",
    "indsatser",
    "samtaler",
    "loentimer",
    "fritagelser",
    "undtagelser",
    "haendelser",
)
REGELSAET = ("gaeldende", "gamle", "nye")
_MAPPE = Path(__file__).parent


def forbindelse(tabeller: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """A new in-memory connection with the eight tables copied in under their own names.

    Raises KeyError when one of the eight is missing; an absent table must come as an empty one.
    """
    con = duckdb.connect()
    for navn in TABELLER:
        con.register("arrow_tabel", tabeller[navn])
        con.table("arrow_tabel").create(navn)
        con.unregister("arrow_tabel")
    return con


def koer_sql(con: duckdb.DuckDBPyConnection, filnavn: str, parametre: Mapping[str, Parameter]) -> list[Raekke]:
    """Runs the statements of the file in order and returns the rows of the last one, a dict by column name for each.

    A statement is given only the named parameters it uses itself.
    """
    raekker: list[Raekke] = []
    for saetning in con.extract_statements((_MAPPE / filnavn).read_text(encoding="utf-8")):
        brugte = {navn: parametre[navn] for navn in saetning.named_parameters}
        svar = con.execute(saetning, brugte)
        kolonner = [kolonne[0] for kolonne in svar.description or []]
        raekker = [dict(zip(kolonner, vaerdier, strict=True)) for vaerdier in svar.fetchall()]
    return raekker


def lab_102(
    kilde: Kilde,
    pr: date,
    lovversioner: Sequence[tuple[str, date]] = (),
    *,
    ovo_grandfathered: bool = False,
) -> list[Raekke]:
    """The rule lab.102.foerste_tilbud judged on the day `pr`: one row for each course that carries the duty.

    Columns: borger_id, maalgruppe, frist, status, opfyldt_dato, forloeb_start, pause_dage (whole days), lovversion.
    `lovversioner` holds (id, first day in force); without them the column lovversion is None. A connection given in
    place of tables keeps the rule's temporary tables afterwards.
    """
    con = _aabn(kilde)
    con.execute("CREATE OR REPLACE TEMP TABLE lovversioner (id VARCHAR, fra DATE)")
    for version in lovversioner:
        con.execute("INSERT INTO lovversioner VALUES (?, ?)", list(version))
    koer_sql(con, "forloeb.sql", {"pr": pr, "formaal": "pligt"})
    return koer_sql(con, "lab_102.sql", {"pr": pr, "ovo_grandfathered": ovo_grandfathered})


def fokusmaal_1(kilde: Kilde, d: date, regelsaet: str = "gaeldende") -> list[Raekke]:
    """Fokusmål 1 on the month's last day `d`: borger_id, ydelse, aktiveret for everyone in the population.

    Raises ValueError when `d` is not the last day of a month, or the rule set is unknown.
    """
    if regelsaet not in REGELSAET:
        raise ValueError(f"Regelsættet hedder et af {', '.join(REGELSAET)}, ikke {regelsaet!r}.")
    con = _aabn(kilde)
    if con.execute("SELECT last_day(CAST($d AS DATE)) = CAST($d AS DATE)", {"d": d}).fetchone() != (True,):
        raise ValueError(f"Fokusmål måles på månedens sidste dag; {d} er det ikke.")
    koer_sql(con, "forloeb.sql", {"pr": d, "formaal": "maaling"})
    return koer_sql(con, "fokusmaal_1.sql", {"pr": d, "regelsaet": regelsaet})


def refusion(kilde: Kilde, fra: date, til: date) -> list[Raekke]:
    """The reimbursement ladder for the weeks that overlap `fra` to `til`, both days included.

    Columns: borger_id, uge (2023-W05), ydelse, ugenummer, sats (whole percent).
    """
    return koer_sql(_aabn(kilde), "refusion.sql", {"fra": fra, "til": til})


def _aabn(kilde: Kilde) -> duckdb.DuckDBPyConnection:
    return kilde if isinstance(kilde, duckdb.DuckDBPyConnection) else forbindelse(kilde)
