"""A reform is rehearsed in a browser: chosen, worked out, opened to its persons."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.cli.udtraek import skriv_udtraek


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_reform_is_worked_out_and_opened_to_its_persons(
    som: Callable[..., Page], bruger: Callable[..., Any], store: Path, tmp_path: Path, bredde: int
) -> None:
    from rettidig.forloeb import laes_datasaet
    from rettidig.sager.services.indlaesning import indlaes

    shutil.rmtree(store / "reform", ignore_errors=True)
    indlaes(laes_datasaet(skriv_udtraek(tmp_path / "by")), "kontrakt", hvem="Bo")
    side = som(bruger("controller", kommune="766"), bredde)
    side.goto("/regler/reform/")
    er_i_orden(side, "reform-tom")
    side.get_by_label("Opgjort pr.").fill("2023-06-30")
    side.get_by_label("Loven før").select_option("LV2022")
    side.get_by_label("Loven efter").select_option("LV2023A")
    side.get_by_role("button", name="Vælg").click()
    side.get_by_role("button", name="Regn det ud").click()
    expect(side.get_by_role("heading", name="Det ændrer sig")).to_be_visible(timeout=60_000)
    er_i_orden(side, "reform")
    side.get_by_role("group", name="Det ændrer sig").get_by_role("link").first.click()
    expect(side.get_by_role("link", name="Vis alle regler")).to_be_visible()
    er_i_orden(side, "reform-regel")
