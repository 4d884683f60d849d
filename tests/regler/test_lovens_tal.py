"""The numbers of the rule files are those of the acts, typed a second time from the acts with their paragraphs."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.regler.lovens_tal import SIDSTE_KODEDE_DAG, Tal, alle_tal, vaerdier

from rettidig.regler.former.tabeller import Samtaleformregel, SamtaleformVersion
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.kontrol import hjemler
from rettidig.regler.opslag import gaeldende
from rettidig.tidslinje.calendar import next_date


@pytest.mark.parametrize("tal", alle_tal(), ids=lambda tal: tal.parameter)
def test_a_number_of_the_law_is_the_number_in_the_rule_file(tal: Tal) -> None:
    fra = dt.date.fromisoformat(tal.fra)
    til = dt.date.fromisoformat(tal.til) if tal.til else SIDSTE_KODEDE_DAG
    assert vaerdier(tal, fra) == {tal.vaerdi}
    assert vaerdier(tal, til) == {tal.vaerdi}


@pytest.mark.parametrize("tal", [tal for tal in alle_tal() if tal.skifter == "ja"], ids=lambda tal: tal.parameter)
def test_a_number_that_changes_is_another_the_next_day(tal: Tal) -> None:
    assert tal.vaerdi not in vaerdier(tal, next_date(dt.date.fromisoformat(tal.til)))


@pytest.mark.parametrize("tal", [tal for tal in alle_tal() if tal.hjemmel], ids=lambda tal: tal.parameter)
def test_a_number_stands_under_its_paragraph(tal: Tal) -> None:
    regel = hent_lov().regler[tal.regel]
    steder = {
        hjemmel.tekst.replace(",", "")
        for version in gaeldende(regel, dt.date.fromisoformat(tal.fra))
        for hjemmel in hjemler(version)
    }
    assert tal.hjemmel in steder


def former(dag: dt.date, lov: str, samtale_nr: str) -> set[str]:
    regel = hent_lov().hent("lab.33.samtaleform", Samtaleformregel)
    return {
        form
        for version in gaeldende(regel, dag)
        if isinstance(version, SamtaleformVersion) and version.hjemmel.lov == lov
        for linje in version.linjer
        if linje.samtale_nr == samtale_nr
        for form in linje.former
    }


@pytest.mark.parametrize("lov", ["LAB", "SDL"])
def test_a_letter_was_a_form_of_talk_through_21_march_2023_and_not_after(lov: str) -> None:
    assert "brev" in former(dt.date(2023, 3, 21), lov, "senere")
    assert "brev" not in former(dt.date(2023, 3, 22), lov, "senere") | former(dt.date(2023, 3, 22), lov, "foerste")


def test_the_first_job_talk_is_held_in_person_and_the_citizen_chooses_from_the_second() -> None:
    assert former(dt.date(2023, 3, 22), "LAB", "foerste") == {"fremmoede"}
    assert former(dt.date(2023, 3, 22), "LAB", "senere") == {"fremmoede", "telefon", "video"}
