"""What is ready for other systems, on the page: in one's own scope, handed out once, and noted as read."""

from __future__ import annotations

import io
import zipfile
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from tests.adgang.borgere import kontor
from tests.adgang.proevebrugere import bruger, klient

pytestmark = pytest.mark.usefixtures("store")
SAMTALE = {"dato": "2023-02-01", "slags": "jobsamtale", "status": "afholdt", "form": "fremmoede"}


@pytest.fixture
def forberedt() -> dict[str, int]:
    """A talk prepared for a citizen of each of two teams; the numbers of the facts."""
    from rettidig.sager.services.udfoersel import forbered

    kontor(KAT="A", HUND="B")
    return {
        noegle: forbered("samtaler", {"borger_id": noegle, **SAMTALE}, hvem="Bo", hvorfor="aftalt", modtager="SYDNET")
        for noegle in ("KAT", "HUND")
    }


def vist(svar: Any) -> str:
    return unescape(svar.content.decode())


def tilstande() -> dict[str, str]:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.udfoersel import udfoersler

    return {u.borger: u.tilstand for u in udfoersler(kendt_nu())}


def test_a_list_is_of_ones_own_citizens_and_each_reading_is_noted(forberedt: dict[str, int]) -> None:
    from rettidig.adgang.models import Laesning

    side = vist(klient(bruger("sagsbehandler", teams=["A"])).get(reverse("udfoersel")))
    assert "KAT" in side
    assert "HUND" not in side
    assert list(Laesning.objects.values_list("hvad", "antal")) == [("liste.udfoersel", 1)]
    alle = vist(klient(bruger("controller")).get(reverse("udfoersel")))
    assert "HUND" in alle
    assert reverse("udfoersel_send") not in alle
    assert klient(bruger("politiker")).get(reverse("udfoersel")).status_code == 403


def test_what_is_handed_out_is_marked_as_sent_and_nothing_of_others(forberedt: dict[str, int]) -> None:
    k = klient(bruger("sagsbehandler", teams=["A"]))
    fil = k.post(reverse("udfoersel_send"), {"modtager": "SYDNET"})
    with zipfile.ZipFile(io.BytesIO(fil.content)) as bog:
        ark = b"".join(bog.read(navn) for navn in bog.namelist())
    assert b"KAT" in ark
    assert b"HUND" not in ark
    assert tilstande() == {"KAT": "sendt", "HUND": "forberedt"}
    igen = k.post(reverse("udfoersel_send"), {"modtager": "SYDNET"})
    assert igen.status_code == 422
    assert klient(bruger("controller")).post(reverse("udfoersel_send"), {"modtager": "SYDNET"}).status_code == 403


def test_fetching_the_list_marks_nothing(forberedt: dict[str, int]) -> None:
    k = klient(bruger("fagleder"))
    assert k.get(reverse("udfoersel_hent"), {"modtager": "SYDNET"}).status_code == 200
    assert set(tilstande().values()) == {"forberedt"}
    assert k.get(reverse("udfoersel_hent"), {"modtager": "andet"}).status_code == 404


def test_what_has_not_come_back_is_taken_back_with_a_reason_by_those_whose_citizen_it_is(
    forberedt: dict[str, int],
) -> None:
    k = klient(bruger("sagsbehandler", teams=["A"]))
    assert k.post(reverse("udfoersel_traek", args=[forberedt["HUND"]]), {"hvorfor": "x"}).status_code == 404
    assert k.post(reverse("udfoersel_traek", args=[forberedt["KAT"]]), {"hvorfor": " "}).status_code == 422
    assert k.post(reverse("udfoersel_traek", args=[forberedt["KAT"]]), {"hvorfor": "aflyst"}).status_code == 302
    assert tilstande() == {"KAT": "trukket_tilbage", "HUND": "forberedt"}


def test_the_list_is_filtered_by_links_and_costs_no_more_for_more_of_them() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rettidig.sager.services.udfoersel import forbered

    kontor(**{f"A{nr}": "A" for nr in range(12)})
    k, maalt = klient(bruger("controller")), []
    k.get(reverse("udfoersel"))
    for fra, til in ((0, 2), (2, 12)):
        for nr in range(fra, til):
            forbered("samtaler", {"borger_id": f"A{nr}", **SAMTALE}, hvem="Bo", hvorfor="aftalt", modtager=f"S{nr % 2}")
        with CaptureQueriesContext(
            connection,
        ) as talt:
            side = vist(k.get(reverse("udfoersel"), {"modtager": "S1", "tilstand": "forberedt"}))
        maalt.append(len(talt))
    assert "A11" in side
    assert "A10" not in side
    assert maalt[0] == maalt[1], maalt
