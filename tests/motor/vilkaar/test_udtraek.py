"""What an extract tells of the citizen an act concerns; what the act states wins, and a difference is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.motor.sagslaeser import datasaet
from tests.motor.sammenligning import standardvalg
from tests.motor.vilkaar.handlingssager import laest

from rettidig.forloeb import Datasaet
from rettidig.motor.vilkaar import Handling
from rettidig.motor.vilkaar.fakta import Vaerdi
from rettidig.motor.vilkaar.udtraek import Afvigelse, med_udtraek
from rettidig.regler.indlaes import hent_lov

LOV = hent_lov()


def udtraek(**borger: Any) -> Datasaet:
    return datasaet({"givet": {"borgere": [{"id": "B1", "foedselsdato": dt.date(1984, 4, 12), **borger}]}})


def taget(data: Datasaet, raat: dict[str, Any]) -> dict[str, Vaerdi]:
    handling, navne, _ = med_udtraek(LOV, laest({"borger_id": "B1", **raat}), data, standardvalg(LOV))
    return {navn: handling.fakta[navn] for navn in navne}


KONTANTHJAELP = [{"ydelse": "kontanthjaelp", "visitation": "jobparat", "fra": dt.date(2022, 10, 3)}]
TILBUD = {"handling": "bevil_tilbud", "dato": "2023-04-11", "tilbud": {"fra": "2023-05-03"}}


def test_group_age_education_and_months_on_benefit_come_from_the_rows() -> None:
    assert taget(udtraek(erhvervsuddannelse="ja", ydelser=KONTANTHJAELP), TILBUD) == {
        "borger.alder": 38,
        "borger.erhvervsuddannelse": True,
        "borger.visitation": "jobparat",
        "borger.maalgruppe": 2,
        "borger.ydelse_maaneder": 7,
    }


def test_on_the_birthday_the_citizen_is_a_year_older() -> None:
    assert taget(udtraek(ydelser=KONTANTHJAELP), TILBUD | {"dato": "2023-04-12"})["borger.alder"] == 39


def test_an_education_not_registered_is_not_known() -> None:
    assert "borger.erhvervsuddannelse" not in taget(udtraek(ydelser=KONTANTHJAELP), TILBUD)


def test_a_citizen_without_benefit_on_the_day_has_no_group() -> None:
    ophoert = [KONTANTHJAELP[0] | {"til": dt.date(2023, 1, 31)}]
    assert set(taget(udtraek(ydelser=ophoert), TILBUD)) == {"borger.alder"}


def test_two_groups_on_one_day_are_no_group() -> None:
    flere = [*KONTANTHJAELP, {"ydelse": "sygedagpenge", "fra": dt.date(2023, 3, 1)}]
    assert "borger.maalgruppe" not in taget(udtraek(ydelser=flere), TILBUD)


def test_months_on_dagpenge_are_months_of_unemployment() -> None:
    dagpenge = [{"ydelse": "dagpenge", "fra": dt.date(2023, 1, 2)}]
    # 160.33 hours are 21.67 weekdays of 7.4 hours: the second month is full in the middle of 2 March 2023.
    raat = {"handling": "bevil_tilbud", "dato": "2023-04-01"}
    for dag, maaneder in (("2023-03-02", 1), ("2023-03-03", 2)):
        fundet = taget(udtraek(ydelser=dagpenge), raat | {"tilbud": {"fra": dag}})
        assert fundet["borger.ydelse_maaneder"] == maaneder


def test_the_talk_gets_its_number_phase_and_situations() -> None:
    data = udtraek(
        ydelser=KONTANTHJAELP,
        samtaler=[{"dato": dt.date(2022, 10, 7)}, {"dato": dt.date(2022, 11, 7)}, {"dato": dt.date(2023, 2, 1)}],
        indsatser=[{"indsats": "virksomhedspraktik", "fra": dt.date(2023, 1, 9), "til": dt.date(2023, 2, 5)}],
        fritagelser=[{"grund": "barsel", "fra": dt.date(2023, 5, 1), "til": dt.date(2023, 5, 31)}],
        haendelser=[{"haendelse": "raskmelding", "dato": dt.date(2023, 3, 1)}],
    )

    def paa(dag: str) -> dict[str, Vaerdi]:
        fundet = taget(data, {"handling": "samtaleform", "samtale": {"dato": dag}})
        return {navn.removeprefix("samtale."): v for navn, v in fundet.items() if navn.startswith("samtale.")}

    i_praktik = {"nummer": 3, "fase": "inden", "i_tilbud": True, "delvist_rask": False, "barsel": False}
    assert paa("2023-02-01") == i_praktik | {"rask_inden_4_uger": True}
    assert paa("2023-01-31")["rask_inden_4_uger"] is False
    assert paa("2023-02-05")["i_tilbud"] is True
    assert paa("2023-02-06")["i_tilbud"] is False
    assert (paa("2023-04-02")["fase"], paa("2023-04-03")["fase"]) == ("inden", "efter")
    assert (paa("2023-04-30")["barsel"], paa("2023-05-01")["barsel"]) == (False, True)
    assert paa("2023-05-01")["nummer"] == 4


def test_guidance_and_hearing_are_read_from_the_events() -> None:
    data = udtraek(
        ydelser=KONTANTHJAELP,
        samtaler=[{"dato": dt.date(2022, 10, 7)}],
        haendelser=[
            {"haendelse": "vejledning_givet", "dato": dt.date(2022, 10, 7)},
            {"haendelse": "vejledning_givet", "dato": dt.date(2023, 6, 1)},
            {"haendelse": "partshoering_sendt", "dato": dt.date(2023, 5, 8)},
        ],
    )
    fundet = taget(data, {"handling": "sanktion", "sanktion": {"forseelse": "2023-05-02"}})
    assert fundet["vejledning.foerste_samtale"] == dt.date(2022, 10, 7)
    assert fundet["vejledning.gennemgaaet"] == (dt.date(2022, 10, 7),)
    assert fundet["sanktion.partshoering_sendt"] == dt.date(2023, 5, 8)


def test_no_event_is_no_proof_that_nothing_happened() -> None:
    fundet = taget(udtraek(ydelser=KONTANTHJAELP), {"handling": "sanktion", "sanktion": {"forseelse": "2023-05-02"}})
    assert not {navn for navn in fundet if not navn.startswith("borger.")}


def test_what_the_act_states_wins_and_the_difference_is_told() -> None:
    raat = {"borger_id": "B1", **TILBUD, "borger": {"maalgruppe": "6.3", "visitation": "jobparat"}}
    data = udtraek(ydelser=KONTANTHJAELP)
    handling, navne, forskelle = med_udtraek(LOV, laest(raat), data, standardvalg(LOV))
    assert handling.fakta["borger.maalgruppe"] == 3
    assert "borger.maalgruppe" not in navne
    assert forskelle == (Afvigelse("borger.maalgruppe", 3, 2),)


def test_without_a_day_nothing_is_taken() -> None:
    handling = Handling("bevil_tilbud", {}, "B1")
    assert med_udtraek(LOV, handling, udtraek(ydelser=KONTANTHJAELP), standardvalg(LOV)) == (handling, (), ())


def test_a_citizen_who_is_not_there_or_not_named_is_an_error() -> None:
    data = udtraek(ydelser=KONTANTHJAELP)
    with pytest.raises(KeyError):
        med_udtraek(LOV, laest({"borger_id": "B2", **TILBUD}), data, standardvalg(LOV))
    with pytest.raises(ValueError, match="names no citizen"):
        med_udtraek(LOV, laest(TILBUD), data, standardvalg(LOV))
