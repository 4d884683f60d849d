"""Rows that are odd but usable are kept, with a remark."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forloeb.udtraek import BORGERE, alene, gaar_op, koder_i, laes

HOVED = "borger_id;ydelse;fra;til;visitation;grad\n"


def test_overlapping_spells_of_one_benefit_are_kept_and_the_later_begun_is_remarked_on(tmp_path: Path) -> None:
    linjer = (
        "b1;dagpenge;2022-01-01;2022-12-31;;\nb1;dagpenge;2022-03-01;2022-03-31;;\nb1;dagpenge;2022-12-31;;;\n"
        "b1;sygedagpenge;2022-01-01;;;\nb2;dagpenge;2022-01-01;2022-02-01;;\nb2;dagpenge;2022-02-02;;;\n"
    )
    datasaet = laes(tmp_path, ydelser=HOVED + linjer)
    overlap = [(fund.raekke, fund.kode, fund.art) for fund in datasaet.rapport.fund]
    assert overlap == [(3, "overlap", "advarsel"), (4, "overlap", "advarsel")]
    assert datasaet.tabeller["ydelser"].num_rows == 6


@pytest.mark.parametrize(
    ("linje", "kode"),
    [
        ("b1;kontanthjaelp;2022-01-01;;;", "mangler_visitation"),
        ("b1;sho;2022-01-01;;;", "mangler_visitation"),
        ("b1;sygedagpenge;2022-01-01;;jobparat;", "visitation_uden_mening"),
        ("b1;kontanthjaelp;2022-01-01;2025-06-30;uddannelsesparat;", "visitation_uden_mening"),
        ("b1;dagpenge;1922-01-01;2022-01-01;;", "fjern_fortid"),
        ("b1;dagpenge;2222-01-01;;;", "fjern_fremtid"),
        ("b1;dagpenge;2022-01-01;2222-01-01;;", "fjern_fremtid"),
        ("b1;dagpenge;2022-01-01;9999-12-31;;", "slut_9999"),
        ("b1;dagpenge;2022-01-01;;;0,3335", "afrundet"),
        ("b1;sho;2025-07-01;;jobparat;", "kode_uden_for_brug"),
        ("b1;dagpenge;2022-01-01 10:30;;;", "klokkeslaet"),
    ],
)
def test_an_odd_spell_is_kept_with_one_remark(tmp_path: Path, linje: str, kode: str) -> None:
    datasaet = laes(tmp_path, ydelser=HOVED + linje + "\n")
    assert koder_i(datasaet) == [kode]
    assert alene(datasaet, kode).art == "advarsel"
    assert datasaet.tabeller["ydelser"].num_rows == 1
    assert gaar_op(datasaet)


@pytest.mark.parametrize(
    "linje",
    [
        "b1;uddannelseshjaelp;2022-01-01;;;",
        "b1;kontanthjaelp;2022-01-01;;uddannelsesparat;",
        "b1;sho;2022-01-01;;uddannelsesparat;",
        "b1;sho;2025-06-30;;jobparat;0,333",
        "b1;dagpenge;2022-01-01 00:00:00;;;1",
    ],
)
def test_an_ordinary_spell_gives_no_remark(tmp_path: Path, linje: str) -> None:
    assert koder_i(laes(tmp_path, ydelser=HOVED + linje + "\n")) == []


def test_a_degree_with_too_many_decimals_is_rounded_half_up(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, ydelser=HOVED + "b1;dagpenge;2022-01-01;;;0,3335\nb2;dagpenge;2022-01-01;;;,5\n")
    assert datasaet.tabeller["ydelser"]["grad"].to_pylist() == [334, 500]


@pytest.mark.parametrize("slut", ["31-12-9999", "9999-12-30", "9000-01-01"])
def test_an_end_in_the_year_9000_or_later_is_read_as_still_running(tmp_path: Path, slut: str) -> None:
    datasaet = laes(tmp_path, ydelser=HOVED + f"b1;dagpenge;2022-01-01;{slut};;\n")
    assert alene(datasaet, "slut_9999").vaerdi == slut
    assert datasaet.tabeller["ydelser"]["til"].to_pylist() == [None]


def test_an_event_the_open_list_does_not_name_is_kept(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, haendelser="borger_id;haendelse;dato;vaerdi\nb1;hund_anskaffet;2022-01-01;Fido\n")
    assert alene(datasaet, "ukendt_kode_beholdt").vaerdi == "hund_anskaffet"
    assert datasaet.tabeller["haendelser"]["haendelse"].to_pylist() == ["hund_anskaffet"]


def test_offers_without_weekly_hours_give_one_remark_with_their_number(tmp_path: Path) -> None:
    linjer = "b1;mentor;2022-01-01;\nb2;mentor;2022-01-01;\nb2;mentor;2023-01-01;3\n"
    datasaet = laes(tmp_path, indsatser="borger_id;indsats;fra;timer_pr_uge\n" + linjer)
    fund = alene(datasaet, "mangler_anbefalet")
    assert (fund.raekke, fund.antal) == (None, 2)


def test_an_unknown_column_is_left_out_and_named(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere="borger_id;foedselsdato;kommune;yndlingsfarve\nb1;1980-01-02;766;blå\n")
    assert alene(datasaet, "ukendt_kolonne").kolonne == "yndlingsfarve"
    assert "yndlingsfarve" not in datasaet.tabeller["borgere"].column_names


def test_a_file_that_belongs_to_no_table_is_named(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, samtale="borger_id;dato\n")
    assert alene(datasaet, "uvedkommende_fil").vaerdi == "samtale.csv"


def test_an_id_a_spreadsheet_gave_a_decimal_is_restored_and_counted(tmp_path: Path) -> None:
    borgere = "borger_id;foedselsdato;kommune\n350.0;1980-01-02;0350\n7;1980-01-02;766,0\n"
    datasaet = laes(tmp_path, borgere=borgere, ydelser="borger_id;ydelse;fra\n350;dagpenge;2022-01-01\n")
    assert datasaet.tabeller["borgere"]["borger_id"].to_pylist() == ["350", "7"]
    assert datasaet.tabeller["borgere"]["kommune"].to_pylist() == ["350", "766"]
    assert alene(datasaet, "id_fra_regneark").antal == 1
    assert datasaet.tabeller["ydelser"].num_rows == 1


def test_defaults_are_filled_in_without_a_remark(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere=BORGERE)
    assert datasaet.tabeller["borgere"]["forsikring"].to_pylist() == ["fuldtid", "fuldtid"]
    assert datasaet.tabeller["ydelser"]["grad"].to_pylist() == [1000]
    assert datasaet.rapport.fund == ()
    assert datasaet.fravaerende == ("indsatser", "samtaler", "loentimer", "fritagelser", "undtagelser", "haendelser")
