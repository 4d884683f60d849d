"""A small office for the tests of start pages and lists: two teams, worked out for a day."""

from __future__ import annotations

import datetime as dt

from tests.adgang.proevebrugere import bruger
from tests.sager.udtraek import lille, ydelse

D = dt.date
DAG = D(2023, 6, 15)
CVR = "88146328"


def kontoret(antal: int = 4) -> None:
    """A and B in team Nord, C and D in team Syd, and as many more overdue citizens in Nord as make ``antal``."""
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    hold = {"A": "Nord", "B": "Nord", "C": "Syd", "D": "Syd"} | {f"N{nr}": "Nord" for nr in range(antal - 4)}
    borgere = [
        {"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "766", "team": t, "sagsbehandler": "ABC"}
        for b, t in hold.items()
    ]
    flere = [ydelse(borger=b) for b in hold if b not in "ABCD"]
    gamle = [ydelse(borger=b, fra=D(2022, 1, 3)) for b in "CD"]
    indlaes(
        lille(
            borgere=borgere,
            ydelser=[ydelse(), ydelse(borger="B", fra=D(2023, 6, 12)), *gamle, *flere],
            fritagelser=[{"borger_id": "C", "grund": "barsel", "fra": D(2023, 3, 1), "til": D(2023, 7, 1)}],
            indsatser=[
                {
                    "borger_id": "D",
                    "indsats": "virksomhedspraktik",
                    "fra": D(2023, 5, 1),
                    "til": D(2023, 6, 26),
                    "cvr": CVR,
                }
            ],
            samtaler=[
                {"borger_id": "A", "dato": D(2022, 10, 5), "slags": "jobsamtale", "status": "afholdt"},
                {"borger_id": "B", "dato": DAG, "slags": "jobsamtale", "status": "planlagt"},
            ],
        ),
        kilde="proeve",
        hvem="proeve",
    )
    koer(DAG)


__all__ = ["CVR", "DAG", "bruger", "kontoret"]
