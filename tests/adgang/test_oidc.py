"""Logins by the municipality's own service: for known users alone, and only what the service has signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.adgang.udbyder import HEMMELIGHED, KLIENT, Udbyder, koerende

from rettidig.drift.fejl import DriftFejl
from rettidig.drift.loginstjenester import oprindelser, tjenester

LOGIN = "/konto/oidc/kommune/login/"
SOCIALE = ("socialaccount_socialaccount", "socialaccount_socialtoken")


@pytest.fixture
def udbyder(store: Path) -> Iterator[Udbyder]:
    """The service, and Rettidig told of it."""
    from django.core.cache import cache
    from django.test import override_settings

    with koerende() as en:
        miljoe = {
            "RETTIDIG_UDVIKLING": "1",
            "RETTIDIG_OIDC_ADRESSE": en.adresse,
            "RETTIDIG_OIDC_KLIENT": KLIENT,
            "RETTIDIG_OIDC_HEMMELIGHED": HEMMELIGHED,
            "RETTIDIG_OIDC_NAVN": "Prøvekommunens login",
            "RETTIDIG_OIDC_ROLLER": "grupper",
            "RETTIDIG_OIDC_ROLLEKORT": "job-sagsbehandlere=sagsbehandler, job-ledere=teamleder",
        }
        with override_settings(SOCIALACCOUNT_PROVIDERS=tjenester(miljoe)):
            cache.clear()
            yield en


def _log_ind(udbyder: Udbyder, k: Any = None, **paastande: Any) -> tuple[Any, Any]:
    k = k or klient()
    udbyder.paastande = {"preferred_username": "anna", "grupper": ["job-sagsbehandlere"]} | paastande
    svar = k.post(LOGIN)
    assert svar.status_code == 302
    til = urlsplit(svar.headers["Location"])
    tilbage = urlsplit(udbyder.giv_kode(parse_qs(til.query)))
    return k, k.get(f"{tilbage.path}?{tilbage.query}")


def test_a_known_user_comes_in_without_another_password_or_step(udbyder: Udbyder) -> None:
    bruger("sagsbehandler", navn="anna")
    assert "Prøvekommunens login" in klient().get("/konto/login/").content.decode()
    k, svar = _log_ind(udbyder)
    assert svar.headers["Location"] == "/"
    assert k.get("/").status_code == 200
    k, _ = _log_ind(udbyder)
    assert k.get("/").status_code == 200


def test_the_service_is_asked_for_with_a_proof_and_only_by_a_post(udbyder: Udbyder) -> None:
    spurgt = parse_qs(urlsplit(klient().post(LOGIN).headers["Location"]).query)
    assert spurgt["code_challenge_method"] == ["S256"]
    assert spurgt["client_id"] == [KLIENT]
    assert klient().get(LOGIN).status_code == 200, "a page that asks, and sends nobody on"


@pytest.mark.parametrize(
    "paastande",
    [
        {"preferred_username": "ukendt"},
        {"preferred_username": ""},
        {"preferred_username": None},
        {"preferred_username": ["anna", "bo"]},
        {"preferred_username": "ANNA"},
        {"preferred_username": "anna\x00"},
        {"preferred_username": {"$ne": 1}},
    ],
    ids=range(7),
)
def test_whoever_is_not_a_user_here_is_not_let_in_and_not_made_one(udbyder: Udbyder, paastande: dict[str, Any]) -> None:
    from rettidig.adgang.models import Bruger

    bruger("sagsbehandler", navn="anna")
    k, svar = _log_ind(udbyder, **paastande)
    assert svar.status_code == 403
    assert k.get("/").status_code == 302
    assert Bruger.objects.count() == 1


def test_a_user_who_is_shut_out_here_is_not_let_in_by_the_service(udbyder: Udbyder) -> None:
    bruger("sagsbehandler", navn="anna", is_active=False)
    assert _log_ind(udbyder)[1].status_code == 403


@pytest.mark.parametrize(
    "skaevt", ["fremmed_noegle", "ingen_underskrift", "udloebet", "anden_modtager", "anden_udsteder"]
)
def test_a_token_that_is_not_the_services_own_and_for_us_and_of_now_is_refused(udbyder: Udbyder, skaevt: str) -> None:
    bruger("sagsbehandler", navn="anna")
    udbyder.skaevt = skaevt
    k, svar = _log_ind(udbyder)
    assert svar.status_code in {200, 401, 403}
    assert "Login lykkedes ikke" in svar.content.decode()
    assert k.get("/").status_code == 302


def test_an_answer_nobody_asked_for_is_refused(udbyder: Udbyder) -> None:
    bruger("sagsbehandler", navn="anna")
    k = klient()
    til = parse_qs(urlsplit(klient().post(LOGIN).headers["Location"]).query)
    tilbage = urlsplit(udbyder.giv_kode(til))
    k.get(f"{tilbage.path}?{tilbage.query}")
    assert k.get("/").status_code == 302
    k.get(f"{LOGIN}callback/?code=x&state=y")
    assert k.get("/").status_code == 302


def test_the_roles_follow_the_groups_of_the_service_at_every_login(udbyder: Udbyder) -> None:
    from rettidig.adgang.models import Adgangshandling
    from rettidig.adgang.roller import glem_roller, roller

    en = bruger("controller", navn="anna")

    def nu() -> set[str]:
        glem_roller(en)
        return {r.value for r in roller(en)}

    _log_ind(udbyder, grupper=["job-sagsbehandlere", "noget-andet"])
    assert nu() == {"sagsbehandler"}
    _log_ind(udbyder, grupper="job-ledere")
    assert nu() == {"teamleder"}
    _log_ind(udbyder, grupper=["administrator"])
    assert nu() == set()
    assert Adgangshandling.objects.filter(slags="ret", hvem="system:Prøvekommunens login").count() == 3


def test_nothing_the_service_tells_of_a_person_is_kept(udbyder: Udbyder) -> None:
    from django.db import connection

    bruger("sagsbehandler", navn="anna")
    _log_ind(udbyder, name="Ægte Navn", cpr="0707614285", email="anna@privat.example")
    _log_ind(udbyder, name="Ægte Navn", cpr="0707614285", email="anna@privat.example")
    with connection.cursor() as markoer:
        for tabel in (
            "socialaccount_socialaccount",
            "account_emailaddress",
            "adgang_bruger",
            "socialaccount_socialtoken",
        ):
            markoer.execute(f"SELECT t::text FROM {tabel} t")
            indhold = str(markoer.fetchall())
            assert not any(ord_ in indhold for ord_ in ("Ægte", "0707614285", "privat")), tabel


def test_one_login_at_the_service_is_not_moved_to_another_user(udbyder: Udbyder) -> None:
    bruger("sagsbehandler", navn="anna")
    bruger("administrator", navn="bo")
    _log_ind(udbyder)
    assert _log_ind(udbyder, preferred_username="bo")[1].status_code == 403


@pytest.mark.parametrize(
    ("aendret", "ord_"),
    [
        ({"RETTIDIG_OIDC_KLIENT": ""}, "RETTIDIG_OIDC_KLIENT"),
        ({"RETTIDIG_OIDC_ADRESSE": "http://login.example"}, "https"),
        ({"RETTIDIG_OIDC_ADRESSE": "http://127.0.0.1:8"}, "https"),
        ({"RETTIDIG_OIDC_ROLLEKORT": "gruppe"}, "gruppe=rolle"),
        ({"RETTIDIG_OIDC_HEMMELIGHED": "/findes/ikke"}, "RETTIDIG_OIDC_HEMMELIGHED"),
        ({"RETTIDIG_SAML_UDSTEDER": "x"}, "RETTIDIG_SAML_LOGIN"),
    ],
    ids=range(6),
)
def test_a_service_half_named_or_unsafe_stops_the_start_with_a_sentence(aendret: dict[str, str], ord_: str) -> None:
    miljoe = {
        "RETTIDIG_OIDC_ADRESSE": "https://login.example",
        "RETTIDIG_OIDC_KLIENT": "a",
        "RETTIDIG_OIDC_HEMMELIGHED": "b",
    }
    assert oprindelser(miljoe) == ["https://login.example"]
    tjenester(miljoe)
    with pytest.raises(DriftFejl, match=ord_):
        tjenester(miljoe | aendret)
