"""The roles in people's words."""

from __future__ import annotations

from typing import Any

from rettidig.adgang.roller import Rolle, roller
from rettidig.sprog import tekst


def brugerens_roller(bruger: Any) -> list[Rolle]:
    """The roles of a user in the order of the roles; a user without any has none."""
    egne = roller(bruger)
    return [rolle for rolle in Rolle if rolle in egne]


def rollenavn(rolle: Rolle) -> str:
    """What people call a role."""
    return tekst(f"web.rolle.{rolle.value}")


def rollenavne(bruger: Any) -> list[str]:
    """What people call the roles of a user."""
    return [rollenavn(rolle) for rolle in brugerens_roller(bruger)]
