"""Mapping files: an extract in a system's own words becomes the contract's rows, and a bad mapping is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.forloeb.udtraek import alene, gaar_op, koder_i, skriv

from rettidig.forloeb import Datasaet, UbrugeligeData, kilde_tjek, laes_datasaet, laes_kilde, medfoelgende_kilder

DATA = Path(__file__).parent.parent / "data" / "forloeb"


def uden_raekkenummer(datasaet: Datasaet) -> dict[str, object]:
    return {navn: tabel.drop_columns(["raekke"]).to_pylist() for navn, tabel in datasaet.tabeller.items()}


def skriv_kilde(mappe: Path, tekst: str) -> Path:
    fil = mappe / "egen.yaml"
    fil.write_text(tekst, encoding="utf-8")
    return fil


def med_ydelser(indstillinger: str) -> str:
    return (
        "version: 1\nnavn: egen\ntabeller:\n  borgere: {kilde: borgere}\n"
        f"  ydelser:\n    kilde: ydelser\n{indstillinger}"
    )


def test_a_fjordvang_extract_becomes_the_same_rows_as_a_contract_extract() -> None:
    fjordvang = laes_datasaet(DATA / "fjordvang", "fjordvang")
    kontrakten = laes_datasaet(DATA / "kontrakt")
    assert uden_raekkenummer(fjordvang) == uden_raekkenummer(kontrakten)
    assert koder_i(fjordvang) == koder_i(kontrakten) == []
    assert fjordvang.fravaerende == kontrakten.fravaerende == ("undtagelser",)
    assert gaar_op(fjordvang)


def test_rows_of_a_shared_file_keep_the_row_numbers_of_that_file() -> None:
    fjordvang = laes_datasaet(DATA / "fjordvang", "fjordvang")
    assert fjordvang.tabeller["indsatser"]["raekke"].to_pylist() == [2, 4]
    assert fjordvang.tabeller["fritagelser"]["raekke"].to_pylist() == [3, 5]


def test_an_optional_column_the_mapping_names_in_vain_is_remarked_on(tmp_path: Path) -> None:
    skriv(tmp_path)
    kolonner = "{borger_id: borger_id, ydelse: ydelse, fra: fra, grad: PROCENT}"
    datasaet = laes_datasaet(tmp_path, skriv_kilde(tmp_path, med_ydelser(f"    kolonner: {kolonner}\n")))
    assert alene(datasaet, "kortlagt_kolonne_mangler").kolonne == "PROCENT"


def test_both_mapping_files_ship_and_the_contract_is_the_default() -> None:
    assert medfoelgende_kilder() == ("fjordvang", "kontrakt")
    assert laes_kilde().navn == "kontrakt"


def test_rows_no_table_takes_are_counted_and_a_broken_row_is_counted_once(tmp_path: Path) -> None:
    mappe = shutil.copytree(DATA / "fjordvang", tmp_path / "udtraek")
    with (mappe / "AKTIVITET.csv").open("a", encoding="cp1252", newline="") as fil:
        fil.write("990;F-100;X;101;01.01.2023;31.12.9999;;;;;\r\nafbrudt;F-100\r\n")
    datasaet = laes_datasaet(mappe, "fjordvang")
    assert alene(datasaet, "raekker_uden_tabel").antal == 1
    assert alene(datasaet, "for_faa_felter").raekke == 7
    assert gaar_op(datasaet)


def test_a_source_code_without_translation_is_set_aside_as_written(tmp_path: Path) -> None:
    mappe = shutil.copytree(DATA / "fjordvang", tmp_path / "udtraek")
    with (mappe / "FORSOERG.csv").open("a", encoding="cp1252", newline="") as fil:
        fil.write("F-100;77;04.01.2021;01.01.2022;0;1;\r\nF-100;10;04.01.2021;;0;1;\r\n")
    datasaet = laes_datasaet(mappe, "fjordvang")
    assert alene(datasaet, "ukendt_kode").vaerdi == "77"
    assert alene(datasaet, "mangler_slut").raekke == 7


@pytest.mark.parametrize(
    ("regel", "til"), [("loebende", None), ("samme_dag", "2024-02-11"), ("maanedens_slutning", "2024-03-01")]
)
def test_a_missing_end_means_what_the_mapping_says(tmp_path: Path, regel: str, til: str | None) -> None:
    skriv(tmp_path, ydelser="borger_id;ydelse;fra;til\nb1;dagpenge;2024-02-10;\n")
    kilde = skriv_kilde(tmp_path, med_ydelser(f"    mangler_slut: {regel}\n"))
    fundet = laes_datasaet(tmp_path, kilde).tabeller["ydelser"]["til"].to_pylist()
    assert [None if dag is None else dag.isoformat() for dag in fundet] == [til]


def test_an_exclusive_end_on_the_first_day_is_an_empty_spell_and_set_aside(tmp_path: Path) -> None:
    skriv(tmp_path, ydelser="borger_id;ydelse;fra;til\nb1;dagpenge;2024-02-10;2024-02-10\n")
    kilde = skriv_kilde(tmp_path, med_ydelser("    slut_er: eksklusiv\n"))
    assert alene(laes_datasaet(tmp_path, kilde), "omvendt_periode").raekke == 2


def test_a_constant_column_fills_every_row(tmp_path: Path) -> None:
    skriv(tmp_path, ydelser="borger_id;fra\nb1;2024-02-10\nb2;2024-02-10\n")
    kilde = skriv_kilde(tmp_path, med_ydelser("    faste: {ydelse: dagpenge, grad: '0.5'}\n"))
    tabel = laes_datasaet(tmp_path, kilde).tabeller["ydelser"]
    assert tabel["ydelse"].to_pylist() == ["dagpenge", "dagpenge"]
    assert tabel["grad"].to_pylist() == [500, 500]


def test_a_mapping_decides_between_thousands_and_decimals(tmp_path: Path) -> None:
    skriv(tmp_path, indsatser="borger_id;indsats;fra;pris_pr_uge;timer_pr_uge\nb1;mentor;2024-01-01;1.234;1\n")
    for tegn, oere in (("komma", 123_400), ("punktum", 123)):
        tekst = f"version: 1\nnavn: egen\ndecimaltegn: {tegn}\ntabeller:\n"
        tabeller = "".join(f"  {navn}: {{kilde: {navn}}}\n" for navn in ("borgere", "ydelser", "indsatser"))
        datasaet = laes_datasaet(tmp_path, skriv_kilde(tmp_path, tekst + tabeller))
        assert datasaet.tabeller["indsatser"]["pris_pr_uge"].to_pylist() == [oere]


@pytest.mark.parametrize(
    ("form", "skrevet"), [("DD/MM/YYYY", "10/02/2024"), ("YYYYMMDD", "20240210"), ("DD-MM-YYYY", "10-02-2024")]
)
def test_a_date_form_is_taken_from_the_mapping_and_no_other_is(tmp_path: Path, form: str, skrevet: str) -> None:
    skriv(tmp_path, ydelser=f"borger_id;ydelse;fra\nb1;dagpenge;{skrevet}\nb2;dagpenge;10.02.2024\n")
    datasaet = laes_datasaet(tmp_path, skriv_kilde(tmp_path, med_ydelser(f"    datoform: {form}\n")))
    assert [dag.isoformat() for dag in datasaet.tabeller["ydelser"]["fra"].to_pylist()] == ["2024-02-10"]
    assert alene(datasaet, "ulaeselig_dato").vaerdi == "10.02.2024"


@pytest.mark.parametrize(
    ("indhold", "stump"),
    [
        ("version: 1\nnavn: x\nfarve: blå\ntabeller: {}\n", "ukendt nøgle: farve"),
        ("version: 1\nnavn: x\ntabeller: {borgere: {kilde: b, farve: 1}}\n", "ukendt nøgle: tabeller.borgere.farve"),
        ("version: 1\nnavn: x\ntabeller: {personer: {kilde: b}}\n", "ukendt nøgle: tabeller.personer"),
        (
            "version: 1\nnavn: x\ntabeller: {borgere: {kilde: b, kolonner: {navn: N}}}\n",
            "ukendt nøgle: tabeller.borgere.kolonner.navn",
        ),
        (
            "version: 1\nnavn: x\ntabeller: {ydelser: {kilde: y, koder: {ydelse: {10: dagpeng}}}}\n",
            "tabeller.ydelser.koder.ydelse.10 til dagpeng",
        ),
        (
            "version: 1\nnavn: x\ntabeller: {borgere: {kilde: b, kolonner: {team: T}, faste: {team: A}}}\n",
            "tabeller.borgere.faste.team",
        ),
        ("version: 1\nnavn: x\ndatoform: MM/DD/YYYY\ntabeller: {}\n", "datoform"),
        ("version: 2\nnavn: x\ntabeller: {}\n", "version 2"),
        ("navn: x\n", "version"),
        ("- bare en liste\n", "egen.yaml"),
        ("a: [\n", "ikke gyldig YAML"),
        ("", "egen.yaml"),
    ],
)
def test_a_mistake_in_a_mapping_file_is_named_with_file_and_key(tmp_path: Path, indhold: str, stump: str) -> None:
    with pytest.raises(UbrugeligeData) as fanget:
        laes_kilde(skriv_kilde(tmp_path, indhold))
    assert "egen.yaml" in str(fanget.value)
    assert stump in str(fanget.value)


def test_a_mapping_file_that_does_not_exist_is_named_with_those_that_ship(tmp_path: Path) -> None:
    with pytest.raises(UbrugeligeData, match="fjordvang, kontrakt"):
        laes_kilde(tmp_path / "intet.yaml")


def test_the_check_says_that_everything_in_a_fjordvang_extract_maps() -> None:
    rapport = kilde_tjek("fjordvang", DATA / "fjordvang")
    assert rapport.kan_bruges
    assert rapport.ukendte_koder == ()
    assert rapport.ubrugte_kolonner == ()
    assert rapport.raekker_uden_tabel == ()
    indsatser = next(tabel for tabel in rapport.tabeller if tabel.tabel == "indsatser")
    assert (indsatser.kilde, indsatser.fil, indsatser.raekker) == ("AKTIVITET", "AKTIVITET.csv", 2)
    assert [tabel.tabel for tabel in rapport.tabeller if tabel.fil is None] == ["undtagelser"]
    ydelser = {(kode.kildekode, kode.kode, kode.antal) for kode in rapport.koder if kode.kolonne == "ydelse"}
    assert ydelser == {("10", "dagpenge", 1), ("20", "kontanthjaelp", 1), ("30", "sygedagpenge", 1), ("25", "sho", 1)}


def test_the_check_names_what_does_not_map_instead_of_failing(tmp_path: Path) -> None:
    skriv(tmp_path, borgere="borger_id;kommune;hobby\nb1;766;x\n", ydelser="borger_id;ydelse;fra\nb1;x;1\nb1;x;2\n")
    rapport = kilde_tjek(None, tmp_path)
    assert not rapport.kan_bruges
    mangler = [(k.tabel, k.kolonne) for k in rapport.kolonner if k.kraevet and not k.fundet]
    assert mangler == [("borgere", "foedselsdato")]
    assert [(kode.kildekode, kode.antal) for kode in rapport.ukendte_koder] == [("x", 2)]
    assert rapport.ubrugte_kolonner == (("borgere.csv", "hobby"),)


def test_the_check_of_an_empty_folder_says_which_tables_are_missing(tmp_path: Path) -> None:
    rapport = kilde_tjek("fjordvang", tmp_path)
    assert not rapport.kan_bruges
    assert all(tabel.fil is None for tabel in rapport.tabeller)
