"""What is known of who a citizen is, opened; printed, it shows nothing."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field

from rettidig.identitet.cpr import Cpr


@dataclass(frozen=True)
class Adresse:
    """Where a citizen lives."""

    vej: str = field(default="", repr=False)
    postnr: str = field(default="", repr=False)
    by: str = field(default="", repr=False)

    @property
    def linjer(self) -> tuple[str, ...]:
        """The address as it stands on a letter."""
        return tuple(linje for linje in (self.vej, f"{self.postnr} {self.by}".strip()) if linje)

    def som_tekst(self) -> str:
        """For encryption."""
        return json.dumps([self.vej, self.postnr, self.by], ensure_ascii=False)

    @classmethod
    def fra_tekst(cls, tekst: str) -> Adresse:
        """The address :meth:`som_tekst` made a text of."""
        return cls(*json.loads(tekst))


@dataclass(frozen=True)
class Person:
    """Who a citizen is. ``beskyttet_til`` is the last day of the protection; ``None`` while no end is known."""

    cpr: Cpr
    navn: str = field(repr=False)
    adresse: Adresse | None = field(default=None, repr=False)
    adressebeskyttet: bool = False
    beskyttet_til: dt.date | None = None
    paaroerende: tuple[Cpr, ...] = ()
