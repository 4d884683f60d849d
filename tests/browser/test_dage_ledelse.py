"""Each leader's morning by keyboard alone: the team leader, the leader of a field, the head, and the politician."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden, rolig
from tests.browser.ledelsens_dag import aabne, afsnit, borgere, frister, hent, maalinger, tal
from tests.browser.tastatur import skriv, tryk, vaelg
from tests.web.tal_by import DAG, FM1, FM2, byens_mappe, indlaes_byen

Som = Callable[..., Page]
Lav = Callable[..., Any]
HOLD = "Afklaringsteam"
SAET = {"gaeldende": "Gældende regler", "gamle": "Gamle regler", "nye": "Nye regler"}
_TAALMODIG = 60_000
"""Milliseconds: the first picture of a process loads what draws it."""


@pytest.fixture
def by(adresse: str, tmp_path: Path) -> Path:
    mappe = byens_mappe(tmp_path, 900)
    indlaes_byen(mappe)
    return mappe


def ind(som: Som, en: Any, bredde: int) -> Page:
    """Logged in, on the page of the day."""
    side = som(en, bredde)
    side.set_default_timeout(_TAALMODIG)
    expect.set_options(timeout=_TAALMODIG)
    side.goto("/")
    return side


def menu(side: Page, navn: str) -> None:
    tryk(side.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name=navn, exact=True))


def test_a_team_leaders_morning(by: Path, som: Som, bruger: Lav) -> None:
    fra_linjen = [f for f in frister(by) if f["team"] == HOLD]
    side = ind(som, bruger("teamleder", "Tove Prøve", kommune="766", teams=[HOLD]), BRED)
    _timer_angives(side)
    _disse_borgere_denne_uge(side, fra_linjen)
    _en_uge_aabnes(side, fra_linjen)
    _over_fristen(side, fra_linjen)
    _maalene(side, by)
    _hvad_der_skal_til(side, by)
    _tilbuddene(side)


def _timer_angives(side: Page) -> None:
    """No hours have been entered yet; the first citizens are shown all the same. Nine hours are enough for twelve."""
    assert side.get_by_role("heading", level=2).first.inner_text() == "Denne uge"
    ugen = afsnit(side, "Denne uge")
    expect(ugen).to_contain_text(f"hvor mange timer der er til samtaler: {HOLD}")
    tryk(ugen.get_by_role("link", name="Angiv timer til samtaler"))
    skriv(side.get_by_label("Timer om ugen"), "9")
    skriv(side.get_by_label("Minutter pr. samtale"), "45")
    tryk(side.get_by_role("button", name="Gem"))
    side.get_by_text(f"Timerne for {HOLD} er gemt.").wait_for()
    er_i_orden(side, "dag-teamleder-timer")
    tryk(side.get_by_role("link", name="Tilbage til ugen"))
    rolig(side)


def _disse_borgere_denne_uge(side: Page, fra_linjen: list[dict[str, Any]]) -> None:
    """These citizens, these hours, this week: those the command line puts first, with the order told and noted."""
    from rettidig.tal.models import Listebrug
    from rettidig.tal.selectors.ugens_arbejde import mandag, ugen_fra

    ugen = afsnit(side, "Denne uge")
    expect(ugen).to_contain_text(re.compile(r"9 timer i denne uge.*det rækker til 12 samtaler"))
    nu = [f for f in fra_linjen if f["status"] == "overskredet"] + aabne(fra_linjen, *ugen_fra(mandag(DAG)))
    foerst = {f["borger_id"]: min(g["dag"] for g in nu if g["borger_id"] == f["borger_id"]) for f in nu}
    assert len(foerst) > 3
    assert tal(ugen.locator(".font-lead").inner_text())[0] == len(foerst)
    viste = borgere(ugen)
    assert len(viste) == min(12, len(foerst))
    assert [foerst[b] for b in viste] == sorted(foerst.values())[:12]
    tryk(ugen.get_by_text("Sådan er rækkefølgen lavet"))
    expect(ugen).to_contain_text("Listen er et forslag og afgør intet")
    brug = Listebrug.objects.filter(liste="ugen").latest("id")
    expect(ugen).to_contain_text(f"brug nr. {brug.pk}")
    assert brug.antal == len(viste)
    er_i_orden(side, "dag-teamleder-ugen")


def _en_uge_aabnes(side: Page, fra_linjen: list[dict[str, Any]]) -> None:
    """The weeks ahead against the hours; one is opened to its duties, a duty to its citizen, and one comes back."""
    from rettidig.tal.selectors.ugens_arbejde import mandag, ugen_fra, ugenavn

    uger = afsnit(side, "De næste uger")
    expect(uger.get_by_role("img", name="Borgere med frist, uge for uge")).to_be_visible()
    mandage = sorted({mandag(f["dag"]) for f in aabne(fra_linjen, DAG, DAG.replace(month=8, day=6))})
    valgt = mandage[len(mandage) // 2]
    ventet = aabne(fra_linjen, *ugen_fra(valgt))
    raekke = uger.get_by_role("row").filter(has=side.get_by_role("link", name=f"Uge {ugenavn(valgt)}", exact=True))
    celler = raekke.get_by_role("cell").all_inner_texts()
    assert [int(c) for c in celler[1:4]] == [len({f["borger_id"] for f in ventet}), len(ventet), 12]
    tryk(raekke.get_by_role("link"))
    # The page one comes from has a heading of that name too.
    side.wait_for_url("**/lister/**")
    side.get_by_role("heading", level=2, name="De næste uger").wait_for()
    assert sorted(borgere(side)) == sorted(f["borger_id"] for f in ventet)
    er_i_orden(side, "dag-teamleder-uge")
    ark = hent(side, side.get_by_role("link", name="Hent som regneark"))
    assert sorted(r[0] for r in ark[1:]) == sorted(f["borger_id"] for f in ventet)
    tryk(side.locator("table th[scope=row] a").first)
    side.wait_for_url("**/borger/**")
    expect(side.get_by_role("link", name=re.compile(r"§")).first).to_be_visible()
    er_i_orden(side, "dag-teamleder-borger")
    tryk(side.get_by_role("link", name="De næste uger"))
    side.get_by_role("heading", level=2, name="De næste uger").wait_for()
    rolig(side)
    assert len(borgere(side)) == len(ventet)
    menu(side, "I dag")


def _over_fristen(side: Page, fra_linjen: list[dict[str, Any]]) -> None:
    """What is overdue in the team, and the list it opens to."""
    over = [f for f in fra_linjen if f["status"] == "overskredet"]
    afsnittet = afsnit(side, "Over fristen efter team")
    afsnittet.wait_for()
    rolig(side)
    celler = afsnittet.get_by_role("row", name=HOLD).get_by_role("cell").all_inner_texts()
    assert [int(c) for c in celler[:2]] == [len({f["borger_id"] for f in over}), len(over)]
    tryk(afsnittet.get_by_role("link", name=HOLD))
    side.get_by_role("heading", level=2, name="Overskredet").wait_for()
    rolig(side)
    assert sorted(borgere(side)) == sorted(f["borger_id"] for f in over)
    menu(side, "I dag")


def _maalene(side: Page, by: Path) -> None:
    """The active share against the demand in three rule sets, its line over time, and the year's end."""
    maal = afsnit(side, "Målene nu")
    for saet, navn in SAET.items():
        taeller, naevner = maalinger(by, saet)[FM1, "alle"]
        raekke = maal.get_by_role("row", name=re.compile(f"Fokusmål 1: aktive {navn}"))
        expect(raekke).to_contain_text(f"{naevner - taeller} af {naevner}")
        expect(raekke).to_contain_text("over 80 %" if saet == "gamle" else "over 70 %")
    expect(maal).to_contain_text(
        re.compile(r"Fokusmål 1: aktive\. Hvis intet ændrer sig, er andelen .* den 31\.12\.2023")
    )
    figur = maal.get_by_role("img", name=re.compile("Fokusmål 1: aktive, måned for måned"))
    expect(figur).to_be_visible()
    tryk(maal.get_by_text("Vis tallene som tabel"))
    tabel = maal.get_by_role("table", name=re.compile("Tallene bag|måned for måned")).last.inner_text()
    assert all(navn in tabel for navn in SAET.values())
    er_i_orden(side, "dag-teamleder-maal")


