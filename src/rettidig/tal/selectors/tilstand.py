"""How far what is kept has come: what every page with figures says, and what the state page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rettidig.sager.models import Handling
from rettidig.sager.selectors.beroerte import beroerte_mellem
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Koersel, Tilstand
from rettidig.tal.services.stempel import stempel


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
    """The state now; a few short queries."""
    seneste = kendt_nu()
    with klare_fejl():
        tilstand = Tilstand.objects.filter(pk=1).first()
        koersel = Koersel.objects.order_by("-id").first()
        if tilstand is None:
            return Stand(None, None, seneste, Handling.objects.count(), "foerste_gang", koersel)
        bagud = Handling.objects.filter(tidspunkt__gt=tilstand.kendt).count()
    koer_om = tilstand.koer_om or ("" if tilstand.motor == stempel() else "anden_motor")
    return Stand(tilstand.dag, tilstand.kendt, seneste, bagud, koer_om, koersel)


def venter_paa_at_blive_regnet() -> list[int]:
    """The citizens whose kept results are behind: pages about them say so."""
    with klare_fejl():
        tilstand = Tilstand.objects.filter(pk=1).first()
    return [] if tilstand is None else sorted({*beroerte_mellem(tilstand.kendt, kendt_nu()), *tilstand.venter})
