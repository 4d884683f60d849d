"""A real browser, and the pages served to it from the store of the tests.

The browser is the system's Chromium: ``make test`` installs it where it can. Screenshots of every page looked at are
kept where ``RETTIDIG_BILLEDER`` names a folder.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.sager.udtraek import D, lille, ydelse
from tests.web.registrering import AS_SAMTALER, DAG, siderne_er_paa

_NAVNE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAG = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--enable-blink-features=LangAttributeAwareFormControlUI",
]
"""The last lets fields of dates follow the language of the page, as a browser in Danish does: this one has English."""
_DANSKE_DATOER = """document.addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('input[type=date]').forEach(e => { e.type = 'text'; e.type = 'date'; });
});"""
"""Pictures only: a field that must be filled in is drawn before it knows the language; this draws it again."""
BRED, SMAL = 1280, 390
TAAL = 30_000
"""Milliseconds a page may take where the machine has much else to do; nothing is judged by it."""
_OVER_HTTP = {
    "SECURE_SSL_REDIRECT": False,
    "SECURE_HSTS_SECONDS": 0,
    "SESSION_COOKIE_SECURE": False,
    "SESSION_COOKIE_NAME": "rettidig",
    "CSRF_COOKIE_SECURE": False,
    "CSRF_COOKIE_NAME": "rettidig-csrf",
}
"""As ``RETTIDIG_UDVIKLING`` has it: the browser asks over plain http on this machine. All else is as in production."""
_AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def chromium() -> str:
    """Where the browser is; without one the tests of the pages fail and say so."""
    for navn in (os.environ.get("RETTIDIG_CHROMIUM", ""), *_NAVNE):
        if navn and (fundet := shutil.which(navn)):
            return fundet
    return pytest.fail("No Chromium: the tests of the pages need one (on Debian: apt install chromium)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, once for the worker."""
    # Playwright leaves a loop running in its own thread, which Django takes for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        expect.set_options(timeout=TAAL)
        program = playwright.chromium.launch(executable_path=chromium(), args=_FLAG)
        yield program
        program.close()


@pytest.fixture
def adresse(store: Path) -> Iterator[str]:
    """The pages, served from this process on a port of its own, with styles and scripts."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test import override_settings
    from django.test.testcases import LiveServerThread

    class Statisk(StaticFilesHandler):  # type: ignore[misc]
        def serve(self, request: Any) -> Any:
            from django.contrib.staticfiles.views import serve

            return serve(request, self.file_path(request.path), insecure=True)

    with override_settings(**_OVER_HTTP):
        traad = LiveServerThread("127.0.0.1", Statisk)
        traad.daemon = True
        traad.start()
        traad.is_ready.wait()
        assert traad.error is None, traad.error
        try:
            yield f"http://127.0.0.1:{traad.port}"
        finally:
            traad.terminate()


@pytest.fixture
def bruger(store: Path) -> Callable[..., Any]:
    """Makes a user with a role: ``bruger("sagsbehandler")``."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    def lav(rolle: str | None, navn: str = "Anna Prøve", **felter: Any) -> Any:
        fornavn, _, efternavn = navn.partition(" ")
        ny = get_user_model().objects.create_user(
            felter.pop("username", rolle or "ingen"),
            first_name=fornavn,
            last_name=efternavn,
            **{"kommune": "Fjordvang", **felter},
        )
        if rolle:
            ny.groups.add(Group.objects.get_or_create(name=rolle)[0])
        return ny

    return lav


