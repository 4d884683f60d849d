"""A small town with figures kept, for the tests of the pages about them."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
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


def tavlen(indhold: str, nummer: int = 1) -> dict[str, list[tuple[int, int]]]:
    """Every line of a table of figures (the first): its name, and numerator and denominator by rule set."""
    tabel = indhold.split('class="rt-tabel rt-tavle"')[nummer].split("</tbody>", maxsplit=1)[0]
    linjer = {}
    for raekke in re.findall(r"<tr[^>]*>(.*?)</tr>", tabel, re.DOTALL)[1:]:
        navn = unescape(re.search(r'<th scope="row">(.*?)</th>', raekke).group(1))  # type: ignore[union-attr]
        tal = re.findall(r"([\d.]+) af ([\d.]+)", raekke)
        linjer[navn] = [(int(t.replace(".", "")), int(n.replace(".", ""))) for t, n in tal]
    return linjer
