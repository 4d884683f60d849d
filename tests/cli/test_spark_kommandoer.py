"""``--motor spark``: the same answer to the byte, and one sentence where it cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.forloeb.lagerfiler import grimme, skriv_lager
from tests.forloeb.udtraek import skriv

MASTER = ("--motor", "spark", "--master", "local[2]")
DAG = ("--pr", "2023-05-31", "--format", "csv")


def test_a_store_built_and_answered_from_in_spark_answers_as_one_built_here(
    koer: Koer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # short runs, little compiling
    (tmp_path / "udtraek").mkdir()
    data = str(skriv(tmp_path / "udtraek"))
    her, der = str(tmp_path / "her.parquet"), str(tmp_path / "der")
    assert koer("lager", data, "--ud", her).kode == 0
    bygget = koer("lager", data, "--ud", der, *MASTER)
    assert (bygget.kode, bygget.fejl) == (0, ""), bygget.fejl
    svar = koer("frister", der, *DAG, *MASTER)
    assert svar.kode == 0, svar.fejl
    assert "Spark (local[2])" in svar.fejl
    assert svar.ud == koer("frister", her, *DAG).ud
    assert {sti.name for sti in tmp_path.iterdir()} == {"udtraek", "her.parquet", "der"}


@pytest.mark.parametrize(
    ("indstillinger", "sagt"),
    [
        (("--motor", "sprak"), "spark"),
        (("--master", "local[2]"), "--motor spark"),
        (("--motor", "spark", "--master", "lokalt"), "ikke en Spark-master"),
        ((*MASTER, "--borger", "b1"), "--borger"),
        ((*MASTER, "--kilde", "kontrakt"), "udelad kildefilen"),
    ],
)
def test_options_spark_cannot_follow_are_told(
    indstillinger: tuple[str, ...], sagt: str, koer: Koer, tmp_path: Path
) -> None:
    lager = skriv_lager(tmp_path / "by.parquet", grimme(1, 5))
    svar = koer("frister", str(lager), *DAG, *indstillinger)
    assert svar.kode != 0
    assert sagt in svar.fejl
    assert len(svar.fejl.strip().splitlines()) == 1


def test_a_flat_extract_is_answered_with_how_to_make_a_store(koer: Koer, tmp_path: Path) -> None:
    svar = koer("frister", str(skriv(tmp_path)), *DAG, *MASTER)
    assert svar.kode != 0
    assert "rettidig lager" in svar.fejl
