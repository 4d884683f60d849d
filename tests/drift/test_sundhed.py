"""Health and state: yes or no for a monitor, more for those who run it, and nothing about persons for anybody."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from rettidig.drift import sundhed, tilstand

pytestmark = pytest.mark.usefixtures("store")


def klient() -> Any:
    from django.test import Client

    return Client(headers={"host": "localhost", "x-forwarded-proto": "https"})


def frisk() -> Any:
    """Forget what was answered a moment ago."""
    sundhed.klar_gemt = sundhed.Gemt(sundhed.klar_til_arbejde)
    from rettidig.web.views import drift

    drift.klar_gemt = sundhed.klar_gemt
    return klient().get("/sundhed/klar", secure=True)


def test_that_the_program_lives_is_told_without_asking_the_database() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as spurgt:
        svar = klient().get("/sundhed", secure=True)
    assert (svar.status_code, svar.content) == (200, b"ok\n")
    assert len(spurgt) == 0
    assert "no-store" in svar["Cache-Control"]
    assert klient().post("/sundhed", secure=True).status_code == 405


def test_ready_answers_yes_or_no_to_each_check_and_nothing_else() -> None:
    svar = frisk()
    assert svar.status_code == 200
    indhold = svar.json()
    assert set(indhold) == {"klar", "kontroller"}
    assert set(map(type, indhold["kontroller"].values())) == {bool}


def test_a_check_that_says_no_or_fails_makes_the_whole_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def fejler() -> bool:
        raise RuntimeError("hemmelig grund")

    for kontrol in (lambda: False, fejler):
        monkeypatch.setitem(sundhed._kontroller, "proeve", kontrol)
        svar = frisk()
        assert svar.status_code == 503
        assert svar.json()["kontroller"]["proeve"] is False
        assert "hemmelig" not in svar.content.decode()
    monkeypatch.undo()
    assert frisk().status_code == 200


def test_a_clock_behind_the_latest_act_and_a_secret_others_can_read_are_noticed(store: Path) -> None:
    from django.db import connection, transaction

    assert sundhed.urene_gaar_ens()
    with transaction.atomic(), connection.cursor() as markoer:
        markoer.execute("UPDATE sager_registreringsur SET sidst = clock_timestamp() + interval '1 day'")
        assert not sundhed.urene_gaar_ens()
        transaction.set_rollback(True)
    hemmelig = store / "hemmeligt" / "proeve"
    hemmelig.parent.mkdir(exist_ok=True)
    hemmelig.write_text("x")
    hemmelig.chmod(0o644)
    assert not sundhed.noeglerne_er_der()
    hemmelig.unlink()
    assert sundhed.noeglerne_er_der()


def test_the_answer_is_kept_for_a_moment() -> None:
    kald = []
    gemt = sundhed.Gemt(lambda: kald.append(1) or {"a": True})
    assert gemt() == gemt() == {"a": True}
    assert len(kald) == 1


def test_the_state_names_the_latest_import_of_each_system_that_was_not_undone() -> None:
    from tests.sager.udtraek import byen

    from rettidig.sager.services.fortrydelse import fortryd
    from rettidig.sager.services.indlaesning import indlaes

    foerste = indlaes(byen(1, 5), "sagssystem", hvem="proeve")
    anden = indlaes(byen(2, 5), "sagssystem", hvem="proeve", luk_mange=True)
    indlaes(byen(3, 5), "loensystem", hvem="proeve", luk_mange=True)

    def fundne() -> dict[str, int]:
        return {en["fagsystem"]: en["nummer"] for en in tilstand.systemtilstand()["indlaesninger"]}

    assert fundne()["sagssystem"] == anden.handling.pk
    fortryd(anden.handling.pk, hvem="proeve", hvorfor="proeve")
    assert fundne()["sagssystem"] == foerste.handling.pk
    assert set(fundne()) == {"sagssystem", "loensystem"}
    assert tilstand.systemtilstand()["tal"]["bagud"] is not None
    assert tilstand.systemtilstand()["logind"]["mislykkede"] == 0
    som_json = json.dumps(tilstand.systemtilstand(), default=str)
    assert "P0000" not in som_json
    assert "proeve" not in som_json


def test_a_part_that_cannot_be_worked_out_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fejler() -> Any:
        raise RuntimeError

    monkeypatch.setitem(tilstand._dele, "proeve", fejler)
    nu = tilstand.systemtilstand()
    assert nu["proeve"] is None
    assert nu["klar"]["database"] is True
    assert nu["disk"]["ledige_bytes"] > 0


def test_an_age_is_whole_seconds_and_never_negative() -> None:
    nu = dt.datetime.now(dt.UTC)
    assert tilstand.alder_i_sekunder(None) is None
    assert tilstand.alder_i_sekunder(nu + dt.timedelta(hours=1)) == 0
    assert tilstand.alder_i_sekunder(nu - dt.timedelta(seconds=90)) in {90, 91}


def test_the_page_of_the_state_is_for_those_with_the_right_and_whole_in_both_languages() -> None:
    from tests.adgang.proevebrugere import bruger
    from tests.adgang.proevebrugere import klient as logget_ind

    from rettidig.sprog import paa_sprog
    from rettidig.web.views.drift import som_dele

    assert logget_ind().get("/drift/", secure=True).status_code == 302
    assert logget_ind(bruger("sagsbehandler")).get("/drift/", secure=True).status_code == 403
    side = logget_ind(bruger("administrator")).get("/drift/", secure=True)
    assert side.status_code == 200
    assert "lovversion i dag" in side.content.decode().lower()
    nu = tilstand.systemtilstand()
    for sprog, ord_ in (("da", "Seneste indlæsninger"), ("en", "Latest imports")):
        with paa_sprog(sprog):
            assert ord_ in [en["overskrift"] for en in som_dele(nu)]
