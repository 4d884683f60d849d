"""Closes and opens registrations: the only place where facts are written."""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.sager.faktatabeller import Faktatabel
from rettidig.sager.models import Handling


def skriv(markoer: CursorWrapper, tabel: Faktatabel, mester: str, handling: Handling) -> None:
    """Do what ``plan_<table>`` says with the rows of ``trin_<table>``: close what is replaced, and open what is new."""
    plan = sql.Identifier(f"plan_{tabel.navn}")
    luk(markoer, tabel, sql.SQL("SELECT gammel FROM {} WHERE gammel IS NOT NULL").format(plan), handling)
    markoer.execute(
        sql.SQL(
            "INSERT INTO {db} (fakta_id, borger_id, periode, registreret, mester, nr, raekke, handling_id, {kolonner})"
            " SELECT coalesce(fakta_id, nextval('sager_fakta_nr')), borger, periode, tstzrange({tid}, NULL), {mester},"
            " nr, raekke, {handling}, {kolonner} FROM (SELECT p.fakta_id, t.* FROM {plan} p JOIN {trin} t USING (plads)"
            " WHERE NOT p.andetsteds ORDER BY t.plads) AS n"
        ).format(
            db=tabel.db,
            kolonner=tabel.kolonneliste,
            tid=sql.Literal(handling.tidspunkt),
            mester=sql.Literal(mester),
            handling=sql.Literal(handling.pk),
            plan=plan,
            trin=sql.Identifier(f"trin_{tabel.navn}"),
        )
    )


def luk(markoer: CursorWrapper, tabel: Faktatabel, valgte: sql.Composable, handling: Handling) -> int:
    """Close registrations, named by a query for their ids. Returns how many."""
    markoer.execute(
        sql.SQL(
            "UPDATE {db} SET registreret = tstzrange(lower(registreret), {tid}), lukket_af_id = {handling}"
            " WHERE id IN ({valgte})"
        ).format(db=tabel.db, tid=sql.Literal(handling.tidspunkt), handling=sql.Literal(handling.pk), valgte=valgte)
    )
    return int(markoer.rowcount)


def genaabn(
    markoer: CursorWrapper, tabel: Faktatabel, valgte: sql.Composable, handling: Handling, mester: str | None = None
) -> int:
    """Say again what closed registrations said, named by a query for their ids. Returns how many.

    ``mester`` is the new master where it changes hands; else each keeps its own.
    """
    markoer.execute(
        sql.SQL(
            "INSERT INTO {db} (fakta_id, borger_id, periode, registreret, mester, nr, raekke, handling_id, {kolonner})"
            " SELECT fakta_id, borger_id, periode, tstzrange({tid}, NULL), {mester}, nr, raekke, {handling}, {kolonner}"
            " FROM {db} WHERE id IN ({valgte})"
        ).format(
            db=tabel.db,
            kolonner=tabel.kolonneliste,
            tid=sql.Literal(handling.tidspunkt),
            mester=sql.Identifier("mester") if mester is None else sql.Literal(mester),
            handling=sql.Literal(handling.pk),
            valgte=valgte,
        )
    )
    return int(markoer.rowcount)
