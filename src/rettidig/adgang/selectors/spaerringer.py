"""Blocks as those who set and lift them see them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from rettidig.adgang.models import Bruger, Spaerring
from rettidig.adgang.roller import Ret, rettigheder


def raader_over(bruger: Any) -> QuerySet[Any]:
    """Whose blocks the user sees and sets: their own; to approve, their teams' too; to rule over users, everybody's.

    A team of the same name in another municipality is not theirs.
    """
    retter = rettigheder(bruger)
    if Ret.STYR_BRUGERE in retter:
        return Bruger.objects.all()
    egne = Bruger.objects.filter(pk=bruger.pk)
    if Ret.GODKEND not in retter:
        return egne
    holdet = Bruger.objects.filter(teams__overlap=bruger.teams)
    return egne | (holdet.filter(kommune__in=("", bruger.kommune)) if bruger.kommune else holdet)


def aabne_hos(bruger: Any) -> QuerySet[Any]:
    """The open blocks the user rules over, by the name of the one who is blocked."""
    aabne = Spaerring.objects.filter(bruger__in=raader_over(bruger), ophaevet__isnull=True)
    return aabne.select_related("bruger").order_by("bruger__username", "pk")


def find_spaerring(bruger: Any, pk: int) -> Spaerring | None:
    """One block the user rules over, open or lifted; ``None`` alike for none and for another's."""
    fundet: Spaerring | None = Spaerring.objects.filter(pk=pk, bruger__in=raader_over(bruger)).first()
    return fundet
