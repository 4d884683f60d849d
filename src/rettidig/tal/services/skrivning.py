"""Writes results: rows by COPY, the cube by adding to its cells. The only place where what is kept is written."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
from django.apps import apps
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.motor.kuber import MAAL, Kubeopsaetning
from rettidig.motor.kuber.optaelling import Maerketcelle
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.tal.services.beregning import Resultat
from rettidig.tidslinje.model import Longs

STAND, FRIST, LOKAL, PERIODE = "tal_borgerstand", "tal_frist", "tal_lokalfrist", "tal_maaleperiode"
KUBE = "tal_kube"
PERSONTABELLER = (STAND, FRIST, LOKAL, PERIODE)
KUBENOEGLE = ("maaned", "regelsaet", "kommune", "team", "ydelse", "gruppe")
_RAEKKER_AD_GANGEN = 50_000


def tabeller(resultat: Resultat) -> dict[str, pa.Table]:
    """The rows of a result by the table they belong in."""
    return {STAND: resultat.stand, FRIST: resultat.frister, LOKAL: resultat.lokale, PERIODE: resultat.perioder}


def kopier(markoer: CursorWrapper, tabel: str, raekker: pa.Table) -> None:
    """Put rows at the end of a table, by the names of their columns."""
    if not raekker.num_rows:
        return
    kolonner = sql.SQL(", ").join(map(sql.Identifier, raekker.column_names))
    ind = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(tabel), kolonner)
    with markoer.cursor.copy(ind) as stroem:
        for stykke in raekker.to_batches(max_chunksize=_RAEKKER_AD_GANGEN):
            ud = io.BytesIO()
            pcsv.write_csv(stykke, ud, pcsv.WriteOptions(include_header=False))
            stroem.write(ud.getvalue())


@cache
def kolonner(tabel: str) -> sql.Composable:
    """The columns of a table that say something: all but the number of the row."""
    model = next(model for model in apps.get_app_config("tal").get_models() if model._meta.db_table == tabel)
    return _navne([felt.column for felt in model._meta.concrete_fields if not felt.primary_key])


def slet(markoer: CursorWrapper, borgere: Sequence[int]) -> None:
    """Take out what is kept of some citizens; the cube is another matter."""
    for tabel in PERSONTABELLER:
        markoer.execute(
            sql.SQL("DELETE FROM {} WHERE borger_id = ANY({}::bigint[])").format(
                sql.Identifier(tabel), sql.Literal(list(borgere))
            )
        )


def laeg_til_kuben(markoer: CursorWrapper, tal: pa.Table) -> None:
    """Add numbers, which may be negative, to the cells of the cube; a cell that becomes all zero is taken out.

    A cell below zero is refused by the database: somebody was taken out who was never in.
    """
    if not tal.num_rows:
        return
    markoer.execute("DROP TABLE IF EXISTS ny_kube")
    markoer.execute(
        sql.SQL("CREATE TEMP TABLE ny_kube ON COMMIT DROP AS SELECT {} FROM tal_kube WITH NO DATA").format(
            _navne((*KUBENOEGLE, *MAAL))
        )
    )
    kopier(markoer, "ny_kube", tal)
    # Not in one statement: an insertion is checked against the rules before it is found to be there already.
    markoer.execute(
        sql.SQL("UPDATE tal_kube k SET {} FROM ny_kube n WHERE {}").format(
            sql.SQL(", ").join(sql.SQL("{0} = k.{0} + n.{0}").format(sql.Identifier(maal)) for maal in MAAL),
            _samme("k", "n"),
        )
    )
    markoer.execute(
        sql.SQL(
            "INSERT INTO tal_kube ({0}) SELECT {0} FROM ny_kube n WHERE NOT EXISTS (SELECT FROM tal_kube k WHERE {1})"
        ).format(_navne((*KUBENOEGLE, *MAAL)), _samme("k", "n"))
    )
    markoer.execute(
        sql.SQL("DELETE FROM tal_kube k USING ny_kube n WHERE {} AND {}").format(
            _samme("k", "n"),
            sql.SQL(" AND ").join(sql.SQL("k.{} = 0").format(sql.Identifier(maal)) for maal in MAAL),
        )
    )


def kubetabel(celler: Mapping[Maerketcelle, Longs], opsaetning: Kubeopsaetning) -> pa.Table:
    """The cells that are not zero as rows; the mark of each is the municipality and the team."""
    noegler = sorted(celler, key=lambda celle: (celle.maerke, celle.ydelse, celle.gruppe))
    form = (len(noegler), *opsaetning.form)
    tal = np.stack([celler[noegle] for noegle in noegler]) if noegler else np.zeros(form, dtype=np.int64)
    celle, saet, maaned = np.nonzero(tal.any(axis=3))
    raekker = tal[celle, saet, maaned]

    def af(vaerdier: list[str]) -> pa.Array:
        return pa.array(vaerdier, pa.string()).take(pa.array(celle))

    return pa.table(
        {
            "maaned": pa.array(opsaetning.dage[maaned].astype(np.int32), pa.int32()).cast(pa.date32()),
            "regelsaet": pa.array(opsaetning.regelsaet, pa.string()).take(pa.array(saet)),
            "kommune": af([noegle.maerke[0] for noegle in noegler]),
            "team": af([noegle.maerke[1] for noegle in noegler]),
            "ydelse": af([noegle.ydelse for noegle in noegler]),
            "gruppe": af([gruppe_tekst(noegle.gruppe) or "" for noegle in noegler]),
            **{maal: pa.array(raekker[:, nr]) for nr, maal in enumerate(MAAL)},
        }
    )


def _navne(kolonner: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, kolonner))


def _samme(en: str, anden: str) -> sql.Composable:
    return sql.SQL(" AND ").join(
        sql.SQL("{} = {}").format(sql.Identifier(en, navn), sql.Identifier(anden, navn)) for navn in KUBENOEGLE
    )
