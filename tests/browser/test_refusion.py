"""The reimbursement ladder in a browser: the month, the weeks ahead, and a step opened to its persons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.web.tal_by import byens_mappe, indlaes_byen


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_ladder_is_read_and_opened_to_its_persons(
    som: Callable[..., Page], bruger: Callable[..., Any], store: Path, tmp_path: Path, bredde: int
) -> None:
    indlaes_byen(byens_mappe(tmp_path, 300))
    side = som(bruger("controller", kommune="766"), bredde)
    side.goto("/tal/")
    side.get_by_role("link", name="Refusion", exact=True).click()
    expect(side.get_by_role("heading", name="Refusionstrappen", level=1)).to_be_visible()
    er_i_orden(side, "refusion")
    side.get_by_role("link", name="8 uger", exact=True).click()
    expect(side.get_by_role("heading", name="Hvem det gælder")).to_be_visible()
    side.get_by_role("group", name="Måneden efter trin").get_by_role("link").first.click()
    expect(side.get_by_role("heading", level=1)).to_contain_text("% fra staten")
    er_i_orden(side, "refusion-personer")
