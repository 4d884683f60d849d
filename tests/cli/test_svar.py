"""Every command answers from a small extract, in every form, with the same rows."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import Koer
from tests.cli.udtraek import SNAVSEDE_YDELSER, TABELLER, skriv_udtraek

from rettidig.cli import svarkommandoer
from rettidig.cli.bestilling import Bestilling
from rettidig.svar import kolonner

SPOERGSMAAL: dict[str, tuple[list[str], tuple[Any, ...]]] = {
    "frister": (["--pr", "2023-05-31"], kolonner.FRISTER),
    "maalinger": (["--pr", "2023-05-31"], kolonner.MAALINGER),
    "aarsmaalinger": (["--aar", "2023"], kolonner.AARSMAALINGER),
    "refusion": (["--fra", "2023-01-02", "--til", "2023-02-05"], kolonner.REFUSION),
    "fund": (["--pr", "2023-05-31"], kolonner.FUND),
    "tilsyn": (["--aar", "2022", "--ydelsesgrad", "12,3", "--forventet", "11.8"], kolonner.TILSYN),
    "tjek": ([], kolonner.TJEK),
}


def linje(kommando: str, by: Path) -> list[str | Path]:
    return [kommando.removeprefix("aars"), by, *SPOERGSMAAL[kommando][0]]


@pytest.mark.parametrize("kommando", SPOERGSMAAL)
def test_json_has_the_head_of_the_contract_and_its_columns_in_order(kommando: str, by: Path, koer: Koer) -> None:
    svar = koer(*linje(kommando, by), "--format", "json")
    assert svar.kode == 0
    objekt = svar.objekt
    assert list(objekt)[-1] == "raekker"
    assert {"rettidig", "pr", "lov", "data", "valg", "forbehold", "raekker"} <= set(objekt)
    data = objekt["data"]
    assert data["rows"] == 19
    assert data["set_aside"] == 0
    assert data["tables"]["ydelser"] == {"laest": 5, "godkendt": 5, "sat_til_side": 0}
    assert data["fravaerende"] == ["loentimer", "fritagelser", "undtagelser", "haendelser"]
    forventet = [kolonne.navn for kolonne in SPOERGSMAAL[kommando][1]]
    assert all(set(raekke) == set(forventet) for raekke in objekt["raekker"])
    assert all(set(linje) == {"maerke", "tekst", "regel"} for linje in objekt["forbehold"])


@pytest.mark.parametrize("kommando", SPOERGSMAAL)
def test_csv_and_parquet_and_json_hold_the_same_rows(kommando: str, by: Path, koer: Koer, tmp_path: Path) -> None:
    raekker = koer(*linje(kommando, by), "--format", "json").objekt["raekker"]
    raa = koer(*linje(kommando, by), "--format", "csv").bytes_ud
    assert raa.startswith(b"\xef\xbb\xbf")
    laest = list(csv.DictReader(io.StringIO(raa.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [list(raekke) for raekke in laest[:1]] == [[k.navn for k in SPOERGSMAAL[kommando][1]]][: len(laest)]
    assert [{navn: _fra_csv(v) for navn, v in raekke.items()} for raekke in laest] == [
        {navn: _som_csv(v) for navn, v in raekke.items()} for raekke in raekker
    ]
    fil = tmp_path / "svar.parquet"
    assert koer(*linje(kommando, by), "--ud", fil).kode == 0
    tabel = pq.read_table(fil)
    assert json.loads(json.dumps(tabel.to_pylist(), default=str)) == raekker
    hoved = json.loads(tabel.schema.metadata[b"rettidig"])
    assert hoved["data"]["rows"] == 19


def _som_csv(vaerdi: Any) -> str:
    if vaerdi is None:
        return ""
    if isinstance(vaerdi, bool):
        return "ja" if vaerdi else "nej"
    return str(vaerdi).replace(".", ",")


def _fra_csv(felt: str) -> str:
    return felt.replace(".", ",")


@pytest.mark.parametrize("kommando", SPOERGSMAAL)
def test_a_table_ends_with_the_number_of_rows_and_the_absent_tables(kommando: str, by: Path, koer: Koer) -> None:
    antal = len(koer(*linje(kommando, by), "--format", "json").objekt["raekker"])
    svar = koer(*linje(kommando, by))
    assert svar.kode == 0
    assert ("1 række." if antal == 1 else f"{antal} rækker.") in svar.ud.splitlines()
    assert "loentimer, fritagelser, undtagelser, haendelser" in svar.ud
    assert "\x1b" not in svar.ud


def test_the_first_worked_example_is_met_one_day_too_late(by: Path, koer: Koer) -> None:
    svar = koer(
        "frister", by, "--pr", "2023-05-31", "--borger", "E1", "--regel", "lab.102.foerste_tilbud", "--format", "json"
    )
    assert svar.objekt["raekker"] == [
        {
            "borger_id": "E1",
            "maalgruppe": "6.2",
            "regel": "lab.102.foerste_tilbud",
            "frist": "2023-04-09",
            "status": "opfyldt_for_sent",
            "opfyldt_dato": "2023-04-10",
            "forloeb_start": "2022-10-03",
            "pause_dage": 0,
            "lovversion": "LV2023A",
            "hjemmel": "LAB § 102, stk. 1",
        }
    ]
    assert svar.objekt["lov"] == "LV2023A"


def test_the_fourth_worked_example_is_active_under_the_law_and_not_under_the_new_rules_alone(
    by: Path, koer: Koer
) -> None:
    def fm1(regelsaet: str) -> tuple[int, int]:
        svar = koer("maalinger", by, "--pr", "2023-06-30", "--regelsaet", regelsaet, "--format", "json")
        raekke = next(
            r
            for r in svar.objekt["raekker"]
            if (r["kommune"], r["ydelse"], r["maaling"]) == ("766", "kontanthjaelp", "lob.fokusmaal.1")
        )
        return raekke["naevner"], raekke["taeller"]

    assert fm1("gaeldende") == (1, 0)
    assert fm1("nye") == (1, 1)


def test_the_fifth_worked_example_leaves_the_first_step_in_week_five(by: Path, koer: Koer) -> None:
    raekker = koer("refusion", by, "--fra", "2023-01-23", "--til", "2023-01-30", "--format", "json").objekt["raekker"]
    egne = [(r["uge"], r["ugenummer"], r["sats"]) for r in raekker if r["borger_id"] == "R5"]
    assert egne == [("2023-W04", 4, 80), ("2023-W05", 5, 40)]


@pytest.mark.parametrize(
    ("kommando", "noegle"),
    [
        ("frister", ("borger_id", "regel")),
        ("maalinger", ("kommune", "ydelse", "maaling")),
        ("refusion", ("borger_id", "uge")),
        ("fund", ("borger_id", "regel", "dato")),
    ],
)
def test_rows_come_sorted_by_their_key(kommando: str, noegle: tuple[str, ...], by: Path, koer: Koer) -> None:
    raekker = koer(*linje(kommando, by), "--format", "json").objekt["raekker"]
    noegler = [tuple(raekke[navn] for navn in noegle) for raekke in raekker]
    assert noegler == sorted(noegler)
    assert noegler


def test_shares_are_exact_in_json_and_percent_with_one_decimal_in_tables(by: Path, koer: Koer) -> None:
    objekt = koer(*linje("maalinger", by), "--format", "json").objekt
    andele = {r["andel"] for r in objekt["raekker"] if r["naevner"]}
    assert andele <= {0.0, 1.0, 0.5}
    assert {r["graense"] for r in objekt["raekker"]} == {0.3, 0.2}
    assert [r["andel"] for r in objekt["raekker"] if not r["naevner"]][:1] == [None]
    tabel = koer(*linje("maalinger", by)).ud
    assert "30,0 %" in tabel
    assert "30.0 %" in koer(*linje("maalinger", by), "--sprog", "en").ud


def test_reservations_follow_the_answer_with_their_mark(by: Path, koer: Koer) -> None:
    tabel = koer(*linje("maalinger", by)).ud
    assert "[OPEN] ikke afgjort:" in tabel
    assert "Valg brugt: " in tabel
    assert "timeregel=saerskilt_eller_samlet_225" in tabel
    forbehold = koer(*linje("maalinger", by), "--format", "json").objekt["forbehold"]
    assert {"OPEN"} == {linje["maerke"] for linje in forbehold}
    assert "[OPEN] ikke afgjort:" in koer(*linje("maalinger", by), "--format", "csv").fejl


KONTANTHJAELP_1 = ("kontanthjaelp", "lob.fokusmaal.1")
LOENTIMER = "20 timer om ugen er regnet som 86,67 løntimer i retsmåneden."
NAVNESKIFT = "At ydelsen skifter navn til kontanthjælp 1. juli 2025, begynder ikke i sig selv et nyt forløb."


def test_a_reservation_on_some_groups_follows_only_the_duties_of_those_groups(tmp_path: Path, koer: Koer) -> None:
    by = skriv_udtraek(tmp_path / "by", ydelser=TABELLER["ydelser"] + "Z9;dagpenge;2022-09-01;2023-02-28;;;\n")

    def forbehold(borger: str) -> set[str]:
        spurgt = ["frister", by, "--pr", "2023-05-31", "--borger", borger, "--regel", "lab.102.foerste_tilbud"]
        return {linje["tekst"] for linje in koer(*spurgt, "--format", "json").objekt["forbehold"]}

    assert {"Z9", "E1"} <= {
        r["borger_id"] for r in koer("frister", by, "--pr", "2023-05-31", "--format", "json").objekt["raekker"]
    }
    assert LOENTIMER in forbehold("Z9")
    assert LOENTIMER not in forbehold("E1")


def test_a_reservation_about_a_later_law_does_not_follow_the_duties_of_an_earlier(tmp_path: Path, koer: Koer) -> None:
    by = skriv_udtraek(tmp_path / "by", ydelser=TABELLER["ydelser"] + "Z9;kontanthjaelp;2025-09-01;;jobparat;;\n")

    def forbehold(pr: str) -> set[str]:
        svar = koer("frister", by, "--pr", pr, "--regel", "lab.31.fire_samtaler", "--format", "json")
        return {linje["tekst"] for linje in svar.objekt["forbehold"]}

    assert forbehold("2023-05-31")
    assert NAVNESKIFT not in forbehold("2023-05-31")
    assert NAVNESKIFT in forbehold("2025-12-31")


def test_a_year_that_is_not_over_is_measured_up_to_today(by: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    svarkommandoer.maalinger(Bestilling(str(by), "json"), None, "2023", "gaeldende", dt.date(2023, 6, 30))
    svar = json.loads(capsysbinary.readouterr().out)
    (e4,) = [r for r in svar["raekker"] if (r["kommune"], r["ydelse"], r["maaling"]) == ("766", *KONTANTHJAELP_1)]
    assert e4["naevner"] == 6
    assert any("2023-07, 2023-08" in linje["tekst"] for linje in svar["forbehold"])


def test_a_switch_away_from_its_default_is_said_with_the_answer(by: Path, koer: Koer) -> None:
    valgt = ["--valg", "ovo_grandfathered=ja"]
    spurgt = ["frister", by, "--pr", "2023-05-31", "--regel", "lab.102.foerste_tilbud", "--borger", "E1"]
    tabel = koer(*spurgt, *valgt).ud
    assert "ovo_grandfathered=ja (standarden er fraveget)" in tabel
    assert "Her er standarden fraveget: ovo_grandfathered=ja (standard: nej)." in tabel
    objekt = koer(*spurgt, *valgt, "--format", "json").objekt
    assert objekt["valg"]["ovo_grandfathered"] == "ja"
    assert objekt["raekker"][0]["status"] == "opfyldt"


def test_set_aside_rows_never_stop_an_answer_and_are_counted(tmp_path: Path, koer: Koer) -> None:
    by = skriv_udtraek(tmp_path / "by", ydelser=SNAVSEDE_YDELSER)
    svar = koer("frister", by, "--pr", "2023-05-31", "--format", "json")
    assert svar.kode == 0
    assert svar.objekt["data"]["set_aside"] == 3
    assert svar.objekt["data"]["laest"] == svar.objekt["data"]["rows"] + 3
    assert (
        svar.fejl == f"3 af 22 rækker er sat til side og indgår ikke; se, hvilke og hvorfor, med: rettidig tjek {by}\n"
    )
    tjek = koer("tjek", by, "--format", "json").objekt["raekker"]
    assert [r["raekke"] for r in tjek if r["art"] == "sat_til_side"] == [7, 8, 9]
    assert koer("tjek", by).fejl == ""


def test_the_form_follows_the_ending_of_the_file(by: Path, koer: Koer, tmp_path: Path) -> None:
    for endelse, begynder in (("json", b"{"), ("csv", b"\xef\xbb\xbf"), ("parquet", b"PAR1"), ("txt", b"Pligter")):
        fil = tmp_path / f"svar.{endelse}"
        svar = koer("frister", by, "--pr", "2023-05-31", "--ud", fil)
        assert (svar.kode, svar.bytes_ud) == (0, b"")
        assert f"rækker skrevet til {fil}." in svar.fejl
        assert fil.read_bytes().startswith(begynder)
    assert sorted(sti.name for sti in tmp_path.iterdir()) == ["by", *sorted(f"svar.{e}" for e in _ENDELSER)]


_ENDELSER = ("json", "csv", "parquet", "txt")


def test_several_rules_may_follow_one_option(by: Path, koer: Koer) -> None:
    ider = ["lab.102.foerste_tilbud", "lab.31.foerste_samtale"]
    samlet = koer("frister", by, "--regel", *ider, "--pr", "2023-05-31", "--format", "json").objekt["raekker"]
    enkelt = koer(
        "frister", "--regel", ider[0], "--regel", ider[1], by, "--pr", "2023-05-31", "--format", "json"
    ).objekt["raekker"]
    assert samlet == enkelt
    assert {raekke["regel"] for raekke in samlet} == set(ider)


def test_the_explanation_is_a_text_and_a_tree_with_a_paragraph_on_every_node(by: Path, koer: Koer) -> None:
    spurgt = ["forklar", by, "--borger", "E1", "--pr", "2023-05-31"]
    tekst = koer(*spurgt)
    assert tekst.kode == 0
    assert "9. april 2023" in tekst.ud
    objekt = koer(*spurgt, "--format", "json").objekt
    noder = [objekt["forklaring"]]
    while noder:
        node = noder.pop()
        assert node["hjemmel"]
        noder.extend(node["boern"])
    assert {r["borger_id"] for r in objekt["raekker"]} == {"E1"}
    assert "9 April 2023" in koer(*spurgt, "--sprog", "en").ud


def test_a_mapping_file_turns_a_foreign_extract_into_the_contract(koer: Koer) -> None:
    mappe = Path(__file__).parent.parent / "data" / "forloeb" / "fjordvang"
    svar = koer("frister", mappe, "--kilde", "fjordvang", "--pr", "2023-05-31", "--format", "json")
    assert svar.kode == 0
    assert svar.objekt["data"]["tables"]["ydelser"]["godkendt"] == 4
    tjek = koer("kilde", "tjek", "fjordvang", mappe)
    assert tjek.kode == 0
    assert "Kildefilen kan bruges" in tjek.ud
    assert koer("kilde", "tjek", "fjordvang", mappe, "--format", "json").objekt["kan_bruges"] is True
