"""The stored form and the synthetic country, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer


@pytest.mark.parametrize("endelse", ["arrow", "parquet"])
def test_every_question_is_answered_alike_from_the_files_and_from_the_store(
    koer: Koer, by: Path, tmp_path: Path, endelse: str
) -> None:
    fil = tmp_path / f"by.{endelse}"
    assert koer("lager", by, "--ud", fil).kode == 0
    for spoergsmaal in (
        ["frister", "--pr", "2023-05-31"],
        ["maalinger", "--pr", "2023-05-31"],
        ["refusion", "--fra", "2023-01-02", "--til", "2023-02-05"],
        ["fund", "--pr", "2023-05-31"],
    ):
        kommando, *resten = spoergsmaal
        af_filer = koer(kommando, by, *resten, "--format", "json").objekt
        af_lager = koer(kommando, fil, *resten, "--format", "json").objekt
        assert af_lager["raekker"] == af_filer["raekker"]
        assert af_lager["data"]["rows"] == af_filer["data"]["rows"]


def test_a_store_with_another_ending_is_refused_in_one_sentence(koer: Koer, by: Path, tmp_path: Path) -> None:
    svar = koer("lager", by, "--ud", tmp_path / "by.txt")
    assert (svar.kode, len(svar.fejl.strip().splitlines())) == (2, 1)
    assert not (tmp_path / "by.txt").exists()


def test_the_country_is_made_and_read(koer: Koer, tmp_path: Path) -> None:
    lavet = koer("demo", "--land", "--andel", "0.001", "--ud", tmp_path / "land", "--sprog", "en")
    assert lavet.kode == 0
    assert "98 municipalities" in lavet.ud
    tjek = koer("tjek", tmp_path / "land", "--format", "json").objekt
    assert tjek["data"]["set_aside"] == 0


@pytest.mark.parametrize(
    ("ord_", "navn"),
    [
        (["--land", "--borgere", "10"], "--borgere"),
        (["--land", "--snavs", "0.1"], "--snavs"),
        (["--kommune", "766", "--fra", "2022-01-01", "--til", "2023-12-31"], "--borgere"),
    ],
)
def test_a_wish_that_makes_no_sense_or_is_missing_is_named(
    koer: Koer, tmp_path: Path, ord_: list[str], navn: str
) -> None:
    svar = koer("demo", *ord_, "--ud", tmp_path / "ud")
    assert svar.kode == 2
    assert navn in svar.fejl
    assert not (tmp_path / "ud").exists()
