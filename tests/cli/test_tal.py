"""Figures over the store from the command line: worked out, kept up to date, as reported, and over time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.cli.udtraek import TABELLER, skriv_udtraek


@pytest.fixture
def lagret(store: Path, koer: Koer, by: Path) -> Path:
    """The small town, read into the store."""
    assert koer("indlaes", by, "--hvem", "Bo").kode == 0
    return by


def test_before_the_first_run_every_command_says_what_to_do(koer: Koer, lagret: Path) -> None:
    assert "rettidig tal koer" in koer("tal", "status").ud
    for kommando in (["meldt"], ["serie"], ["ajour"]):
        svar = koer("tal", *kommando)
        assert (svar.kode, svar.ud) == (2, "")
        assert svar.fejl.splitlines()[-1].endswith("rettidig tal koer.")


def test_figures_follow_an_import_and_the_next_run_finds_them_right(koer: Koer, lagret: Path, tmp_path: Path) -> None:
    assert "første gang" in koer("tal", "koer", "--pr", "2023-06-01").ud
    meldt = koer("tal", "meldt", "--format", "json").objekt["raekker"]
    uden_e4 = {navn: "".join(li for li in t.splitlines(True) if "E4" not in li) for navn, t in TABELLER.items()}
    assert koer("indlaes", skriv_udtraek(tmp_path / "ny", **uden_e4), "--hvem", "Bo").kode == 0
    assert "De er ajour." in koer("tal", "status").ud
    nu = koer("tal", "meldt", "--pr", "2023-05-31", "--format", "json").objekt["raekker"]
    spurgt = koer("maalinger", "db:", "--pr", "2023-05-31", "--format", "json").objekt["raekker"]
    felter = ("kommune", "ydelse", "maaling", "naevner", "taeller")
    assert [tuple(r[f] for f in felter) for r in nu] == [tuple(r[f] for f in felter) for r in spurgt]
    assert [r["meldt_naevner"] for r in nu] == [r["meldt_naevner"] for r in meldt]
    assert any(r["naevner"] != r["meldt_naevner"] for r in nu)
    assert "sammenlignet og helt ens" in koer("tal", "koer", "--pr", "2023-06-02").ud


def test_a_series_holds_every_month_and_says_which_lie_ahead(koer: Koer, lagret: Path) -> None:
    koer("tal", "koer", "--pr", "2023-06-01")
    raekker = koer("tal", "serie", "--regelsaet", "nye", "--format", "json").objekt["raekker"]
    maaneder = [r["maaned"] for r in raekker]
    assert maaneder == sorted(set(maaneder))
    assert [r["maaned"] for r in raekker if r["prognose"]] == [m for m in maaneder if m > "2023-05-31"]
    assert "hvis intet ændrer sig" in koer("tal", "serie").ud
    assert koer("tal", "serie", "--kommune", "999", "--format", "json").objekt["raekker"] == []


@pytest.mark.parametrize(
    "forkert",
    [
        ["koer", "--pr", "2023-02-30"],
        ["koer", "--pr", "2031-01-01"],
        ["koer", "--meld", "2023-05-30"],
        ["meldt", "--pr", "2023-05-30"],
        ["meldt", "--pr", "2022-05-31"],
        ["meldt", "--regelsaet", "andre"],
        ["serie", "--maaling", "lob.fokusmaal.9"],
        ["serie", "--regelsaet", "andre"],
        ["serie", "--format", "pdf"],
    ],
)
def test_what_cannot_be_answered_is_one_sentence(koer: Koer, store: Path, forkert: list[str]) -> None:
    svar = koer("tal", *forkert)
    assert (svar.kode, svar.ud) == (2, "")
    assert svar.fejl.strip()
    assert "Traceback" not in svar.fejl
