"""pandas: the common rule with the courses made once and each month end asked for itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bench.faellesregel import SYGEDAGPENGE, TILBUD, TIMER_EFTER, TIMER_FOER, TIMER_I_ALT, VEJLEDNING, VINDUE, YDELSER
from bench.rivaler.sqltekst import maanedsnumre, svar_af_kolonner
from bench.tal import kontrolsum
from bench.udfoer import gentag

ALDRIG = pd.Timestamp(2200, 1, 1)
SKEL = pd.Timestamp(2023, 3, 22)
EJER = ["borger_id", "ydelse"]


def _nummer(dage: Any) -> Any:
    return dage.dt.year * 12 + dage.dt.month


def _den_foerste(dage: Any) -> Any:
    return (dage.dt.day == 1).astype(int)


def indlaes(flad: str) -> dict[str, pd.DataFrame]:
    """The flat tables in pandas' own memory, codes as categories and dates as datetimes."""
    rammer = {fil.stem: pd.read_parquet(fil) for fil in sorted(Path(flad).glob("*.parquet"))}
    for navn, dage in {"ydelser": ("fra", "til"), "indsatser": ("fra", "til"), "loentimer": ("maaned",)}.items():
        for dag in dage:
            rammer[navn][dag] = pd.to_datetime(rammer[navn][dag]).astype("datetime64[s]").fillna(ALDRIG)
    ydelser = rammer["ydelser"]
    ydelser["ydelse"] = ydelser["ydelse"].map({navn: nr for nr, navn in enumerate(YDELSER)})
    rammer["ydelser"] = ydelser.dropna(subset=["ydelse"])[["borger_id", "ydelse", "fra", "til"]].astype({"ydelse": int})
    rammer["indsatser"]["indsats"] = rammer["indsatser"]["indsats"].astype("category")
    rammer["borgere"]["integrationsprogram"] = rammer["borgere"]["integrationsprogram"].fillna(False).astype(bool)
    rammer["borgere"]["kommune"] = rammer["borgere"]["kommune"].astype(int)
    return rammer


def _forloeb(rammer: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Merged spells with the first and last month each is in the population."""
    borgere = rammer["borgere"].loc[~rammer["borgere"]["integrationsprogram"], ["borger_id", "kommune"]]
    perioder = rammer["ydelser"].merge(borgere, on="borger_id").sort_values([*EJER, "fra", "til"])
    foer = perioder.groupby(EJER)["til"].cummax().groupby([perioder[navn] for navn in EJER]).shift()
    perioder["oe"] = (foer.isna() | (foer < perioder["fra"])).cumsum()
    oeer = perioder.groupby("oe", as_index=False).agg(
        borger_id=("borger_id", "first"),
        ydelse=("ydelse", "first"),
        kommune=("kommune", "first"),
        fra=("fra", "min"),
        til=("til", "max"),
    )
    forrige = oeer.groupby(EJER)["til"].shift()
    hel_maaned = _nummer(oeer["fra"]) - _nummer(forrige) > 1 - _den_foerste(forrige)
    kaede = (forrige.isna() | (oeer["ydelse"] == YDELSER.index(SYGEDAGPENGE)) | hel_maaned).cumsum()
    start = oeer.groupby(kaede)["fra"].transform("min")
    oeer["fra_maaned"] = np.maximum(_nummer(oeer["fra"]), _nummer(start) + VINDUE - _den_foerste(start))
    oeer["til_maaned"] = _nummer(oeer["til"]) - 1
    return oeer


def _tilbud(rammer: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Offers with the first and last month each counts in."""
    alle = rammer["indsatser"]
    vejledning = alle["indsats"] == VEJLEDNING
    egne = alle[alle["indsats"].isin(TILBUD) | (vejledning & (alle["fra"] < SKEL))]
    til = egne["til"].where(egne["indsats"] != VEJLEDNING, egne["til"].clip(upper=SKEL))
    return pd.DataFrame(
        {
            "borger_id": egne["borger_id"],
            "fra_maaned": _nummer(egne["fra"]),
            "til_maaned": _nummer(til) - _den_foerste(til) + VINDUE - 1,
        }
    )


def taelling(rammer: dict[str, pd.DataFrame], numre: list[int]) -> pd.DataFrame:
    forloeb = _forloeb(rammer)
    forloeb = forloeb[(forloeb["fra_maaned"] <= forloeb["til_maaned"]) & (forloeb["til_maaned"] >= min(numre))]
    # Only the measured are asked about further.
    deres = {navn: rammer[navn][rammer[navn]["borger_id"].isin(forloeb["borger_id"])] for navn in rammer}
    tilbud = _tilbud(deres)
    loentimer = deres["loentimer"]
    timer = loentimer[["borger_id", "timer"]].copy()
    timer["maaned"] = _nummer(loentimer["maaned"])
    timer["gamle"] = timer["timer"].where(loentimer["maaned"] + pd.offsets.MonthEnd(0) < SKEL, 0)
    ud = []
    for nummer in numre:
        her = forloeb[(forloeb["fra_maaned"] <= nummer) & (nummer <= forloeb["til_maaned"])]
        ved_tilbud = tilbud.loc[(tilbud["fra_maaned"] <= nummer) & (nummer <= tilbud["til_maaned"]), "borger_id"]
        i_vinduet = timer[(timer["maaned"] <= nummer) & (nummer < timer["maaned"] + VINDUE)]
        sum_ = i_vinduet.groupby("borger_id")[["timer", "gamle"]].sum()
        nok = (
            (sum_["gamle"] >= TIMER_FOER)
            | (sum_["timer"] - sum_["gamle"] >= TIMER_EFTER)
            | (sum_["timer"] >= TIMER_I_ALT)
        )
        aktiv = her["borger_id"].isin(ved_tilbud) | her["borger_id"].isin(sum_.index[nok])
        tal = (~aktiv).groupby([her["kommune"], her["ydelse"]]).agg(["size", "sum"]).reset_index()
        ud.append(tal.assign(maaned=nummer))
    return pd.concat(ud)


def faelles(flad: str, maaneder: list[int], gange: int = 3) -> dict[str, Any]:
    rammer = indlaes(flad)
    numre = maanedsnumre(maaneder)
    tider, ud = gentag(lambda: taelling(rammer, numre), gange)
    svar = svar_af_kolonner(ud["kommune"], ud["ydelse"], ud["maaned"], ud["size"], ud["sum"])
    return {"sekunder": tider, "sum": kontrolsum(svar), "version": pd.__version__}
