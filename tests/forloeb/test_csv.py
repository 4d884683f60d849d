"""CSV as Danish systems write it: separators, encodings, line ends, quotes, and rows that keep their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forloeb.udtraek import BORGERE, YDELSER, alene, gaar_op, koder_i, laes


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("linjeskift", ["\n", "\r\n", "\r"])
def test_the_same_rows_come_out_of_every_encoding_separator_and_line_end(
    tmp_path: Path, kodning: str, separator: str, linjeskift: str
) -> None:
    tekst = "borger_id;foedselsdato;kommune;team\nb1;1980-01-02;766;Æblehaven\nb2;02-03-1990;0350;Søndergård\n"
    indhold = tekst.replace(";", separator).replace("\n", linjeskift).encode(kodning)
    tabel = laes(tmp_path, borgere=indhold).tabeller["borgere"]
    assert tabel["team"].to_pylist() == ["Æblehaven", "Søndergård"]
    assert tabel["kommune"].to_pylist() == ["766", "350"]
    assert tabel["raekke"].to_pylist() == [2, 3]


def test_header_names_may_be_in_any_case_with_blanks_around_them(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere="\ufeff Borger_ID ;FOEDSELSDATO; Kommune\nb1;1980-01-02;766\n")
    assert datasaet.rapport.godkendt == 2


def test_values_are_trimmed_and_blank_lines_are_not_rows(tmp_path: Path) -> None:
    borgere = "\n\nborger_id;foedselsdato;kommune\n\n b1 ; 1980-01-02 ; 766 \n;;\n   \nb2;1990-01-01;350\n\n"
    datasaet = laes(tmp_path, borgere=borgere, ydelser="borger_id;ydelse;fra\n")
    assert datasaet.tabeller["borgere"]["borger_id"].to_pylist() == ["b1", "b2"]
    assert datasaet.tabeller["borgere"]["raekke"].to_pylist() == [5, 8]
    assert datasaet.rapport.tal["borgere"].laest == 2


def test_mixed_line_ends_are_all_line_ends(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere="borger_id;foedselsdato;kommune\r\nb1;1980-01-02;766\rb2;1990-01-01;350\nb3;x;1")
    assert datasaet.tabeller["borgere"]["raekke"].to_pylist() == [2, 3]
    assert datasaet.rapport.tal["borgere"].laest == 3


def test_a_quoted_value_may_hold_separators_quotes_and_line_breaks_and_is_one_row(tmp_path: Path) -> None:
    undtagelser = 'borger_id;regel;dato;begrundelse\nb1;r;2023-01-01;"syg; ""meget""\nog træt"\nb9;r;2023-01-01;x\n'
    datasaet = laes(tmp_path, undtagelser=undtagelser)
    assert datasaet.tabeller["undtagelser"]["begrundelse"].to_pylist() == ['syg; "meget"\nog træt']
    assert alene(datasaet, "ukendt_borger").raekke == 3


def test_surplus_empty_cells_at_the_end_of_a_row_are_ignored(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere="borger_id;foedselsdato;kommune\nb1;1980-01-02;766;;;\nb2;1990-01-01;350\n")
    assert datasaet.tabeller["borgere"]["borger_id"].to_pylist() == ["b1", "b2"]
    assert datasaet.tabeller["borgere"]["raekke"].to_pylist() == [2, 3]


def test_a_nameless_column_is_ignored_when_empty_and_named_by_its_place_when_not(tmp_path: Path) -> None:
    assert koder_i(laes(tmp_path, borgere="borger_id;foedselsdato;kommune;\nb1;1980-01-02;766;\n")) == []
    datasaet = laes(tmp_path, borgere="borger_id;foedselsdato;kommune;\nb1;1980-01-02;766;hov\n")
    assert alene(datasaet, "ukendt_kolonne").kolonne == "(kolonne 4)"


def test_a_spreadsheets_separator_line_is_skipped(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere="sep=;\r\nborger_id;foedselsdato;kommune\r\nb1;1980-01-02;766\r\n")
    assert datasaet.tabeller["borgere"]["raekke"].to_pylist() == [3]


def test_a_row_that_opens_a_quote_for_ever_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    borgere = (
        'borger_id;foedselsdato;kommune\nb1;1980-01-02;766\nb2;"1990-01-01;350\nb3;1990-01-01;350\nb4;1990-01-01;1\n'
    )
    datasaet = laes(tmp_path, borgere=borgere)
    assert datasaet.tabeller["borgere"]["borger_id"].to_pylist() == ["b1", "b3"]
    assert alene(datasaet, "aabent_anfoerselstegn").raekke == 3
    assert alene(datasaet, "ugyldig_kommune").raekke == 5
    assert gaar_op(datasaet)


def test_a_record_larger_than_a_block_is_read_whole(tmp_path: Path) -> None:
    lang = "x" * 20_000_000
    undtagelser = f"borger_id;regel;dato;begrundelse\nb1;r;2023-01-01;{lang}\nb2;r;2023-01-01;kort\n"
    datasaet = laes(tmp_path, undtagelser=undtagelser)
    assert [len(t) for t in datasaet.tabeller["undtagelser"]["begrundelse"].to_pylist()] == [20_000_000, 4]


def test_bytes_that_are_no_character_cost_only_their_own_row(tmp_path: Path) -> None:
    borgere = b"borger_id;foedselsdato;kommune;team\nb1;1980-01-02;766;" + b"\x81\xe6\nb2;1980-01-02;766;\xf8\n"
    datasaet = laes(tmp_path, borgere=borgere)
    assert alene(datasaet, "styretegn").raekke == 2
    assert datasaet.tabeller["borgere"]["team"].to_pylist() == ["ø"]


def test_a_comma_separated_file_with_an_unquoted_decimal_comma_loses_only_that_row(tmp_path: Path) -> None:
    ydelser = "borger_id,ydelse,fra,til,grad\nb1,dagpenge,2022-01-01,,0,5\nb2,dagpenge,2022-01-01,,0.5\n"
    datasaet = laes(tmp_path, ydelser=ydelser)
    assert alene(datasaet, "for_mange_felter").raekke == 2
    assert datasaet.tabeller["ydelser"]["grad"].to_pylist() == [500]


def test_twenty_megabytes_are_read_with_every_row_accounted_for(tmp_path: Path) -> None:
    antal = 300_000
    borgere = "borger_id;foedselsdato;kommune\n" + "".join(
        f"borger-{nr:06d};{1950 + nr % 50}-{nr % 12 + 1:02d}-{nr % 28 + 1:02d};766\n" for nr in range(antal // 10)
    )
    ydelser = "borger_id;ydelse;fra;til;visitation;grad;status\n" + "".join(
        f"borger-{nr // 10:06d};dagpenge;{2010 + nr % 10}-{nr % 12 + 1:02d}-{nr % 28 + 1:02d}"
        f";{'' if nr % 7 else '2001-01-01'};;0,{nr % 1000:03d};\n"
        for nr in range(antal)
    )
    datasaet = laes(tmp_path, borgere=borgere, ydelser=ydelser + "\n" + YDELSER.split("\n")[1] + "\n")
    tal = datasaet.rapport.tal["ydelser"]
    assert (tal.laest, tal.sat_til_side) == (antal + 1, antal // 7 + 2)
    assert gaar_op(datasaet)


def test_the_order_of_the_columns_does_not_matter(tmp_path: Path) -> None:
    assert laes(tmp_path, borgere="kommune;borger_id;foedselsdato\n766;b1;1980-01-02\n").rapport.sat_til_side == 0
    assert BORGERE.startswith("borger_id")
