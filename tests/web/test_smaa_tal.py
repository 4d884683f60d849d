"""What a politician may not see is not found from another page: not by taking the parts from all of the store."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import lille, ydelse

pytestmark = pytest.mark.usefixtures("store")
DAG = dt.date(2023, 6, 15)


def to_kommuner(**antal: int) -> None:
    """So many citizens measured in each municipality, named ``k766=3``."""
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    alle = [(f"{kommune[1:]}-{nr}", kommune[1:]) for kommune, tal in antal.items() for nr in range(tal)]
    borgere = [{"borger_id": b, "foedselsdato": dt.date(1980, 1, 1), "kommune": k} for b, k in alle]
    ydelser = [ydelse(borger=b, fra=dt.date(2021, 1, 4)) for b, _ in alle]
    indlaes(lille(borgere=borgere, ydelser=ydelser), kilde="proeve", hvem="proeve")
    koer(DAG)


def start(kommune: str = "") -> str:
    en = bruger("politiker", navn=f"politiker{kommune}", kommune=kommune)
    return str(klient(en).get("/").content.decode().split("<main", 1)[1])


def kommunens(kommune: str) -> str:
    return str(klient(bruger("politiker", navn=f"se{kommune}")).get("/tal/", {"kommune": kommune}).content.decode())


def test_all_of_the_store_is_not_given_where_it_would_give_the_municipality_kept_back() -> None:
    to_kommuner(k101=30, k766=3)
    assert "vises ikke" in kommunens("766")
    assert "vises ikke" not in kommunens("101").split("<table", 1)[1].split("</table>")[0]
    helheden = start()
    assert "færre end 5 personer" in helheden
    assert "%" not in helheden.split("<section", 1)[1].split('class="font-lead"')[0]
    assert "font-lead" not in helheden
    # Somebody of the large municipality alone is given its own figure as before.
    assert "font-lead" in start("101")


def test_all_of_the_store_is_given_where_no_municipality_is_kept_back() -> None:
    to_kommuner(k101=30, k766=8)
    assert "font-lead" in start()


def test_a_store_of_one_municipality_is_not_held_back_by_itself() -> None:
    to_kommuner(k766=8)
    assert "font-lead" in start()
