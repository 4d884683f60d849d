"""One citizen: explained with a full trace, and corrected in the cubes of the whole; and what rivals take for one."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.motormaal import FRISTDAG, SIDSTE_DAG, over_blokke, valg
from bench.saet import Udsnit, maanedsslut
from rettidig.forloeb.lager import aabn_lager
from rettidig.motor.forklar import forklar as forklar_borger
from rettidig.motor.historik import historik_fra_blok
from rettidig.motor.kuber import Kubeopgave, laeg_sammen, ret
from rettidig.motor.kuber.udsnit import udvalgte
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar

BORGERE = 60
ET_AAR = 12


def forklar(lager: str, antal: int) -> dict[str, Any]:
    """The median over many citizens of the tree alone, of the tree as text, and of the finding of the citizen."""
    udsnit, aabent, lov, sat = Udsnit(Path(lager), antal), aabn_lager(Path(lager)), hent_lov(), valg()
    dag = calendar.to_day(FRISTDAG)
    ider = udsnit.blok(0).ider
    valgte = [ider[nr].as_py() for nr in range(0, len(ider), max(1, len(ider) // BORGERE))][:BORGERE]
    forklar_borger(lov, aabent, valgte[0], dag, sat).som_tekst()
    trae, tekst, fundet, stoerrelser = [], [], [], []
    for borger in valgte:
        start = time.perf_counter()
        aabent.find(borger)
        fundet.append(time.perf_counter() - start)
        start = time.perf_counter()
        forklaring = forklar_borger(lov, aabent, borger, dag, sat)
        trae.append(time.perf_counter() - start)
        stoerrelser.append(len(forklaring.som_tekst().splitlines()))
        tekst.append(time.perf_counter() - start)
    midt = statistics.median
    return {
        "sekunder": trae,
        "trae": midt(trae) - midt(fundet),
        "tekst": midt(tekst) - midt(trae),
        "fundet": midt(fundet),
        "borgere": len(valgte),
        "linjer": midt(stoerrelser),
    }


def ret_borger(lager: str, antal: int, maaneder: int = 60) -> dict[str, Any]:
    """A citizen whose last year of facts is taken back, corrected in the cube of them all."""
    udsnit = Udsnit(Path(lager), antal)
    slut = maanedsslut(maaneder, calendar.to_day(SIDSTE_DAG))
    opgave = Kubeopgave(tuple(calendar.to_date(int(dag)) for dag in slut), valg())
    hele = laeg_sammen(over_blokke(udsnit, opgave.svar, 1), opgave.opsaetning)
    historik = historik_fra_blok(udsnit.blok(0))
    foer_dag = int(slut[-1 - min(ET_AAR, maaneder - 1)])
    skridt = max(1, historik.antal // BORGERE)
    tider = []
    for nummer in range(0, historik.antal, skridt):
        foer = udvalgte(historik, np.array([nummer], dtype=np.int64))
        efter = foer.kendt(foer_dag)
        start = time.perf_counter()
        ret(hele, foer, efter)
        tider.append(time.perf_counter() - start)
    tider = tider[1:]
    return {"sekunder": tider, "median": statistics.median(tider), "celler": len(hele.celler), "borgere": len(tider)}
