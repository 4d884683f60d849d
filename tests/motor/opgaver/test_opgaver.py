"""Every task answers as columns what the slow form answers row by row, whole or in blocks."""

from __future__ import annotations

import datetime as dt
import pickle
from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.motor.sammenligning import folk, som_datasaet, som_historik, som_tabeller, standardvalg

from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.fund import fund_raekker
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, byg_historik, kodenavne
from rettidig.motor.opgaver import (
    Fristopgave,
    Fundopgave,
    Maaleperiodeopgave,
    Opgave,
    Refusionsopgave,
    som_tekst,
    tekstskema,
)
from rettidig.motor.opgaver.frister import _sorteret
from rettidig.motor.opgaver.maaleperioder import STATUS
from rettidig.motor.refusion import refusion_raekker
from rettidig.motor.svar import frist_raekker
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import paa_sprog
from rettidig.tidslinje.calendar import add_months, month_end, to_date, to_day

LOV = hent_lov()
VALG = standardvalg(LOV)
DAGE = (dt.date(2021, 2, 10), dt.date(2023, 4, 2), dt.date(2024, 5, 31), dt.date(2026, 11, 20))
INGEN = byg_historik(som_datasaet(som_tabeller([])))
TO_AAR = (dt.date(2022, 6, 30), dt.date(2024, 6, 30))


def grundlag(historik: Historik, dag: dt.date) -> Grundlag:
    return Grundlag.paa(LOV, historik, to_day(dag), VALG)


@pytest.mark.parametrize("dag", DAGE)
@pytest.mark.parametrize("froe", [11, 12])
def test_the_deadlines_are_the_same_rows_in_the_same_order(froe: int, dag: dt.date) -> None:
    historik = som_historik(folk(froe, 300))
    tabel = Fristopgave(dag, VALG).svar(historik)
    raekker = frist_raekker(grundlag(historik, dag))
    assert raekker
    assert tabel.to_pylist() == raekker
    assert som_tekst(tabel).to_pylist() == raekker


def test_only_the_rules_named_are_answered() -> None:
    historik = som_historik(folk(13, 200))
    navne = ("sdl.13b.foerste_opfoelgning", "lab.102.foerste_tilbud")
    kun = Fristopgave(DAGE[2], VALG, navne).svar(historik).to_pylist()
    assert kun == [r for r in Fristopgave(DAGE[2], VALG).svar(historik).to_pylist() if r["regel"] in navne]
    assert {raekke["regel"] for raekke in kun} == set(navne)


def test_the_weeks_and_the_findings_are_the_same_rows_in_the_same_order() -> None:
    historik = som_historik(folk(14, 150))
    fra, til = dt.date(2022, 1, 5), dt.date(2022, 12, 31)
    uger = Refusionsopgave(fra, til).svar(historik).to_pylist()
    assert uger == refusion_raekker(LOV, historik, to_day(fra), to_day(til))
    with paa_sprog("en"):
        fundne = fund_raekker(grundlag(historik, DAGE[3]))
    assert uger
    assert fundne
    assert Fundopgave(DAGE[3], VALG, "en").svar(historik).to_pylist() == fundne


def _maanedsslut(fra: dt.date, til: dt.date) -> list[int]:
    fundne = [month_end(to_day(fra))]
    while (naeste := month_end(add_months(fundne[-1], 1))) <= to_day(til):
        fundne.append(naeste)
    return fundne


def _maalt_for_maaned(historik: Historik, regelsaet: tuple[str, ...], dage: list[int]) -> Counter[tuple[Any, ...]]:
    """Who is measured and how, asked month end by month end."""
    maalt = Fokusmaal(LOV, historik, VALG)
    fundne: Counter[tuple[Any, ...]] = Counter()
    for dag in dage:
        paa_dagen = maalt.maalte(dag)
        kraevet = maalt.version_2(to_date(dag)).samtaler
        domme = [(FOKUSMAAL_1, navn, ~maalt.aktivering(paa_dagen, navn).aktiv) for navn in regelsaet]
        domme.append((FOKUSMAAL_2, "alle", maalt.samtaler(paa_dagen) < kraevet))
        for maaling, navn, mangler in domme:
            for nr in range(len(paa_dagen)):
                status = STATUS[int(mangler[nr]) + 2 * (maaling == FOKUSMAAL_2)]
                borger = historik.borgere.ider[paa_dagen.person[nr]]
                ydelse = kodenavne("ydelse")[paa_dagen.ydelse[nr]]
                fundne[
                    to_date(dag), borger, ydelse, gruppe_tekst(int(paa_dagen.gruppe[nr])), maaling, navn, status
                ] += 1
    return fundne


