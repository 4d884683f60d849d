"""The SQL version of lab.102.foerste_tilbud against examples counted by hand on a calendar."""

from datetime import date
from typing import Any

import pytest
from tests.sql.koer import Raekke, lab_102
from tests.sql.tabeller import tabeller

LOVVERSIONER = [("tidlig", date(2019, 1, 1)), ("midt", date(2023, 3, 22)), ("sen", date(2026, 7, 1))]
OEVRIG_VEJLEDNING = {"indsats": "oevrig_vejledning", "fra": date(2023, 1, 9), "til": date(2023, 4, 1)}


def kontanthjaelp(fra: date, til: date | None = None, visitation: str | None = "jobparat") -> dict[str, Any]:
    return {"ydelse": "kontanthjaelp", "fra": fra, "til": til, "visitation": visitation}


def sho(fra: date, til: date | None = None, visitation: str | None = "jobparat") -> dict[str, Any]:
    return kontanthjaelp(fra, til, visitation) | {"ydelse": "sho"}


def dagpenge(fra: date, til: date | None = None, grad: int = 1000) -> dict[str, Any]:
    return {"ydelse": "dagpenge", "fra": fra, "til": til, "grad": grad}


def praktik(fra: date, til: date | None = None) -> dict[str, Any]:
    return {"indsats": "virksomhedspraktik", "fra": fra, "til": til}


def loentilskud(fra: date, til: date | None = None, bevilget: date | None = None) -> dict[str, Any]:
    return {"indsats": "loentilskud_privat", "fra": fra, "til": til, "bevilget": bevilget}


def barsel(fra: date, til: date | None = None) -> dict[str, Any]:
    return {"grund": "barsel", "fra": fra, "til": til}


def svar(pr: date, **data: Any) -> list[Raekke]:
    return lab_102(tabeller(**data), pr, LOVVERSIONER)


def ene(pr: date, **data: Any) -> Raekke:
    (raekke,) = svar(pr, **data)
    return raekke


def kort(raekke: Raekke) -> tuple[str, date | None, date | None]:
    return raekke["status"], raekke["frist"], raekke["opfyldt_dato"]


def starter(raekker: list[Raekke]) -> list[date]:
    return [raekke["forloeb_start"] for raekke in raekker]


# Kontanthjælp from 3 October 2022: the right arises Monday 3 April 2023, the week ends Sunday 9 April.
FRA_OKTOBER = [kontanthjaelp(date(2022, 10, 3))]
FRIST = date(2023, 4, 9)


def test_example_1_guidance_no_longer_counts_and_the_placement_comes_a_day_late() -> None:
    indsatser = [OEVRIG_VEJLEDNING, praktik(date(2023, 4, 10), date(2023, 5, 8))]
    assert ene(date(2023, 6, 1), ydelser=FRA_OKTOBER, indsatser=indsatser) == {
        "borger_id": "b1",
        "maalgruppe": "6.2",
        "frist": FRIST,
        "status": "opfyldt_for_sent",
        "opfyldt_dato": date(2023, 4, 10),
        "forloeb_start": date(2022, 10, 3),
        "pause_dage": 0,
        "lovversion": "midt",
    }


def test_example_2_the_same_guidance_meets_a_right_that_arose_a_week_before_the_change() -> None:
    raekke = ene(date(2023, 6, 1), ydelser=[kontanthjaelp(date(2022, 9, 15))], indsatser=[OEVRIG_VEJLEDNING])
    assert kort(raekke) == ("opfyldt", date(2023, 3, 19), date(2023, 1, 9))
    assert raekke["lovversion"] == "tidlig"


def test_example_3_a_whole_calendar_month_without_the_benefit_starts_a_new_course() -> None:
    foerste = kontanthjaelp(date(2022, 1, 10), date(2022, 5, 16))
    pr = date(2022, 8, 1)
    assert starter(svar(pr, ydelser=[foerste, kontanthjaelp(date(2022, 7, 10))])) == [
        date(2022, 1, 10),
        date(2022, 7, 10),
    ]
    assert starter(svar(pr, ydelser=[foerste, kontanthjaelp(date(2022, 6, 20))])) == [date(2022, 1, 10)]
    assert starter(svar(pr, ydelser=[foerste, kontanthjaelp(date(2022, 6, 30))])) == [date(2022, 1, 10)]
    assert len(starter(svar(pr, ydelser=[foerste, kontanthjaelp(date(2022, 7, 1))]))) == 2


