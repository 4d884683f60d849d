"""The demonstration on the invented municipality, from an extract dropped in to what it takes: one day, one reader.

A controller lets in an extract, sees the measure by three rule sets beside the State's figure, opens the gap to the
persons in it, one of them to the offer and the paragraph, runs forward, and asks what takes the town past the limit.
Then the town is moved to 1 July 2026: who enters the 75 % pool, and what a caseworker has to do that day.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import er_i_orden, rolig

Som = Callable[..., Page]
_TAALMODIG = 120_000
"""Milliseconds: the whole town is read and looked through meanwhile."""
_MAJ = "2023-05"


@pytest.fixture
def demo(adresse: str) -> Iterator[None]:
    from django.test import override_settings

    with override_settings(DEMO=True, UDVIKLING=True, TOTRIN_KRAEVES=False, LOGIN_URL="demo"):
        from rettidig.web.demo.opsaetning import saet_op

        saet_op()
        yield


def _udtraek(mappe: Path) -> Path:
    """The extract the demonstration was loaded from, with three rows that cannot be used."""
    from rettidig.demo import eksempel

    kommune = mappe / "kommune"
    eksempel.lav_eksempel(kommune)
    ydelser = kommune / "ydelser.csv"
    hoved, foerste = ydelser.read_text(encoding="utf-8-sig").splitlines()[:2]
    navne = hoved.split(";")
    with ydelser.open("a", encoding="utf-8", newline="") as ud:
        for kolonne, vaerdi in (("fra", "31-13-2022"), ("ydelse", "borgerloen"), ("borger_id", "")):
            celler = foerste.split(";")
            celler[navne.index(kolonne)] = vaerdi
            ud.write(";".join(celler) + "\r\n")
    samlet = mappe / "udtraek.zip"
    with zipfile.ZipFile(samlet, "w", zipfile.ZIP_DEFLATED) as pakke:
        for fil in sorted(kommune.glob("*.csv")):
            pakke.write(fil, fil.name)
    return samlet


def _bliv(side: Page, rolle: str) -> None:
    side.goto("/demo/")
    side.get_by_role("button", name=f"Log ind som {rolle}").click()
    side.wait_for_url(lambda adresse: urlsplit(adresse).path == "/")


def _menu(side: Page, navn: str) -> None:
    side.get_by_role("navigation").get_by_role("link", name=navn, exact=True).first.click()


def _overskrift(side: Page, navn: str) -> None:
    side.get_by_role("heading", level=1, name=navn).wait_for()


def _tal(celle: Locator) -> int:
    return int(celle.inner_text().replace(".", "").replace("\N{MINUS SIGN}", "-").replace("+", "").split()[0])


@pytest.mark.usefixtures("demo")
def test_the_demonstration_from_an_extract_to_what_it_takes(som: Som, tmp_path: Path) -> None:
    side = som(None)
    side.set_default_timeout(_TAALMODIG)
    expect.set_options(timeout=_TAALMODIG)
    _bliv(side, "Controller")
    _et_udtraek_ind(side, _udtraek(tmp_path))
    _tre_regelsaet(side)
    person = _gabet(side)
    _et_menneske(side, person)
    _koer_frem(side)
    _hvad_skal_der_til(side)
    _foerste_juli_2026(side)
    _ind_i_puljen(side)
    _sagsbehandlerens_dag(side)


def _et_udtraek_ind(side: Page, fil: Path) -> None:
    """1: an extract is dropped in; the rows set aside are explained; nothing else has changed, and it is let in."""
    _menu(side, "Indlæsning")
    side.get_by_label("Filer").set_input_files(fil)
    side.get_by_role("button", name="Send og se igennem").click()
    sat_til_side = side.get_by_role("table", name="Rækker, der er sat til side")
    sat_til_side.wait_for()
    rolig(side)
    grunde = {r.get_by_role("cell").first.inner_text(): r for r in sat_til_side.get_by_role("row").all()[1:]}
    assert grunde.keys() == {"fra", "ydelse", "borger_id"}
    for raekke in grunde.values():
        assert len(raekke.get_by_role("cell").nth(1).inner_text()) > len("ugyldig")
    i_alt = side.get_by_role("row", name="I alt")
    laest, afvist, nye, aendrede, lukkede = (_tal(i_alt.get_by_role("cell").nth(nr)) for nr in range(5))
    assert (afvist, nye, aendrede, lukkede) == (3, 0, 0, 0)
    assert laest > afvist
    er_i_orden(side, "demonstration-1-sat-til-side")
    side.get_by_role("button", name="Indlæs udtrækket", exact=True).click()
    side.get_by_role("heading", level=1, name=re.compile(r"Indlæsning nr\. \d+")).wait_for()


def _tre_regelsaet(side: Page) -> None:
    """2: at 31 May 2023 the measure by the rules in force, the old and the new; and the State's figure by the new."""
    _menu(side, "Tal")
    side.get_by_label("Måned", exact=True).select_option(_MAJ)
    side.get_by_role("button", name="Vis", exact=True).click()
    side.get_by_role("heading", level=2, name="Fokusmål 1: uden aktiv indsats, maj 2023").wait_for()
    rolig(side)
    tavle = side.get_by_role("table").filter(has_text="Gældende regler").first
    for saet in ("Gældende regler", "Gamle regler alene", "Nye regler alene"):
        assert tavle.get_by_role("columnheader", name=saet).is_visible()
    alle = tavle.get_by_role("row", name="Alle ydelser").get_by_role("cell").all_inner_texts()
    gaeldende, _, nye = alle
    assert "✓" in gaeldende
    assert "!" in nye
    er_i_orden(side, "demonstration-2-tre-regelsaet")


