"""The pages with figures in a browser: wide, narrow, empty, by keyboard, and alike whether fetched or reloaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.web.tal_by import FM1, FM2, MAANED, byens_mappe, indlaes_byen

M = "maaned=2023-05"
_TAALMODIG = 60_000
"""Milliseconds: the first picture of a process loads what draws it."""
SIDER = {
    "maaned": f"/tal/?{M}",
    "personer": f"/tal/personer/?{M}&regelsaet=nye",
    "meldt": "/tal/meldt/",
    "forskel": f"/tal/meldt/forskel/?{M}",
    "vejen": f"/tal/vejen/?{M}&maaling={FM2}",
    "frem": "/tal/frem/",
    "tilbud": f"/tal/tilbud/?{M}",
    "tilsyn": "/tal/tilsyn/?aar=2023&ydelsesgrad=14,2&forventet=13,9",
}


@pytest.fixture
def by(store: Path, tmp_path: Path) -> None:
    indlaes_byen(byens_mappe(tmp_path, 300))


@pytest.mark.usefixtures("by")
def test_the_pages_with_figures_are_in_order_wide_and_narrow(
    som: Callable[..., Page], bruger: Callable[..., Any]
) -> None:
    from rettidig.tal.models import Statsmaaling
    from rettidig.tal.services.statens_demo import lav_proevemaaling

    lav_proevemaaling("766", MAANED, hvem="proeve")
    gabet = f"/afstemning/{Statsmaaling.objects.get().pk}/"
    controller = bruger("controller", kommune="766")
    sider = {**SIDER, "afstemning": "/afstemning/", "gab": f"{gabet}?del=regelsaet-regelsaet"}
    for bredde in (BRED, SMAL):
        side = som(controller, bredde)
        side.set_default_timeout(_TAALMODIG)
        for navn, adresse in sider.items():
            side.goto(adresse)
            er_i_orden(side, f"tal-{navn}")
    side = som(bruger("politiker", kommune="766"))
    side.set_default_timeout(_TAALMODIG)
    side.goto(f"/tal/?{M}")
    er_i_orden(side, "tal-politiker")
    assert side.get_by_role("link", name="Tal", exact=True).first.get_attribute("aria-current") == "page"


@pytest.mark.usefixtures("by")
def test_a_figure_is_opened_to_a_person_and_to_its_paragraph_without_a_mouse(
    som: Callable[..., Page], bruger: Callable[..., Any]
) -> None:
    side = som(bruger("controller", kommune="766"))
    side.set_default_timeout(_TAALMODIG)
    side.goto(f"/tal/?{M}")
    side.get_by_role("row", name="Alle ydelser").get_by_role("link").first.focus()
    side.keyboard.press("Enter")
    side.wait_for_url("**/tal/personer/?**")
    side.locator("table th[scope=row] a").first.focus()
    side.keyboard.press("Enter")
    side.wait_for_url("**/borger/**")
    side.go_back()
    side.get_by_role("link", name="BST § 5, nr. 1").first.focus()
    side.keyboard.press("Enter")
    side.wait_for_url("**/regler/side/bst-5/")


@pytest.mark.usefixtures("by")
def test_rows_that_grow_too_wide_after_the_page_came_are_reached_by_the_keyboard(
    som: Callable[..., Page], bruger: Callable[..., Any]
) -> None:
    side = som(bruger("controller", kommune="766"), SMAL)
    side.set_default_timeout(_TAALMODIG)
    side.goto(f"/tal/tilbud/?{M}")
    boks = side.locator(".rt-figur details [data-rt-rul]").first
    side.locator(".rt-figur summary").first.click()
    boks.evaluate("boks => { boks.firstElementChild.hidden = true; }")
    boks.and_(side.locator(":not([tabindex])")).wait_for(state="attached")
    boks.evaluate("boks => { boks.firstElementChild.hidden = false; boks.firstElementChild.style.minWidth = '900px'; }")
    boks.and_(side.locator("[tabindex='0']")).wait_for()
    er_i_orden(side, "tal-tabel-aaben")


@pytest.mark.usefixtures("by")
def test_a_choice_fetched_is_the_page_reloaded(som: Callable[..., Page], bruger: Callable[..., Any]) -> None:
    side = som(bruger("controller", kommune="766"))
    side.set_default_timeout(_TAALMODIG)
    side.goto(f"/tal/?{M}&maaling={FM1}")
    side.get_by_label("Måling").select_option(FM2)
    side.get_by_role("button", name="Vis").click()
    side.wait_for_url(f"**maaling={FM2}**")
    side.get_by_role("heading", name="Fokusmål 2: for få samtaler, maj 2023").wait_for()
    hentet = side.locator("#tal-del").inner_text()
    side.reload()
    assert side.locator("#tal-del").inner_text() == hentet


def test_before_the_first_run_the_page_says_so(som: Callable[..., Page], bruger: Callable[..., Any]) -> None:
    side = som(bruger("leder"))
    side.goto("/tal/")
    er_i_orden(side, "tal-tom")
    side.get_by_text("ikke regnet ud endnu").wait_for()
