"""A store is answered block by block: the same bytes as from the files, and nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.forloeb.lagerfiler import grimme, skriv_lager

from rettidig.cli.bestilling import Bestilling
from rettidig.forloeb.lager import aabn_lager
from rettidig.svar import kolonnesvar

DATA = grimme(31, 60)
SPOERGSMAAL = (
    ["frister", "--pr", "2024-05-31"],
    ["frister", "--pr", "2024-05-31", "--regel", "lab.102.foerste_tilbud"],
    ["refusion", "--fra", "2023-01-02", "--til", "2023-03-05"],
    ["fund", "--pr", "2026-11-20", "--sprog", "en"],
    ["maaleperioder", "--fra", "2022-06-30", "--til", "2024-06-30"],
)
MAALESPOERGSMAAL = (
    ["maalinger", "--pr", "2024-05-31"],
    ["maalinger", "--pr", "2026-09-30", "--regelsaet", "nye"],
    ["maalinger", "--aar", "2023"],
)
FORMER = ("tabel", "json", "csv", "parquet")


@pytest.fixture
def store(tmp_path: Path) -> tuple[Path, Path]:
    """The same people in one block, as extracts are answered, and in many."""
    return skriv_lager(tmp_path / "en.arrow", DATA), skriv_lager(tmp_path / "mange.arrow", DATA, 7)


@pytest.mark.parametrize("form", FORMER)
@pytest.mark.parametrize("spoergsmaal", SPOERGSMAAL, ids=lambda ord_: "-".join(ord_[:1] + ord_[3:4]))
def test_many_blocks_and_threads_give_the_bytes_of_one(
    koer: Koer, store: tuple[Path, Path], spoergsmaal: list[str], form: str
) -> None:
    kommando, *resten = spoergsmaal
    en = koer(kommando, store[0], *resten, "--format", form)
    assert en.kode == 0, en.fejl
    for traade in ("1", "2", "3"):
        mange = koer(kommando, store[1], *resten, "--format", form, "--traade", traade)
        assert mange.kode == 0, mange.fejl
        assert mange.bytes_ud == en.bytes_ud


@pytest.mark.parametrize("spoergsmaal", MAALESPOERGSMAAL, ids=lambda ord_: "-".join(ord_[1:]))
def test_measures_of_a_store_are_those_of_the_extract_read_at_once(
    koer: Koer, store: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, spoergsmaal: list[str]
) -> None:
    kommando, *resten = spoergsmaal
    i_blokke = koer(kommando, store[1], *resten, "--format", "json", "--traade", "2")
    assert "blokke: 9, tråde: 2" in i_blokke.fejl
    monkeypatch.setattr(Bestilling, "aabn", Bestilling.laes)
    paa_en_gang = koer(kommando, store[1], *resten, "--format", "json")
    assert paa_en_gang.objekt["raekker"]
    assert i_blokke.bytes_ud == paa_en_gang.bytes_ud


def test_what_lies_on_disk_while_the_answer_is_made_changes_nothing(
    koer: Koer, store: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ord_ = ["frister", store[1], "--pr", "2024-05-31", "--format", "json"]
    foer = koer(*ord_)
    monkeypatch.setattr(kolonnesvar, "_FOERST_PAA_DISK", 1)
    assert koer(*ord_) == foer
    monkeypatch.setattr("tempfile.tempdir", str(store[0].parent / "findes_ikke"))
    uden_plads = koer(*ord_)
    assert (uden_plads.kode, uden_plads.bytes_ud, uden_plads.fejl.count("\n")) == (2, b"", 1)
    assert "TMPDIR" in uden_plads.fejl


@pytest.mark.parametrize("form", FORMER)
def test_a_damaged_block_is_one_sentence_and_leaves_what_stood_there(
    koer: Koer, store: tuple[Path, Path], tmp_path: Path, form: str
) -> None:
    fil = store[1]
    plads = aabn_lager(fil).metadata.blokke[5]
    indhold = bytearray(fil.read_bytes())
    indhold[(plads.fra + plads.til) // 2] ^= 1
    fil.write_bytes(indhold)
    mappe = tmp_path / "svar"
    mappe.mkdir()
    ud = mappe / f"svar.{form}"
    ud.write_text("gammelt")
    for traade in ("1", "2"):
        svar = koer("frister", fil, "--pr", "2024-05-31", "--format", form, "--traade", traade)
        assert (svar.kode, svar.bytes_ud, svar.fejl.count("\n")) == (2, b"", 1)
        assert "beskadiget" in svar.fejl
        assert koer("frister", fil, "--pr", "2024-05-31", "--ud", ud, "--format", form, "--traade", traade).kode == 2
        assert [(rest.name, rest.read_text()) for rest in mappe.iterdir()] == [(ud.name, "gammelt")]


def test_it_is_said_which_form_answered_and_how_the_work_was_shared(
    koer: Koer, store: tuple[Path, Path], by: Path
) -> None:
    svar = koer("frister", store[1], "--pr", "2024-05-31", "--format", "csv", "--traade", "2")
    assert "Regnet af plain; blokke: 9, tråde: 2." in svar.fejl
    assert "Regnet af" not in koer("frister", by, "--pr", "2023-05-31").fejl


def test_one_citizen_of_a_store_is_answered_and_explained_as_from_the_files(
    koer: Koer, by: Path, tmp_path: Path
) -> None:
    fil = tmp_path / "by.arrow"
    assert koer("lager", by, "--ud", fil).kode == 0
    for ord_ in (
        ["frister", "--pr", "2023-05-31", "--borger", "E1", "--format", "csv"],
        ["forklar", "--borger", "E1", "--pr", "2023-05-31"],
        ["forklar", "--borger", "Z9", "--pr", "2023-05-31", "--format", "json"],
        ["frister", "--pr", "2023-05-31", "--borger", "E3"],
        ["forklar", "--pr", "2023-05-31", "--borger", "E3"],
    ):
        kommando, *resten = ord_
        assert koer(kommando, fil, *resten) == koer(kommando, by, *resten)


@pytest.mark.parametrize("antal", ["0", "-1", "to", ""])
def test_a_number_of_threads_that_is_none_is_refused_in_one_sentence(koer: Koer, by: Path, antal: str) -> None:
    svar = koer("frister", by, "--pr", "2023-05-31", f"--traade={antal}")
    assert (svar.kode, svar.bytes_ud, svar.fejl.count("\n")) == (2, b"", 1)
    assert "--traade" in svar.fejl
