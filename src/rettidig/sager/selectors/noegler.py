"""The opaque ids of citizens, from the numbers the store knows them by."""

from __future__ import annotations

from collections.abc import Iterable

from rettidig.sager.models import Borger
from rettidig.sager.services.fejlvej import klare_fejl


def noegler(borger_pks: Iterable[int]) -> dict[int, str]:
    """Number -> ``borger_id`` of the data contract. A number nobody has any more is left out."""
    with klare_fejl():
        return dict(Borger.objects.filter(pk__in=set(borger_pks)).values_list("pk", "noegle"))
