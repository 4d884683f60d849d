"""Forward in time: the days told are the days on which a recount says so."""

from __future__ import annotations

import copy
from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from tests.motor.sammenligning import Person, folk, som_historik, standardvalg
from tests.uafhaengig.byg import indsats, loen, person, samtaler, ydelse
from tests.uafhaengig.maalinger import fokusmaal

from rettidig.motor.reform import frem_raekker
from rettidig.motor.reform.tilstande import Spoergsmaal, maaletilstande
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.reform import som_altid
from rettidig.tidslinje.calendar import add_months, to_date, to_day

JOBPARAT = "jobparat"
FM1, FM2, PULJE = "lob.fokusmaal.1", "lob.fokusmaal.2", "lab.deltagelse.75"
PR = date(2023, 6, 30)


def frem(personer: list[Person], pr: date, maaneder: int, lov: str | None = None) -> list[dict[str, Any]]:
    valgt = hent_lov() if lov is None else som_altid(hent_lov(), lov)
    return frem_raekker(valgt, som_historik(personer), to_day(pr), maaneder, standardvalg())


def kort(raekker: list[dict[str, Any]], maaling: str = FM1) -> list[tuple[date, str]]:
    return [(r["dag"], r["haendelse"]) for r in raekker if r["maaling"] == maaling]


# --- Worked by hand ---


def test_a_course_is_measured_from_the_last_day_of_its_first_year() -> None:
    hvem = person(ydelse("kontanthjaelp", "2022-07-15", visitation=JOBPARAT))
    assert kort(frem([hvem], PR, 1)) == [(date(2023, 7, 14), "ind")]
    assert kort(frem([hvem], PR, 1), FM2) == [(date(2023, 7, 14), "ind")]
    assert kort(frem([hvem], date(2023, 7, 14), 12)) == []


def test_a_known_end_leads_out_on_the_day_after() -> None:
    hvem = person(ydelse("kontanthjaelp", "2021-02-01", "2023-09-20", visitation=JOBPARAT))
    raekker = frem([hvem], PR, 12)
    assert kort(raekker) == [(date(2023, 9, 21), "ud")]
    assert raekker[0]["maales_pr"] == date(2023, 9, 30)


def test_guidance_before_the_split_leaves_the_window_a_year_after_its_month() -> None:
    hvem = person(
        ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT),
        indsatser=[indsats("oevrig_vejledning", "2022-11-01", "2023-02-28")],
    )
    raekker = frem([hvem], PR, 12)
    assert kort(raekker) == [(date(2024, 2, 1), "bliver_passiv"), (date(2024, 2, 1), "tilbud_ude")]
    assert [(r["art"], r["fra"], r["til"]) for r in raekker if r["haendelse"] == "tilbud_ude"] == [
        ("oevrig_vejledning", date(2022, 11, 1), date(2023, 2, 28))
    ]


def test_guidance_across_the_split_counts_by_its_days_before_it() -> None:
    hvem = person(
        ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT),
        indsatser=[indsats("oevrig_vejledning", "2023-02-01", "2023-05-31")],
    )
    assert kort(frem([hvem], PR, 12)) == [(date(2024, 3, 1), "bliver_passiv"), (date(2024, 3, 1), "tilbud_ude")]
    assert kort(frem([hvem], PR, 12, "LV2022")) == [
        (date(2024, 5, 1), "bliver_passiv"),
        (date(2024, 5, 1), "tilbud_ude"),
    ]
    assert kort(frem([hvem], PR, 12, "LV2023A")) == []


def test_one_of_two_offers_leaves_and_the_other_still_activates() -> None:
    hvem = person(
        ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT),
        indsatser=[
            indsats("virksomhedspraktik", "2022-09-01", "2022-09-30"),
            indsats("nytteindsats", "2023-03-06", "2023-04-16"),
        ],
    )
    assert kort(frem([hvem], PR, 12)) == [
        (date(2023, 9, 1), "tilbud_ude"),
        (date(2024, 4, 1), "bliver_passiv"),
        (date(2024, 4, 1), "tilbud_ude"),
    ]


def test_hours_leave_the_window_too_and_an_offer_still_running_does_not() -> None:
    timer = person(ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT), loentimer=[loen("2023-05", "120")])
    loeber = person(
        ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT),
        indsatser=[indsats("ordinaer_uddannelse", "2023-03-01")],
    )
    assert kort(frem([timer], PR, 12)) == [(date(2024, 5, 1), "bliver_passiv")]
    assert kort(frem([loeber], PR, 24)) == []


def test_the_fourth_talk_leaves_the_window() -> None:
    hvem = person(
        ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT),
        samtaler=samtaler("2022-08-15", "2022-11-15", "2023-02-15", "2023-05-15"),
    )
    assert kort(frem([hvem], PR, 12), FM2) == [(date(2023, 8, 1), "samtaler_mangler")]


def test_what_begins_after_the_day_is_not_known() -> None:
    hvem = person(
        ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT),
        indsatser=[
            indsats("virksomhedspraktik", "2023-03-06", "2023-04-16"),
            indsats("nytteindsats", "2023-07-03", "2023-07-30"),
        ],
    )
    assert (date(2024, 4, 1), "bliver_passiv") in kort(frem([hvem], PR, 12))


def test_six_months_lead_into_the_pool_of_the_75_percent_rule_and_the_month_after_out_of_it() -> None:
    hvem = person(ydelse("kontanthjaelp", "2026-02-10", visitation=JOBPARAT))
    assert kort(frem([hvem], date(2026, 6, 15), 6), PULJE) == [(date(2026, 8, 10), "ind"), (date(2026, 9, 1), "ud")]
    assert kort(frem([hvem], date(2026, 6, 15), 1), PULJE) == []


