"""What people write in their own words and is kept in a log: short, and without CPR numbers."""

from __future__ import annotations

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.forloeb.visning import ligner_cpr

_LAENGSTE = 1000


def fritekst(skrevet: str) -> str:
    """The text, trimmed. Raises ``AdgangsFejl`` where it is too long, broken, or holds what looks like a CPR number."""
    tekst = skrevet.strip()
    if len(tekst) > _LAENGSTE or "\x00" in tekst:
        raise AdgangsFejl("fritekst", hoejst=_LAENGSTE)
    if ligner_cpr(tekst):
        raise AdgangsFejl("cpr_i_tekst")
    return tekst
