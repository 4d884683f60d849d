"""Nobody is answered without a key that is worth something, for what the key is for, and not too often."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.api.conftest import FORMAAL, Kalder, om_en_maaned

PR = "2023-05-31"


def alle_kald() -> list[tuple[str, str, list[str]]]:
    """Every call of the description: its method, an address, and the scopes that open it."""
    return [
        ("GET", f"frister?pr={PR}", ["laes:frister"]),
        ("GET", f"opfyld?pr={PR}", ["laes:frister"]),
        ("GET", f"fund?pr={PR}", ["laes:frister"]),
        ("GET", "maaleperioder?fra=2023-01-31&til=2023-06-30", ["laes:frister"]),
        ("GET", "refusion?fra=2023-01-02&til=2023-02-05", ["laes:refusion"]),
        ("GET", f"forklar?pr={PR}&borger=E1", ["laes:borger"]),
        ("GET", f"maalinger?pr={PR}", ["laes:tal"]),
        ("GET", "tilsyn?aar=2023&ydelsesgrad=5.1&forventet=4.9", ["laes:tal"]),
        ("GET", "tjek", ["laes:drift"]),
        ("POST", "indlaesninger", ["indlaes"]),
        ("GET", f"indlaesninger/{'a' * 22}", ["indlaes"]),
        ("POST", f"indlaesninger/{'a' * 22}/bekraeft", ["indlaes"]),
        ("DELETE", f"indlaesninger/{'a' * 22}", ["indlaes"]),
        ("GET", "status", []),
    ]


def problem(svar: Any, status: int) -> dict[str, Any]:
    """The problem an answer is; it has the form of one, and one sentence."""
    assert svar.status == status, svar.indhold
    assert svar.hoveder["Content-Type"] == "application/problem+json"
    assert "no-store" in svar.hoveder["Cache-Control"]
    objekt = svar.objekt
    assert set(objekt) == {"type", "title", "status", "detail"}
    assert objekt["status"] == status
    assert "\n" not in objekt["detail"]
    return dict(objekt)


def test_the_list_of_calls_here_is_that_of_the_description(store: Path) -> None:
    skema = Kalder()("openapi.json").objekt
    beskrevne = {(m.upper(), sti) for sti, metoder in skema["paths"].items() for m in metoder}
    kendte = {(m, "/api/v1/" + sti.partition("?")[0].replace("a" * 22, "{id}")) for m, sti, _ in alle_kald()}
    assert beskrevne == kendte
    assert all(led["security"] for metoder in skema["paths"].values() for led in metoder.values())


@pytest.mark.parametrize(("metode", "adresse", "scopes"), alle_kald(), ids=lambda led: str(led)[:30])
def test_no_call_is_answered_without_a_key_or_with_one_for_something_else(
    system: Callable[..., Kalder], metode: str, adresse: str, scopes: list[str]
) -> None:
    for forkert in (None, "", "rt_", "rt_aaaaaaaaaaaa_" + "a" * 43, "x" * 5000, "æ"):
        svar = Kalder(forkert)(adresse, metode, **FORMAAL)
        problem(svar, 401)
        assert svar.hoveder["WWW-Authenticate"].startswith("Bearer")
    if scopes:
        alle = {"laes:frister", "laes:refusion", "laes:borger", "laes:tal", "laes:drift", "indlaes"}
        svar = system(*sorted(alle - set(scopes)))(adresse, metode, **FORMAAL)
        assert scopes[0] in problem(svar, 403)["detail"]
    assert system(*scopes)(adresse, metode, **FORMAAL).status not in {401, 403}


def test_a_key_is_worth_nothing_when_it_has_expired_or_been_taken_back_or_renewed(
    system: Callable[..., Kalder],
) -> None:
    from rettidig.api.models import System
    from rettidig.api.services import systemer

    kald = system("laes:tal", navn="fagsystem")
    assert kald("status").status == 200
    System.objects.filter(navn="fagsystem").update(udloeber=dt.datetime.now(dt.UTC))
    problem(kald("status"), 401)
    ny = Kalder(systemer.forny("fagsystem", om_en_maaned(), hvem="Bo"))
    problem(kald("status"), 401)
    assert ny("status").objekt["system"] == "fagsystem"
    systemer.tilbagekald("fagsystem", hvem="Bo")
    problem(ny("status"), 401)


def test_the_key_itself_is_nowhere_in_the_store_and_its_use_is_noted(system: Callable[..., Kalder]) -> None:
    from django.db import connection

    from rettidig.adgang.models import Adgangshandling
    from rettidig.api.models import System

    kald = system("laes:tal", navn="bi")
    assert System.objects.get(navn="bi").sidst_brugt is None
    kald("status")
    assert System.objects.get(navn="bi").sidst_brugt is not None
    assert kald.noegle is not None
    # The secret may hold the sign that parts the key.
    hemmelig = kald.noegle.split("_", 2)[2]
    with connection.cursor() as markoer:
        markoer.execute("SELECT string_agg(s::text, '') FROM api_system s")
        assert hemmelig not in markoer.fetchone()[0]
    oprettet = Adgangshandling.objects.get()
    assert (oprettet.slags, oprettet.hvem, oprettet.detaljer["system"]) == ("system_oprettet", "proeve", "bi")


def test_a_key_for_some_teams_is_never_for_what_concerns_all(store: Path) -> None:
    from rettidig.api.fejl import ApiFejl
    from rettidig.api.services.systemer import opret

    def lav(navn: str, *scopes: str, dage: int = 10, **andet: Any) -> None:
        opret(navn, scopes, dt.datetime.now(dt.UTC) + dt.timedelta(days=dage), hvem="Bo", **andet)

    for kode, forkert in (
        ("scope_for_alle", lambda: lav("bi", "laes:tal", teams=("Nord",))),
        ("scope_for_alle", lambda: lav("bi", "indlaes", kommune="766")),
        ("scope", lambda: lav("bi", "laes:alt")),
        ("scope", lambda: lav("bi")),
        ("navn", lambda: lav("Bi System", "laes:tal")),
        ("udloeb", lambda: lav("bi", "laes:tal", dage=400)),
        ("udloeb", lambda: lav("bi", "laes:tal", dage=-1)),
        ("afgraensning", lambda: lav("bi", "laes:frister", kommune="by")),
    ):
        with pytest.raises(ApiFejl) as fejl:
            forkert()
        assert fejl.value.kode == kode
    lav("bi", "laes:tal")
    with pytest.raises(ApiFejl) as fejl:
        lav("bi", "laes:tal")
    assert fejl.value.kode == "findes_allerede"


def test_who_calls_too_often_waits(kald: Kalder, monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.api import vagt

    tid = [0.0]
    monkeypatch.setattr(vagt, "kald", vagt.Taeller(3, lambda: tid[0]))
    monkeypatch.setattr(vagt, "fejlede", vagt.Taeller(2, lambda: tid[0]))
    assert [kald("status").status for _ in range(4)] == [200, 200, 200, 429]
    svar = kald("status")
    assert problem(svar, 429)["detail"]
    assert svar.hoveder["Retry-After"] == "60"
    tid[0] = 60.0
    assert kald("status").status == 200
    fremmed = Kalder("rt_gaet")
    assert [fremmed("status").status for _ in range(4)] == [401, 401, 429, 429]
    assert kald("status").status == 200, "somebody who guesses shuts nobody else out, also where all share an address"


def test_what_is_wrong_is_a_problem_also_before_the_interface_is_reached(kald: Kalder) -> None:
    problem(kald("findes-ikke"), 404)
    problem(kald(f"frister?pr={PR}", "POST"), 405)
    problem(kald(f"frister?pr={PR}&borger=%00", **FORMAAL), 400)
    problem(kald(f"frister?pr={PR}&borger={'x' * 5000}", **FORMAAL), 400)


UMULIGE = [
    "frister",
    "frister?pr=i-gaar",
    "frister?pr=2023-02-30",
    "frister?pr=0001-01-01",
    "frister?pr=9999-12-31",
    f"frister?pr={PR}&pr={PR}",
    f"frister?pr={PR}&hemmelig=VAERDI",
    f"frister?pr={PR}&regel=VAERDI",
    f"frister?pr={PR}&regel=lab.104.vaerdi",
    f"frister?pr={PR}&valg=vaerdi",
    f"frister?pr={PR}&valg=vaerdi=ja",
    f"frister?pr={PR}&lokalt=vaerdi",
    f"frister?pr={PR}&lokalt=../../vaerdi.yaml",
    f"frister?pr={PR}&kendt_pr=vaerdi",
    f"frister?pr={PR}&kendt_pr=2023-02-30",
    f"frister?pr={PR}&format=vaerdi",
    f"frister?pr={PR}&alle_regler=vaerdi",
    f"frister?pr={PR}&alle_regler=1&regel=lab.102.foerste_tilbud",
    "maalinger",
    "maalinger?pr=2023-05-30",
    f"maalinger?pr={PR}&aar=2023",
    "maalinger?aar=vaerdi",
    "maalinger?aar=0000",
    "maalinger?aar=2023&regelsaet=vaerdi",
    "refusion?fra=2023-05-31&til=2023-01-01",
    "refusion?fra=1999-01-01&til=2023-01-01",
    "tilsyn?aar=2023&ydelsesgrad=vaerdi&forventet=1",
    "tilsyn?aar=2023&ydelsesgrad=-1&forventet=1",
    "forklar?pr=2023-05-31",
]


def test_a_question_that_cannot_be_answered_is_one_sentence_without_what_was_sent(kald: Kalder) -> None:
    for adresse in UMULIGE:
        dansk = problem(kald(adresse, **FORMAAL), 422)
        assert "vaerdi" not in json.dumps(dansk).replace("navn=vaerdi", "").casefold(), adresse
        engelsk = problem(kald(adresse, **FORMAAL, **{"Accept-Language": "en-GB,en;q=0.9,da;q=0.1"}), 422)
        assert (dansk["type"], dansk["status"]) == (engelsk["type"], engelsk["status"])
        assert dansk["title"] != engelsk["title"]
        assert dansk["detail"] != engelsk["detail"], adresse


def test_a_cpr_number_is_refused_wherever_it_is_written_and_never_said_again(kald: Kalder) -> None:
    for skrevet in ("010180-0000", "0101800000", "610180%200000", "x010180-0000y"):
        for adresse in (
            f"frister?pr={PR}&borger={skrevet}",
            f"forklar?pr={PR}&borger={skrevet}",
            f"frister?pr={PR}&{skrevet}=1",
            f"frister?pr={PR}&regel={skrevet}",
            f"indlaesninger/{skrevet}",
            f"{skrevet}",
        ):
            svar = kald(adresse, **FORMAAL)
            assert svar.status in {404, 422}
            assert b"0180" not in svar.indhold
            assert not any("0180" in str(v) for v in svar.hoveder.values())


ONDT = (
    "' OR 1=1 --",
    "E1'; DROP TABLE sager_borger; --",
    "%",
    "E_",
    "{{7*7}}",
    "${jndi:x}",
    "../../etc/passwd",
    "\u202eE1",
)


def test_what_is_written_to_be_taken_for_something_else_finds_nobody(kald: Kalder) -> None:
    for ondt in ONDT:
        for adresse in (f"frister?pr={PR}&borger={quote(ondt)}", f"forklar?pr={PR}&borger={quote(ondt)}"):
            svar = kald(adresse, **FORMAAL)
            problem(svar, 404)
            assert ondt == "%" or ondt.encode() not in svar.indhold
    assert kald(f"frister?pr={PR}", **FORMAAL).status == 200
