"""The municipality of the demonstration: one town seen at two days, with talks agreed ahead of each."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from rettidig.demo import eksempel
from rettidig.forloeb import laes_datasaet
from rettidig.tidslinje import calendar

_FAA = 300


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ud = tmp_path_factory.mktemp("eksempel") / "kommune"
    eksempel.lav_eksempel(ud, _FAA)
    return ud


def _samtaler(mappe: Path) -> list[dict[str, str]]:
    with (mappe / "samtaler.csv").open(encoding="utf-8", newline="") as ind:
        return list(csv.DictReader(ind, delimiter=";"))


def test_the_talks_of_the_two_weeks_after_each_day_are_agreed_and_no_others(mappe: Path) -> None:
    for dag in eksempel.DAGE:
        foerste = calendar.to_day(dag)
        i_vinduet = {calendar.to_date(foerste + nr).isoformat() for nr in range(14)}
        status = Counter(s["status"] for s in _samtaler(mappe) if s["dato"] in i_vinduet)
        assert set(status) == {"planlagt"}
        udenfor = [calendar.to_date(foerste - 1).isoformat(), calendar.to_date(foerste + 14).isoformat()]
        assert "planlagt" not in {s["status"] for s in _samtaler(mappe) if s["dato"] in udenfor}
    sidste = eksempel.TIL.isoformat()
    assert all(s["status"] == "planlagt" for s in _samtaler(mappe) if s["dato"] > sidste)


def test_a_reader_keeps_every_row_and_the_same_town_is_made_again(mappe: Path, tmp_path: Path) -> None:
    assert all(tal.sat_til_side == 0 for tal in laes_datasaet(mappe).rapport.tal.values())
    eksempel.lav_eksempel(tmp_path / "igen", _FAA)
    for fil in sorted(mappe.iterdir()):
        assert (tmp_path / "igen" / fil.name).read_bytes() == fil.read_bytes()


def test_the_town_is_lively_on_both_days_with_the_names_benefits_have_then(mappe: Path) -> None:
    ydelser = laes_datasaet(mappe).tabeller["ydelser"].to_pylist()
    paa = {
        dag: Counter(y["ydelse"] for y in ydelser if y["fra"] <= dag and (y["til"] is None or y["til"] > dag))
        for dag in eksempel.DAGE
    }
    foer, nu = (paa[dag] for dag in eksempel.DAGE)
    assert {"kontanthjaelp", "uddannelseshjaelp", "dagpenge", "sygedagpenge"} <= set(foer)
    assert not {"uddannelseshjaelp", "sho"} & set(nu)
    assert {"kontanthjaelp", "dagpenge", "sygedagpenge"} <= set(nu)
    assert all(sum(taelling.values()) > _FAA // 10 for taelling in paa.values())
    assert dt.date(2026, 7, 1) in paa


def test_the_duty_to_work_is_decided_for_some_on_kontanthjaelp_and_never_before_it_was_law(mappe: Path) -> None:
    tabeller = laes_datasaet(mappe).tabeller
    paalagt = [h for h in tabeller["haendelser"].to_pylist() if h["haendelse"] == "arbejdspligt"]
    assert paalagt
    ydelser = {(y["borger_id"], y["fra"]): y["ydelse"] for y in tabeller["ydelser"].to_pylist()}
    for haendelse in paalagt:
        assert haendelse["dato"] >= dt.date(2025, 7, 1)
        assert ydelser[haendelse["borger_id"], haendelse["dato"]] == "kontanthjaelp"
