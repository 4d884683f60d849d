"""The local part of an explanation: it stands after the law's, changes nothing in it and never passes for it."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.motor.lokalt.borgere import DAGE, borgere
from tests.motor.lokalt.strategier import STRATEGIER, strategi
from tests.motor.sagslaeser import datasaet
from tests.motor.sammenligning import standardvalg

from rettidig.motor.forklar import Forklaring, forklar
from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.lokalt import Lokalspoergsmaal
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.lokalt.frister import lokale_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.sager import laes_sager
from rettidig.sprog import paa_sprog
from rettidig.tidslinje.calendar import to_day

LOV = hent_lov()
VALG = standardvalg(LOV)
GODKENDTE = Path(__file__).parent / "golden"
SAGER = [(navn, sag) for navn in STRATEGIER for sag in laes_sager(navn) if "givet" in sag.indhold]
GYLDNE = ("HED-02", "HED-20")
"""Cases whose whole local explanation is approved as text."""

Borger = dict[str, Any]


def forklaret(borger: Borger, dag: dt.date, navn: str | None, **valg: str) -> Forklaring:
    lokalt = None if navn is None else Lokalspoergsmaal(strategi(navn), valg)
    data = datasaet({"givet": {"borgere": [borger]}})
    return forklar(LOV, data, data.tabeller["borgere"]["borger_id"][0].as_py(), to_day(dag), {}, None, lokalt)


def raekker(borger: Borger, dag: dt.date, navn: str, **valg: str) -> list[dict[str, Any]]:
    grundlag = Grundlag.paa(LOV, byg_historik(datasaet({"givet": {"borgere": [borger]}})), to_day(dag), VALG)
    fundne = lokale_raekker(grundlag, strategi(navn), valg)
    return [{felt: v.isoformat() if isinstance(v, dt.date) else v for felt, v in raekke.items()} for raekke in fundne]


def efterse(forklaring: Forklaring, uden: Forklaring, ventet: list[dict[str, Any]]) -> None:
    """What holds for every explanation with a strategy."""
    *loven, lokalt = forklaring.rod.boern
    assert tuple(loven) == uden.rod.boern
    assert lokalt.navn == "lokale_pligter"
    pligter = [barn for barn in lokalt.boern if barn.navn == "lokal_pligt"]
    assert [pligt.vaerdi for pligt in pligter] == ventet
    for knude in lokalt.alle():
        assert "§" not in knude.hjemmel
        assert knude.tekst
    for pligt in pligter:
        (stilling,) = pligt.kaldet("stilling")
        assert pligt.vaerdi["hjemmel"] == pligt.hjemmel
        assert "ikke lov" in stilling.tekst
        assert all(sted in stilling.tekst for sted in stilling.vaerdi["steder"])
        assert tidligste(pligt) == pligt.vaerdi["opfyldt_dato"]


def tidligste(pligt: Knude) -> str | None:
    """The earliest day of a way, each found once more by counting the days of the rows shown under it."""
    dage = []
    for vej in (*pligt.kaldet("lokal_vej"), *pligt.kaldet("lokalt_bortfald")):
        talte = sorted({raekke.vaerdi for raekke in vej.boern})
        naaet = next(islice(talte, vej.vaerdi["kraevet"] - 1, None), None)
        assert naaet == vej.vaerdi["dato"]
        assert len(talte) == vej.vaerdi["talt"]
        if naaet is not None and vej.navn == "lokal_vej":
            dage.append(naaet)
    return min(dage, default=None)


@given(borgere(), DAGE)
@settings(max_examples=30)
def test_the_local_duties_are_the_rows_and_the_law_is_told_as_without_them(borger: Borger, dag: dt.date) -> None:
    efterse(forklaret(borger, dag, "rebild-2023"), forklaret(borger, dag, None), raekker(borger, dag, "rebild-2023"))


@pytest.mark.parametrize(("navn", "sag"), SAGER, ids=lambda led: getattr(led, "id", led))
def test_every_case_is_explained_as_it_is_answered(navn: str, sag: Any) -> None:
    borger = {"kommune": strategi(navn).kommune, **sag.indhold["givet"]}
    dag, valg = sag.indhold["pr"], sag.indhold.get("valg", {})
    forklaring = forklaret(borger, dag, navn, **valg)
    efterse(forklaring, forklaret(borger, dag, None), raekker(borger, dag, navn, **valg))
    for knude in forklaring.rod.boern[-1].alle():
        sagt = f"{knude.tekst} {knude.ville_opfylde}"
        assert knude.navn == "forbehold" or re.findall(r"\b[a-z]+_[a-z_0-9]+\b", sagt) == []
    assert max(map(len, forklaring.som_tekst().splitlines())) <= 120


@given(borgere(), DAGE)
@settings(max_examples=15)
def test_in_english_the_tree_is_the_same(borger: Borger, dag: dt.date) -> None:
    dansk = forklaret(borger, dag, "rebild-2023").rod.boern[-1]
    with paa_sprog("en"):
        engelsk = forklaret(borger, dag, "rebild-2023").rod.boern[-1]
    assert [(k.navn, k.hjemmel, k.vaerdi) for k in engelsk.alle()] == [
        (k.navn, k.hjemmel, k.vaerdi) for k in dansk.alle()
    ]
    assert engelsk.tekst.startswith("The municipality's own strategy, not law")


def test_a_citizen_of_another_town_is_told_that_the_strategy_is_not_for_them() -> None:
    borger = {"kommune": "766", "ydelser": [{"ydelse": "sygedagpenge", "fra": dt.date(2023, 1, 1)}]}
    lokalt = forklaret(borger, dt.date(2023, 8, 1), "rebild-2023").rod.boern[-1]
    assert lokalt.tekst.endswith("gælder kommune 840, og borgeren bor i kommune 766")
    assert lokalt.boern == ()


def test_a_switch_of_the_strategy_off_its_default_is_told() -> None:
    borger = {"kommune": "766", "ydelser": [{"ydelse": "sygedagpenge", "fra": dt.date(2023, 1, 1)}]}
    dag = dt.date(2023, 8, 1)
    (valg,) = forklaret(borger, dag, "hedensted-2023", omfang="hele_kontaktforloebet").rod.kaldet("lokalt_valg")
    assert valg.vaerdi == {"valg": "omfang", "sat_til": "hele_kontaktforloebet"}
    assert forklaret(borger, dag, "hedensted-2023").rod.kaldet("lokalt_valg") == []


def test_the_tree_can_be_written_and_read_again() -> None:
    navn, sag = next((navn, sag) for navn, sag in SAGER if sag.id == GYLDNE[0])
    borger = {"kommune": strategi(navn).kommune, **sag.indhold["givet"]}
    rod = forklaret(borger, sag.indhold["pr"], navn).rod
    assert Knude.fra_json(json.loads(json.dumps(rod.som_json()))) == rod


@pytest.mark.parametrize("sag_id", GYLDNE)
def test_the_local_text_is_as_approved(sag_id: str) -> None:
    navn, sag = next((navn, sag) for navn, sag in SAGER if sag.id == sag_id)
    borger = {"kommune": strategi(navn).kommune, **sag.indhold["givet"]}
    tekst = forklaret(borger, sag.indhold["pr"], navn).som_tekst()
    givet = tekst[tekst.index("Kommunens egen strategi") : tekst.index("\nMærker\n")]
    fil = GODKENDTE / f"{sag_id}.txt"
    if os.environ.get("RETTIDIG_GODKEND") == "1":
        fil.parent.mkdir(exist_ok=True)
        fil.write_text(givet, encoding="utf-8")
    assert givet == fil.read_text(encoding="utf-8")
