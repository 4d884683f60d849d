"""What would meet an open obligation: worked cases, and that doing it meets the obligation."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.motor.sammenligning import Person, folk, som_historik, standardvalg
from tests.uafhaengig.byg import fritagelse, indsats, person, samtaler, ydelse

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.lovlighed import Lovlighed, Modtager
from rettidig.motor.opfyldelse import opfyldelsesraekker
from rettidig.motor.opgaver import Opfyldelsesopgave
from rettidig.motor.svar import frist_raekker
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import add_days, to_date, to_day

JOBPARAT = "jobparat"
FOERSTE, NAESTE, FIRE = "lab.102.foerste_tilbud", "lab.105.naeste_tilbud", "lab.31.fire_samtaler"
I_OKTOBER = ydelse("kontanthjaelp", "2022-10-03", visitation=JOBPARAT)


def grundlag(personer: list[Person], pr: date) -> Grundlag:
    return Grundlag.paa(hent_lov(), som_historik(personer), to_day(pr), standardvalg())


def veje(hvem: Person, pr: str, regel: str) -> list[dict[str, Any]]:
    regler = (hent_lov().hent(regel, Fristregel),)
    return opfyldelsesraekker(grundlag([hvem], date.fromisoformat(pr)), regler)


def af_art(hvem: Person, pr: str, regel: str, art: str) -> dict[str, Any]:
    (fundet,) = [vej for vej in veje(hvem, pr, regel) if vej["art"] == art]
    return fundet


# --- Worked by hand ---


def test_before_the_deadline_an_offer_is_in_time_until_the_sunday_of_the_week_of_the_right() -> None:
    vej = af_art(person(I_OKTOBER), "2023-03-01", FOERSTE, "virksomhedspraktik")
    assert (vej["udfald"], vej["tidligst"], vej["senest"], vej["mindst_dage"]) == (
        "i_tide",
        date(2023, 3, 1),
        date(2023, 4, 9),
        14,
    )


def test_a_loentilskud_granted_by_the_right_date_has_three_weeks_more() -> None:
    vej = af_art(person(I_OKTOBER), "2023-03-01", FOERSTE, "loentilskud_privat")
    assert (vej["senest"], vej["bevilget_senest"], vej["senest_bevilget"]) == (
        date(2023, 4, 9),
        date(2023, 4, 3),
        date(2023, 4, 30),
    )


def test_after_the_deadline_only_a_loentilskud_already_granted_is_in_time() -> None:
    hvem = person(I_OKTOBER)
    assert {vej["art"]: vej["udfald"] for vej in veje(hvem, "2023-04-20", FOERSTE)} == {
        "virksomhedspraktik": "for_sent",
        "loentilskud_privat": "kun_hvis_bevilget",
        "loentilskud_offentlig": "kun_hvis_bevilget",
        "nytteindsats": "for_sent",
        "ordinaer_uddannelse": "for_sent",
    }
    assert {vej["udfald"] for vej in veje(hvem, "2023-05-01", FOERSTE)} == {"for_sent"}


def test_other_guidance_is_a_way_under_the_version_of_the_row_alone() -> None:
    foer = {
        vej["art"]
        for vej in veje(person(ydelse("kontanthjaelp", "2022-09-15", visitation=JOBPARAT)), "2023-03-01", FOERSTE)
    }
    efter = {vej["art"] for vej in veje(person(I_OKTOBER), "2023-03-01", FOERSTE)}
    assert foer - efter == {"oevrig_vejledning"}
    assert efter <= foer


def test_an_exemption_without_an_end_leaves_no_deadline() -> None:
    hvem = person(I_OKTOBER, fritagelser=[fritagelse("barsel", "2023-03-01")])
    vej = af_art(hvem, "2023-06-30", FOERSTE, "nytteindsats")
    assert (vej["status"], vej["udfald"], vej["senest"]) == ("sat_paa_pause", "uden_frist", None)


def test_an_ended_course_has_one_row_without_a_way_when_nothing_can_begin_in_it() -> None:
    hvem = person(ydelse("kontanthjaelp", "2022-10-03", "2023-04-20", visitation=JOBPARAT))
    (raekke,) = veje(hvem, "2023-06-30", FOERSTE)
    assert (raekke["status"], raekke["udfald"], raekke["art"], raekke["senest"]) == (
        "overskredet",
        "ikke_laengere",
        None,
        None,
    )


def test_a_month_after_the_course_a_loentilskud_can_still_begin_in_it() -> None:
    hvem = person(ydelse("kontanthjaelp", "2022-10-03", "2023-04-20", visitation=JOBPARAT))
    assert {(v["art"], v["udfald"]) for v in veje(hvem, "2023-05-10", FOERSTE)} == {
        ("loentilskud_privat", "for_sent"),
        ("loentilskud_offentlig", "for_sent"),
    }


def test_an_act_must_begin_before_the_known_end_of_the_course() -> None:
    hvem = person(ydelse("kontanthjaelp", "2022-10-03", "2023-04-05", visitation=JOBPARAT))
    assert af_art(hvem, "2023-03-01", FOERSTE, "nytteindsats")["senest"] == date(2023, 4, 5)


def test_the_obviously_ready_for_education_are_offered_no_loentilskud() -> None:
    hvem = person(
        ydelse("uddannelseshjaelp", "2023-01-02", visitation="aabenlyst_uddannelsesparat"), foedt="2001-02-03"
    )
    arter = {vej["art"] for vej in veje(hvem, "2023-01-20", "lab.105.foerste_tilbud")}
    assert "virksomhedspraktik" in arter
    assert arter.isdisjoint({"loentilskud_privat", "loentilskud_offentlig"})


def test_what_bars_a_kind_is_a_condition_with_its_paragraph() -> None:
    lovlighed = Lovlighed(hent_lov(), to_day(date(2023, 1, 20)))
    (hindring,) = lovlighed.hindringer("loentilskud_privat", Modtager(4, "aabenlyst_uddannelsesparat"), 1)
    assert hindring.betingelse.id == "ikke_aabenlyst"
    assert lovlighed.hindringer("loentilskud_privat", Modtager(4, "uddannelsesparat"), 1) == ()
    assert lovlighed.hindringer("ukendt_slags", Modtager(4), 1) == ()


def test_missing_talks_are_counted_with_the_last_day_in_time_and_the_form_of_the_next() -> None:
    hvem = person(I_OKTOBER, samtaler=samtaler("2022-10-07", "2022-12-12"))
    vej = af_art(hvem, "2023-03-01", FIRE, "jobsamtale")
    assert (vej["antal"], vej["senest"], vej["udfald"]) == (2, date(2023, 4, 2), "i_tide")
    assert vej["former"] == "fremmoede"
    assert af_art(hvem, "2023-03-25", FIRE, "jobsamtale")["former"] == "fremmoede, telefon, video"


def test_the_first_talk_is_held_in_person() -> None:
    assert af_art(person(I_OKTOBER), "2022-10-04", "lab.31.foerste_samtale", "jobsamtale")["former"] == "fremmoede"


def test_two_talks_cannot_be_held_in_time_on_the_last_day() -> None:
    hvem = person(I_OKTOBER, samtaler=samtaler("2022-10-07", "2022-12-12"))
    assert af_art(hvem, "2023-04-01", FIRE, "jobsamtale")["udfald"] == "i_tide"
    assert af_art(hvem, "2023-04-02", FIRE, "jobsamtale")["udfald"] == "for_sent"


def test_on_a_day_with_a_talk_the_next_counts_from_the_day_after() -> None:
    hvem = person(I_OKTOBER, samtaler=samtaler("2022-10-07", "2022-12-12", "2023-04-02"))
    vej = af_art(hvem, "2023-04-02", FIRE, "jobsamtale")
    assert (vej["tidligst"], vej["udfald"]) == (date(2023, 4, 3), "for_sent")


def test_before_2024_a_talk_of_the_unemployed_must_be_with_the_municipality() -> None:
    assert af_art(person(ydelse("dagpenge", "2023-01-02")), "2023-03-01", FIRE, "jobsamtale")["part"] == "kommune"


def test_an_obligation_that_is_met_or_has_lapsed_has_no_rows() -> None:
    opfyldt = person(I_OKTOBER, indsatser=[indsats("virksomhedspraktik", "2023-01-09", "2023-02-05")])
    ophoert = person(ydelse("kontanthjaelp", "2022-10-03", "2023-01-15", visitation=JOBPARAT))
    assert veje(opfyldt, "2023-03-01", FOERSTE) == []
    assert veje(ophoert, "2023-06-30", FOERSTE) == []


# --- Doing it meets the obligation ---

DAGE = (date(2021, 11, 15), date(2023, 2, 20), date(2024, 3, 4), date(2026, 5, 12))
_FAKTA = {
    "ydelser": "fra",
    "indsatser": "fra",
    "samtaler": "dato",
    "loentimer": "maaned",
    "fritagelser": "fra",
    "haendelser": "dato",
}


def kun_kendt(hvem: Person, pr: date) -> Person:
    """The person without anything that begins after the day."""
    kendt = copy.deepcopy(hvem)
    for tabel, kolonne in _FAKTA.items():
        kendt[tabel] = [raekke for raekke in kendt.get(tabel, []) if raekke[kolonne] <= pr]
    return kendt


def med_handling(hvem: Person, nyt_id: str, vej: dict[str, Any], slut: int, antal: int, dage: int) -> Person:
    """The person under another id, with the act done so that it (or the last talk) falls on the day ``slut``."""
    ny = copy.deepcopy(hvem)
    ny["borger"]["borger_id"] = nyt_id
    match vej["slags"]:
        case "tilbud" | "indsats":
            til = to_date(slut + max(dage, 1) - 1)
            ny["indsatser"].append({"indsats": vej["art"], "fra": to_date(slut), "til": til, "bevilget": None})
        case "haendelse":
            ny["haendelser"].append({"haendelse": vej["art"], "dato": to_date(slut), "vaerdi": None})
        case _:
            holdt = {"slags": vej["art"], "form": "fremmoede", "status": "afholdt", "part": "kommune"}
            ny["samtaler"] += [{"dato": to_date(slut - nr), **holdt} for nr in range(antal)]
    return ny


def forsoeg(vej: dict[str, Any]) -> Iterator[tuple[str, int, int, int]]:
    """How the act is done: name, day, number of talks, length; and whether that should meet the obligation in time."""
    senest, dage = to_day(vej["senest"]), vej["mindst_dage"] or 1
    yield "i_tide", senest, vej["antal"], dage
    if vej["slags"] == "samtaler":
        yield "en_for_lidt", senest, vej["antal"] - 1, 0
    elif dage > 1:
        yield "for_kort", senest, 1, dage - 1
    yield "en_dag_for_sent", senest + 1, vej["antal"], dage


def pladser(vej: dict[str, Any]) -> tuple[str, date]:
    return vej["regel"], vej["forloeb_start"], vej["frist"]  # type: ignore[return-value]


@pytest.mark.parametrize("pr", DAGE)
def test_the_act_on_its_last_day_meets_the_obligation_and_anything_less_does_not(pr: date) -> None:
    personer = {p["borger"]["borger_id"]: kun_kendt(p, pr) for p in folk(41, 240, paene_hver=2)}
    personer = {id_: p for id_, p in personer.items() if p["ydelser"]}
    alle_regler = hent_lov().alle_frister()
    raekker = opfyldelsesraekker(grundlag(list(personer.values()), pr), alle_regler)
    raekker = [r for r in raekker if r["udfald"] == "i_tide" and r["slags"] not in ("visitation", "status")]
    proeves: dict[int, list[tuple[str, str, dict[str, Any], Person]]] = defaultdict(list)
    for nr, vej in enumerate(raekker):
        for navn, dag, antal, dage in forsoeg(vej):
            ny = med_handling(personer[vej["borger_id"]], f"N{nr:05d}{navn}", vej, dag, antal, dage)
            proeves[dag].append((navn, ny["borger"]["borger_id"], vej, ny))
    talt: dict[str, int] = defaultdict(int)
    for dag, alle in proeves.items():
        svar = frist_raekker(grundlag([ny for *_, ny in alle], to_date(dag)), alle_regler)
        status = {(r["borger_id"], *pladser(r)): r["status"] for r in svar}
        for navn, id_, vej, _ in alle:
            fundet = status.get((id_, *pladser(vej)))
            if fundet is None:
                continue  # as time goes on the group, and with it the duty, may change
            talt[navn] += 1
            assert (fundet == "opfyldt") is (navn == "i_tide"), (navn, fundet, vej)
    assert talt["i_tide"] > 50
    assert talt["en_dag_for_sent"] > 50


def test_every_open_obligation_has_its_rows_and_no_other_has_any() -> None:
    pr = date(2024, 3, 4)
    grund = grundlag(folk(43, 200), pr)
    aabne = {
        (r["borger_id"], *pladser(r))
        for r in frist_raekker(grund)
        if r["status"] in ("afventer", "overskredet", "sat_paa_pause")
    }
    fundne = {(r["borger_id"], *pladser(r)) for r in opfyldelsesraekker(grund)}
    assert fundne == aabne


def test_the_rows_of_a_block_are_the_rows_in_the_same_order() -> None:
    pr = date(2024, 3, 4)
    personer = folk(43, 120)
    tabel = Opfyldelsesopgave(pr, standardvalg()).svar(som_historik(personer))
    assert tabel.to_pylist() == [
        {navn: raekke[navn] for navn in tabel.column_names} for raekke in opfyldelsesraekker(grundlag(personer, pr))
    ]


def test_the_day_before_the_first_possible_day_is_never_offered() -> None:
    for vej in opfyldelsesraekker(grundlag(folk(44, 150), date(2023, 2, 20))):
        assert vej["tidligst"] is None or vej["tidligst"] >= date(2023, 2, 20)
        if vej["udfald"] == "i_tide":
            assert vej["tidligst"] <= vej["senest"] <= vej["frist"]
            assert to_date(add_days(to_day(vej["tidligst"]), (vej["antal"] or 1) - 1)) <= vej["senest"]
