"""A paragraph asked for in a person's own words is shown as it stood on the day, or in all its versions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rettidig.regler.indlaes import RegelFejl, hent_lov
from rettidig.regler.opslag import UkendtParagraf, find, ikke_kodede, paragraffer, paragrafnavn
from rettidig.regler.visning import versioner, vis
from rettidig.sprog import valgt_sprog

LOV = hent_lov()
SOMMER_2023 = dt.date(2023, 6, 30)
PARAGRAFFER = [paragrafnavn(*noegle) for noegle in paragraffer(LOV)]


@pytest.mark.parametrize(
    "spoergsmaal",
    ["LAB § 102", "lab 102", "LAB102", "LAB §102", "102", "§ 102", " lab   §  102 ", "lab.102", "LAB § 102, stk. 1"],
)
def test_a_paragraph_is_found_however_it_is_written(spoergsmaal: str) -> None:
    assert "lab.102.foerste_tilbud" in {regel.regel for regel in find(LOV, spoergsmaal).regler}


OPFOELGNING = ("sdl.13b.foerste_opfoelgning", "sdl.13b.fire_opfoelgninger", "sdl.13b.tidlig_opfoelgning")


@pytest.mark.parametrize(
    ("spoergsmaal", "regler"),
    [
        ("lab.102.foerste_tilbud", {"lab.102.foerste_tilbud"}),
        ("BST § 5", {"lob.fokusmaal.1", "lob.fokusmaal.2"}),
        ("BST § 5, nr. 2", {"lob.fokusmaal.2"}),
        ("31 a", {"lab.33.samtaleform", "lab.33.valg_af_form"}),
        ("§ 31a", {"lab.33.samtaleform", "lab.33.valg_af_form"}),
        ("SDL 13b", {"lab.33.samtaleform", *OPFOELGNING}),
        ("FIN § 6", {"fin.refusion"}),
        ("skærpet tilsyn".replace("æ", "ae"), {"lob.22b.skaerpet_tilsyn"}),
        ("refusion", {"fin.refusion"}),
        ("LAB § 105, stk. 2", {"lab.105.naeste_tilbud"}),
    ],
)
def test_the_question_decides_which_rules_are_shown(spoergsmaal: str, regler: set[str]) -> None:
    assert {regel.regel for regel in find(LOV, spoergsmaal).regler} == regler


def test_paragraph_31_is_not_paragraph_31_a() -> None:
    assert "lab.33.samtaleform" not in {regel.regel for regel in find(LOV, "LAB § 31").regler}


def test_a_paragraph_of_a_condition_leads_to_the_rules_that_hold_the_condition() -> None:
    assert {regel.regel for regel in find(LOV, "BAB § 58").regler} == {"lab.102.foerste_tilbud"}
    assert find(LOV, "BLAB § 58").regler == find(LOV, "BAB § 58").regler


def test_a_stykke_not_coded_by_itself_shows_the_whole_paragraph_and_says_so() -> None:
    assert "LAB § 31, stk. 9 er ikke kodet særskilt" in vis(LOV, "LAB § 31, stk. 9", SOMMER_2023)


@pytest.mark.parametrize("spoergsmaal", ["KAS § 4", "§ 999", "abc", "", "LAB §", "lab 102 stk"])
def test_an_unknown_paragraph_is_refused_with_near_matches(spoergsmaal: str) -> None:
    with pytest.raises(UkendtParagraf, match=r"Mente du: .+ § "):
        vis(LOV, spoergsmaal)
    assert issubclass(UkendtParagraf, RegelFejl)


def test_a_misspelt_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(UkendtParagraf, match=r"lab\.102\.foerste_tilbud"):
        vis(LOV, "lab.102.forste_tilbud")


def test_the_version_in_force_is_shown_and_the_others_are_not() -> None:
    foer, efter = (vis(LOV, "LAB § 102", dag) for dag in (dt.date(2023, 3, 21), dt.date(2023, 3, 22)))
    assert "1. januar 2020 – 21. marts 2023" in foer
    assert "22. marts 2023 – 30. juni 2026" in efter
    assert "22. marts 2023 – 30. juni 2026" not in foer
    assert "(LV2022)" in foer
    assert "(LV2023A)" in efter


def test_every_version_is_shown_when_no_day_is_given() -> None:
    svar = vis(LOV, "LAB § 102")
    assert svar.count("Gælder: ") == 4
    assert "Kendt, ikke kodet" in svar


def test_a_version_is_shown_with_paragraph_source_confidence_and_reservation() -> None:
    svar = vis(LOV, "lab.102.foerste_tilbud", SOMMER_2023)
    assert "Hjemmel: LAB § 102, stk. 1" in svar
    assert "https://www.retsinformation.dk/eli/lta/2024/280" in svar
    assert "Tillid: V (læst i loven)" in svar
    assert "fuldtid 961,98 timer, deltid 780 timer  [LAB § 9, stk. 1]" in svar
    assert "valget ovo_grandfathered = nej" in svar


def test_only_the_version_of_the_paragraph_asked_for_is_shown_where_a_rule_has_several_in_force() -> None:
    svar = vis(LOV, "SDL § 13 b", SOMMER_2023)
    assert "Hjemmel: SDL § 13 b, stk. 4" in svar
    assert "Hjemmel: LAB § 33" not in svar


def test_a_source_without_a_number_is_said_to_be_so() -> None:
    assert "uden nummer i Retsinformation" in vis(LOV, "lab.deltagelse.75", dt.date(2026, 8, 1))


@pytest.mark.parametrize("paragraf", PARAGRAFFER)
def test_from_2027_every_paragraph_is_known_and_not_coded(paragraf: str) -> None:
    svar = vis(LOV, paragraf, dt.date(2027, 1, 1))
    assert "(LV2027)" in svar
    assert svar.count("Kendt, ikke kodet") == len(find(LOV, paragraf).regler)
    assert "Gælder: " not in svar


@pytest.mark.parametrize("paragraf", PARAGRAFFER)
@pytest.mark.parametrize("sprog", ["da", "en"])
def test_every_paragraph_can_be_shown_in_both_languages(paragraf: str, sprog: str) -> None:
    assert vis(LOV, paragraf, None, sprog)
    assert versioner(LOV, paragraf, sprog)
    assert valgt_sprog() == "da"


def test_before_the_first_law_no_version_holds_and_the_first_is_named() -> None:
    svar = vis(LOV, "LAB § 102", dt.date(2019, 12, 31))
    assert "Ingen version gælder den dag; den første gælder fra 1. januar 2020." in svar


def test_after_its_end_a_deadline_is_no_longer_shown() -> None:
    svar = vis(LOV, "LAB § 105", dt.date(2026, 7, 1))
    assert "Ingen version gælder den dag" in svar
    assert "Gælder: " not in svar


@pytest.mark.parametrize("mangler", ikke_kodede(), ids=lambda mangler: mangler.navn)
def test_a_paragraph_known_and_not_coded_is_answered_with_the_reason(mangler: object) -> None:
    navn, grund = getattr(mangler, "navn", ""), getattr(mangler, "grund", None)
    assert f"Kendt, ikke kodet: {getattr(grund, 'da', '')}" in vis(LOV, navn)
    assert f"Known, not coded: {getattr(grund, 'en', '')}" in versioner(LOV, navn, "en")


def test_the_time_axis_shows_what_each_version_changed() -> None:
    svar = versioner(LOV, "LAB § 105")
    assert "retten indtræder: dage: 28 → –" in svar
    assert "retten indtræder: måneder: – → 4" in svar
    assert "·" in svar
    assert "█" in svar


@pytest.mark.parametrize("paragraf", PARAGRAFFER)
def test_every_bar_of_a_time_axis_is_as_long_as_the_others(paragraf: str) -> None:
    linjer = [linje.split()[0] for linje in versioner(LOV, paragraf).splitlines() if linje.strip()[:1] in {"█", "·"}]
    assert linjer
    assert {len(bjaelke) for bjaelke in linjer} == {32}


@given(st.text(max_size=20), st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
@example("§ ²", dt.date(2023, 1, 1))
@example("lab § 102, stk. {x}", dt.date(2023, 1, 1))
def test_any_text_is_either_answered_or_refused_in_one_sentence(spoergsmaal: str, pr: dt.date) -> None:
    try:
        svar = vis(LOV, spoergsmaal, pr)
    except UkendtParagraf as fejl:
        svar = str(fejl)
    assert svar.endswith(("\n", "?"))


@given(st.sampled_from(PARAGRAFFER), st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
def test_every_paragraph_has_an_answer_on_every_day(paragraf: str, pr: dt.date) -> None:
    svar = vis(LOV, paragraf, pr)
    for regel in find(LOV, paragraf).regler:
        assert f"[{regel.regel}]" in svar
