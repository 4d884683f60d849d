"""Random people, told both ways: as the plain dictionaries of the day-by-day evaluator and as the engine's data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa
from tests.sql.tabeller import tabeller
from tests.uafhaengig.historier import clean, ugly

from rettidig.forloeb import Datasaet, Rapport, Tabeltal
from rettidig.motor.historik import Historik, byg_historik
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.tidslinje.calendar import next_date

Person = dict[str, Any]

FAKTA = ("ydelser", "indsatser", "samtaler", "loentimer", "fritagelser", "undtagelser", "haendelser")
TIMEENHEDER = 10_000
GRADENHEDER = 1_000

FRISTKOLONNER = (
    "maalgruppe",
    "regel",
    "frist",
    "status",
    "opfyldt_dato",
    "forloeb_start",
    "pause_dage",
    "lovversion",
)
"""What both sides answer; the engine alone also names the paragraph."""


def standardvalg(lov: Regelsaet | None = None) -> dict[str, str]:
    """Every switch at its default."""
    return {navn: valg.standard for navn, valg in (lov or hent_lov()).valg.valg.items()}


def folk(froe: int, antal: int, *, paene_hver: int = 4) -> list[Person]:
    """So many random people with ids of their own; one in `paene_hver` has a likely history, the others ugly ones."""
    rng = Random(froe)
    personer = []
    for nr in range(antal):
        person = (clean if nr % paene_hver == 0 else ugly)(rng)
        person["borger"]["borger_id"] = f"P{nr:05d}"
        personer.append(person)
    return personer


def fordelt(froe: int, personer: Sequence[Person], dage: Sequence[date]) -> dict[date, list[Person]]:
    """Every person on one of the days, where possible one on which the first benefit has begun."""
    rng = Random(froe)
    delt: dict[date, list[Person]] = {dag: [] for dag in dage}
    for person in personer:
        begyndt = min(spell["fra"] for spell in person["ydelser"])
        delt[rng.choice([dag for dag in dage if dag >= begyndt] or list(dage))].append(person)
    return delt


def som_tabeller(personer: Sequence[Person]) -> dict[str, pa.Table]:
    """The contract's eight tables: exclusive ends, degrees in thousandths, hours in 1/10,000."""
    raekker: dict[str, list[dict[str, Any]]] = {navn: [] for navn in FAKTA}
    for person in personer:
        borger_id = person["borger"]["borger_id"]
        for navn in FAKTA:
            raekker[navn] += [_kontraktraekke(borger_id, raekke) for raekke in person.get(navn, ())]
    return tabeller(borgere=[_uden_tomme(person["borger"]) for person in personer], **raekker)


def som_datasaet(tabeller: Mapping[str, pa.Table]) -> Datasaet:
    """The tables as a reader hands them over when nothing was set aside."""
    tal = {navn: Tabeltal(tabel.num_rows, tabel.num_rows, 0) for navn, tabel in tabeller.items()}
    return Datasaet(tabeller, (), Rapport(tal))


def som_historik(personer: Sequence[Person]) -> Historik:
    """The engine's view of the people."""
    return byg_historik(som_datasaet(som_tabeller(personer)))


def som_noegler(raekker: Sequence[Mapping[str, Any]], kolonner: Sequence[str]) -> Counter[tuple[Any, ...]]:
    """Rows as a multiset, so that a row given twice is a difference."""
    return Counter(tuple(raekke[kolonne] for kolonne in kolonner) for raekke in raekker)


def pr_borger(raekker: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Rows by citizen."""
    samlet: dict[str, list[Mapping[str, Any]]] = {}
    for raekke in raekker:
        samlet.setdefault(raekke["borger_id"], []).append(raekke)
    return samlet


@dataclass(frozen=True)
class Uenighed:
    """A person on whom the two sides differ, told so that it can be read and played again."""

    person: Person
    hvornaar: str
    kun_motoren: Counter[tuple[Any, ...]]
    kun_den_anden: Counter[tuple[Any, ...]]

    def __str__(self) -> str:
        linjer = [f"{self.hvornaar}: {_kort(self.person['borger'])}"]
        linjer += [f"  {navn}: {_kort(raekke)}" for navn in FAKTA for raekke in self.person.get(navn, ())]
        linjer += [f"  kun motoren:   {tuple(map(str, raekke))}" for raekke in self.kun_motoren.elements()]
        linjer += [f"  kun den anden: {tuple(map(str, raekke))}" for raekke in self.kun_den_anden.elements()]
        return "\n".join(linjer)


def uenighed(
    person: Person, hvornaar: str, motoren: Counter[tuple[Any, ...]], den_anden: Counter[tuple[Any, ...]]
) -> Uenighed | None:
    """What only one side answers; none when they agree."""
    if motoren == den_anden:
        return None
    return Uenighed(person, hvornaar, motoren - den_anden, den_anden - motoren)


def vis(uenigheder: Sequence[Uenighed], hoejst: int = 5) -> str:
    """The first few differences in full, for the message of a failing test."""
    return "\n".join([f"{len(uenigheder)} uenigheder", *(str(fundet) for fundet in uenigheder[:hoejst])])


def _kontraktraekke(borger_id: str, raekke: Mapping[str, Any]) -> dict[str, Any]:
    oversat = _uden_tomme(raekke) | {"borger_id": borger_id}
    if "til" in oversat:
        oversat["til"] = next_date(oversat["til"])
    if "grad" in oversat:
        oversat["grad"] = _enheder(oversat["grad"], GRADENHEDER)
    if "timer" in oversat:
        oversat["timer"] = _enheder(oversat["timer"], TIMEENHEDER)
    return oversat


def _enheder(tal: str | int | Decimal, enheder: int) -> int:
    hele = Decimal(tal) * enheder
    if hele != int(hele):
        raise ValueError(f"{tal} has more decimals than the contract carries")
    return int(hele)


def _uden_tomme(raekke: Mapping[str, Any]) -> dict[str, Any]:
    return {navn: vaerdi for navn, vaerdi in raekke.items() if vaerdi is not None}


def _kort(raekke: Mapping[str, Any]) -> str:
    return ", ".join(f"{navn}={vaerdi}" for navn, vaerdi in raekke.items() if vaerdi is not None)
