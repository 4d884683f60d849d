"""Spark on the cores of this machine gives the answers, and the stores, that one process gives."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from tests.forloeb.udtraek import skriv
from tests.motor.vaerter.sparkland import HURTIGT, Sparkland, kontrolsum, lav_sparkland

from rettidig.forloeb import Rapport, UbrugeligeData
from rettidig.forloeb.kilde import laes_kilde
from rettidig.forloeb.lager import aabn_lager, byg_lager
from rettidig.motor.kuber import Kubeopgave, laeg_sammen
from rettidig.motor.vaerter import traade
from rettidig.motor.vaerter.spark import aabn_til_spark, svar_i_orden, svar_i_spark
from rettidig.motor.vaerter.spark_lager import byg_i
from rettidig.motor.vaerter.sparkfejl import Sparkfejl, fejl_hos_driveren
from rettidig.motor.vaerter.sparkmappe import aabn_lagermappe
from rettidig.motor.vaerter.sparkraa import Udtraek
from rettidig.motor.vaerter.sparksession import sparksession

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local[2]"


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Sparkland:
    return lav_sparkland(tmp_path_factory.mktemp("land"))


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    with sparksession(MASTER, HURTIGT) as session:
        yield session


def byg(spark: SparkSession, udtraek: Path, ud: Path, stykke: int = 1 << 24) -> Rapport:
    ud.parent.mkdir()
    nyt = ud.parent / "nyt"
    nyt.mkdir()
    return byg_i(spark, Udtraek(udtraek, laes_kilde(None), nyt, stykke), ud, None)[-1]


def ny_mappe(tmp_path: Path) -> Path:
    mappe = tmp_path / "udtraek"
    mappe.mkdir()
    return mappe


def personer(lager: Path) -> pa.Table:
    poster = aabn_lagermappe(lager).personer() if lager.is_dir() else (b.personer for b in aabn_lager(lager).blokke())
    return pa.Table.from_batches(poster).combine_chunks()


def test_spark_answers_what_threads_answer_in_the_same_order(spark: SparkSession, land: Sparkland) -> None:
    svar = svar_i_orden(spark, aabn_til_spark(land.lager.sti), land.opgave)
    assert svar.equals(land.svar)
    assert kontrolsum(svar) == kontrolsum(land.svar)


def test_the_work_is_shared_among_several_parts(spark: SparkSession, land: Sparkland) -> None:
    assert svar_i_spark(spark, aabn_til_spark(land.lager.sti), land.opgave).rdd.getNumPartitions() > 2


def test_cubes_counted_in_spark_add_up_to_those_threads_count(spark: SparkSession, land: Sparkland) -> None:
    maaned = dt.date(2023, 5, 31)
    opgave = Kubeopgave.for_perioden(maaned, maaned, land.opgave.valg, ("gaeldende",))
    her = laeg_sammen(traade.koer(land.lager, opgave), opgave.opsaetning)
    der = laeg_sammen([svar_i_orden(spark, aabn_til_spark(land.lager.sti), opgave)], opgave.opsaetning)
    assert len(her.celler)
    assert der == her
    assert der.kontrolsum() == her.kontrolsum()


def test_a_store_built_in_spark_has_the_rows_the_findings_and_the_answers_of_one_built_here(
    spark: SparkSession, land: Sparkland, tmp_path: Path
) -> None:
    mappe = tmp_path / "arbejde" / "mappe"
    rapport = byg(spark, land.udtraek, mappe, stykke=1 << 20)
    assert personer(mappe).equals(personer(land.lager.sti))
    assert rapport.tal == land.lager.rapport.tal
    assert Counter(rapport.fund) == Counter(land.lager.rapport.fund)
    assert Counter(aabn_lagermappe(mappe).metadata.rapport().fund) == Counter(land.lager.rapport.fund)
    assert svar_i_orden(spark, aabn_til_spark(mappe), land.opgave).equals(land.svar)


def test_ugly_files_are_judged_in_spark_as_they_are_here(spark: SparkSession, tmp_path: Path) -> None:
    ydelser = [f"P{nummer % 700},dagpenge,2022-01-{1 + nummer % 28:02d},," for nummer in range(3_000)]
    ydelser[17] = "P17,dagpenge,2022-01-05,,,for,mange,felter"
    ydelser[23] = "ukendt,dagpenge,2022-01-05,,"
    ydelser[29] = ",dagpenge,2022-01-05,,"
    borgere = [f"P{nummer},1980-01-01,766" for nummer in range(700)] + ["P3,1980-01-01,766", ",1980-01-01,766"]
    # A quote that is never closed: the pieces read so far must be thrown away.
    samtaler = [f"P{nummer % 700},2022-02-{1 + nummer % 28:02d},jobsamtale,fysisk,afholdt" for nummer in range(2_000)]
    samtaler[1_700] = 'P1,2022-02-02,"jobsamtale,fysisk,afholdt'
    udtraek = skriv(
        ny_mappe(tmp_path),
        borgere="\n".join(["borger_id,foedselsdato,kommune", *borgere]),
        ydelser="\n".join(["borger_id,ydelse,fra,til,ekstra", *ydelser]),
        samtaler="\n".join(["borger_id,dato,slags,form,status", *samtaler]),
        uvedkommende="a\n1\n",
    )
    her = byg_lager(udtraek, tmp_path / "her.parquet")
    mappe = tmp_path / "arbejde" / "mappe"
    rapport = byg(spark, udtraek, mappe, stykke=4_096)
    assert personer(mappe).equals(personer(tmp_path / "her.parquet"))
    assert rapport.tal == her.rapport.tal
    assert Counter(rapport.fund) == Counter(her.rapport.fund)


def test_parquet_files_are_shared_among_the_workers_and_keep_their_row_numbers(
    spark: SparkSession, land: Sparkland, tmp_path: Path
) -> None:
    udtraek = ny_mappe(tmp_path)
    for navn in ("borgere", "ydelser", "indsatser"):
        tabel = pacsv.read_csv(land.udtraek / f"{navn}.csv", parse_options=pacsv.ParseOptions(delimiter=";"))
        tekster = pa.table({kolonne: tabel[kolonne].cast(pa.string()) for kolonne in tabel.column_names})
        pq.write_table(tekster.slice(0, 5_000), udtraek / f"{navn}.parquet", row_group_size=600)
    her = byg_lager(udtraek, tmp_path / "her.parquet")
    mappe = tmp_path / "arbejde" / "mappe"
    rapport = byg(spark, udtraek, mappe)
    assert personer(mappe).equals(personer(tmp_path / "her.parquet"))
    assert Counter(rapport.fund) == Counter(her.rapport.fund)


def test_a_missing_column_is_told_in_the_readers_own_sentence(spark: SparkSession, tmp_path: Path) -> None:
    udtraek = skriv(ny_mappe(tmp_path), ydelser="x\n1\n")
    with pytest.raises(UbrugeligeData) as her:
        byg_lager(udtraek, tmp_path / "her.parquet")
    with pytest.raises(UbrugeligeData) as der, fejl_hos_driveren(MASTER):
        byg(spark, udtraek, tmp_path / "arbejde" / "mappe")
    assert str(der.value) == str(her.value)


def test_a_damaged_page_is_found_and_not_answered_from(spark: SparkSession, land: Sparkland, tmp_path: Path) -> None:
    skadet = tmp_path / "skadet.parquet"
    indhold = bytearray(land.lager.sti.read_bytes())
    midt = land.lager.metadata.blokke[4]
    sted = (midt.fra + midt.til) // 2
    indhold[sted] ^= 0xFF
    skadet.write_bytes(indhold)
    with pytest.raises(Sparkfejl, match="beskadiget"), fejl_hos_driveren(MASTER):
        svar_i_orden(spark, aabn_til_spark(skadet), land.opgave)


def test_a_damaged_folder_is_refused_before_spark_begins(spark: SparkSession, tmp_path: Path) -> None:
    mappe = tmp_path / "arbejde" / "mappe"
    byg(spark, skriv(ny_mappe(tmp_path)), mappe)
    fil = next(mappe.glob("*.parquet"))
    indhold = bytearray(fil.read_bytes())
    indhold[len(indhold) // 2] ^= 0xFF
    fil.write_bytes(indhold)
    with pytest.raises(UbrugeligeData, match="beskadiget"):
        list(aabn_lagermappe(mappe).personer())
    fil.unlink()
    with pytest.raises(UbrugeligeData, match="beskadiget"):
        aabn_til_spark(mappe)
