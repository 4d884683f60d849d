"""Header names: how they are compared and when they are refused."""

from __future__ import annotations

from collections.abc import Sequence

from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.visning import vis


def ens_navn(navn: str) -> str:
    """The form in which two names are compared: trimmed, without a byte order mark, in lower case."""
    return navn.replace("\ufeff", "").strip().casefold()


def kontroller_overskrifter(navne: Sequence[str | None], fil: str) -> list[str]:
    """Trimmed header names (empty for a nameless column). Raises ``UbrugeligeData`` when one is repeated."""
    rene = [(navn or "").replace("\ufeff", "").strip() for navn in navne]
    sete: set[str] = set()
    for navn in rene:
        if navn and ens_navn(navn) in sete:
            raise UbrugeligeData("gentaget_kolonne", fil=fil, kolonne=vis(navn))
        sete.add(ens_navn(navn))
    return rene
