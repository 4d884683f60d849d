"""Every family of pages in the states nobody likes: empty, overlong, refused, failed, printed, enlarged, and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.browser.tilstandssag import LAESES, LANGT, OM_BORGEREN, ansat, det_lange_kontor

Som = Callable[..., Page]
Lav = Callable[..., Any]
_TAALMODIG = 60_000
"""Milliseconds: the first look at the law writes all its pages."""
SMALLEST = 320
"""Pixels: 1280 enlarged four times, as the demand on reflow has it."""
PAPIR = 718
"""Pixels: what an upright A4 holds between its margins. A browser makes what is wider smaller, down to half."""
_KLIPPET = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
  const s = getComputedStyle(e);
  return e.checkVisibility() && !e.closest('.sr-only, svg') && !/^(SELECT|INPUT|TEXTAREA)$/.test(e.tagName)
    && (/hidden|clip/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 1
     || /hidden|clip/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 200))"""
_SYNLIGE = """slags => [...document.querySelectorAll(slags)].filter(e => e.checkVisibility()).map(
  e => e.outerHTML.slice(0, 200))"""
_USET = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.disabled && e.type !== 'hidden').filter(e => {
    e.focus({focusVisible: true});
    if (document.activeElement !== e) return false;
    const ses = [e, e.nextElementSibling, e.parentElement].filter(Boolean).some(n => {
      const s = getComputedStyle(n), f = getComputedStyle(n, '::before');
      return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'
        || f.outlineStyle !== 'none' && parseFloat(f.outlineWidth) >= 2 || f.boxShadow !== 'none';
    });
    return !ses;
  }).map(e => e.outerHTML.slice(0, 200))"""


def i_orden(side: Page, billede: str, **valg: Any) -> None:
    """As every page is, and besides: one heading, a title without persons, no word cut off, no focus unseen."""
    er_i_orden(side, f"tilstand-{billede}", **valg)
    assert side.locator("main h1").count() == 1
    assert side.locator("main h1").is_visible()
    assert LANGT[:12] not in side.title()
    assert side.evaluate(_KLIPPET) == []
    assert side.evaluate(_USET) == []


def gaa_til(side: Page, sti: str) -> None:
    svar = side.goto(sti)
    assert svar is not None
    assert svar.ok, (sti, svar.status)


@contextmanager
def lageret_er_vaek() -> Iterator[None]:
    """Nothing answers where the store should be."""
    from django.db import connections

    from rettidig.drift import settings

    hvor = settings.DATABASES["default"]
    fast = hvor["PORT"]
    connections.settings["default"]["PORT"] = "1"
    connections.close_all()
    try:
        yield
    finally:
        connections.settings["default"]["PORT"] = fast


@pytest.fixture
def langt(adresse: str, tmp_path: Path) -> None:
    det_lange_kontor(tmp_path)


@pytest.mark.parametrize("rolle", LAESES)
def test_in_an_empty_store_every_page_says_so(som: Som, bruger: Lav, rolle: str) -> None:
    side = som(bruger(rolle, kommune="766", teams=["Nord"]), SMAL)
    side.set_default_timeout(_TAALMODIG)
    ingen_sag = ("404: /mit/", "404: /hvem-har-set/")
    for nr, sti in enumerate(LAESES[rolle]):
        svar = side.goto(sti)
        assert svar is not None
        assert svar.ok is (f"404: {sti}" not in ingen_sag), (sti, svar.status)
        i_orden(side, f"tom-{rolle}-{nr}", ventet_fejl=ingen_sag)


@pytest.mark.usefixtures("langt")
@pytest.mark.parametrize("rolle", LAESES)
def test_a_name_of_120_letters_breaks_no_page_however_narrow(som: Som, bruger: Lav, rolle: str) -> None:
    side = som(ansat(bruger, rolle))
    side.set_default_timeout(_TAALMODIG)
    for nr, sti in enumerate((*LAESES[rolle], *(OM_BORGEREN if rolle == "sagsbehandler" else ()))):
        gaa_til(side, sti)
        assert side.evaluate("document.documentElement.scrollWidth") <= BRED
        assert side.evaluate(_KLIPPET) == []
        side.set_viewport_size({"width": SMALLEST, "height": 900})
        i_orden(side, f"lang-{rolle}-{nr}")
        side.set_viewport_size({"width": BRED, "height": 900})


@pytest.mark.usefixtures("langt")
def test_twice_the_text_is_still_read_without_scrolling_sideways(som: Som, bruger: Lav) -> None:
    for rolle, stier in {
        "sagsbehandler": ("/", "/lister/", OM_BORGEREN[0], OM_BORGEREN[4]),
        "controller": ("/tal/", "/indlaes/"),
        "borger": ("/mit/",),
    }.items():
        side = som(ansat(bruger, rolle))
        for nr, sti in enumerate(stier):
            gaa_til(side, sti)
            assert side.evaluate("getComputedStyle(document.documentElement).fontSize") == "10px"
            side.evaluate("document.documentElement.style.fontSize = '20px'")
            i_orden(side, f"stor-{rolle}-{nr}")


@pytest.mark.usefixtures("langt")
@pytest.mark.parametrize(
    "valg", [{"color_scheme": "dark", "reduced_motion": "reduce"}, {"forced_colors": "active"}], ids=str
)
def test_what_the_reader_prefers_does_no_harm(som: Som, bruger: Lav, valg: dict[str, Any]) -> None:
    side = som(ansat(bruger, "sagsbehandler"), **valg)
    navn = "-".join(map(str, valg.values()))
    for nr, sti in enumerate(("/", OM_BORGEREN[0], OM_BORGEREN[4])):
        gaa_til(side, sti)
        i_orden(side, f"{navn}-{nr}")
        if "reduced_motion" in valg:
            rolig = "[...document.querySelectorAll('*')].every(e => getComputedStyle(e).animationName === 'none')"
            assert side.evaluate(rolig)


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_what_is_refused_or_fails_is_told_in_plain_words(
    som: Som, bruger: Lav, bredde: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.web.views import start_kapacitet

    def fejler(*_: Any, **__: Any) -> None:
        raise RuntimeError("0101014444")

    leder = bruger("teamleder", teams=["Nord"])
    side = som(leder, bredde)
    for status, sti, ord_ in (
        (400, "/tal/?x=%00", "Forespørgslen kunne ikke læses"),
        (403, "/brugere/", "Du har ikke adgang"),
        (404, "/borger/findes-ikke/", "Siden findes ikke"),
        (405, "/sprog/", "Det kan siden ikke"),
        (500, "/start/kapacitet/", "Der skete en fejl hos os"),
    ):
        if status == 500:
            monkeypatch.setattr(start_kapacitet, "render", fejler)
        svar = side.goto(sti)
        assert svar is not None
        assert svar.status == status, sti
        assert side.locator("main h1").inner_text() == ord_
        assert "0101014444" not in side.content()
        i_orden(side, f"fejl-{status}", ventet_fejl=(f"{status}: ",))
        side.rt_fejl.clear()  # type: ignore[attr-defined]


def test_where_the_store_is_away_the_page_says_so_and_comes_back_with_it(som: Som, bruger: Lav) -> None:
    side = som(bruger("teamleder", teams=["Nord"]), SMAL)
    with lageret_er_vaek():
        svar = side.goto("/lister/")
        assert svar is not None
        assert svar.status == 503
        assert side.locator("main h1").inner_text() == "Rettidig kan ikke svare lige nu"
        i_orden(side, "fejl-503", ventet_fejl=("503: /",))
    gaa_til(side, "/lister/")


def test_a_form_that_was_open_too_long_and_a_login_that_ended_say_what_to_do(som: Som, bruger: Lav) -> None:
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    side = som(bruger("teamleder", teams=["Nord"]))
    gaa_til(side, "/start/kapacitet/")
    side.context.clear_cookies(name="rettidig-csrf")
    side.get_by_label("Timer om ugen").fill("4")
    side.keyboard.press("Enter")
    side.get_by_role("heading", name="Siden var åben for længe").wait_for()
    i_orden(side, "fejl-csrf", ventet_fejl=("403: /start/",))
    side.rt_fejl.clear()  # type: ignore[attr-defined]
    session = SessionStore(Session.objects.get().session_key)
    session["adgang.sidst"] = session["adgang.sidst"] - 86_400
    session.save()
    side.goto("/lister/")
    side.get_by_text("Du er logget ud").wait_for()
    i_orden(side, "login-udloebet")
    side.reload()
    assert side.get_by_text("Du er logget ud").count() == 0


@pytest.mark.usefixtures("langt")
def test_paper_gets_the_content_the_figures_tables_and_nothing_to_press(som: Som, bruger: Lav, tmp_path: Path) -> None:
    for rolle, stier in {
        "sagsbehandler": ("/lister/", *OM_BORGEREN[:4]),
        "teamleder": ("/",),
        "controller": ("/tal/", "/tal/meldt/"),
        "politiker": ("/",),
        "borger": ("/mit/",),
    }.items():
        side = som(ansat(bruger, rolle))
        for nr, sti in enumerate(stier):
            gaa_til(side, sti)
            side.emulate_media(media="print")
            side.set_viewport_size({"width": PAPIR * 3 // 2, "height": 900})
            er_i_orden(side, f"tilstand-papir-{rolle}-{nr}")
            assert side.locator("main h1").is_visible()
            assert side.get_by_text("Udskrevet").is_visible()
            assert side.evaluate(_SYNLIGE, "nav, button, select, input, .skipnav") == [], sti
            tabeller = side.locator(".rt-figur details table").count()
            assert len(side.evaluate(_SYNLIGE, ".rt-figur details table")) == tabeller, sti
            if nr == 0:
                assert side.pdf(format="A4", path=str(tmp_path / "side.pdf")).startswith(b"%PDF"), sti
            side.emulate_media(media="screen")
            side.set_viewport_size({"width": BRED, "height": 900})
