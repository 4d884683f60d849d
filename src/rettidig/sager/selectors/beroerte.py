"""Which citizens acts have touched: those of whom something was opened or closed."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from psycopg import sql

from rettidig.sager.faktatabeller import faktatabeller
from rettidig.sager.services.fejlvej import klare_fejl

_AF_HANDLINGER = (
    "SELECT borger_id FROM {db} WHERE handling_id = ANY({numre})"
    " UNION SELECT borger_id FROM {db} WHERE lukket_af_id = ANY({numre})"
)


def beroerte_mellem(efter: dt.datetime | None, til: dt.datetime | None, *, handling: int | None = None) -> list[int]:
    """The citizens (primary keys, ascending) touched by the acts after one time and up to another, or by one act."""
    with klare_fejl(), connection.cursor() as markoer:
        if handling is None:
            markoer.execute("SELECT id FROM sager_handling WHERE tidspunkt > %s AND tidspunkt <= %s", [efter, til])
            numre = [int(raekke[0]) for raekke in markoer.fetchall()]
        else:
            numre = [handling]
        if not numre:
            return []
        dele = [
            sql.SQL(_AF_HANDLINGER).format(db=tabel.db, numre=sql.Literal(numre)) for tabel in faktatabeller().values()
        ]
        # Of those who were erased nothing is left to find them by but what the erasure wrote down.
        dele.append(
            sql.SQL("SELECT borger_nr FROM sager_sletning WHERE handling_id = ANY({numre})").format(
                numre=sql.Literal(numre)
            )
        )
        markoer.execute(sql.SQL(" UNION ").join(dele))
        return sorted(int(raekke[0]) for raekke in markoer.fetchall())


def handlinger_om(borgere: list[int], efter: dt.datetime, til: dt.datetime) -> dict[int, list[int]]:
    """By citizen the acts (primary keys, in order) after one time and up to another that touched them."""
    with klare_fejl(), connection.cursor() as markoer:
        fundne: dict[int, set[int]] = {}
        for tabel in faktatabeller().values():
            markoer.execute(
                sql.SQL(
                    "SELECT r.borger_id, h.id FROM {db} r"
                    " JOIN sager_handling h ON h.id IN (r.handling_id, r.lukket_af_id)"
                    " WHERE r.borger_id = ANY({borgere}) AND h.tidspunkt > {efter} AND h.tidspunkt <= {til}"
                ).format(db=tabel.db, borgere=sql.Literal(borgere), efter=sql.Literal(efter), til=sql.Literal(til))
            )
            for borger, handling in markoer.fetchall():
                fundne.setdefault(int(borger), set()).add(int(handling))
    return {borger: sorted(numre) for borger, numre in fundne.items()}