def test_one_day_of_subsidised_work_in_the_month_keeps_the_course_together() -> None:
    ydelser = [kontanthjaelp(date(2022, 1, 10), date(2022, 5, 16)), kontanthjaelp(date(2022, 7, 10))]
    dag = loentilskud(date(2022, 6, 30), date(2022, 7, 1))
    assert starter(svar(date(2022, 8, 1), ydelser=ydelser, indsatser=[dag])) == [date(2022, 1, 10)]


def test_six_months_from_the_31st_end_on_the_last_day_of_february() -> None:
    raekke = ene(date(2023, 1, 1), ydelser=[kontanthjaelp(date(2022, 8, 31))])
    assert kort(raekke) == ("afventer", date(2023, 3, 5), None)


@pytest.mark.parametrize(
    ("pr", "status"),
    [(date(2023, 4, 9), "afventer"), (date(2023, 4, 10), "overskredet")],
)
def test_the_sunday_itself_is_still_in_time(pr: date, status: str) -> None:
    assert ene(pr, ydelser=FRA_OKTOBER)["status"] == status


@pytest.mark.parametrize(
    ("indsats", "status"),
    [
        (praktik(date(2023, 4, 9), date(2023, 4, 22)), "overskredet"),
        (praktik(date(2023, 4, 9), date(2023, 4, 23)), "opfyldt"),
        (praktik(date(2023, 4, 9)), "opfyldt"),
        (praktik(date(2022, 10, 2), date(2022, 12, 1)), "overskredet"),
        ({"indsats": "mentor", "fra": date(2023, 1, 9)}, "overskredet"),
        (praktik(date(2023, 6, 2)), "overskredet"),
    ],
    ids=["13 days", "14 days", "open end", "begun before the course", "mentor", "begun after the day asked"],
)
def test_an_offer_must_last_14_days_and_begin_in_the_course(indsats: dict[str, Any], status: str) -> None:
    assert ene(date(2023, 6, 1), ydelser=FRA_OKTOBER, indsatser=[indsats])["status"] == status


@pytest.mark.parametrize(
    ("begyndt", "bevilget", "status"),
    [
        (date(2023, 4, 30), date(2023, 4, 3), "opfyldt"),
        (date(2023, 5, 1), date(2023, 4, 3), "opfyldt_for_sent"),
        (date(2023, 4, 30), date(2023, 4, 4), "opfyldt_for_sent"),
        (date(2023, 4, 30), None, "opfyldt_for_sent"),
    ],
)
def test_subsidised_work_granted_in_time_may_begin_three_weeks_late(
    begyndt: date, bevilget: date | None, status: str
) -> None:
    indsats = loentilskud(begyndt, bevilget=bevilget)
    assert kort(ene(date(2023, 6, 1), ydelser=FRA_OKTOBER, indsatser=[indsats])) == (status, FRIST, begyndt)


def test_the_grace_holds_though_an_earlier_offer_is_the_late_one() -> None:
    indsatser = [praktik(date(2023, 4, 12)), loentilskud(date(2023, 4, 20), bevilget=date(2023, 3, 1))]
    raekke = ene(date(2023, 6, 1), ydelser=FRA_OKTOBER, indsatser=indsatser)
    assert kort(raekke) == ("opfyldt", FRIST, date(2023, 4, 12))


@pytest.mark.parametrize(
    ("fritagelser", "frist"),
    [
        ([barsel(date(2023, 3, 1), date(2023, 7, 1))], date(2023, 7, 30)),
        ([barsel(date(2023, 3, 1), date(2023, 4, 3))], FRIST),
        ([barsel(date(2023, 3, 1), date(2023, 4, 4))], date(2023, 5, 3)),
        ([barsel(date(2023, 4, 4), date(2023, 7, 1))], FRIST),
        ([barsel(date(2023, 4, 3), date(2023, 7, 1)), barsel(date(2023, 2, 1), date(2023, 9, 1))], date(2023, 9, 30)),
        ([{"grund": "sygdom", "fra": date(2023, 3, 1)}], FRIST),
        ([{"grund": "standby", "fra": date(2023, 3, 1)}], FRIST),
        ([{"grund": "stu", "fra": date(2023, 3, 1)}], FRIST),
        ([{"grund": "uddannelse_inden_6_uger", "fra": date(2023, 4, 1), "til": date(2023, 5, 11)}], date(2023, 6, 10)),
    ],
    ids=[
        "covers the right date",
        "ends the day before it",
        "ends on it",
        "begins the day after it",
        "of several the one that ends last",
        "illness",
        "standby",
        "stu outside 6.4-6.5",
        "education within six weeks",
    ],
)
def test_an_exemption_on_the_right_date_moves_the_deadline(fritagelser: list[dict[str, Any]], frist: date) -> None:
    assert kort(ene(date(2023, 4, 5), ydelser=FRA_OKTOBER, fritagelser=fritagelser)) == ("afventer", frist, None)


