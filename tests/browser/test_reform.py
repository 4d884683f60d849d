"""A reform is rehearsed in a browser: two laws or a draft, worked out, opened to its persons."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.cli.udtraek import skriv_udtraek
from tests.web.test_reform_slags import SAMTALER, alle_slags


@pytest.fixture
def by(store: Path, tmp_path: Path) -> None:
    from rettidig.forloeb import laes_datasaet
    from rettidig.sager.services.indlaesning import indlaes

    for navn in ("reform", "reformudkast"):
        shutil.rmtree(store / navn, ignore_errors=True)
    indlaes(laes_datasaet(skriv_udtraek(tmp_path / "by", samtaler=SAMTALER)), "kontrakt", hvem="Bo")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_reform_is_worked_out_and_opened_to_its_persons(
    som: Callable[..., Page], bruger: Callable[..., Any], by: None, bredde: int
) -> None:
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
    side.get_by_role("group", name="Efter regel").get_by_role("link").first.click()
    expect(side.get_by_role("link", name="Vis alle regler")).to_be_visible()
    er_i_orden(side, "reform-regel")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_draft_is_sent_put_right_rehearsed_and_taken_away(
    som: Callable[..., Page], bruger: Callable[..., Any], by: None, tmp_path: Path, bredde: int
) -> None:
    rigtig, forkert = tmp_path / "mit-udkast.yaml", tmp_path / "forkert.yaml"
    rigtig.write_text(alle_slags(), encoding="utf-8")
    forkert.write_text(alle_slags().replace("tillid: V", "tilid: V"), encoding="utf-8")
    side = som(bruger("controller", kommune="766"), bredde)
    side.goto("/regler/reform/")
    side.locator("summary", has_text="Send et lovudkast").click()
    side.get_by_label("Regelfil").set_input_files(forkert)
    side.rt_fejl.clear()  # type: ignore[attr-defined]
    side.get_by_role("button", name="Send udkastet").click()
    expect(side.get_by_role("alert")).to_contain_text("nøglen tilid kendes ikke her")
    assert side.rt_fejl == ["422: /regler/reform/udkast/"]  # type: ignore[attr-defined]
    side.rt_fejl.clear()  # type: ignore[attr-defined]
    er_i_orden(side, "reform-udkast-fejl")
    side.get_by_label("Regelfil").set_input_files(rigtig)
    side.get_by_role("button", name="Send udkastet").click()
    expect(side.get_by_text("Dit udkast: mit-udkast.yaml")).to_be_visible()
    side.get_by_label("Opgjort pr.").fill("2023-04-30")
    side.get_by_role("button", name="Vælg").click()
    expect(side.get_by_text("Det ændrer udkastet")).to_be_visible()
    side.get_by_role("button", name="Regn det ud").click()
    expect(side.get_by_role("heading", name="Hvem det rammer")).to_be_visible(timeout=60_000)
    for del_ in ("Tilbud i gang (1)", "Samtalernes form", "Skærpet tilsyn 2023"):
        expect(side.get_by_role("heading", name=del_)).to_be_visible()
    er_i_orden(side, "reform-udkast")
    side.get_by_role("group", name="Efter slags tilbud").get_by_role("link", name="1").click()
    expect(side.get_by_role("link", name="E1")).to_be_visible()
    expect(side.get_by_text("Viser kun: Tilbud i gang")).to_be_visible()
    er_i_orden(side, "reform-udkast-tilbud")
    side.get_by_role("button", name="Fjern udkastet").click()
    expect(side.get_by_text("Udkastet er fjernet.")).to_be_visible()
