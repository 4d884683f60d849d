"""The import, the other systems, users and the state of the system in a browser: wide, narrow, without a mouse."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.sager.pakker import BORGERE, GODE, krypteret, pakke

GRIMME = (
    b"borger_id;ydelse;fra;til;visitation\r\nA;kontanthjaelp;2022-10-03;;jobparat\r\n"
    b"A;en meget lang ydelse som ingen har hoert om foer og som ikke staar paa nogen liste;2022-10-03;;\r\n"
    b"A;su;31-31-2022;;\r\nUKENDT;su;2022-01-01;;\r\n"
)


@pytest.fixture(autouse=True)
def _ingen_venter(store: Path) -> None:
    shutil.rmtree(store / "modtaget", ignore_errors=True)


def _fil(navn: str, indhold: bytes) -> Any:
    return {"name": navn, "mimeType": "application/octet-stream", "buffer": indhold}


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_an_ugly_extract_is_explained_imported_and_undone(
    som: Callable[..., Page], bruger: Callable[..., Any], bredde: int
) -> None:
    side = som(bruger("controller", "Connie Med Et Overordentlig Langt Efternavn-Controllersen"), bredde)
    side.goto("/indlaes/")
    er_i_orden(side, "indlaes-tom")
    side.get_by_label("Filer", exact=True).set_input_files(_fil("maj.zip", krypteret()))
    side.get_by_role("button", name="Send og se igennem").click()
    expect(side.locator(".form-error-message")).to_be_visible()
    er_i_orden(side, "indlaes-afvist", ventet_fejl=("422",))
    side.rt_fejl.clear()  # type: ignore[attr-defined]
    side.get_by_label("Filer", exact=True).set_input_files(
        _fil("maj.zip", pakke({"borgere.csv": BORGERE, "ydelser.csv": GRIMME}))
    )
    side.get_by_role("textbox", name="Fagsystem").fill("SYDNET")
    side.get_by_role("button", name="Send og se igennem").click()
    expect(side.get_by_role("heading", name="Det sker, når du indlæser")).to_be_visible(timeout=30_000)
    expect(side.get_by_role("group", name="Rækker, der er sat til side")).to_contain_text("fra")
    er_i_orden(side, "indlaes-set")
    side.reload()
    expect(side.get_by_role("heading", name="Det sker, når du indlæser")).to_be_visible()
    side.get_by_label("Bemærkning").fill("første gang")
    side.get_by_role("button", name="Indlæs udtrækket").click()
    expect(side.get_by_role("heading", level=1)).to_contain_text("Indlæsning nr.", timeout=30_000)
    er_i_orden(side, "indlaest")
    side.get_by_label("Hvorfor fortrydes indlæsningen?").fill("forkert fil")
    side.get_by_role("button", name="Fortryd indlæsningen").click()
    expect(side.get_by_text("Indlæsningen er fortrudt.")).to_be_visible()
    er_i_orden(side, "indlaest-fortrudt")
    side.get_by_role("link", name="Til indlæsning").click()
    expect(side.get_by_role("heading", name="Historik")).to_be_visible()
    er_i_orden(side, "indlaes-historik")


def test_the_import_is_done_without_a_mouse(som: Callable[..., Page], bruger: Callable[..., Any]) -> None:
    side = som(bruger("administrator"))
    side.goto("/indlaes/")
    side.get_by_label("Filer", exact=True).set_input_files(_fil("maj.zip", pakke(GODE)))
    side.get_by_role("textbox", name="Fagsystem").focus()
    side.keyboard.type("SYDNET")
    side.keyboard.press("Enter")
    knap = side.get_by_role("button", name="Indlæs udtrækket")
    expect(knap).to_be_visible(timeout=30_000)
    side.get_by_label("Bemærkning").focus()
    side.keyboard.press("Tab")
    expect(knap).to_be_focused()
    side.keyboard.press("Enter")
    expect(side.get_by_role("heading", level=1)).to_contain_text("Indlæsning nr.", timeout=30_000)
    expect(side.get_by_role("button", name="Fortryd indlæsningen")).to_have_count(0)


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_what_is_ready_for_other_systems_is_handed_out(
    som: Callable[..., Page], bruger: Callable[..., Any], bredde: int
) -> None:
    from tests.adgang.borgere import kontor

    from rettidig.sager.services.udfoersel import forbered

    leder = bruger("fagleder", kommune="766")
    side = som(leder, bredde)
    side.goto("/andre-systemer/")
    er_i_orden(side, "udfoersel-tom")
    kontor(A1="A", **{"EN-MEGET-LANG-NOEGLE-UDEN-MELLEMRUM-0123456789": "B"})
    for nr, noegle in enumerate(("A1", "EN-MEGET-LANG-NOEGLE-UDEN-MELLEMRUM-0123456789")):
        samtale = {"dato": f"2023-02-0{nr + 1}", "slags": "jobsamtale", "status": "afholdt", "form": "fremmoede"}
        forbered("samtaler", {"borger_id": noegle, **samtale}, hvem="Bo", hvorfor="aftalt", modtager="SYDNET")
    side.reload()
    er_i_orden(side, "udfoersel")
    with side.expect_download() as hentet:
        side.get_by_role("button", name="Hent listen, og mærk den som sendt").click()
    assert hentet.value.suggested_filename == "til-registrering.xlsx"
    side.reload()
    expect(side.locator(".rt-tabel .rt-status", has_text="sendt")).to_have_count(2)
    expect(side.get_by_role("button", name="Hent listen, og mærk den som sendt")).to_have_count(0)
    er_i_orden(side, "udfoersel-sendt")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_users_roles_blocks_and_the_state_of_the_system_are_in_order(
    som: Callable[..., Page], bruger: Callable[..., Any], bredde: int
) -> None:
    from tests.adgang.borgere import kontor

    from rettidig.adgang.services.undtagelser import spaer_sag

    kontor(A1="A")
    administrator = bruger("administrator")
    anden = bruger("sagsbehandler", "Sidsel Med-Et-Meget-Langt-Navn-Uden-Mellemrum", teams=["A", "B"])
    spaer_sag(anden, "A1", "familie", "min søster", hvem=administrator)
    side = som(administrator, bredde)
    for navn, adresse in {
        "brugere": "/brugere/",
        "bruger-ny": "/brugere/ny/",
        "bruger": f"/brugere/{anden.pk}/",
        "spaerringer": "/spaerringer/",
        "drift": "/drift/",
    }.items():
        side.goto(adresse)
        er_i_orden(side, navn)


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_log_is_sampled_and_a_finding_written_down(
    som: Callable[..., Page], bruger: Callable[..., Any], bredde: int
) -> None:
    from tests.adgang.borgere import kontor

    from rettidig.adgang.services.laesninger import noter

    borgere = kontor(A1="A", B1="B")
    sagsbehandler = bruger("sagsbehandler", teams=["A"])
    noter(sagsbehandler, [b.pk for b in borgere.values()], "sagsbehandling", "side.borger")
    side = som(bruger("controller"), bredde)
    side.goto("/laeselog/")
    er_i_orden(side, "laeselog-tom")
    i_dag = dt.datetime.now(dt.UTC).date()
    side.get_by_label("Fra og med").fill((i_dag - dt.timedelta(days=7)).isoformat())
    side.get_by_label("Til (ikke med)").fill((i_dag + dt.timedelta(days=2)).isoformat())
    side.get_by_role("button", name="Tag stikprøven").click()
    er_i_orden(side, "laeselog")
    side.get_by_text("Vurdér").first.click()
    side.get_by_role("button", name="Gem").first.click()
    expect(side.get_by_text("Vurderingen er gemt.")).to_be_visible()
    som_sagsbehandler = som(sagsbehandler, bredde)
    som_sagsbehandler.goto("/noedadgang/")
    er_i_orden(som_sagsbehandler, "noedadgang")
