"""Cubes from the command line: counted, corrected, counted anew and read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.forloeb.lagerfiler import skriv_lager
from tests.motor.kuber.kubefolk import byfolk
from tests.motor.sammenligning import Person, som_datasaet, som_tabeller

from rettidig.motor.kuber import aabn_kube

FOLK = byfolk(17, 60)


def lager(sti: Path, personer: list[Person]) -> Path:
    return skriv_lager(sti, som_datasaet(som_tabeller(personer)), 25)


@pytest.fixture
def kube(koer: Koer, tmp_path: Path) -> Path:
    lager(tmp_path / "by.arrow", FOLK)
    fil = tmp_path / "kube.parquet"
    svar = koer("kuber", "lav", tmp_path / "by.arrow", "--fra", "2023-01-01", "--til", "2023-12-31", "--ud", fil)
    assert (svar.kode, "60 borgere" in svar.ud) == (0, True)
    return fil


@pytest.mark.parametrize("spoergsmaal", [["--pr", "2023-05-31"], ["--aar", "2023"]])
def test_a_cube_answers_as_the_data_it_was_counted_from(
    koer: Koer, kube: Path, tmp_path: Path, spoergsmaal: list[str]
) -> None:
    for regelsaet in ("gaeldende", "nye"):
        ord_ = [*spoergsmaal, "--regelsaet", regelsaet, "--format", "json"]
        af_data, af_kube = (
            koer(*kommando, *ord_).objekt for kommando in (["maalinger", tmp_path / "by.arrow"], ["kuber", "vis", kube])
        )
        assert af_kube["raekker"] == af_data["raekker"]
        assert af_kube["forbehold"] == af_data["forbehold"]


def test_an_extract_and_a_store_make_the_same_figures(koer: Koer, by: Path, tmp_path: Path) -> None:
    assert koer("lager", by, "--ud", tmp_path / "by.parquet").kode == 0
    kuber = []
    for navn, data in (("a", by), ("b", tmp_path / "by.parquet")):
        ud = tmp_path / f"{navn}.parquet"
        svar = koer(
            "kuber", "lav", data, "--fra", "2022-06-01", "--til", "2023-12-01", "--ud", ud, "--regelsaet", "nye"
        )
        assert svar.kode == 0
        kuber.append(aabn_kube(ud).kube)
    assert kuber[0] == kuber[1]
    assert kuber[0].opsaetning.regelsaet == ("nye",)


def test_a_cube_corrected_for_a_new_extract_is_the_cube_of_that_extract(koer: Koer, kube: Path, tmp_path: Path) -> None:
    nye = lager(tmp_path / "ny.arrow", [*FOLK[5:], *(byfolk(99, 64)[60:])])
    svar = koer("kuber", "ret", kube, "--foer", tmp_path / "by.arrow", "--efter", nye)
    assert (svar.kode, "9 borgere" in svar.ud) == (0, True)
    forfra = tmp_path / "forfra.parquet"
    assert koer("kuber", "lav", nye, "--fra", "2023-01-01", "--til", "2023-12-31", "--ud", forfra).kode == 0
    assert aabn_kube(kube) == aabn_kube(forfra)


def test_a_cube_is_only_corrected_from_the_data_it_rests_on(koer: Koer, kube: Path, tmp_path: Path) -> None:
    andet = lager(tmp_path / "andet.arrow", FOLK[3:])
    foer = kube.read_bytes()
    for ord_ in (["ret", kube, "--foer", andet, "--efter", tmp_path / "by.arrow"], ["genberegn", kube, andet]):
        svar = koer("kuber", *ord_)
        assert (svar.kode, len(svar.fejl.strip().splitlines())) == (2, 1)
        assert "by.arrow" in svar.fejl
    assert kube.read_bytes() == foer


def test_a_law_that_has_not_changed_leaves_the_cube_alone(koer: Koer, kube: Path, tmp_path: Path) -> None:
    foer = kube.read_bytes()
    svar = koer("kuber", "genberegn", kube, tmp_path / "by.arrow")
    assert (svar.kode, "36 snit" in svar.ud) == (0, True)
    assert kube.read_bytes() == foer


def test_a_cube_by_another_engine_is_counted_anew_before_it_is_used(
    koer: Koer, kube: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = aabn_kube(kube).kube
    from rettidig.motor.kuber import genberegning

    monkeypatch.setattr(genberegning, "motorstempel", lambda: "en anden")
    svar = koer("kuber", "vis", kube, "--pr", "2023-05-31")
    assert (svar.kode, "genberegn" in svar.fejl) == (2, True)
    svar = koer("kuber", "genberegn", kube, tmp_path / "by.arrow")
    assert (svar.kode, "36 af 36" in svar.ud) == (0, True)
    assert aabn_kube(kube).kube == before
    assert koer("kuber", "vis", kube, "--pr", "2023-05-31").kode == 0


@pytest.mark.parametrize(
    ("ord_", "fejl"),
    [
        (["vis", "{kube}", "--pr", "2021-05-31"], "2021"),
        (["vis", "{kube}", "--pr", "2023-05-30"], "2023-05-31"),
        (["vis", "{kube}"], "--aar"),
        (["vis", "{kube}", "--pr", "2023-05-31", "--regelsaet", "andre"], "gaeldende"),
        (["vis", "{mappe}/by.arrow", "--pr", "2023-05-31"], "by.arrow"),
        (["vis", "{mappe}/mangler.parquet", "--pr", "2023-05-31"], "findes ikke"),
        (
            ["lav", "{mappe}/by.arrow", "--fra", "2023-05-01", "--til", "2023-01-01", "--ud", "{mappe}/x.parquet"],
            "2023",
        ),
        (
            ["lav", "{mappe}/by.arrow", "--fra", "2023-01-01", "--til", "2023-05-01", "--ud", "{mappe}/x.csv"],
            ".parquet",
        ),
        (
            ["lav", "{mappe}/by.arrow", "--fra", "2012-01-01", "--til", "2023-05-01", "--ud", "{mappe}/x.parquet"],
            "2012",
        ),
        (
            ["lav", "{mappe}/intet", "--fra", "2023-01-01", "--til", "2023-05-01", "--ud", "{mappe}/x.parquet"],
            "findes ikke",
        ),
        (["ret", "{kube}", "--foer", "{mappe}/by.arrow", "--efter", "{mappe}/intet"], "findes ikke"),
    ],
    ids=lambda led: " ".join(led[:3]) if isinstance(led, list) else str(led),
)
def test_what_cannot_be_answered_is_one_sentence_and_nothing_is_written(
    koer: Koer, kube: Path, tmp_path: Path, ord_: list[str], fejl: str
) -> None:
    foer = kube.read_bytes()
    svar = koer("kuber", *(led.format(kube=kube, mappe=tmp_path) for led in ord_))
    assert (svar.kode, svar.ud) == (2, "")
    assert fejl in svar.fejl.strip().splitlines()[-1]
    assert sorted(sti.name for sti in tmp_path.iterdir()) == ["by.arrow", "kube.parquet"]
    assert kube.read_bytes() == foer
