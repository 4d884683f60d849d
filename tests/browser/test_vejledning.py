"""The user guide shows pages that are there: every picture is made here, from the demonstration, by the role it is for.

With ``RETTIDIG_BILLEDER`` naming a folder the pictures are written there as WebP: ``make billeder`` makes those of the
guide and the README anew.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from tests.browser.conftest import BRED, SMAL

Som = Callable[..., Page]
ROD = Path(__file__).parents[2]
DOCS = ROD / "docs"
VEJLEDNING = DOCS / "brugervejledning"
_SKARPHED, _HOEJDE = 62, 900
_VENTER = 60_000
"""Milliseconds: the first look at the law writes all its pages."""
_TIL_BILLEDER, _TIL_PROEVEN = 2_850, 760
"""How many citizens the demonstration has: enough to look like a town, or just enough to open every page."""


@dataclass(frozen=True)
class Billede:
    """A picture: who looks, where they begin, and where they go on by pressing links of the page.

    ``gaa`` are selectors pressed one after the other; ``til`` is what the picture begins at, the top where empty;
    ``vent`` is what must be there first.
    """

    rolle: str
    sti: str
    gaa: tuple[str, ...] = ()
    til: str = ""
    vent: str = "main h1"
    bredde: int = BRED


_EN_BORGER = ("main table a[href^='/borger/']",)
BILLEDER = {
    "sagsbehandler-start": Billede("sagsbehandler", "/", ("main a:text('Vis hele teamets')",)),
    "sagsbehandler-lister": Billede("sagsbehandler", "/lister/"),
    "sagsbehandler-borger": Billede("sagsbehandler", "/lister/", _EN_BORGER),
    "sagsbehandler-hvorfor": Billede(
        "sagsbehandler", "/lister/", (*_EN_BORGER, ".rt-hvorfor"), "#pligter", ".rt-forklaring-navn"
    ),
    "sagsbehandler-samtale": Billede("sagsbehandler", "/lister/", (*_EN_BORGER, "a[href$='/registrer/samtale/']")),
    "konsulent-start": Billede("konsulent", "/"),
    "teamleder-start": Billede("teamleder", "/"),
    "fagleder-start": Billede("fagleder", "/"),
    "fagleder-vejen": Billede("fagleder", "/tal/vejen/"),
    "controller-start": Billede("controller", "/"),
    "controller-indlaesning": Billede("controller", "/indlaes/"),
    "controller-forskel": Billede("controller", "/afstemning/", ("main table a[href^='/afstemning/']",)),
    "controller-laeselog": Billede("controller", "/laeselog/"),
    "leder-tal": Billede("leder", "/tal/"),
    "politiker-start": Billede("politiker", "/"),
    "regelejer-regler": Billede("regelejer", "/regler/"),
    "administrator-brugere": Billede("administrator", "/brugere/"),
    "administrator-drift": Billede("administrator", "/drift/"),
    "borger-min-sag": Billede("borger", "/mit/", bredde=SMAL),
}


@pytest.fixture
def demo(adresse: str) -> Iterator[None]:
    from django.test import override_settings

    with override_settings(DEMO=True, UDVIKLING=True, TOTRIN_KRAEVES=False, LOGIN_URL="demo"):
        from rettidig.web.demo.opsaetning import saet_op

        saet_op(borgere=_TIL_BILLEDER if os.environ.get("RETTIDIG_BILLEDER") else _TIL_PROEVEN)
        _aftal_en_samtale()
        yield


def test_every_picture_of_the_guide_is_of_a_page_its_role_can_see(demo: None, som: Som) -> None:
    from rettidig.web.demo.opsaetning import demobrugere

    brugere = {rolle.value: bruger for rolle, bruger in demobrugere()}
    mappe = os.environ.get("RETTIDIG_BILLEDER")
    fejl = []
    for navn, billede in BILLEDER.items():
        side = som(brugere[billede.rolle], billede.bredde)
        side.set_default_timeout(_VENTER)
        svar = side.goto(billede.sti)
        for tryk in billede.gaa:
            side.locator(tryk).first.click()
            side.wait_for_load_state("networkidle")
        side.locator(billede.vent).first.wait_for()
        if svar is None or not svar.ok or side.rt_fejl or not side.locator("main h1").is_visible():  # type: ignore[attr-defined]
            fejl.append((navn, side.url, side.rt_fejl))  # type: ignore[attr-defined]
        if mappe:
            (Path(mappe) / f"{navn}.webp").write_bytes(_foto(side, billede.til))
        side.context.close()
    assert fejl == []


def test_the_guide_shows_every_picture_and_no_other() -> None:
    vist = [
        Path(sti).stem
        for fil in VEJLEDNING.glob("*.md")
        for sti in re.findall(r"!\[[^\]]+\]\(\.\./billeder/([a-z-]+\.webp)\)", fil.read_text(encoding="utf-8"))
    ]
    assert sorted(set(vist)) == sorted(BILLEDER)
    for navn in BILLEDER:
        assert 2_000 < (DOCS / "billeder" / f"{navn}.webp").stat().st_size < 200_000, navn


def test_what_is_written_in_bold_stands_on_a_page() -> None:
    skrevet = {
        (fil.name, ord_)
        for fil in VEJLEDNING.glob("*.md")
        for ord_ in re.findall(r"\*\*(.+?)\*\*", fil.read_text(encoding="utf-8"))
    }
    kataloger = (ROD / "src" / "rettidig" / "sprog").glob("*.yaml")
    paa_siderne = {t["da"] for fil in kataloger for t in yaml.safe_load(fil.read_text(encoding="utf-8")).values()}
    assert sorted(par for par in skrevet if par[1] not in paa_siderne) == []


def test_there_is_a_guide_for_every_role_and_the_first_page_leads_to_all() -> None:
    from rettidig.adgang.roller import Rolle

    indeks = (VEJLEDNING / "index.md").read_text(encoding="utf-8")
    for rolle in Rolle:
        assert f"({rolle.value}.md)" in indeks
        assert (VEJLEDNING / f"{rolle.value}.md").read_text(encoding="utf-8").startswith("# ")


def _foto(side: Page, til: str) -> bytes:
    """What the window shows; the browser writes WebP itself."""
    side.set_viewport_size({"width": side.viewport_size["width"] if side.viewport_size else BRED, "height": _HOEJDE})
    if til:
        side.locator(til).first.evaluate("e => e.scrollIntoView()")
    kanal = side.context.new_cdp_session(side)
    taget: dict[str, Any] = kanal.send("Page.captureScreenshot", {"format": "webp", "quality": _SKARPHED})
    return base64.b64decode(taget["data"])


def _aftal_en_samtale() -> None:
    """The citizen with a login has a talk to look forward to, and has chosen its form."""
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tidslinje import calendar
    from rettidig.web.demo.opsaetning import demobrugere

    borger = next(bruger.borger for rolle, bruger in demobrugere() if rolle == "borger")
    dag = stand().dag
    assert dag is not None
    om_en_uge = calendar.to_date(calendar.to_day(dag) + 7).isoformat()
    samtale = {"dato": om_en_uge, "slags": "jobsamtale", "form": "telefon", "status": "planlagt"}
    for tabel, celler in (
        ("samtaler", samtale),
        ("haendelser", {"haendelse": "oensket_samtaleform", "dato": dag.isoformat(), "vaerdi": "telefon"}),
    ):
        registrer(tabel, {"borger_id": borger.noegle, **celler}, hvem="demonstrationen", hvorfor="vejledningen")
