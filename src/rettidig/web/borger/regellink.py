"""Paragraphs as links to the pages of the rules."""

from __future__ import annotations

import re
from functools import cache

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from rettidig.regler.indlaes import hent_lov
from rettidig.regler.opslag import paragraffer
from rettidig.regler.sider import sidenavn

_PARAGRAF = re.compile(r"([A-ZÆØÅ]{2,}) § (\d+(?: [a-zæøå](?![a-zæøå]))?)(?:, stk\. \d+)?(?:, nr\. \d+)?")


def med_links(hjemmel: str) -> SafeString:
    """A paragraph, or several, each a link where the rules have a page of it."""
    dele: list[str] = []
    sidst = 0
    for fundet in _PARAGRAF.finditer(hjemmel):
        navn = _sider().get((fundet[1], fundet[2]))
        if navn is None:
            continue
        dele.append(escape(hjemmel[sidst : fundet.start()]))
        dele.append(format_html('<a href="{}">{}</a>', reverse("regelside", args=[navn]), fundet[0]))
        sidst = fundet.end()
    dele.append(escape(hjemmel[sidst:]))
    return mark_safe("".join(dele))


@cache
def _sider() -> dict[tuple[str, str], str]:
    return {sted: sidenavn(*sted).removesuffix(".md") for sted in paragraffer(hent_lov())}