def test_an_open_exemption_stops_the_clock_and_an_offer_meanwhile_meets_the_duty() -> None:
    data: dict[str, Any] = {"ydelser": FRA_OKTOBER, "fritagelser": [barsel(date(2023, 3, 1))]}
    pr = date(2023, 6, 1)
    assert kort(ene(pr, **data)) == ("sat_paa_pause", None, None)
    offer = [praktik(date(2023, 5, 1))]
    assert kort(ene(pr, **data, indsatser=offer)) == ("opfyldt", None, date(2023, 5, 1))


@pytest.mark.parametrize(
    ("til", "status"),
    [(date(2023, 4, 9), "bortfaldet"), (date(2023, 4, 10), "overskredet")],
)
def test_the_duty_lapses_when_the_course_ended_before_the_deadline(til: date, status: str) -> None:
    ydelser = [kontanthjaelp(date(2022, 10, 3), til)]
    assert ene(date(2023, 6, 1), ydelser=ydelser)["status"] == status


def test_a_planned_end_counts_only_when_it_has_passed() -> None:
    ydelser = [kontanthjaelp(date(2022, 10, 3), date(2023, 4, 1))]
    assert ene(date(2023, 3, 31), ydelser=ydelser)["status"] == "afventer"
    assert ene(date(2023, 4, 1), ydelser=ydelser)["status"] == "bortfaldet"


def test_subsidised_work_begun_within_a_month_after_the_benefit_is_begun_in_the_course() -> None:
    ydelser = [kontanthjaelp(date(2022, 10, 3), date(2023, 3, 1))]
    for begyndt, status in ((date(2023, 3, 28), "opfyldt"), (date(2023, 3, 29), "bortfaldet")):
        assert ene(date(2023, 6, 1), ydelser=ydelser, indsatser=[loentilskud(begyndt)])["status"] == status


def test_full_time_dagpenge_reach_six_months_on_the_130th_weekday() -> None:
    for pr, status in ((date(2022, 2, 1), "afventer"), (date(2022, 8, 1), "overskredet")):
        raekke = ene(pr, ydelser=[dagpenge(date(2022, 1, 3))])
        assert kort(raekke) == (status, date(2022, 7, 3), None)
        assert (raekke["maalgruppe"], raekke["pause_dage"]) == ("6.1", 0)


def test_half_dagpenge_take_twice_as_long_and_part_time_insurance_reaches_780_exactly() -> None:
    pr = date(2022, 5, 1)
    assert ene(pr, ydelser=[dagpenge(date(2022, 1, 3), grad=500)])["frist"] == date(2023, 1, 1)
    assert ene(pr, borgere=[{"forsikring": "deltid"}], ydelser=[dagpenge(date(2022, 1, 3))])["frist"] == date(
        2022, 7, 3
    )


@pytest.mark.parametrize("pr", [date(2020, 2, 1), date(2020, 6, 1), date(2021, 3, 1), date(2021, 8, 1)])
def test_the_dagpenge_clock_stands_still_in_the_two_periods_of_2020_and_2021(pr: date) -> None:
    # 40 weekdays before 1 March 2020, 88 from 1 September to 31 December, then 1 and 2 July 2021.
    raekke = ene(pr, ydelser=[dagpenge(date(2020, 1, 6))])
    assert (raekke["frist"], raekke["pause_dage"]) == (date(2021, 7, 4), 184 + 181)


