"""A rule file that cannot be used is refused whole, and the message names the file and the place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.regler.lovkopi import kopi_af_loven, ret

from rettidig.regler.indlaes import LOV, RegelFejl, hent_lov, indlaes, regelfiler
from rettidig.regler.kontrol import kontroller

FOERSTE_TILBUD = "lab/102_foerste_tilbud.yaml"


def fejlen(kopi: Path) -> str:
    with pytest.raises(RegelFejl) as fanget:
        indlaes(kopi)
    return str(fanget.value)


def test_the_law_that_ships_is_read_and_holds_together() -> None:
    assert kontroller(hent_lov()) == []


def test_a_copy_reads_the_same_as_the_original(tmp_path: Path) -> None:
    assert indlaes(kopi_af_loven(tmp_path)) == hent_lov()


def test_neither_cases_nor_registers_are_read_as_rules() -> None:
    navne = {fil.relative_to(LOV).as_posix() for fil in regelfiler(LOV)}
    assert FOERSTE_TILBUD in navne
    assert not {navn for navn in navne if "sager" in navn or "/" not in navn}


@pytest.mark.parametrize(
    ("fil", "gammelt", "nyt", "ventet"),
    [
        (FOERSTE_TILBUD, "    tidligst: 2020", "    senest: 2020-01-01\n    tidligst: 2020", r"0 > frist > senest"),
        (FOERSTE_TILBUD, "mindst_dage: 14", "mindst_uger: 2", r"versioner > 0 > opfyldes_af > mindst_uger"),
        (FOERSTE_TILBUD, "form: frist", "form: fristelse", r"regler > 0.*fristelse"),
        (FOERSTE_TILBUD, '["6.1", "6.2", "6.3"]', '["6.1", "6.14"]', r"grupper > 1.*6\.13"),
        (FOERSTE_TILBUD, '"961.98"', "961.98", r"timer > fuldtid.*anførselstegn"),
        (FOERSTE_TILBUD, '"86.67"', '"86.66667"', r"timer.*fire decimaler"),
        (FOERSTE_TILBUD, "fra: 2020-01-01", "fra: 2023-06-01", r"versioner > 0.*slutter, før den begynder"),
        (FOERSTE_TILBUD, "          slags: tilbud", "          slags: samtaler", r"opfyldes_af.*samtaler har ingen"),
        (FOERSTE_TILBUD, "tillid: V", "tillid: M", r"versioner > 0 > tillid"),
        (FOERSTE_TILBUD, ", en: First offer after six months", "", r"regler > 0 > frist > titel > en"),
        (FOERSTE_TILBUD, "lab.102.foerste_tilbud", "LAB 102", r"regler > 0 > frist > regel"),
        ("valg.yaml", "muligheder", "mulighederne", r"ovo_grandfathered"),
        ("kilder.yaml", "nummer: 548", "nr: 548", r"LAB19"),
        ("lovversioner.yaml", "status: kodet", "status: maaske", r"lovversioner > 0 > status"),
    ],
)
def test_what_no_shape_knows_is_refused_with_file_and_place(
    tmp_path: Path, fil: str, gammelt: str, nyt: str, ventet: str
) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / fil, gammelt, nyt)
    fejl = fejlen(kopi)
    assert fejl.startswith(f"{fil}: ")
    assert re.search(ventet, fejl), fejl


def test_a_rule_id_may_stand_in_one_file_only(tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / "lab" / "105_tilbud.yaml", "lab.105.foerste_tilbud", "lab.102.foerste_tilbud")
    fejl = fejlen(kopi)
    assert "lab/105_tilbud.yaml" in fejl
    assert FOERSTE_TILBUD in fejl


def test_broken_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / FOERSTE_TILBUD, "form: frist", "form: [frist")
    assert re.match(rf"{FOERSTE_TILBUD}, linje \d+: ", fejlen(kopi))


def test_an_empty_file_is_refused_by_name(tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    (kopi / FOERSTE_TILBUD).write_text("", encoding="utf-8")
    assert fejlen(kopi).startswith(FOERSTE_TILBUD)


def test_a_file_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    (kopi / FOERSTE_TILBUD).write_bytes("titel: måneder".encode("cp1252"))
    assert fejlen(kopi) == f"{FOERSTE_TILBUD}: filen kan ikke læses som YAML i UTF-8"


@pytest.mark.parametrize("register", ["kilder.yaml", "lovversioner.yaml", "valg.yaml", "fakta.yaml", "helligdage.yaml"])
def test_a_missing_register_is_refused_by_name(tmp_path: Path, register: str) -> None:
    kopi = kopi_af_loven(tmp_path)
    (kopi / register).unlink()
    assert fejlen(kopi).startswith(register)


@pytest.mark.parametrize(
    ("fil", "gammelt", "nyt", "ventet"),
    [
        (FOERSTE_TILBUD, "til: 2023-03-21", "til: 2023-03-20", "der er et hul mellem 20-03-2023 og 22-03-2023"),
        (FOERSTE_TILBUD, "til: 2023-03-21", "til: 2023-03-22", "versionen fra 22-03-2023 overlapper den foregående"),
        ("lovversioner.yaml", "til: 2021-12-31", "til: 2021-12-30", "der er et hul mellem 30-12-2021 og 01-01-2022"),
        ("lovversioner.yaml", "til: 2021-12-31", "til: null", "versionen fra 01-01-2022 overlapper den foregående"),
        (FOERSTE_TILBUD, "kilde: LAB22}", "kilde: LAB88}", "kilden LAB88 står ikke i kilder.yaml"),
        (
            FOERSTE_TILBUD,
            "- tillid: OPEN\n            valg: ovo",
            "- tillid: OPEN\n            valg: tvo",
            "valget tvo",
        ),
        ("lab/31_samtaler.yaml", "tillid: V", "tillid: I", "en version med mærket I skal have et forbehold"),
    ],
)
def test_a_fault_across_versions_and_files_is_named(
    tmp_path: Path, fil: str, gammelt: str, nyt: str, ventet: str
) -> None:
    kopi = kopi_af_loven(tmp_path)
    if "mærket" in ventet:
        indhold = (kopi / fil).read_text(encoding="utf-8")
        (kopi / fil).write_text(indhold.replace(gammelt, nyt), encoding="utf-8")
    else:
        ret(kopi / fil, gammelt, nyt)
    fundet = [fejl for fejl in kontroller(indlaes(kopi)) if ventet in fejl]
    assert fundet
    assert all(fejl.startswith((Path(fil).stem, fil)) for fejl in fundet)


def test_a_source_that_no_rule_uses_is_named(tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / "kilder.yaml", "kilder:\n", 'kilder:\n  LAB00: {navn: "lov 1/1900", aar: 1900, nummer: 1}\n')
    assert kontroller(indlaes(kopi)) == ["kilder.yaml: LAB00 bruges ikke af nogen regel"]


def test_hours_a_weekday_that_would_not_stay_exact_at_every_degree_are_refused(tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / "lab/9_forloeb.yaml", 'fuldtid: "7.4"', 'fuldtid: "7.45"')
    assert "højst én decimal" in fejlen(kopi)