def _hvad_der_skal_til(side: Page, by: Path) -> None:
    """By the new rules alone the goal is not met: how many, who by least effort, in an order that decides nothing."""
    from rettidig.tal.models import Listebrug
    from rettidig.tal.selectors.skridt import ORDEN

    nye = afsnit(side, "Målene nu").get_by_role("row", name=re.compile("Fokusmål 1: aktive Nye regler"))
    flyttes = nye.get_by_role("link", name=re.compile("hvem"))
    antal = tal(flyttes.inner_text())[0]
    tryk(flyttes)
    side.get_by_role("heading", level=1, name="Hvad skal der til?").wait_for()
    taeller, naevner = maalinger(by, "nye")[FM1, "alle"]
    expect(side.get_by_role("main")).to_contain_text(f"{antal} personer skal flyttes")
    expect(side.get_by_role("main")).to_contain_text(f"{taeller} af {naevner}")
    tryk(side.get_by_text("Sådan er rækkefølgen lavet"))
    expect(side.get_by_role("main")).to_contain_text("Listen er et forslag og afgør intet")
    expect(side.get_by_role("main")).to_contain_text("BEK 101/2026")
    rolig(side)
    brug = Listebrug.objects.get(liste="tal_vejen")
    expect(side.get_by_role("main")).to_contain_text(f"brug nr. {brug.pk}")
    assert tuple(brug.orden) == ORDEN
    assert brug.antal == len(borgere(side)) > 0
    er_i_orden(side, "dag-teamleder-vejen")
    tryk(side.get_by_role("link", name="Se, hvad der skal til i juni 2023"))
    side.get_by_text("juni 2023, nye regler").wait_for()
    menu(side, "I dag")


