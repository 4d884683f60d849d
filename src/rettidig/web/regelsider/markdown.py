"""Turns the Markdown of the pages about the law into HTML in the look of the other pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rettidig.sprog import tekst, valgt_sprog
from rettidig.web.regelsider.tegning import BILLEDE

_FREMMED = re.compile(r"^https?://")
_ALTID_DANSKE = ("regler.side.kolonne.udledning", "regler.side.kolonne.kilde", "lokalt.side.kolonne.udledning")
"""Columns that are Danish in every language: notes of arithmetic, and the names of acts and orders."""


@dataclass(frozen=True)
class Side:
    """A page: its title, what comes before the first heading, and the rest, as HTML."""

    titel: str
    indhold: SafeString


def vis(kilde: str, adresse: Callable[[str], str | None], billeder: Sequence[str], uden: str = "") -> Side:
    """Show a page. ``adresse`` turns its links into addresses here, ``None`` where there is no such page; paragraphs
    that hold the sentence ``uden`` are of use in files alone, and left out.

    The text is the project's own; HTML in it is shown as text all the same.
    """
    laeser = MarkdownIt("commonmark", {"html": False}).enable("table")
    brikker = laeser.parse(kilde)
    titel = ""
    if brikker and brikker[0].type == "heading_open" and brikker[0].tag == "h1":
        titel = brikker[1].content
        brikker = brikker[3:]
    brikker = _uden_afsnit(brikker, uden)
    overskrift = titel
    for plads, brik in enumerate(brikker):
        if brik.type == "heading_open":
            overskrift = brikker[plads + 1].content
            brik.attrSet("id", anker(overskrift))
        elif brik.type == "table_open":
            brik.attrSet("class", "rt-tabel")
            brik.meta["navn"] = overskrift
        elif brik.type == "inline":
            _ret_links(brik.children or [], adresse)
    if valgt_sprog() != "da":
        _maerk_dansk(brikker)
    laeser.add_render_rule("table_open", _tabel_aabn)
    laeser.add_render_rule("table_close", _tabel_luk)
    laeser.add_render_rule("fence", _blok)
    html = laeser.renderer.render(brikker, laeser.options, {"billeder": billeder})
    return Side(titel, mark_safe(html))


def anker(overskrift: str) -> str:
    """The name of a heading in an address."""
    return re.sub(r"[^\w\- ]", "", overskrift.lower()).strip().replace(" ", "-")


def _uden_afsnit(brikker: list[Token], saetning: str) -> list[Token]:
    if not saetning:
        return brikker
    vaek = {
        plads + skridt
        for plads, brik in enumerate(brikker)
        if brik.type == "inline" and saetning in brik.content and brikker[plads - 1].type == "paragraph_open"
        for skridt in (-1, 0, 1)
    }
    return [brik for plads, brik in enumerate(brikker) if plads not in vaek]


def _ret_links(brikker: list[Token], adresse: Callable[[str], str | None]) -> None:
    for brik in brikker:
        if brik.type != "link_open":
            continue
        maal = str(brik.attrs["href"])
        if _FREMMED.match(maal):
            brik.attrSet("rel", "noopener noreferrer")
        elif not maal.startswith("#"):
            sti, _, sted = maal.partition("#")
            her = adresse(sti)
            if her is not None:
                brik.attrSet("href", f"{her}#{anker(sted)}" if sted else her)


def _maerk_dansk(brikker: Sequence[Token]) -> None:
    """What stays Danish on a page in another language says so, or a screen reader reads it as that language."""
    danske = {tekst(noegle) for noegle in _ALTID_DANSKE}
    hoved: list[str] = []
    kolonne = 0
    for brik, indhold in pairwise(brikker):
        if brik.type == "table_open":
            hoved = []
        elif brik.type == "tr_open":
            kolonne = 0
        elif brik.type == "th_open":
            hoved.append(indhold.content)
        elif brik.type == "td_open":
            if hoved[kolonne] in danske:
                brik.attrSet("lang", "da")
            kolonne += 1


def _tabel_aabn(_selv: object, brikker: Sequence[Token], plads: int, *_: object) -> str:
    navn = brikker[plads].meta.get("navn", "")
    aaben = '<div class="rt-rul" data-rt-rul role="group" aria-label="{}"><table class="rt-tabel">\n'
    return str(format_html(aaben, navn))


def _tabel_luk(_selv: object, _brikker: Sequence[Token], _plads: int, *_: object) -> str:
    return "</table></div>\n"


def _blok(_selv: object, brikker: Sequence[Token], plads: int, _valg: object, andet: dict[str, Sequence[str]]) -> str:
    brik = brikker[plads]
    if brik.info == BILLEDE:
        billede = andet["billeder"][int(brik.content)]
        navn = escape(tekst("web_regler.tidsakse_kort"))
        ramme = f'<div class="rt-billede" data-rt-rul role="group" aria-label="{navn}">'
        return f'<div class="rt-figur">{ramme}{billede}</div></div>\n'
    return f"<pre data-rt-rul><code>{escape(brik.content)}</code></pre>\n"
