"""The ready lists of the front page: how many in each, for whom, and the first of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret, Rolle, rettigheder, roller
from rettidig.tal.selectors import lister
from rettidig.tal.selectors.lister import Filter, Side
from rettidig.tidslinje import calendar

FORSTE = 10
"""How many of a list the front page shows."""
_UGER_FREM = 8
_FRISTLISTER = ("overskredne", "denne_uge", "mangler_foerste_samtale")


@dataclass(frozen=True)
class Liste:
    """A ready list: its key, how many are in it, and the rows shown. ``frister``: rows are duties, not citizens."""

    navn: str
    antal: int
    raekker: list[dict[str, Any]]
    frister: bool


def klare_lister(bruger: Any, dag: dt.date) -> list[Liste]:
    """The lists of the user, in the order one works through them; none for who may not see lists."""
    if Ret.SE_LISTER not in rettigheder(bruger):
        return []
    kun = omfang(bruger, Ret.SE_LISTER).q("borger")
    egne = Filter(sagsbehandler=bruger.initialer or None if Rolle.SAGSBEHANDLER in roller(bruger) else None)
    frem = calendar.to_date(calendar.add_weeks(calendar.to_day(dag), _UGER_FREM // 2))
    siden = calendar.to_date(calendar.add_weeks(calendar.to_day(dag), -2))
    valg: list[tuple[str, Callable[[], Side]]] = [
        ("overskredne", lambda: lister.overskredne(kun, egne, antal=FORSTE)),
        ("denne_uge", lambda: lister.denne_uge(kun, dag, egne, antal=FORSTE)),
        ("mangler_foerste_samtale", lambda: lister.mangler_foerste_samtale(kun, egne, antal=FORSTE)),
        ("intet_aftalt", lambda: lister.intet_aftalt(kun, egne, antal=FORSTE)),
        ("fritagelse_ophoerer", lambda: lister.fritagelse_ophoerer(kun, dag, frem, egne, antal=FORSTE)),
        ("nye", lambda: lister.nye(kun, siden, egne, antal=FORSTE)),
    ]
    fundet = [(navn, hent()) for navn, hent in valg]
    return [Liste(navn, side.antal, side.raekker, navn in _FRISTLISTER) for navn, side in fundet]


def de_naeste_uger(bruger: Any, dag: dt.date) -> list[tuple[str, int]]:
    """How many duties of the user's citizens fall due in each of the coming weeks, also those with none."""
    kun = omfang(bruger, Ret.SE_LISTER).q("borger")
    foerste = calendar.week_start(calendar.to_day(dag))
    slut = calendar.add_weeks(foerste, _UGER_FREM)
    uger = {calendar.iso_week_name(calendar.add_weeks(foerste, nr)): 0 for nr in range(_UGER_FREM)}
    for linje in lister.belastning(kun, dag, calendar.to_date(slut - 1)):
        uger[calendar.iso_week_name(calendar.to_day(linje["frist"]))] += linje["antal"]
    return [(navn.rpartition("W")[2].lstrip("0"), antal) for navn, antal in uger.items()]
