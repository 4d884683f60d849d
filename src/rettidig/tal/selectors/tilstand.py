"""How far what is kept has come: what every page with figures says, and what the state page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from rettidig.sager.models import Handling, Registreringsur
from rettidig.sager.selectors.beroerte import beroerte_mellem
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Koersel, Tilstand
from rettidig.tal.services.stempel import stempel

_BAGUD = Coalesce(
    Subquery(
        Handling.objects.filter(tidspunkt__gt=OuterRef("kendt"))
        .order_by()
        .values(grund=Value(1))
        .annotate(antal=Count("*"))
        .values("antal")
    ),
    0,
)
_SENESTE = Subquery(Registreringsur.objects.filter(pk=1).values("sidst"))


@dataclass(frozen=True)
class Stand:
    """``dag`` is the day statuses hold for, ``kendt`` the time of the latest act taken in, ``seneste`` of all acts.

    ``bagud`` is how many acts are not taken in yet. ``koer_om`` says why a full run is needed: ``foerste_gang``,
    ``anden_motor`` or empty. ``koersel`` is the latest full run; ``forskelle`` above zero is a fault in the program.
    """

    dag: dt.date | None
    kendt: dt.datetime | None
    seneste: dt.datetime
    bagud: int
    koer_om: str
    koersel: Koersel | None

    @property
    def ajour(self) -> bool:
        """Whether lists and figures hold for all that is known."""
        return self.dag is not None and not self.bagud and not self.koer_om


def stand() -> Stand:
    """The state now; two short queries."""
    with klare_fejl():
        tilstand = Tilstand.objects.filter(pk=1).annotate(bagud=_BAGUD, seneste=_SENESTE).first()
        koersel = Koersel.objects.order_by("-id").first()
        if tilstand is None:
            return Stand(None, None, kendt_nu(), Handling.objects.count(), "foerste_gang", koersel)
    koer_om = tilstand.koer_om or ("" if tilstand.motor == stempel() else "anden_motor")
    return Stand(tilstand.dag, tilstand.kendt, tilstand.seneste, tilstand.bagud, koer_om, koersel)


def er_bagud() -> bool:
    """Whether there are acts that what is kept does not know of yet, or nothing is kept."""
    with klare_fejl():
        bagud: int | None = Tilstand.objects.filter(pk=1).values_list(_BAGUD, flat=True).first()
    return bagud != 0


def venter_paa_at_blive_regnet() -> list[int]:
    """The citizens whose kept results are behind: pages about them say so."""
    with klare_fejl():
        tilstand = Tilstand.objects.filter(pk=1).first()
    return [] if tilstand is None else sorted({*beroerte_mellem(tilstand.kendt, kendt_nu()), *tilstand.venter})
