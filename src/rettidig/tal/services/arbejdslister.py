"""What people set up for their lists, written down; and the use of a list that proposes whom to help first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.roller import standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.tal.fejl import TalFejl
from rettidig.tal.models import GemtFilter, Kapacitet, Listebrug
from rettidig.tidslinje import calendar

_LAENGSTE_NAVN = 60
_FLEST = 30
_TIMER, _MINUTTER = 2_000, 480


def gem_filter(bruger: Any, navn: str, liste: str, valg: Mapping[str, str]) -> GemtFilter:
    """Keep a list as it is narrowed, under a name; one of the same name is replaced.

    Raises ``AdgangsFejl`` for a name with what looks like a CPR number, ``TalFejl`` for none, too long or too many.
    """
    renset = " ".join(fritekst(navn).split())
    if not renset or len(renset) > _LAENGSTE_NAVN:
        raise TalFejl("filternavn", hoejst=_LAENGSTE_NAVN)
    with transaction.atomic():
        egne = GemtFilter.objects.filter(bruger=bruger)
        if egne.exclude(navn=renset).count() >= _FLEST:
            raise TalFejl("for_mange_filtre", hoejst=_FLEST)
        gemt: GemtFilter = egne.update_or_create(
            bruger=bruger, navn=renset, defaults={"liste": liste, "valg": dict(valg)}
        )[0]
    return gemt


def slet_filter(bruger: Any, pk: int) -> bool:
    """Take a filter of the user's own away; whether there was one."""
    return bool(GemtFilter.objects.filter(bruger=bruger, pk=pk).delete()[0])


def saet_kapacitet(bruger: Any, team: str, fra: dt.date, timer: int, minutter: int) -> None:
    """Enter what a team of the user's can take on in a week, from the week of a day on.

    What was entered before stays for the weeks before. Raises ``TalFejl`` for a figure that cannot be.
    """
    if not (0 <= timer <= _TIMER and 0 < minutter <= _MINUTTER):
        raise TalFejl("kapacitet", timer=_TIMER, minutter=_MINUTTER)
    mandag = calendar.to_date(calendar.week_start(calendar.to_day(fra)))
    Kapacitet.objects.create(team=team, fra=mandag, timer=timer, minutter=minutter, hvem=bruger.get_username())


def vis_forslag(
    bruger: Any, liste: str, orden: Sequence[str], borgere: Sequence[int], dag: dt.date, kendt: dt.datetime
) -> int | None:
    """Write down that a list proposing whom to help first is shown: the reading, and the use with its order and data.

    Both or neither; whatever it raises, the list must not be shown. Returns the use's number; nobody shown, none.
    """
    with transaction.atomic():
        laesning = noter(bruger, borgere, standardformaal(bruger), f"liste.{liste}")
        if laesning is None:
            return None
        brug = Listebrug.objects.create(
            laesning_id=laesning, liste=liste, orden=list(orden), dag=dag, kendt=kendt, antal=len(set(borgere))
        )
    return int(brug.pk)