def _gabet(side: Page) -> str:
    """3: the gap to the State's figure adds up; its great part is opened to those the old rules made lawful."""
    _menu(side, "Afstemning")
    side.get_by_role("row", name="maj 2023").get_by_role("link", name="Forklar").click()
    _overskrift(side, "Fokusmål 1 (aktivering), maj 2023")
    rolig(side)
    dele = side.get_by_role("table").filter(has_text="Forklaring")
    raekker = dele.get_by_role("row").all()[1:]
    tal = {r.get_by_role("rowheader").inner_text(): _tal(r.get_by_role("cell").nth(1)) for r in raekker}
    i_alt, uforklaret = tal.pop("I alt"), tal.pop("Heraf uforklaret")
    assert sum(tal.values()) == i_alt
    overgangen = next(navn for navn in tal if navn.startswith("De gældende regler med overgangen"))
    assert abs(tal[overgangen]) > abs(i_alt) / 2 > abs(uforklaret)
    er_i_orden(side, "demonstration-3-gabet")
    dele.get_by_role("row", name=overgangen).get_by_role("link").click()
    personer = side.get_by_role("table").filter(has_text="Efter trinnet")
    personer.wait_for()
    foerste = personer.get_by_role("row").nth(1)
    hvorfor = foerste.get_by_role("cell").nth(3).inner_text()
    assert "Ikke aktiveret efter de nye regler alene" in hvorfor
    assert "Aktiveret efter de gældende regler af" in hvorfor
    assert "BST § 5" in foerste.inner_text()
    er_i_orden(side, "demonstration-3-personerne")
    return hvorfor


def _et_menneske(side: Page, hvorfor: str) -> None:
    """4: one of them: the day measured, the offer that counts, with the paragraph one press away."""
    tilbud = re.search(r"efter de gældende regler af (\S+ ?\S*) \d", hvorfor)
    assert tilbud is not None
    side.get_by_role("table").filter(has_text="Efter trinnet").locator("th[scope=row] a").first.click()
    side.wait_for_url("**/borger/**")
    _overskrift(side, "Hvorfor åbner du sagen?")
    side.get_by_label("Afstemning med statens tal").check(force=True)
    side.get_by_label("Hvad er anledningen?").fill("Gennemgang af forskellen i maj 2023")
    side.get_by_role("button", name="Åbn sagen").click()
    maalt = side.get_by_role("heading", name=re.compile(r"^Fokusmål 31\.5\.2023"))
    maalt.wait_for()
    rolig(side)
    siden = side.get_by_role("main").inner_text()
    assert "i vinduet 1. juni 2022 - 31. maj 2023" in siden
    assert f"Aktiveret efter de gældende regler af {tilbud[1]}" in siden
    assert side.get_by_role("img", name="Forløbet som tidslinje").is_visible()
    er_i_orden(side, "demonstration-4-et-menneske")
    side.get_by_role("main").get_by_role("link", name=re.compile(r"^(BST|LAB) § ")).first.click()
    side.wait_for_url("**/regler/side/**")


def _koer_frem(side: Page) -> None:
    """5: forward month by month: those whose offer leaves the window, each with its day."""
    _menu(side, "Tal")
    side.get_by_role("link", name="Kør frem", exact=True).click()
    _overskrift(side, "Kør frem")
    maaneder = side.get_by_role("table").filter(has_text="Tilbud går ud af vinduet")
    juli = maaneder.get_by_role("row", name="Juli 2023").get_by_role("link").first
    antal = _tal(juli)
    juli.click()
    side.get_by_role("heading", level=2, name=re.compile(rf": {antal}$")).wait_for()
    rolig(side)
    hvem = side.get_by_role("group", name=re.compile(rf": {antal}$"))
    dage = hvem.locator("tbody tr td:first-child").all_inner_texts()
    assert dage
    assert all(dag.endswith(".7.2023") for dag in dage)
    er_i_orden(side, "demonstration-5-frem")


def _hvad_skal_der_til(side: Page) -> None:
    """6: by the new rules alone: how many must be moved, and who is nearest, in an order that is stated."""
    side.goto(f"/tal/vejen/?maaned={_MAJ}&regelsaet=nye")
    _overskrift(side, "Hvad skal der til?")
    main = side.get_by_role("main")
    expect(main).to_contain_text(re.compile(r"\d+ personer skal flyttes, før målet er nået"))
    expect(main).to_contain_text("Rækkefølgen er vores, ikke lovens")
    trin = [
        r.get_by_role("cell").first.inner_text()
        for r in side.get_by_role("table").filter(has_text="Trin").last.get_by_role("row").all()[1:]
    ]
    assert trin
    assert trin[0] == "Et tilbud er planlagt"
    er_i_orden(side, "demonstration-6-vejen")


