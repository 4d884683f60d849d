"""Input that cannot be used at all gives one clear sentence, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forloeb.udtraek import BORGERE, YDELSER, gaar_op, laes, skriv

from rettidig.forloeb import UbrugeligeData, laes_datasaet
from rettidig.sprog import paa_sprog


def saetning(mappe: Path, /, **filer: str | bytes) -> str:
    with pytest.raises(UbrugeligeData) as fanget:
        laes(mappe, **filer)
    tekst = str(fanget.value)
    assert tekst.endswith(".")
    assert "\n" not in tekst
    return tekst


def test_a_missing_required_column_is_named_with_the_columns_found(tmp_path: Path) -> None:
    tekst = saetning(tmp_path, borgere="borger_id;kommune\nb1;766\n")
    assert tekst == "Filen borgere.csv mangler kolonnen foedselsdato; fundet: borger_id, kommune."


def test_a_missing_required_column_in_an_optional_table_is_an_error_too(tmp_path: Path) -> None:
    assert "slags" in saetning(tmp_path, samtaler="borger_id;dato;status\n")


def test_a_missing_required_table_is_named_with_the_files_found(tmp_path: Path) -> None:
    (tmp_path / "borgere.csv").write_text(BORGERE, encoding="utf-8")
    (tmp_path / "ydelse.csv").write_text(YDELSER, encoding="utf-8")
    with pytest.raises(UbrugeligeData) as fanget:
        laes_datasaet(tmp_path)
    assert str(fanget.value) == "Tabellen ydelser er påkrævet, men mangler; fundet: borgere.csv, ydelse.csv."


def test_the_sentence_is_spoken_in_english_when_english_is_chosen(tmp_path: Path) -> None:
    with paa_sprog("en"), pytest.raises(UbrugeligeData) as fanget:
        laes_datasaet(tmp_path)
    assert str(fanget.value) == "The table borgere is required but missing; found: -."


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    assert saetning(tmp_path, ydelser="") == "Filen ydelser.csv er tom: den mangler en række med kolonnenavne."


@pytest.mark.parametrize("indhold", ["\n\n\n", "\ufeff", "  \r\n \r\n", "\x00\x00\x00"])
def test_a_file_of_nothing_but_blanks_is_as_good_as_empty(tmp_path: Path, indhold: str) -> None:
    saetning(tmp_path, ydelser=indhold)


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    datasaet = laes(tmp_path, borgere="borger_id;foedselsdato;kommune", ydelser="borger_id;ydelse;fra\n")
    assert datasaet.rapport.laest == 0
    assert gaar_op(datasaet)


@pytest.mark.parametrize(
    "indhold", [b"PK\x03\x04 not text", b"PAR1abcPAR1", b"\x89PNG\r\n", b"\x00\x01\x02\x03;\x00", b"\xff\xfea"]
)
def test_a_binary_file_called_csv_is_an_error(tmp_path: Path, indhold: bytes) -> None:
    assert "tekstfil" in saetning(tmp_path, ydelser=indhold)


def test_a_repeated_column_is_an_error_whatever_its_case(tmp_path: Path) -> None:
    assert "mere end én gang" in saetning(tmp_path, borgere="borger_id;foedselsdato;kommune;Kommune\n")


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UbrugeligeData, match="findes ikke"):
        laes_datasaet(tmp_path / "intet")


def test_a_single_table_file_is_not_an_extract(tmp_path: Path) -> None:
    with pytest.raises(UbrugeligeData, match="mappen"):
        laes_datasaet(skriv(tmp_path) / "borgere.csv")


def test_a_path_with_a_null_byte_is_an_error() -> None:
    with pytest.raises(UbrugeligeData):
        laes_datasaet("a\x00b")


def test_a_table_in_two_files_is_an_error_naming_both(tmp_path: Path) -> None:
    skriv(tmp_path)
    (tmp_path / "Borgere.parquet").write_bytes(b"PAR1")
    with pytest.raises(UbrugeligeData, match=r"Borgere\.parquet og borgere\.csv"):
        laes_datasaet(tmp_path)


@pytest.mark.parametrize("navn", ["borgere.parquet", "borgere.xlsx", "alt.xlsx"])
@pytest.mark.parametrize("indhold", [b"", b"not what the name says", b"PK\x03\x04\x00\x00"])
def test_a_broken_parquet_or_excel_file_is_an_error_naming_it(tmp_path: Path, navn: str, indhold: bytes) -> None:
    (tmp_path / navn).write_bytes(indhold)
    with pytest.raises(UbrugeligeData) as fanget:
        laes_datasaet(tmp_path)
    assert navn in str(fanget.value)
    assert fanget.value.kode in {"tom_fil", "ikke_parquet", "ikke_regneark"}


def test_a_file_that_opens_quotes_again_and_again_is_an_error(tmp_path: Path) -> None:
    assert "gang på gang" in saetning(tmp_path, ydelser="borger_id;ydelse;fra\n" + 'a";"\n' * 40)
