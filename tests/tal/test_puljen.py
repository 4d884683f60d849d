"""The pool of the 75 % measure opened: each with the day six months are passed, and what is had or lacking."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q
from tests.sager.udtraek import lille, ydelse

pytestmark = pytest.mark.usefixtures("store")
D = dt.date
JULI = D(2026, 7, 31)
MAALING = "lab.deltagelse.75"


def _pulje(dag: dt.date = D(2026, 7, 1)) -> dict[str, tuple[str, str]]:
    """Status and reason of everybody in the July pool, by id."""
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.selectors.bag_tallet import grunde, grupper, i_gruppen
    from rettidig.tal.services.koersel import koer

    fra = D(2026, 1, 5)
    samtaler = [
        {"borger_id": borger, "dato": dato, "slags": "jobsamtale", "form": "fremmoede", "status": "afholdt"}
        for borger in "AC"
        for dato in (D(2026, 1, 8), D(2026, 3, 2), D(2026, 4, 13), D(2026, 6, 1))
    ]
    data = lille(
        borgere=[{"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "766"} for b in "ABCDE"],
        ydelser=[ydelse(borger=b, fra=fra) for b in "ABC"]
        + [ydelse(borger="D", fra=D(2025, 12, 5)), ydelse(borger="E")],
        samtaler=samtaler,
        indsatser=[
            {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": D(2026, 4, 6), "til": D(2026, 5, 4)},
        ],
        undtagelser=[
            {"borger_id": "C", "regel": MAALING, "dato": D(2026, 6, 15), "begrundelse": "Hvad ingen liste skal vise"}
        ],
    )
    indlaes(data, "fagsystem", hvem="proeve")
    koer(dag)
    fundne: dict[str, tuple[str, str]] = {}
    for gruppe in grupper(Q(), JULI, MAALING, "gaeldende"):
        raekker: list[Any] = i_gruppen(Q(), JULI, MAALING, "gaeldende", gruppe.status).raekker
        sagt = grunde(raekker, JULI, MAALING, "gaeldende")
        assert {(r["borger_id"], r["ydelse"]) for r in raekker} == set(sagt)
        assert {r["forloeb_start"] for r in raekker} == {D(2026, 7, 5)}
        fundne |= {r["noegle"]: (gruppe.status, sagt[r["borger_id"], r["ydelse"]]) for r in raekker}
    return fundne


def test_only_those_who_pass_six_months_in_the_month_are_in_it_each_with_what_is_had_or_lacking() -> None:
    pulje = _pulje()
    assert {noegle: status for noegle, (status, _) in pulje.items()} == {
        "A": "faaet",
        "B": "ikke_faaet",
        "C": "undtaget",
    }
    a, b, c = (pulje[noegle][1] for noegle in "ABC")
    assert "Første tilbud efter seks måneder: opfyldt 6. april 2026 (LAB § 102" in a
    assert "Fire samtaler i de første seks måneder: opfyldt 1. juni 2026 (LAB § 31" in a
    assert "mangler" not in a
    assert b.count("mangler") == 2
    assert "Første tilbud efter seks måneder: mangler" in b
    assert c.startswith("Undtaget efter konkret vurdering 15. juni 2026.")
    assert "ingen liste" not in c


def test_in_a_month_the_rule_does_not_apply_to_nobody_has_a_reason(store: Path) -> None:
    from rettidig.tal.selectors.puljen import puljegrunde

    _pulje()
    assert puljegrunde([{"borger_id": 1, "ydelse": "kontanthjaelp", "forloeb_start": JULI}], D(2026, 6, 30)) == {}
    assert puljegrunde([], JULI) == {}
