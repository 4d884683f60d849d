"""Spark SQL on this machine alone: the same query as DuckDB's, over tables held in Spark's memory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyspark
from pyspark.sql import SparkSession

from bench.rivaler.sqltekst import faelles_sql, svar_af_raekker
from bench.tal import kontrolsum
from bench.udfoer import gentag


def session(traade: int) -> SparkSession:
    """A session on so many threads of this machine, which says nothing on its own."""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    bygger = (
        SparkSession.builder.master(f"local[{traade}]")
        .appName("rettidig-bench")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "8g")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", str(4 * traade))
        .config("spark.log.level", "ERROR")
    )
    return bygger.getOrCreate()


def faelles(flad: str, maaneder: list[int], traade: int = 2, gange: int = 3) -> dict[str, Any]:
    spark = session(traade)
    for fil in sorted(Path(flad).glob("*.parquet")):
        tabel = spark.read.parquet(str(fil)).cache()
        tabel.count()
        tabel.createOrReplaceTempView(fil.stem)

    def sql(valgte: list[int]) -> str:
        return faelles_sql(lambda dag: f"last_day({dag})", lambda fra, til: f"explode(sequence({fra}, {til}))", valgte)

    spark.sql(sql(maaneder[-1:])).collect()  # Java's own warming up, which the other rivals have none of
    tider, raekker = gentag(lambda: spark.sql(sql(maaneder)).collect(), gange)
    svar = svar_af_raekker(tuple(raekke) for raekke in raekker)
    spark.stop()
    return {"sekunder": tider, "sum": kontrolsum(svar), "version": pyspark.__version__}
