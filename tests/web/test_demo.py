"""The demonstration cannot be had where it must not be, and done twice it changes nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def demo(store: Path) -> Iterator[None]:
    from django.test import override_settings

    with override_settings(DEMO=True, UDVIKLING=True, TOTRIN_KRAEVES=False, SECURE_SSL_REDIRECT=False):
        yield


def _besoeg(metode: str = "get", **data: str) -> int:
    from django.test import Client

    return int(getattr(Client(SERVER_NAME="localhost"), metode)("/demo/", data, secure=True).status_code)


def test_outside_the_demonstration_there_is_no_such_page(store: Path) -> None:
    assert _besoeg() == 404
    assert _besoeg("post", bruger="sidsel") == 404


def test_a_user_of_the_demonstration_cannot_be_logged_in_outside_it(store: Path) -> None:
    from rettidig.web.demo.opsaetning import lav_brugere

    lav_brugere()
    assert _besoeg("post", bruger="anders") == 404


def test_it_is_refused_with_a_database_of_ones_own(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.web.demo.vaern import IkkeHer, kraev_demo

    kraev_demo()
    monkeypatch.setenv("DATABASE_URL", "postgresql://x:y@db.example/rettidig")
    with pytest.raises(IkkeHer, match="DATABASE_URL"):
        kraev_demo()
    assert _besoeg() == 404


def test_it_is_refused_beside_an_import_from_elsewhere(demo: None) -> None:
    from tests.sager.udtraek import lille, ydelse

    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.web.demo.opsaetning import saet_op
    from rettidig.web.demo.vaern import IkkeHer, demoen_er_for_sig

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="en")
    with pytest.raises(IkkeHer, match="andet end demonstrationens"):
        saet_op(borgere=50)
    assert _besoeg() == 404
    import os

    os.environ["RETTIDIG_DEMO"] = "1"
    try:
        assert [fejl.id for fejl in demoen_er_for_sig()] == ["web.E001"]
    finally:
        del os.environ["RETTIDIG_DEMO"]


def test_the_settings_take_no_demonstration_outside_development_or_with_a_database_of_ones_own() -> None:
    import os
    import subprocess
    import sys

    spoerg = "from rettidig.drift.websikkerhed import DEMO, TOTRIN_KRAEVES; print(DEMO, TOTRIN_KRAEVES)"

    def svar(**andet: str) -> str:
        rent = {n: v for n, v in os.environ.items() if n not in {"DATABASE_URL", "RETTIDIG_UDVIKLING"}}
        kald = subprocess.run(
            [sys.executable, "-c", spoerg],
            env={**rent, "RETTIDIG_DEMO": "1", **andet},
            capture_output=True,
            text=True,
            check=True,
        )
        return kald.stdout.strip()

    assert svar(RETTIDIG_UDVIKLING="1") == "True False"
    assert svar() == "False True"
    assert svar(RETTIDIG_UDVIKLING="1", DATABASE_URL="postgresql://x:y@db.example/r") == "False True"


def test_set_up_twice_it_is_the_same(demo: None) -> None:
    from rettidig.adgang.models import Bruger
    from rettidig.adgang.roller import Rolle
    from rettidig.sager.models import Handling
    from rettidig.web.demo.opsaetning import demobrugere, saet_op

    saet_op(borgere=60)
    foer = (Handling.objects.count(), Bruger.objects.count())
    saet_op(borgere=60)
    assert (Handling.objects.count(), Bruger.objects.count()) == foer
    assert [rolle for rolle, _ in demobrugere()] == list(Rolle)
    assert not any(bruger.has_usable_password() for _, bruger in demobrugere())
    assert _besoeg("post", bruger="sidsel") == 302
    assert _besoeg("post", bruger="root") == 404


@pytest.fixture
def byen(demo: None) -> None:
    from rettidig.web.demo.opsaetning import saet_op

    saet_op(borgere=300)


def _regnet() -> tuple[object, ...]:
    from rettidig.tal.models import Borgerstand, Fristraekke, Kubecelle, Lokalfrist, Maaleperiode, Tilstand

    raekker = [
        sorted(map(repr, model.objects.values_list(*(f.attname for f in model._meta.fields if f.name != "id"))))
        for model in (Borgerstand, Fristraekke, Lokalfrist, Kubecelle, Maaleperiode)
    ]
    return (Tilstand.objects.get(pk=1).dag, *raekker)


def test_it_moves_to_the_first_day_of_the_75_percent_rule_and_back_to_where_it_was(byen: None) -> None:

    from rettidig.tal.models import Koersel, Lokalfrist, Maaleperiode
    from rettidig.tal.selectors.meldt import maaneder

    begyndt, meldte = _regnet(), maaneder()
    assert begyndt[0] == dt.date(2023, 5, 31)
    assert Lokalfrist.objects.filter(aaben=True).exists()
    assert _besoeg("post", dag="2026-07-01") == 302
    senere = _regnet()
    assert senere[0] == dt.date(2026, 7, 1)
    assert Lokalfrist.objects.filter(aaben=True).exists()
    assert Maaleperiode.objects.filter(maaling="lab.deltagelse.75", fra=dt.date(2026, 7, 31)).exists()
    assert maaneder()[0] == dt.date(2026, 6, 30)
    assert _besoeg("post", dag="2023-05-31") == 302
    assert _regnet() == begyndt
    assert maaneder() == meldte
    assert _besoeg("post", dag="2026-07-01") == 302
    assert _regnet() == senere
    assert not Koersel.objects.exclude(forskelle=0).exists()


def test_it_goes_to_no_other_day_and_to_none_where_it_may_not_be(byen: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.test import override_settings

    from rettidig.tal.models import Koersel
    from rettidig.web.demo.dag import skift_dag
    from rettidig.web.demo.vaern import IkkeHer

    foer = Koersel.objects.count()
    for dag in ("2026-07-02", "2023-05-30", "", "i morgen"):
        assert _besoeg("post", dag=dag) == 404
    with override_settings(DEMO=False):
        assert _besoeg("post", dag="2026-07-01") == 404
        with pytest.raises(IkkeHer):
            skift_dag("2026-07-01")
    monkeypatch.setenv("DATABASE_URL", "postgresql://x:y@db.example/rettidig")
    assert _besoeg("post", dag="2026-07-01") == 404
    monkeypatch.delenv("DATABASE_URL")
    assert Koersel.objects.count() == foer


def test_another_site_cannot_move_it(byen: None) -> None:
    from django.test import Client

    svar = Client(SERVER_NAME="localhost", enforce_csrf_checks=True).post("/demo/", {"dag": "2026-07-01"}, secure=True)
    assert svar.status_code == 403


def test_every_page_says_which_day_it_is_and_shows_the_way_to_the_other(byen: None) -> None:
    from django.test import Client, override_settings

    c = Client(SERVER_NAME="localhost")
    c.post("/demo/", {"bruger": "connie"}, secure=True)
    for sti in ("/", "/tal/", "/demo/"):
        siden = c.get(sti, secure=True).content.decode()
        assert "Dagen er 31. maj 2023." in siden
        assert re.findall(r"Gå til (\d[^<]+)<", siden) == ["1. juli 2026"]
        assert 'value="2026-07-01"' in siden
    with override_settings(DEMO=False):
        siden = c.get("/tal/", secure=True).content.decode()
        assert "Demonstration" not in siden
        assert "2026-07-01" not in siden


def test_on_both_days_every_role_has_something_to_see(demo: None) -> None:
    from django.test import Client

    from rettidig.adgang.roller import Rolle
    from rettidig.web.demo.opsaetning import demobrugere, saet_op

    # So many that a politician, who is kept from small figures, is shown some.
    saet_op(borgere=1_200)
    for dag in ("2023-05-31", "2026-07-01"):
        assert _besoeg("post", dag=dag) == 302
        for rolle, bruger in demobrugere():
            c = Client(SERVER_NAME="localhost")
            c.force_login(bruger)
            svar = c.get("/mit/" if rolle is Rolle.BORGER else "/", secure=True)
            assert svar.status_code == 200, (dag, rolle)
            siden = svar.content.decode().partition("<main")[2].partition("</main>")[0]
            assert any(tegn in siden for tegn in ("<td", "<dd", "<figure", "rt-kort", " %")), (dag, rolle)


def test_the_caseworker_of_the_demonstration_has_duties_on_both_days(byen: None) -> None:
    from rettidig.adgang.models import Bruger
    from rettidig.tal.models import Borgerstand, Fristraekke

    sidsel = Bruger.objects.get(username="sidsel")
    assert sidsel.initialer
    for dag in ("2023-05-31", "2026-07-01"):
        assert _besoeg("post", dag=dag) == 302
        egne = {"team__in": sidsel.teams, "sagsbehandler": sidsel.initialer}
        assert Fristraekke.objects.filter(aaben=True, altid=True, **egne).exists()
        assert Borgerstand.objects.filter(forloeb_start__isnull=False, **egne).exists()
        assert Borgerstand.objects.filter(naeste_samtale__isnull=False).exists()


def test_every_team_of_the_demonstration_has_hours_for_talks(byen: None) -> None:
    from rettidig.tal.models import Borgerstand
    from rettidig.tal.selectors.ugens_arbejde import mandag, pladser

    for dag in ("2023-05-31", "2026-07-01"):
        assert _besoeg("post", dag=dag) == 302
        nu = dt.date.fromisoformat(dag)
        teams = set(Borgerstand.objects.exclude(team="").exclude(sagsbehandler="").values_list("team", flat=True))
        timer = pladser(sorted(teams), mandag(nu))
        assert set(timer) == teams
        assert all(plads.timer > 0 for plads in timer.values())


def test_what_lists_can_be_narrowed_to_follows_the_day(byen: None) -> None:
    from rettidig.adgang.models import Bruger
    from rettidig.adgang.omfang import omfang
    from rettidig.tal.selectors.arbejdslister import muligheder
    from rettidig.tal.selectors.tilstand import stand

    egne = omfang(Bruger.objects.get(username="frode"))

    def ydelser() -> tuple[str, ...]:
        nu = stand()
        return muligheder(egne, nu.kendt, nu.dag).ydelser

    assert "uddannelseshjaelp" in ydelser()
    assert _besoeg("post", dag="2026-07-01") == 302
    assert "uddannelseshjaelp" not in ydelser()
    assert "kontanthjaelp" in ydelser()
