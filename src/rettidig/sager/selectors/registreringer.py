"""The registrations themselves: what has been known of a fact, since when, and who said so."""

from __future__ import annotations

import datetime as dt

from django.apps import apps

from rettidig.sager.models import Registrering
from rettidig.sager.services.fejlvej import klare_fejl


def model(tabel: str) -> type[Registrering]:
    """The registrations of one table of the contract. Raises ``KeyError`` for a table it does not have."""
    fundne = (m for m in apps.get_app_config("sager").get_models() if issubclass(m, Registrering))
    efter_navn: dict[str, type[Registrering]] = {m._meta.db_table.removeprefix("sager_"): m for m in fundne}
    return efter_navn[tabel]


def borgerens(tabel: str, borger: str, kendt: dt.datetime) -> list[Registrering]:
    """What was known at a time of one citizen, in the order of the days."""
    with klare_fejl():
        fundne = model(tabel).objects.filter(borger__noegle=borger, registreret__contains=kendt)
        return list(fundne.order_by("periode", "nr", "fakta_id").select_related("handling"))


def faktas(tabel: str, fakta_id: int, kendt: dt.datetime) -> list[Registrering]:
    """All that had been known of one fact up to a time, in the order it came to be known."""
    with klare_fejl():
        fundne = model(tabel).objects.filter(fakta_id=fakta_id, registreret__startswith__lte=kendt)
        return list(fundne.order_by("registreret").select_related("handling", "lukket_af"))
