"""The caseworker's morning by keyboard alone: what is overdue, why, and the talk written down."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import rolig
from tests.browser.dagen import Som, begynd, i_orden, knap, link, menu, overskrift
from tests.browser.tastatur import skriv, tryk, vaelg
from tests.web.byen_i_lister import DAG, kontoret
from tests.web.registrering import siderne_er_paa


@pytest.fixture
def by(adresse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kontoret(antal=12)
    siderne_er_paa(monkeypatch, DAG)


def test_a_caseworkers_morning(by: None, som: Som, bruger: Callable[..., Any]) -> None:
    side = begynd(som, bruger("sagsbehandler", teams=["Nord"], kommune="766", initialer="ABC"))
    main = side.get_by_role("main")

    # The ready filters come first: another is chosen, and one stands where one was, to choose the next.
    i_orden(side, "sagsbehandler-start")
    for filter_ in ("Denne uge", "Overskredet"):
        kort = main.get_by_role("link", name=re.compile(rf"^\d+\s*{filter_}$"))
        tryk(kort)
        side.get_by_role("heading", level=2, name=filter_).wait_for()
        rolig(side)
        expect(kort).to_be_focused()
    raekker = main.get_by_role("table").locator("tbody tr")
    foer = raekker.count()
    assert foer > 2
    expect(raekker.first).to_contain_text("LAB §")

    # The list is saved under a name of one's own.
    link(side, re.compile("^Åbn hele listen"))
    tryk(side.get_by_text("Gem listen med disse filtre"))
    skriv(side.get_by_label("Navn på listen"), "Mine sene")
    knap(side, "Gem listen")
    side.get_by_role("link", name="Mine sene").wait_for()
    menu(side, "I dag")
    link(side, "Mine sene")

    # One of them is opened: the duties with "why?", which opens to its paragraph and leaves one where one was.
    tryk(main.get_by_role("table").locator("th[scope=row] a").first)
    side.wait_for_url("**/borger/**")
    hvorfor = side.locator(".rt-pligt .rt-hvorfor").first
    tryk(hvorfor)
    expect(side.locator(".rt-forklaring")).to_contain_text("§")
    expect(hvorfor).to_be_focused()
    i_orden(side, "sagsbehandler-hvorfor")

    # The talk is held and written down; the law answers first, and there is a text for the case system.
    link(side, "Samtale")
    side.wait_for_url("**/registrer/samtale/")
    vaelg(side.get_by_label("Form (kan udelades)"), "Personligt fremmøde")
    side.locator("#vilkaar .rt-svar-ord", has_text="Lovligt").wait_for()
    knap(side, "Gem")
    overskrift(side, "Det er gemt")
    i_orden(side, "sagsbehandler-gemt")
    assert "Form: Personligt fremmøde" in side.get_by_label("Tekst, der kan sættes ind").input_value()