@pytest.fixture
def borger_a(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A on cash benefit since 2022, whose talk of the week is planned; the day is 1 June 2026."""
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    indlaes(
        lille(
            borgere=[{"borger_id": "A", "foedselsdato": D(1980, 1, 1), "kommune": "766", "team": "T"}],
            ydelser=[ydelse()],
            samtaler=AS_SAMTALER,
        ),
        "fagsystem",
        hvem="nat",
    )
    koer(DAG)
    siderne_er_paa(monkeypatch, DAG)


@pytest.fixture
def sagsbehandler(bruger: Callable[..., Any]) -> Any:
    return bruger("sagsbehandler", teams=["T"], initialer="ANPR", kommune="766")


@pytest.fixture
def som(browser: Browser, adresse: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the browser as a user, wide or narrow: ``som(bruger, SMAL)``; nobody is ``som(None)``."""
    aabne: list[BrowserContext] = []

    def aabn(bruger: Any = None, bredde: int = BRED, **valg: Any) -> Page:
        omgivelse = browser.new_context(
            base_url=adresse,
            viewport={"width": bredde, "height": 900},
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            **valg,
        )
        aabne.append(omgivelse)
        if os.environ.get("RETTIDIG_BILLEDER"):
            omgivelse.add_init_script(_DANSKE_DATOER)
        if bruger is not None:
            omgivelse.add_cookies(
                [{"name": _OVER_HTTP["SESSION_COOKIE_NAME"], "value": _login(bruger), "url": adresse}]
            )
        side = omgivelse.new_page()
        side.set_default_timeout(TAAL)
        side.rt_fejl = _lyt(side)  # type: ignore[attr-defined]
        return side

    yield aabn
    for omgivelse in aabne:
        omgivelse.close()


def _lyt(side: Page) -> list[str]:
    fejl: list[str] = []
    side.on("pageerror", lambda e: fejl.append(f"script: {e}"))
    side.on("console", lambda m: fejl.append(f"console: {m.text}") if _fejl_i_konsol(m) else None)
    side.on("response", lambda s: fejl.append(f"{s.status}: {urlsplit(s.url).path}") if s.status >= 400 else None)
    return fejl


def _fejl_i_konsol(linje: Any) -> bool:
    # What failed to load is told by its answer, with its address.
    return linje.type in {"error", "warning"} and not linje.text.startswith("Failed to load resource")


def _login(bruger: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(bruger.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = bruger.get_session_auth_hash()
    session["adgang.totrin"] = bruger.pk
    session.save()
    return str(session.session_key)


# A changed window reaches the page with its next picture; what the page does about it is done by the one after.
_TEGNET = "() => new Promise(videre => requestAnimationFrame(() => requestAnimationFrame(videre)))"


_UNDERVEJS = ".htmx-request, .htmx-swapping, .htmx-settling"


def rolig(side: Page) -> Page:
    """The page, once all of it has come and no part of it is being fetched or put in place.

    A press goes on when the next page has begun to come: what is read at once and not waited for may not be there yet.
    """
    side.wait_for_load_state()
    expect(side.locator(_UNDERVEJS)).to_have_count(0)
    return side


def er_i_orden(side: Page, billede: str = "", *, ventet_fejl: tuple[str, ...] = ()) -> None:
    """Every page at every width: nothing for axe to find, nothing wider than the window, nothing in the console."""
    rolig(side)
    bredde = side.viewport_size["width"] if side.viewport_size else BRED
    if billede and (mappe := os.environ.get("RETTIDIG_BILLEDER")):
        side.screenshot(path=str(Path(mappe) / f"{billede}-{bredde}.png"), full_page=True)
    side.evaluate(_AXE.read_text(encoding="utf-8"))
    side.evaluate(_TEGNET)
    fundet = side.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    assert not fundet, json.dumps(
        [{"regel": f["id"], "hvor": [n["html"][:200] for n in f["nodes"]], "hvorfor": f["help"]} for f in fundet],
        indent=1,
        ensure_ascii=False,
    )
    side_bredde = side.evaluate("document.documentElement.scrollWidth")
    assert side_bredde <= bredde, f"the page is {side_bredde} px wide in a window of {bredde}"
    skrevet = [f for f in side.rt_fejl if not any(v in f for v in ventet_fejl)]  # type: ignore[attr-defined]
    assert not skrevet, skrevet
