"""An extract read in parts gives the rows and the report of reading it whole, by every road."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from tests.forloeb.lagerfiler import forskelle
from tests.forloeb.udtraek import BORGERE, YDELSER, skriv

from rettidig.demo import lav_demo
from rettidig.forloeb import Datasaet, UbrugeligeData, laes_datasaet, skema
from rettidig.forloeb.lager import byg_lager
from rettidig.forloeb.lager.udtraeksstroem import STOERSTE_FIL, FraDatasaet, Udtraeksstroem, aabn_udtraek

DATA = Path(__file__).parent.parent / "data" / "forloeb"
VEJE = {"a table at a time": STOERSTE_FIL, "a range of persons at a time": 0}


def samlet(stroem: Udtraeksstroem) -> Datasaet:
    """The parts put together again."""
    dele: dict[str, list[pa.Table]] = {}
    for navn, arrow in stroem.dele():
        dele.setdefault(navn, []).append(arrow)
    rapport = stroem.rapport()
    tabeller = {
        navn: pa.concat_tables(dele.get(navn, []) or [skema(navn).empty_table()]).combine_chunks()
        for navn in rapport.tal
    }
    return Datasaet(tabeller, stroem.fravaerende, rapport)


@pytest.mark.parametrize("vej", VEJE)
@pytest.mark.parametrize("snavs", [0.0, 0.3])
def test_a_spoilt_town_read_in_parts_is_the_same_town(tmp_path: Path, vej: str, snavs: float) -> None:
    lav_demo(300, "766", dt.date(2021, 1, 1), dt.date(2023, 12, 31), tmp_path / "d", seed=7, snavs=snavs)
    (tmp_path / "d" / "indsatser.csv").unlink()
    stroem = aabn_udtraek(tmp_path / "d", stoerste_fil=VEJE[vej])
    assert stroem.fravaerende == ("indsatser",)
    assert forskelle(samlet(stroem), laes_datasaet(tmp_path / "d")) == []


@pytest.mark.parametrize("vej", VEJE)
def test_one_file_that_feeds_two_tables_is_accounted_for_once(tmp_path: Path, vej: str) -> None:
    mappe = shutil.copytree(DATA / "fjordvang", tmp_path / "udtraek")
    with (mappe / "AKTIVITET.csv").open("a", encoding="cp1252", newline="") as fil:
        fil.write("990;F-100;X;101;01.01.2023;31.12.9999;;;;;\r\nafbrudt;F-100\r\n")
    hel = laes_datasaet(mappe, "fjordvang")
    assert forskelle(samlet(aabn_udtraek(mappe, "fjordvang", stoerste_fil=VEJE[vej])), hel) == []


def test_rows_of_nobody_and_rows_that_cannot_be_split_are_set_aside_as_in_the_whole(tmp_path: Path) -> None:
    fremmede = "a;kontanthjaelp;2022-01-01;;jobparat\n;dagpenge;2022-01-02;;\nb1;x\nfor;mange;led;i;den;her\n"
    skriv(tmp_path, ydelser=YDELSER + fremmede, borgere=f"{BORGERE}b3;;350\n", andet="x;y\n1;2\n")
    assert forskelle(samlet(aabn_udtraek(tmp_path)), laes_datasaet(tmp_path)) == []


def test_a_stored_form_and_a_data_set_are_given_out_as_they_are(tmp_path: Path) -> None:
    lav_demo(200, "766", dt.date(2021, 1, 1), dt.date(2022, 12, 31), tmp_path / "d", seed=3)
    hel = laes_datasaet(tmp_path / "d")
    byg_lager(tmp_path / "d", tmp_path / "by.arrow", personer_pr_blok=60)
    assert forskelle(samlet(aabn_udtraek(tmp_path / "by.arrow")), hel) == []
    assert forskelle(samlet(FraDatasaet(hel)), hel) == []


def test_what_cannot_be_used_is_refused_as_it_is_whole(tmp_path: Path) -> None:
    def grund(laes: object) -> str:
        with pytest.raises(UbrugeligeData) as fejl:
            laes()  # type: ignore[operator]
        return str(fejl.value)

    skriv(tmp_path, ydelser="borger_id;fra\nb1;2022-01-01\n")
    assert grund(lambda: samlet(aabn_udtraek(tmp_path))) == grund(lambda: laes_datasaet(tmp_path))
    (tmp_path / "ydelser.csv").unlink()
    assert grund(lambda: aabn_udtraek(tmp_path)) == grund(lambda: laes_datasaet(tmp_path))
