"""What the tests of Spark ask about: a town of twenty thousand, its store, and a question."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from rettidig.demo import lav_demo
from rettidig.forloeb.lager import Lager, aabn_lager, byg_lager
from rettidig.motor.opgaver import Fristopgave, som_tekst
from rettidig.motor.vaerter import traade
from rettidig.regler.indlaes import hent_lov

BORGERE = 20_000
PR_BLOK = 2_048
# Small machines and short runs: less compiling in Java, no more memory than the town asks for.
HURTIGT = {
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.memory": "512m",
    "spark.sql.codegen.wholeStage": "false",
}


@dataclass(frozen=True)
class Sparkland:
    """A town with some bad rows, as an extract and as a store on Parquet, and what threads answer of it."""

    udtraek: Path
    lager: Lager
    opgave: Fristopgave
    svar: pa.Table


def lav_sparkland(mappe: Path) -> Sparkland:
    """Make it in a folder."""
    lav_demo(BORGERE, "766", dt.date(2022, 1, 1), dt.date(2023, 12, 31), mappe / "udtraek", snavs=0.01)
    byg_lager(mappe / "udtraek", mappe / "by.parquet", personer_pr_blok=PR_BLOK)
    lager = aabn_lager(mappe / "by.parquet")
    opgave = fristopgave()
    return Sparkland(mappe / "udtraek", lager, opgave, traadenes_svar(lager, opgave))


def fristopgave() -> Fristopgave:
    """Every obligation on a day."""
    return Fristopgave(dt.date(2023, 5, 31), {navn: valg.standard for navn, valg in hent_lov().valg.valg.items()})


def traadenes_svar(lager: Lager, opgave: Fristopgave) -> pa.Table:
    """What the threads of this process answer, texts plain."""
    return pa.concat_tables([som_tekst(tabel) for tabel in traade.koer(lager, opgave)]).combine_chunks()


def kontrolsum(tabel: pa.Table) -> str:
    """A checksum of the rows in order."""
    tekst = hashlib.sha256()
    for kolonne in tabel.columns:
        for vaerdi in kolonne.to_pylist():
            tekst.update(repr(vaerdi).encode())
    return tekst.hexdigest()
