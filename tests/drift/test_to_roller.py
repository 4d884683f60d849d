"""On a server of one's own the program works under a role that owns nothing: all it does it can, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cli.udtraek import skriv_udtraek

from rettidig.drift.adgang import DATABASE, PORT, Mapper, laes_adgang

ROD = Path(__file__).resolve().parents[2]
ROLLER = ROD / "deploy" / "database.sql"
KODE = "kun-til-proeven"
ARBEJDET = """
import datetime as dt, sys
from pathlib import Path
from rettidig.drift.opstart import klar
klar()
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from rettidig.adgang.models import Laesning
from rettidig.adgang.services import brugere
from rettidig.adgang.services.laesninger import noter
from rettidig.forloeb import laes_datasaet
from rettidig.identitet.services import indlaesning as identiteter, noegleskift, udslettelse
from rettidig.sager.models import Borger
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.selectors.registreringer import borgerens
from rettidig.sager.services.fortrydelse import fortryd
from rettidig.sager.services.indlaesning import indlaes
from rettidig.sager.services.rettelser import afslut
from rettidig.tal.services.koersel import koer
from tests.identitet.proevepersoner import person, skriv

hvem = {"hvem": "proeve", "hvorfor": "proeve"}
mappe = Path(sys.argv[1])
indlaes(laes_datasaet(mappe / "by"), "fagsystem", hvem="proeve")
koer(dt.date(2023, 6, 15))
assert koer(dt.date(2023, 6, 15)).forskelle == 0
afslut("ydelser", borgerens("ydelser", "E1", kendt_nu())[0].pk, **hvem)
identiteter.indlaes(skriv(mappe, [person(1, "E1"), person(2, "E2")]), hvem="proeve")
noegleskift.ny()
assert noegleskift.skift() == 2
bruger = brugere.opret("anna", ["sagsbehandler"], hvem="proeve")
noter(bruger, [Borger.objects.get(noegle="E2").pk], "sagsbehandling", "side.borger")
forkert = {"login": "anna", "password": "forkert"}
assert Client(SERVER_NAME="localhost").post("/konto/login/", forkert).status_code == 200
assert udslettelse.slet(["E1"], **hvem).raekker
fortrudt = fortryd(indlaes(laes_datasaet(mappe / "by"), "fagsystem", hvem="proeve", luk_mange=True).handling.pk, **hvem)
assert fortrudt.lukket
for saetning in (
    "TRUNCATE adgang_laesning CASCADE",
    "ALTER TABLE adgang_laesning DISABLE TRIGGER ALL",
    "DROP TABLE adgang_laesning CASCADE",
    "CREATE TABLE nyt (id int)",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
    "SET ROLE rettidig",
):
    try:
        with transaction.atomic(), connection.cursor() as markoer:
            markoer.execute("SET LOCAL rettidig.toem = 'ja'")
            markoer.execute(saetning)
    except ProgrammingError as fejl:
        assert isinstance(fejl.__cause__, __import__("psycopg").errors.InsufficientPrivilege), (saetning, fejl)
    else:
        raise AssertionError(saetning)
assert Laesning.objects.count() == 1
print("faerdig")
"""
"""A day's work by the program: imports, figures, corrections, keys, a login, erasure, undoing; and what it may not."""


@pytest.fixture
def adresse(store: Path) -> Iterator[str]:
    """The store with the roles of the file, as ``DATABASE_URL`` names it for the one that owns nothing."""
    adgang = laes_adgang(Mapper(store / "lagring"))
    assert adgang is not None
    with psycopg.connect(**adgang.superforbindelse(DATABASE), autocommit=True) as db:  # type: ignore[arg-type]
        db.execute(ROLLER.read_text(encoding="utf-8"))
        db.execute(f"ALTER ROLE rettidig_app PASSWORD '{KODE}'")
        try:
            yield f"postgresql://rettidig_app:{KODE}@:{PORT}/{DATABASE}?host={adgang.sokkel}"
        finally:
            db.execute("DROP OWNED BY rettidig_app")
            db.execute("DROP ROLE rettidig_app")
            (store / "hemmeligt" / "sletteliste").unlink(missing_ok=True)


def test_a_days_work_is_done_by_a_role_that_can_neither_empty_nor_change_a_table(
    adresse: str, store: Path, tmp_path: Path
) -> None:
    skriv_udtraek(tmp_path / "by")
    egne = {"RETTIDIG_VAR": str(store), "DATABASE_URL": adresse, "RETTIDIG_UDVIKLING": "1"}
    noegler = {"RETTIDIG_NOEGLER": str(tmp_path / "noegler"), "DJANGO_SETTINGS_MODULE": "rettidig.drift.websettings"}
    svar = subprocess.run(
        [sys.executable, "-c", ARBEJDET, str(tmp_path)],
        cwd=ROD,
        env={**os.environ, **egne, **noegler},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (svar.returncode, svar.stdout.strip()) == (0, "faerdig"), svar.stderr[-2000:]
