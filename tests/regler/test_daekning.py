"""The coverage register counts what there is: each case once in a cell, under the law its answer rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from rettidig.regler.daekning import GRADER, daekning, laes_ikke_kodede_sager, laes_sager
from rettidig.regler.indlaes import RegelFejl, hent_lov
from rettidig.regler.opslag import paragraffer

LOV = hent_lov()

SAG = """sager:
  - id: X1
    navn: En prøve
    grad: L
    kilde: "LAB § 102, stk. 1"
    givet: {{borgere: [{fakta}]}}
    spoerg:
      - {spoergsmaal}
"""


def en_sag(mappe: Path, spoergsmaal: str, fakta: str = "{foedselsdato: 1980-01-01}") -> Path:
    fil = mappe / "lov" / "lab" / "sager" / "x.yaml"
    fil.parent.mkdir(parents=True)
    fil.write_text(SAG.format(spoergsmaal=spoergsmaal, fakta=fakta), encoding="utf-8")
    return mappe / "lov"


def celler(lovmappe: Path) -> dict[tuple[str, str, str], dict[str, int]]:
    alle = daekning(LOV, laes_sager(lovmappe))
    return {(celle.lov, celle.paragraf, celle.lovversion): dict(celle.antal) for celle in alle if celle.antal}


def test_every_paragraph_has_a_cell_for_every_law_version() -> None:
    alle = daekning(LOV, laes_sager())
    assert len(alle) == len(paragraffer(LOV)) * len(LOV.lovversioner.lovversioner)
    assert {celle.status for celle in alle if celle.lovversion == "LV2027"} == {"kendt_ikke_kodet"}
    assert {celle.status for celle in alle if celle.antal} == {"kodet", "kendt_ikke_beregnet"}
    assert {celle.status for celle in alle if (celle.lov, celle.paragraf) == ("LOB", "22 c")} == {
        "kendt_ikke_beregnet",
        "kendt_ikke_kodet",
        "ingen",
    }


def test_a_case_is_counted_under_the_law_version_its_answer_names(tmp_path: Path) -> None:
    spoergsmaal = "{frister: {pr: 2024-06-30, regel: lab.102.foerste_tilbud}, svar: [{lovversion: LV2022}]}"
    assert celler(en_sag(tmp_path, spoergsmaal)) == {("LAB", "102", "LV2022"): {"L": 1}}


def test_a_case_without_a_named_law_version_is_counted_under_that_of_its_day(tmp_path: Path) -> None:
    spoergsmaal = "{frister: {pr: 2024-06-30, regel: lab.102.foerste_tilbud}, svar: []}"
    assert celler(en_sag(tmp_path, spoergsmaal)) == {("LAB", "102", "LV2024"): {"L": 1}}


def test_a_case_about_a_year_is_counted_under_the_law_of_its_last_day(tmp_path: Path) -> None:
    spoergsmaal = '{tilsyn: {aar: 2023, ydelsesgrad: "1", forventet: "2"}, svar: {udtaget: false}}'
    assert celler(en_sag(tmp_path, spoergsmaal)) == {("LOB", "22 b", "LV2023A"): {"L": 1}}


def test_a_case_with_exemptions_and_talks_tries_their_tables_too(tmp_path: Path) -> None:
    fakta = "{fritagelser: [{grund: barsel}], samtaler: [{dato: 2024-01-01}]}"
    spoergsmaal = "{frister: {pr: 2024-06-30, regel: lab.105.foerste_tilbud}, svar: []}"
    (sag,) = laes_sager(en_sag(tmp_path, spoergsmaal, fakta))
    assert sag.regler == {"lab.105.foerste_tilbud", "lab.106.fritagelser", "lab.31.samtale"}


@pytest.mark.parametrize(
    "spoergsmaal",
    ["{frister: {pr: 2024-06-30}, svar: []}", "{svar: []}", "{forloeb: {formaal: andet}, svar: []}", "{x: 1}", "5"],
)
def test_a_case_that_cannot_be_read_is_named_with_its_file(tmp_path: Path, spoergsmaal: str) -> None:
    with pytest.raises(RegelFejl, match=r"lab/sager/x\.yaml: sager > X1"):
        laes_sager(en_sag(tmp_path, spoergsmaal))


def test_a_file_that_holds_no_cases_is_named(tmp_path: Path) -> None:
    lovmappe = en_sag(tmp_path, "{}")
    (lovmappe / "lab" / "sager" / "x.yaml").write_text("sager: 5", encoding="utf-8")
    with pytest.raises(RegelFejl, match=r"lab/sager/x\.yaml"):
        laes_sager(lovmappe)


def test_every_case_tries_a_coded_rule_and_has_a_grade() -> None:
    for sag in laes_sager():
        assert sag.regler <= set(LOV.regler), sag.id
        assert sag.grad in GRADER, sag.id
        assert sag.kilde, sag.id


def test_every_rule_is_tried_by_a_case() -> None:
    assert set(LOV.regler) - {regel for sag in laes_sager() for regel in sag.regler} == set()


def test_a_case_is_either_coded_or_listed_with_the_reason_why_not() -> None:
    uden = dict(laes_ikke_kodede_sager())
    assert {sag.id for sag in laes_sager()} & set(uden) == set()
    assert all(grund.da.strip() and grund.en.strip() for grund in uden.values())


def test_without_a_register_of_other_cases_there_are_none(tmp_path: Path) -> None:
    assert laes_ikke_kodede_sager(tmp_path) == ()


def test_a_broken_register_of_other_cases_is_named(tmp_path: Path) -> None:
    (tmp_path / "ikke_kodede_sager.yaml").write_text("ikke_kodede: 5", encoding="utf-8")
    with pytest.raises(RegelFejl, match=r"ikke_kodede_sager\.yaml"):
        laes_ikke_kodede_sager(tmp_path)
