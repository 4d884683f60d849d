"""The engine answers under a law it has never seen: the invented act on welcome that docs/regelejer builds up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.motor.sagslaeser import Spoergsmaal, alle_spoergsmaal, besvar
from tests.motor.vilkaar.handlingssager import Handlingsspoergsmaal, alle_handlingsspoergsmaal, bedoemt
from tests.mutation.afproevning import Afproevning
from tests.mutation.mutanter import LOVVERSIONER, mutanter

from rettidig.regler.indlaes import indlaes
from rettidig.regler.kontrol import kontroller

MAPPE = Path(__file__).parent.parent / "data" / "velkomstloven"
LOV = indlaes(MAPPE)
GRUNDLAG = ("lab.6.maalgruppe", "lab.9.forloeb", "lab.31.samtale", "lab.106.fritagelser")


@pytest.mark.parametrize("spoergsmaal", alle_spoergsmaal(MAPPE), ids=lambda spoergsmaal: spoergsmaal.navn)
def test_a_deadline_of_the_invented_act_is_the_one_derived_by_hand(spoergsmaal: Spoergsmaal) -> None:
    svaret, ventet = besvar(spoergsmaal, LOV)
    assert svaret == ventet, spoergsmaal.sag["udledning"]


@pytest.mark.parametrize("spoergsmaal", alle_handlingsspoergsmaal(MAPPE), ids=lambda spoergsmaal: spoergsmaal.navn)
def test_a_trial_is_lawful_as_derived_by_hand(spoergsmaal: Handlingsspoergsmaal) -> None:
    assert bedoemt(spoergsmaal, LOV) == spoergsmaal.svar, spoergsmaal.sag["udledning"]


def test_the_invented_act_has_no_gaps_and_no_unknown_sources() -> None:
    assert kontroller(LOV) == []


def test_every_least_change_of_the_invented_act_and_of_its_reform_is_caught_by_a_case() -> None:
    afproevning = Afproevning(LOV, MAPPE)
    egne = [mutant for mutant in mutanter(LOV) if mutant.regel not in (*GRUNDLAG, LOVVERSIONER)]
    assert [mutant.navn for mutant in egne if afproevning.fanget_af(mutant) is None] == []
