"""Keys are changed row by row: killed anywhere and gone on with, everything stays readable and findable."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.identitet.proevepersoner import indlaes_borgere, laes_ind, person, pk, proevenummer

from rettidig.identitet.fejl import IdentitetsFejl

ANTAL = 17
BARN = """
import sys
from rettidig.drift.opstart import klar
klar()
from rettidig.identitet.services import noegleskift
noegleskift._AD_GANGEN = 3
def trin(*hvad):
    print(*hvad, flush=True)
    sys.stdin.readline()
egentlig = noegleskift.lukket
def lukket(*alt):
    trin("raekke")
    return egentlig(*alt)
noegleskift.lukket = lukket
noegleskift.skift(lambda antal: trin("portion", antal))
trin("faerdig")
"""
"""A change of keys in a process of its own: it tells each row and portion, and goes on when it is told to."""


def alt_er_der() -> bool:
    from rettidig.identitet.selectors.opslag import find_cpr, navne

    numre = {nr: pk(f"P{nr:05d}") for nr in range(ANTAL)}
    fundne = navne(list(numre.values()))
    return all(
        fundne[borger].navn == person(nr)["navn"] and find_cpr(proevenummer(nr)) == borger
        for nr, borger in numre.items()
    )


def rester() -> dict[tuple[str, int], int]:
    from rettidig.identitet.services.noegleskift import status

    return {(s.slags.value, s.nr): s.raekker for s in status()}


@pytest.mark.parametrize("froe", range(4))
def test_a_change_of_keys_killed_anywhere_is_gone_on_with(
    froe: int, noegler: Path, store: Path, tmp_path: Path
) -> None:
    from rettidig.identitet.services import noegleskift

    indlaes_borgere(ANTAL)
    laes_ind(tmp_path, *(person(nr) for nr in range(ANTAL)))
    laes_ind(tmp_path, *(person(nr, navn=person(nr)["navn"], by="Højby") for nr in range(5)))
    noegleskift.ny()
    rng = Random(froe)
    with subprocess.Popen(
        [sys.executable, "-c", BARN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "RETTIDIG_VAR": str(store)},
    ) as barn:
        assert barn.stdin is not None
        assert barn.stdout is not None
        for _ in range(rng.randrange(1, 2 * ANTAL)):
            if not barn.stdout.readline():
                break
            barn.stdin.write("\n")
            barn.stdin.flush()
        os.kill(barn.pid, signal.SIGKILL)
        barn.communicate()
    assert alt_er_der()
    # Somebody goes on working meanwhile, and writes with the new key.
    laes_ind(tmp_path, person(3, navn=person(3)["navn"], by="Fåborg"))
    noegleskift.skift()
    assert alt_er_der()
    nu = rester()
    assert nu["kryptering", 1] == nu["opslag", 1] == 0
    assert nu["kryptering", 2] == nu["opslag", 2] > ANTAL
    assert noegleskift.skift() == 0
    assert all(s.pensioneret == (s.nr == 1) for s in noegleskift.status())


def test_retiring_a_key_waits_for_one_who_writes_with_it_and_neither_stops_the_other(
    noegler: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    from rettidig.identitet.services import indlaesning, noegleskift

    indlaes_borgere(ANTAL)
    laes_ind(tmp_path, *(person(nr) for nr in range(ANTAL)))
    paa_vej, videre = threading.Event(), threading.Event()
    skriv, fejl = indlaesning.skriv, []

    def naar_der_siges_til(*alt: Any) -> None:
        paa_vej.set()
        assert videre.wait(30)
        skriv(*alt)

    def i_egen_traad(goer: Callable[[], Any]) -> threading.Thread:
        def koer() -> None:
            try:
                goer()
            except Exception as denne:
                fejl.append(denne)
            finally:
                connection.close()

        traad = threading.Thread(target=koer)
        traad.start()
        return traad

    monkeypatch.setattr(indlaesning, "skriv", naar_der_siges_til)
    skriver = i_egen_traad(lambda: laes_ind(tmp_path, person(3, navn=person(3)["navn"], by="Fåborg")))
    assert paa_vej.wait(30)
    noegleskift.ny()
    skifter = i_egen_traad(noegleskift.skift)
    with connection.cursor() as markoer:
        venter = 0
        while not venter and skifter.is_alive():
            skifter.join(0.02)
            markoer.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            (venter,) = markoer.fetchone()
    videre.set()
    skriver.join()
    skifter.join()
    assert fejl == []
    assert alt_er_der()
    # What was written with the old key meanwhile is under it still, so it was not retired.
    assert rester()["kryptering", 1] > 0
    assert not any(s.pensioneret for s in noegleskift.status())
    noegleskift.skift()
    assert alt_er_der()
    assert all(s.pensioneret == (s.nr == 1) for s in noegleskift.status())


def test_one_kind_of_key_can_be_changed_alone_and_the_history_with_it(noegler: Path, tmp_path: Path) -> None:
    from rettidig.identitet.noeglering import Slags
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.identitet.services import noegleskift
    from rettidig.sager.selectors.kendt import kendt_nu

    indlaes_borgere(ANTAL)
    laes_ind(tmp_path, *(person(nr) for nr in range(ANTAL)))
    foer = kendt_nu()
    laes_ind(tmp_path, person(0, navn="Ny Prøvesen", gaelder_fra="1900-01-01"))
    noegleskift.ny(Slags.OPSLAG)
    assert noegleskift.skift() == ANTAL + 2
    assert rester() == {("kryptering", 1): ANTAL + 2, ("opslag", 1): 0, ("opslag", 2): ANTAL + 2}
    nr = pk("P00000")
    assert (navne([nr])[nr].navn, navne([nr], kendt=foer)[nr].navn) == ("Ny Prøvesen", person(0)["navn"])


def test_a_key_in_use_is_not_destroyed_and_a_retired_one_is_for_good(noegler: Path, tmp_path: Path) -> None:
    from rettidig.identitet import noeglering
    from rettidig.identitet.models import Noegleversion
    from rettidig.identitet.noeglering import Slags
    from rettidig.identitet.services import noegleskift

    indlaes_borgere(ANTAL)
    laes_ind(tmp_path, *(person(nr) for nr in range(ANTAL)))
    noegleskift.ny()
    for nr in (1, 2):
        with pytest.raises(IdentitetsFejl) as fejl:
            noegleskift.glem(Slags.KRYPTERING, nr)
        assert fejl.value.kode == "noegle_i_brug"
    noegleskift.skift()
    gammel = noeglering.hent_ring().find(Slags.KRYPTERING, 1).bytes_
    noegleskift.glem(Slags.KRYPTERING, 1)
    with pytest.raises(IdentitetsFejl) as fejl:
        noeglering.hent_ring().find(Slags.KRYPTERING, 1)
    assert fejl.value.kode == "noegle_mangler"
    assert gammel not in noeglering.noeglefil().read_bytes()
    assert Noegleversion.objects.get(slags="kryptering", nr=1).glemt is not None
    assert alt_er_der()


def test_a_retired_key_brought_back_from_a_backup_is_not_written_with(noegler: Path, tmp_path: Path) -> None:
    from rettidig.identitet import noeglering
    from rettidig.identitet.services import noegleskift

    indlaes_borgere(ANTAL)
    laes_ind(tmp_path, *(person(nr) for nr in range(ANTAL)))
    gemt = noeglering.hent_ring()
    noegleskift.ny()
    noegleskift.skift()
    with noeglering.ret_ring():
        noeglering.gem_ring(gemt)
    with pytest.raises(IdentitetsFejl) as fejl:
        laes_ind(tmp_path, person(0, navn="X"))
    assert fejl.value.kode in {"ingen_gaeldende", "noegle_mangler"}


def test_there_is_nothing_to_change_where_nothing_is_written(noegler: Path) -> None:
    from rettidig.identitet.services import noegleskift

    assert noegleskift.status() == []
    assert noegleskift.skift() == 0
    noegleskift.ny()
    assert [(s.nr, s.raekker, s.mangler) for s in noegleskift.status()] == [(1, 0, False), (1, 0, False)]


def test_the_state_of_the_system_says_whether_the_keys_fit_what_is_written(noegler: Path, tmp_path: Path) -> None:
    from rettidig.drift.tilstand import systemtilstand
    from rettidig.identitet import noeglering

    def del_() -> tuple[int, bool, int]:
        fundet = systemtilstand()["identitet"]
        return fundet["kendte_identiteter"], fundet["noegler_passer"], fundet["slettede_borgere"]

    assert del_() == (0, True, 0)
    indlaes_borgere(ANTAL)
    laes_ind(tmp_path, *(person(nr) for nr in range(ANTAL)))
    assert del_() == (ANTAL, True, 0)
    (noegler / "identitet.json").unlink()
    assert del_() == (ANTAL, False, 0)
    with noeglering.ret_ring():
        noeglering.gem_ring(noeglering.foerste_ring())
    assert del_() == (ANTAL, False, 0)
