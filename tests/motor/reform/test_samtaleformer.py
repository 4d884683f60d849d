"""The form of talks under two laws: every talk held, and the next; what is not judged is unknown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.motor.sammenligning import folk, som_historik, standardvalg
from tests.regler.udkastfiler import laes, rettet
from tests.uafhaengig.byg import person, samtaler, ydelse

from rettidig.motor.fund import SAMTALEFORM, fund_raekker
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.reform.samtaleformer import Formdomme, Naeste, Samtaledom, angaar_form, samtaledomme
from rettidig.motor.reform.tilbudsdomme import IKKE_LOVLIG, LOVLIG, UKENDT
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.reform import som_altid
from rettidig.regler.udkast import altid_lagt_over, lagt_over
from rettidig.tidslinje.calendar import to_date, to_day

DAG = dt.date(2023, 6, 30)
UDEN_TELEFON = (
    "{samtale_nr: senere, former: [fremmoede, telefon, video]}\n        forbehold: []",
    "{samtale_nr: senere, former: [fremmoede, video]}\n        forbehold: []",
)


def udkastet() -> Regelsaet:
    return lagt_over(hent_lov(), laes(rettet("lab/33_samtaleform.yaml", *UDEN_TELEFON)))


def med_samtaler(*par: tuple[str, str], ydelsen: str = "kontanthjaelp", **andet: Any) -> dict[str, Any]:
    visitation = "jobparat" if ydelsen == "kontanthjaelp" else None
    slags = "jobsamtale" if ydelsen == "kontanthjaelp" else "opfoelgning"
    holdt = [{**samtaler(dag, slags=slags)[0], "form": form} for dag, form in par]
    return person(ydelse(ydelsen, "2023-04-03", visitation=visitation, **andet), samtaler=holdt)


def spurgt(foer: Regelsaet, efter: Regelsaet, *personer: dict[str, Any]) -> tuple[list[Samtaledom], list[Naeste]]:
    return samtaledomme(foer, efter, som_historik(personer), Spoergsmaal(to_day(DAG), to_day(DAG), standardvalg()))


def test_a_later_talk_by_telephone_is_judged_otherwise_by_a_draft_without_it() -> None:
    hvem = med_samtaler(("2023-04-06", "fremmoede"), ("2023-05-04", "telefon"), ("2023-06-01", "video"))
    holdte, naeste = spurgt(hent_lov(), udkastet(), hvem)
    assert [(to_date(h.noegle.dag).isoformat(), h.foer, h.efter) for h in holdte] == [
        ("2023-04-06", LOVLIG, LOVLIG),
        ("2023-05-04", LOVLIG, IKKE_LOVLIG),
        ("2023-06-01", LOVLIG, LOVLIG),
    ]
    assert naeste == [Naeste("P1", ("fremmoede", "telefon", "video"), ("fremmoede", "video"), naeste[0].hjemmel)]
    assert holdte[1].hjemmel == "LAB § 33, stk. 1"


def test_the_first_talk_keeps_its_form_where_the_draft_changes_the_later_ones() -> None:
    holdte, naeste = spurgt(hent_lov(), udkastet(), med_samtaler())
    assert (holdte, naeste) == ([], [])


def test_a_no_that_rests_on_facts_outside_the_data_is_unknown() -> None:
    syg = med_samtaler(("2023-04-24", "brev"), ydelsen="sygedagpenge", status="kategori_2")
    (dom,), _ = spurgt(hent_lov(), som_altid(hent_lov(), "LV2022"), syg)
    assert (dom.foer, dom.efter) == (UKENDT, UKENDT)


def test_a_talk_one_law_does_not_judge_is_unknown_under_it() -> None:
    gammelt = som_altid(hent_lov(), "LV2020")
    sent = person(
        ydelse("kontanthjaelp", "2022-01-03", visitation="jobparat"),
        samtaler=samtaler("2022-01-06", "2023-01-12"),
    )
    holdte, _ = spurgt(gammelt, hent_lov(), sent)
    assert [(d.foer, d.efter) for d in holdte] == [(LOVLIG, LOVLIG), (UKENDT, LOVLIG)]


def test_a_draft_that_leaves_all_that_the_form_rests_on_asks_nothing() -> None:
    andet = lagt_over(
        hent_lov(), laes(rettet("lab/102_foerste_tilbud.yaml", "maaneder: 6, timer", "maaneder: 4, timer"))
    )
    assert not angaar_form(hent_lov(), andet)
    assert angaar_form(hent_lov(), udkastet())
    udkast = laes(rettet("lab/33_samtaleform.yaml", *UDEN_TELEFON))
    assert angaar_form(som_altid(hent_lov(), "LV2023A"), altid_lagt_over(hent_lov(), udkast, "LV2023A"))


def test_the_talks_that_are_not_judged_lawful_are_those_the_findings_name() -> None:
    historik = som_historik(folk(33, 300))
    for dag in (dt.date(2022, 3, 1), dt.date(2023, 9, 30), dt.date(2026, 8, 1)):
        grundlag = Grundlag.paa(hent_lov(), historik, to_day(dag), standardvalg())
        fund = [(r["borger_id"], to_day(r["dato"])) for r in fund_raekker(grundlag) if r["regel"] == SAMTALEFORM]
        domme = Formdomme(grundlag).holdte()
        assert sorted((n.borger_id, n.dag) for n, (dom, _) in domme.items() if dom != LOVLIG) == sorted(fund)
        assert fund
