"""The pages with figures: the command line's numbers, opened to those the user may see and to no others."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.web.tal_by import DAG, FM1, FM2, MAANED, byens_mappe, indlaes_byen, tavlen, teams

SAET = ("gaeldende", "gamle", "nye")


@pytest.fixture
def by(store: Path, tmp_path: Path) -> Path:
    ud = byens_mappe(tmp_path)
    indlaes_byen(ud)
    return ud


def hent(en: Any, sti: str, **felter: Any) -> str:
    svar = klient(en).get(sti, felter)
    assert svar.status_code == 200, (sti, svar.status_code)
    return str(svar.content.decode())


def kommandolinjens(ud: Path, regelsaet: str) -> dict[tuple[str, str], tuple[int, int]]:
    """What the command line answers of the same extracts."""
    from rettidig.forloeb import laes_datasaet
    from rettidig.regler.indlaes import hent_lov
    from rettidig.svar import maalinger

    spurgt = maalinger.spoerg(hent_lov(), MAANED.isoformat(), None, regelsaet)
    raekker = spurgt.svar(laes_datasaet(ud), DAG).raekker
    return {(r["maaling"], r["ydelse"]): (r["taeller"], r["naevner"]) for r in raekker}


def test_the_figures_of_the_page_are_those_of_the_command_line_in_all_three_rule_sets(by: Path) -> None:
    from rettidig.tal.models import Kubecelle
    from rettidig.web.talsider.valg import ydelsesnavn

    en = bruger("leder", kommune="766")
    ventet = {saet: kommandolinjens(by, saet) for saet in SAET}
    for maaling in (FM1, FM2):
        linjer = tavlen(hent(en, "/tal/", maaned="2023-05", maaling=maaling))
        ydelser = {y for m, y in ventet["gaeldende"] if m == maaling}
        assert set(linjer) == {ydelsesnavn(y) for y in ydelser}
        for ydelse in ydelser:
            fra_linjen = [ventet[saet][maaling, ydelse] for saet in SAET]
            assert linjer[ydelsesnavn(ydelse)] == [tal for tal in fra_linjen if tal[1]], (maaling, ydelse)
    assert ventet["gaeldende"][FM1, "alle"][1] > 20
    assert len({ventet[saet][FM1, "alle"] for saet in SAET}) > 1
    # The columns of the teams are those of the heading, also where a team has nobody under one rule set.
    hold = tavlen(hent(en, "/tal/", maaned="2023-05", maaling=FM1), 2)
    assert [sum(t for t, _ in saet) for saet in zip(*hold.values(), strict=True)] == [
        ventet[saet][FM1, "alle"][0] for saet in SAET
    ]
    Kubecelle.objects.filter(team=min(hold), regelsaet="gaeldende").delete()
    tabel = hent(en, "/tal/", maaned="2023-05", maaling=FM1).split('class="rt-tabel rt-tavle"')[2].split("</tbody>")[0]
    assert tabel.count("<td") == len(SAET) * len(hold)


def test_a_figure_opens_to_exactly_its_persons_each_with_a_reason_and_the_reading_is_written_down(by: Path) -> None:
    from rettidig.adgang.models import Laesning

    en = bruger("controller", kommune="766")
    taeller, naevner = kommandolinjens(by, "gamle")[FM1, "alle"]
    indhold = hent(en, "/tal/personer/", maaned="2023-05", maaling=FM1, regelsaet="gamle")
    grupper = re.findall(r'<h2 class="h3" id="gruppe-(\w+)">[^:]+: ([\d.]+)</h2>', indhold)
    assert grupper == [("ikke_aktiveret", str(taeller)), ("aktiveret", str(naevner - taeller))]
    assert indhold.count("efter de gamle regler alene") >= min(10, taeller)
    assert 'href="/regler/side/bst-5/"' in indhold
    assert ", række " not in indhold
    laest = list(Laesning.objects.filter(hvad="liste.tal_personer"))
    viste = len(set(re.findall(r'href="/borger/([^/"]+)/"', indhold)))
    assert sum(en_.antal for en_ in laest) == viste > 10
    assert {en_.formaal for en_ in laest} == {"kontrol"}


def test_the_groups_page_by_page_hold_every_person_once(by: Path) -> None:
    en = bruger("controller", kommune="766")
    taeller = kommandolinjens(by, "gaeldende")[FM1, "alle"][0]
    set_: list[str] = []
    side = 1
    while True:
        felter = {"maaned": "2023-05", "maaling": FM1, "gruppe": "ikke_aktiveret", "side": side}
        indhold = hent(en, "/tal/personer/", **felter)
        set_ += re.findall(r'href="/borger/([^/"]+)/"', indhold)
        if "Næste side" not in indhold:
            break
        side += 1
    assert len(set_) == taeller


def test_a_caseworker_sees_only_the_persons_of_their_teams_behind_the_figure(by: Path) -> None:
    from rettidig.sager.models import Borgeroplysning

    team = teams()[0]
    indhold = hent(bruger("sagsbehandler", teams=[team], kommune="766"), "/tal/personer/", maaned="2023-05")
    noegler = set(re.findall(r'href="/borger/([^/"]+)/"', indhold))
    egne = set(Borgeroplysning.objects.filter(team=team).values_list("borger__noegle", flat=True))
    assert noegler
    assert noegler <= egne
    assert "hører til teams, du ikke har adgang til" in indhold


@pytest.mark.parametrize("rolle", ["leder", "regelejer", "konsulent", "politiker"])
def test_who_may_see_no_persons_finds_no_way_to_them(by: Path, rolle: str) -> None:
    k = klient(bruger(rolle, kommune="766"))
    svar = k.get("/tal/", {"maaned": "2023-05"})
    assert svar.status_code == 200
    assert b"/tal/personer/" not in svar.content
    for sti in ("personer/", "personer/excel/", "meldt/forskel/", "frem/excel/", "vejen/excel/"):
        assert k.get(f"/tal/{sti}").status_code == 403
    for sti in ("vejen/", "frem/"):
        svar = k.get(f"/tal/{sti}", {"maaned": "2023-05"})
        assert svar.status_code == (404 if rolle == "politiker" else 200)
        assert b"/borger/" not in svar.content


def test_a_politician_sees_few_figures_and_none_about_few_persons(by: Path) -> None:
    en = bruger("politiker", kommune="766")
    ventet = kommandolinjens(by, "gaeldende")
    skjulte = 0
    for maaling in (FM1, FM2):
        indhold = hent(en, "/tal/", maaned="2023-05", maaling=maaling)
        assert "Nye regler alene" not in indhold.split("<main", 1)[1]
        assert "Efter team" not in indhold
        for taeller, naevner in (tal for linje in tavlen(indhold).values() for tal in linje):
            assert not any(0 < tal < 5 for tal in (taeller, naevner, naevner - taeller))
        skjulte += indhold.count("vises ikke")
        assert any(0 < t < 5 for (m, _), (t, _n) in ventet.items() if m == maaling)
    assert skjulte
    for sti in ("meldt/", "vejen/", "frem/", "tilbud/", "tilsyn/", "excel/hold/", "meldt/excel/", "tilbud/excel/"):
        assert klient(en).get(f"/tal/{sti}").status_code == 404
    assert klient(en).get("/tal/", {"team": teams()[0]}).status_code == 200


def test_what_is_kept_back_cannot_be_found_from_the_sums_or_from_the_other_goal(by: Path) -> None:
    from rettidig.tal.selectors.kube import Udsnit
    from rettidig.tal.selectors.tavle import tavler

    for maaned in ("2022-12-31", "2023-02-28", "2023-05-31"):
        alle = tavler(dt.date.fromisoformat(maaned), Udsnit(("766",)), undertrykt=True)
        skjulte = {
            maaling: {li.navn for li in linjer if li.navn != "alle" and li.celler["gaeldende"].skjult}
            for maaling, linjer in alle.items()
        }
        assert skjulte[FM1] == skjulte[FM2]
        assert len(skjulte[FM1]) != 1


def test_the_part_that_htmx_fetches_is_the_part_of_the_page(by: Path) -> None:
    k = klient(bruger("controller", kommune="766"))
    valg = {"maaned": "2023-04", "maaling": FM2}
    side = k.get("/tal/", valg).content.decode()
    del_ = k.get("/tal/", valg, headers={"HX-Target": "tal-del"}).content.decode()
    assert del_.strip() in side
    assert "<html" not in del_


def test_every_table_can_be_had_as_a_workbook_with_the_same_numbers(by: Path) -> None:
    k = klient(bruger("controller", kommune="766"))
    valg = {"maaned": "2023-05", "maaling": FM1}
    stier = ["excel/maaned/", "excel/hold/", "excel/serie/", "personer/excel/", "meldt/excel/", "tilbud/excel/"]
    stier += ["vejen/excel/", "frem/excel/"]
    for sti in stier:
        svar = k.get(f"/tal/{sti}", valg)
        assert svar.status_code == 200, sti
        assert svar["Content-Type"].endswith("sheet")
        assert zipfile.ZipFile(io.BytesIO(svar.content)).testzip() is None
    assert k.get("/tal/excel/findes-ikke/").status_code == 404
    ark = zipfile.ZipFile(io.BytesIO(k.get("/tal/personer/excel/", valg).content)).read("xl/worksheets/sheet1.xml")
    assert ark.count(b"<row ") - 1 == kommandolinjens(by, "gaeldende")[FM1, "alle"][1]


def test_a_correction_shows_in_the_figure_at_once_and_as_a_difference_to_what_was_reported(by: Path) -> None:
    from rettidig.sager.services.rettelser import registrer

    en = bruger("fagleder", kommune="766")
    foer = tavlen(hent(en, "/tal/", maaned="2023-05", maaling=FM1))["Alle ydelser"]
    personer = hent(en, "/tal/personer/", maaned="2023-05", maaling=FM1, gruppe="ikke_aktiveret")
    noegle = re.findall(r'href="/borger/([^/"]+)/"', personer)[0]
    raekke = {"borger_id": noegle, "indsats": "virksomhedspraktik", "fra": "2023-05-01", "til": "2023-05-28"}
    registrer("indsatser", raekke, hvem="proeve", hvorfor="proeve")
    efter = tavlen(hent(en, "/tal/", maaned="2023-05", maaling=FM1))["Alle ydelser"]
    assert efter[0][0] == foer[0][0] - 1
    meldt = hent(en, "/tal/meldt/", maaned="2023-05")
    assert "\N{MINUS SIGN}1" in meldt
    forskel = hent(en, "/tal/meldt/forskel/", maaned="2023-05", maaling=FM1, ydelse="alle")
    assert re.findall(r'href="/borger/([^/"]+)/"', forskel) == [noegle]
    assert "Uden aktiv indsats" in forskel
    assert "Aktiveret" in forskel


def test_the_way_past_the_limit_says_how_many_and_in_which_order(by: Path) -> None:
    from rettidig.adgang.models import Laesning
    from rettidig.tal.models import Listebrug
    from rettidig.tal.selectors.skridt import ORDEN, skal_flyttes

    en = bruger("fagleder", kommune="766")
    mangler = {
        (maaling, ydelse): antal
        for (maaling, ydelse), (taeller, naevner) in kommandolinjens(by, "gaeldende").items()
        if (antal := skal_flyttes(maaling, naevner, taeller, Fraction(3, 10) if maaling == FM1 else Fraction(1, 5)))
    }
    (maaling, ydelse), antal = max(mangler.items(), key=lambda par: par[1])
    indhold = hent(en, "/tal/vejen/", maaned="2023-05", maaling=maaling, ydelse=ydelse)
    assert f"{antal} personer skal flyttes" in indhold or "Én person skal flyttes" in indhold
    assert "Rækkefølgen er vores, ikke lovens" in indhold
    assert Laesning.objects.filter(hvad="liste.tal_vejen").count() == 1
    brug = Listebrug.objects.get()
    assert (brug.liste, tuple(brug.orden)) == ("tal_vejen", ORDEN)


def test_a_workbook_that_holds_the_first_of_those_who_could_be_moved_says_so(
    by: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.web.views import tal_vejen

    k, valg = klient(bruger("fagleder", kommune="766")), {"maaned": "2023-05", "maaling": FM1, "regelsaet": "nye"}

    def bogen() -> str:
        svar = k.get("/tal/vejen/excel/", valg)
        with zipfile.ZipFile(io.BytesIO(svar.content)) as bog:
            return "".join(bog.read(navn).decode() for navn in bog.namelist() if navn.endswith(".xml"))

    assert "De første" not in bogen()
    monkeypatch.setattr(tal_vejen, "_I_FILEN", 1)
    assert re.search(r"De første 1 af \d+ er vist", bogen())


def test_running_forward_gives_what_the_reform_command_gives(by: Path) -> None:
    from django.db.models import Q

    from rettidig.forloeb import laes_datasaet
    from rettidig.motor.historik import byg_historik
    from rettidig.motor.reform.frem import frem_raekker
    from rettidig.regler.indlaes import hent_lov
    from rettidig.tal.selectors.frem import frem
    from rettidig.tidslinje import calendar

    lov = hent_lov()
    valg = {navn: indgang.standard for navn, indgang in lov.valg.valg.items()}
    ventet = frem_raekker(lov, byg_historik(laes_datasaet(by)), calendar.to_day(DAG), 12, valg)
    fundet = frem(Q(), 12)
    assert {(r["noegle"], r["dag"], r["maaling"], r["ydelse"], r["haendelse"], r["art"]) for r in fundet} == {
        (r["borger_id"], r["dag"], r["maaling"], r["ydelse"], r["haendelse"], r["art"]) for r in ventet
    }
    assert any(r["haendelse"] == "tilbud_ude" for r in fundet)
    indhold = hent(bruger("controller", kommune="766"), "/tal/frem/", maaling=FM1)
    assert "Tilbud går ud af vinduet" in indhold


def test_the_supervision_of_a_year_is_what_the_command_line_answers(by: Path) -> None:
    from rettidig.forloeb import laes_datasaet
    from rettidig.regler.indlaes import hent_lov
    from rettidig.svar import tilsyn
    from rettidig.svar.dansk_form import procent

    k = klient(bruger("leder", kommune="766"))
    for ydelsesgrad, forventet in (("14.2", "13.9"), ("13,0", "13,9")):
        spurgt = tilsyn.spoerg(hent_lov(), "2023", ydelsesgrad.replace(",", "."), forventet.replace(",", "."))
        raekke = spurgt.svar(laes_datasaet(by), DAG).raekker[0]
        svar = k.get("/tal/tilsyn/", {"aar": "2023", "ydelsesgrad": ydelsesgrad, "forventet": forventet})
        indhold = svar.content.decode()
        assert procent(raekke["fm1_andel"]) in indhold
        assert procent(raekke["fm2_andel"]) in indhold
        assert ("udtages ikke til" in indhold) == (raekke["udtaget"] is False)
        assert "Året er ikke slut" in indhold
    forkert = k.get("/tal/tilsyn/", {"aar": "2023", "ydelsesgrad": "meget", "forventet": "13"})
    assert forkert.status_code == 400
    assert "Skriv en procent" in forkert.content.decode()
    assert k.get("/tal/tilsyn/").status_code == 200


def test_what_is_no_choice_is_said_and_changes_nothing(by: Path) -> None:
    k = klient(bruger("leder", kommune="766"))
    for felt in ("maaned", "maaling", "regelsaet", "ydelse", "team", "kommune"):
        svar = k.get("/tal/", {felt: "<script>findes-ikke"})
        assert svar.status_code == 400
        assert "findes ikke her" in svar.content.decode()
        assert "<script>findes" not in svar.content.decode()


def test_before_the_first_run_the_pages_say_so(store: Path) -> None:
    k = klient(bruger("controller"))
    for sti in ("", "personer/", "meldt/", "vejen/", "frem/", "tilbud/", "tilsyn/", "excel/maaned/"):
        svar = k.get(f"/tal/{sti}")
        assert svar.status_code == 200
        assert "ikke regnet ud endnu" in svar.content.decode()


def test_the_pages_are_there_in_english(by: Path) -> None:
    k = klient(bruger("controller", kommune="766"))
    k.cookies["rettidig_sprog"] = "en"
    for sti in ("", "personer/", "meldt/", "vejen/", "frem/", "tilbud/", "tilsyn/"):
        indhold = k.get(f"/tal/{sti}", {"maaned": "2023-05"}).content.decode()
        assert "Figures" in indhold
        assert "Måneden" not in indhold


def test_a_page_asks_the_store_the_same_number_of_times_however_many_persons_there_are(by: Path) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    en = bruger("controller", kommune="766")
    k = klient(en)
    talt = {}
    for sti, felter in (
        ("/tal/", {}),
        ("/tal/personer/", {"gruppe": "ikke_aktiveret"}),
        ("/tal/personer/", {"gruppe": "aktiveret"}),
    ):
        with CaptureQueriesContext(connection) as fanget:
            assert k.get(sti, {"maaned": "2023-05", "maaling": FM1, **felter}).status_code == 200
        talt[sti, str(felter)] = len(fanget)
    assert max(talt.values()) < 60, talt


def test_who_enters_the_75_percent_pool_in_july_2026_can_be_seen_in_june(store: Path) -> None:
    from tests.sager.udtraek import lille, ydelse

    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    data = lille(ydelser=[ydelse(fra=dt.date(2026, 1, 15)), ydelse(borger="B", fra=dt.date(2025, 1, 15))])
    indlaes(data, "fagsystem", hvem="proeve")
    koer(dt.date(2026, 6, 20))
    en = bruger("controller", kommune="766")
    valg = {"maaned": "2026-07", "maaling": "lab.deltagelse.75"}
    indhold = hent(en, "/tal/", **valg)
    assert tavlen(indhold)["Alle ydelser"][0] == (0, 1)
    assert "Måneden ligger fremme i tiden" in indhold
    personer = hent(en, "/tal/personer/", **valg)
    assert re.findall(r'href="/borger/([^/"]+)/"', personer) == ["A"]
    assert "Mangler samtaler eller tilbud: 1" in personer
    assert "maaling=lab.deltagelse.75" not in hent(en, "/tal/", maaned="2026-06")


def test_an_offer_figure_opens_to_exactly_whose_they_are_and_the_reading_is_written_down(by: Path) -> None:
    from rettidig.adgang.models import Laesning
    from rettidig.forloeb import laes_datasaet

    en = bruger("fagleder", kommune="766")
    hvem = "virksomhedspraktik"
    egne = [r for r in laes_datasaet(by).tabeller["indsatser"].to_pylist() if r["indsats"] == hvem]
    fra, efter = dt.date(2022, 6, 1), dt.date(2023, 6, 1)
    i_gang = [r for r in egne if r["fra"] < efter and (r["til"] is None or r["til"] > fra)]
    begyndt = [r for r in i_gang if r["fra"] >= fra]
    assert 0 < len(begyndt) < len(i_gang)
    tabellen = hent(en, "/tal/tilbud/", maaned="2023-05")
    raekken = next(r for r in re.findall(r"<tr>.*?</tr>", tabellen, re.DOTALL) if "Virksomhedspraktik" in r)
    veje = [(unescape(sti), int(tal)) for sti, tal in re.findall(r'href="([^"]+)">(\d+)</a>', raekken)]
    assert [tal for _, tal in veje] == [len(begyndt), len(i_gang)]
    for (sti, _), ventet in zip(veje, (begyndt, i_gang), strict=True):
        ark = klient(en).get(sti.replace("/personer/", "/personer/excel/")).content
        raekker = zipfile.ZipFile(io.BytesIO(ark)).read("xl/worksheets/sheet1.xml").count(b"<row ") - 1
        assert raekker == len(ventet)
        side = klient(en).get(sti).content.decode()
        viste = set(re.findall(r'href="/borger/([^/"]+)/"', side))
        assert viste
        assert viste <= {r["borger_id"] for r in ventet}
    assert Laesning.objects.filter(hvad="liste.tal_tilbud").count() == len(veje)
    konsulent = klient(bruger("konsulent", kommune="766"))
    assert "/tal/tilbud/personer/" not in konsulent.get("/tal/tilbud/").content.decode()
    assert konsulent.get(veje[0][0]).status_code == 403
    assert klient(en).get("/tal/tilbud/personer/", {"indsats": "findes-ikke"}).status_code == 404


def test_running_forward_again_after_an_act_gives_what_a_fresh_start_gives(by: Path) -> None:
    from django.db.models import Q

    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors import frem as modul

    foer = modul.frem(Q(), 12)
    assert modul.frem(Q(), 12) == foer
    noegle = next(r["noegle"] for r in foer if r["haendelse"] == "tilbud_ude")
    raekke = {"borger_id": noegle, "indsats": "virksomhedspraktik", "fra": "2023-06-01", "til": "2023-06-20"}
    registrer("indsatser", raekke, hvem="proeve", hvorfor="proeve")
    rettet = modul.frem(Q(), 12)
    assert rettet != foer
    assert [r for r in rettet if r["noegle"] != noegle] == [r for r in foer if r["noegle"] != noegle]
    modul._husket.clear()
    assert modul.frem(Q(), 12) == rettet
