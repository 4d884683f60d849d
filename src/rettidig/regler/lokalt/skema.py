"""The JSON Schema of a strategy file, for editors and for whoever writes a municipality's strategy.

It describes the shape. What only the law and the code lists can tell (an unknown code, a rule against the law) is found
by ``rettidig lokalt tjek``.
"""

from __future__ import annotations

from typing import Any

from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.skema import skema_for, som_fil

TITEL = "Rettidig: en lokal strategi"


def strategiskema() -> dict[str, Any]:
    """The schema (JSON Schema, draft 2020-12) of one strategy file as it is written in YAML, dates as ISO texts."""
    return skema_for(Strategi, TITEL)


def strategiskema_tekst() -> str:
    """The schema as the text of its file, the same bytes every time."""
    return som_fil(strategiskema())
