"""Local rows stand beside the law's: they change none of them, never pass for law, and are the same block by block."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motor.lokalt.borgere import DAGE, borgere
from tests.motor.lokalt.strategier import strategi
from tests.motor.sagslaeser import datasaet
from tests.motor.sammenligning import standardvalg

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.lokalt.frister import lokale_raekker
from rettidig.motor.lokalt.opgave import Lokalopgave
from rettidig.motor.opgaver import Fristopgave, som_tekst
from rettidig.motor.svar import fristnoegle
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import to_day

LOV = hent_lov()
VALG = standardvalg(LOV)


@cache
def _strategi_id() -> str:
    return strategi("rebild-2023").strategi


def _raekker(alle: list[dict[str, object]], dag: dt.date) -> list[dict[str, object]]:
    historik = byg_historik(datasaet({"givet": {"borgere": [b | {"id": f"P{nr}"} for nr, b in enumerate(alle)]}}))
    return lokale_raekker(Grundlag.paa(LOV, historik, to_day(dag), VALG), strategi("rebild-2023"), {})


@given(st.lists(borgere(), min_size=1, max_size=4), DAGE)
@settings(max_examples=40)
def test_the_laws_rows_are_the_same_with_and_without_a_strategy(alle: list[dict[str, object]], dag: dt.date) -> None:
    historik = byg_historik(datasaet({"givet": {"borgere": [b | {"id": f"P{nr}"} for nr, b in enumerate(alle)]}}))
    loven = Fristopgave(dag, VALG)
    med = som_tekst(Lokalopgave(loven, strategi("rebild-2023")).svar(historik)).to_pylist()
    assert [r for r in med if r["lovversion"] != _strategi_id()] == som_tekst(loven.svar(historik)).to_pylist()
    lokale = [r for r in med if r["lovversion"] == _strategi_id()]
    assert all(r["regel"].startswith("rebild.") and r["hjemmel"].startswith("rebild-2023 (") for r in lokale)
    assert med == sorted(med, key=fristnoegle)


@given(st.lists(borgere(), min_size=2, max_size=5), DAGE)
@settings(max_examples=40)
def test_a_citizens_local_rows_do_not_depend_on_who_else_is_there(alle: list[dict[str, object]], dag: dt.date) -> None:
    sammen = _raekker(alle, dag)
    hver_for_sig = [
        raekke | {"borger_id": f"P{nr}"} for nr, borger in enumerate(alle) for raekke in _raekker([borger], dag)
    ]
    assert sammen == sorted(hver_for_sig, key=fristnoegle)


@given(borgere(), DAGE)
@settings(max_examples=40)
def test_a_local_status_agrees_with_its_dates_and_lies_within_the_strategy(
    borger: dict[str, object], dag: dt.date
) -> None:
    for raekke in _raekker([borger | {"kommune": "840"}], dag):
        frist, opfyldt, status = raekke["frist"], raekke["opfyldt_dato"], raekke["status"]
        assert frist is None or dt.date(2023, 1, 1) <= frist <= dt.date(2023, 12, 31)
        assert (status == "opfyldt") == (opfyldt is not None and (frist is None or opfyldt <= frist))
        if status == "overskredet":
            assert opfyldt is None
            assert frist < dag
        if status == "afventer":
            assert frist >= dag


@pytest.mark.parametrize("kommune", ["766", "0840x"])
def test_no_other_municipality_gets_local_rows(kommune: str) -> None:
    borger = {"kommune": kommune, "ydelser": [{"ydelse": "sygedagpenge", "fra": dt.date(2023, 1, 1)}]}
    assert _raekker([borger], dt.date(2023, 8, 1)) == []
