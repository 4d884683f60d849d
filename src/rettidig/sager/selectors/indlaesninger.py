"""The imports: one of them with what its reader said, and all of them with what was undone."""

from __future__ import annotations

from django.db.models import Q

from rettidig.forloeb import Fund, Fundblok
from rettidig.forloeb.lager.fundpost import pak_fund_ud
from rettidig.sager.models import Handling
from rettidig.sager.services.fejlvej import klare_fejl

_INDLAESNING = Handling.Slags.INDLAESNING


def indlaesningshistorik(hoejst: int, foer: int | None = None) -> list[Handling]:
    """Imports and undoings of imports, the latest first, at most so many; with ``foer`` those before that act."""
    with klare_fejl():
        alle = Handling.objects.filter(Q(slags=_INDLAESNING) | Q(fortryder__slags=_INDLAESNING))
        if foer is not None:
            alle = alle.filter(pk__lt=foer)
        return list(alle.defer("fund", "fundrader").select_related("fortrudt_af", "fortryder").order_by("-pk")[:hoejst])


def find_indlaesning(nummer: int) -> Handling | None:
    """The import of that number; ``None`` for another act and for none."""
    with klare_fejl():
        fundet: Handling | None = (
            Handling.objects.filter(pk=nummer, slags=_INDLAESNING).select_related("fortrudt_af").first()
        )
        return fundet


def laeserens_fund(handling: Handling) -> tuple[Fundblok | Fund, ...]:
    """What the reader said of the rows, as kept with the import."""
    if not handling.fund:
        return ()
    return pak_fund_ud(bytes(handling.fund), bytes(handling.fundrader))


def handlinger_siden(nummer: int) -> int:
    """How many acts have come after one."""
    with klare_fejl():
        return int(Handling.objects.filter(pk__gt=nummer).count())


def handlet_efter(tidspunkt: object) -> bool:
    """Whether anything has been registered after a time."""
    with klare_fejl():
        return bool(Handling.objects.filter(tidspunkt__gt=tidspunkt).exists())
