"""The tests of the vocabulary against slow counts by hand, and the facts that follow from others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from rettidig.motor.vilkaar.fakta import INGEN
from rettidig.motor.vilkaar.proever import Bedoemmer, pladser, satser
from rettidig.motor.vilkaar.udledning import fuld_uge, udled
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.former.proever import Forholdstal, Proeve, Satsperiode
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import add_months, to_day

LOV = hent_lov()
UGE = fuld_uge(LOV)
DATOER = st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31))
FORHOLDSTAL = Forholdstal(
    art="forholdstal", ansatte="a.b", optaget="a.c", nye="a.d", pr=5, indtil=50, derefter_pr=10, mindst=1
)
NIVEAU_2024 = Satsperiode.model_validate(
    {
        "fra": dt.date(2024, 1, 1),
        "baand": [
            {"sats": 200, "fra": 0},
            {"sats": 450, "fra": 6553},
            {"sats": 600, "fra": "9642.01"},
            {"sats": 700, "fra": 13723},
        ],
    }
)


def svar(proeve: dict[str, Any], fakta: dict[str, Any]) -> bool | None:
    return Bedoemmer(LOV, fakta).bedoem(TypeAdapter(Proeve).validate_python(proeve)).svar


@given(st.integers(0, 400 * TIMER_SKALA))
def test_the_ratio_is_counted_staff_by_staff(ansatte: int) -> None:
    talt = 0
    for nummer in range(1, ansatte // TIMER_SKALA + 1):
        talt += nummer % 5 == 0 if nummer <= 50 else nummer % 10 == 0
    assert pladser(FORHOLDSTAL, ansatte) == max(talt, 1)


@pytest.mark.parametrize(
    ("beloeb", "sats"), [(6552, 200), (6553, 450), (9642, 450), (9643, 600), (13722, 600), (13723, 700)]
)
def test_the_bounds_of_the_act_itself_give_the_rates_of_the_act(beloeb: int, sats: int) -> None:
    """Case G065, grade B: LAS § 35 (4) of 2025 at its own level, before any index."""
    assert satser(NIVEAU_2024, beloeb * 100) == [sats * 100]


@given(DATOER, st.integers(0, 200))
def test_weeks_begun_are_counted_day_by_day(fra: dt.date, ekstra: int) -> None:
    til = dt.date.fromordinal(fra.toordinal() + ekstra)
    uger = 0
    dag = fra
    while dag <= til:
        uger += 1
        dag = dt.date.fromordinal(dag.toordinal() + 7)
    assert udled({"tilbud.fra": fra, "tilbud.til": til}, UGE)["tilbud.uger"] == uger


@given(DATOER, st.integers(0, 900))
def test_months_begun_end_the_day_before_the_same_day_number(fra: dt.date, ekstra: int) -> None:
    til = dt.date.fromordinal(fra.toordinal() + ekstra)
    maaneder = udled({"tilbud.fra": fra, "tilbud.til": til}, UGE)["tilbud.maaneder"]
    assert isinstance(maaneder, int)
    assert add_months(to_day(fra), maaneder - 1) < to_day(til) + 1 <= add_months(to_day(fra), maaneder)


def test_an_offer_that_ends_before_it_begins_has_no_length() -> None:
    fakta = udled({"tilbud.fra": dt.date(2023, 6, 2), "tilbud.til": dt.date(2023, 6, 1)}, UGE)
    assert "tilbud.uger" not in fakta
    assert "tilbud.maaneder" not in fakta


def test_a_fact_that_is_stated_is_never_overwritten() -> None:
    fakta = udled({"tilbud.fra": dt.date(2023, 6, 5), "tilbud.til": dt.date(2023, 6, 11), "tilbud.uger": 9}, UGE)
    assert fakta["tilbud.uger"] == 9


@given(st.lists(st.integers(0, 10**8), min_size=4, max_size=4))
def test_the_mean_of_four_months_is_never_rounded_up(maaneder: list[int]) -> None:
    ansatte = udled({"arbejdsplads.ansatte_fire_maaneder": tuple(maaneder)}, UGE)["arbejdsplads.ansatte"]
    assert isinstance(ansatte, int)
    assert 4 * ansatte <= sum(maaneder) < 4 * (ansatte + 1)


def test_a_full_week_is_the_37_hours_of_bab_7() -> None:
    assert UGE == 37 * TIMER_SKALA


@given(st.integers(0, 60 * TIMER_SKALA))
def test_a_place_is_never_smaller_than_its_hours_and_never_more_than_one(timer: int) -> None:
    plads = udled({"tilbud.timer_pr_uge": timer}, UGE)["arbejdsplads.nye"]
    assert isinstance(plads, int)
    assert plads == TIMER_SKALA if timer >= 37 * TIMER_SKALA else plads * 37 >= timer > (plads - 1) * 37


@given(DATOER, st.integers(0, 400))
def test_the_third_whole_month_after_ends_when_three_months_have_passed_whole(dag: dt.date, ekstra: int) -> None:
    anden = dt.date.fromordinal(dag.toordinal() + ekstra)
    proeve = {"art": "dato", "faktum": "a.b", "senest": {"faktum": "a.c", "hele_maaneder_efter": 3}}
    maaneder = (anden.year - dag.year) * 12 + anden.month - dag.month
    assert svar(proeve, {"a.b": anden, "a.c": dag}) == (maaneder <= 3)


@given(st.lists(DATOER, max_size=8), DATOER, DATOER)
def test_no_gap_is_longer_than_the_months_allowed(dage: list[dt.date], fra: dt.date, til: dt.date) -> None:
    assume(fra <= til)
    inden = sorted({fra, *(dag for dag in dage if fra < dag < til)})
    lange = [
        (en, to) for en, to in zip(inden, [*inden[1:], til], strict=True) if to_day(to) > add_months(to_day(en), 6)
    ]
    proeve = {"art": "uden_ophold", "faktum": "a.b", "fra": "a.c", "til": "a.d", "maaneder": 6}
    assert svar(proeve, {"a.b": tuple(sorted(dage)), "a.c": fra, "a.d": til}) == (not lange)


@given(st.lists(DATOER, max_size=8), DATOER)
def test_dates_in_the_same_calendar_month_are_counted(dage: list[dt.date], dag: dt.date) -> None:
    antal = sum((et.year, et.month) == (dag.year, dag.month) for et in dage)
    proeve = {"art": "gange_i_maaned", "faktum": "a.b", "dato": "a.c", "hoejst": 1}
    assert svar(proeve, {"a.b": tuple(sorted(dage)), "a.c": dag}) == (antal <= 1)


@pytest.mark.parametrize(
    ("proeve", "fakta", "ventet"),
    [
        ({"art": "udfyldt", "faktum": "a.b"}, {"a.b": INGEN}, False),
        ({"art": "udfyldt", "faktum": "a.b"}, {"a.b": ""}, False),
        ({"art": "udfyldt", "faktum": "a.b"}, {"a.b": dt.date(2023, 1, 1)}, True),
        ({"art": "udfyldt", "faktum": "a.b"}, {}, None),
        ({"art": "dato", "faktum": "a.b", "senest": {"faktum": "a.c"}}, {"a.b": INGEN}, False),
        (
            {"art": "dato", "faktum": "a.b", "senest": {"faktum": "a.c"}},
            {"a.b": dt.date(2023, 1, 1), "a.c": INGEN},
            False,
        ),
        ({"art": "dato", "faktum": "a.b", "senest": {"dato": dt.date(2023, 1, 1)}}, {"a.b": dt.date(2023, 1, 1)}, True),
        (
            {"art": "dato", "faktum": "a.b", "tidligst": {"dato": dt.date(2023, 1, 2)}},
            {"a.b": dt.date(2023, 1, 1)},
            False,
        ),
        (
            {"art": "dato", "faktum": "a.b", "senest": {"faktum": "a.c", "uger": 1}},
            {"a.b": dt.date(2023, 1, 8), "a.c": dt.date(2023, 1, 1)},
            True,
        ),
        ({"art": "kroner", "faktum": "a.b", "hoejst": 2200}, {"a.b": 220_001}, False),
        ({"art": "kroner", "faktum": "a.b", "hoejst": 2200}, {"a.b": 220_000}, True),
        ({"art": "timer", "faktum": "a.b", "mindst": "18.5"}, {"a.b": 185_000}, True),
        ({"art": "hoejst_faktum", "faktum": "a.b", "led": ["a.c"], "gange": 3}, {"a.b": 6, "a.c": 2}, True),
        ({"art": "hoejst_faktum", "faktum": "a.b", "led": ["a.c"], "gange": 3}, {"a.b": 7, "a.c": 2}, False),
        ({"art": "uafklaret"}, {}, None),
    ],
)
def test_a_test_answers_as_it_says(proeve: dict[str, Any], fakta: dict[str, Any], ventet: bool | None) -> None:
    assert svar(proeve, fakta) is ventet
