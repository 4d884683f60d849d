"""The municipality's own deadlines on a citizen's page: beside the law's, never as them, and only when chosen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.motor.sammenligning import standardvalg
from tests.web.borgersag import DAG, PR, D, borger, sagen
from tests.web.test_borger import _data, set_tekst, side

from rettidig.motor.forklar import forklar
from rettidig.motor.forklaring.lokalt import Lokalspoergsmaal
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.lokalt.frister import lokale_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.svar.strategi import hent_strategi
from rettidig.tidslinje import calendar

STRATEGI = "hedensted-2023"
SIDE = "/regler/lokalt/i-brug/"


@pytest.fixture
def sag(store: Path) -> Client:
    """A caseworker of the team of A."""
    sagen()
    return klient(bruger("sagsbehandler", teams=["Nord"], navn="nordlys"))


def vaelg(navn: str = "regelejer", **sendt: str) -> Any:
    felter = {f"{STRATEGI}-hvorfor": "Besluttet 7. marts", f"{STRATEGI}-valg_omfang": "oplaeggets_grupper"}
    felter |= {"handling": "ind"} | {k if k == "handling" else f"{STRATEGI}-{k}": v for k, v in sendt.items()}
    return klient(bruger("regelejer", navn=navn)).post(f"{SIDE}{STRATEGI}/", felter)


def _ventede() -> list[dict[str, Any]]:
    strategi = hent_strategi(hent_lov(), STRATEGI)
    grundlag = Grundlag.paa(hent_lov(), byg_historik(_data()), calendar.to_day(DAG), standardvalg())
    raekker = lokale_raekker(grundlag, strategi, {})
    return [{k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in r.items()} for r in raekker]


def _side() -> Any:
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    return Borgerside(hent(borger().pk, DAG))


def test_nothing_is_said_of_own_rules_until_a_strategy_is_in_use(sag: Client) -> None:
    assert _ventede()
    assert "Kommunens egne frister" not in side(sag)
    assert _side().lokale == []


def test_the_own_deadlines_are_those_of_the_command_line_and_are_marked_as_no_law(sag: Client) -> None:
    lovens = re.findall(r'id="pligt-([^"]+)"', side(sag, regler="alle"))
    assert vaelg().status_code == 302
    linjer = _side().lokale
    assert sorted((p.raekke for p in linjer), key=repr) == sorted(_ventede(), key=repr)
    html = side(sag, regler="alle")
    lokalt = html[html.index('id="lokale"') :]
    vist = set_tekst(lokalt)
    assert vist.count("Kommunens egen regel") == len(linjer)
    assert "ikke lov" in vist
    for pligt in linjer:
        assert pligt.titel in vist
        assert ", ".join(pligt.steder) in vist
    assert f'href="{reverse("strategiside", args=[STRATEGI])}"' in lokalt
    assert re.findall(r'id="pligt-([^"]+)"', html[: html.index('id="lokale"')]) == lovens


def test_the_own_deadlines_have_a_place_of_their_own_in_the_picture(sag: Client) -> None:
    vaelg()
    html = side(sag)
    assert "Kommunens egne frister" in html[: html.index('id="pligter"')]


def test_why_an_own_deadline_is_what_it_is_is_told_as_the_command_line_tells_it(sag: Client) -> None:
    vaelg()
    strategi = hent_strategi(hent_lov(), STRATEGI)
    hele = forklar(
        hent_lov(), _data(), "A", calendar.to_day(DAG), {}, (), Lokalspoergsmaal(strategi, strategi.standardvalg())
    )
    ventede = {repr(knude.som_json()) for knude in hele.rod.kaldet("lokal_pligt")}
    borgerside = _side()
    assert ventede
    for pligt in borgerside.lokale:
        hvorfor = borgerside.hvorfor(pligt.noegle)
        assert repr(hvorfor.som_json()) in ventede
        html = side(sag, pligt=pligt.noegle)
        vist = set_tekst(html)
        for knude in hvorfor.alle():
            assert set_tekst(knude.tekst) in vist
        del_ = sag.get(
            reverse("borger", args=["A"]),
            {**PR, "pligt": pligt.noegle},
            headers={"HX-Request": "true", "HX-Target": "pligter"},
        ).content.decode()
        assert del_.strip() in re.sub(r"\A\s+", "", html)


def test_a_citizen_of_another_municipality_and_a_day_known_before_the_choice_show_nothing(sag: Client) -> None:
    from tests.sager.udtraek import lille, ydelse

    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.selectors.lokalstrategi import i_brug

    vaelg()
    assert len(i_brug("766", D.today())) == 1
    assert i_brug("766", D(2020, 1, 1)) == ()
    assert "Kommunens egne frister" not in side(sag, kendt="2020-01-01")
    indlaes(
        lille(
            borgere=[{"borger_id": "C", "foedselsdato": D(1980, 1, 1), "kommune": "840", "team": "Nord"}],
            ydelser=[ydelse(borger="C")],
        ),
        kilde="Andet",
        hvem="natten",
    )
    assert "Kommunens egne frister" not in side(sag, noegle="C")


def test_a_switch_of_the_strategy_holds_and_what_was_chosen_before_stays(sag: Client) -> None:
    from rettidig.tal.models import Lokalstrategi
    from rettidig.tal.selectors.lokalstrategi import i_brug

    vaelg()
    assert vaelg("regel2", valg_omfang="hele_kontaktforloebet").status_code == 302
    (brug,) = i_brug("766")
    assert brug.valg == {"omfang": "hele_kontaktforloebet"}
    assert vaelg("regel3", handling="ud").status_code == 302
    assert i_brug("766") == ()
    assert "Kommunens egne frister" not in side(sag)
    vist = set_tekst(sag.get(SIDE).content.decode())
    for navn in ("regelejer", "regel2", "regel3"):
        assert navn in vist
    with pytest.raises(DatabaseError), transaction.atomic():
        Lokalstrategi.objects.all().delete()


def test_a_choice_needs_a_reason_a_known_option_and_the_right(sag: Client) -> None:
    from rettidig.tal.models import Lokalstrategi

    for sendt in ({"hvorfor": ""}, {"valg_omfang": "findes_ikke"}, {"hvorfor": "om 010180-0008"}):
        svar = vaelg(f"en-{len(sendt)}-{next(iter(sendt.values()))[:3] or 'tom'}".replace(" ", ""), **sendt)
        assert svar.status_code == 422
        assert "010180" not in svar.content.decode()
    felter = {f"{STRATEGI}-hvorfor": "Fordi", f"{STRATEGI}-valg_omfang": "oplaeggets_grupper"}
    assert sag.post(f"{SIDE}{STRATEGI}/", felter).status_code == 403
    ejer = klient(bruger("regelejer", navn="rebild", kommune="840"))
    assert ejer.post(f"{SIDE}{STRATEGI}/", felter).status_code == 422
    assert klient(bruger("regelejer", navn="ejer")).post(f"{SIDE}findes-ikke/", felter).status_code == 404
    assert not Lokalstrategi.objects.exists()


def test_those_who_may_not_choose_are_told_who_may_and_are_given_no_form(sag: Client) -> None:
    html = sag.get(SIDE).content.decode()
    assert "Hedensted" in html
    assert "Rebild" not in html
    assert "regelejer eller en administrator" in html
    assert "Tag i brug" not in html
    assert "Tag i brug" in klient(bruger("administrator", navn="ada")).get(SIDE).content.decode()


def test_the_draft_for_the_citizen_holds_the_own_deadlines_apart_and_says_that_the_cpr_number_is_left_out(
    sag: Client,
) -> None:
    from tests.web.test_borger_journal import _udkast

    filer = _udkast(sag)
    assert "kommunens-egne-frister.csv" not in filer
    assert "CPR-nummeret og adressen er ikke med" in filer["indeks.html"]
    assert "CPR-nummeret og adressen er ikke med" in set_tekst(side(sag, "borger_indsigt"))
    vaelg()
    # The draft is of today: the strategy of 2023 holds on, and the course of A runs on.
    filer = _udkast(sag)
    assert STRATEGI in filer["kommunens-egne-frister.csv"]
    assert STRATEGI not in filer["frister.csv"]
