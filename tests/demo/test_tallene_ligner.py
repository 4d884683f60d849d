"""The proportions: near the published ones, and with the marks the reform of 22 March 2023 left."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from tests.demo.laesning import Raekke, dag, raekker, sidste

from rettidig.demo import lav_demo
from rettidig.demo.offentlige_tal import kommune_tal, kommuner
from rettidig.tidslinje import calendar

FRA, TIL = dt.date(2021, 1, 1), dt.date(2026, 10, 31)
KONTANT = ("kontanthjaelp", "uddannelseshjaelp", "sho")
REFORM = dt.date(2023, 3, 22)
REELLE = ("virksomhedspraktik", "loentilskud_privat", "loentilskud_offentlig", "nytteindsats", "ordinaer_uddannelse")


@pytest.fixture(scope="module", params=["766", "350", "840", "183"])
def by(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    ud = tmp_path_factory.mktemp("demo")
    lav_demo(8_000, request.param, FRA, TIL, ud)
    return request.param, ud


def paa_dagen(ydelser: list[Raekke], dagen: dt.date) -> list[Raekke]:
    return [r for r in ydelser if dag(r["fra"]) <= dagen <= sidste(r)]


def test_dagpenge_and_kontanthjaelp_stand_in_the_published_proportion_month_after_month(by: tuple[str, Path]) -> None:
    kode, ud = by
    tal = kommune_tal(kode)
    ydelser = raekker(ud, "ydelser")
    demo_andele, offentlige = [], []
    for plads in range(6, len(tal.maaneder), 6):
        her = paa_dagen(ydelser, calendar.to_date(int(tal.maaneder[plads])))
        dagpenge = sum(float(r["grad"]) for r in her if r["ydelse"] == "dagpenge")
        kontant = sum(r["ydelse"] in KONTANT for r in her)
        demo_andele.append(dagpenge / (dagpenge + kontant))
        offentlige.append(float(tal.dagpenge[plads] / (tal.dagpenge[plads] + tal.kontant[plads])))

    afvigelser = [abs(egen - deres) for egen, deres in zip(demo_andele, offentlige, strict=True)]
    assert max(afvigelser) < 0.09
    assert sum(afvigelser) / len(afvigelser) < 0.04


def test_the_share_visited_as_ready_for_a_job_is_near_the_published(by: tuple[str, Path]) -> None:
    kode, ud = by
    her = [r for r in paa_dagen(raekker(ud, "ydelser"), dt.date(2026, 7, 1)) if r["ydelse"] in KONTANT]
    antal = Counter(r["visitation"] for r in her)

    assert abs(antal["jobparat"] / len(her) - kommune_tal(kode).jobparat) < 0.17


def test_guidance_courses_lose_ground_after_the_reform_but_slowly(by: tuple[str, Path]) -> None:
    _, ud = by
    andele = []
    for fra, til in ((2021, 2022), (2023, 2023), (2025, 2026)):
        slags = [
            r["indsats"]
            for r in raekker(ud, "indsatser")
            if fra <= dag(r["fra"]).year <= til and r["indsats"] in (*REELLE, "oevrig_vejledning")
        ]
        andele.append(slags.count("oevrig_vejledning") / len(slags))

    assert andele[0] > 0.6
    assert andele[0] > andele[1] > andele[2]
    assert andele[2] > 0.3


def test_in_the_spring_of_2023_the_old_rules_see_four_in_five_active_and_the_new_only_half(
    by: tuple[str, Path],
) -> None:
    _, ud = by
    dagen, et_aar_foer = dt.date(2023, 5, 31), dt.date(2022, 6, 1)
    gamle = nye = lange = 0
    timer: dict[str, float] = defaultdict(float)
    for r in raekker(ud, "loentimer"):
        if et_aar_foer <= dag(f"{r['maaned']}-01") <= dagen:
            timer[r["borger_id"]] += float(r["timer"])
    indsatser = defaultdict(set)
    for r in raekker(ud, "indsatser"):
        if dag(r["fra"]) <= dagen and sidste(r) >= et_aar_foer:
            indsatser[r["borger_id"]].add(r["indsats"])
    ude = {r["borger_id"] for r in raekker(ud, "borgere") if r["integrationsprogram"] == "ja"}
    ydelser = raekker(ud, "ydelser")
    # A plain approximation of the measure: one unbroken spell or chain of pieces over the whole year.
    i_begyndelsen = {(r["borger_id"], r["ydelse"]) for r in paa_dagen(ydelser, et_aar_foer)}
    for r in paa_dagen(ydelser, dagen):
        borger = r["borger_id"]
        if (borger, r["ydelse"]) not in i_begyndelsen or borger in ude:
            continue
        if r["ydelse"] in ("foertidspension", "fleksloentilskud", "ingen", "su", "efterloen", "seniorjob"):
            continue
        reelle = bool(indsatser[borger] & set(REELLE))
        vejledt = "oevrig_vejledning" in indsatser[borger]
        ung = "uddannelsesparat" in r["visitation"] or r["ydelse"] == "uddannelseshjaelp"
        lange += 1
        gamle += reelle or vejledt or timer[borger] >= 225
        nye += reelle or (vejledt and ung) or timer[borger] >= 100

    assert 0.74 <= gamle / lange <= 0.87
    assert 0.43 <= nye / lange <= 0.60


def test_letters_belong_to_the_old_law_but_a_few_unlawful_ones_remain(by: tuple[str, Path]) -> None:
    _, ud = by
    samtaler = raekker(ud, "samtaler")
    foer = [r["form"] for r in samtaler if dag(r["dato"]) < REFORM]
    efter = [r["form"] for r in samtaler if dag(r["dato"]) >= REFORM]

    assert foer.count("brev") / len(foer) > 0.03
    assert 0 < efter.count("brev") / len(efter) < 0.01


def test_some_are_on_the_books_since_long_before_the_first_day(by: tuple[str, Path]) -> None:
    _, ud = by
    begyndt = [dag(r["fra"]) for r in raekker(ud, "ydelser")]

    assert dt.date(2015, 12, 1) < min(begyndt) < dt.date(2017, 1, 1)


def test_every_municipality_has_figures_and_a_name() -> None:
    assert len(kommuner()) == 98
    for kode, navn in kommuner().items():
        tal = kommune_tal(kode)

        assert tal.navn == navn
        assert len(tal.maaneder) == len(tal.dagpenge) == len(tal.kontant) == 60
        assert 0 < tal.jobparat < 1
        assert tal.praktik + tal.loentilskud + tal.nytteindsats == pytest.approx(1)
    assert [kommuner()[kode] for kode in ("766", "350", "840", "183")] == ["Hedensted", "Lejre", "Rebild", "Ishøj"]
