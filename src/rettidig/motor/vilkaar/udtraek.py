"""Facts of an act taken from an extract: group, age, time on benefit, the talk's number, what is registered that day.

What the act states itself wins; where the extract says otherwise, the difference is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rettidig.forloeb import Datasaet
from rettidig.motor.forklaring.sag import Borgerfakta, Sag
from rettidig.motor.grundlag import taellende_samtaler
from rettidig.motor.vilkaar.fakta import Vaerdi
from rettidig.motor.vilkaar.handling import Handling
from rettidig.regler.former.fakta import HANDLINGSDATO, Handlingstype
from rettidig.regler.former.grundform import Timetal
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, UKENDT_GRUPPE
from rettidig.regler.former.tabeller import Samtaleformregel, Situation
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY

FORMREGEL = "lab.33.samtaleform"
DAG_FOR: Mapping[Handlingstype, str] = {"samtaleform": "samtale.dato", "sanktion": "sanktion.forseelse"}
"""The day on which the citizen is looked at; for all other acts the day of the decision."""
VEJLEDNING, HOERING = "vejledning_givet", "partshoering_sendt"
FORMVALG, FORMFRAVIGELSE = "oensket_samtaleform", "samtaleform_fraveget"
"""What the citizen chose from the day of the event, and why the talk of that day is held in another form."""
FLEST_MAANEDER = 120
SEKS_MAANEDER = 6


@dataclass(frozen=True, slots=True)
class Afvigelse:
    """A fact that the act states otherwise than the extract."""

    faktum: str
    oplyst: Vaerdi
    udtraek: Vaerdi


def med_udtraek(
    lov: Regelsaet, handling: Handling, data: Datasaet, valg: Mapping[str, str]
) -> tuple[Handling, tuple[str, ...], tuple[Afvigelse, ...]]:
    """The act with what the extract tells of its citizen, the names of the facts taken, and where the two differ.

    Raises ``KeyError`` for a citizen who is not there and ``ValueError`` when the act names none.
    """
    if handling.borger_id is None:
        raise ValueError("the act names no citizen")
    dato = handling.fakta.get(DAG_FOR.get(handling.slags, HANDLINGSDATO))
    if not isinstance(dato, dt.date):
        return handling, (), ()
    sag = Sag(lov, Borgerfakta.find(data, handling.borger_id), handling.borger_id, calendar.to_day(dato), dict(valg))
    fundet = dict(_fakta(sag, handling))
    samlet = {**fundet, **handling.fakta}
    forskelle = tuple(
        Afvigelse(navn, handling.fakta[navn], vaerdi)
        for navn, vaerdi in fundet.items()
        if navn in handling.fakta and handling.fakta[navn] != vaerdi
    )
    taget = tuple(navn for navn in fundet if navn not in handling.fakta)
    return replace(handling, fakta=samlet), taget, forskelle


def _fakta(sag: Sag, handling: Handling) -> Iterator[tuple[str, Vaerdi]]:
    dag = sag.dag
    yield "borger.alder", _hele_aar(dt.date.fromisoformat(sag.borgerraekke["foedselsdato"]), calendar.to_date(dag))
    if sag.borgerraekke["erhvervsuddannelse"] is not None:
        yield "borger.erhvervsuddannelse", bool(sag.borgerraekke["erhvervsuddannelse"])
    visitationer = {r["visitation"] for r in sag.alle("ydelser") if _daekker(r, dag) and r["visitation"] is not None}
    if len(visitationer) == 1:
        yield "borger.visitation", visitationer.pop()
    gruppe, forloeb = _gruppe(sag)
    if gruppe is None:
        return
    yield "borger.maalgruppe", gruppe
    begynder = handling.fakta.get("tilbud.fra")
    maalt = calendar.to_day(begynder) if isinstance(begynder, dt.date) else dag
    yield "borger.ydelse_maaneder", _maaneder(sag, forloeb, maalt)
    if handling.slags == "samtaleform":
        yield from _samtale(sag, gruppe, forloeb)
    if handling.slags == "sanktion":
        yield from _sanktion(sag, gruppe, forloeb)


def _gruppe(sag: Sag) -> tuple[int | None, int]:
    """The citizen's group on the day and its course; ``None`` where there is none, an unknown one, or more than one."""
    forloeb = sag.grundlag.forloeb
    alle = np.arange(forloeb.antal, dtype=np.int64)
    grupper = op.value_on(forloeb.grupper, alle, np.full(forloeb.antal, sag.dag, dtype=np.int32), INGEN_GRUPPE)
    holdte = [(int(gruppe), nr) for nr, gruppe in enumerate(grupper.tolist()) if gruppe != INGEN_GRUPPE]
    if len({gruppe for gruppe, _ in holdte}) != 1 or holdte[0][0] == UKENDT_GRUPPE:
        return None, 0
    return holdte[0]


