"""Facts that follow from other facts: lengths in weeks and months, the mean of four months, the size of a place.

A fact that is stated is never overwritten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rettidig.motor.grundlag import PLIGTFORLOEB
from rettidig.motor.vilkaar.fakta import Fakta, Vaerdi
from rettidig.regler.former.forloeb import Forloebsregel
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar

_LAENGST = 1_200
"""A hundred years of months: no offer is longer."""


class Laengde(NamedTuple):
    """A length that two dates, both included, give in weeks or months begun."""

    navn: str
    enhed: Literal["uger", "maaneder"]
    fra: str
    til: str


LAENGDER = (
    Laengde("tilbud.uger", "uger", "tilbud.fra", "tilbud.til"),
    Laengde("tilbud.maaneder", "maaneder", "tilbud.fra", "tilbud.til"),
    Laengde("forlaengelse.uger", "uger", "forlaengelse.fra", "forlaengelse.til"),
    Laengde("forlaengelse.uger_i_alt", "uger", "tilbud.fra", "forlaengelse.til"),
    Laengde("forlaengelse.maaneder_i_alt", "maaneder", "tilbud.fra", "forlaengelse.til"),
)


def modstridende(fakta: Fakta) -> Iterator[Laengde]:
    """The lengths that are stated otherwise than their dates give them, or whose dates stand in the wrong order."""
    for laengde in LAENGDER:
        foerste, sidste = fakta.get(laengde.fra), fakta.get(laengde.til)
        if isinstance(foerste, dt.date) and isinstance(sidste, dt.date):
            givet = _laengde(fakta, laengde)
            if givet is None or fakta.get(laengde.navn, givet) != givet:
                yield laengde


def fuld_uge(lov: Regelsaet) -> int:
    """A full week in 1/10,000 hour: five weekdays as the clock of unemployment counts them (BAB § 7)."""
    ur = lov.hent(PLIGTFORLOEB, Forloebsregel).versioner[0].ledighedsur
    mandag = calendar.week_start(0)
    return ur.timer_pr_hverdag.fuldtid * calendar.weekdays_between(mandag, calendar.add_weeks(mandag, 1))


def udled(fakta: Fakta, uge: int) -> dict[str, Vaerdi]:
    """The facts with those that follow from them; ``uge`` is a full week in 1/10,000 hour.

    Lengths are left out where the last day lies before the first.
    """
    alle = dict(fakta)
    for navn, vaerdi in (
        *((laengde.navn, _laengde(alle, laengde)) for laengde in LAENGDER),
        ("arbejdsplads.ansatte", _gennemsnit(alle)),
        ("arbejdsplads.nye", _plads(alle, uge)),
    ):
        if vaerdi is not None:
            alle.setdefault(navn, vaerdi)
    return alle


def _dage(fakta: Fakta, fra: str, til: str) -> tuple[int, int] | None:
    """First day and the day after the last."""
    foerste, sidste = fakta.get(fra), fakta.get(til)
    if not isinstance(foerste, dt.date) or not isinstance(sidste, dt.date) or sidste < foerste:
        return None
    return calendar.to_day(foerste), calendar.to_day(sidste) + 1


def _laengde(fakta: Fakta, laengde: Laengde) -> int | None:
    return (_uger if laengde.enhed == "uger" else _maaneder)(fakta, laengde.fra, laengde.til)


def _uger(fakta: Fakta, fra: str, til: str) -> int | None:
    dage = _dage(fakta, fra, til)
    return None if dage is None else -calendar.weeks_between(dage[1], dage[0])


def _maaneder(fakta: Fakta, fra: str, til: str) -> int | None:
    dage = _dage(fakta, fra, til)
    if dage is None:
        return None
    return next((antal for antal in range(1, _LAENGST) if calendar.add_months(dage[0], antal) >= dage[1]), None)


def _gennemsnit(fakta: Fakta) -> int | None:
    maaneder = fakta.get("arbejdsplads.ansatte_fire_maaneder")
    if not isinstance(maaneder, tuple):
        return None
    tal = [et for et in maaneder if isinstance(et, int)]
    return sum(tal) // len(tal)


def _plads(fakta: Fakta, uge: int) -> int | None:
    """The new place as a share of full time; rounded up, so that a ratio is never met by rounding."""
    timer = fakta.get("tilbud.timer_pr_uge")
    return None if not isinstance(timer, int) else min(-(-timer * TIMER_SKALA // uge), TIMER_SKALA)
