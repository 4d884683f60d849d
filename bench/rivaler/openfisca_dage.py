"""OpenFisca: the common rule over day vectors, one array of all persons per day, as its way of thinking asks for.

Inputs are a truth value per person and day for each benefit, for offers and for guidance before the split, and the
wage hours of each month. Variables by month stand on them: whether any day of the month, and every day of it, is held.
A course has lasted twelve months when no month of the window is empty and the course reaches back to its first day.
Persons are taken so many at a time, for every day costs memory of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
import pyarrow.parquet as pq
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.faellesregel import (
    SKEL,
    SYGEDAGPENGE,
    TILBUD,
    TIMER_EFTER,
    TIMER_FOER,
    TIMER_I_ALT,
    VEJLEDNING,
    VINDUE,
    YDELSER,
)
from bench.rivaler.sqltekst import maanedsnumre, svar_af_kolonner
from bench.tal import kontrolsum
from bench.udfoer import gentag
from rettidig.tidslinje import calendar

PERSONER_AD_GANGEN = 20_000
Vektor = npt.NDArray[Any]


def _maaned(nummer: int) -> Period:
    aar, maaned = divmod(nummer - 1, 12)
    return Period((DateUnit.MONTH, Instant((aar, maaned + 1, 1)), 1))


def _dag(dag: int) -> Period:
    dato = calendar.to_date(dag)
    return Period((DateUnit.DAY, Instant((dato.year, dato.month, dato.day)), 1))


def _nummer(periode: Period) -> int:
    return int(periode.start.year) * 12 + int(periode.start.month)


def _dagene(periode: Period) -> list[Period]:
    """The days of a month."""
    aar, maaned = divmod(_nummer(periode) - 1, 12)
    foerste = calendar.day_of(aar, maaned + 1, 1)
    return [_dag(dag) for dag in range(foerste, calendar.month_end(foerste) + 1)]


def _variabel(navn: str, slags: type, enhed: DateUnit, person: Any, formel: Callable[..., Any] | None = None) -> Any:
    felter: dict[str, Any] = {"value_type": slags, "entity": person, "definition_period": enhed, "label": navn}
    if formel is not None:
        felter["formula"] = formel
    return type(navn, (Variable,), felter)


def _nogen_dag(navn: str) -> Callable[..., Any]:
    def formula(person: Any, period: Period) -> Any:
        return np.logical_or.reduce([person(navn, dag) for dag in _dagene(period)])

    return formula


def _alle_dage(navn: str) -> Callable[..., Any]:
    def formula(person: Any, period: Period) -> Any:
        return np.logical_and.reduce([person(navn, dag) for dag in _dagene(period)])

    return formula


def _maalt(navn: str) -> Callable[..., Any]:
    """On benefit on the month's last day, in a course that has lasted the whole window."""
    afbrydes_af_alt = navn == SYGEDAGPENGE

    def formula(person: Any, period: Period) -> Any:
        nu = _nummer(period)
        vindue = [_maaned(nr) for nr in range(nu - VINDUE + 1, nu + 1)]
        if afbrydes_af_alt:
            return np.logical_and.reduce([person(f"alle_dage_{navn}", maaned) for maaned in vindue])
        uden_hul = np.logical_and.reduce([person(f"nogen_dag_{navn}", maaned) for maaned in vindue])
        fra_foerste_dag = person(navn, _dagene(vindue[0])[0]) | person(f"nogen_dag_{navn}", _maaned(nu - VINDUE))
        return uden_hul & fra_foerste_dag & person(navn, _dagene(period)[-1])

    return formula


def _aktiv(person: Any, period: Period) -> Vektor:
    nu = _nummer(period)
    vindue = [_maaned(nr) for nr in range(nu - VINDUE + 1, nu + 1)]
    gamle = [maaned for maaned in vindue if calendar.to_day(_sidste(maaned)) < SKEL]
    alle_timer = sum(person("loentimer", maaned) for maaned in vindue)
    gamle_timer = sum((person("loentimer", maaned) for maaned in gamle), np.zeros_like(alle_timer))
    ved_tilbud = np.logical_or.reduce([person("nogen_dag_tilbud", maaned) for maaned in vindue])
    nok = (gamle_timer >= TIMER_FOER) | (alle_timer - gamle_timer >= TIMER_EFTER) | (alle_timer >= TIMER_I_ALT)
    return np.asarray(ved_tilbud | nok)


def _sidste(maaned: Period) -> dt.date:
    return calendar.to_date(calendar.month_end(calendar.day_of(maaned.start.year, maaned.start.month, 1)))


def system() -> TaxBenefitSystem:
    """The country model: one entity, the inputs, and the variables of the rule."""
    person = build_entity(key="person", plural="personer", label="person", is_person=True)
    model = TaxBenefitSystem([person])
    for navn in (*YDELSER, "tilbud"):
        model.add_variable(_variabel(navn, bool, DateUnit.DAY, person))
        model.add_variable(_variabel(f"nogen_dag_{navn}", bool, DateUnit.MONTH, person, _nogen_dag(navn)))
    model.add_variable(_variabel(f"alle_dage_{SYGEDAGPENGE}", bool, DateUnit.MONTH, person, _alle_dage(SYGEDAGPENGE)))
    for navn in YDELSER:
        model.add_variable(_variabel(f"maalt_{navn}", bool, DateUnit.MONTH, person, _maalt(navn)))
    model.add_variable(_variabel("loentimer", int, DateUnit.MONTH, person))
    model.add_variable(_variabel("aktiv", bool, DateUnit.MONTH, person, _aktiv))
    return model


