"""The roles are data, and the documentation says what the data say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rettidig.adgang.roller import Bredde, Ret, Rolle, graenser, rolleregler
from rettidig.adgang.rolletabel import rolletabel
from rettidig.sprog import findes, paa_sprog

DOKUMENT = Path(__file__).parents[2] / "docs" / "adgang.md"


def test_the_table_in_the_documentation_is_the_one_in_the_data() -> None:
    skrevet = DOKUMENT.read_text(encoding="utf-8").split("<!-- roller -->\n")[1].split("<!-- /roller -->")[0]
    with paa_sprog("en"):
        assert skrevet == rolletabel()


def test_every_role_right_and_purpose_has_words() -> None:
    from rettidig.adgang.formaal import Formaal

    noegler = [f"adgang.rolle.{r}" for r in Rolle] + [f"adgang.ret.{r}" for r in Ret]
    noegler += [f"adgang.bredde.{b.name.lower()}" for b in Bredde] + [f"adgang.formaal.{f}" for f in Formaal]
    assert [noegle for noegle in noegler if not findes(noegle)] == []
    assert {regel.formaal for regel in rolleregler().values()} <= {f.value for f in Formaal}


def test_who_sees_no_citizens_has_no_right_that_reaches_one() -> None:
    for rolle in (Rolle.POLITIKER, Rolle.LEDER, Rolle.REGELEJER):
        assert set(rolleregler()[rolle].rettigheder.values()) == {Bredde.UDEN_BORGERE}
    assert rolleregler()[Rolle.POLITIKER].undertryk
    assert rolleregler()[Rolle.ADMINISTRATOR].rettigheder.keys().isdisjoint({Ret.SE_BORGER, Ret.SE_LISTER})
    assert set(rolleregler()[Rolle.BORGER].rettigheder) == {Ret.SE_EGET}


def test_the_limits_are_sensible() -> None:
    g = graenser()
    assert g.undertryk >= 3
    assert g.inaktiv_minutter <= 60
    assert g.session_timer <= 12


def test_several_roles_give_the_rights_of_all_and_the_widest_reach(store: Path) -> None:
    from tests.adgang.proevebrugere import bruger

    from rettidig.adgang.roller import bredde, rettigheder, skal_undertrykkes

    en: Any = bruger("sagsbehandler", "controller", teams=["A"])
    assert bredde(en, Ret.SE_BORGER) is Bredde.KOMMUNEN
    assert bredde(en, Ret.REGISTRER) is Bredde.EGNE_TEAMS
    assert bredde(en, Ret.SLET) is None
    assert {Ret.SE_LAESELOG, Ret.REGISTRER} <= rettigheder(en)
    assert not skal_undertrykkes(en)
    assert skal_undertrykkes(bruger("politiker", "leder"))
    assert skal_undertrykkes(bruger(navn="uden"))


@pytest.mark.parametrize("daarligt", ["ukendt_bredde", "KOMMUNEN"])
def test_a_width_that_is_none_is_a_fault_in_the_data(daarligt: str) -> None:
    from rettidig.adgang.roller import _regel

    data = {"rettigheder": {"SE_TAL": "uden_borgere"}, "beskyttede": "se", "noedadgang": False, "formaal": "drift"}
    _regel(data)
    with pytest.raises((KeyError, ValueError)):
        _regel(data | {"rettigheder": {daarligt: "kommunen"}})
    with pytest.raises((KeyError, ValueError)):
        _regel(data | {"ukendt": 1})
