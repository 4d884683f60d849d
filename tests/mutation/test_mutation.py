"""A sample of the mutation check: of every rule some least changes, and each is noticed or known to survive."""

from __future__ import annotations

from collections import defaultdict

import pytest
from tests.mutation.afproevning import Afproevning
from tests.mutation.mutanter import Mutant, mutanter
from tests.mutation.overlevere import UDEN_SAG, grund_til, grunde, kendte

from rettidig.regler.indlaes import hent_lov

PR_REGEL = 3
"""The mutants of a rule that draw the lowest numbers; a rule that is changed draws anew."""


def stikproeve() -> dict[str, list[Mutant]]:
    efter_regel: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutanter(hent_lov()):
        if mutant.navn not in kendte():
            efter_regel[mutant.regel].append(mutant)
    return {regel: sorted(egne, key=lambda mutant: mutant.lod)[:PR_REGEL] for regel, egne in efter_regel.items()}


@pytest.fixture(scope="module")
def afproevning() -> Afproevning:
    return Afproevning(hent_lov())


def test_a_least_change_of_a_coded_parameter_is_noticed_by_some_case(afproevning: Afproevning) -> None:
    uset = [
        mutant.navn
        for egne in stikproeve().values()
        for mutant in egne
        if not afproevning.bemaerkes(mutant) and not afproevning.paa_tallisten(mutant)
    ]
    assert uset == [], "ingen sag fanger ændringen: tilføj en sag, eller kør make mutation og læs docs/mutation.md"


def test_every_rule_of_the_law_is_changed() -> None:
    lov = hent_lov()
    assert {mutant.regel for mutant in mutanter(lov)} >= set(lov.regler)


def test_no_two_mutants_share_a_name() -> None:
    navne = [mutant.navn for mutant in mutanter(hent_lov())]
    assert len(navne) == len(set(navne))


def test_every_mutant_is_another_law() -> None:
    lov = hent_lov()
    assert [m.navn for m in mutanter(lov) if m.aendret == lov.regler.get(m.regel, lov.lovversioner)] == []


def test_every_reason_given_explains_some_survivor() -> None:
    forklaret = {grund_til(navn) for navn in kendte()}
    assert {grund.grund for grund in grunde()} - forklaret == set()
    assert UDEN_SAG not in {grund.grund for grund in grunde()}
