"""The municipality's own deadlines in a list and in figures: marked as its own, counted as the command line does."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.tal.egne import EGEN, regnede, tag_i_brug, tag_ud
from tests.web.byen_i_lister import DAG, kontoret
from tests.web.test_lister import noegler, vist

from rettidig.demo.eksempel import EGEN_STRATEGI
from rettidig.tidslinje import calendar

pytestmark = pytest.mark.usefixtures("store")
"""A and C have a first talk, a talk a quarter and a company to come or past; B's first talk is due on 17 June."""


@pytest.fixture
def leder(store: Path) -> Any:
    tag_i_brug()
    kontoret()
    return klient(bruger("fagleder", kommune="766"))


def tal(c: Any, navn: str = "tal_egne", **valg: str) -> str:
    svar = c.get(reverse(navn), valg)
    assert svar.status_code == 200
    return html.unescape(svar.content.decode())


def ord_i(svar: Any) -> list[str]:
    """The texts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(svar.content)) as bog:
        return re.findall(r"<t>([^<]*)</t>", bog.read("xl/sharedStrings.xml").decode())


def test_the_list_holds_what_is_past_and_what_is_due_by_the_own_strategy_and_nothing_of_the_law(leder: Any) -> None:
    indhold = vist(leder, liste="egne_frister")
    frem = calendar.to_date(calendar.add_weeks(calendar.to_day(DAG), 4))
    ventede = [
        r["borger_id"]
        for r in regnede(DAG)
        if (r["status"] == "overskredet" and r["regel"] != "demobyen.samtale.hvert_kvartal")
        or (r["status"] == "afventer" and r["frist"] <= frem)
    ]
    assert sorted(noegler(indhold)) == sorted(ventede) != []
    raekker = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", indhold, re.DOTALL)
    assert all("Kommunens egen regel" in raekke and "opdigtet" in raekke for raekke in raekker)
    assert not any("§" in raekke for raekke in raekker)
    # A row leads to the duty on the citizen's page.
    adresser = re.findall(r'<a href="(/borger/[^"]+#lokale)">', html.unescape(indhold))
    assert len(adresser) == len(raekker)
    for adresse in adresser[:2]:
        side = leder.get(f"{adresse.partition('#')[0]}&pr={DAG.isoformat()}").content.decode()
        assert "Den pligt" not in side
        assert re.search(r'class="rt-pligt [^"]*rt-pligt--lokal".*?rt-forklaring', side, re.DOTALL)


def test_the_duties_of_the_law_and_their_lists_are_as_without_a_strategy(store: Path) -> None:
    kontoret()
    c = klient(bruger("fagleder", kommune="766"))
    lovens = [(liste, noegler(vist(c, liste=liste))) for liste in ("overskredne", "aabne", "naeste_uger")]
    assert "Egne frister" not in vist(c)
    assert "Egen strategi" not in tal(c, "tal")
    tag_i_brug()
    from rettidig.tal.services.koersel import koer

    koer(DAG)
    assert "Egne frister" in vist(c)
    assert "Egen strategi" in tal(c, "tal")
    assert [(liste, noegler(vist(c, liste=liste))) for liste, _ in lovens] == lovens


def test_the_list_is_narrowed_by_rule_and_team_and_a_caseworker_sees_their_own_team(leder: Any) -> None:
    virksomhed = vist(leder, liste="egne_frister", regel="demobyen.virksomhed.fire_maaneder")
    assert set(re.findall(r"Første samtale inden fem dage</a>", virksomhed)) == set()
    assert noegler(virksomhed)
    alle = set(noegler(vist(leder, liste="egne_frister")))
    syd = set(noegler(vist(leder, liste="egne_frister", team="Syd")))
    assert (syd, alle - syd) == (alle & {"C", "D"}, alle & {"A", "B"})
    nord = klient(bruger("sagsbehandler", teams=["Nord"], kommune="766"))
    assert set(noegler(vist(nord, liste="egne_frister"))) == alle & {"A", "B"}
    assert leder.get(reverse("lister"), {"liste": "egne_frister", "regel": "lab.31.samtaler"}).status_code == 400


def test_whoever_is_shown_or_taken_along_is_written_down_and_a_choice_made_since_is_said(leder: Any) -> None:
    from rettidig.adgang.models import LaestBorger

    vist_ = set(noegler(vist(leder, liste="egne_frister")))
    ark = ord_i(leder.get(reverse("liste_excel"), {"liste": "egne_frister"}))
    for hvad in ("liste.egne_frister", "udtraek.liste_egne_frister"):
        laest = LaestBorger.objects.filter(laesning__hvad=hvad).values_list("borger__noegle", flat=True)
        assert set(laest) == vist_
    assert {"strategi", "demobyen-2022 (vedtaget), 000:1", "Første samtale inden fem dage", *vist_} <= set(ark)
    regnes_om = "regnes om i nat"
    sider = (("lister", {"liste": "egne_frister"}), ("tal_egne", {}), ("strategier_i_brug", {}))
    assert not any(regnes_om in tal(leder, navn, **valg) for navn, valg in sider)
    tag_ud()
    assert all(regnes_om in tal(leder, navn, **valg) for navn, valg in sider)


def test_the_list_asks_no_more_of_the_database_for_more_citizens(leder: Any) -> None:
    def antal(navn: str, **valg: str) -> int:
        leder.get(reverse(navn), valg)
        with CaptureQueriesContext(connection) as fanget:
            leder.get(reverse(navn), valg)
        return len(fanget)

    faa = antal("lister", liste="egne_frister"), antal("tal_egne")
    kontoret(antal=12)
    assert (antal("lister", liste="egne_frister"), antal("tal_egne")) == faa
    assert faa[0] <= 34
    assert faa[1] <= 24


def test_the_figures_are_those_of_the_command_line_on_the_same_data_and_each_opens_to_its_deadlines(
    leder: Any, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from rettidig.adgang.models import LaestBorger
    from rettidig.cli import main
    from rettidig.tal.selectors.egne_tal import efter_regel

    capsysbinary.readouterr()
    assert main(["frister", "db:", "--pr", DAG.isoformat(), "--lokalt", str(EGEN_STRATEGI), "--format", "json"]) == 0
    raekker = [r for r in json.loads(capsysbinary.readouterr().out)["raekker"] if r["lovversion"] == EGEN]
    assert len(raekker) == len(regnede(DAG)) > 10
    ventet = Counter((r["regel"], r["status"]) for r in raekker)
    talt: Counter[tuple[str, str]] = Counter()
    status = {"i_tide": "opfyldt", "for_sent": "opfyldt_for_sent", "kommer": "afventer"}
    for (_, regel), optalt in efter_regel().items():
        for navn, antal in optalt.antal.items():
            talt[regel, status.get(navn, "overskredet")] += antal
    assert +talt == Counter({n: a for n, a in ventet.items() if n[1] not in ("bortfaldet", "sat_paa_pause")})
    # Every number opens to as many deadlines, and the reading is written down.
    indhold = tal(leder)
    celler = re.findall(r'<td class="rt-tal"><a href="([^"]+)">(\d+)</a>', indhold)
    assert len(celler) > 5
    for adresse, antal in celler:
        aabnet = leder.get(adresse).content.decode()
        assert f"{antal} frister hos borgere, du må se." in aabnet
        assert len(noegler(aabnet)) == int(antal)
    assert LaestBorger.objects.filter(laesning__hvad="liste.tal_egne").exists()


def test_a_month_holds_the_deadlines_that_fell_in_it_and_the_share_that_was_kept_in_time(leder: Any) -> None:
    from rettidig.tal.selectors.egne_tal import efter_maaned

    regel = (EGEN, "demobyen.samtale.fem_dage")
    maaneder = efter_maaned(DAG, regel=regel)
    assert next(iter(maaneder)) == dt.date(2023, 5, 31)
    assert len(maaneder) == 12
    # A was talked to on the second day; no one else who began in October had a talk in time.
    oktober = maaneder[dt.date(2022, 10, 31)]
    assert (oktober.afgjorte, oktober.antal["i_tide"]) == (1, 1)
    assert "100,0 %" in tal(leder, regel="/".join(regel))
    for maaned, optalt in efter_maaned(DAG).items():
        i_maaneden = [
            r["status"]
            for r in regnede(DAG)
            if r["frist"] is not None and (r["frist"].year, r["frist"].month) == (maaned.year, maaned.month)
        ]
        holdt = i_maaneden.count("opfyldt")
        assert (optalt.antal["i_tide"], optalt.afgjorte) == (
            holdt,
            holdt + i_maaneden.count("opfyldt_for_sent") + i_maaneden.count("overskredet"),
        )


def test_who_may_not_open_persons_or_is_kept_from_small_figures_does_not_get_them(leder: Any) -> None:
    chef = klient(bruger("leder", kommune="766"))
    adresse = re.search(r'href="([^"]+/personer/[^"]+)"', tal(leder))
    assert adresse is not None
    assert reverse("tal_egne_personer") not in tal(chef) or chef.get(adresse[1]).status_code == 200
    politiker = klient(bruger("politiker", kommune="766"))
    for navn, args in (("tal_egne", ()), ("tal_egne_excel", ("regler",))):
        assert politiker.get(reverse(navn, args=args)).status_code == 404
    assert politiker.get(adresse[1]).status_code == 403
    nord = klient(bruger("teamleder", teams=["Nord"], kommune="766"))
    aabnet = nord.get(reverse("tal_egne_personer"), {"hvad": "afgjorte"}).content.decode()
    assert set(noegler(aabnet)) == {"A"}
    assert "er hos andre" in aabnet


def test_the_workbooks_hold_the_figures_and_no_names_and_a_figure_that_is_none_is_not_there(leder: Any) -> None:
    for tabel in ("regler", "maaneder"):
        assert {"Første samtale inden fem dage", EGEN} <= set(ord_i(leder.get(reverse("tal_egne_excel", args=[tabel]))))
    hos = ord_i(leder.get(reverse("tal_egne_personer_excel"), {"hvad": "i_tide", "fristmaaned": "2022-10"}))
    assert {"A", "Opfyldt"} <= set(hos)
    assert leder.get(reverse("tal_egne_excel", args=["andet"])).status_code == 404
    for valg in ({}, {"hvad": "alt"}, {"hvad": "i_tide", "fristmaaned": "2019-01"}):
        assert leder.get(reverse("tal_egne_personer"), valg).status_code == 404
