"""Rules given on request: nobody is given them unasked, each can be explained, and weeks are counted right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from tests.motor.sammenligning import Person, folk, som_datasaet, som_tabeller, standardvalg

from rettidig.forloeb.koder import koder
from rettidig.motor.anledninger import foerste_fravaersdag
from rettidig.motor.forklar import forklar
from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik, kodenavne
from rettidig.motor.svar import frist_raekker
from rettidig.motor.ydelsesuger import naaet_ved_maanedens_slutning
from rettidig.regler.former.frist import Ydelsesuger
from rettidig.regler.former.proever import Satsbaand
from rettidig.regler.former.satsbaand import Satsbaandregel
from rettidig.regler.former.vilkaar import Vilkaarsregel
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.vilkaarskontrol import proever
from rettidig.sprog import paa_sprog
from rettidig.tidslinje.calendar import NO_DAY, add_days, add_months, month_end, month_start, to_date, to_day

LOV = hent_lov()
UNDER_ALLE = {
    "lab.102.foerste_tilbud",
    "lab.105.foerste_tilbud",
    "lab.105.naeste_tilbud",
    "lab.31.foerste_samtale",
    "lab.31.fire_samtaler",
    "lab.31.akasse_foerste",
    "lab.31.akasse_tre",
    "lab.31.akasse_to",
    "lab.31.kommune_tre",
    "lab.31.kommune_to",
    "lab.31.kommune_seks",
    "sdl.13b.foerste_opfoelgning",
    "sdl.13b.fire_opfoelgninger",
}
PAA_FORESPOERGSEL = tuple(regel for regel in LOV.alle_frister() if regel.vises == "paa_forespoergsel")
FROE, PERSONER, DAG = 41, 120, date(2025, 9, 30)
LOERDAG, UGE = 5, 7
REGEL = Ydelsesuger(
    mere_end_uger=22, vindue_maaneder=9, uden_foerste_dage=30, uden_grunde=("barsel",), uden_helligdage=True
)


def rige_folk() -> list[Person]:
    """Random people with events, meetings and states of every kind the rules on request ask about."""
    rng = Random(FROE)
    haendelser = [kode.kode for kode in koder("haendelse")]
    personer = folk(FROE, PERSONER)
    for person in personer:
        dage = [ydelse["fra"] for ydelse in person["ydelser"]] or [date(2023, 1, 1)]
        for _ in range(rng.randint(0, 6)):
            dag = to_date(add_days(to_day(rng.choice(dage)), rng.randint(0, 900)))
            person["haendelser"].append({"haendelse": rng.choice(haendelser), "dato": dag})
        for _ in range(rng.randint(0, 3)):
            dag = to_date(add_days(to_day(rng.choice(dage)), rng.randint(0, 900)))
            slags = rng.choice(["rehabiliteringsteam", "sundhedskoordinator", "cv"])
            person["samtaler"].append({"dato": dag, "slags": slags, "status": "afholdt", "form": "fremmoede"})
        for ydelse in person["ydelser"]:
            if ydelse["ydelse"] == "sygedagpenge" and rng.random() < 0.5:
                ydelse["status"] = rng.choice(["let_forloeb", "kategori_2", "kategori_3"])
    return personer


def test_everybody_is_given_the_rules_of_the_contract_and_no_others() -> None:
    assert {regel.regel for regel in LOV.frister()} == UNDER_ALLE
    assert {regel.regel for regel in PAA_FORESPOERGSEL} | UNDER_ALLE == {r.regel for r in LOV.alle_frister()}


def test_a_rule_on_request_is_not_among_the_rows_unless_it_is_asked_for() -> None:
    data = som_datasaet(som_tabeller(rige_folk()))
    grundlag = Grundlag.paa(LOV, byg_historik(data), to_day(DAG), standardvalg())
    uspurgt = frist_raekker(grundlag)
    alle = frist_raekker(grundlag, LOV.alle_frister())
    assert {raekke["regel"] for raekke in uspurgt} <= UNDER_ALLE
    assert [raekke for raekke in alle if raekke["regel"] in UNDER_ALLE] == uspurgt


def test_every_rule_on_request_is_met_by_some_of_the_people_of_this_test() -> None:
    data = som_datasaet(som_tabeller(rige_folk()))
    grundlag = Grundlag.paa(LOV, byg_historik(data), to_day(DAG), standardvalg())
    givet = {raekke["regel"] for raekke in frist_raekker(grundlag, PAA_FORESPOERGSEL)}
    assert len(givet) > len(PAA_FORESPOERGSEL) // 2


def knuder(rod: Knude) -> Iterator[Knude]:
    yield rod
    for barn in rod.boern:
        yield from knuder(barn)


@pytest.mark.parametrize("sprog", ["da", "en"])
def test_an_explanation_on_request_says_what_the_row_says_with_a_paragraph_on_every_node(sprog: str) -> None:
    personer = rige_folk()
    data = som_datasaet(som_tabeller(personer))
    ider = tuple(regel.regel for regel in PAA_FORESPOERGSEL)
    grundlag = Grundlag.paa(LOV, byg_historik(data), to_day(DAG), standardvalg())
    raekker = frist_raekker(grundlag, PAA_FORESPOERGSEL)
    for person in personer:
        borger = person["borger"]["borger_id"]
        with paa_sprog(sprog):
            forklaring = forklar(LOV, data, borger, to_day(DAG), {}, ider)
            assert forklaring.som_tekst()
        alle = list(knuder(forklaring.rod))
        assert all(knude.hjemmel for knude in alle)
        egne = [_som_raekke(knude.vaerdi) for knude in alle if knude.navn == "pligt"]
        assert egne == [raekke for raekke in raekker if raekke["borger_id"] == borger]


def _som_raekke(vaerdi: dict[str, Any]) -> dict[str, Any]:
    dage = ("frist", "opfyldt_dato", "forloeb_start")
    return {k: date.fromisoformat(v) if k in dage and v is not None else v for k, v in vaerdi.items()}


def test_weeks_of_benefit_are_those_counted_day_by_day() -> None:
    data = som_datasaet(som_tabeller(rige_folk()))
    grundlag = Grundlag.paa(LOV, byg_historik(data), to_day(DAG), standardvalg())
    forloeb = grundlag.forloeb
    fravaer = foerste_fravaersdag(grundlag, np.arange(forloeb.antal, dtype=np.int64))
    kode = kodenavne("ydelse").index("sygedagpenge")
    kurser = np.flatnonzero(forloeb.ydelse == kode)
    svar = naaet_ved_maanedens_slutning(grundlag, REGEL, kurser, fravaer)
    assert len(kurser)
    assert (svar != NO_DAY).any()
    for kursus, naaet in zip(kurser.tolist(), svar.tolist(), strict=True):
        assert naaet == dag_for_dag(grundlag, kursus, kode, fravaer.tolist()), kursus


def dag_for_dag(grundlag: Grundlag, kursus: int, kode: int, fravaer: list[int]) -> int:
    """The same month end the slow way: every day of the window judged by itself."""
    forloeb, historik = grundlag.forloeb, grundlag.historik
    person = int(forloeb.person[kursus])
    ydelser, fritagelser = historik.ydelser, historik.fritagelser
    barsel = kodenavne("grund").index("barsel")
    perioder = [(fra, til) for fra, til, plads in ydelser.perioder.of(person) if ydelser.ydelse[plads] == kode]
    barsler = [(fra, til) for fra, til, plads in fritagelser.perioder.of(person) if fritagelser.grund[plads] == barsel]
    egne = [nr for nr in range(forloeb.antal) if forloeb.person[nr] == person and forloeb.ydelse[nr] == kode]

    def taeller(dag: int) -> bool:
        if not any(fra <= dag and (dag < til or til > grundlag.dag) for fra, til in perioder):
            return False
        if any(fravaer[nr] <= dag < fravaer[nr] + REGEL.uden_foerste_dage for nr in egne):
            return False
        if any(fra <= dag < til for fra, til in barsler):
            return False
        dato = to_date(dag)
        return dato.weekday() >= LOERDAG or dag not in LOV.helligdage.dage(dato.year, dato.year)

    start, slut = int(forloeb.start[kursus]), int(forloeb.slut[kursus])
    slutning = month_end(start)
    while True:
        foerste = add_months(month_start(slutning), 1 - REGEL.vindue_maaneder)
        if sum(taeller(dag) for dag in range(foerste, slutning + 1)) > REGEL.mere_end_uger * UGE:
            return slutning
        naeste = slutning + 1
        if naeste >= slut or naeste > add_months(max(start, grundlag.dag), 2 * REGEL.vindue_maaneder):
            return NO_DAY
        slutning = month_end(naeste)


def test_the_rates_of_the_rule_are_those_a_sanction_is_judged_by() -> None:
    satser = LOV.hent("las.35.satser", Satsbaandregel)
    betingelser = [
        proeve for proeve in proever(LOV.hent("las.35.sanktion", Vilkaarsregel)) if isinstance(proeve, Satsbaand)
    ]
    proevet = {periode.fra: periode for proeve in betingelser for periode in proeve.perioder}
    assert {periode.fra: periode for version in satser.versioner for periode in version.perioder} == proevet
