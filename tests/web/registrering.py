"""What the tests of registering send, who sends it, and what stands afterwards."""

from __future__ import annotations

import datetime as dt
import re
from importlib import import_module
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import D

CVR = "10150817"
DAG = D(2026, 6, 1)
AS_SAMTALER = [
    {"borger_id": "A", "dato": D(2026, 6, 10), "slags": "jobsamtale", "status": "planlagt"},
    {"borger_id": "A", "dato": D(2022, 10, 5), "slags": "jobsamtale", "form": "fremmoede", "status": "afholdt"},
]
"""Of citizen A: one held long ago, and one planned for the week after the day."""


def siderne_er_paa(monkeypatch: pytest.MonkeyPatch, dag: dt.date) -> None:
    """The pages about a citizen are about this day until the test is over."""
    # A page first imported meanwhile would keep the day for every test after this one.
    import_module("rettidig.web.urls")
    for hvor in ("rettidig.web.borger.valg", "rettidig.web.registrer.aabning"):
        monkeypatch.setattr(f"{hvor}.sidens_dag", lambda: dag)


def sagsbehandler(navn: str = "anje") -> Any:
    return klient(bruger("sagsbehandler", navn=navn, teams=["T"], initialer=navn[:2].upper()))


def sti(slags: str, noegle: str = "A") -> str:
    return f"/borger/{noegle}/registrer/{slags}/"


SAMTALE = {"slags": "jobsamtale", "dato": "2026-06-01", "form": "fremmoede", "status": "afholdt", "part": "kommune"}
PRAKTIK = {
    "indsats": "virksomhedspraktik",
    "cvr": CVR,
    "fra": "2026-06-08",
    "til": "2026-07-05",
    "timer_pr_uge": "37",
    "bevilget": "2026-06-01",
    "f_tilbud__formaal": "Afprøve lagerarbejde",
    "f_tilbud__aftalt_af_alle": "ja",
    "f_arbejdsplads__ansatte": "12",
    "f_arbejdsplads__optaget": "0",
    "f_vitas__ansoegt": "2026-05-28",
    "f_vitas__afgjort": "2026-06-01",
    "f_vitas__godkendt": "ja",
    "intet_saerligt": "on",
}


def gemt(svar: Any) -> Any:
    assert svar.status_code == 302, re.findall(r"function-link[^>]*>([^<]*)", svar.content.decode())
    return svar.headers["Location"]


def staar(tabel: str, borger: str = "A") -> list[Any]:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens

    return borgerens(tabel, borger, kendt_nu())
