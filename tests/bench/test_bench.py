"""What the bench rests on: sets cut to the person, one form of answer, and rivals that count as the engine does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.rivaler import duckdb_sql
from bench.saet import Udsnit, byg_parquet, maanedsslut, skriv_fladt
from bench.skrivemaade import antal, gange, tal
from bench.tal import forskelle, kontrolsum, svar_af

from bench import motormaal
from rettidig.demo import lav_land
from rettidig.forloeb.lager import byg_lager
from rettidig.tidslinje import calendar

ANDEL = 0.001
MAANEDER = 60


@pytest.fixture(scope="module")
def lager(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("land")
    lav_land(mappe / "flad", andel=ANDEL)
    byg_lager(mappe / "flad", mappe / "land.arrow")
    return mappe / "land.arrow"


@pytest.fixture(scope="module")
def flad(lager: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("flad")
    skriv_fladt(Udsnit(lager), mappe)
    return mappe


@pytest.fixture(scope="module")
def maaneder() -> list[int]:
    return [int(dag) for dag in maanedsslut(MAANEDER, calendar.to_day(motormaal.SIDSTE_DAG))]


def motorens_sum(lager: Path, maaneder: list[int], regel: str) -> str:
    svar = motormaal.fokusmaal_svar(Udsnit(lager), np.array(maaneder, dtype=np.int32), regel, 1)
    assert svar[:, 3].sum() > 1_000
    return kontrolsum(svar)


def test_sql_counts_the_common_rule_as_the_algebra_does(lager: Path, flad: Path, maaneder: list[int]) -> None:
    svar = duckdb_sql.faelles(str(flad), maaneder, gange=1)
    assert svar["sum"] == motorens_sum(lager, maaneder, motormaal.FAELLES_REGEL)


def test_sql_counts_the_whole_rule_over_all_months_as_the_engine_does(
    lager: Path, flad: Path, maaneder: list[int]
) -> None:
    svar = duckdb_sql.hele(str(flad), maaneder, gange=1)
    assert svar["sum"] == motorens_sum(lager, maaneder, motormaal.HELE_REGLEN)


def test_the_sum_of_threads_is_the_sum_of_one(lager: Path, maaneder: list[int]) -> None:
    udsnit, dage = Udsnit(lager), np.array(maaneder, dtype=np.int32)
    svar = [motormaal.fokusmaal_svar(udsnit, dage, motormaal.HELE_REGLEN, traade) for traade in (1, 2)]
    assert forskelle(*svar) == []


@pytest.mark.parametrize("antal", [1, 17, 1_000])
def test_a_set_has_exactly_so_many_persons(lager: Path, antal: int) -> None:
    udsnit = Udsnit(lager, antal)
    assert sum(blok.antal for blok in udsnit.blokke()) == antal


def test_a_set_larger_than_the_country_is_refused(lager: Path) -> None:
    with pytest.raises(ValueError, match="not 99999999"):
        Udsnit(lager, 99_999_999)


def test_the_parquet_of_a_set_holds_the_same_rows(lager: Path, tmp_path: Path) -> None:
    dele = Udsnit(lager, 500)
    igen = Udsnit(byg_parquet(dele, tmp_path / "igen.parquet"))
    assert igen.antal == 500
    for blok, ny in zip(dele.blokke(), igen.blokke(), strict=True):
        tabeller, nye = blok.tabeller(), ny.tabeller()
        assert tabeller["ydelser"].num_rows > 500
        assert {navn: tabel.equals(nye[navn]) for navn, tabel in tabeller.items()} == dict.fromkeys(nye, True)


def test_the_month_ends_are_the_last_days_of_months_in_a_row() -> None:
    dage = maanedsslut(14, calendar.day_of(2025, 12, 31))
    assert [calendar.to_date(int(dag)).isoformat() for dag in dage[[0, 1, -1]]] == [
        "2024-11-30",
        "2024-12-31",
        "2025-12-31",
    ]


def test_an_answer_is_the_same_whatever_order_and_parts_its_rows_came_in() -> None:
    raekker = [(101, 0, 7, 3, 1), (101, 0, 7, 2, 2), (851, 4, 7, 0, 0), (101, 1, 7, 5, 0)]
    svar = svar_af(raekker)
    assert svar.tolist() == [[101, 0, 7, 5, 3], [101, 1, 7, 5, 0]]
    assert kontrolsum(svar) == kontrolsum(svar_af(raekker[::-1]))


def test_figures_are_written_the_danish_way() -> None:
    assert [tal(0.01234), tal(1.5), tal(12_345.6), tal(None), tal(0)] == ["0,0123", "1,50", "12.346", "–", "0"]
    assert [antal(2_219_411), antal(7), antal(None)] == ["2.219.411", "7", "–"]
    assert gange(30.0, 2.0) == "15 ×"
    assert gange(1.0, None) == "–"
