"""The demonstration in a real browser: one press to be somebody, the day's lists, a part of the page fetched alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import BRED, SMAL, er_i_orden

Som = Callable[..., Page]


@pytest.fixture
def demo(adresse: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from django.test import override_settings

    with override_settings(DEMO=True, UDVIKLING=True, TOTRIN_KRAEVES=False, LOGIN_URL="demo"):
        from rettidig.web.demo.opsaetning import saet_op

        saet_op(borgere=760)
        yield


def _bliv(side: Page, rolle: str) -> None:
    # The first picture a program draws takes seconds where the machine has much else to do.
    side.set_default_timeout(60_000)
    side.goto("/demo/")
    side.get_by_role("button", name=f"Log ind som {rolle}").click()
    side.wait_for_url(lambda adresse: urlsplit(adresse).path == "/")


def test_a_caseworker_and_a_team_leader_see_the_days_lists(demo: None, som: Som) -> None:
    for bredde in (BRED, SMAL):
        side = som(None, bredde)
        side.goto("/")
        assert side.url.split("?")[0].endswith("/demo/")
        er_i_orden(side, "demo")
        for rolle in ("Sagsbehandler", "Teamleder", "Borger"):
            _bliv(side, rolle)
            er_i_orden(side, f"demo-{rolle.lower()}")
    side = som(None)
    _bliv(side, "Teamleder")
    assert side.locator("#forsideliste .rt-kort").count() == 9
    assert side.get_by_role("img", name="Borgere med frist, uge for uge").is_visible()
    # A reload shows what the part fetched alone showed, and the way back leads back.
    for navn in ("Intet aftalt", "Nye"):
        side.locator(".rt-kort", has_text=navn).click()
        side.get_by_role("heading", level=2, name=navn).wait_for()
        hentet = side.locator("#forsideliste").inner_text()
        er_i_orden(side)
        side.reload()
        assert side.locator("#forsideliste").inner_text() == hentet
    side.go_back()
    side.get_by_role("heading", level=2, name="Intet aftalt").wait_for()
    # By keyboard alone: to a list, and into it.
    side.locator(".rt-kort", has_text="Overskredet").focus()
    side.keyboard.press("Enter")
    side.get_by_role("heading", level=2, name="Overskredet").wait_for()