def _foerste_juli_2026(side: Page) -> None:
    """10: the town is moved to the first day of the 75 % rule; it takes a moment, and the page says so meanwhile."""
    stribe = side.get_by_role("complementary", name="Om demonstrationen")
    expect(stribe).to_contain_text("Dagen er 31. maj 2023.")
    # What the page says while one waits is kept in the window's name, which outlives the page.
    side.evaluate(
        "new MutationObserver(() => { window.name = document.getElementById('rt-live').textContent; })"
        ".observe(document.getElementById('rt-live'), {childList: true})"
    )
    stribe.get_by_role("button", name="Gå til 1. juli 2026").click()
    side.get_by_text("Dagen er nu 1. juli 2026.").wait_for()
    expect(stribe).to_contain_text("Dagen er 1. juli 2026.")
    rolig(side)
    assert "Det tager nogle sekunder" in side.evaluate("window.name")
    er_i_orden(side, "demonstration-10-dagen")


def _ind_i_puljen(side: Page) -> None:
    """10: who enters the 75 % pool in July: the figure by benefit and team, its persons, and one with the paragraph."""
    _menu(side, "Tal")
    side.get_by_label("Måned", exact=True).select_option("2026-07")
    side.get_by_role("button", name="Vis", exact=True).click()
    side.get_by_role("link", name=re.compile("75 %-målet")).click()
    side.get_by_role("heading", level=2, name=re.compile("^75 %-målet.*juli 2026$")).wait_for()
    rolig(side)
    tavle = side.get_by_role("table").filter(has_text="Alle ydelser").first
    assert tavle.get_by_role("columnheader").all_inner_texts() == ["Ydelse", "Gældende regler"]
    antal = {
        r.get_by_role("rowheader").inner_text(): r.get_by_role("cell").first.inner_text()
        for r in tavle.get_by_role("row").all()[1:]
    }
    talt = {navn: int(fundet[1]) for navn, tekst in antal.items() if (fundet := re.search(r" af (\d+)", tekst))}
    i_alt = talt.pop("Alle ydelser")
    assert i_alt == sum(talt.values())
    assert {"Dagpenge", "Kontanthjælp"} <= set(talt)
    assert side.get_by_role("heading", level=2, name="Efter team").is_visible()
    er_i_orden(side, "demonstration-10-puljen")
    tavle.get_by_role("row", name="Alle ydelser").get_by_role("link").first.click()
    _overskrift(side, "Personerne bag et tal")
    main = side.get_by_role("main")
    expect(main).to_contain_text("Det er dem, der kommer ind i puljen i juli 2026")
    expect(main).to_contain_text("Måneden ligger fremme i tiden.")
    rolig(side)
    grupper = main.get_by_role("heading", level=2).all_inner_texts()
    assert sum(int(navn.rpartition(": ")[2]) for navn in grupper) <= i_alt
    mangler = main.get_by_role("group", name=re.compile("^Mangler samtaler eller tilbud"))
    dage = mangler.locator("tbody td.rt-dag").all_inner_texts()
    assert dage
    assert all(dag.endswith(".7.2026") for dag in dage)
    for hvorfor in mangler.locator("td.rt-hvorfor").all_inner_texts():
        assert re.search(r"(mangler|mangler endnu|opfyldt for sent), .*\(LAB § ", hvorfor)
    er_i_orden(side, "demonstration-10-personerne")
    mangler.locator("th[scope=row] a").first.click()
    side.wait_for_url("**/borger/**")
    if side.get_by_role("heading", level=1, name="Hvorfor åbner du sagen?").is_visible():
        side.get_by_label("Hvad er anledningen?").fill("Gennemgang af puljen i juli 2026")
        side.get_by_role("button", name="Åbn sagen").click()
    pligt = side.get_by_role("main").get_by_role("link", name=re.compile("^LAB § (31|102)")).first
    pligt.wait_for()
    er_i_orden(side, "demonstration-10-et-menneske")
    pligt.click()
    side.wait_for_url("**/regler/side/**")


def _sagsbehandlerens_dag(side: Page) -> None:
    """10: that day's caseworker has duties, talks agreed, and a citizen's page that opens."""
    _bliv(side, "Sagsbehandler")
    liste = side.locator("#forsideliste")
    liste.get_by_role("table").wait_for()
    assert liste.get_by_role("row").count() > 1
    er_i_orden(side, "demonstration-10-sagsbehandler")
    liste.get_by_role("table").get_by_role("link").first.click()
    side.get_by_role("img", name="Forløbet som tidslinje").wait_for()
    er_i_orden(side, "demonstration-10-borgeren")
