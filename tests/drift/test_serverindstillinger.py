"""What the server refuses to start with, each with one sentence that says what to do."""

from __future__ import annotations

import os
import socket

import pytest

from rettidig.drift.fejl import ServerFejl
from rettidig.drift.server.forgrund import proev_porten
from rettidig.drift.server.indstillinger import Serverindstillinger, laes_indstillinger
from rettidig.drift.server.klargoering import kontroller_miljoeet

_NAVNE = ("RETTIDIG_ADRESSE", "PORT", "RETTIDIG_ARBEJDERE", "RETTIDIG_UDVIKLING", "RETTIDIG_VAERTER", "RETTIDIG_NOEGLE")
_FORAN = {"RETTIDIG_VAERTER": "a.dk", "RETTIDIG_PROXY": "1"}


@pytest.fixture(autouse=True)
def _rent(monkeypatch: pytest.MonkeyPatch) -> None:
    for navn in (*_NAVNE, "RETTIDIG_PROXY", "RETTIDIG_LOGDAGE", "DATABASE_URL"):
        monkeypatch.delenv(navn, raising=False)


def test_without_anything_said_it_is_this_machine_alone_at_port_8000_with_more_processes_than_cores() -> None:
    valg = laes_indstillinger()
    assert (valg.adresse, valg.port, valg.url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000/")
    assert valg.arbejdere == min(10, (os.cpu_count() or 1) + 2)


def test_what_is_asked_for_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8001")
    monkeypatch.setenv("RETTIDIG_ADRESSE", "::1")
    monkeypatch.setenv("RETTIDIG_ARBEJDERE", "3")
    assert laes_indstillinger() == Serverindstillinger("::1", 8001, 3)
    assert laes_indstillinger("127.0.0.2", "8002", "1") == Serverindstillinger("127.0.0.2", 8002, 1)
    assert laes_indstillinger().url == "http://[::1]:8001/"


@pytest.mark.parametrize(
    ("ord_", "kode"),
    [
        ((None, "0", None), "ugyldigt_tal"),
        ((None, "65536", None), "ugyldigt_tal"),
        ((None, "otte", None), "ugyldigt_tal"),
        ((None, "٨٠٠٠", None), "ugyldigt_tal"),
        ((None, None, "-1"), "ugyldigt_tal"),
        ((None, None, "1000"), "ugyldigt_tal"),
        (("min-maskine", None, None), "ugyldig_adresse"),
    ],
)
def test_an_address_or_a_number_that_cannot_be_used_is_one_sentence(
    ord_: tuple[str | None, str | None, str | None], kode: str
) -> None:
    with pytest.raises(ServerFejl) as fejl:
        laes_indstillinger(*ord_)
    assert fejl.value.kode == kode
    assert "\n" not in str(fejl.value)


@pytest.mark.parametrize("skrevet", ["abc", "0", "-3", "1.5", "3661"])
def test_days_of_log_that_are_no_number_of_days_are_refused_and_not_taken_as_the_standard(
    skrevet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETTIDIG_LOGDAGE", skrevet)
    with pytest.raises(ServerFejl) as fejl:
        laes_indstillinger()
    assert fejl.value.kode == "ugyldigt_tal"
    assert "RETTIDIG_LOGDAGE" in str(fejl.value)
    monkeypatch.setenv("RETTIDIG_LOGDAGE", "90")
    assert laes_indstillinger().port


def test_trying_out_is_for_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETTIDIG_UDVIKLING", "1")
    kontroller_miljoeet()
    for adresse in ("0.0.0.0", "::", "192.0.2.1"):
        with pytest.raises(ServerFejl) as fejl:
            laes_indstillinger(adresse)
        assert fejl.value.kode == "udvikling_udefra"


@pytest.mark.parametrize(
    ("miljoe", "kode"),
    [
        ({}, "uden_vaerter"),
        ({"RETTIDIG_VAERTER": " , "}, "uden_vaerter"),
        ({"RETTIDIG_VAERTER": "*"}, "alle_vaerter"),
        ({"RETTIDIG_VAERTER": "a.dk, *.dk"}, "alle_vaerter"),
        ({"RETTIDIG_VAERTER": "a.dk"}, "uden_proxy"),
        (_FORAN | {"RETTIDIG_NOEGLE": "kort"}, "kort_noegle"),
        (_FORAN | {"DATABASE_URL": "postgresql://bo:x@db.dk/r"}, "database_uden_tls"),
        (_FORAN | {"DATABASE_URL": "postgresql://bo:x@db.dk/r?sslmode=require"}, "database_uden_tls"),
    ],
)
def test_what_is_unsafe_for_others_refuses_to_start(
    miljoe: dict[str, str], kode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for navn, vaerdi in miljoe.items():
        monkeypatch.setenv(navn, vaerdi)
    with pytest.raises(ServerFejl) as fejl:
        kontroller_miljoeet()
    assert fejl.value.kode == kode
    assert "bo:x" not in str(fejl.value)


@pytest.mark.parametrize(
    "url", ["postgresql://bo:x@db.dk/r?sslmode=verify-full", "postgresql:///r?host=/run/postgresql"]
)
def test_a_database_reached_safely_is_accepted(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for navn, vaerdi in _FORAN.items():
        monkeypatch.setenv(navn, vaerdi)
    monkeypatch.setenv("DATABASE_URL", url)
    kontroller_miljoeet()


def test_a_port_that_cannot_be_had_is_found_out_before_anything_is_done() -> None:
    with socket.socket() as optager:
        optager.bind(("127.0.0.1", 0))
        optager.listen()
        with pytest.raises(ServerFejl) as fejl:
            proev_porten(Serverindstillinger("127.0.0.1", optager.getsockname()[1], 1))
    assert fejl.value.kode == "port_optaget"
    with pytest.raises(ServerFejl) as fejl:
        proev_porten(Serverindstillinger("192.0.2.1", 8000, 1))
    assert fejl.value.kode == "kan_ikke_lytte"
