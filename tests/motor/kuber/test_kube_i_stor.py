"""Twenty thousand people of the synthetic country: one checksum, however the cube is made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from tests.forloeb.lagerfiler import skriv_lager
from tests.motor.kuber.kubefolk import opgave

from rettidig.demo import lav_land
from rettidig.forloeb import laes_datasaet
from rettidig.forloeb.lager import Lager, aabn_lager
from rettidig.motor.historik import Historik, byg_historik, historik_fra_blok
from rettidig.motor.kuber import Kube, Kubemaalinger, laeg_sammen, optael, ret
from rettidig.motor.kuber.udsnit import udvalgte
from rettidig.motor.maaling import Maalinger
from rettidig.motor.vaerter.traade import koer
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import kernels, operations, plain

ANDEL = 0.0095
SPOERGSMAAL = opgave(dt.date(2021, 1, 1), dt.date(2025, 12, 1))


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("land")
    lav_land(mappe / "land", andel=ANDEL, seed=7)
    skriv_lager(mappe / "land.arrow", laes_datasaet(mappe / "land"), 6_000)
    return mappe


@pytest.fixture(scope="module")
def alle(land: Path) -> Historik:
    return byg_historik(laes_datasaet(land / "land"))


@pytest.fixture(scope="module")
def lager(land: Path) -> Lager:
    return aabn_lager(land / "land.arrow")


@pytest.fixture(scope="module")
def reference(alle: Historik) -> Kube:
    with operations.use(plain):
        return optael(hent_lov(), alle, SPOERGSMAAL.opsaetning)


def test_the_compiled_form_counts_what_the_reference_counts(alle: Historik, reference: Kube) -> None:
    assert alle.antal > 20_000
    with operations.use(kernels):
        assert optael(hent_lov(), alle, SPOERGSMAAL.opsaetning).kontrolsum() == reference.kontrolsum()


@pytest.mark.parametrize("traade", [1, 2])
def test_the_threads_over_the_store_count_what_the_reference_counts(lager: Lager, reference: Kube, traade: int) -> None:
    assert lager.antal_blokke > traade
    kube = laeg_sammen(koer(lager, SPOERGSMAAL, traade), SPOERGSMAAL.opsaetning)
    assert kube.kontrolsum() == reference.kontrolsum()


def test_a_cube_corrected_into_being_is_the_reference(alle: Historik, reference: Kube) -> None:
    """Half are counted, and corrected for some who never were and for the other half, and then for the wrong ones."""
    lige, ulige = np.arange(0, alle.antal, 2), np.arange(1, alle.antal, 2)
    fremmede = udvalgte(alle, lige[:500])
    with operations.use(kernels):
        kube = optael(hent_lov(), udvalgte(alle, lige), SPOERGSMAAL.opsaetning)
        kube = ret(kube, udvalgte(alle, ulige[:0]), fremmede)
        kube = ret(kube, fremmede, udvalgte(alle, ulige))
    assert kube.kontrolsum() == reference.kontrolsum()


def test_single_citizens_taken_out_and_put_in_leave_the_cube_as_it_was(alle: Historik, reference: Kube) -> None:
    kube = reference
    enkelte = [udvalgte(alle, np.array([nr])) for nr in range(0, alle.antal, alle.antal // 40)]
    ingen = udvalgte(alle, np.empty(0, dtype=np.int64))
    for en in enkelte:
        kube = ret(kube, en, ingen)
    assert kube.borgere != reference.borgere
    for en in enkelte:
        kube = ret(kube, ingen, en)
    assert kube.kontrolsum() == reference.kontrolsum()


def test_the_measures_of_the_cube_are_those_of_the_citizens(alle: Historik, reference: Kube) -> None:
    optalt, af_kube = Maalinger(hent_lov(), alle, SPOERGSMAAL.valg), Kubemaalinger(reference, hent_lov())
    for aar, regelsaet in ((2021, "gamle"), (2023, "gaeldende"), (2024, "nye")):
        assert af_kube.aar(aar, regelsaet) == optalt.aar(aar, regelsaet)


def test_the_blocks_of_the_store_are_the_histories_of_the_extract(lager: Lager, alle: Historik) -> None:
    ider = [id_ for blok in lager.blokke() for id_ in historik_fra_blok(blok).borgere.ider]
    assert ider == list(alle.borgere.ider)
