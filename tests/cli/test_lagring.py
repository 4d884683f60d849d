"""The store from the command line: an extract in, answers out, who did what, and undone again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.cli.udtraek import SNAVSEDE_YDELSER, TABELLER, skriv_udtraek


@pytest.fixture
def lagret(store: Path, koer: Koer, by: Path) -> Path:
    """The small town, read into the store."""
    assert koer("indlaes", by, "--hvem", "Bo", "--hvorfor", "første gang").kode == 0
    return by


def test_every_question_is_answered_alike_from_the_files_and_from_the_database(koer: Koer, lagret: Path) -> None:
    for kommando, *resten in (
        ["frister", "--pr", "2023-05-31"],
        ["frister", "--pr", "2023-05-31", "--borger", "E1"],
        ["maalinger", "--pr", "2023-05-31"],
        ["maalinger", "--aar", "2023"],
        ["maaleperioder", "--fra", "2023-01-31", "--til", "2023-06-30"],
        ["refusion", "--fra", "2023-01-02", "--til", "2023-02-05"],
        ["fund", "--pr", "2023-05-31"],
    ):
        af_filer = koer(kommando, lagret, *resten, "--format", "json").objekt
        af_lagring = koer(kommando, "db:", *resten, "--format", "json").objekt
        assert af_lagring == af_filer


def test_a_trial_says_what_would_happen_and_writes_nothing(koer: Koer, lagret: Path, tmp_path: Path) -> None:
    ny = skriv_udtraek(tmp_path / "ny", ydelser=TABELLER["ydelser"].replace("2021-02-01;;", "2021-02-01;2023-04-30;"))
    foer = koer("lagring", "handlinger", "--format", "json").objekt["raekker"]
    for proeve in (["--proeve"], []):
        svar = koer("indlaes", ny, *proeve, "--format", "json").objekt["raekker"]
        assert {r["tabel"]: (r["nye"], r["aendrede"], r["lukkede"], r["uaendrede"]) for r in svar} == {
            "borgere": (0, 0, 0, 5),
            "ydelser": (0, 1, 0, 4),
            "indsatser": (0, 0, 0, 4),
            "samtaler": (0, 0, 0, 5),
        }
        efter = koer("lagring", "handlinger", "--format", "json").objekt["raekker"]
        assert len(efter) == len(foer) + (not proeve)
    assert (foer[0]["hvem"], foer[0]["hvorfor"], foer[0]["kilde"]) == ("Bo", "første gang", "kontrakt")


def test_an_answer_is_had_again_as_it_was_known_and_an_import_can_be_undone(
    koer: Koer, lagret: Path, tmp_path: Path
) -> None:
    spoerg = ["--pr", "2023-05-31", "--format", "csv"]
    foerste = koer("frister", "db:", *spoerg)
    som_kendt = foerste.fejl.splitlines()[0].rpartition(" ")[2]
    assert som_kendt.startswith("db:2")
    uden_e4 = {navn: "".join(li for li in t.splitlines(True) if "E4" not in li) for navn, t in TABELLER.items()}
    anden = koer("indlaes", skriv_udtraek(tmp_path / "ny", **uden_e4), "--format", "csv")
    assert anden.kode == 0
    nu = koer("frister", "db:", *spoerg)
    assert nu.bytes_ud != foerste.bytes_ud
    assert koer("frister", som_kendt, *spoerg).bytes_ud == foerste.bytes_ud
    nummer = koer("lagring", "handlinger", "--format", "json").objekt["raekker"][0]["nummer"]
    assert koer("lagring", "fortryd", str(nummer), "--hvorfor", "forkert fil").kode == 0
    assert koer("frister", "db:", *spoerg).bytes_ud == foerste.bytes_ud


def test_rows_set_aside_are_told_and_the_good_ones_go_in(
    store: Path,
    koer: Koer,
    tmp_path: Path,
) -> None:
    svar = koer("indlaes", skriv_udtraek(tmp_path / "by", ydelser=SNAVSEDE_YDELSER), "--format", "json")
    ydelser = next(r for r in svar.objekt["raekker"] if r["tabel"] == "ydelser")
    assert (ydelser["laest"], ydelser["sat_til_side"], ydelser["nye"]) == (8, 3, 5)
    assert svar.fejl.count("ydelser: sat til side (1):") == 3
    assert koer("frister", "db:", "--pr", "2023-05-31", "--format", "json").objekt["data"]["set_aside"] == 3


@pytest.mark.parametrize(
    ("ord_", "noget"),
    [
        (["frister", "db:i går", "--pr", "2023-05-31"], "i går"),
        (["frister", "db:2023-05-31T12:00", "--pr", "2023-05-31"], "zone"),
        (["frister", "db:2001-01-01", "--pr", "2023-05-31"], "ingen borgere"),
        (["frister", "db:", "--pr", "2023-05-31", "--kilde", "kontrakt"], "kildefilen"),
        (["frister", "db:", "--pr", "2023-05-31", "--borger", "NIX"], "NIX"),
        (["lagring", "fortryd", "99999", "--hvorfor", "x"], "99999"),
        (["lagring", "fortryd", "x", "--hvorfor", "x"], "NUMMER"),
        (["indlaes", "findes-ikke"], "findes-ikke"),
        (["indlaes", "db:"], "db:"),
    ],
)
def test_what_cannot_be_done_with_the_store_is_one_sentence(
    koer: Koer, lagret: Path, ord_: list[str], noget: str
) -> None:
    svar = koer(*ord_)
    assert (svar.kode, svar.ud) == (2, "")
    assert noget in svar.fejl.splitlines()[-1]


@pytest.fixture
def ingen_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RETTIDIG_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.usefixtures("ingen_server")
def test_the_state_is_told_without_starting_anything(koer: Koer, tmp_path: Path) -> None:
    assert "ingen database" in koer("lagring", "status").ud
    assert koer("lagring", "stop").ud == "Databasen kørte ikke.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_server_named_by_its_address_answers_as_the_embedded_one(koer: Koer, lagret: Path, store: Path) -> None:
    from rettidig.drift.indlejret import IndlejretServer

    adgang = IndlejretServer(store / "lagring").adgang()
    assert adgang is not None
    url = f"postgresql://rettidig:{adgang.kodeord}@/rettidig?host={adgang.sokkel}"
    ord_ = ["frister", "db:", "--pr", "2023-05-31", "--format", "csv"]
    svar = subprocess.run(
        [sys.executable, "-m", "rettidig", *ord_],
        capture_output=True,
        check=True,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "RETTIDIG_VAR": str(store / "findes-ikke"),
            "DJANGO_SETTINGS_MODULE": "rettidig.drift.settings",
        },
    )
    assert svar.stdout == koer(*ord_).bytes_ud
    assert not (store / "findes-ikke").exists()


def test_a_server_of_ones_own_is_neither_started_nor_stopped(koer: Koer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bo:hemmeligt@server/by")
    for kommando in ("status", "stop"):
        svar = koer("lagring", kommando)
        assert svar.kode == 0
        assert "DATABASE_URL" in svar.ud
        assert "hemmeligt" not in svar.ud
