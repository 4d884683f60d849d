"""The SQL version of lob.fokusmaal.1 against examples counted by hand."""

from datetime import date
from typing import Any

import pytest
from tests.sql.koer import fokusmaal_1
from tests.sql.tabeller import tabeller

D = date(2023, 6, 30)
SIDEN_2021 = [{"ydelse": "kontanthjaelp", "visitation": "jobparat", "fra": date(2021, 3, 1)}]
VEJLEDNING_2022 = [{"indsats": "oevrig_vejledning", "fra": date(2022, 11, 1), "til": date(2023, 3, 1)}]
NOV_2022, MAJ_2023 = date(2022, 11, 1), date(2023, 5, 1)


def svar(d: date, regelsaet: str = "gaeldende", **data: Any) -> list[tuple[str, bool]]:
    return [(raekke["ydelse"], raekke["aktiveret"]) for raekke in fokusmaal_1(tabeller(**data), d, regelsaet)]


def aktiveret(regelsaet: str = "gaeldende", **data: Any) -> bool:
    ((_, svaret),) = svar(D, regelsaet, **({"ydelser": SIDEN_2021} | data))
    return svaret


def timer(*maaneder: tuple[date, int]) -> list[dict[str, Any]]:
    return [{"maaned": maaned, "timer": antal * 10_000} for maaned, antal in maaneder]


@pytest.mark.parametrize(("regelsaet", "ventet"), [("gaeldende", True), ("gamle", True), ("nye", False)])
def test_example_4_guidance_in_the_old_part_counts_except_under_the_new_rules(regelsaet: str, ventet: bool) -> None:
    assert aktiveret(regelsaet, indsatser=VEJLEDNING_2022) is ventet


@pytest.mark.parametrize(
    ("loentimer", "gaeldende", "gamle", "nye"),
    [
        (timer((MAJ_2023, 120)), True, False, True),
        (timer((NOV_2022, 120)), False, False, True),
        (timer((NOV_2022, 150), (MAJ_2023, 80)), True, True, True),
        (timer((NOV_2022, 150), (MAJ_2023, 74)), False, False, True),
        (timer((NOV_2022, 225)), True, True, True),
        (timer((MAJ_2023, 99)), False, False, False),
        (timer((date(2023, 3, 1), 100)), True, False, True),
        (timer((date(2022, 6, 1), 300), (date(2023, 7, 1), 300)), False, False, False),
    ],
)
def test_example_4_wage_hours_count_in_their_part_or_pooled(
    loentimer: list[dict[str, Any]], gaeldende: bool, gamle: bool, nye: bool
) -> None:
    assert aktiveret("gaeldende", loentimer=loentimer) is gaeldende
    assert aktiveret("gamle", loentimer=loentimer) is gamle
    assert aktiveret("nye", loentimer=loentimer) is nye


def test_hours_from_several_companies_are_added_up_exactly() -> None:
    loentimer = [{"maaned": MAJ_2023, "timer": antal, "cvr": cvr} for antal, cvr in ((999_999, "a"), (1, "b"))]
    assert aktiveret(loentimer=loentimer)
    assert not aktiveret(loentimer=loentimer[:1])


@pytest.mark.parametrize(
    ("fra", "til", "ventet"),
    [
        (date(2022, 5, 1), date(2022, 7, 1), False),
        (date(2022, 5, 1), date(2022, 7, 2), True),
        (D, None, True),
        (date(2023, 7, 1), None, False),
    ],
)
def test_one_day_of_an_offer_in_the_window_is_enough(fra: date, til: date | None, ventet: bool) -> None:
    assert aktiveret(indsatser=[{"indsats": "nytteindsats", "fra": fra, "til": til}]) is ventet


def test_guidance_counts_in_the_new_part_for_the_education_track_only() -> None:
    vejledning = [{"indsats": "oevrig_vejledning", "fra": date(2023, 4, 3), "til": date(2023, 5, 1)}]
    assert not aktiveret(indsatser=vejledning)
    uddannelseshjaelp = [{"ydelse": "uddannelseshjaelp", "fra": date(2021, 3, 1)}]
    assert aktiveret(ydelser=uddannelseshjaelp, indsatser=vejledning)
    assert aktiveret("nye", ydelser=uddannelseshjaelp, indsatser=vejledning)


@pytest.mark.parametrize("indsats", ["mentor", "delvis_raskmelding", "voksenlaerling", "jobrotation"])
def test_some_activities_are_no_offer(indsats: str) -> None:
    assert not aktiveret(indsatser=[{"indsats": indsats, "fra": date(2023, 1, 1)}])


