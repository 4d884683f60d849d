"""Small counts for start pages: a person's own lists, what was read lately, and what the latest imports held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum
from django.utils.timezone import get_current_timezone, localdate

from rettidig.adgang.models import SAERLIG, Laesning, LaestBorger
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.selectors.handlinger import seneste_indlaesninger
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import GemtFilter, Listebrug
from rettidig.tidslinje import calendar


@dataclass(frozen=True)
class Indlaesningskort:
    """The latest import from a system: when, by whom, and how many rows were read and set aside."""

    nummer: int
    kilde: str
    tidspunkt: dt.datetime
    hvem: str
    laest: int
    sat_til_side: int


@dataclass(frozen=True)
class Laesningskort:
    """The readings of citizens in the latest seven days, and how many of them were out of the ordinary."""

    borgere: int
    saerlige: int
    forslag: int


def gemte_filtre(bruger: Any) -> list[GemtFilter]:
    """The user's own lists by name."""
    with klare_fejl():
        return list(GemtFilter.objects.filter(bruger=bruger).order_by("navn"))


def indlaesninger() -> list[Indlaesningskort]:
    """The latest import from each system that has not been undone."""
    return [
        Indlaesningskort(
            h.pk,
            h.kilde,
            h.tidspunkt,
            h.hvem,
            sum(int(tabel.get("laest", 0)) for tabel in h.laest.values()),
            sum(int(tabel.get("sat_til_side", 0)) for tabel in h.laest.values()),
        )
        for h in seneste_indlaesninger(kendt_nu())
    ]


def laesninger_i_ugen() -> Laesningskort:
    """How much was read, and how often a list that proposes whom to help first was used."""
    dage = valgte_tal().laesninger_dage.vaerdi
    foerste = calendar.to_date(calendar.add_days(calendar.to_day(localdate()), -dage))
    siden = dt.datetime.combine(foerste, dt.time(), get_current_timezone())
    # A citizen shown is a row, and a week has millions: the readings, which say how many they showed, are added up.
    laesninger = Laesning.objects.filter(tidspunkt__gte=siden, bruger__isnull=False)
    i_arbejdstid = LaestBorger.objects.filter(
        SAERLIG, laesning__tidspunkt__gte=siden, laesning__bruger__isnull=False, laesning__uden_for_arbejdstid=False
    )
    with klare_fejl():
        talt = laesninger.aggregate(
            alle=Sum("antal", default=0), uden_for=Sum("antal", filter=Q(uden_for_arbejdstid=True), default=0)
        )
        return Laesningskort(
            int(talt["alle"]),
            int(talt["uden_for"]) + i_arbejdstid.count(),
            int(Listebrug.objects.filter(tidspunkt__gte=siden).aggregate(n=Sum("antal"))["n"] or 0),
        )
