"""The facts as an extract: what the engine reads, as known at a stated time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa
from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.forloeb import Datasaet, Rapport, Tabeltal, skema
from rettidig.forloeb.lager.fundpost import pak_fund_ud
from rettidig.sager.faktatabeller import BORGER_ID, Faktatabel, faktatabeller
from rettidig.sager.models import Handling
from rettidig.sager.selectors.faktalaesning import laes_ud
from rettidig.sager.selectors.handlinger import seneste_indlaesninger
from rettidig.sager.services.fejlvej import klare_fejl

# Rows are numbered as if the store had been written out as files: by citizen, day and the order within the day.
_RAEKKER = (
    "COPY (SELECT b.noegle AS borger_id, {kolonner},"
    " (1 + row_number() OVER (ORDER BY r.borger_id, lower(periode), nr, fakta_id))::integer AS raekke"
    " FROM {db} r JOIN sager_borger b ON b.id = r.borger_id"
    " WHERE r.registreret @> {kendt}::timestamptz{kun}"
    " AND r.borger_id IN (SELECT borger_id FROM sager_borgere WHERE registreret @> {kendt}::timestamptz)"
    ") TO STDOUT (FORMAT csv)"
)


def hent_datasaet(kendt: dt.datetime, borger: str | None = None) -> Datasaet:
    """All facts, or one citizen's, as they were known at ``kendt``; the report is that of the latest imports.

    The same time gives the same rows for ever. Of a citizen who was not known there are none.
    """
    with klare_fejl(), connection.cursor() as markoer:
        tabeller = {navn: _hent(markoer, tabel, kendt, borger) for navn, tabel in faktatabeller().items()}
        indlaesninger = seneste_indlaesninger(kendt)
    indlaeste = {navn for handling in indlaesninger for navn in handling.tabeller}
    fravaerende = tuple(n for n, tabel in tabeller.items() if n not in indlaeste and not tabel.num_rows)
    return Datasaet(tabeller, fravaerende, _rapport(tabeller, indlaesninger))


def _hent(markoer: CursorWrapper, tabel: Faktatabel, kendt: dt.datetime, borger: str | None) -> pa.Table:
    kun = sql.SQL("") if borger is None else sql.SQL(" AND b.noegle = {}").format(sql.Literal(borger))
    spoergsmaal = sql.SQL(_RAEKKER).format(kolonner=tabel.som_kontrakt, db=tabel.db, kendt=sql.Literal(kendt), kun=kun)
    egne = skema(tabel.navn)
    navne = [BORGER_ID, *(navn for navn in egne.names if navn != BORGER_ID)]
    return laes_ud(markoer, spoergsmaal, navne, egne, i_traade=True)


def _rapport(tabeller: dict[str, pa.Table], indlaesninger: Sequence[Handling]) -> Rapport:
    tal: dict[str, Tabeltal] = {}
    for navn, tabel in tabeller.items():
        til_side = sum(h.laest.get(navn, {}).get("sat_til_side", 0) for h in indlaesninger)
        tal[navn] = Tabeltal(tabel.num_rows + til_side, tabel.num_rows, til_side)
    blokke = [blok for h in indlaesninger for blok in pak_fund_ud(bytes(h.fund), bytes(h.fundrader))]
    return Rapport(tal, tuple(blokke))