def test_outside_a_spell_the_dagpenge_clock_waits_and_goes_on_when_the_person_returns() -> None:
    foer = dagpenge(date(2022, 1, 3), date(2022, 2, 28))
    ude = ene(date(2022, 3, 10), ydelser=[foer])
    assert (kort(ude), ude["pause_dage"]) == (("sat_paa_pause", None, None), 11)
    igen = ene(date(2022, 4, 1), ydelser=[foer, dagpenge(date(2022, 3, 28))])
    assert (kort(igen), igen["pause_dage"]) == (("afventer", date(2022, 7, 31), None), 28)


def test_subsidised_work_after_the_benefit_adds_full_hours_to_the_dagpenge_clock() -> None:
    data: dict[str, Any] = {"indsatser": [loentilskud(date(2022, 4, 4))]}
    raekke = ene(date(2022, 8, 1), ydelser=[dagpenge(date(2022, 1, 3), date(2022, 4, 4))], **data)
    assert (kort(raekke), raekke["pause_dage"]) == (("opfyldt", date(2022, 7, 3), date(2022, 4, 4)), 0)


def test_a_new_dagpenge_period_starts_a_course_in_the_middle_of_a_spell() -> None:
    ny = {"haendelse": "ny_dagpengeperiode", "dato": date(2022, 3, 7)}
    raekker = svar(date(2022, 5, 1), ydelser=[dagpenge(date(2022, 1, 3))], haendelser=[ny])
    assert starter(raekker) == [date(2022, 1, 3), date(2022, 3, 7)]
    assert [raekke["status"] for raekke in raekker] == ["bortfaldet", "afventer"]


@pytest.mark.parametrize(("igen", "forloeb"), [(date(2022, 1, 2), 1), (date(2022, 1, 3), 2)])
def test_five_years_without_dagpenge_start_a_course(igen: date, forloeb: int) -> None:
    ydelser = [dagpenge(date(2016, 12, 5), date(2017, 1, 3)), dagpenge(igen)]
    assert len(set(starter(svar(date(2022, 2, 1), ydelser=ydelser)))) == forloeb


@pytest.mark.parametrize(("timer", "status"), [(866_700, "bortfaldet"), (866_699, "overskredet")])
def test_wage_hours_of_20_a_week_in_the_month_of_the_right_lapse_the_dagpenge_duty(timer: int, status: str) -> None:
    loen = [
        {"maaned": date(2022, 7, 1), "timer": 500_000, "cvr": "a"},
        {"maaned": date(2022, 7, 1), "timer": timer - 500_000, "cvr": "b"},
    ]
    assert ene(date(2022, 8, 1), ydelser=[dagpenge(date(2022, 1, 3))], loentimer=loen)["status"] == status
    assert ene(date(2023, 6, 1), ydelser=FRA_OKTOBER, loentimer=loen)["status"] == "overskredet"


def test_a_move_from_the_education_track_to_the_job_track_starts_a_course() -> None:
    ung = [{"foedselsdato": date(1998, 1, 1)}]
    ydelser = [sho(date(2022, 10, 3), date(2023, 2, 1), "uddannelsesparat"), sho(date(2023, 2, 1))]
    assert starter(svar(date(2023, 3, 1), borgere=ung, ydelser=ydelser)) == [date(2023, 2, 1)]


def test_turning_30_alone_starts_no_course_but_moves_the_group() -> None:
    ydelser = [sho(date(2023, 2, 1), visitation="aktivitetsparat")]
    borgere = [{"foedselsdato": date(1993, 6, 15)}]
    assert svar(date(2023, 6, 14), borgere=borgere, ydelser=ydelser) == []
    raekke = ene(date(2023, 6, 15), borgere=borgere, ydelser=ydelser)
    assert (raekke["maalgruppe"], raekke["forloeb_start"]) == ("6.3", date(2023, 2, 1))


def test_the_renaming_of_1_july_2025_starts_no_course_but_a_move_of_track_that_day_does() -> None:
    ydelser = [sho(date(2025, 3, 3), date(2025, 7, 1)), kontanthjaelp(date(2025, 7, 1))]
    assert starter(svar(date(2025, 8, 1), ydelser=ydelser)) == [date(2025, 3, 3)]
    uddannelseshjaelp = kontanthjaelp(date(2025, 3, 3), date(2025, 7, 1), None) | {"ydelse": "uddannelseshjaelp"}
    ung = [{"foedselsdato": date(2000, 1, 1)}]
    assert starter(svar(date(2025, 8, 1), borgere=ung, ydelser=[uddannelseshjaelp, ydelser[1]])) == [date(2025, 7, 1)]


