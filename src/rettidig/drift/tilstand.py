"""The state of the system for those who run it: versions, imports, nightly run, backups, disk. Nothing about persons.

Rooms above this one add their own part with :func:`bidrag`. A part that cannot be worked out says so by ``None``, and
never stops the others.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from rettidig.drift.forbindelse import er_indlejret
from rettidig.drift.sundhed import diskplads, klar_til_arbejde

Del = Callable[[], Any]
_dele: dict[str, Del] = {}


def bidrag(navn: str) -> Callable[[Del], Del]:
    """Register a part of the state: a function without arguments that gives what JSON can hold, without persons."""

    def tilfoej(funktion: Del) -> Del:
        _dele[navn] = funktion
        return funktion

    return tilfoej


def systemtilstand(kun: Collection[str] | None = None) -> dict[str, Any]:
    """The state, part by part: all of it, or the parts named."""
    tilstand: dict[str, Any] = {"tidspunkt": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")}
    for navn, funktion in sorted(_dele.items()):
        if kun is not None and navn not in kun:
            continue
        try:
            tilstand[navn] = funktion()
        except Exception:
            tilstand[navn] = None
    return tilstand


def alder_i_sekunder(tid: dt.datetime | None) -> int | None:
    """Whole seconds since a time; never negative, ``None`` for what has not happened."""
    return None if tid is None else max(0, int((dt.datetime.now(dt.UTC) - tid).total_seconds()))


@bidrag("udgaver")
def _udgaver() -> Mapping[str, Any]:
    from django.db import connection

    from rettidig.regler.indlaes import hent_lov

    navne = ("rettidig", "django", "psycopg", "granian", "django-allauth")
    lov = hent_lov().lovversioner.paa(dt.datetime.now().astimezone().date())
    return {
        **{navn: version(navn) for navn in navne},
        "python": platform.python_version(),
        "postgresql": connection.pg_version // 10_000,
        "lov": None if lov is None else lov.id,
    }


@bidrag("klar")
def _klar() -> Mapping[str, bool]:
    return klar_til_arbejde()


@bidrag("server")
def _server() -> Mapping[str, Any]:
    from rettidig.drift.server.proces import tilstand

    nu = tilstand(spoerg=False)
    return {"koerer": nu.koerer, "arbejdere": nu.arbejdere, "udvikling": os.environ.get("RETTIDIG_UDVIKLING") == "1"}


@bidrag("disk")
def _disk() -> Mapping[str, int]:
    alt, ledigt = diskplads()
    return {"bytes": alt, "ledige_bytes": ledigt}


@bidrag("database")
def _database() -> Mapping[str, Any]:
    from django.db import connection

    with connection.cursor() as markoer:
        markoer.execute(
            "SELECT pg_database_size(current_database()), count(*) FILTER (WHERE state = 'active'), count(*),"
            " current_setting('max_connections')::int FROM pg_stat_activity WHERE datname = current_database()"
        )
        fylder, aktive, forbindelser, flest = markoer.fetchone()
    return {
        "indlejret": er_indlejret(),
        "bytes": fylder,
        "aktive_forbindelser": aktive,
        "forbindelser": forbindelser,
        "flest_forbindelser": flest,
    }


@bidrag("indlaesninger")
def _indlaesninger() -> list[Mapping[str, Any]]:
    """The latest import of each system that has not been undone, and how old it is."""
    from django.db import connection

    with connection.cursor() as markoer:
        markoer.execute(
            "SELECT DISTINCT ON (h.kilde) h.kilde, h.tidspunkt, h.id FROM sager_handling h"
            " WHERE h.slags = 'indlaesning' AND NOT EXISTS (SELECT FROM sager_handling f WHERE f.fortryder_id = h.id)"
            " ORDER BY h.kilde, h.tidspunkt DESC"
        )
        fundne = markoer.fetchall()
    return [
        {"fagsystem": kilde, "nummer": nummer, "tidspunkt": tid.isoformat(), "alder_sekunder": alder_i_sekunder(tid)}
        for kilde, tid, nummer in fundne
    ]


@bidrag("sikkerhedskopi")
def _sikkerhedskopi() -> Mapping[str, Any] | None:
    from rettidig.drift.kopi.seneste import laes_seneste

    seneste = laes_seneste()
    if seneste is None:
        return None
    return {**asdict(seneste), "tid": seneste.tid.isoformat(), "alder_sekunder": alder_i_sekunder(seneste.tid)}
