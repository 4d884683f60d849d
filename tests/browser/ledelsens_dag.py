"""What the leaders' days have in common: the command line's answers, a workbook read."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from playwright.sync_api import Locator, Page
from tests.browser.tastatur import tryk
from tests.web.tal_by import DAG, MAANED

_ARK = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def spoerg(mappe: Path, *ord_: str) -> list[dict[str, Any]]:
    """The rows the command line answers of the extracts in a folder."""
    from rettidig.cli import main

    ud = mappe.parent / "svar.json"
    assert main([ord_[0], str(mappe), *ord_[1:], "--ud", str(ud)]) == 0
    raekker: list[dict[str, Any]] = json.loads(ud.read_text(encoding="utf-8"))["raekker"]
    return raekker


def frister(mappe: Path) -> list[dict[str, Any]]:
    """Every duty on the day in a course that runs on, as the command line answers, with the team of its citizen."""
    from rettidig.forloeb import laes_datasaet
    from rettidig.tal.models import Borgerstand

    loeber = {
        (noegle, start.isoformat())
        for noegle, start in Borgerstand.objects.exclude(forloeb_start=None).values_list(
            "borger__noegle", "forloeb_start"
        )
    }
    borgere = laes_datasaet(mappe).tabeller["borgere"].to_pylist()
    hold = {b["borger_id"]: b["team"] for b in borgere}
    fundne = spoerg(mappe, "frister", "--pr", DAG.isoformat())
    return [
        {**f, "team": hold[f["borger_id"]], "dag": _dag(f["frist"])}
        for f in fundne
        if (f["borger_id"], f["forloeb_start"]) in loeber
    ]


def maalinger(mappe: Path, regelsaet: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Numerator and denominator of each measure and benefit at the month's end."""
    fundne = spoerg(mappe, "maalinger", "--pr", MAANED.isoformat(), "--regelsaet", regelsaet)
    return {(r["maaling"], r["ydelse"]): (r["taeller"], r["naevner"]) for r in fundne}


def aabne(frister_: Sequence[dict[str, Any]], fra: dt.date, til: dt.date) -> list[dict[str, Any]]:
    """Those not yet due whose deadline lies between two days, both included."""
    return [f for f in frister_ if f["status"] == "afventer" and f["dag"] is not None and fra <= f["dag"] <= til]


def _dag(skrevet: str | None) -> dt.date | None:
    return None if skrevet is None else dt.date.fromisoformat(skrevet)


def hent(side: Page, led: Locator) -> list[list[str]]:
    """The workbook behind a link, row by row as text."""
    with side.expect_download() as hentning:
        tryk(led)
    with zipfile.ZipFile(hentning.value.path()) as bog:
        delte = ET.fromstring(bog.read("xl/sharedStrings.xml")).findall(f"{_ARK}si")
        ord_ = ["".join(t.text or "" for t in si.iter(f"{_ARK}t")) for si in delte]
        ark = ET.fromstring(bog.read("xl/worksheets/sheet1.xml"))
    return [[_celle(c, ord_) for c in raekke.iter(f"{_ARK}c")] for raekke in ark.iter(f"{_ARK}row")]


def _celle(celle: ET.Element, ord_: Sequence[str]) -> str:
    vaerdi = celle.findtext(f"{_ARK}v") or ""
    return ord_[int(vaerdi)] if celle.get("t") == "s" else vaerdi


def tal(tekst: str) -> list[int]:
    """The whole numbers of a text in their order."""
    return [int(t.replace(".", "")) for t in re.findall(r"\d[\d.]*\b", tekst)]


def afsnit(side: Page, navn: str) -> Locator:
    """A part of the page by its heading."""
    return side.get_by_role("region", name=navn, exact=True)


def borgere(sted: Locator | Page) -> list[str]:
    """The citizens of the tables of a place, by their opaque ids, in order."""
    led = sted.locator("table th[scope=row] a[href^='/borger/']")
    return [str(sti).split("/")[2] for sti in led.evaluate_all("alle => alle.map(a => a.getAttribute('href'))")]