def _tilbuddene(side: Page) -> None:
    """The mix as starts, persons and kroner; a kind is opened to its own; and the table is the workbook's."""
    miks = afsnit(side, "Tilbud det seneste år")
    expect(miks.get_by_role("img", name="Tilbud efter slags")).to_be_visible()
    tryk(miks.get_by_role("link", name="Se hver slags tilbud"))
    side.wait_for_url("**/tal/tilbud/**")
    tabel = side.get_by_role("table").filter(has_text="Indsats").last
    tabel.wait_for()
    paa_siden = {}
    for raekke in tabel.locator("tbody tr").all():
        navn, _, starter, i_gang, personer, *_ = raekke.locator("th, td").all_inner_texts()
        paa_siden[navn] = [str(tal(t)[0]) for t in (starter, i_gang, personer)]
    ark = hent(side, side.get_by_role("link", name=re.compile("regneark")))
    assert {raekke[1]: raekke[2:5] for raekke in ark[1:]} == paa_siden
    er_i_orden(side, "dag-teamleder-tilbud")
    tryk(tabel.get_by_role("row", name="Øvrig vejledning").get_by_role("link").last)
    side.get_by_role("heading", level=1, name="Personerne bag tilbuddene").wait_for()
    expect(side.get_by_role("main")).to_contain_text(f"Tallet er talt af {paa_siden['Øvrig vejledning'][1]} tilbud")
    expect(side.get_by_role("main")).to_contain_text("hos borgere, du ikke har adgang til")
    rolig(side)
    assert borgere(side)
    er_i_orden(side, "dag-teamleder-tilbud-personer")


def test_a_field_leaders_morning(by: Path, som: Som, bruger: Lav) -> None:
    alle = frister(by)
    side = ind(som, bruger("fagleder", "Finn Prøve", kommune="766"), BRED)
    over = {f["team"] for f in alle if f["status"] == "overskredet"}
    assert len(over) > 2
    _hele_byen(side, alle, over)
    _et_tal_til_dets_personer_og_paragraf(side, by)
    _frem_i_tiden(side)


def _hele_byen(side: Page, alle: list[dict[str, Any]], over: set[str]) -> None:
    """The whole town and every team in it; one team's overdue duties are opened with the Enter key."""
    afsnittet = afsnit(side, "Over fristen efter team")
    assert set(afsnittet.locator("tbody").first.locator("th").all_inner_texts()) == over
    er_i_orden(side, "dag-fagleder")
    team = min(over)
    led = afsnittet.get_by_role("link", name=team, exact=True)
    tryk(led)
    side.get_by_role("heading", level=2, name="Overskredet").wait_for()
    rolig(side)
    egne = [f for f in alle if f["team"] == team and f["status"] == "overskredet"]
    assert sorted(borgere(side)) == sorted(f["borger_id"] for f in egne)
    er_i_orden(side, "dag-fagleder-team")


