"""What cannot be answered is one sentence on standard error, exit code 2, and never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.cli.udtraek import skriv_udtraek

FRISTER = ["frister", "{by}", "--pr", "2023-05-31"]

FORKERTE: dict[str, tuple[list[str], str]] = {
    "no data": (["frister", "--pr", "2023-05-31"], "DATA mangler"),
    "no day": (["frister", "{by}"], "--pr mangler"),
    "an option without its value": (["frister", "{by}", "--pr"], "--pr mangler en værdi"),
    "an unknown option": ([*FRISTER, "--formt", "json"], "--formt findes ikke"),
    "an unknown command": (["fristr", "{by}"], "Mente du frister"),
    "an unknown command in a group": (["regler", "viss"], "Mente du vis?"),
    "too many arguments": (["frister", "{by}", "mere", "--pr", "2023-05-31"], "flere argumenter"),
    "an empty folder name": (["frister", "", "--pr", "2023-05-31"], "DATA er tom"),
    "a missing folder": (["frister", "{tmp}/findes/ikke", "--pr", "2023-05-31"], "findes ikke"),
    "a file instead of a folder": (["frister", "{by}/borgere.csv", "--pr", "2023-05-31"], "enkelt fil"),
    "an empty folder": (["frister", "{tmp}/tom", "--pr", "2023-05-31"], "borgere"),
    "binary tables": (["frister", "{tmp}/binaer", "--pr", "2023-05-31"], "ikke en tekstfil"),
    "empty tables": (["frister", "{tmp}/tomme", "--pr", "2023-05-31"], "er tom"),
    "a day that is no date": (["frister", "{by}", "--pr", "31-05-2023"], "skal være en dato"),
    "a day written as a week": (["frister", "{by}", "--pr", "2023-W05-1"], "skal være en dato"),
    "a day that does not exist": (["frister", "{by}", "--pr", "2023-02-30"], "findes ikke i kalenderen"),
    "a day before the law": (["frister", "{by}", "--pr", "2019-12-31"], "Loven er kodet fra 1. januar 2020"),
    "a day after the law": (["frister", "{by}", "--pr", "2027-01-01"], "LV2027"),
    "a day that is no month end": (["maalinger", "{by}", "--pr", "2023-05-15"], "2023-04-30 eller 2023-05-31"),
    "neither day nor year": (["maalinger", "{by}"], "enten --pr"),
    "both day and year": (["maalinger", "{by}", "--pr", "2023-05-31", "--aar", "2023"], "enten --pr"),
    "a year that is none": (["maalinger", "{by}", "--aar", "23"], "årstal"),
    "a year not coded": (["maalinger", "{by}", "--aar", "2027"], "LV2027"),
    "an unknown rule set": (["maalinger", "{by}", "--pr", "2023-05-31", "--regelsaet", "x"], "gaeldende, gamle, nye"),
    "an unknown rule": ([*FRISTER, "--regel", "lab.102.foerste"], "mente du lab.102.foerste_tilbud"),
    "a rule without deadlines": ([*FRISTER, "--regel", "fin.refusion"], "giver ingen frister"),
    "an unknown citizen": ([*FRISTER, "--borger", "X1"], "Borgeren X1 findes ikke"),
    "an unknown form": ([*FRISTER, "--format", "xml"], "tabel, json, csv, parquet"),
    "an unknown switch": ([*FRISTER, "--valg", "timregel=ja"], "mente du timeregel"),
    "a switch without a value": ([*FRISTER, "--valg", "timeregel"], "navn=vaerdi"),
    "a switch set to what it cannot be": ([*FRISTER, "--valg", "timeregel=ja"], "saerskilt_eller_samlet_225"),
    "an unknown mapping file": ([*FRISTER, "--kilde", "findes_ikke.yaml"], "Kildefilen findes_ikke.yaml"),
    "an unknown language": ([*FRISTER, "--sprog", "sv"], "da eller en"),
    "a reversed period": (["refusion", "{by}", "--fra", "2023-02-01", "--til", "2023-01-01"], "før den begynder"),
    "a period before the ladder": (["refusion", "{by}", "--fra", "2015-01-01", "--til", "2023-01-01"], "2016"),
    "a share that is no number": (
        ["tilsyn", "{by}", "--aar", "2022", "--ydelsesgrad", "mange", "--forventet", "1"],
        "--ydelsesgrad skal være et tal",
    ),
    "an endless share": (
        ["tilsyn", "{by}", "--aar", "2022", "--ydelsesgrad", "1", "--forventet", "Infinity"],
        "--forventet skal være et tal",
    ),
    "an unknown paragraph": (["regler", "vis", "§ 999"], "999"),
    "an unknown municipality": (
        ["demo", "--borgere", "9", "--kommune", "1", "--fra", "2022-01-01", "--til", "2022-12-31", "--ud", "{tmp}/d"],
        "Kommunen 1 findes ikke",
    ),
    "a folder with other files": (
        ["demo", "--borgere", "9", "--kommune", "766", "--fra", "2022-01-01", "--til", "2022-12-31", "--ud", "{by}"],
        "andre filer",
    ),
    "a file that is a folder": ([*FRISTER, "--ud", "{tmp}"], "det er en mappe"),
    "a file in a folder that is not there": ([*FRISTER, "--ud", "{tmp}/nix/svar.json"], "mappen findes ikke"),
    "an empty file name": ([*FRISTER, "--ud", ""], "--ud er tom"),
    "an explanation as a spreadsheet": (
        ["forklar", "{by}", "--borger", "E1", "--pr", "2023-05-31", "--format", "csv"],
        "tekst, tabel, json",
    ),
    "an unknown extract for the whole picture": (["koer", "--data", "{tmp}/nix"], "findes ikke"),
    "a local strategy that is not there": ([*FRISTER, "--lokalt", "min.yaml"], "min.yaml: filen findes ikke"),
}


@pytest.mark.parametrize("hvad", FORKERTE)
@pytest.mark.parametrize("sprog", ["da", "en"])
def test_it_is_refused_in_one_sentence(hvad: str, sprog: str, by: Path, koer: Koer, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    for navn, indhold in (("binaer", bytes(range(256)) * 8), ("tomme", b"")):
        (tmp_path / navn).mkdir()
        for tabel in ("borgere", "ydelser"):
            (tmp_path / navn / f"{tabel}.csv").write_bytes(indhold)
    ord_, forventet = FORKERTE[hvad]
    svar = koer("--sprog", sprog, *(led.format(by=by, tmp=tmp_path) for led in ord_))
    assert svar.kode == 2
    assert svar.bytes_ud == b""
    assert len(svar.fejl.splitlines()) == 1
    assert "Traceback" not in svar.fejl
    assert sprog == "en" or forventet in svar.fejl


def test_a_number_like_a_cpr_number_is_not_repeated(by: Path, koer: Koer) -> None:
    svar = koer("frister", by, "--pr", "2023-05-31", "--borger", "010170-1234")
    assert svar.kode == 2
    assert "1234" not in svar.fejl


def test_a_citizen_who_was_set_aside_is_said_to_be(tmp_path: Path, koer: Koer) -> None:
    by = skriv_udtraek(
        tmp_path / "by", borgere="borger_id;foedselsdato;kommune\nE1;1984-99-99;766\nE2;1990-01-01;766\n"
    )
    svar = koer("forklar", by, "--borger", "E1", "--pr", "2023-05-31")
    assert svar.kode == 2
    assert "1 rækker i borgere er sat til side (se rettidig tjek)" in svar.fejl


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to lend")
def test_a_full_disk_is_one_sentence(by: Path, koer: Koer) -> None:
    svar = koer("frister", by, "--pr", "2023-05-31", "--ud", "/dev/full")
    assert (svar.kode, svar.fejl) == (2, "/dev/full kan ikke skrives: disken er fuld.\n")


def test_an_answer_that_fails_leaves_the_former_file_and_no_scraps(by: Path, koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "svar.json"
    fil.write_text("det gamle svar", encoding="utf-8")
    assert koer("frister", by, "--pr", "2023-05-31", "--borger", "X", "--ud", fil).kode == 2
    assert fil.read_text(encoding="utf-8") == "det gamle svar"
    assert koer("frister", by, "--pr", "2023-05-31", "--ud", fil).kode == 0
    assert fil.read_text(encoding="utf-8").startswith("{")
    assert sorted(sti.name for sti in tmp_path.iterdir()) == ["by", "svar.json"]
    assert fil.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    nu = os.umask(0)
    os.umask(nu)
    return nu


def test_an_unforeseen_fault_is_one_sentence_and_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, koer: Koer, by: Path
) -> None:
    def gaa_i_stykker(_argv: list[str]) -> list[str]:
        raise ZeroDivisionError("to linjer\nom det")

    monkeypatch.delenv("RETTIDIG_FEJLSOEG", raising=False)
    monkeypatch.setattr("rettidig.cli.argumenter.tyd_argumenter", gaa_i_stykker)
    svar = koer("tjek", by)
    assert (svar.kode, svar.bytes_ud) == (1, b"")
    assert svar.fejl.startswith("Uventet fejl (ZeroDivisionError: to linjer om det).")
    assert len(svar.fejl.splitlines()) == 1
    monkeypatch.setenv("RETTIDIG_FEJLSOEG", "1")
    with pytest.raises(ZeroDivisionError):
        koer("tjek", by)


def test_an_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch, koer: Koer, by: Path) -> None:
    def afbryd(_argv: list[str]) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("rettidig.cli.argumenter.tyd_argumenter", afbryd)
    assert koer("tjek", by) == type(koer("tjek", by))(130, b"", "")


def test_a_file_ending_that_promises_another_kind_of_file_is_refused(koer: Koer, by: Path, tmp_path: Path) -> None:
    svar = koer("frister", by, "--pr", "2023-05-31", "--ud", tmp_path / "svar.xlsx")
    assert (svar.kode, len(svar.fejl.strip().splitlines())) == (2, 1)
    assert "xlsx" in svar.fejl
    assert not (tmp_path / "svar.xlsx").exists()
