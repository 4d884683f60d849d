"""One citizen's facts are the same, whether they are read from an extract, alone or with all, or from the store."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forloeb.lagerfiler import SLAGS, grimme, skriv_lager
from tests.forloeb.test_lager import samme_historik

from rettidig.forloeb import Datasaet, kontrakt
from rettidig.forloeb.lager import aabn_lager
from rettidig.motor.historik import byg_historik
from rettidig.motor.historikkilder import Blokkilde, Borgerkilde

FROE = st.integers(0, 10_000)


def kun(data: Datasaet, borger: str) -> Datasaet:
    tabeller = {navn: t.filter(pc.equal(t["borger_id"], borger)) for navn, t in data.tabeller.items()}
    return Datasaet(tabeller, data.fravaerende, data.rapport)


def ider(data: Datasaet) -> list[str]:
    fundne: list[str] = data.tabeller["borgere"]["borger_id"].to_pylist()
    return fundne


def alle_vaerdier(kilde: Borgerkilde | Blokkilde) -> dict[tuple[str, str], list[Any]]:
    tabeller = kontrakt().tabeller.items()
    navne = {tabel: [navn for navn in (*spec.kolonner, "raekke") if navn != "borger_id"] for tabel, spec in tabeller}
    return {(tabel, navn): kilde.vaerdier(tabel, navn) for tabel, egne in navne.items() for navn in egne}


@given(froe=FROE)
@settings(max_examples=25)
def test_a_citizen_asked_for_alone_has_the_history_of_an_extract_with_no_one_else(froe: int) -> None:
    data = grimme(froe, 6)
    for borger in ider(data):
        assert samme_historik(byg_historik(data, borger), byg_historik(kun(data, borger)))


@given(froe=FROE, slags=st.sampled_from(SLAGS))
@settings(max_examples=15)
def test_every_registered_value_is_the_same_from_the_extract_and_from_the_store(froe: int, slags: str) -> None:
    data = grimme(froe, 6)
    with tempfile.TemporaryDirectory() as mappe:
        lager = aabn_lager(skriv_lager(Path(mappe) / f"x{slags}", data, 4))
        for borger in ider(data):
            fra_lageret = alle_vaerdier(Blokkilde(lager.find(borger)))
            assert fra_lageret == alle_vaerdier(Borgerkilde(data.tabeller, borger))


def test_a_citizen_who_is_not_there_is_not_found() -> None:
    with pytest.raises(KeyError, match="X9"):
        byg_historik(grimme(1, 3), "X9")