def _et_tal_til_dets_personer_og_paragraf(side: Page, by: Path) -> None:
    """A figure is opened to exactly its persons; the workbook has them too; and the paragraph is one press away."""
    _til_tal(side)
    side.get_by_role("heading", level=2, name="Fokusmål 1: uden aktiv indsats, maj 2023").wait_for()
    taeller, naevner = maalinger(by, "gaeldende")[FM1, "alle"]
    raekke = side.get_by_role("row", name="Alle ydelser")
    led = raekke.get_by_role("link", name=f"{taeller} af {naevner}").first
    ark = hent(side, side.get_by_role("link", name="Hent måneden"))
    paa_siden = maalinger(by, "nye")[FM1, "alle"]
    nye = next(r for r in ark if r[0].startswith("Fokusmål 1") and r[1] == "Alle ydelser" and r[2].startswith("nye"))
    assert nye[3:5] == [str(paa_siden[1]), str(paa_siden[0])]
    side.reload()
    tryk(led)
    side.get_by_role("heading", level=1, name="Personerne bag et tal").wait_for()
    expect(side.get_by_role("heading", level=2, name=f"Uden aktiv indsats: {taeller}")).to_be_visible()
    expect(side.get_by_role("heading", level=2, name=f"Aktiveret: {naevner - taeller}")).to_be_visible()
    er_i_orden(side, "dag-fagleder-personer")
    ark = hent(side, side.get_by_role("link", name="Hent listen"))
    assert len(ark) - 1 == naevner
    side.reload()
    tryk(side.get_by_role("link", name="BST § 5, nr. 1").first)
    side.wait_for_url("**/regler/side/bst-5/")


def _frem_i_tiden(side: Page) -> None:
    """Run forward: whose offers leave the window in a month, opened with the Enter key."""
    _til_tal(side)
    tryk(side.get_by_role("link", name="Kør frem", exact=True))
    side.get_by_role("heading", level=1, name="Kør frem").wait_for()
    led = side.get_by_role("row", name="August 2023").get_by_role("link").first
    antal = tal(led.inner_text())[0]
    tryk(led)
    side.get_by_role("heading", level=2, name=re.compile(rf"august 2023: {antal}$")).wait_for()
    rolig(side)
    assert len(borgere(side)) == min(antal, 50)
    er_i_orden(side, "dag-fagleder-frem")


