"""What stands between a question and Spark is one clear sentence, in both languages, said before anything is begun."""

from __future__ import annotations

import socket
import stat
import sys
from pathlib import Path

import pytest
from tests.forloeb.lagerfiler import grimme, skriv_lager

from rettidig.forloeb import UbrugeligeData
from rettidig.motor.vaerter.spark import aabn_til_spark, kontroller_maal
from rettidig.motor.vaerter.sparkfejl import Sparkfejl, oversat
from rettidig.motor.vaerter.sparksession import kontroller_java, kontroller_master, sparksession
from rettidig.sprog import paa_sprog


def java(hjem: Path, siger: str, kode: int = 0) -> str:
    """A Java of another version: it says which, and no more."""
    fil = hjem / "bin" / "java"
    fil.parent.mkdir(parents=True)
    fil.write_text(f"#!/bin/sh\necho '{siger}' >&2\nexit {kode}\n")
    fil.chmod(fil.stat().st_mode | stat.S_IXUSR)
    return str(hjem)


@pytest.mark.parametrize(
    "master", ["", "local[0]", "local[", "lokalt", "spark://", "spark://vaert", "http://vaert:7077", "spark://a:1,b"]
)
def test_what_is_no_master_is_refused_with_those_that_are(master: str) -> None:
    with pytest.raises(Sparkfejl, match=r"local\[2\].*spark://") as fejl:
        kontroller_master(master)
    assert fejl.value.kode == "ukendt_master"


@pytest.mark.parametrize("master", ["local", "local[2]", "local[*]", "local[2,4]", "yarn", "k8s://https://vaert:443"])
def test_a_master_that_cannot_be_knocked_on_is_left_to_spark(master: str) -> None:
    kontroller_master(master)


def test_a_cluster_where_nobody_answers_is_told_at_once() -> None:
    with socket.socket() as optaget:
        optaget.bind(("127.0.0.1", 0))  # bound and not listening: nobody else can answer there
        with pytest.raises(Sparkfejl, match="svarer"):
            kontroller_master(f"spark://127.0.0.1:{optaget.getsockname()[1]}")


def test_one_of_several_masters_is_enough() -> None:
    with socket.socket() as optaget, socket.create_server(("127.0.0.1", 0)) as aaben:
        optaget.bind(("127.0.0.1", 0))
        kontroller_master(f"spark://127.0.0.1:{optaget.getsockname()[1]},127.0.0.1:{aaben.getsockname()[1]}")


def test_no_java_is_told_with_the_way_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(Sparkfejl, match="openjdk-17"):
        kontroller_java()
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Sparkfejl, match="openjdk-17"), sparksession("local[2]"):
        pass


def test_a_java_that_does_not_run_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", java(tmp_path, "no such luck", 1))
    with pytest.raises(Sparkfejl) as fejl:
        kontroller_java()
    assert fejl.value.kode == "mangler_java"


@pytest.mark.parametrize(
    ("siger", "fundet"), [('java version "1.8.0_292"', "8"), ('openjdk version "11.0.2" 2019', "11")]
)
def test_a_java_that_is_too_old_is_told_by_its_version(
    siger: str, fundet: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", java(tmp_path, siger))
    with pytest.raises(Sparkfejl, match=f"Java {fundet};"):
        kontroller_java()


def test_a_newer_java_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", java(tmp_path, 'openjdk version "25" 2025-09-16'))
    assert kontroller_java() == tmp_path / "bin" / "java"


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(Sparkfejl, match="rettidig\\[spark\\]"), sparksession("local[2]"):
        pass
    with paa_sprog("en"), pytest.raises(Sparkfejl, match="is not installed"), sparksession("local[2]"):
        pass


def test_a_mapped_store_and_a_folder_of_files_are_refused_with_the_form_spark_reads(tmp_path: Path) -> None:
    for fil in (skriv_lager(tmp_path / "by.arrow", grimme(1, 10)), tmp_path):
        with pytest.raises(Sparkfejl, match="parquet"):
            aabn_til_spark(fil)
    with pytest.raises(UbrugeligeData, match="findes ikke"):
        aabn_til_spark(tmp_path / "ingen.parquet")


def test_nothing_but_an_answer_from_spark_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "mit.txt").write_text("mit")
    for optaget in (tmp_path, tmp_path / "mit.txt"):
        with pytest.raises(Sparkfejl, match="findes og er ikke"):
            kontroller_maal(optaget)
    kontroller_maal(tmp_path / "ny")


@pytest.mark.parametrize(
    ("besked", "kode"),
    [
        ("Job 3 cancelled because SparkContext was shut down", "klyngen_forsvandt"),
        ("Application has been killed. Reason: All masters are unresponsive! Giving up.", "klyngen_forsvandt"),
        ("ExecutorLostFailure (executor 1 exited caused by one of the running tasks)", "arbejderne_forsvandt"),
        ("java.io.IOException: No space left on device", "disk_fuld"),
        ("could not verify page integrity, CRC checksum verification failed", "lageret_er_beskadiget"),
        ("PythonException:\nTraceback\n  File x\nZeroDivisionError: division by zero", "gav_op"),
    ],
)
def test_what_spark_says_becomes_one_sentence(besked: str, kode: str) -> None:
    fejl = oversat(besked, "spark://vaert:7077")
    assert isinstance(fejl, Sparkfejl)
    assert (fejl.kode, "\n" in str(fejl)) == (kode, False)
    assert "spark://vaert:7077" in str(fejl)
