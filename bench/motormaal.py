"""What the engine is measured on; every function here runs in a process of its own (``bench.proces``)."""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from bench import faellesregel
from bench.saet import Udsnit, maanedsslut
from bench.tal import Svar, kontrolsum, svar_af
from bench.udfoer import gentag
from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.historik import Historik, historik_fra_blok
from rettidig.motor.kuber import Kubeopgave, laeg_sammen
from rettidig.motor.opgaver import Fristopgave, Fundopgave, Opgave, Refusionsopgave
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Days, Longs, Timeline

SIDSTE_DAG = dt.date(2025, 12, 31)
FRISTDAG = dt.date(2024, 5, 31)
HELE_REGLEN, FAELLES_REGEL = "hele", "faelles"
T = TypeVar("T")


def valg() -> dict[str, str]:
    """Every switch at its default."""
    return {navn: indgang.standard for navn, indgang in hent_lov().valg.valg.items()}


def over_blokke(udsnit: Udsnit, arbejde: Callable[[Historik], T], traade: int) -> Iterator[T]:
    """One block after another, or so many at a time; each is opened, answered and let go."""

    def besvar(nummer: int) -> T:
        return arbejde(historik_fra_blok(udsnit.blok(nummer)))

    if traade == 1:
        yield from map(besvar, range(udsnit.antal_blokke))
        return
    with ThreadPoolExecutor(traade) as folk:
        yield from folk.map(besvar, range(udsnit.antal_blokke))


def tael(bestand: Timeline, aktive: Timeline, kommune: Longs, ydelse: Longs, maaneder: Days) -> Svar:
    """Denominators and numerators per municipality, benefit and month end, from what the timelines say of the days."""
    koder, plads = np.unique(kommune * 100 + ydelse, return_inverse=True)
    noegle = plads.reshape(-1)

    def antal(tidslinje: Timeline) -> Longs:
        return op.count_on(tidslinje, noegle[tidslinje.owner_of_entries()], len(koder), maaneder)

    i_alt = antal(bestand)
    raekker = np.empty((len(koder), len(maaneder), 5), dtype=np.int64)
    raekker[:, :, 0] = (koder // 100)[:, None]
    raekker[:, :, 1] = (koder % 100)[:, None]
    raekker[:, :, 2] = maaneder
    raekker[:, :, 3] = i_alt
    raekker[:, :, 4] = i_alt - antal(op.intersect(bestand, aktive))
    flade = raekker.reshape(-1, 5)
    return flade[flade[:, 3] > 0]


def _blok_hele(historik: Historik, maaneder: Days, regelsaet: str = "gaeldende") -> Svar:
    fokus = Fokusmaal(hent_lov(), historik, valg())
    kommune = np.array(historik.borgere.kommune).astype(np.int64)[fokus.person]
    return tael(fokus.bestand.unvalued(), fokus.aktive(regelsaet), kommune, fokus.ydelse.astype(np.int64), maaneder)


def _blok_faelles(historik: Historik, maaneder: Days) -> Svar:
    person, ydelse, bestand = faellesregel.bestand(historik)
    kommune = np.array(historik.borgere.kommune).astype(np.int64)[person]
    return tael(bestand, faellesregel.aktive(historik).take(person), kommune, ydelse, maaneder)


def fokusmaal_svar(udsnit: Udsnit, maaneder: Days, regel: str, traade: int) -> Svar:
    """Fokusmål 1 by municipality, benefit and month end over all blocks."""
    blok = _blok_hele if regel == HELE_REGLEN else _blok_faelles
    return svar_af(np.concatenate(list(over_blokke(udsnit, lambda historik: blok(historik, maaneder), traade))))


def fokusmaal(lager: str, antal: int, maaneder: int, regel: str, traade: int = 1, svarfil: str = "") -> dict[str, Any]:
    """Fokusmål 1 over so many month ends, warm from the mapped file."""
    udsnit = Udsnit(Path(lager), antal)
    slut = maanedsslut(maaneder, calendar.to_day(SIDSTE_DAG))
    blok = _blok_hele if regel == HELE_REGLEN else _blok_faelles
    blok(historik_fra_blok(udsnit.blok(0)), slut)
    tider, svar = gentag(lambda: fokusmaal_svar(udsnit, slut, regel, traade))
    if svarfil:
        np.save(svarfil, svar)
    return {"sekunder": tider, "sum": kontrolsum(svar), "raekker": len(svar)}


def alle_regler(lager: str, antal: int, traade: int = 1) -> dict[str, Any]:
    """Every coded rule at one date over all blocks, answered as the contract's columns, and each part for itself.

    The deadlines, both focus goals of the month end, the reimbursement week of the day, and the findings.
    """
    udsnit = Udsnit(Path(lager), antal)
    dele: dict[str, Opgave] = {
        "frister": Fristopgave(FRISTDAG, valg()),
        "fokusmaal": Kubeopgave((FRISTDAG,), valg(), ("gaeldende",)),
        "refusion": Refusionsopgave(FRISTDAG, FRISTDAG),
        "fund": Fundopgave(FRISTDAG, valg(), "da"),
    }
    pr_del = dict.fromkeys(dele, 0.0)
    raekker = dict.fromkeys(dele, 0)

    def blok(historik: Historik) -> None:
        for navn, opgave in dele.items():
            start = time.thread_time()
            raekker[navn] += opgave.svar(historik).num_rows
            pr_del[navn] += time.thread_time() - start

    def alt() -> None:
        pr_del.update(dict.fromkeys(dele, 0.0))
        raekker.update(dict.fromkeys(dele, 0))
        deque(over_blokke(udsnit, blok, traade), maxlen=0)

    blok(historik_fra_blok(udsnit.blok(0)))
    tider, _ = gentag(alt)
    return {"sekunder": tider, "dele": pr_del, "raekker": raekker}


def kube(lager: str, antal: int, maaneder: int, traade: int = 1) -> dict[str, Any]:
    """The whole cube (both focus goals, three rule sets, the 75 % pool) over so many month ends."""
    udsnit = Udsnit(Path(lager), antal)
    slut = maanedsslut(maaneder, calendar.to_day(SIDSTE_DAG))
    opgave = Kubeopgave(tuple(calendar.to_date(int(dag)) for dag in slut), valg())
    opgave.svar(historik_fra_blok(udsnit.blok(0)))
    tider, samlet = gentag(lambda: laeg_sammen(over_blokke(udsnit, opgave.svar, traade), opgave.opsaetning))
    return {"sekunder": tider, "celler": len(samlet.celler)}
