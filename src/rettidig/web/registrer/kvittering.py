"""The text for the case system, kept with the login from saving until the receipt is shown, and no longer than it."""

from __future__ import annotations

from django.http import HttpRequest

_TEKSTER = "registrering_tekster"
_FLEST = 5


def gem_tekst(request: HttpRequest, handling: int, skrevet: str) -> None:
    """Keep the text of an act."""
    tekster = {**request.session.get(_TEKSTER, {}), str(handling): skrevet}
    request.session[_TEKSTER] = dict(list(tekster.items())[-_FLEST:])


def hent_tekst(request: HttpRequest, handling: int) -> str:
    """The text of an act of this login; empty where it is no longer kept."""
    return str(request.session.get(_TEKSTER, {}).get(str(handling), ""))
