"""What the controllers have found about readings, the latest of each, and concluded of whole samples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rettidig.adgang.models import Stikproevefund, Stikproevekonklusion


def seneste_fund(laeste: Iterable[int]) -> dict[int, Stikproevefund]:
    """The latest finding about each reading of a citizen, by its number; those nobody has judged are not there."""
    fund = Stikproevefund.objects.filter(laesning__in=list(laeste)).order_by("laesning", "-pk").distinct("laesning")
    return {et.laesning_id: et for et in fund}


def konklusioner(*, froe: int, fra: dt.date, til: dt.date, antal: int) -> list[Stikproevekonklusion]:
    """What has been concluded of a sample, the latest first."""
    return list(Stikproevekonklusion.objects.filter(froe=froe, fra=fra, til=til, antal=antal).order_by("-pk"))