def indlaes(flad: str) -> dict[str, dict[str, Vektor]]:
    """The flat tables as plain arrays, sorted by person."""
    mappe = Path(flad)
    borgere = pq.read_table(mappe / "borgere.parquet")
    ud = {
        "borgere": {
            "kommune": borgere["kommune"].to_numpy().astype(np.int64),
            "ude": borgere["integrationsprogram"].fill_null(False).to_numpy(),
        }
    }
    for tabel, kode in (("ydelser", "ydelse"), ("indsatser", "indsats")):
        raekker = pq.read_table(mappe / f"{tabel}.parquet", columns=["borger_id", kode, "fra", "til"])
        ud[tabel] = {
            "person": raekker["borger_id"].to_numpy(),
            "kode": np.array(raekker[kode].to_pylist(), dtype=np.str_),
            "fra": raekker["fra"].cast("int32").to_numpy(),
            "til": pc.fill_null(raekker["til"].cast("int32"), calendar.OPEN_END).to_numpy(),
        }
    timer = pq.read_table(mappe / "loentimer.parquet", columns=["borger_id", "maaned", "timer"])
    maaneder = timer["maaned"].cast("int32").to_numpy()
    ud["loentimer"] = {
        "person": timer["borger_id"].to_numpy(),
        "maaned": np.array(maanedsnumre(maaneder.tolist()), dtype=np.int64),
        "timer": timer["timer"].to_numpy(),
    }
    return ud


def _dagvektorer(spells: dict[str, Vektor], valgte: Vektor, personer: range, dage: range) -> Vektor:
    """Truth values [day, person] from the chosen spells of these persons: +1 and -1 at the ends, added up."""
    her = valgte & (spells["person"] >= personer.start) & (spells["person"] < personer.stop)
    hver = spells["person"][her] - personer.start
    trin = np.zeros((len(dage) + 1, len(personer)), dtype=np.int16)
    np.add.at(trin, (np.clip(spells["fra"][her], dage.start, dage.stop) - dage.start, hver), 1)
    np.add.at(trin, (np.clip(spells["til"][her], dage.start, dage.stop) - dage.start, hver), -1)
    return np.asarray(trin.cumsum(axis=0)[:-1] > 0)


def _saet_ind(simulation: Any, tabeller: dict[str, dict[str, Vektor]], personer: range, numre: list[int]) -> None:
    foer = numre[0] - VINDUE
    foerste = _dagene(_maaned(foer))[0].start
    dage = range(calendar.day_of(foerste.year, foerste.month, 1), calendar.to_day(_sidste(_maaned(numre[-1]))) + 1)
    perioder = [_dag(dag) for dag in dage]
    ydelser, indsatser, timer = tabeller["ydelser"], tabeller["indsatser"], tabeller["loentimer"]
    for navn in YDELSER:
        vektorer = _dagvektorer(ydelser, ydelser["kode"] == navn, personer, dage)
        for periode, vektor in zip(perioder, vektorer, strict=True):
            simulation.set_input(navn, periode, vektor)
    tilbud = _dagvektorer(indsatser, np.isin(indsatser["kode"], TILBUD), personer, dage)
    vejledning = _dagvektorer(indsatser, indsatser["kode"] == VEJLEDNING, personer, dage)
    vejledning[max(0, SKEL - dage.start) :] = False
    for periode, vektor in zip(perioder, tilbud | vejledning, strict=True):
        simulation.set_input("tilbud", periode, vektor)
    for nummer in range(foer, numre[-1] + 1):
        her = timer["maaned"] == nummer
        her &= (timer["person"] >= personer.start) & (timer["person"] < personer.stop)
        vektor = np.bincount(timer["person"][her] - personer.start, timer["timer"][her], len(personer))
        simulation.set_input("loentimer", _maaned(nummer), vektor.astype(np.int32))


def taelling(model: TaxBenefitSystem, tabeller: dict[str, dict[str, Vektor]], numre: list[int]) -> Vektor:
    kommune, ude = tabeller["borgere"]["kommune"], tabeller["borgere"]["ude"]
    raekker = []
    for fra in range(0, len(kommune), PERSONER_AD_GANGEN):
        personer = range(fra, min(fra + PERSONER_AD_GANGEN, len(kommune)))
        simulation = SimulationBuilder().build_default_simulation(model, len(personer))
        _saet_ind(simulation, tabeller, personer, numre)
        koder, plads = np.unique(kommune[personer.start : personer.stop], return_inverse=True)
        med = ~ude[personer.start : personer.stop]
        for nummer in numre:
            aktiv = simulation.calculate("aktiv", _maaned(nummer))
            for ydelse, navn in enumerate(YDELSER):
                maalt = simulation.calculate(f"maalt_{navn}", _maaned(nummer)) & med
                naevner = np.bincount(plads[maalt], minlength=len(koder))
                taeller = np.bincount(plads[maalt & ~aktiv], minlength=len(koder))
                felter = (koder, np.full(len(koder), ydelse), np.full(len(koder), nummer), naevner, taeller)
                raekker.append(np.column_stack(felter))
    return np.concatenate(raekker)


def faelles(flad: str, maaneder: list[int], gange: int = 3) -> dict[str, Any]:
    tabeller, model, numre = indlaes(flad), system(), maanedsnumre(maaneder)
    tider, ud = gentag(lambda: taelling(model, tabeller, numre), gange)
    svar = svar_af_kolonner(*ud.T)
    return {"sekunder": tider, "sum": kontrolsum(svar), "version": version("openfisca-core")}
