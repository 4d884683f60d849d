"""Every case beside the strategies: the local rows and verdicts are those derived by hand from the papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from tests.motor.lokalt.strategier import STRATEGIER, strategi
from tests.motor.sagslaeser import datasaet
from tests.motor.sammenligning import standardvalg

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.lokalt.frister import lokale_raekker
from rettidig.motor.lokalt.vilkaar import Lokalvurdering, register_med, vurder_lokalt
from rettidig.motor.vilkaar import handling_fra
from rettidig.regler.former.lokalt import Farveregel, LokalFristregel, LokalVilkaarsregel, Strategi
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.sager import UDFALD, Lokalsag, laes_sager
from rettidig.tidslinje.calendar import to_day

LOV = hent_lov()
SAGER = [(navn, sag) for navn in STRATEGIER for sag in laes_sager(navn)]
FRISTSAGER = [(navn, sag) for navn, sag in SAGER if "givet" in sag.indhold]
HANDLINGSSAGER = [(navn, sag) for navn, sag in SAGER if "handling" in sag.indhold]


def _id(vaerdi: object) -> str:
    return vaerdi.id if isinstance(vaerdi, Lokalsag) else str(vaerdi)


@pytest.mark.parametrize(("navn", "sag"), FRISTSAGER, ids=_id)
def test_the_local_rows_are_those_derived_by_hand(navn: str, sag: Lokalsag) -> None:
    egen = strategi(navn)
    borger = {"kommune": egen.kommune, **sag.indhold["givet"]}
    historik = byg_historik(datasaet({"givet": {"borgere": [borger]}}))
    grundlag = Grundlag.paa(LOV, historik, to_day(sag.indhold["pr"]), standardvalg(LOV))
    raekker = lokale_raekker(grundlag, egen, sag.indhold.get("valg", {}), (sag.indhold["regel"],))
    ventet = sag.indhold["svar"]
    assert len(raekker) == len(ventet), raekker
    for raekke, som in zip(raekker, ventet, strict=True):
        assert {felt: raekke[felt] for felt in som} == som, sag.udledning


@pytest.mark.parametrize(("navn", "sag"), HANDLINGSSAGER, ids=_id)
def test_the_strategy_says_of_an_act_what_was_derived_by_hand(navn: str, sag: Lokalsag) -> None:
    vurdering = _vurder(strategi(navn), sag)
    svar = sag.indhold["svar"]
    fundet = {f"{s.regel.regel}/{s.betingelse.id}": s.status for s in vurdering.svar}
    for betingelse, status in svar.get("betingelser", {}).items():
        assert fundet[betingelse] == status, sag.udledning
    if "samlet" in svar:
        assert vurdering.samlet == svar["samlet"]
    if "farve" in svar:
        farve = vurdering.farve
        assert farve is not None
        assert farve.farve == svar["farve"]
        assert (farve.vinder and farve.vinder.regel) == svar["farveregel"]
        assert [modstrid.taber.regel for modstrid in farve.modstrid] == svar["vundet_over"]


def _vurder(egen: Strategi, sag: Lokalsag) -> Lokalvurdering:
    raat: dict[str, Any] = {"handling": sag.indhold["slags"], "dato": "2023-05-01"}
    for navn, vaerdi in sag.indhold["handling"].items():
        afsnit, punktum, felt = navn.partition(".")
        if punktum:
            raat.setdefault(afsnit, {})[felt] = vaerdi
        else:
            raat[navn] = vaerdi
    return vurder_lokalt(LOV, egen, handling_fra(raat, register_med(LOV, egen)))


def test_every_local_condition_has_a_case_met_one_not_met_and_one_unknown() -> None:
    for navn in STRATEGIER:
        provet: Mapping[str, set[str]] = {}
        provet = {
            f"{regel.regel}/{betingelse.id}": set()
            for regel in strategi(navn).vilkaar()
            for version in regel.versioner
            for betingelse in version.betingelser
        }
        for sag in laes_sager(navn):
            svar = sag.indhold["svar"]
            for betingelse, status in svar.get("betingelser", {}).items() if isinstance(svar, dict) else ():
                provet[betingelse].add(status)
        assert {b: sorted(set(UDFALD) - fundne) for b, fundne in provet.items() if set(UDFALD) - fundne} == {}


def test_every_local_deadline_and_colour_has_a_case() -> None:
    for navn in STRATEGIER:
        provet = {regel for sag in laes_sager(navn) for regel in sag.regler}
        proevelige = (LokalFristregel, Farveregel, LokalVilkaarsregel)
        regler = {regel.regel for regel in strategi(navn).regler if isinstance(regel, proevelige)}
        assert regler - provet == set()


def test_no_two_cases_share_an_id_but_the_limits_of_one_condition() -> None:
    egne = [sag.id for _, sag in SAGER if not sag.id.endswith(UDFALD)]
    assert [navn for navn, antal in Counter(egne).items() if antal > 1] == []
