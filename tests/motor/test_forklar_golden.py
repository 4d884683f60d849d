"""The approved explanations, as text and as tree. ``RETTIDIG_GODKEND=1`` writes them anew, to be read before commit."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from tests.motor.forklaringssituationer import SITUATIONER
from tests.motor.sammenligning import som_datasaet, som_tabeller

from rettidig.motor.forklar import Forklaring, forklar
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import paa_sprog
from rettidig.tidslinje.calendar import to_day

GODKENDTE = Path(__file__).parent / "golden"
PAA_ENGELSK = "overdragelse_fra_akassen"


def forklaring(navn: str) -> Forklaring:
    situation = SITUATIONER[navn]
    data = som_datasaet(som_tabeller([situation.person]))
    return forklar(hent_lov(), data, "P1", to_day(date.fromisoformat(situation.pr)), {}, situation.regler)


def sammenlign(fil: Path, givet: str) -> None:
    if os.environ.get("RETTIDIG_GODKEND") == "1":
        fil.write_text(givet, encoding="utf-8")
    assert givet == fil.read_text(encoding="utf-8")


@pytest.mark.parametrize("navn", SITUATIONER)
def test_teksten_er_som_godkendt(navn: str) -> None:
    sammenlign(GODKENDTE / f"{navn}.txt", forklaring(navn).som_tekst())


@pytest.mark.parametrize("navn", SITUATIONER)
def test_traeet_er_som_godkendt(navn: str) -> None:
    trae = json.dumps(forklaring(navn).som_json(), ensure_ascii=False, indent=1)
    sammenlign(GODKENDTE / f"{navn}.json", trae + "\n")


def test_forklaringen_findes_ogsaa_paa_engelsk() -> None:
    with paa_sprog("en"):
        givet = forklaring(PAA_ENGELSK)
    sammenlign(GODKENDTE / f"{PAA_ENGELSK}.en.txt", givet.som_tekst())


def test_der_ligger_ingen_godkendte_filer_uden_situation() -> None:
    navne = {fil.name.partition(".")[0] for fil in GODKENDTE.iterdir()}
    assert navne == set(SITUATIONER)
