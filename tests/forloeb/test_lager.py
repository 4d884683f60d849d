"""The stored form holds what its extract held: same rows, same numbers, same remarks, in both kinds of file."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forloeb.kontraktraekker import Skrivemaade, Udtraek, som_tekst, udtraek
from tests.forloeb.lagerfiler import SLAGS, forskelle, grimme, skriv_lager
from tests.forloeb.udtraek import BORGERE, YDELSER, skriv, som_csv

from rettidig.forloeb import UbrugeligeData, kontrakt, laes_datasaet
from rettidig.forloeb.lager import aabn_lager, byg_lager, datasaet_fra_lager
from rettidig.motor.historik import byg_historik, historik_fra_blok

ISO = Skrivemaade(dt.date.isoformat, ",", {True: "ja", False: "nej"})
FROE = st.integers(0, 10_000)


def arrays(vaerdi: Any, vej: str = "") -> dict[str, Any]:
    """Every leaf of a history by its path."""
    if not dataclasses.is_dataclass(vaerdi):
        return {vej: vaerdi}
    return {
        navn: blad
        for felt in dataclasses.fields(vaerdi)
        for navn, blad in arrays(getattr(vaerdi, felt.name), f"{vej}.{felt.name}").items()
    }


def samme_historik(ene: Any, anden: Any) -> bool:
    venstre, hoejre = arrays(ene), arrays(anden)
    return venstre.keys() == hoejre.keys() and all(ens(blad, hoejre[navn]) for navn, blad in venstre.items())


def ens(ene: Any, anden: Any) -> bool:
    """The same leaf: arrays to the type, texts whatever kind of sequence holds them."""
    if isinstance(ene, np.ndarray):
        return ene.dtype == anden.dtype and np.array_equal(ene, anden)
    if isinstance(ene, Sequence):
        return list(ene) == list(anden)
    return ene is anden


@given(skrevet=udtraek(), slags=st.sampled_from(SLAGS), hukommelse=st.sampled_from([0, 1 << 30]))
@settings(max_examples=25)
def test_an_extract_stored_and_read_again_is_the_same_extract(skrevet: Udtraek, slags: str, hukommelse: int) -> None:
    with tempfile.TemporaryDirectory() as mappe:
        for navn, raekker in skrevet.items():
            tekster = [som_tekst(navn, raekke, ISO) for raekke in raekker]
            (Path(mappe) / f"{navn}.csv").write_text(som_csv(tekster, list(kontrakt().tabeller[navn].kolonner)))
        ventet = laes_datasaet(mappe)
        lager = Path(mappe) / f"lager{slags}"
        byg_lager(mappe, lager, hukommelse=hukommelse, personer_pr_blok=3)
        assert forskelle(laes_datasaet(lager), ventet) == []


@given(froe=FROE, antal=st.integers(1, 12), pr_blok=st.integers(1, 5), slags=st.sampled_from(SLAGS))
def test_ugly_persons_come_out_of_the_store_as_they_went_in(froe: int, antal: int, pr_blok: int, slags: str) -> None:
    data = grimme(froe, antal)
    with tempfile.TemporaryDirectory() as mappe:
        assert forskelle(data, datasaet_fra_lager(skriv_lager(Path(mappe) / f"x{slags}", data, pr_blok))) == []


@given(froe=FROE, antal=st.integers(1, 12), slags=st.sampled_from(SLAGS))
def test_the_history_of_a_block_is_array_for_array_the_history_of_its_rows(froe: int, antal: int, slags: str) -> None:
    data = grimme(froe, antal)
    with tempfile.TemporaryDirectory() as mappe:
        (blok,) = aabn_lager(skriv_lager(Path(mappe) / f"x{slags}", data)).blokke()
        assert samme_historik(byg_historik(data), historik_fra_blok(blok))


@given(froe=FROE, slags=st.sampled_from(SLAGS))
@settings(max_examples=20)
def test_one_person_found_in_the_store_has_the_history_of_that_person_alone(froe: int, slags: str) -> None:
    data = grimme(froe, 9)
    with tempfile.TemporaryDirectory() as mappe:
        lager = aabn_lager(skriv_lager(Path(mappe) / f"x{slags}", data, 4))
        for borger in data.tabeller["borgere"]["borger_id"].to_pylist():
            assert samme_historik(byg_historik(data, borger), historik_fra_blok(lager.find(borger)))


@pytest.mark.parametrize("slags", SLAGS)
@pytest.mark.parametrize("fremmed", ["", "P", "P00003x", "P99999", "Ø"])
def test_a_person_who_is_not_in_the_store_is_not_found(tmp_path: Path, slags: str, fremmed: str) -> None:
    lager = aabn_lager(skriv_lager(tmp_path / f"x{slags}", grimme(1, 9), 4))
    with pytest.raises(KeyError):
        lager.find(fremmed)


@given(froe=FROE, antal=st.integers(1, 20), pr_blok=st.integers(1, 7))
@settings(max_examples=20)
def test_blocks_hold_whole_persons_in_order_and_no_more_than_asked_for(froe: int, antal: int, pr_blok: int) -> None:
    data = grimme(froe, antal)
    with tempfile.TemporaryDirectory() as mappe:
        blokke = list(aabn_lager(skriv_lager(Path(mappe) / "x.arrow", data, pr_blok)).blokke())
    ider = [borger for blok in blokke for borger in blok.ider.to_pylist()]
    assert ider == sorted(data.tabeller["borgere"]["borger_id"].to_pylist())
    assert all(blok.antal == pr_blok for blok in blokke[:-1])
    assert blokke[-1].antal <= pr_blok


def test_the_arrays_of_a_mapped_block_lie_in_the_mapping_and_writing_to_them_never_reaches_the_file(
    tmp_path: Path,
) -> None:
    fil = skriv_lager(tmp_path / "x.arrow", grimme(5, 20))
    foer = fil.read_bytes()
    (blok,) = aabn_lager(fil).blokke()
    historik = historik_fra_blok(blok)
    for array in (historik.ydelser.perioder.offsets, historik.ydelser.perioder.start, historik.samtaler.slags):
        assert not array.flags.owndata
        array[:] = 0
    assert fil.read_bytes() == foer
    assert samme_historik(historik_fra_blok(next(aabn_lager(fil).blokke())), byg_historik(grimme(5, 20)))


@pytest.mark.parametrize("slags", SLAGS)
def test_the_store_remembers_its_report_its_absent_tables_and_the_date_of_its_source(
    tmp_path: Path, slags: str
) -> None:
    mappe = tmp_path / "udtræk"
    mappe.mkdir()
    skriv(mappe, borgere=f"{BORGERE}b3;31-02-1990;766\nb1;1980-01-02;766\n")
    for fil in mappe.iterdir():
        os.utime(fil, (1_700_000_000, 1_700_000_000))
    svar = byg_lager(mappe, tmp_path / f"lager{slags}")
    lager = aabn_lager(tmp_path / f"lager{slags}")
    assert (svar.personer, svar.blokke, svar.stoerrelse) == (2, 1, lager.sti.stat().st_size)
    assert lager.metadata.kildens_dato == svar.kildens_dato
    assert abs((lager.metadata.kildens_dato - dt.date(2023, 11, 14)).days) <= 1  # the day depends on the time zone
    assert lager.fravaerende == laes_datasaet(mappe).fravaerende != ()
    assert lager.rapport.tal == laes_datasaet(mappe).rapport.tal
    assert [fund.tekst() for fund in lager.rapport.fund] == [f.tekst() for f in laes_datasaet(mappe).rapport.fund]


def test_what_looks_like_a_cpr_number_in_a_remark_is_not_stored(tmp_path: Path) -> None:
    mappe = tmp_path / "udtræk"
    mappe.mkdir()
    skriv(mappe, ydelser=f"{YDELSER}b1;310299-9999;2022-01-01;;\n")
    byg_lager(mappe, tmp_path / "lager.arrow")
    assert b"310299" not in (tmp_path / "lager.arrow").read_bytes()
    assert laes_datasaet(tmp_path / "lager.arrow").rapport.fund == laes_datasaet(mappe).rapport.fund


def test_an_extract_without_a_usable_person_makes_an_empty_store(tmp_path: Path) -> None:
    mappe = tmp_path / "udtræk"
    mappe.mkdir()
    skriv(mappe, borgere="borger_id;foedselsdato;kommune\nb1;i går;766\n")
    for slags in SLAGS:
        assert byg_lager(mappe, tmp_path / f"lager{slags}").personer == 0
        assert list(aabn_lager(tmp_path / f"lager{slags}").blokke()) == []
        assert forskelle(laes_datasaet(tmp_path / f"lager{slags}"), laes_datasaet(mappe)) == []


def test_one_kind_of_store_can_be_made_from_the_other(tmp_path: Path) -> None:
    data = grimme(8, 30)
    skriv_lager(tmp_path / "a.arrow", data, 7)
    byg_lager(tmp_path / "a.arrow", tmp_path / "b.parquet")
    byg_lager(tmp_path / "b.parquet", tmp_path / "c.arrow")
    assert forskelle(laes_datasaet(tmp_path / "b.parquet"), data) == []
    assert forskelle(laes_datasaet(tmp_path / "c.arrow"), data) == []
    assert [b.antal for b in aabn_lager(tmp_path / "c.arrow").blokke()] == [7, 7, 7, 7, 2]


def test_the_same_extract_makes_the_same_bytes(tmp_path: Path) -> None:
    mappe = tmp_path / "udtræk"
    mappe.mkdir()
    skriv(mappe)
    for slags in SLAGS:
        byg_lager(mappe, tmp_path / f"a{slags}")
        byg_lager(mappe, tmp_path / f"b{slags}")
        assert (tmp_path / f"a{slags}").read_bytes() == (tmp_path / f"b{slags}").read_bytes()


def test_a_store_is_an_ordinary_file_of_its_kind_with_the_codes_named_in_its_metadata(tmp_path: Path) -> None:
    fil = skriv_lager(tmp_path / "x.parquet", grimme(2, 6), 2)
    arrow = skriv_lager(tmp_path / "x.arrow", grimme(2, 6), 2)
    assert pq.read_table(fil).num_rows == 6
    with pa.memory_map(str(arrow)) as kilde:
        assert pa.ipc.open_file(kilde).read_all().num_rows == 6
    assert pq.ParquetFile(fil).num_row_groups == 3
    assert aabn_lager(fil).metadata.koder["ydelse"][:2] == ("dagpenge", "kontanthjaelp")


def test_a_mapping_is_refused_for_what_is_already_translated(tmp_path: Path) -> None:
    fil = skriv_lager(tmp_path / "x.arrow", grimme(2, 3))
    with pytest.raises(UbrugeligeData, match="udelad kildefilen"):
        laes_datasaet(fil, "fjordvang")
    with pytest.raises(UbrugeligeData, match="udelad kildefilen"):
        byg_lager(fil, tmp_path / "y.arrow", "fjordvang")