def test_meeting_the_residence_requirement_carries_the_course_into_kontanthjaelp() -> None:
    ydelser = [sho(date(2022, 3, 1), date(2022, 6, 1)), kontanthjaelp(date(2022, 6, 1))]
    pr = date(2022, 7, 1)
    assert starter(svar(pr, ydelser=ydelser)) == [date(2022, 3, 1), date(2022, 6, 1)]
    haendelser = [{"haendelse": "opholdskrav_opfyldt", "dato": date(2022, 6, 1)}]
    assert starter(svar(pr, ydelser=ydelser, haendelser=haendelser)) == [date(2022, 3, 1)]


@pytest.mark.parametrize(("fra", "grupper"), [(date(2025, 12, 30), []), (date(2026, 1, 1), ["6.4"])])
def test_the_education_track_comes_under_the_rule_for_rights_from_1_july_2026(fra: date, grupper: list[str]) -> None:
    raekker = svar(
        date(2026, 2, 1),
        borgere=[{"foedselsdato": date(2003, 1, 1)}],
        ydelser=[kontanthjaelp(fra, visitation="uddannelsesparat")],
    )
    assert [raekke["maalgruppe"] for raekke in raekker] == grupper


def test_from_1_july_2026_guidance_meets_the_duty_again() -> None:
    vejledning = OEVRIG_VEJLEDNING | {"fra": date(2026, 2, 2), "til": date(2026, 3, 2)}
    for fra, status in ((date(2025, 12, 30), "afventer"), (date(2026, 1, 1), "opfyldt")):
        assert ene(date(2026, 3, 1), ydelser=[kontanthjaelp(fra)], indsatser=[vejledning])["status"] == status


def test_the_switch_lets_guidance_begun_before_the_change_meet_a_later_right() -> None:
    data = tabeller(ydelser=FRA_OKTOBER, indsatser=[OEVRIG_VEJLEDNING])
    (raekke,) = lab_102(data, date(2023, 6, 1), ovo_grandfathered=True)
    assert (kort(raekke), raekke["lovversion"]) == (("opfyldt", FRIST, date(2023, 1, 9)), None)


@pytest.mark.parametrize(("fra", "antal"), [(date(2019, 6, 30), 0), (date(2019, 7, 1), 1)])
def test_rights_before_2020_give_no_row(fra: date, antal: int) -> None:
    assert len(svar(date(2020, 2, 1), ydelser=[kontanthjaelp(fra)])) == antal


def test_without_a_visitation_there_is_no_row_and_a_future_spell_is_unknown() -> None:
    assert svar(date(2023, 6, 1), ydelser=[kontanthjaelp(date(2022, 10, 3), visitation=None)]) == []
    assert svar(date(2022, 10, 2), ydelser=FRA_OKTOBER) == []
    assert svar(date(2022, 10, 2)) == []


def test_of_overlapping_spells_the_latest_begun_gives_the_group_and_the_earlier_resumes() -> None:
    indskudt = kontanthjaelp(date(2023, 2, 1), date(2023, 5, 1), "aktivitetsparat")
    assert ene(date(2023, 6, 1), ydelser=[*FRA_OKTOBER, indskudt])["maalgruppe"] == "6.3"
    kortere = indskudt | {"til": date(2023, 4, 3)}
    assert ene(date(2023, 6, 1), ydelser=[*FRA_OKTOBER, kortere])["maalgruppe"] == "6.2"


def test_a_course_at_no_share_of_benefit_waits_and_one_at_a_thousandth_is_projected_centuries_ahead() -> None:
    assert kort(ene(date(2022, 2, 1), ydelser=[dagpenge(date(2022, 1, 3), grad=0)])) == ("sat_paa_pause", None, None)
    # 961.98 h at 0.0074 h a weekday is 129,998 weekdays: 25,999 weeks and the Wednesday of the next.
    frist = date.fromordinal(date(2022, 1, 3).toordinal() + 25_999 * 7 + 6)
    assert ene(date(2022, 2, 1), ydelser=[dagpenge(date(2022, 1, 3), grad=1)])["frist"] == frist


def test_an_empty_dataset_gives_no_rows() -> None:
    assert svar(date(2023, 6, 1), borgere=[]) == []
