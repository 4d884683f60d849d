"""The facts of a citizen as such are corrected from the page; those without a team are found and given one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.borgere import beskyt, kontor
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import D
from tests.tal.regnet import holdte_frister, regnede_frister
from tests.web.registrering import DAG, gemt, sagsbehandler
from tests.web.test_borger import set_tekst

HVORFOR = {"hvorfor": "Oplyst i dagens samtale"}


def aaben(noegle: str = "A") -> Any:
    from rettidig.sager.models import Borgeroplysning

    return Borgeroplysning.objects.get(borger__noegle=noegle, registreret__upper_inf=True)


def ret_sti(noegle: str = "A") -> str:
    return f"/borger/{noegle}/ret/borgere/{aaben(noegle).pk}/"


FELTER = {"forsikring": "fuldtid", "team": "T", "sagsbehandler": "", "ugetal_foer": ""} | HVORFOR


def test_education_children_and_caseworker_are_corrected_and_the_figures_follow_at_once(borger_a: None) -> None:
    from rettidig.tal.models import Borgerstand
    from rettidig.tal.selectors.tilstand import stand

    c = sagsbehandler()
    fakta = c.get("/borger/A/oplysninger/").content.decode()
    assert ret_sti() in fakta
    assert f"/borger/A/luk/borgere/{aaben().pk}/" not in fakta
    nyt = FELTER | {"erhvervsuddannelse": "ja", "hjemmeboende_boern": "nej", "sagsbehandler": "AJ"}
    kvittering = c.get(gemt(c.post(ret_sti(), nyt)))
    assert kvittering.status_code == 200
    nu = aaben()
    assert (nu.erhvervsuddannelse, nu.hjemmeboende_boern, nu.sagsbehandler) == (True, False, "AJ")
    assert (nu.foedselsdato, nu.kommune, nu.mester) == (D(1980, 1, 1), "766", "fagsystem")
    assert nu.handling.hvorfor == HVORFOR["hvorfor"]
    assert stand().ajour
    assert Borgerstand.objects.get(borger=nu.borger_id).sagsbehandler == "AJ"
    assert holdte_frister() == regnede_frister(DAG)
    vist = set_tekst(kvittering.content.decode())
    assert "ikke angivet → Ja" in vist or "ikke angivet → ja" in vist


def test_a_correction_of_the_citizen_can_be_undone_from_its_receipt(borger_a: None) -> None:
    c = sagsbehandler()
    kvittering = gemt(c.post(ret_sti(), FELTER | {"erhvervsuddannelse": "ja"}))
    assert aaben().erhvervsuddannelse is True
    assert c.post(f"{kvittering}fortryd/").status_code == 302
    assert aaben().erhvervsuddannelse is None


def test_who_the_citizen_is_and_whose_is_not_written_here(borger_a: None) -> None:
    c = sagsbehandler()
    sendt = FELTER | {"foedselsdato": "2001-01-01", "kommune": "101", "hjemmeboende_boern": "ja"}
    gemt(c.post(ret_sti(), sendt))
    assert (aaben().foedselsdato, aaben().kommune) == (D(1980, 1, 1), "766")
    assert c.get(f"/borger/A/luk/borgere/{aaben().pk}/").status_code == 404


def test_the_facts_of_the_citizen_are_closed_to_other_teams_and_to_those_kept_from_the_case(
    borger_a: None,
) -> None:
    from rettidig.adgang.models import Spaerring

    assert sagsbehandler().get(ret_sti("B")).status_code == 404
    egen = bruger("sagsbehandler", navn="egen", teams=["T"], borger=aaben().borger)
    assert klient(egen).post(ret_sti(), FELTER | {"team": "U"}).status_code == 404
    slaegt = bruger("sagsbehandler", navn="slaegt", teams=["T"])
    Spaerring.objects.create(bruger=slaegt, borger=aaben().borger, slags="familie")
    assert klient(slaegt).get(ret_sti()).status_code == 404
    assert sagsbehandler("ukendt").post(ret_sti(), FELTER | {"team": "Findes ikke"}).status_code == 422
    assert aaben().team == "T"


def test_a_citizen_given_to_another_team_is_that_teams_and_the_giver_is_told(borger_a: None) -> None:
    c = sagsbehandler()
    svar = c.post(ret_sti(), FELTER | {"team": "U"}, follow=True)
    assert svar.redirect_chain == [("/", 302)]
    assert "hører nu til et andet team" in svar.content.decode()
    assert c.get("/borger/A/").status_code == 404
    assert klient(bruger("sagsbehandler", navn="ny", teams=["U"])).get("/borger/A/").status_code == 200


@pytest.fixture
def spredte(store: Path) -> dict[str, Any]:
    """A in a team, X, Y and the protected Z in none."""
    alle = kontor(A="Nord", X=None, Y=None, Z=None)
    beskyt(alle["Z"])
    bruger("sagsbehandler", navn="syd", teams=["Syd"])
    return alle


def viste(c: Any) -> set[str]:
    html = c.get("/fordeling/").content.decode()
    return set(re.findall(r'<th scope="row">(?:<a [^>]*>)?([A-Z])', html))


def test_those_without_a_team_are_seen_by_leaders_and_the_administrator_and_by_no_caseworker(
    spredte: dict[str, Any],
) -> None:
    assert viste(klient(bruger("teamleder", teams=["Nord"]))) == {"X", "Y", "Z"}
    assert viste(klient(bruger("fagleder"))) == {"X", "Y", "Z"}
    assert viste(klient(bruger("administrator"))) == {"X", "Y"}
    assert viste(klient(bruger("fagleder", navn="anden", kommune="101"))) == set()
    for rolle in ("sagsbehandler", "konsulent", "controller", "leder", "politiker", "regelejer"):
        assert klient(bruger(rolle, navn=f"r-{rolle}")).get("/fordeling/").status_code == 403


def test_the_administrator_sees_no_name_and_no_way_into_a_case(spredte: dict[str, Any]) -> None:
    assert "/borger/" not in klient(bruger("administrator")).get("/fordeling/").content.decode()
    assert "/borger/X/" in klient(bruger("fagleder")).get("/fordeling/").content.decode()


def test_everyone_shown_without_a_team_is_in_the_log_of_readings(spredte: dict[str, Any]) -> None:
    from rettidig.adgang.models import LaestBorger

    klient(bruger("teamleder", teams=["Nord"], navn="leder")).get("/fordeling/")
    laest = LaestBorger.objects.filter(laesning__hvem="leder", laesning__hvad="liste.uden_team")
    assert {en.borger.noegle for en in laest} == {"X", "Y", "Z"}


def test_those_ticked_get_the_team_each_with_an_act_of_their_own(spredte: dict[str, Any]) -> None:
    c = klient(bruger("teamleder", teams=["Nord"], navn="leder"))
    pks = [spredte["X"].pk, spredte["Y"].pk]
    svar = c.post("/fordeling/", {"borger": pks, "team": "Syd"}, follow=True)
    assert "2 borgere har fået teamet Syd" in svar.content.decode()
    assert aaben("X").team == aaben("Y").team == "Syd"
    assert aaben("X").handling_id != aaben("Y").handling_id
    assert aaben("X").handling.hvem == "leder"
    assert viste(c) == {"Z"}
    assert klient(bruger("sagsbehandler", navn="sydlig", teams=["Syd"])).get("/borger/X/").status_code == 200


def test_nobody_is_given_a_team_without_a_choice_nor_one_who_is_not_the_users_to_give(spredte: dict[str, Any]) -> None:
    c = klient(bruger("administrator"))
    for sendt, sagt in (
        ({"team": "Syd"}, "Kryds mindst én borger af"),
        ({"borger": [spredte["X"].pk], "team": ""}, "Vælg et team"),
        ({"borger": [spredte["X"].pk], "team": "Findes ikke"}, "Vælg et team"),
        ({"borger": [spredte["A"].pk], "team": "Syd"}, "har fået et team imens"),
        ({"borger": [spredte["Z"].pk], "team": "Syd"}, "har fået et team imens"),
        ({"borger": ["9" * 400], "team": "Syd"}, "har fået et team imens"),
    ):
        svar = c.post("/fordeling/", sendt)
        assert svar.status_code == 422, sendt
        assert sagt in svar.content.decode()
    assert [aaben(n).team for n in "AXZ"] == ["Nord", None, None]
