"""Users as administrators see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.models import Adgangshandling, Bruger, Spaerring


def brugere(soegt: str = "", rolle: str = "", *, aaben: bool | None = None) -> QuerySet[Any]:
    """Users with their roles, by name: all, or those whose name or initials hold what is looked for, with a role."""
    valgte = Bruger.objects.prefetch_related("groups").order_by("username")
    for ord_ in soegt.split():
        navn = Q(username__icontains=ord_) | Q(first_name__icontains=ord_) | Q(last_name__icontains=ord_)
        valgte = valgte.filter(navn | Q(initialer__iexact=ord_) | Q(teams__contains=[ord_]))
    if rolle:
        valgte = valgte.filter(groups__name=rolle)
    return valgte if aaben is None else valgte.filter(is_active=aaben)


def find_bruger(navn: str) -> Bruger:
    """The user of the name. Raises ``AdgangsFejl``."""
    fundet: Bruger | None = Bruger.objects.filter(username=navn).first() if "\x00" not in navn else None
    if fundet is None:
        raise AdgangsFejl("ukendt_bruger")
    return fundet


def bruger_med_nummer(pk: int) -> Bruger | None:
    """The user of the number, as addresses of pages name them."""
    fundet: Bruger | None = Bruger.objects.filter(pk=pk).first()
    return fundet


def aabne_spaerringer(bruger: Bruger) -> QuerySet[Any]:
    """The citizens the user is kept from."""
    return Spaerring.objects.filter(bruger=bruger, ophaevet__isnull=True).select_related("borger").order_by("pk")


def handlinger(bruger: Bruger, hoejst: int = 50) -> QuerySet[Any]:
    """What has been done to the user's access, latest first."""
    return Adgangshandling.objects.filter(bruger=bruger).order_by("-pk")[:hoejst]
