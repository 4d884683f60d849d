"""One person's day in the browser, by keyboard alone: what the tests of the roles' mornings do with a page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page
from tests.browser.conftest import BRED, SMAL, er_i_orden
from tests.browser.tastatur import tryk

Som = Callable[..., Page]


def begynd(som: Som, bruger: Any, bredde: int = BRED, **valg: Any) -> Page:
    """The person is logged in and sees what there is today."""
    side = som(bruger, bredde, **valg)
    side.goto("/")
    return side


def i_orden(side: Page, navn: str, *, ventet_fejl: tuple[str, ...] = ()) -> None:
    """The page has nothing to fault, wide or narrow, and is left as wide as it was."""
    egen = side.viewport_size or {"width": BRED, "height": 900}
    for bredde in (BRED, SMAL):
        side.set_viewport_size({"width": bredde, "height": 900})
        er_i_orden(side, f"dag-{navn}", ventet_fejl=ventet_fejl)
    side.set_viewport_size(egen)


def overskrift(side: Page, navn: str | re.Pattern[str]) -> None:
    side.get_by_role("heading", level=1, name=navn).wait_for()


def menu(side: Page, navn: str) -> None:
    tryk(side.get_by_role("navigation").get_by_role("link", name=navn, exact=True).first)


def link(side: Page, navn: str | re.Pattern[str]) -> None:
    tryk(side.get_by_role("main").get_by_role("link", name=navn, exact=isinstance(navn, str)).first)


def knap(side: Page, navn: str) -> None:
    tryk(side.get_by_role("main").get_by_role("button", name=navn, exact=True).first)


def regneark(side: Page, tryk: str) -> str:
    """What a link downloads: all the words and figures of a workbook."""
    with side.expect_download() as ventet:
        link(side, tryk)
    sti = ventet.value.path()
    with zipfile.ZipFile(io.BytesIO(sti.read_bytes())) as pakke:
        return "".join(pakke.read(navn).decode() for navn in pakke.namelist() if navn.endswith(".xml"))


def en_borger() -> str:
    """The key of a citizen."""
    from rettidig.sager.models import Borger

    return str(Borger.objects.order_by("noegle").values_list("noegle", flat=True).first())


def alle_navne() -> set[str]:
    """The names of the citizens; none of them belongs in a workbook."""
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.sager.models import Borger

    kendte = navne(list(Borger.objects.values_list("pk", flat=True)))
    return {visning.navn for visning in kendte.values() if visning.navn}
