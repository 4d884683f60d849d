"""Rows that cannot be used are set aside with table, row, column, value and reason; the good ones go in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forloeb.udtraek import BORGERE, YDELSER, alene, gaar_op, koder_i, laes

from rettidig.forloeb import Datasaet


def ydelse(linje: str) -> str:
    return f"borger_id;ydelse;fra;til;visitation;grad;status\n{linje}\nb2;sygedagpenge;2022-01-01;;;;\n"


def ids(datasaet: Datasaet, tabel: str) -> list[str]:
    return [str(vaerdi) for vaerdi in datasaet.tabeller[tabel]["borger_id"].to_pylist()]


@pytest.mark.parametrize(
    ("linje", "kode", "kolonne", "vaerdi"),
    [
        ("b1;dagpenge;2022-02-01;2022-01-01;;;", "omvendt_periode", "til", "2022-01-01"),
        ("b1;dagpenge;2022-02-01;2022-01-31;;;", "omvendt_periode", "til", "2022-01-31"),
        ("b1;dagpeng;2022-02-01;;;;", "ukendt_kode", "ydelse", "dagpeng"),
        ("b1;kontanthjaelp;2022-02-01;;klar;;", "ukendt_kode", "visitation", "klar"),
        ("b1;sygedagpenge;2022-02-01;;;;kategori_9", "ukendt_kode", "status", "kategori_9"),
        ("b9;dagpenge;2022-02-01;;;;", "ukendt_borger", "borger_id", "b9"),
        ("b1;dagpenge;2022-02-30;;;;", "umulig_dato", "fra", "2022-02-30"),
        ("b1;dagpenge;29-02-2023;;;;", "umulig_dato", "fra", "29-02-2023"),
        ("b1;dagpenge;9999-12-30;;;;", "umulig_dato", "fra", "9999-12-30"),
        ("b1;dagpenge;01/02/2022;;;;", "ulaeselig_dato", "fra", "01/02/2022"),
        ("b1;dagpenge;01-02-22;;;;", "ulaeselig_dato", "fra", "01-02-22"),
        ("b1;dagpenge;44927;;;;", "ulaeselig_dato", "fra", "44927"),
        ("b1;dagpenge;2022-02-01T00:00:00Z;;;;", "ulaeselig_dato", "fra", "2022-02-01T00:00:00Z"),
        ("b1;dagpenge;;;;;", "mangler_vaerdi", "fra", None),
        (";dagpenge;2022-02-01;;;;", "mangler_vaerdi", "borger_id", None),
        ("b1;dagpenge;2022-02-01;;;1,01;", "tal_uden_for_graenser", "grad", "1,01"),
        ("b1;dagpenge;2022-02-01;;;1.0001;", "tal_uden_for_graenser", "grad", "1.0001"),
        ("b1;dagpenge;2022-02-01;;;-0,1;", "tal_uden_for_graenser", "grad", "-0,1"),
        ("b1;dagpenge;2022-02-01;;;50%;", "ikke_et_tal", "grad", "50%"),
        ("b1;dagpenge;2022-02-01;;;nan;", "ikke_et_tal", "grad", "nan"),
        ("b1;=A1;2022-02-01;;;;", "formel", "ydelse", "=A1"),
        ("b1;#REFERENCE!;2022-02-01;;;;", "formel", "ydelse", "#REFERENCE!"),
        ("1,23E+10;dagpenge;2022-02-01;;;;", "oedelagt_id", "borger_id", "1,23E+10"),
        ("b1;dag\x00penge;2022-02-01;;;;", "styretegn", "ydelse", "dag␣penge"),
        ("b" * 201 + ";dagpenge;2022-02-01;;;;", "for_lang", "borger_id", "b" * 59 + "…"),
        ("b1;dagpenge;2022-02-01", "for_faa_felter", None, "b1;dagpenge;2022-02-01"),
        ("b1;dagpenge;2022-02-01;;;;;x", "for_mange_felter", None, "b1;dagpenge;2022-02-01;;;;;x"),
    ],
)
def test_a_bad_spell_is_set_aside_with_its_reason_and_the_good_one_is_kept(
    tmp_path: Path, linje: str, kode: str, kolonne: str | None, vaerdi: str | None
) -> None:
    datasaet = laes(tmp_path, ydelser=ydelse(linje))
    fund = alene(datasaet, kode)
    assert (fund.tabel, fund.raekke, fund.kolonne, fund.vaerdi, fund.art) == (
        "ydelser",
        2,
        kolonne,
        vaerdi,
        "sat_til_side",
    )
    assert ids(datasaet, "ydelser") == ["b2"]
    assert datasaet.tabeller["ydelser"]["raekke"].to_pylist() == [3]
    assert gaar_op(datasaet)


def test_a_text_too_long_for_any_column_sets_its_row_aside_and_not_the_others(tmp_path: Path) -> None:
    kort, lang = "æ" * 600, "æ" * 601
    hoved = "borger_id;foedselsdato;kommune;team"
    datasaet = laes(tmp_path, borgere=f"{hoved}\nb1;1980-01-01;350;{lang}\nb2;1980-01-01;350;{kort}\n")
    assert ids(datasaet, "borgere") == ["b2"]


@pytest.mark.parametrize(
    ("timer", "kode"),
    [
        ("-1", "tal_uden_for_graenser"),
        ("744,5", "tal_uden_for_graenser"),
        ("mange", "ikke_et_tal"),
        ("", "mangler_vaerdi"),
    ],
)
def test_impossible_wage_hours_are_set_aside(tmp_path: Path, timer: str, kode: str) -> None:
    datasaet = laes(tmp_path, loentimer=f"borger_id;maaned;timer\nb1;2023-05;{timer}\nb1;2023-06;744\n")
    assert alene(datasaet, kode).raekke == 2
    assert datasaet.tabeller["loentimer"]["timer"].to_pylist() == [7_440_000]


def test_a_wage_month_that_is_a_date_in_the_middle_of_a_month_is_set_aside(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, loentimer="borger_id;maaned;timer\nb1;2023-05-15;1\nb1;2023-13;1\nb1;maj;1\n")
    assert koder_i(datasaet) == ["ikke_maanedens_foerste", "umulig_dato", "ulaeselig_maaned"]


def test_the_first_of_two_rows_with_one_borger_id_stays(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere=BORGERE + "b1;1981-01-02;350\n")
    fund = alene(datasaet, "gentaget_borger")
    assert (fund.raekke, fund.vaerdi) == (4, "b1")
    assert datasaet.tabeller["borgere"]["kommune"].to_pylist() == ["766", "350"]


def test_the_first_good_row_stays_when_an_earlier_one_with_the_same_id_was_bad(tmp_path: Path) -> None:
    borgere = "borger_id;foedselsdato;kommune\nb1;1980-02-31;766\nb1;1980-01-02;350\n"
    datasaet = laes(tmp_path, borgere=borgere)
    assert datasaet.tabeller["borgere"]["kommune"].to_pylist() == ["350"]
    assert ids(datasaet, "ydelser") == ["b1"]


def test_an_exact_repeat_is_set_aside_however_it_is_written(tmp_path: Path) -> None:
    linjer = "b1;dagpenge;2022-01-01;2022-03-01\nb1;DAGPENGE;01-01-2022;01-03-2022\nb1;dagpenge;2022-01-01;2022-03-02\n"
    datasaet = laes(tmp_path, ydelser="borger_id;ydelse;fra;til\n" + linjer)
    assert alene(datasaet, "gentaget_raekke").raekke == 3
    assert datasaet.tabeller["ydelser"]["raekke"].to_pylist() == [2, 4]


def test_a_row_whose_person_was_set_aside_says_so(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere="borger_id;foedselsdato;kommune\nb1;1980-02-31;766\nb2;1980-01-02;350\n")
    assert alene(datasaet, "borger_sat_til_side").tabel == "ydelser"
    assert gaar_op(datasaet)


@pytest.mark.parametrize(
    "cpr",
    [
        "3002701234",
        "300270-1234",
        "300270 1234",
        "9002701234",
        "3002701234.0",
        "3002 70 1234",
        "30.02.70-1234",
        "A-300270-1234",
    ],
)
def test_an_id_shaped_like_a_cpr_number_is_set_aside_and_never_shown(tmp_path: Path, cpr: str) -> None:
    # 30 February 1970 belongs to no one.
    linje = f"{cpr};1970-01-01;766\n"
    datasaet = laes(tmp_path, borgere=BORGERE + linje, ydelser=YDELSER + f"{cpr};dagpenge;2022-01-01;;\n{cpr};x\n")
    assert [f.kode for f in datasaet.rapport.fund] == ["ligner_cpr", "ligner_cpr", "for_faa_felter"]
    for fund in datasaet.rapport.fund:
        assert "1234" not in f"{fund.vaerdi} {fund.tekst()}"
    assert datasaet.tabeller["borgere"].num_rows == 2
    assert gaar_op(datasaet)


@pytest.mark.parametrize("kommune", ["76", "7666", "Hedensted", "076"])
def test_a_municipality_code_that_is_no_code_is_set_aside(tmp_path: Path, kommune: str) -> None:
    datasaet = laes(tmp_path, borgere=BORGERE + f"b3;1980-01-01;{kommune}\n")
    assert alene(datasaet, "ugyldig_kommune").vaerdi == kommune


@pytest.mark.parametrize("svar", ["1", "måske", "yes"])
def test_an_answer_that_is_neither_ja_nor_nej_is_set_aside(tmp_path: Path, svar: str) -> None:
    borgere = f"borger_id;foedselsdato;kommune;erhvervsuddannelse\nb1;1980-01-02;766;{svar}\nb2;1980-01-02;766;Nej\n"
    datasaet = laes(tmp_path, borgere=borgere)
    assert alene(datasaet, "ikke_ja_eller_nej").vaerdi == svar
    assert datasaet.tabeller["borgere"]["erhvervsuddannelse"].to_pylist() == [False]


@pytest.mark.parametrize(
    ("ugetal", "kode"),
    [("1,5", "ikke_et_helt_tal"), ("-1", "tal_uden_for_graenser"), ("99999999999", "tal_uden_for_graenser")],
)
def test_an_earlier_week_count_must_be_a_possible_whole_number(tmp_path: Path, ugetal: str, kode: str) -> None:
    borgere = f"borger_id;foedselsdato;kommune;ugetal_foer\nb1;1980-01-02;766;{ugetal}\nb2;1980-01-02;766;12\n"
    datasaet = laes(tmp_path, borgere=borgere)
    assert alene(datasaet, kode).kolonne == "ugetal_foer"
    assert datasaet.tabeller["borgere"]["ugetal_foer"].to_pylist() == [12]


def test_a_weekly_price_that_may_be_thousands_or_decimals_is_set_aside(tmp_path: Path) -> None:
    indsatser = "borger_id;indsats;fra;timer_pr_uge;pris_pr_uge\n"
    linjer = "b1;mentor;2022-01-01;2;1.234\nb1;mentor;2022-01-01;2;1.234,50\nb1;mentor;2022-01-01;2,25;1234,5\n"
    datasaet = laes(tmp_path, indsatser=indsatser + linjer)
    assert alene(datasaet, "tvetydigt_tal").vaerdi == "1.234"
    assert datasaet.tabeller["indsatser"]["pris_pr_uge"].to_pylist() == [123_450, 123_450]
    assert datasaet.tabeller["indsatser"]["timer_pr_uge"].to_pylist() == [20_000, 22_500]


def test_every_fault_of_a_row_is_named_but_the_row_is_counted_once(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, ydelser="borger_id;ydelse;fra;grad\nb1;x;y;9\n")
    assert koder_i(datasaet) == ["ukendt_kode", "ulaeselig_dato", "tal_uden_for_graenser"]
    assert datasaet.rapport.tal["ydelser"].sat_til_side == 1
    assert gaar_op(datasaet)


def test_a_long_value_with_line_breaks_is_shown_on_one_short_line(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, ydelser=ydelse(f'b1;"{"x" * 50}\n{"y" * 5000}";2022-01-01;;;;'))
    vist = alene(datasaet, "ukendt_kode").vaerdi
    assert vist is not None
    assert len(vist) == 60
    assert "\n" not in vist
