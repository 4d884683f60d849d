"""What the pages of the reconciliation ask besides the gap itself: one of the State's figures, and who may be seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from rettidig.sager.models import Borger
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.afstemning.dele import Trin
from rettidig.tal.afstemning.gab import Gab, Personlinje, Post
from rettidig.tal.models import Statsmaaling


def tal_med_nummer(nummer: int, kommune: str) -> Statsmaaling | None:
    """One of the State's figures; ``None`` where there is none, or it is of another municipality than the one given."""
    with klare_fejl():
        fundne = Statsmaaling.objects.select_related("levering").defer("levering__raa").filter(pk=nummer)
        if kommune:
            fundne = fundne.filter(kommune=kommune)
        fundet: Statsmaaling | None = fundne.first()
        return fundet


def numre(kun: Q, noegler: Iterable[str]) -> dict[str, int]:
    """The citizens of these ids that may be seen. ``kun`` is the condition on citizens: ``omfang.q("pk")``."""
    with klare_fejl():
        return dict(Borger.objects.filter(kun, noegle__in=sorted(set(noegler))).values_list("noegle", "pk"))


def i_posten(gab: Gab, post: Post) -> list[Personlinje]:
    """The persons of one line of the account."""
    return [
        linje
        for linje in gab.personer
        if linje.trin is post.trin and (post.trin is not Trin.PERSONER or linje.grund.aarsag == post.aarsag)
    ]


def kun_synlige(gab: Gab, kendte: Iterable[str]) -> Gab:
    """The same account with the persons who may be seen, and no others; the numbers stay."""
    tilladte = set(kendte)
    return replace(gab, personer=tuple(li for li in gab.personer if li.forskel.noegle.borger_id in tilladte))