@pytest.mark.parametrize("regelsaet", [REGELSAET, ("nye",)])
def test_the_periods_hold_the_figures_of_every_month_end_and_are_as_long_as_can_be(regelsaet: tuple[str, ...]) -> None:
    historik = som_historik(folk(15, 300))
    raekker = Maaleperiodeopgave(*TO_AAR, VALG, regelsaet).svar(historik).to_pylist()
    dage = _maanedsslut(*TO_AAR)
    foldet_ud = Counter(
        (
            to_date(dag),
            *(raekke[navn] for navn in ("borger_id", "ydelse", "maalgruppe", "maaling", "regelsaet", "status")),
        )
        for raekke in raekker
        for dag in dage
        if to_day(raekke["fra"]) <= dag <= to_day(raekke["til"])
    )
    assert foldet_ud == _maalt_for_maaned(historik, regelsaet, dage)
    assert foldet_ud

    faelles = ("borger_id", "ydelse", "forloeb_start", "maalgruppe", "maaling", "regelsaet", "status")
    slutter = {(*(r[navn] for navn in faelles), month_end(to_day(r["til"]) + 1)) for r in raekker}
    begynder = {(*(r[navn] for navn in faelles), to_day(r["fra"])) for r in raekker}
    assert slutter & begynder == set()


def test_without_a_month_end_between_the_days_there_are_no_periods() -> None:
    opgave = Maaleperiodeopgave(dt.date(2023, 5, 2), dt.date(2023, 5, 30), VALG)
    assert opgave.svar(som_historik(folk(15, 50))).num_rows == 0


OPGAVER: tuple[Opgave, ...] = (
    Fristopgave(DAGE[2], VALG),
    Refusionsopgave(dt.date(2022, 1, 5), dt.date(2022, 12, 31)),
    Fundopgave(DAGE[3], VALG, "da"),
    Maaleperiodeopgave(*TO_AAR, VALG),
)


@pytest.mark.parametrize("opgave", OPGAVER, ids=lambda opgave: type(opgave).__name__)
def test_blocks_after_one_another_are_the_whole(opgave: Opgave) -> None:
    personer = folk(16, 120)
    hele = opgave.svar(som_historik(personer))
    dele = [opgave.svar(som_historik(personer[fra : fra + 23])) for fra in range(0, 120, 23)]
    assert all(del_.schema.equals(opgave.skema()) for del_ in (hele, *dele))
    assert pa.concat_tables(map(som_tekst, dele)).to_pylist() == hele.to_pylist()
    assert som_tekst(hele).schema == tekstskema(opgave.skema())


@pytest.mark.parametrize("opgave", OPGAVER, ids=lambda opgave: type(opgave).__name__)
def test_nobody_has_no_rows_and_a_task_can_be_sent_elsewhere(opgave: Opgave) -> None:
    sendt = pickle.loads(pickle.dumps(opgave))
    assert sendt == opgave
    assert sendt.svar(INGEN).equals(opgave.skema().empty_table())


@given(st.lists(st.tuples(*[st.integers(-(2**31), 2**31 - 1) | st.integers(0, 3)] * 4), min_size=1))
def test_rows_are_sorted_by_every_key_whether_or_not_the_keys_fit_in_one_number(raekker: list[tuple[int, ...]]) -> None:
    noegler = [np.array(kolonne, dtype=np.int64) for kolonne in zip(*raekker, strict=True)]
    assert _sorteret(noegler).tolist() == sorted(range(len(raekker)), key=raekker.__getitem__)
