"""The shell of the pages in a real browser: for everybody, at both widths, by keyboard, in both languages, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden

Som = Callable[..., Page]
Lav = Callable[..., Any]
ROLLER = (
    "sagsbehandler",
    "konsulent",
    "teamleder",
    "fagleder",
    "controller",
    "leder",
    "politiker",
    "regelejer",
    "administrator",
    "borger",
)


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_front_page_of_a_caseworker_has_nothing_to_fault(som: Som, bruger: Lav, bredde: int) -> None:
    side = som(bruger("sagsbehandler"), bredde)
    side.goto("/")
    assert side.get_by_role("heading", level=1).inner_text() == "Goddag, Anna Prøve"
    er_i_orden(side, "forside")


def test_every_role_and_a_user_without_one_gets_a_front_page(som: Som, bruger: Lav) -> None:
    for rolle in (*ROLLER, None):
        side = som(bruger(rolle))
        svar = side.goto("/")
        assert svar is not None
        assert svar.status == 200
        assert side.locator("main h1").count() == 1
    er_i_orden(side, "forside-uden-rolle")


def test_a_very_long_name_does_not_break_the_page(som: Som, bruger: Lav) -> None:
    navn = "Maximiliane-Alexandrine " + "Ravnsborg-Frederikskilde" * 4
    side = som(bruger("sagsbehandler", navn, kommune="Ny Lyngby-Faxe-Sønderøsterlund Kommune"), SMAL)
    side.goto("/")
    er_i_orden(side, "langt-navn")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_an_address_that_is_not_there_is_answered_in_plain_words(som: Som, bruger: Lav, bredde: int) -> None:
    side = som(bruger("leder"), bredde)
    svar = side.goto("/findes/ikke/0101014444/")
    assert svar is not None
    assert svar.status == 404
    assert "0101014444" not in side.content()
    er_i_orden(side, "fejl-404", ventet_fejl=("404: /findes/",))


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_nobody_is_led_to_the_login(som: Som, bredde: int) -> None:
    side = som(None, bredde)
    side.goto("/")
    assert side.url.split("?")[0].endswith("/konto/login/")
    er_i_orden(side, "login")


def test_the_keyboard_reaches_the_content_at_once_and_the_focus_is_seen(som: Som, bruger: Lav) -> None:
    side = som(bruger("sagsbehandler"))
    side.goto("/")
    side.keyboard.press("Tab")
    assert side.evaluate("document.activeElement.className") == "skipnav"
    side.keyboard.press("Enter")
    expect(side.locator("#indhold")).to_be_focused()
    side.goto("/")
    for _ in range(3):
        side.keyboard.press("Tab")
    streg = side.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert streg == "solid"


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(som: Som, bruger: Lav) -> None:
    side = som(bruger("sagsbehandler"), SMAL)
    side.goto("/")
    punkt = side.get_by_role("link", name="I dag")
    assert not punkt.is_visible()
    side.get_by_role("button", name="Menu").focus()
    side.keyboard.press("Enter")
    expect(punkt).to_be_visible()
    er_i_orden(side, "menu-aaben")
    side.keyboard.press("Escape")
    expect(punkt).not_to_be_visible()


def test_the_language_is_chosen_with_one_press_and_kept(som: Som, bruger: Lav) -> None:
    side = som(bruger("teamleder"))
    side.goto("/")
    side.get_by_role("button", name="English").click()
    expect(side.locator("html")).to_have_attribute("lang", "en")
    expect(side.get_by_role("heading", level=1)).to_have_text("Hello, Anna Prøve")
    er_i_orden(side, "forside-en")
    side.get_by_role("button", name="Dansk").click()
    expect(side.locator("html")).to_have_attribute("lang", "da")


def test_paper_gets_the_content_without_menu_and_buttons(som: Som, bruger: Lav) -> None:
    side = som(bruger("sagsbehandler"))
    side.goto("/")
    side.emulate_media(media="print")
    assert not side.get_by_role("navigation").is_visible()
    assert not side.get_by_role("button", name="Log ud").is_visible()
    assert side.get_by_role("heading", level=1).is_visible()
    assert side.get_by_text("Udskrevet").is_visible()
