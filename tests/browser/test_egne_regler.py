"""The municipality's own rules, citizens without a team and live corrections, in a real browser at both widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.web.borgersag import sagen

Som = Callable[..., Page]
Lav = Callable[..., Any]


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_strategy_is_taken_into_use_by_keyboard_and_seen_on_the_citizens_page(
    som: Som, bruger: Lav, bredde: int
) -> None:
    sagen()
    ejer = som(bruger("regelejer", kommune=""), bredde)
    ejer.goto("/regler/lokalt/i-brug/")
    er_i_orden(ejer, "lokalt-foer")
    ejer.get_by_label("Hvorfor?").first.focus()
    ejer.keyboard.type("Besluttet på temamødet 7. marts 2023")
    ejer.keyboard.press("Enter")
    ejer.get_by_text("Strategien er i brug").wait_for()
    er_i_orden(ejer, "lokalt-i-brug")
    side = som(bruger("sagsbehandler", teams=["Nord"], kommune=""), bredde)
    side.goto("/borger/A/?pr=2023-06-15")
    egne = side.locator("#lokale")
    assert egne.get_by_text("Kommunens egen regel", exact=True).first.is_visible()
    egne.locator(".rt-hvorfor").first.focus()
    side.keyboard.press("Enter")
    side.locator("#lokale .rt-forklaring").wait_for()
    er_i_orden(side, "borger-egne-regler")
    hentet = side.locator("#pligter").inner_text()
    side.reload()
    assert side.locator("#pligter").inner_text() == hentet


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_correction_is_answered_while_one_types(borger_a: None, som: Som, sagsbehandler: Any, bredde: int) -> None:
    side = som(sagsbehandler, bredde)
    side.goto("/borger/A/oplysninger/")
    side.get_by_role("link", name="Ret Jobsamtale 10. juni 2026").click()
    side.get_by_label("Form (kan udelades)").select_option(label="Brev")
    side.locator("#vilkaar .rt-svar-ord", has_text="Ikke lovligt").wait_for()
    er_i_orden(side, "ret-samtale")
    side.get_by_label("Form (kan udelades)").select_option(label="Personligt fremmøde")
    side.locator("#vilkaar .rt-svar--ikke_lovlig").wait_for(state="detached")
    side.get_by_label("Hvorfor?").fill("Aftalt med borgeren.")
    side.get_by_role("button", name="Gem rettelsen").click()
    side.get_by_role("heading", level=2, name="Det næste").wait_for()
    er_i_orden(side, "ret-kvittering")
    side.goto("/borger/A/oplysninger/")
    side.get_by_role("link", name="Ret Borgeren").or_(side.locator("#fakta-borgere ~ div a")).first.click()
    side.get_by_label("Har hjemmeboende børn").select_option(label="Ja")
    er_i_orden(side, "ret-borgeren")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_those_without_a_team_are_ticked_and_given_one_by_keyboard(som: Som, bruger: Lav, bredde: int) -> None:
    from tests.adgang.borgere import kontor

    kontor(A="Nord", **{"uden-" + "langt" * 8: None, "Y": None})
    side = som(bruger("fagleder", kommune=""), bredde)
    side.goto("/fordeling/")
    er_i_orden(side, "fordeling")
    side.get_by_role("button", name="Giv dem teamet").click()
    side.get_by_text("Kryds mindst én borger af.").wait_for()
    er_i_orden(side, "fordeling-fejl", ventet_fejl=("422",))
    side.locator("input[name=borger]").first.focus()
    side.keyboard.press("Space")
    side.get_by_label("Team", exact=True).select_option(label="Nord")
    side.get_by_role("button", name="Giv dem teamet").click()
    side.get_by_text("1 borger har fået teamet Nord.").wait_for()
    er_i_orden(side, "fordeling-gjort", ventet_fejl=("422",))
