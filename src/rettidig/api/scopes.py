"""What a system can be let do: a closed list, and for lists of citizens always within the teams it was given."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """The scopes; ``api.scope.<code>`` says each in plain words."""

    FRISTER = "laes:frister"
    REFUSION = "laes:refusion"
    BORGER = "laes:borger"
    TAL = "laes:tal"
    DRIFT = "laes:drift"
    INDLAES = "indlaes"


HELE_KOMMUNEN = frozenset({Scope.TAL, Scope.DRIFT, Scope.INDLAES})
"""What concerns all citizens at once, and therefore is never given together with a limit to some teams."""