def _til_tal(side: Page) -> None:
    tryk(side.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Tal", exact=True))
    side.wait_for_url("**/tal/**")


def test_a_heads_morning_on_a_phone(by: Path, som: Som, bruger: Lav) -> None:
    side = ind(som, bruger("leder", "Lise Prøve", kommune="766"), SMAL)
    _tallene_foerst(side, by)
    _hvad_nu_hvis(side, by)
    _ingen_personer(side)


def _tallene_foerst(side: Page, by: Path) -> None:
    """The measures with their line and their mix, the same as the command line's; a figure leads to its month."""
    assert side.get_by_role("heading", level=2).first.inner_text() == "Målene nu"
    er_i_orden(side, "dag-leder")
    taeller, naevner = maalinger(by, "gaeldende")[FM2, "alle"]
    led = side.get_by_role("link", name=f"{naevner - taeller} af {naevner}").last
    tryk(led)
    side.get_by_role("heading", level=2, name="Fokusmål 2: for få samtaler, maj 2023").wait_for()
    expect(side.get_by_role("row", name="Alle ydelser")).to_contain_text(f"{taeller} af {naevner}")
    expect(side.get_by_role("heading", level=2, name="Efter team")).to_be_visible()
    expect(side.get_by_role("img", name=re.compile("måned for måned"))).to_be_visible()
    er_i_orden(side, "dag-leder-tal")
    ark = hent(side, side.get_by_role("link", name="Hent måneden"))
    assert [str(naevner), str(taeller)] in [raekke[3:5] for raekke in ark]
    tryk(side.get_by_role("link", name="Tilbud", exact=True))
    side.get_by_role("heading", level=1, name="Tilbud").wait_for()
    er_i_orden(side, "dag-leder-tilbud")


def _hvad_nu_hvis(side: Page, by: Path) -> None:
    """What it takes and what comes, as numbers alone; and a reform is rehearsed from the same page."""
    taeller, naevner = maalinger(by, "nye")[FM1, "alle"]
    side.goto("/")
    tryk(side.get_by_role("link", name="Hvad skal der til?"))
    vaelg(side.get_by_label("Regelsæt"), "Nye regler")
    tryk(side.get_by_role("button", name="Vis", exact=True))
    expect(side.get_by_role("main")).to_contain_text(f"{taeller} af {naevner}")
    assert borgere(side) == []
    er_i_orden(side, "dag-leder-vejen")
    tryk(side.get_by_role("link", name="Kør frem", exact=True))
    side.get_by_role("heading", level=1, name="Kør frem").wait_for()
    expect(side.get_by_role("row", name="August 2023")).to_be_visible()
    er_i_orden(side, "dag-leder-frem")
    side.goto("/")
    tryk(side.get_by_role("link", name="Afprøv en reform"))
    side.wait_for_url("**/regler/reform/**")
    er_i_orden(side, "dag-leder-reform")


def _ingen_personer(side: Page) -> None:
    """No way to a citizen: none on the pages, and whoever writes the address is told in a sentence."""
    for sti in ("/", "/tal/", "/tal/meldt/", "/tal/tilbud/", "/tal/vejen/?regelsaet=nye", "/tal/frem/"):
        side.goto(sti)
        assert side.locator("a[href^='/borger/'], a[href^='/lister/'], a[href*='/personer/']").count() == 0
    _afvist(side, ("/lister/", "/tal/personer/", "/tal/frem/excel/", "/tal/tilbud/personer/?indsats=mentor"))


def _afvist(side: Page, stier: tuple[str, ...]) -> None:
    for sti in stier:
        side.goto(sti)
        expect(side.get_by_role("main")).to_contain_text(
            re.compile("Din rolle giver ikke ret til denne side|det er ikke noget, du har adgang til")
        )
        assert side.get_by_role("link", name="Gå til forsiden").is_visible()
        er_i_orden(side, "", ventet_fejl=(f"403: {urlsplit(sti).path}", f"404: {urlsplit(sti).path}"))
        side.rt_fejl.clear()  # type: ignore[attr-defined]


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_politicians_morning(by: Path, som: Som, bruger: Lav, bredde: int) -> None:
    from rettidig.svar.dansk_form import procent
    from rettidig.tal.selectors.maalkort import maalbilleder

    side = ind(som, bruger("politiker", "Per Prøve", kommune="766"), bredde)
    kort = {b.maaling: b.gaeldende_nu for b in maalbilleder("766")}
    for maaling, navn in ((FM1, "Fokusmål 1: aktive"), (FM2, "Fokusmål 2: har fået samtalerne")):
        taeller, naevner = maalinger(by, "gaeldende")[maaling, "alle"]
        assert kort[maaling] is not None
        assert (kort[maaling].taeller, kort[maaling].naevner) == (taeller, naevner)
        side.get_by_role("heading", level=3, name=navn).wait_for()
        expect(side.get_by_role("main")).to_contain_text(procent(kort[maaling].naaet))
    er_i_orden(side, "dag-politiker")
    assert not re.search(r"\d+ af \d+|\d+ / \d+", side.get_by_role("main").inner_text())
    tryk(side.get_by_role("link", name="Se udviklingen måned for måned").first)
    side.wait_for_url("**/tal/**")
    expect(side.get_by_role("img", name=re.compile("måned for måned"))).to_be_visible()
    assert "Nye regler" not in side.get_by_role("main").inner_text()
    assert side.locator("main a[href*='personer'], main a[href^='/borger/']").count() == 0
    er_i_orden(side, "dag-politiker-tal")
    _afvist(side, ("/lister/", "/tal/personer/", "/tal/meldt/", "/tal/vejen/", "/tal/tilbud/", "/start/kapacitet/"))
