"""What the controllers have found about readings: the latest finding of each."""

from __future__ import annotations

from collections.abc import Iterable

from rettidig.adgang.models import Stikproevefund


def seneste_fund(laeste: Iterable[int]) -> dict[int, Stikproevefund]:
    """The latest finding about each reading of a citizen, by its number; those nobody has judged are not there."""
    fund = Stikproevefund.objects.filter(laesning__in=list(laeste)).order_by("laesning", "-pk").distinct("laesning")
    return {et.laesning_id: et for et in fund}
