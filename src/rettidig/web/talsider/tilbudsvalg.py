"""Which months of offers are asked for: the one chosen alone, or with those before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.web.talsider.valg import Talvalg


def antal_maaneder() -> tuple[int, ...]:
    """How many months can be asked for; the last is what one gets without asking."""
    return valgte_tal().tilbud_maaneder.vaerdi


@dataclass(frozen=True)
class Tilbudsvalg:
    """The first and the last day, and whether those begun between them are asked for alone."""

    maaneder: int
    fra: dt.date
    til: dt.date
    teams: tuple[str, ...] | None
    begyndt: bool

    @property
    def i_ord(self) -> str:
        """What is asked for, in words."""
        return tekst("web.tal.tilbud.begyndte" if self.begyndt else "web.tal.tilbud.i_gang")


def laes_tilbudsvalg(request: HttpRequest, valg: Talvalg) -> Tilbudsvalg:
    """Reads the address."""
    mulige = antal_maaneder()
    antal = next((n for n in mulige if str(n) == request.GET.get("m")), mulige[-1])
    foerste = calendar.add_months(calendar.month_start(calendar.to_day(valg.maaned)), 1 - antal)
    teams = (valg.team,) if valg.team else None
    return Tilbudsvalg(antal, calendar.to_date(foerste), valg.maaned, teams, request.GET.get("begyndt") == "1")
