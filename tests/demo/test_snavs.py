"""Dirt on request: counted where it is made, found again by the reader, and never more than asked for."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from tests.demo.laesning import TABELLER, raekker

from rettidig.demo import DemoRapport, lav_demo
from rettidig.demo.snavs import ANDEN_SKRIVEMAADE, MED_FUND, SAT_TIL_SIDE
from rettidig.forloeb import laes_datasaet

FRA, TIL = dt.date(2021, 1, 1), dt.date(2026, 10, 31)
TILFOEJER = ("eksakt_gentagelse", "gentaget_borger", "overlap")


@pytest.fixture(scope="module")
def ren_og_snavset(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoRapport, DemoRapport]:
    mappe = tmp_path_factory.mktemp("demo")
    return (
        lav_demo(3_000, "840", FRA, TIL, mappe / "ren", seed=5),
        lav_demo(3_000, "840", FRA, TIL, mappe / "snavset", seed=5, snavs=0.04),
    )


def test_without_dirt_nothing_is_spoilt(ren_og_snavset: tuple[DemoRapport, DemoRapport]) -> None:
    ren, _ = ren_og_snavset

    assert ren.snavs == {}
    assert ren.sat_til_side == ren.med_fund == 0


def test_the_counts_add_up(ren_og_snavset: tuple[DemoRapport, DemoRapport]) -> None:
    ren, snavset = ren_og_snavset

    for tabel in TABELLER:
        spoleret = snavset.snavs.get(tabel, {})
        assert snavset.raekker[tabel] == ren.raekker[tabel] + sum(spoleret.get(maade, 0) for maade in TILFOEJER)
    i_alt = sum(snavset.snavs_i_alt.values())
    andre = sum(snavset.snavs_i_alt.get(maade, 0) for maade in ANDEN_SKRIVEMAADE)
    assert i_alt == snavset.sat_til_side + snavset.med_fund + andre
    assert sum(ren.raekker.values()) * 0.036 < i_alt < sum(ren.raekker.values()) * 0.044


def test_every_way_of_spoiling_occurs(ren_og_snavset: tuple[DemoRapport, DemoRapport]) -> None:
    _, snavset = ren_og_snavset

    assert set(snavset.snavs_i_alt) == {*SAT_TIL_SIDE, *MED_FUND, *ANDEN_SKRIVEMAADE}


def test_the_rows_not_spoilt_are_those_of_the_clean_demo(ren_og_snavset: tuple[DemoRapport, DemoRapport]) -> None:
    ren, snavset = ren_og_snavset

    for tabel in TABELLER:
        rene = Counter(tuple(r.values()) for r in raekker(ren.mappe, tabel))
        uroerte = Counter(tuple(r.values()) for r in raekker(snavset.mappe, tabel))
        spoleret = snavset.snavs.get(tabel, {})
        erstattet = sum(antal for maade, antal in spoleret.items() if maade not in TILFOEJER)
        assert (rene - uroerte).total() == erstattet


def test_the_reader_sets_aside_exactly_the_rows_that_were_spoilt_beyond_use(
    ren_og_snavset: tuple[DemoRapport, DemoRapport],
) -> None:
    _, snavset = ren_og_snavset

    tal = laes_datasaet(snavset.mappe).rapport.tal

    for tabel in TABELLER:
        forventet = sum(antal for maade, antal in snavset.snavs.get(tabel, {}).items() if maade in SAT_TIL_SIDE)
        assert (tal[tabel].laest, tal[tabel].sat_til_side) == (snavset.raekker[tabel], forventet), tabel
