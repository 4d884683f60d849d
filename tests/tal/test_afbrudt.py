"""What goes wrong between an act and what follows: the act stands, all see it, and the next to come repairs."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from tests.sager.udtraek import byen, lille, ydelse
from tests.tal.regnet import HVEM, holdte_frister, regnede_frister

pytestmark = pytest.mark.usefixtures("store")
DAG = dt.date(2023, 6, 15)
BARN = """
import sys
from rettidig.drift.opstart import klar
klar()
from rettidig.tal.services import ajour, skrivning
def vent(*_):
    print("nu", flush=True)
    sys.stdin.readline()
sted = sys.argv[1]
if sted == "foer":
    ajour.laas_tilstand = lambda vent_=None, **_: vent()
else:
    aegte = ajour.kopier
    ajour.kopier = lambda *a: (aegte(*a), vent())
from rettidig.sager.services.rettelser import registrer
registrer("ydelser", {"borger_id": "P00001", "ydelse": "kontanthjaelp", "fra": "2022-10-03", "visitation": "jobparat"},
          hvem="barn", hvorfor="proeve")
print("faerdig", flush=True)
"""


@pytest.mark.parametrize("sted", ["foer", "midt_i"])
def test_a_program_killed_after_the_act_leaves_a_mark_and_what_is_missing_is_made_good(store: Path, sted: str) -> None:
    from django.db import connection

    from rettidig.sager.models import Handling
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.selectors.tilstand import stand, venter_paa_at_blive_regnet
    from rettidig.tal.services.ajour import bring_ajour
    from rettidig.tal.services.koersel import koer

    indlaes(byen(11, 12), "fagsystem", hvem="proeve")
    koer(DAG)
    foer = holdte_frister()
    miljoe = {**os.environ, "RETTIDIG_VAR": str(store)}
    with subprocess.Popen(
        [sys.executable, "-c", BARN, sted], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=miljoe
    ) as barn:
        assert barn.stdout is not None
        assert barn.stdout.readline().strip() == "nu"
        os.kill(barn.pid, signal.SIGKILL)
        barn.communicate()
    assert Handling.objects.order_by("-pk").first().hvem == "barn"
    assert (stand().ajour, stand().bagud, len(venter_paa_at_blive_regnet())) == (False, 1, 1)
    assert holdte_frister() == foer
    # The server may need a moment to see that the one holding the state has died: whoever waits, waits for that alone.
    gjort = bring_ajour(vent=True)
    assert gjort is not None
    assert (gjort.borgere, stand().ajour) == (1, True)
    assert holdte_frister() == regnede_frister(DAG)
    assert koer(DAG).forskelle == 0
    connection.close()


def test_a_run_that_fails_leaves_everything_as_it_was_and_the_next_act_is_still_taken_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services import koersel

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve")
    koersel.koer(DAG)
    foer = holdte_frister()
    aegte = koersel._skift

    def fejler(markoer: object, tabel: str) -> None:
        aegte(markoer, tabel)
        if tabel == "tal_frist":
            raise RuntimeError

    monkeypatch.setattr(koersel, "_skift", fejler)
    with pytest.raises(RuntimeError):
        koersel.koer(dt.date(2023, 9, 1))
    assert (holdte_frister(), stand().dag) == (foer, DAG)
    indlaes(lille(ydelser=[ydelse(dt.date(2023, 2, 1))]), "fagsystem", hvem="proeve")
    assert stand().ajour
    assert holdte_frister() == regnede_frister(DAG)


def test_what_follows_an_act_may_fail_without_the_act_being_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services import ajour, koersel

    indlaes(lille(), "fagsystem", hvem="proeve")
    koersel.koer(DAG)

    def fejler(*_: object) -> None:
        raise RuntimeError

    raekke = {"borger_id": "A", "ydelse": "kontanthjaelp", "fra": "03-10-2022", "visitation": "jobparat"}
    with monkeypatch.context() as m:
        m.setattr(ajour, "_ret", fejler)
        registrer("ydelser", raekke, **HVEM)
        assert (stand().bagud, holdte_frister()) == (1, [])
    registrer("ydelser", raekke | {"borger_id": "B"}, **HVEM)
    assert stand().ajour
    assert len(holdte_frister()) == len(regnede_frister(DAG)) > 0


def i_en_anden_traad(goer: Callable[[], object]) -> None:
    """Do something over a connection of its own, and wait for it."""
    from django.db import connection

    def koer() -> None:
        try:
            goer()
        finally:
            connection.close()

    traad = Thread(target=koer)
    traad.start()
    traad.join()


def test_an_act_that_comes_during_a_full_run_waits_for_nobody_and_is_taken_in_at_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.fejl import TalFejl
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services import koersel

    indlaes(byen(15, 10), "fagsystem", hvem="proeve")
    koersel.koer(DAG)
    aegte, fejlene = koersel._regn, []

    def midt_i(*alt: object) -> object:
        raekke = {"borger_id": "P00001", "ydelse": "kontanthjaelp", "fra": "2022-10-03", "visitation": "jobparat"}
        i_en_anden_traad(lambda: registrer("ydelser", raekke, **HVEM))
        assert stand().bagud == 1
        try:
            i_en_anden_traad(lambda: fejlene.append(_fejlen(koersel.koer)))
        finally:
            monkeypatch.setattr(koersel, "_regn", aegte)
        return aegte(*alt)

    monkeypatch.setattr(koersel, "_regn", midt_i)
    assert koersel.koer(DAG).forskelle == 0
    assert [type(fejl) for fejl in fejlene] == [TalFejl]
    assert stand().ajour
    assert holdte_frister() == regnede_frister(DAG)


def test_an_act_that_comes_while_another_is_being_taken_in_is_taken_in_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services import ajour, koersel

    indlaes(lille(), "fagsystem", hvem="proeve")
    koersel.koer(DAG)
    aegte = ajour._ret
    raekke = {"borger_id": "A", "ydelse": "kontanthjaelp", "fra": "2022-10-03", "visitation": "jobparat"}

    def midt_i(*alt: object) -> None:
        monkeypatch.setattr(ajour, "_ret", aegte)
        i_en_anden_traad(lambda: registrer("ydelser", raekke | {"borger_id": "B"}, **HVEM))
        aegte(*alt)

    monkeypatch.setattr(ajour, "_ret", midt_i)
    registrer("ydelser", raekke, **HVEM)
    assert stand().ajour
    assert holdte_frister() == regnede_frister(DAG)
    assert {raekke["borger_id"] for raekke in holdte_frister()} == {"A", "B"}
    assert koersel.koer(DAG).forskelle == 0


def _fejlen(koer: Callable[[dt.date], object]) -> Exception | None:
    try:
        koer(DAG)
    except Exception as fejl:
        return fejl
    return None
