"""The explanation is the same from an extract and from the stored form, and names the offers that really activate."""

from __future__ import annotations

from datetime import date
from functools import reduce
from pathlib import Path

import numpy as np
import pytest
from tests.forloeb.lagerfiler import SLAGS, skriv_lager
from tests.motor.sammenligning import folk, som_datasaet, som_historik, som_tabeller, standardvalg

from rettidig.forloeb.lager import aabn_lager
from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.forklar import KanIkkeForklares, forklar
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import to_day

LOV = hent_lov()
FROE = 771
DAG, MAANEDSSLUTNING = to_day(date(2024, 9, 15)), to_day(date(2023, 5, 31))


@pytest.mark.parametrize("slags", SLAGS)
def test_forklaringen_er_den_samme_fra_udtraek_og_lager(tmp_path: Path, slags: str) -> None:
    data = som_datasaet(som_tabeller(folk(FROE, 20)))
    lager = aabn_lager(skriv_lager(tmp_path / f"x{slags}", data, 7))
    for borger in data.tabeller["borgere"]["borger_id"].to_pylist():
        for dag in (DAG, MAANEDSSLUTNING):
            assert forklar(LOV, lager, borger, dag, {}) == forklar(LOV, data, borger, dag, {})


def test_en_borger_der_ikke_er_paa_lageret_kan_ikke_forklares(tmp_path: Path) -> None:
    lager = aabn_lager(skriv_lager(tmp_path / "x.arrow", som_datasaet(som_tabeller(folk(FROE, 3))), 2))
    with pytest.raises(KanIkkeForklares, match="X9"):
        forklar(LOV, lager, "X9", DAG, {})


@pytest.mark.parametrize("form", ["", "plain"])
def test_forklaringen_siger_hvilken_form_der_regnede(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("RETTIDIG_FORM", form)
    data = som_datasaet(som_tabeller(folk(FROE, 1)))
    (borger,) = data.tabeller["borgere"]["borger_id"].to_pylist()
    assert forklar(LOV, data, borger, DAG, {}).form == "plain"


def test_hvert_tilbud_alene_aktiverer_tilsammen_det_samme_som_alle() -> None:
    for en in folk(FROE, 60):
        maal = Fokusmaal(LOV, som_historik([en]), standardvalg(LOV))
        raekker = maal.historik.indsatser.perioder.row.tolist()
        for regelsaet in REGELSAET:
            sammen = maal.ved_tilbud(regelsaet)
            ender = sorted({*sammen.start.tolist(), *sammen.end.tolist()})
            for dag in [dag + skridt for dag in ender for skridt in (-1, 0)]:
                alene = (maal.med_kun(raekke).ved_tilbud(regelsaet).covers(dag) for raekke in raekker)
                ingen = np.zeros(sammen.owners, dtype=np.bool_)
                assert np.array_equal(reduce(np.logical_or, alene, ingen), sammen.covers(dag))