def test_who_passes_six_months_before_the_rule_is_never_in_the_pool() -> None:
    hvem = person(ydelse("kontanthjaelp", "2025-12-20", visitation=JOBPARAT))
    assert kort(frem([hvem], date(2026, 6, 15), 6), PULJE) == []


# --- Against a recount ---

_FAKTA = {
    "ydelser": "fra",
    "indsatser": "fra",
    "samtaler": "dato",
    "loentimer": "maaned",
    "fritagelser": "fra",
    "haendelser": "dato",
}
MAANEDER = 9
DAGE = (date(2021, 9, 15), date(2023, 3, 10), date(2023, 6, 30), date(2025, 5, 20))


def kun_kendt(hvem: Person, pr: date) -> Person:
    kendt = copy.deepcopy(hvem)
    for tabel, kolonne in _FAKTA.items():
        kendt[tabel] = [raekke for raekke in kendt.get(tabel, []) if raekke[kolonne] <= pr]
    return kendt


def dagen_foer(dag: date) -> date:
    return to_date(to_day(dag) - 1)


@pytest.mark.parametrize("pr", DAGE)
def test_the_population_and_its_status_change_on_the_days_told_and_on_no_other(pr: date) -> None:
    """The independent counter is asked on every day told, the day before it, and at every month's ends between."""
    personer = [kun_kendt(hvem, pr) for hvem in folk(81, 160, paene_hver=2)]
    told: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for raekke in frem(personer, pr, MAANEDER):
        if raekke["maaling"] in (FM1, FM2) and raekke["haendelse"] != "tilbud_ude":
            told[raekke["borger_id"], raekke["ydelse"]].append(raekke)
    maanedsskift = [to_date(add_months(to_day(pr.replace(day=1)), nr)) for nr in range(1, MAANEDER + 1)]
    slut = to_date(add_months(to_day(pr), MAANEDER))
    proevet = 0
    for hvem in personer:
        id_ = hvem["borger"]["borger_id"]
        egne = {noegle[1]: raekker for noegle, raekker in told.items() if noegle[0] == id_}
        dage = {r["dag"] for raekker in egne.values() for r in raekker} | {d for d in maanedsskift if d <= slut}
        for dag in sorted(dage):
            foer = {y: (a, s) for y, a, s in fokusmaal(hvem, dagen_foer(dag))}
            nu = {y: (a, s) for y, a, s in fokusmaal(hvem, dag)}
            for paa in {*foer, *nu, *egne}:
                sket = {(r["maaling"], r["haendelse"]) for r in egne.get(paa, []) if r["dag"] == dag}
                ventet = set()
                if (paa in foer) != (paa in nu):
                    ventet = {(m, "ind" if paa in nu else "ud") for m in (FM1, FM2)}
                elif paa in nu:
                    if foer[paa][0] != nu[paa][0]:
                        ventet.add((FM1, "bliver_aktiv" if nu[paa][0] else "bliver_passiv"))
                    if foer[paa][1] != nu[paa][1]:
                        ventet.add((FM2, "samtaler_naaet" if nu[paa][1] else "samtaler_mangler"))
                assert sket == ventet, (id_, paa, dag)
                proevet += len(ventet)
    assert proevet > 20


def test_the_engine_recounted_on_the_day_agrees_with_who_enters_and_leaves() -> None:
    pr = date(2024, 2, 29)
    historik = som_historik(folk(82, 200, paene_hver=2))
    kendt = historik.kendt(to_day(pr))

    def maalte(dag: date) -> set[tuple[str, str]]:
        spurgt = Spoergsmaal(to_day(dag), to_day(dag), standardvalg())
        alle = maaletilstande(hent_lov(), kendt, spurgt)
        return {(noegle.borger_id, noegle.ydelse) for noegle in alle if noegle.regel == FM1}  # type: ignore[union-attr]

    med = maalte(pr)
    raekker = frem_raekker(hent_lov(), historik, to_day(pr), 6, standardvalg())
    pr_dag: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for raekke in raekker:
        if raekke["maaling"] == FM1 and raekke["haendelse"] in ("ind", "ud"):
            pr_dag[raekke["dag"]].append(raekke)
    assert pr_dag
    for dag, haendelser in pr_dag.items():
        for raekke in haendelser:
            hvem = raekke["borger_id"], raekke["ydelse"]
            med = med | {hvem} if raekke["haendelse"] == "ind" else med - {hvem}
        assert med == maalte(dag)


def test_an_offer_is_out_on_the_first_day_on_which_it_alone_would_no_longer_activate() -> None:
    pr = date(2023, 6, 30)
    personer = {p["borger"]["borger_id"]: kun_kendt(p, pr) for p in folk(83, 200, paene_hver=2)}
    raekker = [r for r in frem(list(personer.values()), pr, 12) if r["haendelse"] == "tilbud_ude"]
    assert len(raekker) > 10
    for raekke in raekker:
        alene = copy.deepcopy(personer[raekke["borger_id"]])
        alene["loentimer"] = []
        alene["indsatser"] = [
            t
            for t in alene["indsatser"]
            if t["indsats"] == raekke["art"] and t["fra"] == raekke["fra"] and t["til"] == raekke["til"]
        ]
        foer = {y: aktiv for y, aktiv, _ in fokusmaal(alene, dagen_foer(raekke["dag"]))}
        nu = {y: aktiv for y, aktiv, _ in fokusmaal(alene, raekke["dag"])}
        # A løntilskud taken away may itself have held or broken the course that is measured.
        if raekke["ydelse"] in foer and raekke["ydelse"] in nu:
            assert (foer[raekke["ydelse"]], nu[raekke["ydelse"]]) == (True, False), raekke
