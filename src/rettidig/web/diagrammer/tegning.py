"""Turns a description of a chart into SVG, and gives it the title and description a screen reader needs."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString

from rettidig.sprog import valgt_sprog
from rettidig.web.statisk import node_modules

SKRIFT = "IBM Plex Sans"
SORT, GRAA, LYSEGRAA = "#1a1a1a", "#454545", "#dcdcdc"
FARVER = ("#004D99", "#B3541E", "#2D6E00")
"""Three colours that differ in lightness too, and stand clear of white."""
_FLADER = (
    (FARVER[0], "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"),
    (FARVER[1], "M0,4 h8"),
    (FARVER[2], ""),
    (GRAA, "M4,0 v8"),
)
"""Areas, by colour and by the strokes drawn in it."""
_TALFORM = {
    "da": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["kr. ", ""]},
}
_INDSTILLING: dict[str, Any] = {
    "aria": False,
    "background": "#ffffff",
    "font": SKRIFT,
    "padding": 12,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelColor": SORT,
        "titleColor": SORT,
        "titleFontWeight": 600,
        "gridColor": "#ececec",
        "domainColor": GRAA,
        "tickColor": GRAA,
        "labelLimit": 260,
    },
    "legend": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelColor": SORT,
        "orient": "top",
        "direction": "horizontal",
        "symbolSize": 220,
        "symbolStrokeWidth": 2.5,
        "labelLimit": 320,
        "columnPadding": 24,
    },
    "text": {"fontSize": 13, "color": SORT},
}


def tegn(figur: Any, titel: str, beskrivelse: str, *, signatur: str = "start") -> SafeString:
    """An Altair chart as SVG with title and description. The same chart is drawn once.

    ``signatur``: the keys to its lines stand over its ``start`` or its ``end``, where a phone opens the picture.
    """
    skrevet = json.dumps(figur.to_dict(), sort_keys=True, ensure_ascii=False)
    return _tegnet(skrevet, titel, beskrivelse, valgt_sprog(), signatur)


@lru_cache(maxsize=256)
def _tegnet(spec: str, titel: str, beskrivelse: str, sprog: str, signatur: str) -> SafeString:
    import vl_convert

    _skrifter()
    legende: Any = _INDSTILLING["legend"]
    indstilling = {**_INDSTILLING, "legend": {**legende, "layout": {"top": {"anchor": signatur}}}}
    svg = vl_convert.vegalite_to_svg(
        spec, config=indstilling, format_locale=_TALFORM[sprog], allowed_base_urls=[], show_warnings=False
    )
    return med_titel(svg, titel, beskrivelse, moenstre=True)


def med_titel(svg: str, titel: str, beskrivelse: str, *, moenstre: bool = False) -> SafeString:
    """One picture to a screen reader: ``role="img"`` with a title and a description, and names of its own inside.

    Roles of the parts are taken out, since the whole is the one picture, and styles, which the pages' safety forbids.
    """
    # The names inside must not meet those of another picture on the page.
    maerke = "d" + hashlib.sha256((svg + titel).encode()).hexdigest()[:10]
    hoved, _, krop = svg.partition(">")
    hoved = re.sub(r'\s(role|style|class|aria-[a-z]+)="[^"]*"', "", hoved)
    krop = re.sub(r'\s(role|style|class|aria-[a-z]+)="[^"]*"', "", krop)
    krop = re.sub(r'(\bid="|url\(#)(?!rt-)([A-Za-z][\w-]*)', rf"\g<1>{maerke}-\g<2>", krop)
    krop = krop.replace("#rt-m", f"#{maerke}-m")
    return SafeString(
        f'{hoved} role="img" aria-labelledby="{maerke}-t {maerke}-b">'
        f'<title id="{maerke}-t">{escape(titel)}</title><desc id="{maerke}-b">{escape(beskrivelse)}</desc>'
        f"{_moenstre(maerke) if moenstre else ''}{krop}"
    )


def _moenstre(maerke: str) -> str:
    dele = [
        f'<pattern id="{maerke}-m{nr}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{farve}"/>'
        + (f'<path d="{streg}" stroke="#ffffff" stroke-opacity="0.45" stroke-width="2" fill="none"/>' if streg else "")
        + "</pattern>"
        for nr, (farve, streg) in enumerate(_FLADER)
    ]
    return f"<defs>{''.join(dele)}</defs>"


def moenster(nr: int) -> str:
    """The fill of the category with this number."""
    return f"url(#rt-m{nr % len(_FLADER)})"


@cache
def _skrifter() -> None:
    import vl_convert

    mappe = node_modules() / "dkfds" / "dist" / "fonts" / "IBMPlexSans" / "complete" / "ttf"
    if mappe.is_dir():
        vl_convert.register_font_directory(str(mappe))
