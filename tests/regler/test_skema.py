"""The published schema is the one the rule files are read by."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from tests.regler.skemaproeve import fejl, som_json

from rettidig.regler.indlaes import LOV, laes_yaml, regelfiler
from rettidig.regler.skema import json_skema, skema_tekst, skriv_skema

PUBLICERET = Path(__file__).parents[2] / "docs" / "skema" / "regler.schema.json"
FILER = {fil.relative_to(LOV).as_posix(): fil for fil in regelfiler(LOV)}


def indhold(navn: str) -> Any:
    return som_json(laes_yaml(FILER[navn], navn))


def test_the_published_schema_is_the_schema_of_the_code() -> None:
    assert PUBLICERET.read_text(encoding="utf-8") == skema_tekst(), "kør make docs"


def test_the_schema_is_written_the_same_every_time(tmp_path: Path) -> None:
    foerste, anden = (skriv_skema(tmp_path / navn / "s.json").read_bytes() for navn in ("a", "b"))
    assert foerste == anden


@pytest.mark.parametrize("navn", sorted(FILER))
def test_every_rule_file_fits_the_schema(navn: str) -> None:
    skema = json_skema()
    assert fejl(skema, indhold(navn), skema) == []


@pytest.mark.parametrize(
    ("noegle", "vaerdi"),
    [("tidligst", "1. januar"), ("form", "fristelse"), ("ukendt", 1), ("regel", "LAB 102"), ("titel", "Et tilbud")],
)
def test_a_rule_that_the_loader_refuses_does_not_fit_the_schema(noegle: str, vaerdi: object) -> None:
    skema = json_skema()
    brudt = copy.deepcopy(indhold("lab/102_foerste_tilbud.yaml"))
    brudt["regler"][0][noegle] = vaerdi
    assert fejl(skema, brudt, skema)


@pytest.mark.parametrize("gruppe", ["6.14", "6", 6.2, "2"])
def test_a_target_group_is_written_as_in_the_law(gruppe: object) -> None:
    skema = json_skema()
    brudt = copy.deepcopy(indhold("lab/102_foerste_tilbud.yaml"))
    brudt["regler"][0]["versioner"][0]["grupper"] = [gruppe]
    assert fejl(skema, brudt, skema)


def test_hours_are_written_as_exact_text() -> None:
    skema = json_skema()
    brudt = copy.deepcopy(indhold("lab/102_foerste_tilbud.yaml"))
    brudt["regler"][0]["versioner"][0]["udloeser"]["timer"]["fuldtid"] = 961.98
    assert fejl(skema, brudt, skema)
