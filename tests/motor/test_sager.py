"""Every hand-derived case: the engine must give the answer a person found in the texts."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.motor.sagslaeser import Spoergsmaal, alle_sager, alle_spoergsmaal, besvar

MINDST_SAGER = 300


@pytest.mark.parametrize("spoergsmaal", alle_spoergsmaal(), ids=lambda spoergsmaal: spoergsmaal.navn)
def test_the_engine_answers_as_derived_by_hand(spoergsmaal: Spoergsmaal) -> None:
    svaret, ventet = besvar(spoergsmaal)
    assert svaret == ventet, f"{spoergsmaal.sag['navn']}\n{spoergsmaal.sag['udledning']}"


def test_there_are_at_least_three_hundred_cases() -> None:
    assert len(alle_sager()) >= MINDST_SAGER


def test_no_two_cases_share_an_id() -> None:
    gentagne = [navn for navn, antal in Counter(sag["id"] for sag in alle_sager()).items() if antal > 1]
    assert gentagne == []


def test_every_case_says_where_it_comes_from_and_how_it_was_derived() -> None:
    for sag in alle_sager():
        assert sag["grad"] in ("A", "B", "C", "D", "L"), sag["id"]
        assert all(sag[felt].strip() for felt in ("navn", "kilde", "udledning")), sag["id"]
