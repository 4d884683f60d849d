"""Polars: the common rule as lazy frames over all month ends."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl

from bench.faellesregel import SYGEDAGPENGE, TILBUD, TIMER_EFTER, TIMER_FOER, TIMER_I_ALT, VEJLEDNING, VINDUE, YDELSER
from bench.rivaler.sqltekst import maanedsnumre, svar_af_kolonner
from bench.tal import kontrolsum
from bench.udfoer import gentag

ALDRIG = dt.date(2200, 1, 1)
SKEL = dt.date(2023, 3, 22)


def _nummer(dag: str) -> pl.Expr:
    return pl.col(dag).dt.year().cast(pl.Int32) * 12 + pl.col(dag).dt.month().cast(pl.Int32)


def _foerste_i_maaneden(dag: str) -> pl.Expr:
    return (pl.col(dag).dt.day() == 1).cast(pl.Int32)


def indlaes(flad: str) -> dict[str, pl.DataFrame]:
    """The flat tables in Polars' own memory, codes as small numbers."""
    rammer = {fil.stem: pl.read_parquet(fil) for fil in sorted(Path(flad).glob("*.parquet"))}
    plads = {navn: nr for nr, navn in enumerate(YDELSER)}
    return {
        "borgere": rammer["borgere"].select(
            "borger_id", pl.col("kommune").cast(pl.Int16), pl.col("integrationsprogram").fill_null(False)
        ),
        "ydelser": rammer["ydelser"].select(
            "borger_id",
            pl.col("ydelse").replace_strict(plads, default=None, return_dtype=pl.Int8),
            "fra",
            pl.col("til").fill_null(ALDRIG),
        ),
        "indsatser": rammer["indsatser"].select(
            "borger_id", pl.col("indsats").cast(pl.Categorical), "fra", pl.col("til").fill_null(ALDRIG)
        ),
        "loentimer": rammer["loentimer"].select("borger_id", "maaned", "timer"),
    }


def _population(rammer: dict[str, pl.DataFrame], foerste: int, sidste: int) -> pl.LazyFrame:
    ejer = ["borger_id", "ydelse"]
    med = rammer["borgere"].lazy().filter(~pl.col("integrationsprogram"))
    perioder = (
        rammer["ydelser"].lazy().drop_nulls("ydelse").join(med, on="borger_id", how="semi").sort(*ejer, "fra", "til")
    )
    foer = pl.col("til").cum_max().shift(1).over(ejer)
    oeer = (
        perioder.with_columns(oe=(foer.is_null() | (foer < pl.col("fra"))).cum_sum())
        .group_by([*ejer, "oe"], maintain_order=True)
        .agg(pl.col("fra").min(), pl.col("til").max())
    )
    med_forrige = oeer.with_columns(forrige=pl.col("til").shift(1).over(ejer))
    hel_maaned = _nummer("fra") - _nummer("forrige") > 1 - _foerste_i_maaneden("forrige")
    brud = pl.col("forrige").is_null() | (pl.col("ydelse") == YDELSER.index(SYGEDAGPENGE)) | hel_maaned
    forloeb = med_forrige.with_columns(kaede=brud.cum_sum()).with_columns(start=pl.col("fra").min().over("kaede"))
    return (
        forloeb.select(
            *ejer,
            maaned=pl.int_ranges(
                pl.max_horizontal(
                    _nummer("fra"), _nummer("start") + VINDUE - _foerste_i_maaneden("start"), pl.lit(foerste)
                ),
                pl.min_horizontal(_nummer("til"), pl.lit(sidste + 1)),
                dtype=pl.Int32,
            ),
        )
        .filter(pl.col("maaned").list.len() > 0)
        .explode("maaned")
    )


def _aktive(rammer: dict[str, pl.DataFrame], foerste: int, sidste: int) -> pl.LazyFrame:
    vejledning = pl.col("indsats") == VEJLEDNING
    tilbud = (
        rammer["indsatser"]
        .lazy()
        .filter(pl.col("indsats").is_in(TILBUD) | (vejledning & (pl.col("fra") < SKEL)))
        .with_columns(til=pl.when(vejledning).then(pl.min_horizontal("til", pl.lit(SKEL))).otherwise("til"))
        .select(
            "borger_id",
            maaned=pl.int_ranges(
                pl.max_horizontal(_nummer("fra"), pl.lit(foerste)),
                pl.min_horizontal(_nummer("til") - _foerste_i_maaneden("til") + VINDUE, pl.lit(sidste + 1)),
                dtype=pl.Int32,
            ),
        )
        .filter(pl.col("maaned").list.len() > 0)
        .explode("maaned")
    )
    gammel = pl.col("maaned").dt.month_end() < SKEL
    timer = (
        rammer["loentimer"]
        .lazy()
        .select(
            "borger_id",
            "timer",
            gamle=pl.when(gammel).then("timer").otherwise(0),
            maaned=pl.int_ranges(
                pl.max_horizontal(_nummer("maaned"), pl.lit(foerste)),
                pl.min_horizontal(_nummer("maaned") + VINDUE, pl.lit(sidste + 1)),
                dtype=pl.Int32,
            ),
        )
        .filter(pl.col("maaned").list.len() > 0)
        .explode("maaned")
        .group_by("borger_id", "maaned")
        .agg(pl.col("timer").sum(), pl.col("gamle").sum())
        .filter(
            (pl.col("gamle") >= TIMER_FOER)
            | (pl.col("timer") - pl.col("gamle") >= TIMER_EFTER)
            | (pl.col("timer") >= TIMER_I_ALT)
        )
        .select("borger_id", "maaned")
    )
    return pl.concat([tilbud, timer]).unique().with_columns(aktiv=pl.lit(True))


def taelling(rammer: dict[str, pl.DataFrame], foerste: int, sidste: int) -> pl.DataFrame:
    population = _population(rammer, foerste, sidste).collect()
    maalte = population.select("borger_id").unique()
    # Only the measured are asked about further.
    deres = {
        navn: ramme if navn in {"borgere", "ydelser"} else ramme.join(maalte, on="borger_id", how="semi")
        for navn, ramme in rammer.items()
    }
    return (
        population.lazy()
        .join(_aktive(deres, foerste, sidste), on=["borger_id", "maaned"], how="left")
        .join(rammer["borgere"].lazy().select("borger_id", "kommune"), on="borger_id")
        .group_by("kommune", "ydelse", "maaned")
        .agg(naevner=pl.len(), taeller=pl.col("aktiv").is_null().sum())
        .collect()
    )


def faelles(flad: str, maaneder: list[int], gange: int = 3) -> dict[str, Any]:
    rammer = indlaes(flad)
    numre = maanedsnumre(maaneder)
    tider, ud = gentag(lambda: taelling(rammer, min(numre), max(numre)), gange)
    svar = svar_af_kolonner(*(ud[navn].to_numpy() for navn in ("kommune", "ydelse", "maaned", "naevner", "taeller")))
    return {"sekunder": tider, "sum": kontrolsum(svar), "version": pl.__version__}
