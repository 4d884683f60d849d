"""The store several tests of the pages begin from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sager.udtraek import D, lille, ydelse
from tests.web.registrering import AS_SAMTALER, DAG, siderne_er_paa


@pytest.fixture
def borger_a(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A on cash benefit since 2022 with a planned talk, S on sickness benefit: both of team T; B of another."""
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    borgere = [{"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "766", "team": "T"} for b in "ABS"]
    borgere[1]["team"] = "U"
    syg = {"borger_id": "S", "ydelse": "sygedagpenge", "fra": D(2026, 4, 1), "til": None}
    indlaes(
        lille(
            borgere=borgere,
            ydelser=[ydelse(), syg],
            samtaler=AS_SAMTALER,
        ),
        "fagsystem",
        hvem="nat",
    )
    koer(DAG)
    siderne_er_paa(monkeypatch, DAG)
