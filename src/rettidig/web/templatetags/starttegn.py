"""What the templates of the start pages and the lists need beside the shell's tags."""

from __future__ import annotations

from fractions import Fraction

from django import template

from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.sprog import findes, tekst
from rettidig.svar.dansk_form import hele_procent, procent

register = template.Library()


@register.filter
def andel(vaerdi: Fraction | None) -> str:
    """A share as percent with one decimal; none is a dash."""
    return "–" if vaerdi is None else procent(vaerdi)


@register.filter
def helandel(vaerdi: Fraction) -> str:
    """A demand as whole percent."""
    return f"{hele_procent(vaerdi)} %"


@register.filter
def slags(navn: str, liste: str) -> str:
    """``{{ ophold.indsats|slags:"indsats" }}``: a code in words."""
    return stort(kode(liste, navn))


@register.filter
def ord_eller(noegle: str, ellers: str) -> str:
    """A sentence by its key, or what is given where there is none."""
    return tekst(noegle) if findes(noegle) else ellers
