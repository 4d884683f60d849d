"""Every case about an act: the engine must answer as derived by hand, and every condition must have been tried."""

from __future__ import annotations

import pytest
from tests.motor.vilkaar.handlingssager import (
    SAMLET,
    STANDE,
    UDEN_VERSION,
    Handlingsspoergsmaal,
    alle_handlingsspoergsmaal,
    bedoemt,
)

from rettidig.regler.indlaes import hent_lov
from rettidig.regler.vilkaarskontrol import betingelser

ALDRIG_NEJ = {
    ("lab.57.virksomhedspraktik", "maalgruppe"),
    ("lab.100.uddannelse", "maalgruppe"),
    ("lab.91.oevrig_vejledning", "maalgruppe"),
}
"""Conditions that every target group of LAB § 6 meets: there is no other group to say no to."""


@pytest.mark.parametrize("spoergsmaal", alle_handlingsspoergsmaal(), ids=lambda spoergsmaal: spoergsmaal.navn)
def test_the_act_is_judged_as_derived_by_hand(spoergsmaal: Handlingsspoergsmaal) -> None:
    begrundelse = f"{spoergsmaal.sag['navn']}\n{spoergsmaal.sag['udledning']}"
    assert bedoemt(spoergsmaal) == spoergsmaal.svar, begrundelse


def test_every_answer_is_one_the_engine_can_give() -> None:
    for spoergsmaal in alle_handlingsspoergsmaal():
        mulige = (*STANDE, UDEN_VERSION) if spoergsmaal.betingelse else SAMLET
        assert spoergsmaal.svar in mulige, spoergsmaal.navn


def test_every_condition_has_a_case_met_one_not_met_and_one_unknown() -> None:
    proevet = {(s.regel, s.betingelse, s.svar) for s in alle_handlingsspoergsmaal()}
    mangler = {
        (regel.regel, betingelse.id, svar)
        for regel in hent_lov().vilkaar()
        for betingelse in betingelser(regel)
        for svar in ("opfyldt", "ikke_opfyldt", "ukendt")
        if (regel.regel, betingelse.id, svar) not in proevet
    }
    assert mangler == {(regel, betingelse, "ikke_opfyldt") for regel, betingelse in ALDRIG_NEJ}


def test_every_condition_that_may_not_concern_an_act_has_a_case_where_it_does_not() -> None:
    proevet = {(s.regel, s.betingelse) for s in alle_handlingsspoergsmaal() if s.svar == "ikke_relevant"}
    mangler = {
        (regel.regel, betingelse.id)
        for regel in hent_lov().vilkaar()
        for betingelse in betingelser(regel)
        if betingelse.naar is not None and (regel.regel, betingelse.id) not in proevet
    }
    assert mangler == set()
