"""Imports that are cut short: killed, cut off, out of room. Nothing lost, nothing doubled, and a clear sentence."""

from __future__ import annotations

import datetime as dt
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from tests.forloeb.lagerfiler import skriv_lager
from tests.sager.doedelig import BESTIL
from tests.sager.udtraek import byen, indhold, lille, ydelse

from rettidig.forloeb import Datasaet, laes_datasaet

pytestmark = pytest.mark.usefixtures("store")
RODEN = Path(__file__).parent.parent.parent
TRIN, SAETNINGER = 26, 82
"""Steps and statements of an import, that points are drawn from."""


def kendt() -> Datasaet:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return hent_datasaet(kendt_nu())


def som_fil(mappe: Path, froe: int) -> tuple[Path, Datasaet]:
    fil = skriv_lager(mappe / f"{froe}.arrow", byen(froe, 40))
    return fil, laes_datasaet(fil)


@pytest.fixture(scope="module")
def program(_lagring: Path) -> Iterator[subprocess.Popen[str]]:
    """The program that is made to be killed; its children use the store of the tests."""
    miljoe = {**os.environ, "RETTIDIG_VAR": str(_lagring)}
    ord_ = [sys.executable, "-m", "tests.sager.doedelig"]
    with subprocess.Popen(
        ord_, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=miljoe, cwd=RODEN
    ) as program:
        assert _naeste(program) == "klar"
        yield program
        program.communicate()


