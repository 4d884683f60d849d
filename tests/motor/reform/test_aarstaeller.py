"""The supervision of the year under a law, block by block, is that of the whole town at once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.motor.sammenligning import folk, som_historik, standardvalg
from tests.regler.udkastfiler import laes, rettet

from rettidig.motor.historik import Historik
from rettidig.motor.reform.tilsyn import (
    GAELDER_IKKE,
    KAN_IKKE_AFGOERES,
    UDTAGES,
    UDTAGES_IKKE,
    Aarstaeller,
    angaar_tilsyn,
)
from rettidig.motor.tilsyn import tilsyn_raekker
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.reform import fortsat, som_altid
from rettidig.regler.udkast import lagt_over
from rettidig.tidslinje.calendar import to_day

DAG = dt.date(2023, 6, 30)
STAND = {True: UDTAGES, False: UDTAGES_IKKE, None: KAN_IKKE_AFGOERES}


def by(*froe: int) -> Historik:
    """Sixty citizens of one municipality for each seed."""
    personer = [person for et in froe for person in folk(et, 60, paene_hver=1)]
    for nr, person in enumerate(personer):
        person["borger"] |= {"kommune": "766", "borger_id": f"P{nr:05d}"}
    return som_historik(personer)


def talt(lov: Regelsaet, dag: dt.date, *froe: int) -> Aarstaeller:
    taeller = Aarstaeller(lov, standardvalg(), to_day(dag))
    for et in froe:
        taeller.tag(by(et))
    return taeller


@pytest.mark.parametrize("version", ["LV2022", "LV2023A", "LV2026B"])
def test_the_year_is_that_of_the_whole_town_with_the_result_goal_missed(version: str) -> None:
    lov = som_altid(hent_lov(), version)
    (egen,) = talt(lov, DAG, 5).raekker()
    (hel,) = tilsyn_raekker(lov, by(5), 2023, Decimal(2), Decimal(1), standardvalg(), DAG).raekker
    assert egen["stand"] == STAND[hel["udtaget"]]
    assert {n: egen[n] for n in ("fm1_andel", "fm1_opfyldt", "fm2_andel", "hjemmel")} == {
        n: hel[n] for n in ("fm1_andel", "fm1_opfyldt", "fm2_andel", "hjemmel")
    }
    assert isinstance(egen["fm1_andel"], Fraction)


def test_blocks_add_up() -> None:
    samlet = Aarstaeller(hent_lov(), standardvalg(), to_day(DAG))
    samlet.tag(by(5, 6))
    assert talt(hent_lov(), DAG, 5, 6).raekker() == samlet.raekker()
    assert samlet.raekker() != talt(hent_lov(), DAG, 5).raekker()


def test_a_draft_that_selects_nobody_selects_nobody() -> None:
    lov = hent_lov()
    udkast = lagt_over(lov, laes(rettet("lob/skaerpet_tilsyn.yaml", "udtager: true", "udtager: false")))
    assert angaar_tilsyn(lov, udkast)
    assert not angaar_tilsyn(lov, lov)
    assert [r["stand"] for r in talt(udkast, DAG, 5).raekker()] == [UDTAGES_IKKE]
    assert [r["stand"] for r in talt(lov, DAG, 5).raekker()] != [UDTAGES_IKKE]


def test_a_year_without_a_rule_or_without_a_month_that_is_over_is_said_to_be_so() -> None:
    senere = dt.date(2027, 1, 1)
    assert [r["stand"] for r in talt(hent_lov(), senere, 5).raekker()] == [GAELDER_IKKE]
    assert [r["stand"] for r in talt(fortsat(hent_lov()), senere, 5).raekker()] == [KAN_IKKE_AFGOERES]