@pytest.mark.parametrize(
    ("fra", "til", "med"),
    [
        (date(2022, 7, 1), None, True),
        (date(2022, 7, 2), None, False),
        (date(2021, 7, 1), date(2023, 6, 30), False),
        (date(2021, 7, 1), date(2023, 7, 1), True),
    ],
    ids=["12 months to the day", "a day short", "ended the day before", "last day is D"],
)
def test_the_population_is_on_benefit_on_the_day_after_12_months(fra: date, til: date | None, med: bool) -> None:
    ydelser = [{"ydelse": "kontanthjaelp", "visitation": "jobparat", "fra": fra, "til": til}]
    assert svar(D, ydelser=ydelser) == ([("kontanthjaelp", False)] if med else [])


def test_the_integration_programme_is_outside_and_the_exempt_are_inside() -> None:
    assert svar(D, borgere=[{"integrationsprogram": True}], ydelser=SIDEN_2021) == []
    fritaget = [{"grund": "barsel", "fra": date(2022, 1, 1)}]
    assert svar(D, borgere=[{"integrationsprogram": False}], ydelser=SIDEN_2021, fritagelser=fritaget) == [
        ("kontanthjaelp", False)
    ]


@pytest.mark.parametrize("ydelse", ["foertidspension", "fleksloentilskud", "ingen", "su", "efterloen"])
def test_other_benefits_are_outside_the_population(ydelse: str) -> None:
    assert svar(D, ydelser=[{"ydelse": ydelse, "fra": date(2020, 1, 1)}]) == []


def test_any_gap_breaks_a_sick_pay_course_and_touching_spells_are_one() -> None:
    def syg(igen: date) -> list[tuple[str, bool]]:
        foerste = {"ydelse": "sygedagpenge", "fra": date(2022, 1, 1), "til": date(2023, 1, 1)}
        return svar(D, ydelser=[foerste, {"ydelse": "sygedagpenge", "fra": igen}])

    assert syg(date(2023, 1, 1)) == [("sygedagpenge", False)]
    assert syg(date(2023, 1, 2)) == []


def test_sho_followed_by_kontanthjaelp_goes_on_as_one_course_without_any_event() -> None:
    def videre(igen: date) -> list[tuple[str, bool]]:
        foerste = {"ydelse": "sho", "visitation": "jobparat", "fra": date(2022, 1, 1), "til": date(2022, 9, 1)}
        return svar(D, ydelser=[foerste, SIDEN_2021[0] | {"fra": igen}])

    assert videre(date(2022, 9, 30)) == [("kontanthjaelp", False)]
    assert videre(date(2022, 10, 1)) == []


def test_a_month_with_only_subsidised_work_breaks_the_course_here() -> None:
    ydelser = [SIDEN_2021[0] | {"til": date(2022, 9, 1)}, SIDEN_2021[0] | {"fra": date(2022, 10, 1)}]
    loentilskud = [{"indsats": "loentilskud_privat", "fra": date(2022, 9, 1), "til": date(2022, 10, 1)}]
    assert svar(D, ydelser=ydelser, indsatser=loentilskud) == []


@pytest.mark.parametrize("forsikring", ["fuldtid", "deltid"])
def test_dagpenge_reach_12_months_on_the_260th_weekday(forsikring: str) -> None:
    # 260 weekdays from Monday 3 January 2022 end on Friday 30 December; from the Tuesday, on 2 January 2023.
    borgere = [{"forsikring": forsikring}]
    for fra, ventet in ((date(2022, 1, 3), [("dagpenge", False)]), (date(2022, 1, 4), [])):
        assert svar(date(2022, 12, 31), borgere=borgere, ydelser=[{"ydelse": "dagpenge", "fra": fra}]) == ventet


def test_the_still_periods_of_2020_count_for_the_measure() -> None:
    # The 260th weekday from Monday 6 January 2020 is Friday 1 January 2021.
    ydelser = [{"ydelse": "dagpenge", "fra": date(2020, 1, 6)}]
    assert svar(date(2020, 12, 31), ydelser=ydelser) == []
    assert svar(date(2021, 1, 31), ydelser=ydelser) == [("dagpenge", False)]


def test_a_person_counts_once_for_each_benefit() -> None:
    ydelser = [*SIDEN_2021, {"ydelse": "ledighedsydelse", "fra": date(2021, 1, 1)}]
    assert svar(D, ydelser=ydelser) == [("kontanthjaelp", False), ("ledighedsydelse", False)]


def test_a_day_that_ends_no_month_and_an_unknown_rule_set_are_refused() -> None:
    with pytest.raises(ValueError, match="månedens sidste dag"):
        fokusmaal_1(tabeller(), date(2023, 6, 29))
    with pytest.raises(ValueError, match="Regelsættet"):
        fokusmaal_1(tabeller(), D, "nyeste")
