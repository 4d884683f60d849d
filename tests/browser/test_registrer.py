"""Registering in a real browser: how many things one does, by mouse and by keyboard, at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import BRED, SMAL, er_i_orden, rolig

Som = Callable[..., Page]
Lav = Callable[..., Any]
CVR = "10150817"
FLEST_TIL_SAMTALE, FLEST_TIL_PRAKTIK = 8, 12


class Taeller:
    """Does things in the page as a person would, and counts them: a press, a field written, a choice made."""

    def __init__(self, side: Page) -> None:
        self.side, self.antal = side, 0

    def tryk(self, rolle: Any, navn: str) -> None:
        self.antal += 1
        self.side.get_by_role(rolle, name=navn, exact=True).first.click()

    def skriv(self, felt: str, vaerdi: str) -> None:
        self.antal += 1
        self.side.get_by_label(felt).first.fill(vaerdi)

    def vaelg(self, felt: str, vaerdi: str) -> None:
        self.antal += 1
        self.side.get_by_label(felt).first.select_option(label=vaerdi)

    def saet(self, felt: str) -> None:
        self.antal += 1
        self.side.locator("label", has_text=felt).first.click()


@contextmanager
def svaret_kommer(side: Page) -> Iterator[None]:
    """Until the law's answer to what is done inside has come."""
    with side.expect_response(lambda s: "/registrer/" in s.url and s.request.method == "POST"):
        yield


def _form(side: Page) -> Any:
    """The choice of a talk's form."""
    return side.get_by_label("Form (kan udelades)")


def _svar(side: Page, ord_: str) -> None:
    side.locator("#vilkaar .rt-svar-ord", has_text=ord_).wait_for()


def test_a_talk_takes_at_most_eight_things_to_do(borger_a: None, som: Som, sagsbehandler: Any) -> None:
    side = som(sagsbehandler)
    side.goto("/borger/A/")
    person = Taeller(side)
    person.tryk("link", "Samtale")
    person.skriv("Dato", "2026-06-01")
    person.vaelg("Form ", "Telefon")
    person.vaelg("Den form, borgeren har valgt", "Telefon")
    _svar(side, "Lovligt")
    person.skriv("Bemærkning", "Aftalt næste skridt.")
    person.tryk("button", "Gem")
    side.get_by_role("heading", level=1, name="Det er gemt").wait_for()
    assert person.antal <= FLEST_TIL_SAMTALE, person.antal
    assert "Form: Telefon" in side.get_by_label("Tekst, der kan sættes ind").input_value()
    er_i_orden(side, "registreret-samtale")


def test_a_whole_lawful_internship_takes_at_most_twelve(borger_a: None, som: Som, sagsbehandler: Any) -> None:
    side = som(sagsbehandler)
    side.goto("/borger/A/")
    person = Taeller(side)
    person.tryk("link", "Tilbud")
    person.skriv("CVR-nummer", CVR)
    person.skriv("Sidste dag", "2026-06-28")
    person.skriv("Timer om ugen", "37")
    person.skriv("Det præcise formål", "Afprøve lagerarbejde")
    person.vaelg("Borger, arbejdsgiver og jobcenter er enige", "Ja")
    person.skriv("Ordinært ansatte i fuldtidspersoner", "12")
    person.skriv("Alle, der allerede er der", "0")
    person.skriv("Dagen, ansøgningen kom i VITAS", "2026-05-28")
    person.vaelg("Ansøgningen er godkendt", "Ja")
    person.saet("Intet særligt")
    _svar(side, "Lovligt")
    er_i_orden(side, "registrer-praktik-lovlig")
    person.tryk("button", "Gem")
    side.get_by_role("heading", level=1, name="Det er gemt").wait_for()
    assert person.antal <= FLEST_TIL_PRAKTIK, person.antal
    er_i_orden(side, "registreret-praktik")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_every_form_and_its_answer_has_nothing_to_fault(
    borger_a: None, som: Som, sagsbehandler: Any, bredde: int
) -> None:
    side = som(sagsbehandler, bredde)
    for slags in ("samtale", "tilbud", "fritagelse", "loentimer", "haendelse", "undtagelse"):
        side.goto(f"/borger/A/registrer/{slags}/")
        er_i_orden(side, f"registrer-{slags}")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_what_the_law_refuses_is_led_to_the_reason_and_saved_with_it(
    borger_a: None, som: Som, sagsbehandler: Any, bredde: int
) -> None:
    side = som(sagsbehandler, bredde)
    side.goto("/borger/A/registrer/samtale/")
    _form(side).select_option("brev")
    _svar(side, "Ikke lovligt")
    er_i_orden(side, "registrer-ikke-lovlig")
    side.get_by_role("button", name="Gem").click()
    opsummering = side.locator(".rt-fejlliste")
    expect(opsummering).to_be_focused()
    er_i_orden(side, "registrer-fejl", ventet_fejl=("422",))
    opsummering.get_by_role("link").first.click()
    expect(side.locator("#id_hvorfor")).to_be_focused()
    side.keyboard.type("Borgeren var indlagt.")
    side.get_by_role("button", name="Gem").click()
    side.get_by_role("heading", level=1, name="Det er gemt").wait_for()
    assert "Vurderet ikke lovligt" in side.get_by_label("Tekst, der kan sættes ind").input_value()


def test_a_talk_is_registered_and_undone_with_the_keyboard_alone(borger_a: None, som: Som, sagsbehandler: Any) -> None:
    side = som(sagsbehandler)
    side.goto("/borger/A/")
    _tab_til(side, "Samtale")
    side.keyboard.press("Enter")
    side.wait_for_url("**/registrer/samtale/")
    _tab_til(side, "Gem")
    side.keyboard.press("Enter")
    side.get_by_role("heading", level=1, name="Det er gemt").wait_for()
    _tab_til(side, "Fortryd registreringen")
    side.keyboard.press("Enter")
    side.get_by_role("heading", level=1, name="Det er fortrudt").wait_for()
    er_i_orden(side, "registrering-fortrudt")


