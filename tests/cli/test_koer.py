"""The picture ``make svar`` shows: of an extract, and of the demo municipality."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.cli.udtraek import SNAVSEDE_YDELSER, skriv_udtraek

from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.koer.demodata import goer_demo_klar


def test_the_picture_of_an_extract_goes_from_reading_to_one_citizen(by: Path, koer: Koer) -> None:
    svar = koer("koer", "--data", by, "--pr", "2023-06-30")
    assert svar.kode == 0
    for nummer, begynder in enumerate(["Hvad", "Fokusmål", "Måned", "Frister", "Én borger", "Forbehold", "Gå"], 1):
        assert f"\n{nummer}. {begynder}" in svar.ud
    assert "gældende regler: 100,0 % aktive, krav: over 70 % - nået" in svar.ud
    assert "nye regler: 0,0 % aktive, krav: over 70 % - ikke nået" in svar.ud
    assert "── 22. marts 2023: nye regler træder i kraft" in svar.ud
    assert "LAB § 31, stk. 1" in svar.ud
    assert f"forklar {by} --borger" in svar.ud


def test_the_picture_speaks_english(by: Path, koer: Koer) -> None:
    svar = koer("--sprog", "en", "koer", "--data", by, "--pr", "2023-06-30")
    assert svar.kode == 0
    assert "1. What was read" in svar.ud
    assert "22 March 2023: new rules take effect" in svar.ud
    assert "7. Go on from here" in svar.ud
    assert not {"læst", "gældende", "måned", "række"} & set(svar.ud.split())


def test_without_a_day_the_last_month_end_with_data_is_used_and_named(by: Path, koer: Koer) -> None:
    svar = koer("koer", "--data", by)
    assert svar.kode == 0
    assert "den sidste månedsslutning med data, 31. marts 2023, er brugt" in svar.ud


def test_a_day_within_a_month_measures_on_the_month_end_before(by: Path, koer: Koer) -> None:
    svar = koer("koer", "--data", by, "--pr", "2023-06-14")
    assert svar.kode == 0
    assert "målt 31. maj 2023" in svar.ud
    assert "14. juni 2023 er ikke en månedsslutning" in svar.ud


@pytest.mark.parametrize("pr", ["2020-01-01", "2020-01-31", "2022-01-15", "2024-06-30", "2026-12-31"])
def test_the_picture_can_be_drawn_on_any_coded_day(pr: str, by: Path, koer: Koer) -> None:
    assert koer("koer", "--data", by, "--pr", pr).kode == 0


def test_rows_set_aside_are_counted_in_the_picture(tmp_path: Path, koer: Koer) -> None:
    by = skriv_udtraek(tmp_path / "by", ydelser=SNAVSEDE_YDELSER)
    svar = koer("koer", "--data", by, "--pr", "2023-05-31")
    assert svar.kode == 0
    assert "i alt" in svar.ud
    assert "hver række, der er sat til side, har en grund" in svar.ud


def test_an_extract_with_nothing_in_it_still_gives_a_picture(tmp_path: Path, koer: Koer) -> None:
    tom = tmp_path / "tom"
    tom.mkdir()
    (tom / "borgere.csv").write_text("borger_id;foedselsdato;kommune\n", encoding="utf-8")
    (tom / "ydelser.csv").write_text("borger_id;ydelse;fra;til\n", encoding="utf-8")
    uden_dag = koer("koer", "--data", tom)
    assert (uden_dag.kode, uden_dag.bytes_ud) == (2, b"")
    svar = koer("koer", "--data", tom, "--pr", "2023-05-31")
    assert svar.kode == 0
    assert "Udtrækket har ingen godkendte borgere" in svar.ud
    assert "\n2. " not in svar.ud
    assert "Alle rækker er godkendt" not in svar.ud


def test_one_citizen_is_one_with_an_overdue_deadline_and_the_other_obligations_are_counted(
    by: Path, koer: Koer
) -> None:
    svar = koer("koer", "--data", by, "--pr", "2023-06-30")
    afsnit = svar.ud.partition("\n5. ")[2].partition("\n6. ")[0]
    assert "Ingen frist for første tilbud efter seks måneder er overskredet; den første borger med en anden" in afsnit
    assert "er overskredet med" in afsnit
    assert "af borgerens" in afsnit
    assert "alle ses med forklar-kommandoen nederst" in afsnit


def test_deadlines_over_several_municipalities_say_so(by: Path, koer: Koer) -> None:
    svar = koer("koer", "--data", by, "--pr", "2023-06-30")
    assert "Fristerne er talt for alle 2 kommuner i udtrækket." in svar.ud


def test_the_demo_municipality_is_made_once_and_shown_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, koer: Koer
) -> None:
    monkeypatch.chdir(tmp_path)
    svar = koer("koer")
    assert svar.kode == 0
    assert "Rettidig: billedet pr. 31. maj 2023 (LV2023A)" in svar.ud
    assert "766 Hedensted" in svar.ud
    lavet = (tmp_path / "var" / "demo" / "ydelser.csv").stat().st_mtime_ns
    with Fremdrift() as frem:
        assert goer_demo_klar(frem) == Path("var/demo")
    assert (tmp_path / "var" / "demo" / "ydelser.csv").stat().st_mtime_ns == lavet
    (tmp_path / "var" / "demo" / "mine_noter.txt").write_text("rør ikke", encoding="utf-8")
    (tmp_path / "var" / "demo" / "borgere.csv").unlink()
    anden = koer("koer")
    assert anden.kode == 2
    assert "mine_noter.txt" in anden.fejl
