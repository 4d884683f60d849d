"""As known when: the one question every reading of the store begins with."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling, Registreringsur
from rettidig.sager.services.fejlvej import klare_fejl

_HER = ZoneInfo("Europe/Copenhagen")
_DATO = re.compile(r"\d{4}-\d{2}-\d{2}")


def kendt_nu() -> dt.datetime:
    """The latest time of which nothing more will be known: that of the last act. Keep it with what was worked out."""
    with klare_fejl():
        sidst: dt.datetime = Registreringsur.objects.get(pk=1).sidst
        return sidst


def kendt_pr(dag: dt.date) -> dt.datetime:
    """The end of a day as clocks are in Denmark, or now, where the day is not over."""
    return min(dagens_slut(dag), kendt_nu())


def dagens_slut(dag: dt.date) -> dt.datetime:
    """The last moment of a day as clocks are in Denmark."""
    return dt.datetime.combine(dag, dt.time.max, _HER)


def er_kendt(kendt: dt.datetime) -> bool:
    """Whether the store still knows the act that was the latest then: one put back from a copy may not."""
    with klare_fejl():
        return bool(Handling.objects.filter(tidspunkt=kendt).exists())


def tyd_kendt(skrevet: str) -> dt.datetime:
    """What a person writes: nothing (now), a day, or an exact time with its zone. Raises ``SagsFejl`` for others."""
    if not skrevet:
        return kendt_nu()
    try:
        if _DATO.fullmatch(skrevet):
            return kendt_pr(dt.date.fromisoformat(skrevet))
        tid = dt.datetime.fromisoformat(skrevet)
    except (ValueError, OverflowError):
        raise SagsFejl("ikke_et_tidspunkt", vaerdi=skrevet[:40]) from None
    if tid.tzinfo is None:
        raise SagsFejl("ikke_et_tidspunkt", vaerdi=skrevet[:40])
    return min(tid, kendt_nu())
