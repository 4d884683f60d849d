"""The rules answer alike whichever form the operations have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from tests.motor.sammenligning import folk, som_historik, standardvalg

from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.fund import fund_raekker
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.maaling import Maalinger
from rettidig.motor.refusion import refusion_raekker
from rettidig.motor.svar import frist_raekker
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar, kernels, operations, plain

PEOPLE = 300
SEED = 20_230_501
DAYS = [
    dt.date(2021, 2, 10),
    dt.date(2022, 1, 5),
    dt.date(2023, 3, 22),
    dt.date(2024, 4, 30),
    dt.date(2025, 8, 15),
    dt.date(2026, 7, 1),
    dt.date(2026, 11, 20),
]
MONTH_ENDS = [dt.date(2021, 12, 31), dt.date(2023, 4, 30), dt.date(2024, 12, 31), dt.date(2026, 8, 31)]


@pytest.fixture(scope="module")
def history() -> Any:
    return som_historik(folk(SEED, PEOPLE))


def under(form: ModuleType, question: Callable[[], Any]) -> Any:
    """The answer, with everything laid anew in one form."""
    with operations.use(form):
        return question()


def alike(question: Callable[[], Any]) -> Any:
    answer = under(kernels, question)
    assert answer == under(plain, question)
    return answer


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_deadlines_of_random_people_are_the_same(history: Any, day: dt.date) -> None:
    law = hent_lov()
    choices = standardvalg(law)
    rows = alike(lambda: frist_raekker(Grundlag.paa(law, history, calendar.to_day(day), choices)))
    assert rows


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_findings_on_random_people_are_the_same(history: Any, day: dt.date) -> None:
    law = hent_lov()
    alike(lambda: fund_raekker(Grundlag.paa(law, history, calendar.to_day(day), standardvalg(law))))


@pytest.mark.parametrize("rules", REGELSAET)
def test_the_focus_goals_of_random_people_are_the_same_person_by_person(history: Any, rules: str) -> None:
    law = hent_lov()

    def persons() -> list[list[int]]:
        goals = Fokusmaal(law, history, standardvalg(law))
        answer = []
        for day in MONTH_ENDS:
            measured = goals.maalte(calendar.to_day(day))
            activated = goals.aktivering(measured, rules)
            columns = [
                measured.person,
                measured.ydelse,
                measured.gruppe,
                measured.fra,
                activated.ved_tilbud,
                activated.timer_gammel_del,
                activated.timer_ny_del,
                activated.ved_timer,
                goals.samtaler(measured),
            ]
            answer += [np.asarray(column).tolist() for column in columns]
        return answer

    assert any(alike(persons))


@pytest.mark.parametrize("choice", ["overlap_taeller", "timeregel", "delvis_raskmelding_taeller"])
def test_the_measures_are_the_same_however_the_switches_are_set(history: Any, choice: str) -> None:
    law = hent_lov()
    for value in law.valg.valg[choice].muligheder:
        choices = standardvalg(law) | {choice: value}

        def rows(choices: dict[str, str] = choices) -> list[dict[str, Any]]:
            measures = Maalinger(law, history, choices)
            return [row for day in MONTH_ENDS for row in measures.maaned(calendar.to_day(day), "gaeldende").raekker]

        assert alike(rows)


def test_the_reimbursement_weeks_of_random_people_are_the_same(history: Any) -> None:
    start, end = calendar.day_of(2022, 1, 1), calendar.day_of(2023, 12, 31)
    assert alike(lambda: refusion_raekker(hent_lov(), history, start, end))
