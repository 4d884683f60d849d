"""The start pages and the lists in a real browser: each role's morning, by keyboard, on paper, at both widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.web.byen_i_lister import CVR, kontoret

Som = Callable[..., Page]
Lav = Callable[..., Any]


@pytest.fixture
def by(adresse: str) -> None:
    kontoret(antal=60)


def luk(side: Page) -> None:
    """A page that stays open holds a connection to the store."""
    side.context.close()


def test_every_role_has_a_start_page_with_nothing_to_fault(by: None, som: Som, bruger: Lav) -> None:
    for rolle in (
        "sagsbehandler",
        "konsulent",
        "teamleder",
        "controller",
        "leder",
        "politiker",
        "regelejer",
        "administrator",
    ):
        en = bruger(rolle, kommune="766", teams=["Nord"])
        side = som(en, BRED)
        for bredde in (BRED, SMAL):
            side.set_viewport_size({"width": bredde, "height": 900})
            side.goto("/")
            er_i_orden(side, f"start-{rolle}")
        luk(side)


def test_a_list_is_narrowed_ordered_and_paged_and_a_reload_shows_the_same(by: None, som: Som, bruger: Lav) -> None:
    side = som(bruger("fagleder", kommune="766"))
    side.goto("/lister/?liste=sagsstamme")
    er_i_orden(side, "lister")

    def samme_efter_genindlaesning() -> None:
        hentet = side.locator("#liste").inner_text()
        er_i_orden(side)
        side.reload()
        assert side.locator("#liste").inner_text() == hentet

    side.get_by_role("link", name="Næste", exact=True).focus()
    side.keyboard.press("Enter")
    side.get_by_text("Side 2 af 2").wait_for()
    samme_efter_genindlaesning()
    side.get_by_label("Team").select_option("Syd")
    side.get_by_role("button", name="Vis", exact=True).focus()
    side.keyboard.press("Enter")
    side.get_by_text("1–2 af 2").wait_for()
    samme_efter_genindlaesning()
    side.get_by_role("link", name="Borger", exact=True).click()
    side.locator('th[aria-sort="ascending"]', has_text="Borger").wait_for()
    samme_efter_genindlaesning()
    side.get_by_text("Gem listen med disse filtre").click()
    side.get_by_label("Navn på listen").fill("Syd efter id")
    side.get_by_role("button", name="Gem listen").click()
    side.get_by_role("link", name="Syd efter id").wait_for()
    er_i_orden(side, "lister-gemt")
    side.emulate_media(media="print")
    assert not side.get_by_role("button", name="Vis", exact=True).is_visible()
    assert side.get_by_role("table").is_visible()
    side.emulate_media(media="screen")
    side.set_viewport_size({"width": SMAL, "height": 900})
    er_i_orden(side, "lister")
    side.goto("/lister/?liste=denne_uge&team=Syd&regel=lab.25.cv_samtale")
    er_i_orden(side, "lister-tom")
    side.goto("/lister/?team=findes-ikke")
    er_i_orden(side, "lister-fejl", ventet_fejl=("400: /lister/",))


def test_a_leader_enters_the_hours_by_keyboard_and_sees_these_citizens_this_week(
    by: None, som: Som, bruger: Lav
) -> None:
    side = som(bruger("teamleder", kommune="766", teams=["Nord"]))
    side.goto("/start/kapacitet/")
    er_i_orden(side, "kapacitet")
    side.get_by_label("Timer om ugen").fill("-3")
    side.keyboard.press("Enter")
    side.locator(".alert-error").first.wait_for()
    er_i_orden(side, "kapacitet-fejl", ventet_fejl=("422: /start/",))
    side.rt_fejl.clear()  # type: ignore[attr-defined]
    side.get_by_label("Timer om ugen").fill("4")
    side.keyboard.press("Enter")
    side.get_by_text("Timerne for Nord er gemt.").wait_for()
    er_i_orden(side, "kapacitet-gemt")
    side.goto("/")
    side.get_by_text("4 timer i denne uge; det rækker til 5 samtaler").wait_for()
    assert side.locator('table[class~="rt-liste"]').first.locator("tbody tr").count() == 5
    side.get_by_text("Sådan er rækkefølgen lavet").first.click()
    er_i_orden(side, "start-teamleder-ugen")
    for bredde in (BRED, SMAL):
        side.set_viewport_size({"width": bredde, "height": 900})
        side.goto("/tal/vejen/?regelsaet=nye")
        er_i_orden(side, "vejen")


def test_a_consultant_finds_a_company_by_its_number(by: None, som: Som, bruger: Lav) -> None:
    side = som(bruger("konsulent", kommune="766"))
    side.goto("/")
    side.get_by_label("CVR-nummer").fill("123")
    side.keyboard.press("Enter")
    side.locator(".form-error-message").wait_for()
    er_i_orden(side, "start-virksomhed-fejl")
    side.get_by_label("CVR-nummer").fill(CVR)
    side.get_by_label("Ordinært ansatte").fill("12")
    side.keyboard.press("Enter")
    side.get_by_text("tillader forholdstallet 2 pladser").wait_for()
    er_i_orden(side, "start-virksomhed")