def _naeste(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def _send(program: subprocess.Popen[str], linje: str) -> None:
    assert program.stdin is not None
    program.stdin.write(f"{linje}\n")
    program.stdin.flush()


def laes_ind_og_draeb(program: subprocess.Popen[str], fil: Path, rng: Random) -> str:
    """Start an import and kill it -9 at a point drawn at random. Returns the last step it told of.

    Half of them die at a statement: before it is sent, or when the server has done it. The others are killed on a
    step, or right after having been let go on, with the server in the middle of it.
    """
    saetning = rng.randrange(1, SAETNINGER) if rng.random() < 0.5 else 0
    tilbage = rng.randrange(1, TRIN) if not saetning else SAETNINGER
    straks = rng.random() < 0.5
    _send(program, f"{BESTIL}{fil} {saetning}")
    barn = int(_naeste(program))
    sidste = "begyndt"
    while (linje := _naeste(program)) != "doed":
        sidste = linje
        tilbage -= 1
        if tilbage == 0 and straks:
            os.kill(barn, signal.SIGKILL)
        else:
            _send(program, "videre")
            if tilbage == 0:
                os.kill(barn, signal.SIGKILL)
    return sidste


@pytest.mark.parametrize("froe", range(24))
def test_an_import_killed_anywhere_has_written_all_or_nothing_and_is_simply_given_again(
    froe: int, program: subprocess.Popen[str], tmp_path: Path
) -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.services.indlaesning import indlaes

    fil, data = som_fil(tmp_path, 31)
    indlaes(byen(31, 30), "fagsystem", hvem="proeve")
    skridt = laes_ind_og_draeb(program, fil, Random(froe)).split()[0]
    # The next import waits for what the dead one left to be undone by the server.
    igen = indlaes(data, "fagsystem", hvem="proeve")
    gemt = Handling.objects.count() == 3
    assert gemt or skridt != "gemt"
    assert not gemt or skridt in {"gemmer", "gemt"}
    assert (igen.visning.i_alt.i_alt == 0) is gemt
    assert indhold(kendt()) == indhold(data)


def test_the_points_at_which_imports_are_killed_lie_all_over_the_import(
    program: subprocess.Popen[str], tmp_path: Path
) -> None:
    """The numbers the points are drawn from are those of a whole import."""
    from rettidig.sager.services.indlaesning import indlaes

    indlaes(byen(31, 30), "fagsystem", hvem="proeve")
    _send(program, f"{BESTIL}{som_fil(tmp_path, 31)[0]} 0")
    int(_naeste(program))
    trin = []
    while (linje := _naeste(program)) != "doed":
        trin.append(linje)
        _send(program, "videre")
    assert TRIN - 3 <= len(trin) <= TRIN + 3
    assert abs(int(trin[-1].split()[1]) - SAETNINGER) < SAETNINGER / 5


def test_a_server_that_is_stopped_in_the_middle_of_an_import_has_lost_nothing(store: Path) -> None:
    from tests.sager.proevelagring import HURTIG

    from rettidig.drift.fejl import DriftFejl
    from rettidig.drift.indlejret import IndlejretServer
    from rettidig.drift.konto import serverkonto
    from rettidig.drift.programmer import koer
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.indlaesning import indlaes

    server = IndlejretServer(store / "lagring", HURTIG)
    with connection.cursor() as markoer:  # what the tests do without for speed is what is tried here
        markoer.execute("SET synchronous_commit = on")
    indlaes(byen(32, 20), "fagsystem", hvem="proeve")
    foer = indhold(kendt())

    def stands(hvad: str, tabel: str) -> None:
        if (hvad, tabel) == ("skriver", "samtaler"):
            koer(serverkonto(), "pg_ctl", "-w", "-m", "immediate", "-D", server.mapper.data, "stop")

    with pytest.raises(SagsFejl) as fejl:
        indlaes(byen(32, 25), "fagsystem", hvem="proeve", trin=stands)
    assert fejl.value.kode == "afbrudt"
    with pytest.raises(SagsFejl) as fejl:
        indlaes(byen(32, 25), "fagsystem", hvem="proeve")
    assert fejl.value.kode == "afbrudt"
    for _ in range(10):  # a busy machine may take longer to come back than a start waits
        with suppress(DriftFejl):
            server.start()
            break
    assert indhold(kendt()) == foer
    indlaes(byen(32, 25), "fagsystem", hvem="proeve")
    assert indhold(kendt()) == indhold(byen(32, 25))


def test_an_import_the_disk_has_no_room_for_writes_nothing_and_is_given_again_when_there_is(store: Path) -> None:
    """The table's file is the device that is always full: the refusal is the system's own."""
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.indlaesning import indlaes

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve")
    foer = indhold(kendt())
    with connection.cursor() as markoer:
        markoer.execute("SELECT pg_relation_filepath('sager_samtaler')")
        fil = store / "lagring" / "data" / markoer.fetchone()[0]
    connection.close()
    ejer = fil.stat()
    fil.unlink()
    fil.symlink_to("/dev/full")
    data = lille(
        ydelser=[ydelse()],
        samtaler=[{"borger_id": "A", "dato": dt.date(2023, 3, 1), "slags": "jobsamtale", "status": "afholdt"}],
    )
    try:
        with pytest.raises(SagsFejl) as fejl:
            indlaes(data, "fagsystem", hvem="proeve")
    finally:
        fil.unlink()
        fil.touch(mode=0o600)
        os.chown(fil, ejer.st_uid, ejer.st_gid)
    assert fejl.value.kode == "fuld_disk"
    assert indhold(kendt()) == foer
    indlaes(data, "fagsystem", hvem="proeve")
    assert indhold(kendt()) == indhold(data)


def test_an_upload_the_disk_has_no_room_for_is_refused_and_leaves_nothing(store: Path) -> None:
    """The system lets this process write no file larger than a megabyte."""
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse import modtag

    bloed, haard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, haard))
    try:
        with pytest.raises(SagsFejl) as fejl:
            modtag([b"x" * (1 << 20)] * 3, "borgere.csv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bloed, haard))
    assert fejl.value.kode == "modtag_plads"
    assert not list((store / "modtaget").glob("modtaget-*"))


@pytest.fixture
def snubletraad():  # type: ignore[no-untyped-def]
    """Makes the server run a statement in the middle of an import, when it comes to the benefits."""

    def spaend(saetning: str) -> None:
        with connection.cursor() as markoer:
            markoer.execute(
                f"CREATE FUNCTION proeve_snubl() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {saetning};"
                " RETURN NEW; END $$;"
                "CREATE TRIGGER proeve_snubl BEFORE INSERT ON sager_ydelser"
                " FOR EACH ROW EXECUTE FUNCTION proeve_snubl()"
            )

    yield spaend
    with connection.cursor() as markoer:
        markoer.execute("DROP FUNCTION proeve_snubl CASCADE")


@pytest.mark.parametrize(
    ("saetning", "kode"),
    [
        ("PERFORM pg_terminate_backend(pg_backend_pid())", "afbrudt"),
        ("RAISE EXCEPTION 'x' USING ERRCODE = '53100'", "fuld_disk"),
        ("RAISE EXCEPTION 'x' USING ERRCODE = '40001'", "proev_igen"),
        ("RAISE EXCEPTION 'x' USING ERRCODE = '23505', CONSTRAINT = 'noget'", "strider"),
        ("RAISE EXCEPTION 'A;1980' USING ERRCODE = '22003'", "uventet"),
    ],
)
def test_what_goes_wrong_in_the_database_is_one_sentence_and_leaves_everything_as_it_was(
    saetning: str,
    kode: str,
    snubletraad,  # type: ignore[no-untyped-def]
) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.indlaesning import indlaes

    indlaes(lille(), "fagsystem", hvem="proeve")
    foer = indhold(kendt())
    snubletraad(saetning)
    with pytest.raises(SagsFejl) as fejl:
        indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve")
    assert fejl.value.kode == kode
    assert "1980" not in str(fejl.value)
    assert "\n" not in str(fejl.value)
    assert indhold(kendt()) == foer


def test_an_import_nobody_answers_for_is_refused() -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.indlaesning import indlaes

    for hvem, kilde, kode in ((" ", "fagsystem", "hvem_mangler"), ("proeve", " ", "kilde_mangler")):
        with pytest.raises(SagsFejl) as fejl:
            indlaes(lille(), kilde, hvem=hvem)
        assert fejl.value.kode == kode
