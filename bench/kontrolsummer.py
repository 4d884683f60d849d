"""The same answer by every road, by checksum: plain form, one thread, two threads, corrected cubes, Spark.

Deadlines are summed row by row as CSV in the order of citizens; cubes by their own checksum.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from bench.motormaal import FRISTDAG, SIDSTE_DAG, valg
from bench.saet import Udsnit, maanedsslut
from rettidig.motor.historik import Historik, historik_fra_blok
from rettidig.motor.kuber import Kubeopgave, laeg_sammen, ret
from rettidig.motor.kuber.udsnit import ingen, udvalgte
from rettidig.motor.opgaver import Fristopgave, som_tekst
from rettidig.motor.vaerter.traade import koer
from rettidig.tidslinje import calendar, forms

STIKPROEVE = 1_500
RETTEDE = 500
MAANEDER = 60


def kubeopgave() -> Kubeopgave:
    """The cube over sixty month ends and all three rule sets."""
    slut = maanedsslut(MAANEDER, calendar.to_day(SIDSTE_DAG))
    return Kubeopgave(tuple(calendar.to_date(int(dag)) for dag in slut), valg())


def radsum(tabeller: Iterable[pa.Table]) -> str:
    """sha256 of rows as CSV, whatever tables they came in."""
    sum_ = hashlib.sha256()
    uden_overskrift = pa_csv.WriteOptions(include_header=False)
    for tabel in tabeller:
        ud = pa.BufferOutputStream()
        pa_csv.write_csv(som_tekst(tabel), ud, uden_overskrift)
        sum_.update(ud.getvalue())
    return sum_.hexdigest()


def stikproeve(lager: str, antal: int) -> dict[str, Any]:
    """Evenly spread citizens by the plain form and by the kernels."""
    udsnit = Udsnit(Path(lager), antal)
    dele = []
    pr_blok = -(-STIKPROEVE // udsnit.antal_blokke)
    for blok in udsnit.blokke():
        steder = np.unique(np.linspace(0, blok.antal - 1, pr_blok).astype(np.int64))
        dele.append(udvalgte(historik_fra_blok(blok), steder))
    summer = {}
    for form in (forms.PLAIN, forms.KERNELS):
        os.environ[forms.FORM_SETTING] = form
        summer[form] = _begge(dele)
    return {"summer": {"ren form": summer[forms.PLAIN], "kerner": summer[forms.KERNELS]}, "antal": STIKPROEVE}


def _begge(dele: list[Historik]) -> dict[str, str]:
    opgave, frister = kubeopgave(), Fristopgave(FRISTDAG, valg())
    return {
        "kube": laeg_sammen((opgave.svar(del_) for del_ in dele), opgave.opsaetning).kontrolsum(),
        "frister": radsum(frister.svar(del_) for del_ in dele),
    }


def traade(lager: str, antal: int, traade: int) -> dict[str, Any]:
    """Everyone, by so many threads."""
    udsnit: Any = Udsnit(Path(lager), antal)
    opgave = kubeopgave()
    return {
        "kube": laeg_sammen(koer(udsnit, opgave, traade), opgave.opsaetning).kontrolsum(),
        "frister": radsum(koer(udsnit, Fristopgave(FRISTDAG, valg()), traade)),
    }


def rettede(lager: str, antal: int) -> dict[str, Any]:
    """Everyone, in a cube that began with other facts for some and was then corrected.

    It began with the first block's citizens as they stood a year earlier for some, and without some others.
    """
    udsnit = Udsnit(Path(lager), antal)
    opgave = kubeopgave()
    foerste = historik_fra_blok(udsnit.blok(0))
    aendrede = np.arange(0, foerste.antal, max(1, foerste.antal // RETTEDE), dtype=np.int64)
    uroerte = np.setdiff1d(np.arange(foerste.antal, dtype=np.int64), aendrede)
    tidligere = udvalgte(foerste, aendrede[::2]).kendt(opgave.opsaetning.maaneder[-13])
    tabeller = [opgave.svar(udvalgte(foerste, uroerte)), opgave.svar(tidligere)]
    resten = (opgave.svar(historik_fra_blok(udsnit.blok(nr))) for nr in range(1, udsnit.antal_blokke))
    kube = laeg_sammen([*tabeller, *resten], opgave.opsaetning)
    foer = kube.kontrolsum()
    kube = ret(kube, tidligere, udvalgte(foerste, aendrede[::2]))
    kube = ret(kube, ingen(), udvalgte(foerste, aendrede[1::2]))
    return {"kube": kube.kontrolsum(), "foer": foer, "antal": len(aendrede)}


def spark(parquet: str, master: str) -> dict[str, Any]:
    """Everyone, by Spark over the stored Parquet form."""
    from rettidig.motor.vaerter.spark import koer_i_spark  # pyspark is optional

    opgave = kubeopgave()
    minde = {"spark.driver.memory": "4g"}
    return {
        "kube": laeg_sammen(koer_i_spark(parquet, opgave, master, minde), opgave.opsaetning).kontrolsum(),
        "frister": radsum(koer_i_spark(parquet, Fristopgave(FRISTDAG, valg()), master, minde)),
    }
