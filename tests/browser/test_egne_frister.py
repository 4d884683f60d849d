"""The municipality's own strategy in a browser: its list, a duty on the citizen's page, its figures opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.tal.egne import tag_i_brug
from tests.web.tal_by import byens_mappe, indlaes_byen


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_own_deadlines_are_read_in_the_list_and_opened_from_the_figures(
    som: Callable[..., Page], bruger: Callable[..., Any], store: Path, tmp_path: Path, bredde: int
) -> None:
    tag_i_brug()
    indlaes_byen(byens_mappe(tmp_path, 300))
    side = som(bruger("fagleder", kommune="766"), bredde)
    side.goto("/lister/?liste=egne_frister")
    expect(side.get_by_text("Kommunens egen regel").first).to_be_visible()
    er_i_orden(side, "egne-frister")
    side.locator(".rt-skridt a").first.click()
    expect(side.locator("#lokale .rt-forklaring").first).to_be_visible()
    side.goto("/tal/")
    side.get_by_role("link", name="Egen strategi", exact=True).click()
    expect(side.get_by_role("heading", name="Egen strategi", level=1)).to_be_visible()
    er_i_orden(side, "egen-strategi")
    side.get_by_label("Regel").select_option(label="En samtale hvert kvartal")
    side.get_by_role("button", name="Vis").click()
    expect(side.get_by_role("heading", name="måned for måned: En samtale hvert kvartal")).to_be_visible()
    side.locator("#egne-maaned ~ .rt-rul a").first.click()
    expect(side.get_by_role("heading", level=2).first).to_contain_text("frist i")
    er_i_orden(side, "egen-strategi-personer")
