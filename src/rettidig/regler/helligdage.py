"""Danish public holidays as dated data: fixed days and days reckoned from Easter, each while it is a holiday."""

from __future__ import annotations

import datetime as dt

from pydantic import model_validator

from rettidig.regler.former.grundform import Streng, Tekst, Tillid
from rettidig.tidslinje import calendar


class Helligdag(Streng):
    """One holiday: a day of a month, or a number of days after (before: negative) Easter Sunday."""

    navn: Tekst
    maaned: int | None = None
    dag: int | None = None
    paaske: int | None = None
    til: dt.date | None = None

    @model_validator(mode="after")
    def _en_slags(self) -> Helligdag:
        if (self.maaned is None) != (self.dag is None) or (self.maaned is None) == (self.paaske is None):
            raise ValueError("en helligdag har enten maaned og dag eller et antal dage fra påske")
        return self

    def i_aaret(self, aar: int) -> int | None:
        """The epoch day on which it falls in a year; ``None`` when it is no longer a holiday."""
        if self.maaned is not None and self.dag is not None:
            faldt = calendar.day_of(aar, self.maaned, self.dag)
        else:
            faldt = calendar.add_days(calendar.easter_sunday(aar), self.paaske or 0)
        return None if self.til is not None and faldt > calendar.to_day(self.til) else faldt


class Helligdagsregister(Streng):
    """All holidays, the source of their end or existence, and how sure we are."""

    kilde: str
    tillid: Tillid
    forbehold: Tekst
    helligdage: tuple[Helligdag, ...]

    def dage(self, fra_aar: int, til_aar: int) -> frozenset[int]:
        """The epoch days of all holidays in the years, both included."""
        fundne = (helligdag.i_aaret(aar) for aar in range(fra_aar, til_aar + 1) for helligdag in self.helligdage)
        return frozenset(dag for dag in fundne if dag is not None)
