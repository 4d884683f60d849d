"""Unknown is an answer of its own: three-valued logic, and less knowledge never turns a no into a yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.motor.vilkaar.handlingssager import alle_handlingsspoergsmaal, laest, med_aendringer

from rettidig.motor.vilkaar import Handling, Vurdering, handling_fra, vurder
from rettidig.motor.vilkaar.kleene import JA, NEJ, Udfald, alle, en_af, hvis, ikke, ukendt
from rettidig.regler.indlaes import hent_lov

LOV = hent_lov()
UDFALD = st.sampled_from([JA, NEJ, ukendt("a"), ukendt("b"), ukendt()])
LISTER = st.lists(UDFALD, max_size=5)
SANDT = {"opfyldt": True, "ikke_relevant": True, "ikke_opfyldt": False, "ukendt": None}
HANDLINGER = {spoergsmaal.navn: spoergsmaal.handling for spoergsmaal in alle_handlingsspoergsmaal()}


@given(LISTER)
def test_all_and_one_of_are_each_others_opposite(led: list[Udfald]) -> None:
    assert alle(led) == ikke(en_af(ikke(et) for et in led))


@given(UDFALD)
def test_what_is_turned_twice_is_what_it_was(et: Udfald) -> None:
    assert ikke(ikke(et)) == et


@given(LISTER, LISTER)
def test_the_order_of_conditions_does_not_matter_to_the_answer(en: list[Udfald], to: list[Udfald]) -> None:
    assert alle(en + to).svar == alle(to + en).svar
    assert en_af(en + to).svar == en_af(to + en).svar


def test_nothing_demanded_is_yes_and_nothing_offered_is_no() -> None:
    assert alle([]) == JA
    assert en_af([]) == NEJ


def test_one_no_settles_all_and_one_yes_settles_one_of() -> None:
    assert alle([ukendt("a"), NEJ]) == NEJ
    assert en_af([ukendt("a"), JA]) == JA


def test_an_unknown_answer_names_what_is_missing_once_and_in_order() -> None:
    assert alle([ukendt("b"), JA, ukendt("a", "b")]).mangler == ("b", "a")


@given(UDFALD)
def test_what_is_demanded_only_sometimes_holds_where_it_is_not_demanded(saa: Udfald) -> None:
    assert hvis(NEJ, saa) == JA
    assert hvis(JA, saa) == saa
    assert hvis(ukendt("naar"), JA) == JA
    assert hvis(ukendt("naar"), NEJ).svar is None


def udeladt(handling: Mapping[str, Any], navne: list[str]) -> Handling:
    return laest(med_aendringer(handling, {}, tuple(navne)))


def stande(vurdering: Vurdering) -> dict[tuple[str, str], bool | None]:
    return {(svar.regel.regel, svar.betingelse.id): SANDT[svar.status] for svar in vurdering.svar}


@given(st.sampled_from(sorted(HANDLINGER)), st.data())
def test_knowing_less_never_changes_a_settled_answer_to_another(navn: str, data: st.DataObject) -> None:
    handling = HANDLINGER[navn]
    oplyste = sorted(laest(handling).fakta)
    vaek = data.draw(st.lists(st.sampled_from(oplyste), unique=True) if oplyste else st.just([]))
    mere, mindre = vurder(LOV, laest(handling)), vurder(LOV, udeladt(handling, vaek))
    assert mindre.samlet in {mere.samlet, "ukendt"}
    foer = stande(mere)
    for betingelse, svar in stande(mindre).items():
        assert svar is None or betingelse not in foer or svar == foer[betingelse], betingelse


@given(st.sampled_from(sorted(HANDLINGER)))
def test_stating_what_is_missing_is_enough_to_settle_every_condition_the_law_settles(navn: str) -> None:
    """Every fact named as missing is one that an act can state."""
    kendte = LOV.fakta.efter_navn()
    for svar in vurder(LOV, laest(HANDLINGER[navn])).svar:
        assert set(svar.mangler) <= set(kendte)
        assert not svar.mangler or svar.status == "ukendt"


@pytest.mark.parametrize("handling", ["bevil_tilbud", "forlaeng_tilbud", "omregistrer", "samtaleform", "sanktion"])
def test_an_act_of_which_nothing_is_known_is_unknown(handling: str) -> None:
    vurdering = vurder(LOV, handling_fra({"handling": handling}, LOV.fakta))
    assert vurdering.samlet == "ukendt"
    assert vurdering.aarsag == "ukendt_dag"
    assert vurdering.manglende_dage


@pytest.mark.parametrize("dato", ["2019-12-31", "2027-01-01"])
def test_an_act_under_a_law_that_is_not_coded_is_unknown(dato: str) -> None:
    raat = {"handling": "bevil_tilbud", "dato": dato, "tilbud": {"slags": "virksomhedspraktik"}}
    vurdering = vurder(LOV, handling_fra(raat, LOV.fakta))
    assert (vurdering.samlet, vurdering.aarsag) == ("ukendt", "ikke_kodet")


def test_an_act_that_no_rule_concerns_is_unknown_not_lawful() -> None:
    raat = {"handling": "forlaeng_tilbud", "dato": "2023-06-01", "tilbud": {"slags": "oevrig_vejledning"}}
    vurdering = vurder(LOV, handling_fra(raat, LOV.fakta))
    assert (vurdering.samlet, vurdering.aarsag, vurdering.svar) == ("ukendt", "ingen_regel", ())


def test_only_the_rules_given_are_used() -> None:
    raat = {"handling": "bevil_tilbud", "dato": "2023-06-01", "tilbud": {"slags": "virksomhedspraktik"}}
    vitas = [regel for regel in LOV.vilkaar() if regel.regel == "bab.136.vitas"]
    svar = vurder(LOV, handling_fra(raat, LOV.fakta), vitas).svar
    assert {et.regel.regel for et in svar} == {"bab.136.vitas"}
    assert {et.lovversion for et in svar} == {"LV2023A"}
