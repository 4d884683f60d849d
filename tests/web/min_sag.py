"""A citizen with a case of their own, and the day their page is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger
from tests.sager.udtraek import lille, ydelse

D = dt.date
DAG = D(2023, 5, 30)
"""A Tuesday after the reform of 22 March 2023."""


def samtale(dato: dt.date, status: str = "planlagt", form: str | None = "fremmoede", **andet: Any) -> dict[str, Any]:
    fast = {"borger_id": "A", "dato": dato, "slags": "jobsamtale", "form": form, "status": status}
    return fast | andet


HELE_SAGEN: dict[str, list[dict[str, Any]]] = {
    "ydelser": [ydelse(), ydelse(borger="B")],
    "samtaler": [
        samtale(D(2022, 10, 7), "afholdt"),
        samtale(D(2023, 2, 7), "afholdt"),
        samtale(D(2023, 6, 6)),
        samtale(D(2023, 9, 5), form=None),
        samtale(D(2023, 6, 1), form="video", borger_id="B"),
    ],
    "indsatser": [
        {
            "borger_id": "A",
            "indsats": "virksomhedspraktik",
            "fra": D(2023, 5, 15),
            "til": D(2023, 8, 15),
            "timer_pr_uge": 300_000,
            "leverandoer": "Gartneriet Lillevang",
        }
    ],
    "undtagelser": [
        {"borger_id": "A", "regel": "lab.deltagelse.75", "dato": D(2023, 5, 1), "begrundelse": "Om en nabo"}
    ],
    "haendelser": [{"borger_id": "A", "haendelse": "vejledning_givet", "dato": D(2022, 10, 7), "vaerdi": "=1+1"}],
}


def med_sag(monkeypatch: pytest.MonkeyPatch, dag: dt.date = DAG, **tabeller: list[dict[str, Any]]) -> Any:
    """The user who is citizen A, whose page is about a fixed day."""
    from rettidig.sager.models import Borger
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.web.views import mit

    monkeypatch.setattr(mit, "sidens_dag", lambda: dag)
    indlaes(lille(**(tabeller or HELE_SAGEN)), kilde="proeve", hvem="proeve")
    return bruger("borger", navn="berit", kommune="766", borger=Borger.objects.get(noegle="A"))
