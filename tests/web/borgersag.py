"""Two citizens in two teams for the tests of the citizen's page: one with something of everything, one kept out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.sager.udtraek import lille, ydelse

D = dt.date
DAG = D(2023, 6, 15)
PR = {"pr": "2023-06-15"}
HVEM = {"hvem": "nordlys", "hvorfor": "Oplyst i dagens samtale"}
LANGT = "Sagsbehandler-med-et-usædvanligt-langt-efternavn-Christoffersen-Bjerregaard-Nørremølle"


def samtale(dag: dt.date, status: str = "afholdt", form: str = "fremmoede", borger: str = "A") -> dict[str, Any]:
    """A talk with the municipality."""
    fast = {"slags": "jobsamtale", "part": "kommune"}
    return {"borger_id": borger, "dato": dag, "status": status, "form": form, **fast}


def sagen(*samtaler: dict[str, Any], hold: str | None = "Nord", leder: str | None = "ABC") -> None:
    """Read them in: A in ``hold``, B in Syd."""
    from rettidig.sager.services.indlaesning import indlaes

    fast = {"foedselsdato": D(1980, 1, 1), "kommune": "766"}
    indlaes(
        lille(
            borgere=[
                {"borger_id": "A", "team": hold, "sagsbehandler": leder, **fast},
                {"borger_id": "B", "team": "Syd", "sagsbehandler": "XYZ", **fast},
            ],
            ydelser=[ydelse(), ydelse(borger="B", fra=D(2022, 12, 24))],
            indsatser=[
                {
                    "borger_id": "A",
                    "indsats": "virksomhedspraktik",
                    "fra": D(2023, 5, 1),
                    "til": D(2023, 6, 26),
                    "indsats_id": "A-77",
                    "timer_pr_uge": 200_000,
                    "leverandoer": "=Formel og Søn",
                    "cvr": "10000000",
                },
                {
                    "borger_id": "B",
                    "indsats": "mentor",
                    "fra": D(2023, 2, 3),
                    "til": D(2023, 2, 4),
                    "leverandoer": "Hemmelige Bager",
                    "cvr": "20000000",
                },
            ],
            samtaler=[
                samtale(D(2022, 10, 5)),
                samtale(D(2022, 12, 1), form="telefon"),
                samtale(D(2023, 1, 9), "udeblevet"),
                samtale(D(2023, 6, 20), "planlagt"),
                *samtaler,
                samtale(D(2023, 4, 7), form="brev", borger="B"),
            ],
            fritagelser=[{"borger_id": "A", "grund": "sygdom", "fra": D(2023, 3, 1), "til": D(2023, 3, 15)}],
            loentimer=[{"borger_id": "A", "maaned": D(2023, 4, 1), "timer": 125_000, "cvr": "10000000"}],
            haendelser=[
                {"borger_id": "B", "haendelse": "vejledning_givet", "dato": D(2023, 1, 1), "vaerdi": "Hemmeligt"}
            ],
        ),
        kilde="Fagsystem",
        hvem="natten",
    )


def borger(noegle: str = "A") -> Any:
    """The citizen in the store."""
    from rettidig.sager.models import Borger

    return Borger.objects.get(noegle=noegle)


def laest(noegle: str = "A") -> list[tuple[str, str, str]]:
    """Every reading written down: by whom, for what, what."""
    from rettidig.adgang.models import LaestBorger

    fundne = LaestBorger.objects.filter(borger__noegle=noegle).order_by("pk").select_related("laesning")
    return [(f.laesning.hvem, f.laesning.formaal, f.laesning.hvad) for f in fundne]
