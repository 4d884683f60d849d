"""Who did what to the facts, as known at a stated time."""

from __future__ import annotations

import datetime as dt

from rettidig.sager.models import Handling
from rettidig.sager.services.fejlvej import klare_fejl


def handlinger(kendt: dt.datetime, hoejst: int | None = None) -> list[Handling]:
    """The acts up to a time, latest first, at most so many."""
    with klare_fejl():
        return list(
            Handling.objects.filter(tidspunkt__lte=kendt)
            .defer("fund", "fundrader")
            .select_related("fortrudt_af")
            .order_by("-tidspunkt")[:hoejst]
        )


def seneste_indlaesninger(kendt: dt.datetime) -> list[Handling]:
    """The latest import from each system up to a time that had not been undone by then, in the order of their names."""
    with klare_fejl():
        indlaesninger = Handling.objects.filter(slags=Handling.Slags.INDLAESNING, tidspunkt__lte=kendt)
        staar = indlaesninger.exclude(fortrudt_af__tidspunkt__lte=kendt)
        return list(staar.order_by("kilde", "-tidspunkt").distinct("kilde"))
