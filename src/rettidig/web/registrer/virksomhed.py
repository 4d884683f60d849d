"""The company a consultant has before them, kept in the login's session so that a place there begins filled in.

It is not in the address of the citizen's page: that somebody may go to a certain company is told of the citizen.
"""

from __future__ import annotations

from django.http import HttpRequest

from rettidig.web.registrer.felter import faktumnavn
from rettidig.web.registrer.slags import Slags

HER = "paa"
"""The field of the address that asks for the company to be filled in."""
_NOEGLE = "virksomhed"


def husk_virksomhed(request: HttpRequest, cvr: str, ansatte: int | None) -> None:
    """Keep the company for the places registered from its page."""
    request.session[_NOEGLE] = {"cvr": cvr, "ansatte": "" if ansatte is None else str(ansatte)}


def fra_virksomheden(request: HttpRequest, slags: Slags) -> dict[str, str]:
    """What is known of the place, where the address asks for it; else nothing."""
    husket = request.session.get(_NOEGLE)
    if HER not in request.GET or husket is None or "cvr" not in slags.kolonner:
        return {}
    kendt = {"cvr": husket["cvr"], faktumnavn("arbejdsplads.ansatte"): husket["ansatte"]}
    return {felt: vaerdi for felt, vaerdi in kendt.items() if vaerdi}
