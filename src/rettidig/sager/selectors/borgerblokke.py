"""Some citizens' facts at a time, as known at a stated time: what is worked out without holding all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.forloeb import Datasaet, Rapport, Tabeltal, skema
from rettidig.sager.faktatabeller import BORGER_ID, BORGERE, Faktatabel, faktatabeller
from rettidig.sager.selectors.faktalaesning import laes_ud
from rettidig.sager.services.fejlvej import klare_fejl

# The citizens asked for are few beside all of them, so they are found by number first.
_RAEKKER = (
    "COPY (WITH hvem AS MATERIALIZED (SELECT b.id, b.noegle FROM sager_borger b JOIN sager_borgere g"
    " ON g.borger_id = b.id WHERE {blandt} AND g.registreret @> {kendt}::timestamptz)"
    " SELECT {foerst}, {kolonner},"
    " (1 + row_number() OVER (ORDER BY r.borger_id, lower(r.periode), r.nr, r.fakta_id))::integer AS raekke"
    " FROM {db} r JOIN hvem ON hvem.id = r.borger_id"
    " WHERE {raekkens} AND r.registreret @> {kendt}::timestamptz"
    ") TO STDOUT (FORMAT csv)"
)
_PK = "pk"
Blandt = Callable[[sql.Identifier], sql.Composable]
"""The condition on a column of citizens' numbers that says who is meant."""


@dataclass(frozen=True)
class Borgerblok:
    """Some citizens: their facts as an extract, and in the order of ``borger_id`` their numbers and who has them."""

    data: Datasaet
    pk: tuple[int, ...]
    ider: tuple[str, ...]
    team: tuple[str, ...]
    sagsbehandler: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.pk)


def hent_borgere(kendt: dt.datetime, borgere: Sequence[int], kun_tabeller: Collection[str] | None = None) -> Borgerblok:
    """The chosen citizens, by their primary keys. One who was not known then is not there.

    ``kun_tabeller`` are the tables read besides the citizens; the others are empty. ``None`` reads them all.
    """
    valgte = sql.Literal(list(borgere))
    return _hent(kendt, lambda kolonne: sql.SQL("{} = ANY({}::bigint[])").format(kolonne, valgte), kun_tabeller)


def i_blokke(kendt: dt.datetime, stoerrelse: int) -> Iterator[Borgerblok]:
    """All citizens known at a time, so many together."""
    numre = kendte_borgere(kendt)
    for foerste in range(0, len(numre), stoerrelse):
        graenser = [sql.Literal(numre[foerste]), sql.Literal(numre[min(foerste + stoerrelse, len(numre)) - 1])]
        yield _hent(kendt, partial(_mellem, graenser))


def kendte_borgere(kendt: dt.datetime) -> list[int]:
    """The primary keys of all citizens known at a time, ascending."""
    with klare_fejl(), connection.cursor() as markoer:
        markoer.execute("SELECT borger_id FROM sager_borgere WHERE registreret @> %s ORDER BY borger_id", [kendt])
        return [int(raekke[0]) for raekke in markoer.fetchall()]


def _hent(kendt: dt.datetime, blandt: Blandt, kun_tabeller: Collection[str] | None = None) -> Borgerblok:
    with klare_fejl(), connection.cursor() as markoer:
        tabeller = {
            navn: skema(navn).empty_table()
            if kun_tabeller is not None and navn not in {BORGERE, *kun_tabeller}
            else _tabel(markoer, tabel, kendt, blandt)
            for navn, tabel in faktatabeller().items()
        }
    borgere = tabeller[BORGERE].sort_by(BORGER_ID)
    tabeller[BORGERE] = borgere.drop_columns([_PK])
    tal = {navn: Tabeltal(tabel.num_rows, tabel.num_rows, 0) for navn, tabel in tabeller.items()}
    return Borgerblok(
        Datasaet(tabeller, (), Rapport(tal)),
        tuple(borgere[_PK].to_pylist()),
        tuple(borgere[BORGER_ID].to_pylist()),
        tuple(team or "" for team in borgere["team"].to_pylist()),
        tuple(navn or "" for navn in borgere["sagsbehandler"].to_pylist()),
    )


def _tabel(markoer: CursorWrapper, tabel: Faktatabel, kendt: dt.datetime, blandt: Blandt) -> pa.Table:
    egne = skema(tabel.navn)
    er_borgere = tabel.navn == BORGERE
    navne = [*([_PK] if er_borgere else []), BORGER_ID, *(navn for navn in egne.names if navn != BORGER_ID)]
    if er_borgere:
        egne = egne.append(pa.field(_PK, pa.int64()))
    spoergsmaal = sql.SQL(_RAEKKER).format(
        blandt=blandt(sql.Identifier("b", "id")),
        raekkens=blandt(sql.Identifier("r", "borger_id")),
        foerst=sql.SQL("hvem.id, hvem.noegle" if er_borgere else "hvem.noegle"),
        kolonner=tabel.som_kontrakt,
        db=tabel.db,
        kendt=sql.Literal(kendt),
    )
    return laes_ud(markoer, spoergsmaal, navne, egne, i_traade=False)


def _mellem(graenser: list[sql.Literal], kolonne: sql.Identifier) -> sql.Composable:
    return sql.SQL("{} BETWEEN {} AND {}").format(kolonne, *graenser)
