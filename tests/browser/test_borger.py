"""The citizen's page in a real browser: wide and narrow, by keyboard alone, printed, empty, long and refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden, rolig
from tests.web.borgersag import HVEM, LANGT, sagen, samtale

Som = Callable[..., Page]
FRA = "?pr=2023-06-15"
SIDER = {"overblik": "", "oplysninger": "oplysninger/", "journal": "journal/", "indsigt": "indsigt/"}


@pytest.fixture
def sidsel(bruger: Callable[..., Any]) -> Any:
    """A caseworker of the team of A."""
    sagen(*(samtale(dt.date(2023, 2, dag), "aflyst") for dag in (2, 3)))
    return bruger("sagsbehandler", teams=["Nord"], kommune="")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_pages_of_a_citizen_are_in_order(sidsel: Any, som: Som, bredde: int) -> None:
    from rettidig.sager.services.rettelser import registrer

    vaerdier = {"borger_id": "A", "dato": "2023-06-12", "slags": "jobsamtale", "status": "afholdt", "form": "video"}
    registrer("samtaler", vaerdier, hvem="sagsbehandler", hvorfor=HVEM["hvorfor"])
    side = som(sidsel, bredde)
    for navn, sti in SIDER.items():
        side.goto(f"/borger/A/{sti}{FRA}")
        er_i_orden(side, f"borger-{navn}")
    side.goto(f"/borger/A/{FRA}&regler=alle")
    assert side.get_by_role("img", name="Forløbet som tidslinje").count() == 1
    side.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    er_i_orden(side, "borger-alt-aabent")
    side.goto("/borger/A/?kendt=2020-01-01")
    er_i_orden(side, "borger-ukendt-da")
    side.goto(f"/borger/A/journal/{FRA}")
    side.get_by_role("link", name="Fortryd").first.click()
    side.get_by_role("heading", level=2, name="Fortryd registreringen?").wait_for()
    er_i_orden(side, "borger-fortryd")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_why_is_opened_without_a_mouse_and_a_reload_shows_the_same(sidsel: Any, som: Som, bredde: int) -> None:
    side = som(sidsel, bredde)
    side.goto(f"/borger/A/{FRA}")
    knap = side.locator(".rt-pligt .rt-hvorfor").first
    id_ = knap.get_attribute("id")
    knap.focus()
    side.keyboard.press("Enter")
    side.locator(".rt-forklaring").wait_for()
    expect(side.locator(f"#{id_}")).to_be_focused()
    assert "pligt=" in side.url
    er_i_orden(side, "borger-hvorfor")
    hentet = side.locator("#pligter").inner_text()
    side.reload()
    assert side.locator("#pligter").inner_text() == hentet
    # A paragraph leads to its rules, and the way back to the same duty.
    side.locator(".rt-forklaring a", has_text="§").first.focus()
    side.keyboard.press("Enter")
    side.wait_for_url("**/regler/side/**")
    side.go_back()
    side.locator(".rt-forklaring").wait_for()
    side.locator(f"#{id_}").focus()
    side.keyboard.press("Enter")
    side.locator(".rt-forklaring").wait_for(state="detached")
    assert "pligt=" not in side.url


def test_the_page_works_without_scripts(sidsel: Any, som: Som) -> None:
    side = som(sidsel, BRED, java_script_enabled=False)
    side.goto(f"/borger/A/{FRA}")
    side.locator(".rt-hvorfor").first.click()
    expect(side.locator(".rt-forklaring")).to_be_visible()
    side.locator(".rt-hvorfor").first.click()
    expect(side.locator(".rt-forklaring")).to_have_count(0)
    side.get_by_role("link", name="Journal").click()
    expect(side.get_by_role("heading", level=2, name="Journal")).to_be_visible()


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_who_is_not_of_the_team_is_asked_why_and_who_may_not_is_told_nothing(
    sidsel: Any, som: Som, bruger: Callable[..., Any], bredde: int
) -> None:
    side = som(bruger("fagleder", teams=["Syd"], kommune=""), bredde)
    side.goto("/borger/A/?pr=2023-06-15")
    er_i_orden(side, "borger-formaal")
    side.get_by_label("Ledelsens opfølgning på frister").focus()
    side.keyboard.press("Space")
    side.keyboard.press("Tab")
    side.keyboard.type("Vikar for team Nord")
    side.keyboard.press("Enter")
    side.locator("#pligter").wait_for()
    rolig(side)
    assert side.url.endswith("/borger/A/?pr=2023-06-15")
    nej = som(sidsel, bredde)
    nej.goto("/borger/B/")
    er_i_orden(nej, "borger-ikke-din", ventet_fejl=("404",))


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_an_empty_case_and_long_names_are_in_order_too(som: Som, bruger: Callable[..., Any], bredde: int) -> None:
    from tests.adgang.borgere import kontor

    sagen(leder=LANGT)
    kontor(**{"tom-" + "lang" * 20: "Nord"})
    side = som(bruger("fagleder", kommune=""), bredde)
    side.goto(f"/borger/A/{FRA}")
    er_i_orden(side, "borger-lange-navne")
    side.goto("/borger/tom-" + "lang" * 20 + f"/{FRA}")
    er_i_orden(side, "borger-tom")
    assert side.get_by_text("Der er ingen frister").is_visible()


def test_the_page_is_printed_without_what_is_for_the_screen(sidsel: Any, som: Som, tmp_path: Path) -> None:
    side = som(sidsel)
    side.goto(f"/borger/A/{FRA}")
    side.emulate_media(media="print")
    for skjult in (".rt-faner", ".rt-tidsvalg", ".rt-hvorfor"):
        assert not side.locator(skjult).first.is_visible()
    er_i_orden(side, "borger-udskrift")


def test_the_draft_of_access_is_downloaded_by_keyboard(sidsel: Any, som: Som) -> None:
    side = som(sidsel)
    side.goto("/borger/A/indsigt/")
    side.get_by_label("Hvilken anmodning gælder det?").focus()
    side.keyboard.type("Sag 23/117")
    with side.expect_download() as hentet:
        side.keyboard.press("Enter")
    assert hentet.value.suggested_filename.startswith("aktindsigt-udkast-A-")
    sti = hentet.value.path()
    with zipfile.ZipFile(io.BytesIO(Path(sti).read_bytes())) as pakke:
        assert "indeks.html" in pakke.namelist()
