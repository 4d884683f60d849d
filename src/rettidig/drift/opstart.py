"""Makes the store ready for use: the server runs, Django is set up, and the tables are those of this release."""

from __future__ import annotations

import os
from importlib.util import find_spec

from rettidig.drift.fejl import DriftFejl
from rettidig.drift.forbindelse import er_indlejret, serverrod

_SETTINGS = "rettidig.drift.settings"
_EGNE = {"sager", "identitet", "adgang", "tal", "api"}
"""The project's own tables. The pages bring tables of their libraries, which the command line knows nothing of."""
_MINDSTE_VERSION = 150_000
_PR_HOVEDVERSION = 10_000


def klar() -> bool:
    """Start the embedded server where that is the one used, connect, and bring the tables up to date.

    Returns whether the server had to be started. Raises ``DriftFejl`` with one clear sentence when it cannot be done.
    """
    if any(find_spec(navn) is None for navn in ("django", "psycopg")):
        raise DriftFejl("ikke_installeret")
    startet = False
    if er_indlejret():
        from rettidig.drift.indlejret import IndlejretServer

        startet = IndlejretServer(serverrod()).start()
    opsaet_django()
    kontroller_og_migrer()
    return startet


def opsaet_django() -> None:
    """Set Django up with the project's settings, once per process."""
    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
        django.setup()


def kontroller_og_migrer() -> None:
    """Check the server's version and bring the tables up to date; two programs at once take turns."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import Error as Databasefejl

    try:
        connection.ensure_connection()
        if connection.pg_version < _MINDSTE_VERSION:
            fundet = connection.pg_version // _PR_HOVEDVERSION
            raise DriftFejl("for_gammel_server", fundet=fundet, mindst=_MINDSTE_VERSION // _PR_HOVEDVERSION)
        plan = MigrationExecutor(connection)
        ukendte = plan.loader.applied_migrations.keys() - plan.loader.disk_migrations.keys()
        if any(app in _EGNE for app, _ in ukendte):
            raise DriftFejl("nyere_database")
        if not plan.migration_plan(plan.loader.graph.leaf_nodes()):
            return
        with connection.cursor() as markoer:
            markoer.execute("SELECT pg_advisory_lock(hashtext('rettidig.migrering'))")
            try:
                call_command("migrate", verbosity=0, interactive=False)
            finally:
                markoer.execute("SELECT pg_advisory_unlock(hashtext('rettidig.migrering'))")
    except Databasefejl as fejl:
        raise som_driftfejl(fejl) from None


def som_driftfejl(fejl: Exception) -> DriftFejl:
    """Why the database could not be reached or made ready, without any address or password."""
    import psycopg

    aarsag = fejl.__cause__
    if isinstance(aarsag, psycopg.errors.DiskFull):
        return DriftFejl("database_fuld")
    if isinstance(aarsag, psycopg.errors.InsufficientPrivilege):
        return DriftFejl("mangler_ret")
    if isinstance(aarsag, psycopg.OperationalError) and aarsag.sqlstate is None:
        tekst_ = str(aarsag)
        return DriftFejl("forkert_kodeord" if "password authentication failed" in tekst_ else "ingen_forbindelse")
    return DriftFejl("kan_ikke_goeres_klar", kode=getattr(aarsag, "sqlstate", None) or type(fejl).__name__)
