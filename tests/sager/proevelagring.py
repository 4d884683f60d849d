"""A store for the tests: an embedded server of its own for each worker, in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ingen_cpr import VIDNE

from rettidig.drift.forbindelse import DATABASE_URL, VAR
from rettidig.drift.indlejret import IndlejretServer
from rettidig.drift.konto import serverkonto
from rettidig.drift.opstart import klar
from rettidig.drift.programmer import koer

HURTIG = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "20"}
"""What is lost when the machine loses power is of no concern here; what is lost when a program dies is tested."""


@contextmanager
def midlertidig_mappe() -> Iterator[Path]:
    """A folder with a short path that the server's account can get into."""
    mappe = Path(tempfile.mkdtemp(prefix="rt-"))
    if serverkonto().skift:
        mappe.chmod(0o711)
    try:
        yield mappe
    finally:
        shutil.rmtree(mappe, ignore_errors=True)


@contextmanager
def lagring() -> Iterator[Path]:
    """A running store with its tables, and Django set up to use it; the folder is what ``RETTIDIG_VAR`` names."""
    with midlertidig_mappe() as mappe:
        server = IndlejretServer(mappe / "lagring", HURTIG)
        server.start()
        foer = {navn: os.environ.get(navn) for navn in (VAR, DATABASE_URL, "RETTIDIG_UDVIKLING")}
        os.environ[VAR] = str(mappe)
        os.environ["RETTIDIG_UDVIKLING"] = "1"
        os.environ.pop(DATABASE_URL, None)
        try:
            os.environ["DJANGO_SETTINGS_MODULE"] = "rettidig.drift.websettings"
            klar()
            from django.conf import settings

            settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
            settings.MIDDLEWARE = [VIDNE, *settings.MIDDLEWARE]
            yield mappe
        finally:
            from django.db import connections

            connections.close_all()
            for navn, vaerdi in foer.items():
                os.environ.pop(navn, None)
                if vaerdi is not None:
                    os.environ[navn] = vaerdi
            koer(serverkonto(), "pg_ctl", "-w", "-m", "immediate", "-D", server.mapper.data, "stop")


def toem() -> None:
    """Empty every table of the project; the clock of the store goes on."""
    from django.apps import apps
    from django.conf import settings
    from django.db import connection, transaction

    shutil.rmtree(settings.MODTAGELSE, ignore_errors=True)
    beholdes = {"sager_registreringsur", "django_content_type", "auth_permission"}
    tabeller = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - beholdes)
    with transaction.atomic(), connection.cursor() as markoer:
        markoer.execute("SET LOCAL rettidig.toem = 'ja'")
        markoer.execute(f"TRUNCATE {', '.join(tabeller)}, adgang_taeller RESTART IDENTITY CASCADE")
