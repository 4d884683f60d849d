"""The full run: everything worked out anew, block by block, held against what had been patched, and moved to the day.

Only what differs is written, so lists can be read all the while. Acts that come meanwhile are taken in at the end.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from psycopg import sql

from rettidig.motor.kuber.optaelling import Maerketcelle
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import i_blokke
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.fejl import TalFejl
from rettidig.tal.models import Koersel, Tilstand
from rettidig.tal.selectors.lokalstrategi import valg_i_brug
from rettidig.tal.services.ajour import ANDEN_MOTOR, bring_ajour, bring_ajour_i, spoergsmaal_i
from rettidig.tal.services.beregning import Spoergsmaal, beregn
from rettidig.tal.services.maaneder import maaneder_for
from rettidig.tal.services.melding import meld
from rettidig.tal.services.skrivning import (
    KUBE,
    KUBENOEGLE,
    PERSONTABELLER,
    STAND,
    kolonner,
    kopier,
    kubetabel,
    tabeller,
)
from rettidig.tal.services.stempel import standardvalg, stempel
from rettidig.tidslinje.model import Longs

BLOK = 8_000
"""Citizens held in memory at a time."""
FOERSTE_GANG = "foerste_gang"
_VIST = 20
"""So many of the citizens that differed are named, by number, in a finding."""
Frem = Callable[[int, int], None]
"""Told how many of how many citizens have been worked out."""


@dataclass
class _Talt:
    """What was added up over the blocks."""

    borgere: Counter[str] = field(default_factory=Counter)
    celler: dict[Maerketcelle, Longs] = field(default_factory=dict)
    frister: int = 0


def koer(dag: dt.date, *, meld_ogsaa: tuple[dt.date, ...] = (), frem: Frem = lambda *_: None) -> Koersel:
    """Work everything out for a day, as known now, and keep it. Returns what the run found.

    ``meld_ogsaa`` are month ends to report besides those that are due. Raises ``TalFejl`` where another run is under
    way, and for a day the law is not coded for; then what is kept is as before.
    """
    lov = hent_lov()
    gaeldende = lov.lovversioner.paa(dag)
    if gaeldende is None or gaeldende.status != "kodet":
        raise TalFejl("lov_ikke_kodet", dag=dag.isoformat())
    begyndt = timezone.now()
    with klare_fejl(), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute("SELECT pg_try_advisory_xact_lock(hashtext('rettidig.tal.koersel'))")
        if not markoer.fetchone()[0]:
            raise TalFejl("koerer_allerede")
        markoer.execute("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off")
        gammel: Tilstand | None = Tilstand.objects.select_for_update().filter(pk=1).first()
        if gammel is not None:
            bring_ajour_i(markoer, gammel)
        kendt = kendt_nu() if gammel is None else gammel.kendt
        foerste, sidste = maaneder_for(lov, dag)
        lokale = valg_i_brug()
        spoergsmaal = Spoergsmaal(dag, foerste, sidste, standardvalg(), tuple(lokale))
        hvorfor_ikke = _hvorfor_ikke(gammel)
        fund: list[dict[str, Any]] = []
        if gammel is not None and not hvorfor_ikke and spoergsmaal_i(gammel) != spoergsmaal:
            # On a new day, or with other strategies in use, what was asked before is answered first: only then can
            # it be compared.
            gaarsdagens = _regn(markoer, "kontrol", spoergsmaal_i(gammel), kendt, frem)
            fund = _fund(markoer, gammel, "kontrol", gaarsdagens)
            _glem(markoer, "kontrol")
        talt = _regn(markoer, "ny", spoergsmaal, kendt, frem)
        if gammel is not None and not hvorfor_ikke and spoergsmaal_i(gammel) == spoergsmaal:
            fund = _fund(markoer, gammel, "ny", talt)
        for tabel in (*PERSONTABELLER, KUBE):
            _skift(markoer, tabel)
            markoer.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(tabel)))
        Tilstand.objects.update_or_create(
            pk=1,
            defaults={
                "dag": dag,
                "kendt": kendt,
                "foerste_maaned": foerste,
                "sidste_maaned": sidste,
                "motor": stempel(),
                "valg": spoergsmaal.valg,
                "lokale": lokale,
                "borgere": dict(sorted(talt.borgere.items())),
                "venter": [],
                "koer_om": "",
            },
        )
        meld(dag, kendt, meld_ogsaa)
        koersel: Koersel = Koersel.objects.create(
            begyndt=begyndt,
            sluttet=timezone.now(),
            dag=dag,
            kendt=kendt,
            program=version("rettidig"),
            motor=stempel(),
            borgere=talt.borgere.total(),
            frister=talt.frister,
            sammenlignet=not hvorfor_ikke,
            hvorfor_ikke=hvorfor_ikke,
            forskelle=sum(et["antal"] for et in fund),
            fund=fund,
        )
    bring_ajour()
    return koersel


def _hvorfor_ikke(gammel: Tilstand | None) -> str:
    """Why what is kept cannot be held against what is worked out anew; empty when it can."""
    if gammel is None:
        return FOERSTE_GANG
    return ANDEN_MOTOR if gammel.motor != stempel() else str(gammel.koer_om)


def _fund(markoer: CursorWrapper, gammel: Tilstand, forstavelse: str, talt: _Talt) -> list[dict[str, Any]]:
    """What differs between what had been patched and the same worked out anew: anything is a fault."""
    fund = [et for tabel in (*PERSONTABELLER, KUBE) if (et := _forskel(markoer, tabel, forstavelse))["antal"]]
    if dict(sorted(talt.borgere.items())) != gammel.borgere:
        fund.append({"slags": "borgere", "antal": 1, "borgere": []})
    return fund


def _glem(markoer: CursorWrapper, forstavelse: str) -> None:
    for tabel in (*PERSONTABELLER, KUBE):
        markoer.execute(sql.SQL("DROP TABLE {}").format(_trin(forstavelse, tabel)))


def _regn(markoer: CursorWrapper, forstavelse: str, spoergsmaal: Spoergsmaal, kendt: dt.datetime, frem: Frem) -> _Talt:
    """Work everybody out into temporary tables."""
    for tabel in (*PERSONTABELLER, KUBE):
        markoer.execute(
            sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                _trin(forstavelse, tabel), kolonner(tabel), sql.Identifier(tabel)
            )
        )
    talt = _Talt()
    for blok in i_blokke(kendt, BLOK):
        resultat = beregn(blok, spoergsmaal)
        for tabel, raekker in tabeller(resultat).items():
            kopier(markoer, f"{forstavelse}_{tabel}", raekker)
        talt.borgere.update(resultat.borgere)
        talt.frister += resultat.frister.num_rows
        for celle, tal in resultat.celler.items():
            talt.celler[celle] = talt.celler[celle] + tal if celle in talt.celler else tal
        frem(talt.borgere.total(), 0)
    kopier(markoer, f"{forstavelse}_{KUBE}", kubetabel(talt.celler, spoergsmaal.opsaetning))
    for tabel in (*PERSONTABELLER, KUBE):
        markoer.execute(sql.SQL("ANALYZE {}").format(_trin(forstavelse, tabel)))
    return talt


def _forskel(markoer: CursorWrapper, tabel: str, forstavelse: str) -> dict[str, Any]:
    """How many citizens, or cells, differ between what is kept and what was worked out; and some of their numbers."""
    noegle: sql.Composable = sql.SQL("borger_id")
    if tabel == KUBE:
        noegle = sql.SQL("ROW({})::text").format(sql.SQL(", ").join(map(sql.Identifier, KUBENOEGLE)))
    markoer.execute(
        sql.SQL(
            "SELECT DISTINCT {noegle} FROM ((SELECT {k} FROM {kept} EXCEPT ALL SELECT {k} FROM {ny})"
            " UNION ALL (SELECT {k} FROM {ny} EXCEPT ALL SELECT {k} FROM {kept})) AS f"
        ).format(noegle=noegle, k=kolonner(tabel), kept=sql.Identifier(tabel), ny=_trin(forstavelse, tabel))
    )
    fundne = [raekke[0] for raekke in markoer.fetchall()]
    hvem = sorted(int(en) for en in fundne)[:_VIST] if tabel in PERSONTABELLER else []
    return {"slags": tabel, "antal": len(fundne), "borgere": hvem}


def _skift(markoer: CursorWrapper, tabel: str) -> None:
    """Make a table say what was worked out, writing only the rows that differ."""
    k, kept, ny = kolonner(tabel), sql.Identifier(tabel), _trin("ny", tabel)
    noegle = {KUBE: KUBENOEGLE, STAND: ("borger_id",)}.get(tabel, ("borger_id", "nr"))
    samme = sql.SQL(" AND ").join(sql.SQL("t.{0} = u.{0}").format(sql.Identifier(navn)) for navn in noegle)
    markoer.execute(
        sql.SQL(
            "DELETE FROM {kept} t USING (SELECT {k} FROM {kept} EXCEPT ALL SELECT {k} FROM {ny}) u WHERE {samme}"
        ).format(k=k, kept=kept, ny=ny, samme=samme)
    )
    markoer.execute(
        sql.SQL("INSERT INTO {kept} ({k}) SELECT {k} FROM {ny} EXCEPT ALL SELECT {k} FROM {kept}").format(
            k=k, kept=kept, ny=ny
        )
    )


def _trin(forstavelse: str, tabel: str) -> sql.Identifier:
    return sql.Identifier(f"{forstavelse}_{tabel}")
