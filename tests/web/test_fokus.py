"""Who uses the keyboard stays where they were when a part of the page is fetched anew."""

from __future__ import annotations

import re
from pathlib import Path

SKABELONER = Path(__file__).parents[2] / "src" / "rettidig" / "web" / "templates"
TAGS = re.compile(r"<(?:[^<>{}]|\{\{.*?\}\}|\{%.*?%\})*>", re.DOTALL)


def uden_id(html: str) -> list[str]:
    """The links that fetch a part of the page, and the buttons of forms that do, without an id to be found again by."""
    fundne = []
    henter_selv = False
    for tag in TAGS.findall(html):
        if tag.startswith("<form"):
            # What is fetched beside the form leaves its button alone.
            henter_selv = "hx-target=" in tag and 'hx-target="#vilkaar"' not in tag
        elif tag.startswith("</form"):
            henter_selv = False
        mister = (tag.startswith("<a ") and "hx-get=" in tag) or (tag.startswith("<button") and henter_selv)
        if mister and " id=" not in tag:
            fundne.append(tag)
    return fundne


def test_what_is_pressed_and_fetched_anew_has_an_id_so_that_the_focus_stays() -> None:
    skabeloner = {fil: fil.read_text(encoding="utf-8") for fil in SKABELONER.rglob("*.html")}
    assert sum(html.count("hx-get=") for html in skabeloner.values()) > 8
    fundne = {fil.name: mangler for fil, html in skabeloner.items() if (mangler := uden_id(html))}
    assert fundne == {}
