"""A small town with figures kept, for the tests of the pages about them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

DAG = dt.date(2023, 6, 15)
MAANED = dt.date(2023, 5, 31)
FM1, FM2 = "lob.fokusmaal.1", "lob.fokusmaal.2"


def byens_mappe(mappe: Path, borgere: int = 400) -> Path:
    """The town as extracts, in a folder."""
    from rettidig.demo import lav_demo

    ud = mappe / "kommune"
    lav_demo(borgere, "766", dt.date(2021, 6, 1), dt.date(2023, 12, 31), ud, 7)
    return ud


def indlaes_byen(ud: Path) -> None:
    """Read it into the store, and work the figures out."""
    from rettidig.forloeb import laes_datasaet
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    indlaes(laes_datasaet(ud), "fagsystem", hvem="proeve")
    koer(DAG)


def teams() -> list[str]:
    """The teams of the town."""
    from rettidig.sager.models import Borgeroplysning

    fundne: Any = Borgeroplysning.objects.exclude(team=None).values_list("team", flat=True).distinct()
    return sorted(str(team) for team in fundne)
