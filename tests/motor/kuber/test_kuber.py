"""The cube adds up, says what the citizens say, and is the same however it was made."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forloeb.lagerfiler import skriv_lager
from tests.motor.kuber.kubefolk import aendringer, byfolk, historik, i_puljen, opgave, talt
from tests.motor.sammenligning import som_datasaet, som_tabeller

from rettidig.forloeb.lager import aabn_lager
from rettidig.motor.kuber import (
    KUBESKEMA,
    MAAL,
    Kube,
    Kubemaalinger,
    Kubeopsaetning,
    Snit,
    kube_af_tabel,
    laeg_sammen,
    maaling_af_kube,
    optael,
    ret,
    tabel_af_kube,
)
from rettidig.motor.maaling import Maalinger
from rettidig.motor.vaerter.traade import koer
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar, kernels, operations, plain

PULJEN = [i_puljen("X1", dt.date(2026, 2, 15), faar=True), i_puljen("X2", dt.date(2026, 3, 31), faar=False)]
FOLK = [*byfolk(20_230_322, 158), *PULJEN]
FREMMEDE = byfolk(7, 25)
HELE = opgave(dt.date(2020, 1, 1), dt.date(2026, 9, 30))
FAA = opgave(dt.date(2022, 11, 1), dt.date(2023, 12, 1))


@pytest.fixture(scope="module")
def hele() -> Kube:
    return talt(FOLK, HELE)


@pytest.fixture(scope="module")
def faa() -> Kube:
    return talt(FOLK[:40], FAA)


@pytest.mark.parametrize("regelsaet", REGELSAET)
def test_the_cube_gives_the_rows_and_remarks_of_every_month_that_a_count_of_the_citizens_gives(
    hele: Kube, regelsaet: str
) -> None:
    optalt, af_kube = Maalinger(hent_lov(), historik(FOLK), HELE.valg), Kubemaalinger(hele, hent_lov())
    for dag in hele.opsaetning.maaneder:
        assert af_kube.maaned(dag, regelsaet) == optalt.maaned(dag, regelsaet)
    for aar in (2020, 2023, 2025):
        assert af_kube.aar(aar, regelsaet) == optalt.aar(aar, regelsaet)
    assert af_kube.aar(2026, regelsaet, dt.date(2026, 8, 31)) == optalt.aar(2026, regelsaet, dt.date(2026, 8, 31))


@pytest.mark.parametrize(
    "valg", [{"timeregel": "saerskilt"}, {"timeregel": "samlet_100"}, {"overlap_taeller": "nej"}], ids=str
)
def test_the_switches_decide_the_cube_as_they_decide_the_measures(valg: dict[str, str]) -> None:
    spoergsmaal = opgave(dt.date(2023, 1, 1), dt.date(2023, 8, 1), **valg)
    kube, optalt = talt(FOLK, spoergsmaal), Maalinger(hent_lov(), historik(FOLK), spoergsmaal.valg)
    for dag in kube.opsaetning.maaneder:
        assert maaling_af_kube(kube, hent_lov(), dag, "gaeldende") == optalt.maaned(dag, "gaeldende")


def test_those_measured_are_activated_in_one_of_three_ways_or_not_at_all(hele: Kube) -> None:
    i_alt = dict(zip(MAAL, sum(hele.celler.values()).sum(axis=(0, 1)), strict=True))
    maader = ("fm1_taeller", "kun_tilbud", "kun_timer", "tilbud_og_timer")
    assert i_alt["naevner"] == sum(i_alt[maade] for maade in maader)
    assert i_alt["pulje_naevner"] >= i_alt["pulje_faaet"] + i_alt["pulje_undtaget"]
    assert [maal for maal in MAAL if not i_alt[maal]] == []


def test_both_forms_of_the_algebra_count_the_same(hele: Kube) -> None:
    for form in (plain, kernels):
        with operations.use(form):
            assert talt(FOLK, HELE).kontrolsum() == hele.kontrolsum()


@settings(max_examples=15)
@given(data=st.data())
def test_the_cubes_of_blocks_add_up_to_the_cube_of_all(faa: Kube, data: st.DataObject) -> None:
    skel = sorted(data.draw(st.sets(st.integers(1, 39), max_size=4)))
    dele = [FOLK[fra:til] for fra, til in zip([0, *skel], [*skel, 40], strict=True)]
    kube = laeg_sammen((FAA.svar(historik(del_)) for del_ in dele), FAA.opsaetning)
    assert kube == faa
    assert kube.kontrolsum() == faa.kontrolsum()


def test_the_threads_count_what_one_thread_counts(hele: Kube, tmp_path: object) -> None:
    lager = aabn_lager(skriv_lager(tmp_path / "by.arrow", som_datasaet(som_tabeller(FOLK)), 30))  # type: ignore[operator]
    for traade in (1, 2):
        assert laeg_sammen(koer(lager, HELE, traade), HELE.opsaetning).kontrolsum() == hele.kontrolsum()


def test_the_table_holds_no_row_of_zeros_and_makes_the_same_cube_again(hele: Kube) -> None:
    tabel = tabel_af_kube(hele)
    assert tabel.schema.equals(KUBESKEMA)
    tal = np.stack([tabel[navn].to_numpy() for navn in ("borgere", *MAAL)])
    assert tal.any(axis=0).all()
    assert kube_af_tabel(tabel, HELE.opsaetning) == hele


def test_no_one_makes_an_empty_cube() -> None:
    tom = talt([], HELE)
    assert (dict(tom.celler), dict(tom.borgere)) == ({}, {})
    assert tabel_af_kube(tom).num_rows == 0
    assert kube_af_tabel(tabel_af_kube(tom), HELE.opsaetning) == tom
    maaned = HELE.opsaetning.maaneder[0]
    hver_for_sig = Maalinger(hent_lov(), historik([]), HELE.opsaetning.valg).maaned(maaned, "nye")
    assert (hver_for_sig.raekker, maaling_af_kube(tom, hent_lov(), maaned, "nye").raekker) == ([], [])


def test_a_municipality_with_no_one_measured_still_has_its_rows() -> None:
    ny = byfolk(1, 1)[0]
    ny["borger"]["kommune"] = "999"
    ny["ydelser"] = []
    kube = talt([*FOLK[:4], ny], FAA)
    raekker = maaling_af_kube(kube, hent_lov(), kube.opsaetning.maaneder[0], "nye").raekker
    assert {raekke["naevner"] for raekke in raekker if raekke["kommune"] == "999"} == {0}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_corrected_cube_is_the_cube_counted_anew(faa: Kube, data: st.DataObject) -> None:
    foer = FOLK[:40]
    efter = data.draw(aendringer(foer, FREMMEDE))
    gamle, nye = ({person["borger"]["borger_id"]: person for person in folk} for folk in (foer, efter))
    aendrede = [id_ for id_ in sorted({*gamle, *nye}) if gamle.get(id_) != nye.get(id_)]
    rettet = ret(
        faa,
        historik([gamle[id_] for id_ in aendrede if id_ in gamle]),
        historik([nye[id_] for id_ in aendrede if id_ in nye]),
    )
    forfra = talt(efter, FAA)
    assert rettet == forfra
    assert rettet.kontrolsum() == forfra.kontrolsum()


def test_the_75_percent_measure_is_corrected_too() -> None:
    spoergsmaal = opgave(dt.date(2026, 6, 1), dt.date(2026, 10, 1))
    kube = talt(FOLK, spoergsmaal)
    for person in FOLK[:12]:
        kube = ret(kube, historik([person]), historik([]))
    assert kube == talt(FOLK[12:], spoergsmaal)
    assert sum(kube.celler.values())[..., MAAL.index("pulje_naevner")].any()


def test_a_correction_leaves_the_cube_it_corrects_as_it_was(faa: Kube) -> None:
    foer = faa.kontrolsum()
    ret(faa, historik(FOLK[:10]), historik(FREMMEDE[:5]))
    assert faa.kontrolsum() == foer


def test_citizens_who_are_not_in_a_cube_cannot_be_taken_out_of_it() -> None:
    with pytest.raises(ValueError, match="not in"):
        ret(talt([], FAA), historik(FOLK[:8]), historik([]))


def test_a_cube_is_asked_about_month_ends_in_order_and_each_once() -> None:
    slut = calendar.day_of(2023, 1, 31)
    for maaneder in ((slut - 1,), (slut, slut), (slut, calendar.day_of(2022, 12, 31))):
        with pytest.raises(ValueError, match="month"):
            Kubeopsaetning(maaneder, REGELSAET, {})


def test_a_month_or_a_rule_set_that_is_not_in_the_cube_has_no_figures(faa: Kube) -> None:
    with pytest.raises(KeyError):
        maaling_af_kube(faa, hent_lov(), calendar.day_of(2021, 1, 31), "nye")
    uden = optael(hent_lov(), historik(FOLK[:4]), replace(FAA, regelsaet=("nye",)).opsaetning)
    with pytest.raises(KeyError):
        uden.opsaetning.plads(Snit(uden.opsaetning.maaneder[0], "gamle"))


def test_rows_of_another_cube_are_refused(faa: Kube) -> None:
    with pytest.raises(ValueError, match="month"):
        kube_af_tabel(tabel_af_kube(faa), opgave(dt.date(2019, 1, 1), dt.date(2022, 1, 1)).opsaetning)
    with pytest.raises(ValueError, match="rule set"):
        kube_af_tabel(tabel_af_kube(faa), replace(FAA, regelsaet=("nye",)).opsaetning)
