"""Whose case is so long over that what is known of them is to be erased."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from rettidig.sager.faktatabeller import Tid, faktatabeller
from rettidig.sager.opbevaring import Opbevaring, opbevaring
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sager.services.rettelser import HER
from rettidig.tidslinje import calendar


@dataclass(frozen=True)
class Udloebet:
    """A citizen whose case ended on ``sidste_dag``; ``tabeller`` are those to erase, empty when nothing is to be left.

    ``i_udtraek`` says that a source still sends the citizen: then the next import brings them back, and the erasure
    belongs at the source first.
    """

    noegle: str
    sidste_dag: dt.date
    tabeller: tuple[str, ...]
    i_udtraek: bool


# The last day of a case is that of all that has ever been registered and still stands; who has nothing dated is dated
# by when we were last told of them.
_SLUT = (
    "SELECT b.id, b.noegle, coalesce(s.slut, (SELECT max(lower(o.registreret))::date FROM sager_borgere o"
    " WHERE o.borger_id = b.id)) AS slut,"
    " EXISTS (SELECT FROM sager_borgere o WHERE o.borger_id = b.id AND upper_inf(o.registreret)"
    " AND o.mester <> {her}) AS i_udtraek"
    " FROM sager_borger b LEFT JOIN (SELECT borger_id, CASE WHEN bool_or(upper_inf(periode)) THEN 'infinity'::date"
    " ELSE max(upper(periode)) END AS slut FROM ({alle}) AS a GROUP BY borger_id) AS s ON s.borger_id = b.id"
)
_STAAR = "SELECT borger_id, periode FROM {db} WHERE upper_inf(registreret)"


def udloebne(pr: dt.date, regler: Opbevaring | None = None) -> list[Udloebet]:
    """The citizens with something past its term on a day, in the order of their keys; all tables or some of them."""
    valgt = regler or opbevaring()
    dag = calendar.to_day(pr)
    graenser = {navn: calendar.to_date(calendar.add_years(dag, -valgt.aar(navn))) for navn in faktatabeller()}
    daterede = [tabel for tabel in faktatabeller().values() if tabel.tid is not Tid.ALTID]
    alle = sql.SQL(" UNION ALL ").join(sql.SQL(_STAAR).format(db=tabel.db) for tabel in daterede)
    spoergsmaal = sql.SQL(
        "SELECT id, noegle, slut - 1, i_udtraek FROM ({slut}) AS t WHERE isfinite(slut) AND slut <= {graense}"
        ' ORDER BY noegle COLLATE "C"'
    ).format(slut=sql.SQL(_SLUT).format(alle=alle, her=sql.Literal(HER)), graense=sql.Literal(max(graenser.values())))
    with klare_fejl(), connection.cursor() as markoer:
        markoer.execute(spoergsmaal)
        fundne = markoer.fetchall()
        fyldte = {
            navn: _med_noget_i(navn, [raekke[0] for raekke in fundne])
            for navn in faktatabeller()
            if valgt.aar(navn) < valgt.laengst
        }
    ud: list[Udloebet] = []
    for nummer, noegle, sidste, i_udtraek in fundne:
        if sidste < min(graenser.values()):
            ud.append(Udloebet(noegle, sidste, (), i_udtraek))
            continue
        tabeller = tuple(navn for navn, egne in fyldte.items() if nummer in egne and sidste < graenser[navn])
        if tabeller:
            ud.append(Udloebet(noegle, sidste, tabeller, i_udtraek))
    return ud


def _med_noget_i(tabel: str, numre: list[int]) -> set[int]:
    with connection.cursor() as markoer:
        markoer.execute(
            sql.SQL("SELECT DISTINCT borger_id FROM {db} WHERE borger_id = ANY(%s)").format(
                db=faktatabeller()[tabel].db
            ),
            [numre],
        )
        return {int(raekke[0]) for raekke in markoer.fetchall()}
