"""What a clean demo's histories must hold to, whatever the seed, the place and the time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.demo.laesning import TABELLER, dag, raekker, sidste

from rettidig.demo import lav_demo
from rettidig.forloeb import laes_datasaet

FRA, TIL = dt.date(2021, 1, 1), dt.date(2026, 10, 31)

KONTRAKTENS_KODER = {
    ("ydelser", "ydelse"): "dagpenge kontanthjaelp uddannelseshjaelp sho sygedagpenge ressourceforloebsydelse_jaf "
    "ressourceforloebsydelse_rf ledighedsydelse revalidering foertidspension fleksloentilskud ingen su "
    "barselsdagpenge efterloen seniorjob anden_forsoergelse",
    ("ydelser", "visitation"): "jobparat aktivitetsparat uddannelsesparat aabenlyst_uddannelsesparat",
    ("ydelser", "status"): "kategori_1 kategori_2 kategori_3 let_forloeb standby",
    ("indsatser", "indsats"): "virksomhedspraktik loentilskud_privat loentilskud_offentlig nytteindsats "
    "ordinaer_uddannelse oevrig_vejledning mentor delvis_raskmelding voksenlaerling jobrotation",
    ("samtaler", "slags"): "jobsamtale opfoelgning rehabiliteringsteam sundhedskoordinator cv",
    ("samtaler", "form"): "fremmoede telefon video brev",
    ("samtaler", "status"): "planlagt afholdt udeblevet aflyst",
    ("samtaler", "part"): "kommune akasse",
    ("fritagelser", "grund"): "job_inden_6_uger pension_inden_6_uger hjemsendt arbejdsfordeling barsel "
    "uddannelse_inden_6_uger standby stu hjemrejsevejledning sygdom",
    ("haendelser", "haendelse"): "foerste_fravaersdag opholdstilladelse opholdskrav_opfyldt ny_dagpengeperiode "
    "visiteret_jobkonsulent vejledning_givet partshoering_sendt raskmelding",
    ("borgere", "forsikring"): "fuldtid deltid",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ud = tmp_path_factory.mktemp("demo")
    lav_demo(4_000, "766", FRA, TIL, ud, seed=3)
    return ud


@pytest.mark.parametrize(("tabel", "kolonne"), KONTRAKTENS_KODER)
def test_every_code_used_is_in_the_contract(demo: Path, tabel: str, kolonne: str) -> None:
    brugte = {raekke[kolonne] for raekke in raekker(demo, tabel)} - {""}

    assert brugte
    assert brugte <= set(KONTRAKTENS_KODER[tabel, kolonne].split())


def test_every_code_of_the_contract_occurs_somewhere(demo: Path) -> None:
    for tabel, kolonne in (("ydelser", "ydelse"), ("indsatser", "indsats"), ("samtaler", "form")):
        brugte = {raekke[kolonne] for raekke in raekker(demo, tabel)}

        assert brugte >= set(KONTRAKTENS_KODER[tabel, kolonne].split())


def test_the_projects_own_reader_sets_no_clean_row_aside_and_has_no_doubt_about_benefits(demo: Path) -> None:
    rapport = laes_datasaet(demo).rapport

    assert {tabel: tal.sat_til_side for tabel, tal in rapport.tal.items()} == dict.fromkeys(TABELLER, 0)
    assert {fund.tabel for fund in rapport.fund} <= {"indsatser"}


@settings(max_examples=8)
@given(
    seed=st.integers(0, 10**9),
    kommune=st.sampled_from(["183", "350", "563", "766", "840", "101"]),
    borgere=st.integers(1, 400),
    fra=st.dates(dt.date(2018, 1, 1), dt.date(2025, 12, 31)),
    dage=st.integers(1, 2500),
)
def test_dates_are_in_order_and_spells_of_one_benefit_never_overlap(
    tmp_path_factory: pytest.TempPathFactory, seed: int, kommune: str, borgere: int, fra: dt.date, dage: int
) -> None:
    ud = tmp_path_factory.mktemp("demo")
    til = dt.date.fromordinal(fra.toordinal() + dage)

    rapport = lav_demo(borgere, kommune, fra, til, ud, seed=seed)

    assert rapport.raekker["borgere"] == borgere
    foedt = {raekke["borger_id"]: dag(raekke["foedselsdato"]) for raekke in raekker(ud, "borgere")}
    ydelser = raekker(ud, "ydelser")
    assert {raekke["borger_id"] for raekke in ydelser} == set(foedt)
    perioder: dict[tuple[str, str], list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for raekke in ydelser:
        assert foedt[raekke["borger_id"]] < dag(raekke["fra"]) <= sidste(raekke)
        assert dag(raekke["fra"]) <= til
        perioder[raekke["borger_id"], raekke["ydelse"]].append((dag(raekke["fra"]), sidste(raekke)))
    for forloeb in perioder.values():
        assert all(foer[1] < efter[0] for foer, efter in pairwise(sorted(forloeb)))
    for tabel in ("indsatser", "fritagelser"):
        for raekke in raekker(ud, tabel):
            assert dag(raekke["fra"]) <= sidste(raekke)
            assert not raekke.get("bevilget") or dag(raekke["bevilget"]) <= dag(raekke["fra"])


def test_no_row_is_an_exact_repeat_of_another(demo: Path) -> None:
    for tabel in TABELLER:
        linjer = (demo / f"{tabel}.csv").read_text(encoding="utf-8").splitlines()
        assert len(linjer) == len(set(linjer)), tabel


def test_every_row_belongs_to_a_known_person(demo: Path) -> None:
    kendte = {raekke["borger_id"] for raekke in raekker(demo, "borgere")}

    for tabel in TABELLER:
        assert {raekke["borger_id"] for raekke in raekker(demo, tabel)} <= kendte


def test_only_talks_after_the_last_day_are_planned(demo: Path) -> None:
    for samtale in raekker(demo, "samtaler"):
        assert (samtale["status"] == "planlagt") == (dag(samtale["dato"]) > TIL)


def test_uddannelseshjaelp_and_sho_have_another_name_from_july_2025(demo: Path) -> None:
    for raekke in raekker(demo, "ydelser"):
        if raekke["ydelse"] in ("uddannelseshjaelp", "sho"):
            assert dag(raekke["fra"]) < dt.date(2025, 7, 1)
            assert sidste(raekke) <= dt.date(2025, 6, 30)


def test_uddannelseshjaelp_is_for_those_under_thirty(demo: Path) -> None:
    foedt = {raekke["borger_id"]: dag(raekke["foedselsdato"]) for raekke in raekker(demo, "borgere")}

    for raekke in raekker(demo, "ydelser"):
        if raekke["ydelse"] == "uddannelseshjaelp":
            foedselsdag = foedt[raekke["borger_id"]]
            sidst = sidste(raekke)
            assert (sidst.year - foedselsdag.year, sidst.month, sidst.day) <= (30, foedselsdag.month, foedselsdag.day)


def test_the_absence_begins_before_the_sickness_benefit_or_with_it(demo: Path) -> None:
    fravaer = defaultdict(list)
    for raekke in raekker(demo, "haendelser"):
        if raekke["haendelse"] == "foerste_fravaersdag":
            fravaer[raekke["borger_id"]].append(dag(raekke["dato"]))
    begyndelser = defaultdict(list)
    for raekke in raekker(demo, "ydelser"):
        if raekke["ydelse"] == "sygedagpenge":
            begyndelser[raekke["borger_id"]].append(dag(raekke["fra"]))

    assert set(fravaer) == set(begyndelser)
    for borger, dage in fravaer.items():
        assert all(any(0 <= (fra - foerste).days <= 30 for fra in begyndelser[borger]) for foerste in dage)


def test_a_condition_of_residence_is_met_on_the_very_day_sho_is_followed_by_another_benefit(demo: Path) -> None:
    nye = {(r["borger_id"], r["fra"]) for r in raekker(demo, "ydelser") if r["ydelse"] != "sho"}
    opfyldt = [
        (r["borger_id"], r["dato"]) for r in raekker(demo, "haendelser") if r["haendelse"] == "opholdskrav_opfyldt"
    ]

    assert opfyldt
    assert set(opfyldt) <= nye


def test_the_unemployment_fund_holds_its_own_talks_only_from_2024(demo: Path) -> None:
    dagpenge = {r["borger_id"] for r in raekker(demo, "ydelser") if r["ydelse"] == "dagpenge"}
    akasse = [r for r in raekker(demo, "samtaler") if r["part"] == "akasse"]
    efter = [r for r in akasse if dag(r["dato"]) >= dt.date(2024, 1, 1)]
    foer = [r for r in akasse if dag(r["dato"]) < dt.date(2024, 1, 1)]

    assert {r["borger_id"] for r in akasse} <= dagpenge
    assert {r["slags"] for r in efter} == {"jobsamtale"}
    assert "cv" in {r["slags"] for r in foer}


def test_exemptions_from_the_population_duty_come_only_from_july_2026(demo: Path) -> None:
    undtagelser = raekker(demo, "undtagelser")

    assert undtagelser
    assert {r["regel"] for r in undtagelser} == {"lab.deltagelse.75"}
    assert min(r["dato"] for r in undtagelser) >= "2026-07-01"
    assert all(r["begrundelse"] for r in undtagelser)


def test_some_offers_are_one_day_too_short_and_some_subsidised_jobs_are_granted_in_advance(demo: Path) -> None:
    indsatser = raekker(demo, "indsatser")
    dage = [(sidste(r) - dag(r["fra"])).days + 1 for r in indsatser if r["til"]]

    assert 13 in dage
    assert any(r["indsats"].startswith("loentilskud") and r["bevilget"] < r["fra"] for r in indsatser)


def test_talks_are_held_and_offers_begin_from_monday_to_friday(demo: Path) -> None:
    tilbud = [r["fra"] for r in raekker(demo, "indsatser") if r["indsats"] != "delvis_raskmelding"]
    samtaler = [r["dato"] for r in raekker(demo, "samtaler")]

    assert all(dag(dato).isoweekday() <= 5 for dato in (*tilbud, *samtaler))
