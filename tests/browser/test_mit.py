"""The citizen's own page in a real browser: on a phone first, by keyboard, with and without scripts, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.web.min_sag import D, med_sag, samtale

Som = Callable[..., Page]


@pytest.fixture
def berit(adresse: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    return med_sag(monkeypatch)


def _vaelg(side: Page, form: str) -> None:
    side.get_by_role("radio", name=form).check()
    side.get_by_role("button", name="Gem mit valg").click()


def test_on_a_phone_one_sees_the_next_talk_first_and_chooses_its_form(som: Som, berit: Any) -> None:
    side = som(berit, SMAL)
    side.goto("/mit/")
    er_i_orden(side, "min-sag")
    assert side.locator(".rt-mit-dag").bounding_box()["y"] < 900, "the day of the talk is seen without scrolling"  # type: ignore[index]
    side.goto("/mit/")
    _vaelg(side, "Telefon")
    side.get_by_text("Du har valgt telefon.").wait_for()
    assert side.url.endswith("/mit/"), "the part was fetched alone"
    hentet = side.locator("#samtale").inner_text()
    er_i_orden(side, "min-sag-valgt")
    side.reload()
    assert side.locator("#samtale").inner_text() == hentet
    som_bred = som(berit, BRED)
    som_bred.goto("/mit/")
    er_i_orden(som_bred, "min-sag")


def test_without_scripts_the_choice_is_made_all_the_same(som: Som, berit: Any) -> None:
    side = som(berit, SMAL, java_script_enabled=False)
    side.goto("/mit/")
    _vaelg(side, "Video")
    expect(side.get_by_text("Du har valgt video.")).to_have_count(1)
    assert side.url.endswith("/mit/#samtale")


def test_by_keyboard_alone_a_form_is_chosen_and_a_fault_is_told(som: Som, berit: Any) -> None:
    side = som(berit)
    side.goto("/mit/")
    side.get_by_role("button", name="Gem mit valg").focus()
    side.keyboard.press("Enter")
    side.get_by_role("alert").get_by_text("Vælg en af mulighederne.").wait_for()
    er_i_orden(side, "min-sag-fejl", ventet_fejl=("422: /mit/samtaleform/",))
    side.get_by_role("radio", name="Møde").focus()
    side.keyboard.press("ArrowDown")
    side.keyboard.press("Enter")
    side.get_by_text("Du har valgt telefon.").wait_for()


def test_an_empty_case_a_long_reason_and_paper(som: Som, adresse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.sager.services.rettelser import registrer

    en = med_sag(
        monkeypatch,
        samtaler=[samtale(D(2022, 10, 7), "afholdt"), samtale(D(2023, 6, 6))],
        ydelser=[{"borger_id": "A", "ydelse": "kontanthjaelp", "fra": D(2022, 10, 3), "visitation": "aktivitetsparat"}],
        indsatser=[
            {"borger_id": "A", "indsats": "mentor", "fra": D(2023, 7, 1), "leverandoer": "Værkstedet" * 12},
        ],
    )
    for navn, vaerdi, dag in (
        ("oensket_samtaleform", "video", "2023-05-30"),
        ("samtaleform_fraveget", "Vi skal gennemgå papirerne sammen. " * 12 + "x" * 90, "2023-06-06"),
    ):
        celler = {"borger_id": "A", "haendelse": navn, "dato": dag, "vaerdi": vaerdi}
        registrer("haendelser", celler, hvem="proeve", hvorfor="proeve")
    side = som(en, SMAL)
    side.goto("/mit/")
    er_i_orden(side, "min-sag-langt")
    side.emulate_media(media="print")
    assert not side.get_by_role("button", name="Gem mit valg").is_visible()
    assert side.locator(".rt-mit-dag").is_visible()
    er_i_orden(side, "min-sag-udskrift")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_statement_is_there_for_everybody(som: Som, adresse: str, bredde: int) -> None:
    side = som(None, bredde)
    side.goto("/tilgaengelighed/")
    er_i_orden(side, "tilgaengelighed")


def test_a_login_without_a_citizen_is_told_so_in_plain_words(som: Som, bruger: Callable[..., Any]) -> None:
    side = som(bruger("borger"), SMAL)
    svar = side.goto("/mit/")
    assert svar is not None
    assert svar.status == 404
    side.get_by_text("Vi har ikke nogen sag på dig.").wait_for()
    er_i_orden(side, "min-sag-ingen", ventet_fejl=("404: /mit/",))
