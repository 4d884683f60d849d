"""What the figures of a month end or a year say about themselves, besides the reservations of the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1
from rettidig.motor.noter import Note, bemaerkning


class Optalt(NamedTuple):
    """What is remarked on, counted over one month end or added up over several."""

    timer_alene: int = 0
    """Courses decided by hours alone on a benefit whose hours may be paid sick hours."""
    ikke_faaet: int = 0
    """Those of the 75 % measure who did not get talks and an offer."""
    heraf_undtaget: int = 0
    """Those among them with a reasoned exemption on record."""
    fristen_loeber: int = 0
    """Those of the 75 % measure whose deadline for the offer still lies ahead."""


def samlet(maaneder: Iterable[Optalt]) -> Optalt:
    """The sum over the months."""
    return Optalt(*(sum(tal) for tal in zip(Optalt(), *maaneder, strict=True)))


def om_maaneden(optalt: Optalt, dag: dt.date) -> list[Note]:
    """The remarks on one month end."""
    sygetimer = bemaerkning(FOKUSMAAL_1, "OPEN", "maaling.sygetimer", antal=optalt.timer_alene, dag=dag)
    return [*([sygetimer] if optalt.timer_alene else []), *_om_deltagelsen(optalt)]


def om_aaret(optalt: Optalt, aar: int) -> list[Note]:
    """The remarks on a year: each once, with the sum of its months."""
    sygetimer = bemaerkning(FOKUSMAAL_1, "OPEN", "maaling.sygetimer_i_aaret", antal=optalt.timer_alene, aar=aar)
    return [*([sygetimer] if optalt.timer_alene else []), *_om_deltagelsen(optalt)]


def uden_for_aaret(udeladt: Iterable[dt.date], ikke_omme: Iterable[dt.date]) -> list[Note]:
    """The month ends that are no part of a year: those the law leaves out, and those that have not come."""
    return [
        bemaerkning(FOKUSMAAL_1, "V", noegle, maaneder=", ".join(f"{dag:%Y-%m}" for dag in dage))
        for noegle, dage in (("maaling.udeladt", [*udeladt]), ("maaling.ikke_omme", [*ikke_omme]))
        if dage
    ]


def tomme_maaneder(maaling: str, kommune: str, antal: int) -> Note:
    """A municipality had months with no one measured."""
    return bemaerkning(maaling, "V", "maaling.tomme_maaneder", kommune=kommune, antal=antal)


def _om_deltagelsen(optalt: Optalt) -> list[Note]:
    noter = []
    if optalt.ikke_faaet:
        felter = {"antal": optalt.ikke_faaet, "undtaget": optalt.heraf_undtaget}
        noter.append(bemaerkning(DELTAGELSE, "V", "maaling.ikke_faaet", **felter))
    if optalt.fristen_loeber:
        noter.append(bemaerkning(DELTAGELSE, "V", "maaling.fristen_loeber", antal=optalt.fristen_loeber))
    return noter
