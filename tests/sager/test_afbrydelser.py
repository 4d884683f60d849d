"""Imports that are cut short: killed, cut off, out of room. Nothing lost, nothing doubled, and a clear sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from tests.forloeb.lagerfiler import skriv_lager
from tests.sager.udtraek import byen, indhold, lille, ydelse

from rettidig.forloeb import Datasaet, laes_datasaet

pytestmark = pytest.mark.usefixtures("store")

BARN = """
import sys
from rettidig.drift.opstart import klar
from rettidig.forloeb import laes_datasaet
klar()
from rettidig.sager.services.indlaesning import indlaes
data = laes_datasaet(sys.argv[1])
def trin(*hvad):
    print(*hvad, flush=True)
    sys.stdin.readline()
trin("klar")
indlaes(data, "fagsystem", hvem="proeve", trin=trin)
trin("gemt")
"""
"""An import in a process of its own: it tells each step, and goes on when it is told to."""


def kendt() -> Datasaet:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return hent_datasaet(kendt_nu())


def som_fil(mappe: Path, froe: int) -> tuple[Path, Datasaet]:
    fil = skriv_lager(mappe / f"{froe}.arrow", byen(froe, 40))
    return fil, laes_datasaet(fil)


def laes_ind_og_draeb(fil: Path, store: Path, rng: Random) -> str:
    """Start an import and kill it -9 on a step drawn at random, or right after letting it go on. Returns the step."""
    miljoe = {**os.environ, "RETTIDIG_VAR": str(store)}
    with subprocess.Popen(
        [sys.executable, "-c", BARN, fil], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=miljoe
    ) as barn:
        assert barn.stdin is not None
        assert barn.stdout is not None
        tilbage = rng.randrange(1, 27)
        sidste = ""
        while linje := barn.stdout.readline().strip():
            sidste = linje
            tilbage -= 1
            if tilbage == 0 and rng.random() < 0.5:
                break
            barn.stdin.write("\n")
            barn.stdin.flush()
            if tilbage <= 0:
                break
        os.kill(barn.pid, signal.SIGKILL)
        barn.communicate()
    return sidste


@pytest.mark.parametrize("froe", [0, 2, 4, 6, 23, 68])
def test_an_import_killed_anywhere_has_written_all_or_nothing_and_is_simply_given_again(
    froe: int, store: Path, tmp_path: Path
) -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.services.indlaesning import indlaes

    fil, data = som_fil(tmp_path, 31)
    foer = byen(31, 30)
    indlaes(foer, "fagsystem", hvem="proeve")
    skridt = laes_ind_og_draeb(fil, store, Random(froe))
    # The next import waits for what the dead one left to be undone by the server.
    igen = indlaes(data, "fagsystem", hvem="proeve")
    skrevne = Handling.objects.exclude(tal={}).order_by("pk")
    gemt = len(skrevne) == 3
    assert gemt or skridt != "gemt"
    assert not gemt or skridt.split()[0] in {"gemmer", "gemt"}
    assert (igen.visning.i_alt.i_alt == 0) is gemt
    assert indhold(kendt()) == indhold(data)


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