def _tab_til(side: Page, ord_: str) -> None:
    """Go on by Tab until what has the focus is called so."""
    for _ in range(80):
        side.keyboard.press("Tab")
        if side.evaluate("document.activeElement.innerText || ''").strip() == ord_:
            return
    raise AssertionError(f"the keyboard never came to {ord_}")


def test_the_answer_follows_while_one_types_and_what_is_written_stays(
    borger_a: None, som: Som, sagsbehandler: Any
) -> None:
    side = som(sagsbehandler)
    side.goto("/borger/A/registrer/tilbud/")
    _svar(side, "Kan ikke afgøres endnu")
    side.get_by_label("Det præcise formål").focus()
    with svaret_kommer(side):
        side.keyboard.type("Afprøve")
    side.keyboard.type(" lagerarbejde")
    assert side.get_by_label("Det præcise formål").input_value() == "Afprøve lagerarbejde"
    with svaret_kommer(side):
        side.get_by_label("Sidste dag").fill("2026-12-31")
    _svar(side, "Ikke lovligt")
    rolig(side)
    assert side.get_by_label("Det præcise formål").input_value() == "Afprøve lagerarbejde"
    skrevet = side.locator("#vilkaar").inner_html()
    assert "LAB § 61" in re.sub(r"<[^>]+>", "", skrevet)


def test_another_kind_of_offer_is_asked_about_in_its_own_way(borger_a: None, som: Som, sagsbehandler: Any) -> None:
    side = som(sagsbehandler)
    side.goto("/borger/A/registrer/tilbud/")
    side.get_by_label("Timer om ugen").fill("20")
    side.get_by_label("Tilbuddets slags").focus()
    side.get_by_label("Tilbuddets slags").select_option("nytteindsats")
    side.get_by_label("Arbejdsgiveren er offentlig").wait_for()
    assert side.get_by_label("Timer om ugen").input_value() == "20"
    expect(side.locator("#id_indsats")).to_be_focused()
    er_i_orden(side, "registrer-nytteindsats")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_two_at_the_same_fact_see_both_words(
    borger_a: None, som: Som, bruger: Lav, sagsbehandler: Any, bredde: int
) -> None:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens

    (planlagt,) = [r for r in borgerens("samtaler", "A", kendt_nu()) if r.status == "planlagt"]
    anden = som(bruger("sagsbehandler", "Bo Prøve", username="bo", teams=["T"], kommune="766"), bredde)
    foerste = som(sagsbehandler, bredde)
    for side in (foerste, anden):
        side.goto(f"/borger/A/ret/samtaler/{planlagt.pk}/?status=afholdt")
    er_i_orden(foerste, "ret-samtale")
    _form(foerste).select_option("telefon")
    foerste.get_by_role("button", name="Gem rettelsen").click()
    foerste.get_by_role("heading", level=1, name="Det er gemt").wait_for()
    _form(anden).select_option("video")
    anden.get_by_role("button", name="Gem rettelsen").click()
    anden.get_by_role("heading", level=1, name="En anden kom først").wait_for()
    er_i_orden(anden, "en-anden-kom-foerst", ventet_fejl=("409",))
    anden.get_by_role("button", name="Gem rettelsen").click()
    anden.get_by_role("heading", level=1, name="Det er gemt").wait_for()
    anden.goto(f"/borger/A/luk/samtaler/{planlagt.pk}/")
    er_i_orden(anden, "luk-videre", ventet_fejl=("409",))


def test_the_text_for_the_case_system_is_copied_with_one_press_and_marked(
    borger_a: None, som: Som, sagsbehandler: Any
) -> None:
    side = som(sagsbehandler)
    side.context.grant_permissions(["clipboard-read", "clipboard-write"])
    side.goto("/borger/A/registrer/haendelse/?haendelse=vejledning_givet")
    side.get_by_role("button", name="Gem").click()
    side.get_by_role("button", name="Kopiér teksten").click()
    side.get_by_text("Kopieret.").wait_for()
    tekst = side.evaluate("navigator.clipboard.readText()")
    assert "Vejledning givet" in tekst
    assert "1. juni 2026" in tekst


def test_without_script_the_law_still_answers_and_the_talk_is_saved(
    borger_a: None, som: Som, sagsbehandler: Any
) -> None:
    side = som(sagsbehandler, java_script_enabled=False)
    side.goto("/borger/A/registrer/samtale/")
    _form(side).select_option("brev")
    side.get_by_role("button", name="Vurdér uden at gemme").click()
    expect(side.locator("#vilkaar")).to_contain_text("Ikke lovligt")
    _form(side).select_option("fremmoede")
    side.get_by_role("button", name="Gem", exact=True).click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Det er gemt")


def test_a_long_name_and_paper_do_not_break_the_form(borger_a: None, som: Som, sagsbehandler: Any) -> None:
    side = som(sagsbehandler, SMAL)
    side.goto("/borger/A/registrer/tilbud/")
    side.get_by_label("Virksomhed eller leverandør").fill("Lagerogpakkerivirksomheden" * 5)
    side.get_by_role("button", name="Gem").click()
    side.locator(".rt-fejlliste").wait_for()
    er_i_orden(side, "registrer-langt", ventet_fejl=("422",))
    side.emulate_media(media="print")
    assert side.get_by_role("heading", level=1).is_visible()
