"""Whom a user may see: their teams' citizens, and nobody is told of the others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.borgere import beskyt, kontor
from tests.adgang.proevebrugere import bruger

from rettidig.adgang.fejl import AdgangsFejl, IngenAdgang
from rettidig.adgang.roller import Ret, Rolle, rettigheder


def synlige(en: Any, ret: Ret = Ret.SE_BORGER) -> set[str]:
    from rettidig.adgang.omfang import omfang
    from rettidig.sager.models import Borger

    o = omfang(en, ret)
    sete = {b.noegle for b in Borger.objects.filter(o.q("pk"))}
    assert {b.noegle for b in Borger.objects.all() if o.maa_se(b.pk)} == sete
    return sete


@pytest.fixture
def alle(store: Path) -> dict[str, Any]:
    return kontor(A1="A", A2="A", B1="B", U1=None)


def test_a_caseworker_sees_the_citizens_of_their_teams(alle: dict[str, Any]) -> None:
    assert synlige(bruger("sagsbehandler", teams=["A"])) == {"A1", "A2"}
    assert synlige(bruger("sagsbehandler", navn="to", teams=["A", "B"])) == {"A1", "A2", "B1"}
    assert synlige(bruger("sagsbehandler", navn="ingen")) == set()


@pytest.mark.parametrize("rolle", Rolle)
def test_a_role_reaches_as_far_as_its_width_and_no_role_reaches_nobody(alle: dict[str, Any], rolle: Rolle) -> None:
    from rettidig.adgang.roller import Bredde, rolleregler

    en = bruger(rolle, teams=["B"], borger=alle["A2"] if rolle is Rolle.BORGER else None)
    ventet = {
        None: set(),
        Bredde.UDEN_BORGERE: set(),
        Bredde.EGEN_SAG: {"A2"},
        Bredde.EGNE_TEAMS: {"B1"},
        Bredde.KOMMUNEN: {"A1", "A2", "B1", "U1"},
    }
    for ret in Ret:
        bred = rolleregler()[rolle].rettigheder.get(ret)
        if ret is Ret.SE_BORGER and bred is None:
            bred = rolleregler()[rolle].rettigheder.get(Ret.SE_EGET)
        assert synlige(en, ret) == ventet[bred], ret
    assert synlige(bruger(navn=f"uden-{rolle}")) == set()


def test_a_politician_may_not_open_a_figure_to_its_persons(alle: dict[str, Any]) -> None:
    en = bruger("politiker")
    assert Ret.SE_TAL in rettigheder(en)
    assert not {Ret.SE_TALPERSONER, Ret.SE_BORGER, Ret.SE_LISTER} & rettigheder(en)
    assert synlige(en, Ret.SE_TALPERSONER) == set()


def test_the_team_is_that_of_the_open_registration(alle: dict[str, Any]) -> None:
    en = bruger("sagsbehandler", teams=["A"])
    assert "A1" in synlige(en)
    kontor(A1="B", A2="A", B1="B", U1=None)
    assert synlige(en) == {"A2"}


def test_the_municipality_of_the_user_limits_too(alle: dict[str, Any]) -> None:
    assert synlige(bruger("fagleder", kommune="766")) == {"A1", "A2", "B1", "U1"}
    assert synlige(bruger("fagleder", navn="anden", kommune="101")) == set()


def test_ones_own_case_is_blocked_even_for_a_functional_leader(alle: dict[str, Any]) -> None:
    assert synlige(bruger("fagleder", borger=alle["A1"])) == {"A2", "B1", "U1"}


def test_a_blocked_case_is_gone_until_somebody_else_lifts_the_block(alle: dict[str, Any]) -> None:
    from rettidig.adgang.services.undtagelser import ophaev, spaer_sag

    en, leder = bruger("sagsbehandler", teams=["A"]), bruger("teamleder", teams=["A"])
    spaerring = spaer_sag(en, "A2", "familie", "Svigerfar", hvem=en)
    assert synlige(en) == {"A1"}
    with pytest.raises(AdgangsFejl, match="egen adgang"):
        ophaev(spaerring, hvem=en, hvorfor="fejl")
    ophaev(spaerring, hvem=leder, hvorfor="Forveksling")
    assert synlige(en) == {"A1", "A2"}


def test_a_protected_address_is_seen_by_those_whose_role_or_grant_says_so(alle: dict[str, Any]) -> None:
    from rettidig.adgang.omfang import omfang

    beskyt(alle["A1"])
    konsulent = bruger("konsulent")
    assert synlige(bruger("sagsbehandler", teams=["A"])) == {"A1", "A2"}
    assert synlige(konsulent) == {"A2", "B1", "U1"}
    assert omfang(konsulent).udeladte_beskyttede() == 1
    assert synlige(bruger("konsulent", navn="betroet", beskyttede=True)) == {"A1", "A2", "B1", "U1"}
    assert omfang(bruger("leder"), Ret.SE_TAL).udeladte_beskyttede() == 0


def test_two_roles_show_no_protected_address_that_neither_shows_alone(alle: dict[str, Any]) -> None:
    from rettidig.adgang.omfang import omfang

    beskyt(alle["A1"])
    beskyt(alle["B1"])
    en = bruger("sagsbehandler", "konsulent", teams=["A"])
    assert synlige(en) == {"A1", "A2", "U1"}
    assert omfang(en).udeladte_beskyttede() == 1
    assert synlige(bruger("sagsbehandler", "fagleder", teams=["A"])) == {"A1", "A2", "B1", "U1"}


def test_a_protection_that_has_ended_hides_nobody(alle: dict[str, Any]) -> None:
    beskyt(alle["A1"], til=dt.date(2020, 1, 1))
    assert "A1" in synlige(bruger("konsulent"))


def test_emergency_access_opens_one_citizen_for_some_hours_and_is_written_down(alle: dict[str, Any]) -> None:
    import time_machine

    from rettidig.adgang.models import Adgangshandling, LaestBorger
    from rettidig.adgang.services.undtagelser import tag_noedadgang

    en = bruger("sagsbehandler", teams=["A"])
    with pytest.raises(AdgangsFejl, match="begrundelse"):
        tag_noedadgang(en, "B1", "kort")
    adgang = tag_noedadgang(en, "B1", "Borgeren sidder ved skranken uden sagsbehandler")
    assert synlige(en) == {"A1", "A2", "B1"}
    assert synlige(en, Ret.REGISTRER) == {"A1", "A2", "B1"}
    assert LaestBorger.objects.get().noedadgang
    assert Adgangshandling.objects.get(slags="noedadgang").bruger == en
    with time_machine.travel(adgang.til + dt.timedelta(minutes=1), tick=False):
        assert synlige(en) == {"A1", "A2", "B1"}, "the database's own clock decides, not the program's"


def test_emergency_access_ends_by_the_databases_clock(alle: dict[str, Any]) -> None:
    from django.utils import timezone

    from rettidig.adgang.models import Noedadgang

    en, nu = bruger("sagsbehandler", teams=["A"]), timezone.now()
    Noedadgang.objects.create(
        bruger=en,
        borger=alle["B1"],
        formaal="noedadgang",
        begrundelse="i går",
        fra=nu - dt.timedelta(days=1),
        til=nu - dt.timedelta(seconds=1),
    )
    assert synlige(en) == {"A1", "A2"}


def test_no_reason_opens_a_blocked_case_nor_one_for_a_role_without_emergency_access(alle: dict[str, Any]) -> None:
    from rettidig.adgang.services.undtagelser import spaer_sag, tag_noedadgang

    en, grund = bruger("sagsbehandler", teams=["A"]), "En god og lang begrundelse"
    spaer_sag(en, "B1", "familie", "Kusine", hvem="admin")
    for noegle in ("B1", "FINDES-IKKE", "\x00"):
        with pytest.raises(IngenAdgang):
            tag_noedadgang(en, noegle, grund)
    with pytest.raises(AdgangsFejl, match="nødadgang"):
        tag_noedadgang(bruger("konsulent"), "A1", grund)


def test_another_teams_citizen_and_one_who_is_not_there_give_the_same_answer(alle: dict[str, Any]) -> None:
    from rettidig.adgang.omfang import find_borger

    en = bruger("sagsbehandler", teams=["A"])
    assert find_borger(en, "A1") == alle["A1"]
    svar = []
    for noegle in ("B1", "FINDES-IKKE", "\x00", "", "' OR 1=1 --"):
        with pytest.raises(IngenAdgang) as fejl:
            find_borger(en, noegle)
        svar.append(str(fejl.value))
    assert len(set(svar)) == 1


def test_a_user_who_is_shut_out_sees_nobody(alle: dict[str, Any]) -> None:
    en = bruger("fagleder", is_active=False)
    assert rettigheder(en) == frozenset()
    assert synlige(en) == set()


def test_neither_superuser_nor_staff_gives_anything(alle: dict[str, Any]) -> None:
    en = bruger(is_superuser=True, is_staff=True)
    assert rettigheder(en) == frozenset()
    assert synlige(en) == set()
