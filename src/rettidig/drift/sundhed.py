"""Whether the program can do its work, asked of each thing it rests on. Answers are yes or no, without any detail."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from rettidig.drift.forbindelse import VAR
from rettidig.regler.valgte_tal import valgte_tal

Kontrol = Callable[[], bool]
_HELE, _MB = 100, 1_000_000
_GEMMES_SEKUNDER = 2.0

_kontroller: dict[str, Kontrol] = {}


def kontrol(navn: str) -> Callable[[Kontrol], Kontrol]:
    """Register what must hold for the program to be ready; other rooms add their own."""

    def tilfoej(funktion: Kontrol) -> Kontrol:
        _kontroller[navn] = funktion
        return funktion

    return tilfoej


def klar_til_arbejde() -> Mapping[str, bool]:
    """Every check by name. One that fails in a way of its own counts as no."""
    return {navn: _proev(funktion) for navn, funktion in sorted(_kontroller.items())}


class Gemt:
    """The same answer for a couple of seconds, so that asking often costs little."""

    def __init__(self, hent: Callable[[], Mapping[str, bool]]) -> None:
        self._hent = hent
        self._laas = threading.Lock()
        self._svar: Mapping[str, bool] = {}
        self._til = 0.0

    def __call__(self) -> Mapping[str, bool]:
        """The answer, at most two seconds old."""
        with self._laas:
            if time.monotonic() >= self._til:
                self._svar = self._hent()
                self._til = time.monotonic() + _GEMMES_SEKUNDER
            return self._svar


def _proev(funktion: Kontrol) -> bool:
    try:
        return funktion()
    except Exception:
        return False


@kontrol("database")
def database_svarer() -> bool:
    """The database answers, and can be written to."""
    from django.db import connection

    with connection.cursor() as markoer:
        markoer.execute("SELECT NOT pg_is_in_recovery()")
        return bool(markoer.fetchone()[0])


@kontrol("tabeller")
def tabellerne_passer() -> bool:
    """The tables are those of this release."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    plan = MigrationExecutor(connection)
    return not plan.migration_plan(plan.loader.graph.leaf_nodes())


@kontrol("noegler")
def noeglerne_er_der() -> bool:
    """The secrets are there and only their owner can read them."""
    from django.conf import settings

    mappe = Path(os.environ.get(VAR) or "var") / "hemmeligt"
    filer = [fil for fil in mappe.rglob("*") if fil.is_file()] if mappe.is_dir() else []
    return bool(settings.SECRET_KEY) and all(not fil.stat().st_mode & 0o077 for fil in filer)


@kontrol("disk")
def der_er_plads() -> bool:
    """There is room on the disk of what the program makes."""
    (i_alt, ledige), valgt = diskplads(), valgte_tal()
    return ledige >= max(valgt.plads_mindst_mb.vaerdi * _MB, i_alt * valgt.plads_mindst_procent.vaerdi // _HELE)


@kontrol("ur")
def urene_gaar_ens() -> bool:
    """This machine's clock and the database's agree, and neither is behind the latest act."""
    from django.db import connection

    with connection.cursor() as markoer:
        markoer.execute("SELECT clock_timestamp(), (SELECT sidst FROM sager_registreringsur WHERE id = 1)")
        databasens, sidst = markoer.fetchone()
    nu, hoejst = dt.datetime.now(dt.UTC), dt.timedelta(seconds=valgte_tal().ur_forskel_sekunder.vaerdi)
    return abs(nu - databasens) <= hoejst and (sidst is None or sidst - databasens <= hoejst)


def diskplads() -> tuple[int, int]:
    """Bytes in all and free where the program's data lie."""
    mappe = Path(os.environ.get(VAR) or "var").absolute()
    while not mappe.exists() and mappe != mappe.parent:
        mappe = mappe.parent
    plads = shutil.disk_usage(mappe)
    return plads.total, plads.free


klar_gemt = Gemt(klar_til_arbejde)
