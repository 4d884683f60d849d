"""The list one came from, so that one can go through it citizen by citizen.

It is kept in the session as the opaque ids in their order; a list opened later takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

_I_SESSIONEN = "borgerliste"
_FLEST = 500


@dataclass(frozen=True)
class Naboer:
    """Where the citizen stands in the list: the ids before and after, ``None`` at an end, and the way back."""

    titel: str
    adresse: str
    plads: int
    antal: int
    forrige: str | None
    naeste: str | None


def husk_liste(request: HttpRequest, titel: str, noegler: Iterable[str]) -> None:
    """Remember the list on the page now answered: its title, its address and its citizens in order, each once."""
    egne = list(dict.fromkeys(noegler))[:_FLEST]
    ny = {"titel": titel, "adresse": request.get_full_path(), "noegler": egne}
    if request.session.get(_I_SESSIONEN) != ny:
        request.session[_I_SESSIONEN] = ny


def naboer(request: HttpRequest, noegle: str) -> Naboer | None:
    """The citizen's place in the list one came from; ``None`` where one did not come from a list with the citizen."""
    husket = request.session.get(_I_SESSIONEN)
    if not isinstance(husket, dict) or noegle not in husket["noegler"]:
        return None
    alle: list[str] = husket["noegler"]
    nr = alle.index(noegle)
    return Naboer(
        husket["titel"],
        husket["adresse"],
        nr + 1,
        len(alle),
        alle[nr - 1] if nr else None,
        alle[nr + 1] if nr + 1 < len(alle) else None,
    )
