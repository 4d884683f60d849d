"""What follows an answer besides its rows: reservations with their mark, and remarks that come from the figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rettidig.regler.former.grundform import Forbehold, Tekst, Tillid, Version
from rettidig.sprog import paa_alle_sprog


class Note(NamedTuple):
    """One reservation or remark and the rule it belongs to."""

    regel: str
    forbehold: Forbehold


def noter_fra(regel: str, versioner: Iterable[Version]) -> list[Note]:
    """The reservations of the versions used, each once."""
    fundne = [Note(regel, forbehold) for version in versioner for forbehold in version.forbehold]
    return list(dict.fromkeys(fundne))


def bemaerkning(regel: str, maerke: Tillid, noegle: str, **felter: object) -> Note:
    """A remark made by the figures themselves: a sentence of the catalogue, in every language."""
    return Note(regel, Forbehold(tillid=maerke, tekst=Tekst(**paa_alle_sprog(noegle, **felter))))
