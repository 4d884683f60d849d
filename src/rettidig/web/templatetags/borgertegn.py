"""What the templates of the citizen's page need beside the shell's tags."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.sprog import findes, tekst
from rettidig.web.borger.regellink import med_links
from rettidig.web.templatetags.tekster import tal

register = template.Library()


@register.filter
def paragraflink(hjemmel: str | None) -> SafeString:
    """``{{ knude.hjemmel|paragraflink }}``: paragraphs as links to the rules."""
    return med_links(hjemmel or "")


@register.filter
def kodeord(navne: str | None, liste: str) -> str:
    """``{{ stand.ydelse|kodeord:"ydelse" }}``: codes joined by + in words."""
    return stort(", ".join(kode(liste, navn) for navn in (navne or "").split("+") if navn))


@register.filter
def gruppeord(gruppe: str | None) -> str:
    """A target group by number and name."""
    noegle = f"forklar.gruppe.{gruppe}"
    return f"{gruppe} {tekst(noegle)}" if gruppe and findes(noegle) else gruppe or ""


@register.filter
def domid(noegle: str) -> str:
    """A key as the id of an element."""
    return re.sub(r"[^a-z0-9]+", "-", noegle.lower())


@register.filter
def dageord(dage: int | None) -> str:
    """How far off a deadline is: ``om 12 dage``, ``i dag``, ``3 dage over``."""
    if dage is None:
        return ""
    if dage == 0:
        return tekst("web.borger.dage.nu")
    slags = "om" if dage > 0 else "over"
    return tekst(f"web.borger.dage.{slags}.{'en' if abs(dage) == 1 else 'flere'}", antal=tal(abs(dage)))


@register.filter
def maerker(rod: Knude | None) -> list[tuple[str, str]]:
    """The marks of a trace that are not the plain one, and what each means."""
    if rod is None:
        return []
    brugte = sorted({str(knude.maerke) for knude in rod.alle()} - {"V"})
    return [(maerke, tekst(f"forklar.maerke.{maerke}")) for maerke in brugte]
