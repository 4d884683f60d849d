"""A field for files speaks the language of the page, and is still the browser's own to keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.tastatur import naa

STATISK = Path(__file__).parents[2] / "src" / "rettidig" / "web" / "static" / "web"
SIDE = """<html lang="da"><body><label for="f">Regelfil</label><span id="hj">Højst 200 kB</span>
<input id="f" type="file" aria-describedby="hj"{flere}>
<div class="rt-live sr-only" id="rt-live" data-fil="Vælg fil" data-filer="Vælg filer" data-ingen-fil="Ingen fil valgt"
 data-valgte-filer="filer valgt"></div></body></html>"""
Side = Callable[..., Page]


@pytest.fixture
def aabn(browser: Browser) -> Iterator[Side]:
    aabne: list[Page] = []

    def aabn(*, flere: bool = False, script: bool = True) -> Page:
        side = browser.new_page()
        aabne.append(side)
        side.set_content(SIDE.format(flere=" multiple" if flere else ""))
        side.add_style_tag(content=(STATISK / "rettidig.css").read_text(encoding="utf-8"))
        if script:
            side.add_script_tag(path=STATISK / "rettidig.js")
        return side

    yield aabn
    for side in aabne:
        side.close()


def test_it_says_in_the_language_of_the_page_what_is_chosen(aabn: Side) -> None:
    side = aabn(flere=True)
    felt = side.get_by_label("Regelfil")
    expect(side.get_by_text("Vælg filer")).to_be_visible()
    expect(side.get_by_text("Ingen fil valgt")).to_be_visible()
    expect(felt).to_have_css("opacity", "0")
    felt.set_input_files([{"name": n, "mimeType": "text/plain", "buffer": b"x"} for n in ("maj.csv", "juni.csv")])
    expect(side.get_by_text("2 filer valgt: maj.csv, juni.csv")).to_be_visible()
    expect(felt).to_have_accessible_description("Højst 200 kB 2 filer valgt: maj.csv, juni.csv")
    felt.set_input_files([])
    expect(side.get_by_text("Ingen fil valgt")).to_be_visible()


def test_it_is_reached_and_opened_by_the_keyboard_and_by_a_press_on_its_words(aabn: Side) -> None:
    side = aabn()
    felt = side.get_by_label("Regelfil", exact=True)
    naa(felt)
    with side.expect_file_chooser() as valg:
        side.keyboard.press("Enter")
    valg.value.set_files([])
    boks = side.get_by_text("Vælg fil", exact=True).bounding_box()
    assert boks is not None
    with side.expect_file_chooser():
        side.mouse.click(boks["x"] + 4, boks["y"] + 4)


def test_without_scripts_it_is_as_the_browser_has_it(aabn: Side) -> None:
    side = aabn(script=False)
    expect(side.get_by_label("Regelfil")).to_have_css("opacity", "1")
    expect(side.get_by_text("Ingen fil valgt")).to_have_count(0)