def _maaneder(sag: Sag, forloeb: int, dag: int) -> int:
    """Whole months of the course up to a day; on dagpenge months of the clock of unemployment."""
    if bool(sag.grundlag.er_dagpenge[forloeb]):
        seks = sag.grundlag.seks_maaneders_timer
        for antal in range(1, FLEST_MAANEDER):
            timer = Timetal.model_construct(
                fuldtid=seks.fuldtid * antal // SEKS_MAANEDER, deltid=seks.deltid * antal // SEKS_MAANEDER
            )
            naaet = sag.naaet(forloeb, timer)
            if naaet == NO_DAY or naaet >= dag:
                return antal - 1
    start = int(sag.grundlag.forloeb.start[forloeb])
    return sum(calendar.add_months(start, antal) <= dag for antal in range(1, FLEST_MAANEDER))


def _samtale(sag: Sag, gruppe: int, forloeb: int) -> Iterator[tuple[str, Vaerdi]]:
    """The talk's number and phase, and the situations its form may rest on."""
    yield "samtale.nummer", len([dag for dag in _samtaledage(sag, gruppe, forloeb) if dag < sag.dag]) + 1
    if bool(sag.grundlag.er_dagpenge[forloeb]):
        slut = sag.naaet(forloeb, sag.grundlag.seks_maaneders_timer)
    else:
        slut = calendar.add_months(int(sag.grundlag.forloeb.start[forloeb]), SEKS_MAANEDER)
    yield "samtale.fase", "inden" if slut == NO_DAY or sag.dag < slut else "efter"
    for navn, situation in sag.lov.hent(FORMREGEL, Samtaleformregel).situationer.items():
        yield f"samtale.{navn}", _er(sag, situation)
    raekker = sorted(sag.alle("haendelser"), key=lambda r: str(r["dato"]))
    kendte = sag.lov.fakta.efter_navn()["samtale.borgers_valg"].koder
    valg = [r for r in raekker if r["haendelse"] == FORMVALG and _paa_dag(r) <= sag.dag and r["vaerdi"] in kendte]
    if valg:
        yield "samtale.borgers_valg", valg[-1]["vaerdi"]
    grunde = [r["vaerdi"] for r in raekker if r["haendelse"] == FORMFRAVIGELSE and _paa_dag(r) == sag.dag]
    if grunde and grunde[-1]:
        yield "samtale.begrundelse", grunde[-1]


def _er(sag: Sag, situation: Situation) -> bool:
    if situation.haendelse is not None:
        senest = calendar.add_weeks(sag.dag, situation.inden_uger)
        return any(sag.dag < dag <= senest for dag in _haendelser(sag, situation.haendelse))
    i_indsats = any(r["indsats"] in situation.indsatser and _daekker(r, sag.dag) for r in sag.alle("indsatser"))
    fritaget = any(r["grund"] in situation.fritagelser and _daekker(r, sag.dag) for r in sag.alle("fritagelser"))
    return i_indsats or fritaget


def _sanktion(sag: Sag, gruppe: int, forloeb: int) -> Iterator[tuple[str, Vaerdi]]:
    """When the citizen was guided and heard, as far as it is registered. No event is no proof that there was none."""
    samtaler = _samtaledage(sag, gruppe, forloeb)
    if samtaler:
        yield "vejledning.foerste_samtale", calendar.to_date(samtaler[0])
    givet = [dag for dag in _haendelser(sag, VEJLEDNING) if dag <= sag.dag]
    if givet:
        yield "vejledning.gennemgaaet", tuple(calendar.to_date(dag) for dag in givet)
    hoert = [dag for dag in _haendelser(sag, HOERING) if dag >= sag.dag]
    if hoert:
        yield "sanktion.partshoering_sendt", calendar.to_date(hoert[0])


def _samtaledage(sag: Sag, gruppe: int, forloeb: int) -> list[int]:
    start = int(sag.grundlag.forloeb.start[forloeb])
    samtaler = taellende_samtaler(sag.lov, sag.grundlag.historik, gruppe, med_part=True)
    return sorted({dag for dag, _ in samtaler.of(0) if dag >= start})


def _haendelser(sag: Sag, navn: str) -> list[int]:
    return sorted(_paa_dag(r) for r in sag.alle("haendelser") if r["haendelse"] == navn)


def _paa_dag(raekke: Mapping[str, Any]) -> int:
    return calendar.to_day(dt.date.fromisoformat(raekke["dato"]))


def _daekker(raekke: Mapping[str, Any], dag: int) -> bool:
    fra, til = raekke["fra"], raekke["til"]
    efter_start = calendar.to_day(dt.date.fromisoformat(fra)) <= dag
    return efter_start and (til is None or dag <= calendar.to_day(dt.date.fromisoformat(til)))


def _hele_aar(foedt: dt.date, dag: dt.date) -> int:
    aar = dag.year - foedt.year
    return aar if calendar.add_years(calendar.to_day(foedt), aar) <= calendar.to_day(dag) else aar - 1
