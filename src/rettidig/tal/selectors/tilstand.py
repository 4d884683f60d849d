"""How far what is kept has come: what every page with figures says, and what the state page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from rettidig.sager.selectors.beroerte import beroerte_mellem
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Koersel, Tilstand
from rettidig.tal.services.stempel import stempel

# Every page with figures asks: one question, and not put together anew each time.
_SPOERGSMAAL = (
    "SELECT t.dag, t.kendt, t.koer_om, t.motor, t.lokale <> '[]'::jsonb, u.sidst,"
    " (SELECT count(*) FROM sager_handling h WHERE t.kendt IS NULL OR h.tidspunkt > t.kendt)"
    " FROM sager_registreringsur u LEFT JOIN tal_tilstand t ON t.id = 1 WHERE u.id = 1"
)
_BAGUD = (
    "SELECT EXISTS (SELECT 1 FROM tal_tilstand t WHERE t.id = 1"
    " AND NOT EXISTS (SELECT 1 FROM sager_handling h WHERE h.tidspunkt > t.kendt))"
)


@dataclass(frozen=True)
class Stand:
    """``dag`` is the day statuses hold for, ``kendt`` the time of the latest act taken in, ``seneste`` of all acts.

    ``bagud`` is how many acts are not taken in yet. ``koer_om`` says why a full run is needed: ``foerste_gang``,
    ``anden_motor`` or empty. ``lokale``: deadlines of a strategy of the municipality's own are kept.
    """

    dag: dt.date | None
    kendt: dt.datetime | None
    seneste: dt.datetime
    bagud: int
    koer_om: str
    lokale: bool = False

    @property
    def koersel(self) -> Koersel | None:
        """The latest full run when it is asked for; ``forskelle`` above zero is a fault in the program."""
        with klare_fejl():
            seneste: Koersel | None = Koersel.objects.order_by("-id").first()
            return seneste

    @property
    def ajour(self) -> bool:
        """Whether lists and figures hold for all that is known."""
        return self.dag is not None and not self.bagud and not self.koer_om


def stand() -> Stand:
    """The state now; one short query."""
    with klare_fejl(), connection.cursor() as markoer:
        markoer.execute(_SPOERGSMAAL)
        dag, kendt, koer_om, motor, lokale, seneste, bagud = markoer.fetchone()
    if dag is None:
        return Stand(None, None, seneste, bagud, "foerste_gang")
    return Stand(dag, kendt, seneste, bagud, koer_om or ("" if motor == stempel() else "anden_motor"), lokale)


def er_bagud() -> bool:
    """Whether there are acts that what is kept does not know of yet, or nothing is kept."""
    with klare_fejl(), connection.cursor() as markoer:
        markoer.execute(_BAGUD)
        return not markoer.fetchone()[0]


def venter_paa_at_blive_regnet() -> list[int]:
    """The citizens whose kept results are behind: pages about them say so."""
    with klare_fejl():
        tilstand = Tilstand.objects.filter(pk=1).first()
    return [] if tilstand is None else sorted({*beroerte_mellem(tilstand.kendt, kendt_nu()), *tilstand.venter})
