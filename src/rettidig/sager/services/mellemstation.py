"""The rows of an extract on their way in: copied to temporary tables, which vanish with the transaction."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.forloeb import skema
from rettidig.sager.faktatabeller import BORGER_ID, BORGERE, Faktatabel, faktatabeller

_RAEKKER_AD_GANGEN = 10_000
_FAA = 2_000
"""Rows of which the planner's guesses are good enough; of more it must be told."""
_ARROWTYPER = {"date32[day]": "date", "bool": "boolean", "int32": "integer", "int64": "bigint", "string": "text"}


def tabeller_i(fravaerende: Container[str]) -> tuple[Faktatabel, ...]:
    """The tables an extract holds. One it does not hold says nothing of its facts."""
    return tuple(tabel for navn, tabel in faktatabeller().items() if navn not in fravaerende)


def lav_ny(markoer: CursorWrapper, tabel: Faktatabel) -> None:
    """An empty ``ny_<table>``."""
    felter = skema(tabel.navn)
    kolonner = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(navn), sql.SQL(_ARROWTYPER[str(felter.field(navn).type)]))
        for navn in tabel.arrowkolonner()
    )
    ny = sql.Identifier(f"ny_{tabel.navn}")
    markoer.execute(sql.SQL("CREATE TEMP TABLE {} (plads integer NOT NULL, {}) ON COMMIT DROP").format(ny, kolonner))


def kopier(markoer: CursorWrapper, tabel: Faktatabel, arrow: pa.Table, fra: int = 0) -> None:
    """Copy rows of the extract to ``ny_<table>``, their places numbered from ``fra``."""
    ny = sql.Identifier(f"ny_{tabel.navn}")
    with markoer.cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(ny)) as stroem:
        for stykke in _som_csv(arrow.select(tabel.arrowkolonner()), fra):
            stroem.write(stykke)


def find_borgere(markoer: CursorWrapper, *, opret: bool) -> None:
    """Number the citizens of the extract in ``ny_ejere``; without ``opret`` those not known get passing numbers."""
    if opret:
        markoer.execute(
            f"INSERT INTO sager_borger (noegle) SELECT {BORGER_ID} FROM ny_{BORGERE} n WHERE NOT EXISTS"
            f" (SELECT FROM sager_borger b WHERE b.noegle = n.{BORGER_ID}) ORDER BY plads"
        )
    markoer.execute(
        "CREATE TEMP TABLE ny_ejere ON COMMIT DROP AS"
        f" SELECT n.{BORGER_ID}, coalesce(b.id, -n.plads - 1) AS borger"
        f" FROM ny_{BORGERE} n LEFT JOIN sager_borger b ON b.noegle = n.{BORGER_ID}"
    )
    markoer.execute("ANALYZE ny_ejere")


def analyser(markoer: CursorWrapper, raekker: int, tabel: Faktatabel, *trin: str) -> None:
    """Tell the planner how large the temporary tables of one table have become; ``raekker`` are the extract's."""
    if raekker > _FAA:
        for navn in trin:
            markoer.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(f"{navn}_{tabel.navn}")))


def stil_op(markoer: CursorWrapper, tabel: Faktatabel) -> None:
    """Turn ``ny_<table>`` into ``trin_<table>``: the rows as the store would hold them, ready to be compared."""
    markoer.execute(
        sql.SQL(
            "CREATE TEMP TABLE {trin} ON COMMIT DROP AS"
            " SELECT plads, raekke, borger, periode, {kolonner}, {indhold} AS indhold, {noegle} AS noegle,"
            " row_number() OVER dagen AS nr, count(*) OVER (PARTITION BY borger, lower(periode)) AS paa_dagen"
            " FROM (SELECT n.*, e.borger, {periode} AS periode FROM {ny} n JOIN ny_ejere e USING (borger_id)) AS n"
            " WINDOW dagen AS (PARTITION BY borger, lower(periode) ORDER BY raekke, plads)"
        ).format(
            trin=sql.Identifier(f"trin_{tabel.navn}"),
            ny=sql.Identifier(f"ny_{tabel.navn}"),
            kolonner=tabel.kolonneliste,
            indhold=tabel.indhold,
            noegle=tabel.noegle,
            periode=tabel.periode,
        )
    )
    # The reader sets exact repeats aside. Data from elsewhere may hold them: what is said twice is one fact.
    markoer.execute(
        sql.SQL(
            "DELETE FROM {trin} WHERE plads IN (SELECT plads FROM (SELECT plads, row_number() OVER"
            " (PARTITION BY borger, indhold ORDER BY plads) AS gang FROM {trin} WHERE paa_dagen > 1) AS t"
            " WHERE gang > 1)"
        ).format(trin=sql.Identifier(f"trin_{tabel.navn}"))
    )


def _som_csv(arrow: pa.Table, fra: int) -> Iterator[bytes]:
    plads = pa.array(np.arange(fra, fra + arrow.num_rows, dtype=np.int32))
    nummereret = arrow.add_column(0, "plads", plads)
    for stykke in nummereret.to_batches(max_chunksize=_RAEKKER_AD_GANGEN):
        ud = io.BytesIO()
        pcsv.write_csv(_uden_nul(stykke), ud, pcsv.WriteOptions(include_header=False))
        yield ud.getvalue()


def _uden_nul(stykke: pa.RecordBatch) -> pa.RecordBatch:
    """PostgreSQL keeps no text with the character 0; it becomes the sign for one that cannot be shown."""
    kolonner = [
        pc.replace_substring(kolonne, "\x00", "\ufffd") if pa.types.is_string(kolonne.type) else kolonne
        for kolonne in stykke.columns
    ]
    return pa.record_batch(kolonner, schema=stykke.schema)
