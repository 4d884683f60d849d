"""The pages about the law in a browser: wide, narrow, searched by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden

SIDER = {
    "register": "/regler/",
    "paragraf": "/regler/side/lab-102/",
    "valg": "/regler/side/valg/",
    "handlinger": "/regler/side/handlinger/",
    "strategier": "/regler/lokalt/",
    "strategi": "/regler/lokalt/rebild-2023/",
    "udsagn": "/regler/lokalt/udsagn/",
    "ordliste": "/regler/ordliste/",
}


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_pages_about_the_law_are_in_order(
    som: Callable[..., Page], bruger: Callable[..., Any], bredde: int
) -> None:
    side = som(bruger("regelejer"), bredde)
    for navn, adresse in SIDER.items():
        side.goto(adresse)
        assert side.get_by_role("navigation", name="Regler").count() == 1
        er_i_orden(side, f"regler-{navn}")


def test_a_rule_is_found_and_opened_without_a_mouse(som: Callable[..., Page], bruger: Callable[..., Any]) -> None:
    side = som(bruger("regelejer"))
    side.goto("/regler/")
    side.get_by_label("Find en regel").focus()
    side.keyboard.type("LAB § 105 a")
    side.keyboard.press("Enter")
    side.wait_for_url("**/regler/?q=*")
    fundet = side.get_by_role("link", name="LAB § 105 a").first
    fundet.focus()
    side.keyboard.press("Enter")
    side.wait_for_url("**/regler/side/lab-105-a/")
    expect(side.get_by_role("heading", level=1)).to_have_text("LAB § 105 a")
