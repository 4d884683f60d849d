"""Citizens whose open registration names no team: nobody of a team has them on a list until one is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from rettidig.sager.models import Borgeroplysning
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Borgerstand

_UDEN = Q(registreret__upper_inf=True) & (Q(team=None) | Q(team=""))


@dataclass(frozen=True)
class UdenTeam:
    """One of them. ``siden`` is when what is known of the citizen was registered; the rest is as lists have it."""

    pk: int
    noegle: str
    kommune: str
    siden: dt.datetime
    ydelse: str
    maalgruppe: str
    forloeb_start: dt.date | None


def antal_uden_team(maa: Q) -> int:
    """How many there are of those the user may distribute. ``maa`` is a condition on ``borger``."""
    with klare_fejl():
        return int(Borgeroplysning.objects.filter(_UDEN, maa).count())


def uden_team(maa: Q, hoejst: int) -> list[UdenTeam]:
    """Those in a course first, the longest running first; then the others in the order they were registered."""
    with klare_fejl():
        raekker = list(
            Borgeroplysning.objects.filter(_UDEN, maa)
            .select_related("borger")
            .order_by("registreret", "borger__noegle")
        )
        stande = {en.borger_id: en for en in Borgerstand.objects.filter(borger__in=[r.borger_id for r in raekker])}
    fundne = []
    for raekke in raekker:
        stand = stande.get(raekke.borger_id)
        fundne.append(
            UdenTeam(
                raekke.borger_id,
                raekke.borger.noegle,
                raekke.kommune,
                raekke.registreret.lower,
                "" if stand is None else stand.ydelse,
                "" if stand is None else stand.maalgruppe,
                None if stand is None else stand.forloeb_start,
            )
        )
    fundne.sort(key=lambda en: (en.forloeb_start is None, en.forloeb_start or dt.date.max))
    return fundne[:hoejst]


def stadig_uden(maa: Q, borgere: list[int]) -> frozenset[int]:
    """Those of the citizens who have no team and may be given one by the user."""
    with klare_fejl():
        fundne = Borgeroplysning.objects.filter(_UDEN, maa, borger__in=borgere)
        return frozenset(fundne.values_list("borger_id", flat=True))
