"""The worked examples of the measures and the reimbursement ladder, and a hand-made check for each rule."""

from __future__ import annotations

from typing import Any

import pytest
from tests.uafhaengig.byg import dato, indsats, loen, person, samtaler, ydelse
from tests.uafhaengig.maalinger import fokusmaal
from tests.uafhaengig.refusion import refusion


def aktiveret(p: dict[str, Any], d: str, regelsaet: str = "gaeldende", **valg: Any) -> bool:
    ((_, aktiv, _),) = fokusmaal(p, dato(d), regelsaet, valg)
    return aktiv


# Section 8: the measures

KONTANTHJAELP_2021 = ydelse("kontanthjaelp", "2021-03-01", visitation="jobparat")


def test_eksempel_4_vejledning_taeller_kun_i_den_gamle_del_af_vinduet() -> None:
    p = person(KONTANTHJAELP_2021, indsatser=[indsats("oevrig_vejledning", "2022-11-01", "2023-02-28")])
    assert aktiveret(p, "2023-06-30", "gaeldende")
    assert aktiveret(p, "2023-06-30", "gamle")
    assert not aktiveret(p, "2023-06-30", "nye")


@pytest.mark.parametrize(
    ("timer", "ventet"),
    [
        ([("2023-05", "120")], True),
        ([("2022-11", "120")], False),
        ([("2022-11", "150"), ("2023-05", "80")], True),
        ([("2022-11", "225")], True),
        ([("2022-11", "224.99")], False),
        ([("2023-03", "100")], True),
        ([("2022-06", "300")], False),
        ([("2023-07", "300")], False),
    ],
)
def test_eksempel_4_loentimerne_vejes_for_hver_del_og_samlet(timer: list[tuple[str, str]], ventet: bool) -> None:
    p = person(KONTANTHJAELP_2021, loentimer=[loen(*maaned) for maaned in timer])
    assert aktiveret(p, "2023-06-30") is ventet


def test_timereglen_kan_stilles_om() -> None:
    p = person(KONTANTHJAELP_2021, loentimer=[loen("2022-11", "150"), loen("2023-05", "80")])
    assert not aktiveret(p, "2023-06-30", timeregel="saerskilt")
    assert aktiveret(p, "2023-06-30", timeregel="samlet_100")


def test_man_maales_fra_den_maaned_hvor_forloebet_har_varet_et_aar() -> None:
    p = person(ydelse("kontanthjaelp", "2022-07-01", visitation="jobparat"))
    assert fokusmaal(p, dato("2023-05-31"), "gaeldende") == []
    assert fokusmaal(p, dato("2023-06-30"), "gaeldende") == [("kontanthjaelp", False, False)]
    i_integration = {**p, "borger": {**p["borger"], "integrationsprogram": True}}
    assert fokusmaal(i_integration, dato("2023-06-30"), "gaeldende") == []


def test_et_ophold_paa_en_dag_bryder_sygedagpenge_i_maalingen() -> None:
    foer = ydelse("sygedagpenge", "2022-01-01", "2022-12-30")
    assert fokusmaal(person(foer, ydelse("sygedagpenge", "2023-01-01")), dato("2023-06-30"), "gaeldende") == []
    uden = person(foer, ydelse("sygedagpenge", "2022-12-31"), samtaler=samtaler("2023-01-02", slags="opfoelgning"))
    assert fokusmaal(uden, dato("2023-06-30"), "gaeldende") == [("sygedagpenge", False, False)]


def test_dagpenge_maales_efter_timer_og_corona_taeller_med() -> None:
    p = person(ydelse("dagpenge", "2020-01-01"))
    assert fokusmaal(p, dato("2020-11-30"), "gaeldende") == []
    assert fokusmaal(p, dato("2020-12-31"), "gaeldende") == [("dagpenge", False, False)]


def test_fire_samtaler_i_vinduet() -> None:
    p = person(KONTANTHJAELP_2021, samtaler=samtaler("2022-07-01", "2022-09-01", "2022-12-01", "2023-06-30"))
    assert fokusmaal(p, dato("2023-06-30"), "gaeldende") == [("kontanthjaelp", False, True)]
    assert fokusmaal(p, dato("2023-07-31"), "gaeldende") == [("kontanthjaelp", False, False)]


# Section 9: the reimbursement ladder


def test_eksempel_5_trappen_falder_efter_4_26_og_52_uger() -> None:
    p = person(ydelse("kontanthjaelp", "2023-01-02", visitation="jobparat"))
    uger = {uge: (nummer, sats) for uge, _, nummer, sats in refusion(p, dato("2023-01-01"), dato("2024-01-01"))}
    assert uger["2023-W04"] == (4, 80)
    assert uger["2023-W05"] == (5, 40)
    assert uger["2023-W26"] == (26, 40)
    assert uger["2023-W27"] == (27, 30)
    assert uger["2024-W01"] == (53, 20)


def test_52_hele_selvforsoergede_uger_inden_for_tre_aar_nulstiller_trappen() -> None:
    foer = ydelse("kontanthjaelp", "2020-01-06", "2020-03-29", "jobparat")
    femti_to = person(foer, ydelse("kontanthjaelp", "2021-03-29", visitation="jobparat"))
    assert refusion(femti_to, dato("2021-03-29"), dato("2021-03-29")) == [("2021-W13", "kontanthjaelp", 1, 80)]
    en_for_lidt = person(foer, ydelse("kontanthjaelp", "2021-03-28", visitation="jobparat"))
    assert refusion(en_for_lidt, dato("2021-03-28"), dato("2021-03-28")) == [("2021-W12", "kontanthjaelp", 13, 40)]
    med_su = person(*femti_to["ydelser"], ydelse("su", "2020-06-01", "2020-06-01"))
    assert refusion(med_su, dato("2021-03-29"), dato("2021-03-29"))[0][2] == 13


def test_flere_ydelser_i_en_uge_taeller_en_gang_og_uger_foer_dataene_kan_oplyses() -> None:
    p = person(
        ydelse("sygedagpenge", "2023-01-02", "2023-01-04"),
        ydelse("dagpenge", "2023-01-05", "2023-01-08"),
        indsatser=[indsats("loentilskud_privat", "2023-01-09", "2023-01-15")],
        borger={"ugetal_foer": 3},
    )
    assert refusion(p, dato("2023-01-08"), dato("2023-02-01")) == [
        ("2023-W01", "dagpenge+sygedagpenge", 4, 80),
        ("2023-W02", "loentilskud", 5, 40),
    ]
