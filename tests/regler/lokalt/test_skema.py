"""The published schema of a strategy file is the one strategies are read by."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from tests.regler.skemaproeve import fejl, som_json

from rettidig.regler.indlaes import laes_yaml
from rettidig.regler.lokalt.indlaes import medfoelgende
from rettidig.regler.lokalt.skema import strategiskema, strategiskema_tekst

PUBLICERET = Path(__file__).parents[3] / "docs" / "skema" / "strategi.schema.json"
SKEMA = strategiskema()


def indhold(navn: str) -> Any:
    return som_json(laes_yaml(medfoelgende()[navn], navn))


def test_the_published_schema_is_the_schema_of_the_code() -> None:
    assert PUBLICERET.read_text(encoding="utf-8") == strategiskema_tekst(), "kør make docs"


@pytest.mark.parametrize("navn", list(medfoelgende()))
def test_every_strategy_that_ships_fits_the_schema(navn: str) -> None:
    assert fejl(SKEMA, indhold(navn), SKEMA) == []


@pytest.mark.parametrize(
    ("noegle", "vaerdi"),
    [("stilling", "lov"), ("form", "lokal_fristelse"), ("ukendt", 1), ("kilde", []), ("titel", "Fire samtaler")],
)
def test_a_rule_that_the_loader_refuses_does_not_fit_the_schema(noegle: str, vaerdi: object) -> None:
    brudt = copy.deepcopy(indhold("hedensted-2023"))
    brudt["regler"][0][noegle] = vaerdi
    assert fejl(SKEMA, brudt, SKEMA)


@pytest.mark.parametrize(
    ("noegle", "vaerdi"),
    [("strategi", "Hedensted"), ("kommune", 766), ("fra", "7. marts"), ("regler", []), ("til", 2023), ("valgene", {})],
)
def test_a_strategy_that_the_loader_refuses_does_not_fit_the_schema(noegle: str, vaerdi: object) -> None:
    brudt = {**indhold("hedensted-2023"), noegle: vaerdi}
    assert fejl(SKEMA, brudt, SKEMA)


@pytest.mark.parametrize("maaneder", [-1, 121, "6"])
def test_the_limits_of_a_number_are_in_the_schema(maaneder: object) -> None:
    brudt = copy.deepcopy(indhold("hedensted-2023"))
    brudt["regler"][0]["versioner"][0]["udloeser"]["maaneder"] = maaneder
    assert fejl(SKEMA, brudt, SKEMA)


def test_a_colour_that_is_none_does_not_fit_the_schema() -> None:
    brudt = copy.deepcopy(indhold("lejre-2023"))
    brudt["regler"][0]["versioner"][0]["maaneder"] = {"roed": 1, "gul": 3, "blaa": 6}
    assert fejl(SKEMA, brudt, SKEMA)
