"""The keyboard of the tests says no where a person without a mouse would be stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.tastatur import naa, saet, skriv, tryk, vaelg

SIDE = """<style>:focus-visible { outline: 3px solid black; } .uden:focus { outline: none; }</style>
<a href="#et" id="et">Et</a> <a href="#to" class="uden" id="to">To</a> <a href="#tre" tabindex="-1" id="tre">Tre</a>
<input type="checkbox" id="usynlig" style="opacity: 0"><label for="usynlig">Usynlig</label>
<a href="#gemt" style="position: absolute; left: -90px; width: 20px; overflow: hidden" id="gemt">Gemt</a>
<details id="mere"><summary><b>Mere</b></summary>Alt</details>
<input id="ord" value="gammelt"> <select id="valg"><option>Ja</option><option>Nej</option></select>
<input type="radio" name="r" id="a"><input type="radio" name="r" id="b"> <input type="checkbox" id="kryds">"""


@pytest.fixture
def side(browser: Browser) -> Iterator[Page]:
    ny = browser.new_page()
    ny.set_default_timeout(30_000)
    ny.set_content(SIDE)
    yield ny
    ny.close()


def test_what_the_tab_key_leads_to_is_pressed_written_in_and_chosen(side: Page) -> None:
    vaelg(side.locator("#valg"), "Nej")
    skriv(side.locator("#ord"), "nyt")
    saet(side.locator("#b"))
    saet(side.locator("#a"))
    saet(side.locator("#kryds"))
    tryk(side.get_by_text("Mere"))
    assert side.locator("#mere").get_attribute("open") is not None
    tryk(side.locator("#et"))
    assert side.evaluate("location.hash") == "#et"


@pytest.mark.parametrize(
    ("hvad", "hvorfor"),
    [
        ("#to", "cannot be seen"),
        ("#gemt", "cannot be seen"),
        ("#usynlig", "cannot be seen"),
        ("#tre", "goes past"),
    ],
    ids=["without a ring", "outside the window", "whose ring is unseen", "that is skipped"],
)
def test_what_a_person_could_not_use_is_refused(side: Page, hvad: str, hvorfor: str) -> None:
    with pytest.raises(AssertionError, match=hvorfor):
        naa(side.locator(hvad))
