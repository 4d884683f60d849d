"""What follows an answer besides its rows: reservations with their mark, and remarks that come from the figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rettidig.regler.former.grundform import Forbehold, Tekst, Tillid, Version


class Note(NamedTuple):
    """One reservation or remark and the rule it belongs to."""

    regel: str
    forbehold: Forbehold


def noter_fra(regel: str, versioner: Iterable[Version]) -> list[Note]:
    """The reservations of the versions used, each once."""
    fundne = [Note(regel, forbehold) for version in versioner for forbehold in version.forbehold]
    return list(dict.fromkeys(fundne))


def bemaerkning(regel: str, maerke: Tillid, da: str, en: str) -> Note:
    """A remark made by the figures themselves."""
    return Note(regel, Forbehold(tillid=maerke, tekst=Tekst(da=da, en=en)))
