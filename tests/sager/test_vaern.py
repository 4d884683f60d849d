"""What the database itself sees to: no fact twice at one time, nothing changed or thrown away, a clock that goes on."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.sager.udtraek import indhold, lille, ydelse

pytestmark = pytest.mark.usefixtures("store")

INDSAET = (
    "INSERT INTO sager_fritagelser (fakta_id, borger_id, periode, registreret, mester, nr, handling_id, lukket_af_id,"
    " grund) VALUES (%(fakta)s, %(borger)s, %(periode)s, %(registreret)s, %(mester)s, 1, %(handling)s, %(lukket)s, 'x')"
)


def handling() -> int:
    from rettidig.sager.services.indlaesning import indlaes

    return int(indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve").handling.pk)


def indsaet(**andet: Any) -> None:
    nummer = andet.pop("act", None) or handling()
    with connection.cursor() as markoer:
        markoer.execute("SELECT min(id) FROM sager_borger")
        fast = {
            "fakta": 77,
            "borger": markoer.fetchone()[0],
            "periode": "[2023-01-01,2023-02-01)",
            "registreret": "[2023-01-01,)",
            "mester": "x",
            "handling": nummer,
            "lukket": None,
        }
        markoer.execute(INDSAET, fast | andet)


@pytest.mark.parametrize(
    "forkert",
    [
        {"periode": "empty"},
        {"registreret": "empty"},
        {"registreret": "(,2023-01-01)", "lukket": 1},
        {"registreret": "(2023-01-01,)"},
        {"registreret": "[2023-01-01,2023-02-01)"},
        {"lukket": 1},
        {"mester": ""},
        {"mester": None},
        {"periode": None},
        {"registreret": None},
        {"borger": None},
        {"handling": None},
    ],
)
def test_a_registration_that_makes_no_sense_is_refused_by_the_database(forkert: dict[str, Any]) -> None:
    nummer = handling()
    with pytest.raises(IntegrityError), transaction.atomic():
        indsaet(act=nummer, **{k: (nummer if k == "lukket" else v) for k, v in forkert.items()})


def test_one_fact_is_never_registered_twice_for_the_same_time() -> None:
    nummer = handling()
    indsaet(act=nummer, registreret="[2023-01-01,2023-03-01)", lukket=nummer)
    indsaet(act=nummer, registreret="[2023-03-01,)")
    indsaet(act=nummer, registreret="[2023-01-01,)", fakta=78)
    with pytest.raises(IntegrityError, match="en_ad_gangen"), transaction.atomic():
        indsaet(act=nummer, registreret="[2023-02-01,2023-02-02)", lukket=nummer)


@pytest.mark.parametrize(
    "forsoeg",
    [
        "DELETE FROM sager_ydelser",
        "UPDATE sager_ydelser SET grad = 500",
        "UPDATE sager_ydelser SET periode = daterange(NULL, NULL)",
        "UPDATE sager_ydelser SET registreret = tstzrange('2001-01-01', NULL)",
        "UPDATE sager_ydelser SET mester = 'en anden'",
        "UPDATE sager_handling SET hvem = 'en anden'",
        "DELETE FROM sager_handling",
        "TRUNCATE sager_ydelser",
        "TRUNCATE sager_handling CASCADE",
        "TRUNCATE sager_registreringsur",
        "UPDATE sager_registreringsur SET sidst = '2001-01-01'",
        "DELETE FROM sager_registreringsur",
        "INSERT INTO sager_registreringsur VALUES (2, now())",
    ],
)
def test_what_has_been_written_is_neither_changed_nor_deleted(forsoeg: str) -> None:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    handling()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(forsoeg)
    assert indhold(hent_datasaet(kendt_nu())) == indhold(lille(ydelser=[ydelse()]))


def test_a_closed_registration_is_not_opened_again() -> None:
    from rettidig.sager.services.indlaesning import indlaes

    handling()
    indlaes(lille(), "fagsystem", hvem="proeve")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(
            "UPDATE sager_ydelser SET registreret = tstzrange(lower(registreret), NULL), lukket_af_id = NULL"
        )


def test_when_the_clock_goes_backwards_the_order_of_what_was_known_does_not() -> None:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.indlaesning import indlaes

    with connection.cursor() as markoer:
        markoer.execute("UPDATE sager_registreringsur SET sidst = sidst + interval '1 hour' + (now() - sidst)")
    foer = kendt_nu()
    foerste = indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve").tidspunkt
    anden = indlaes(lille(), "fagsystem", hvem="proeve").tidspunkt
    assert foer < foerste.tid < anden.tid
    assert min(foerste.bagud, anden.bagud) > dt.timedelta(minutes=50)
    assert indhold(hent_datasaet(foerste.tid)) == indhold(lille(ydelser=[ydelse()]))
    assert indhold(hent_datasaet(anden.tid)) == indhold(lille())
    with connection.cursor() as markoer:
        markoer.execute("ALTER TABLE sager_registreringsur DISABLE TRIGGER USER")
        markoer.execute("UPDATE sager_registreringsur SET sidst = clock_timestamp()")
        markoer.execute("ALTER TABLE sager_registreringsur ENABLE TRIGGER USER")


def test_the_models_and_the_migrations_say_the_same() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_database_of_a_later_release_is_not_used() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    from rettidig.drift.fejl import DriftFejl
    from rettidig.drift.opstart import kontroller_og_migrer

    optegnelse = MigrationRecorder(connection)
    optegnelse.record_applied("sager", "9999_senere")
    try:
        with pytest.raises(DriftFejl, match="nyere"):
            kontroller_og_migrer()
    finally:
        optegnelse.record_unapplied("sager", "9999_senere")


def test_the_role_of_the_program_is_no_superuser() -> None:
    with connection.cursor() as markoer:
        markoer.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert markoer.fetchone() == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            markoer.connection.connection.execute("COPY sager_borger TO PROGRAM 'true'")
    connection.close()


def test_the_store_imports_no_engine_and_the_engine_no_store() -> None:
    program = (
        "import sys, rettidig.motor.opgaver, rettidig.cli.kommandolinje, rettidig.cli.lagringslinje;"
        "print({'django', 'psycopg'} & set(sys.modules))"
    )
    svar = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert svar.stdout.strip() == "set()"
