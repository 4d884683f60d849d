"""Offers under way are judged by what two laws disagree on and by what is registered; the unknown is never a yes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.motor.sammenligning import folk, som_datasaet, som_tabeller, standardvalg
from tests.regler.udkastfiler import laes, rettet
from tests.uafhaengig.byg import indsats, person, ydelse

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.reform.tilbudsdomme import IKKE_LOVLIG, LOVLIG, UKENDT, Tilbudsdom, Tilbudsproeve
from rettidig.motor.reform.tilbudsfakta import tilbud_i_gang
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.motor.vilkaar import Handling
from rettidig.motor.vilkaar.udtraek import med_udtraek
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.reform import som_altid
from rettidig.regler.udkast import lagt_over
from rettidig.tidslinje.calendar import to_day

DAG = dt.date(2023, 4, 30)
PRAKTIK = "lab.57.virksomhedspraktik"
FIL = "lab/57_virksomhedspraktik.yaml"
KORTERE = ("tilbud.uger, hoejst: 4}", "tilbud.uger, hoejst: 3}")


def udkast(*par: str, fil: str = FIL) -> Regelsaet:
    return lagt_over(hent_lov(), laes(rettet(fil, *par)))


def i_praktik(til: str | None, **andet: Any) -> dict[str, Any]:
    """Somebody job-ready on cash benefit, in a placement since 10 April."""
    return person(
        ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"),
        indsatser=[indsats("virksomhedspraktik", "2023-04-10", til, **andet)],
    )


def domme(foer: Regelsaet, efter: Regelsaet, *personer: dict[str, Any], dag: dt.date = DAG) -> list[Tilbudsdom]:
    data = som_datasaet(som_tabeller(personer))
    spurgt = Spoergsmaal(to_day(dag), to_day(dag), standardvalg())
    return Tilbudsproeve(foer, efter, spurgt).domme(byg_historik(data), data)


@pytest.mark.parametrize(
    ("til", "foer", "efter"),
    [
        ("2023-05-07", LOVLIG, IKKE_LOVLIG),
        ("2023-04-30", LOVLIG, LOVLIG),
        ("2023-06-30", IKKE_LOVLIG, IKKE_LOVLIG),
        (None, UKENDT, UKENDT),
    ],
    ids=["four weeks", "three weeks", "twelve weeks", "no end registered"],
)
def test_a_shorter_longest_length_judges_an_offer_by_its_length_alone(til: str | None, foer: str, efter: str) -> None:
    (dom,) = domme(hent_lov(), udkast(*KORTERE), i_praktik(til))
    assert (dom.foer, dom.efter) == (foer, efter)
    (regel,) = dom.regler
    assert (regel.regel, regel.betingelser, regel.hjemmel) == (PRAKTIK, ("varighed",), "LAB § 61, stk. 1")
    assert bool(regel.mangler) == (UKENDT in (foer, efter))


def test_a_longer_length_turns_a_no_into_nothing_in_the_way() -> None:
    (dom,) = domme(hent_lov(), udkast("tilbud.uger, hoejst: 4}", "tilbud.uger, hoejst: 13}"), i_praktik("2023-06-30"))
    assert (dom.foer, dom.efter) == (IKKE_LOVLIG, LOVLIG)


def test_what_the_data_do_not_hold_stays_unknown_under_both_laws() -> None:
    (dom,) = domme(hent_lov(), udkast("pr: 5, indtil: 50", "pr: 6, indtil: 50"), i_praktik("2023-05-07"))
    assert (dom.foer, dom.efter) == (UKENDT, UKENDT)
    assert "arbejdsplads.ansatte" in dom.regler[0].mangler


def test_a_new_demand_on_what_is_not_registered_is_unknown_and_not_a_yes() -> None:
    ny = (
        "          - id: ny\n            hjemmel: {lov: LAB, paragraf: \"57\", kilde: UDKAST}\n"
        "            krav: {da: Enlig, en: Lone}\n            aendrer: {da: Intet, en: Nothing}\n"
        "            proeve: {art: ja, faktum: borger.enlig_forsoerger}\n          - id: formaal\n"
    )  # fmt: skip
    (dom,) = domme(hent_lov(), udkast("          - id: formaal\n", ny), i_praktik("2023-05-07"))
    assert (dom.foer, dom.efter) == (LOVLIG, UKENDT)
    assert dom.regler[0].mangler == ("borger.enlig_forsoerger",)


def test_an_offer_the_change_does_not_concern_is_told_as_untouched_and_one_that_is_over_not_at_all() -> None:
    anden = person(
        ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"),
        borger={"borger_id": "P2"},
        indsatser=[indsats("nytteindsats", "2023-04-10", "2023-06-01"), indsats("mentor", "2023-04-10", None)],
    )
    forbi = i_praktik("2023-04-29") | {}
    forbi["borger"] = forbi["borger"] | {"borger_id": "P3"}
    (dom,) = domme(hent_lov(), udkast(*KORTERE), anden, forbi)
    assert (dom.tilbud.borger_id, dom.foer, dom.efter, dom.regler) == ("P2", None, None, ())


def test_a_change_of_dates_judges_an_offer_by_the_day_it_was_granted() -> None:
    ny = udkast(
        "      - fra: 2020-01-01\n        til: 2026-12-31\n        hjemmel: {lov: LAB, paragraf: \"57\", kilde: LAB22}",
        "      - fra: 2023-04-01\n        til: 2026-12-31\n        hjemmel: {lov: LAB, paragraf: \"57\", kilde: LAB22}",
    )  # fmt: skip
    assert [d.foer for d in domme(hent_lov(), ny, i_praktik("2023-05-07"))] == [None]
    (dom,) = domme(hent_lov(), ny, i_praktik("2023-05-07", bevilget="2023-03-31"))
    assert dom.efter == LOVLIG
    assert dom.foer in {UKENDT, IKKE_LOVLIG}


def test_no_law_for_the_day_of_the_grant_is_unknown_and_never_a_yes() -> None:
    gammel = person(
        ydelse("kontanthjaelp", "2018-01-01", visitation="jobparat"),
        indsatser=[indsats("virksomhedspraktik", "2019-12-02", None)],
    )
    (dom,) = domme(hent_lov(), som_altid(hent_lov(), "LV2022"), gammel, dag=dt.date(2020, 2, 1))
    assert dom.foer == UKENDT


def test_laws_that_agree_on_all_conditions_ask_nothing() -> None:
    assert domme(hent_lov(), udkast("maaneder: 6, timer", "maaneder: 4, timer", fil="lab/102_foerste_tilbud.yaml"),
                 i_praktik("2023-05-07")) == []  # fmt: skip


@pytest.mark.parametrize("dag", [dt.date(2021, 6, 30), dt.date(2023, 4, 15), dt.date(2025, 9, 1)])
def test_the_facts_of_an_offer_are_those_one_act_at_a_time_is_given(dag: dt.date) -> None:
    data = som_datasaet(som_tabeller(folk(8, 400)))
    historik, lov = byg_historik(data), hent_lov()
    fundne = tilbud_i_gang(Grundlag.paa(lov, historik, to_day(dag), standardvalg()), historik, data)
    assert fundne
    for tilbud in fundne:
        om_tilbuddet = {navn: v for navn, v in tilbud.fakta.items() if not navn.startswith("borger.")}
        enkelt, _, _ = med_udtraek(lov, Handling("bevil_tilbud", om_tilbuddet, tilbud.borger_id), data, standardvalg())
        assert dict(tilbud.fakta) == dict(enkelt.fakta), tilbud.borger_id
