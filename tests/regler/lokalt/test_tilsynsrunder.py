"""A supervision plan as dated runs: they cover the plan's days, each once, and are never taken for obligations."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.motor.lokalt.strategier import strategi

from rettidig.regler.former.lokalt import Strategi, Tilsynsplanregel, TilsynsplanVersion
from rettidig.regler.lokalt.tilsynsrunder import Runde, runder
from rettidig.tidslinje.calendar import next_date

LEJRE = strategi("lejre-2023")
(PLAN,) = [regel for regel in LEJRE.regler if isinstance(regel, Tilsynsplanregel)]
DAGE = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))


def plan(fra: dt.date, til: dt.date | None, maaneder: int) -> tuple[Strategi, TilsynsplanVersion]:
    version = PLAN.versioner[0].model_copy(update={"maaneder": {"roed": maaneder, "gul": 3, "groen": 6}})
    return LEJRE.model_copy(update={"fra": fra, "til": til}), version


def test_red_is_monthly_yellow_quarterly_and_green_half_yearly_through_2023() -> None:
    (version,) = PLAN.versioner
    assert [len(runder(LEJRE, version, farve)) for farve in ("roed", "gul", "groen")] == [12, 4, 2]
    assert runder(LEJRE, version, "gul")[1] == Runde(dt.date(2023, 4, 1), dt.date(2023, 6, 30))
    assert runder(LEJRE, version, "roed")[1].til == dt.date(2023, 2, 28)


@given(DAGE, DAGE, st.integers(1, 24))
def test_the_runs_cover_the_plan_from_first_to_last_day_each_day_once(
    en: dt.date, anden: dt.date, maaneder: int
) -> None:
    fra, til = min(en, anden), max(en, anden)
    fundne = runder(*plan(fra, til, maaneder), "roed")
    assert (fundne[0].fra, fundne[-1].til) == (fra, til)
    assert all(next_date(foer.til) == efter.fra for foer, efter in pairwise(fundne))
    assert all(runde.fra <= runde.til for runde in fundne)


@pytest.mark.parametrize(("maaneder", "antal"), [(1, 12), (5, 3), (12, 1), (24, 1)])
def test_of_a_plan_without_end_the_first_year_is_shown(maaneder: int, antal: int) -> None:
    fundne = runder(*plan(dt.date(2024, 2, 29), None, maaneder), "roed")
    assert len(fundne) == antal
    assert fundne[-1].til == dt.date(2025, 2, 27)


def test_a_plan_gives_no_deadline() -> None:
    assert list(LEJRE.frister()) == []
