"""The command that asks whether an act is lawful: text, table and machine forms, exit codes, both languages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import Koer

PRAKTIK = """\
handling: bevil_tilbud
dato: 2023-05-10
borger_id: E1
tilbud:
  slags: virksomhedspraktik
  fra: 2023-05-15
  til: 2023-06-11
  timer_pr_uge: 37
  formaal: afprøve lagerarbejde
  aftalt_af_alle: ja
  ordinaere_timer_samme_sted: nej
  seneste_arbejdsgiver: nej
arbejdsplads: {ansatte_fire_maaneder: [12, 12, 8, 8], optaget: 1}
vitas: {ansoegt: 2023-05-01, afgjort: 2023-05-09, godkendt: ja}
"""


@pytest.fixture
def praktik(tmp_path: Path) -> Path:
    fil = tmp_path / "praktik.yaml"
    fil.write_text(PRAKTIK, encoding="utf-8")
    return fil


def ret(fil: Path, gammelt: str, nyt: str) -> Path:
    indhold = fil.read_text(encoding="utf-8")
    assert gammelt in indhold
    fil.write_text(indhold.replace(gammelt, nyt), encoding="utf-8")
    return fil


def test_with_the_citizens_facts_from_the_extract_the_placement_is_lawful(koer: Koer, praktik: Path, by: Path) -> None:
    svar = koer("vilkaar", praktik, "--data", by)
    assert svar.kode == 0
    assert svar.ud.startswith("Bevilling af et tilbud: LOVLIG (lov: LV2023A)")
    assert "borger.maalgruppe = 6.2" in svar.ud
    assert "arbejdsplads.ansatte = 10" in svar.ud
    assert "[LAB § 61, stk. 1]" in svar.ud


def test_without_them_the_answer_is_unknown_and_says_what_to_state(koer: Koer, praktik: Path) -> None:
    svar = koer("vilkaar", praktik)
    assert svar.kode == 0
    assert svar.ud.startswith("Bevilling af et tilbud: UKENDT")
    assert "Oplys borger.maalgruppe: målgruppe efter LAB § 6" in svar.ud


def test_a_condition_that_fails_says_what_would_change_it(koer: Koer, praktik: Path, by: Path) -> None:
    svar = koer("vilkaar", ret(praktik, "2023-06-11", "2023-06-12"), "--data", by)
    assert svar.kode == 0
    assert svar.ud.startswith("Bevilling af et tilbud: IKKE LOVLIG")
    assert "Hvad ville ændre svaret: Afkort praktikken til 4 eller 13 uger" in svar.ud


def test_a_fact_that_differs_from_the_extract_is_told(koer: Koer, praktik: Path, by: Path) -> None:
    svar = koer("vilkaar", ret(praktik, "tilbud:\n", 'borger: {maalgruppe: "6.3"}\ntilbud:\n'), "--data", by)
    assert "borger.maalgruppe er oplyst som 6.3, men udtrækket siger 6.2; det oplyste er brugt." in svar.ud


def test_the_answer_is_given_in_english(koer: Koer, praktik: Path, by: Path) -> None:
    svar = koer("vilkaar", praktik, "--data", by, "--sprog", "en")
    assert svar.ud.startswith("Granting an offer: LAWFUL (law: LV2023A)")
    assert "[LAB § 61, stk. 1]" in svar.ud
    assert "At most 4 weeks for 6.1" in svar.ud


def test_json_holds_the_verdict_the_facts_and_every_condition(koer: Koer, praktik: Path, by: Path) -> None:
    objekt = koer("vilkaar", praktik, "--data", by, "--format", "json").objekt
    assert (objekt["handling"], objekt["samlet"], objekt["lov"]) == ("bevil_tilbud", "lovlig", "LV2023A")
    assert objekt["fakta"]["arbejdsplads.ansatte_fire_maaneder"] == ["12", "12", "8", "8"]
    assert objekt["fakta"]["borger.maalgruppe"] == "6.2"
    assert "borger.maalgruppe" in objekt["fra_udtraekket"]
    raekker = {(r["regel"], r["betingelse"]): r for r in objekt["raekker"]}
    assert raekker["bab.136.vitas", "ti_arbejdsdage"]["udfald"] == "opfyldt"
    assert {r["udfald"] for r in raekker.values()} == {"opfyldt"}
    assert [linje["maerke"] for linje in objekt["forbehold"]] == ["valg"]


def test_the_same_rows_come_as_table_csv_and_parquet(koer: Koer, praktik: Path, by: Path, tmp_path: Path) -> None:
    raekker = koer("vilkaar", praktik, "--data", by, "--format", "json").objekt["raekker"]
    som_csv = koer("vilkaar", praktik, "--data", by, "--format", "csv").bytes_ud.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(som_csv), delimiter=";"))) == len(raekker)
    fil = tmp_path / "svar.parquet"
    assert koer("vilkaar", praktik, "--data", by, "--ud", fil).kode == 0
    assert pq.read_table(fil).to_pylist() == raekker
    tabel = koer("vilkaar", praktik, "--data", by, "--format", "tabel").ud
    assert tabel.startswith("Vilkår for bevilling af et tilbud, afgjort 10. maj 2023: lovlig")


def test_a_text_file_holds_the_text(koer: Koer, praktik: Path, tmp_path: Path) -> None:
    fil = tmp_path / "svar.txt"
    assert koer("vilkaar", praktik, "--ud", fil).kode == 0
    assert fil.read_text(encoding="utf-8") == koer("vilkaar", praktik).ud


def test_a_sanction_names_the_law_of_the_breach(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "s.yaml"
    fil.write_text(
        'handling: sanktion\ndato: 2024-02-01\nborger: {maalgruppe: "6.3"}\n'
        "sanktion: {forseelse: 2023-12-18, slags: punkt}\n",
        encoding="utf-8",
    )
    svar = koer("vilkaar", fil)
    assert svar.ud.startswith("Sanktion: UKENDT (lov: LV2023A)")
    assert "Oplys vejledning.ved_foerste_samtale" in svar.ud


def test_without_the_date_that_chooses_the_law_it_is_asked_for(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "s.yaml"
    fil.write_text("handling: sanktion\n", encoding="utf-8")
    svar = koer("vilkaar", fil)
    assert svar.kode == 0
    assert "Loven kan ikke vælges, før disse datoer er oplyst: sanktion.forseelse." in svar.ud


def test_a_law_that_is_not_coded_is_said_to_be_so(koer: Koer, praktik: Path) -> None:
    svar = koer("vilkaar", ret(praktik, "dato: 2023-05-10", "dato: 2027-05-10"))
    assert svar.kode == 0
    assert "Loven på den dag er ikke kodet." in svar.ud


@pytest.mark.parametrize(
    ("gammelt", "nyt", "ventet"),
    [
        ("  til:", "  indtil:", "praktik.yaml, linje 7: kender ikke tilbud.indtil; tilladt er slags, fra, til"),
        ("bevil_tilbud", "giv", "handling er en af bevil_tilbud"),
    ],
)
def test_a_fault_in_the_act_is_one_sentence_and_exit_2(
    koer: Koer, praktik: Path, gammelt: str, nyt: str, ventet: str
) -> None:
    svar = koer("vilkaar", ret(praktik, gammelt, nyt))
    assert (svar.kode, svar.ud) == (2, "")
    assert ventet in svar.fejl
    assert "Traceback" not in svar.fejl


def test_what_cannot_be_asked_is_one_sentence_and_exit_2(koer: Koer, praktik: Path, by: Path, tmp_path: Path) -> None:
    for ord_, ventet in (
        (["vilkaar", tmp_path / "findes-ikke.yaml"], "kan ikke læses"),
        (["vilkaar", praktik, "--format", "pdf"], "tekst, tabel, json, csv, parquet"),
        (["vilkaar", praktik, "--ud", tmp_path / "svar.pdf"], "pdf"),
        (["vilkaar", praktik, "--data", tmp_path / "tom"], "findes ikke"),
        (["vilkaar", ""], "HANDLING"),
        (["vilkaar"], "HANDLING"),
    ):
        svar = koer(*ord_)
        assert svar.kode == 2, ord_
        assert ventet in svar.fejl
        assert len(svar.fejl.strip().splitlines()) == 1
    uden_borger = ret(praktik, "borger_id: E1\n", "")
    assert "nævner ingen borger_id" in koer("vilkaar", uden_borger, "--data", by).fejl


def test_a_citizen_who_is_not_in_the_extract_is_named(koer: Koer, praktik: Path, by: Path) -> None:
    svar = koer("vilkaar", ret(praktik, "borger_id: E1", "borger_id: E9"), "--data", by)
    assert svar.kode == 2
    assert "E9" in svar.fejl


@pytest.mark.parametrize("sprog", ["da", "en"])
def test_no_line_of_the_text_is_wider_than_a_page(koer: Koer, praktik: Path, sprog: str) -> None:
    assert max(map(len, koer("vilkaar", praktik, "--sprog", sprog).ud.splitlines())) <= 100
