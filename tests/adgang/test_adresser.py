"""Every address there is, as every role and as nobody: what the view asks is what is given, nothing goes unasked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient

from rettidig.adgang.krav import Krav, aaben_for_alle, kraever, krav_til, vogt_api
from rettidig.adgang.roller import Ret, Rolle, rolleregler


@dataclass(frozen=True)
class Adresse:
    """One address with something in each of its gaps."""

    sti: str
    navn: str | None
    view: Any
    huller: tuple[str, ...]

    @property
    def krav(self) -> Krav | None:
        return krav_til(self.view, self.navn)


_FYLD = {"int": "999999", "uuid": "0" * 32} | dict.fromkeys(("str", "slug", "path", "noegle"), "findes-ikke")


def adresser(fyld: str | None = None) -> Iterator[Adresse]:
    """Walk the resolver; gaps that take text are filled with ``fyld`` where it is given."""
    from django.urls import get_resolver

    def gaa(moenstre: Any, foran: list[Any]) -> Iterator[Adresse]:
        for moenster in moenstre:
            if hasattr(moenster, "url_patterns"):
                yield from gaa(moenster.url_patterns, [*foran, moenster.pattern])
            else:
                yield _adresse([*foran, moenster.pattern], moenster, fyld)

    yield from gaa(get_resolver().url_patterns, [])


def _adresse(moenstre: list[Any], endelse: Any, fyld: str | None) -> Adresse:
    from django.utils.regex_helper import normalize

    sti, huller = "/", []
    for moenster in moenstre:
        if hasattr(moenster, "_route"):
            del_ = moenster._route
            assert del_.count("<") == len(moenster.converters)
            for navn, konverter in moenster.converters.items():
                slags = type(konverter).__name__.removesuffix("Converter").lower().replace("string", "str")
                tekst = slags in {"str", "path", "noegle"}
                huller += [navn] if tekst else []
                for mulig in (f"<{slags}:{navn}>", f"<{navn}>"):
                    del_ = del_.replace(mulig, fyld if tekst and fyld is not None else _FYLD[slags])
            sti += del_
        else:
            form, navne = normalize(moenster._regex.removeprefix("^").removesuffix("$"))[0]
            huller += navne
            sti += form % dict.fromkeys(navne, fyld if fyld is not None else "1")
    return Adresse(sti, endelse.name, endelse.callback, tuple(huller))


@pytest.fixture(autouse=True)
def uden_log() -> Iterator[None]:
    """Thousands of refusals are not written out one by one."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def alle(store: Path) -> list[Adresse]:
    """Every address, filled with what is not there."""
    return list(adresser())


# What the login library and Django bring along and nobody may use.
UDEN_ADGANG = {
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_confirm_login_code",
    "account_confirm_email",
    "mfa_deactivate_totp",
    "socialaccount_signup",
    "socialaccount_connections",
    "saml_sls",
    None,
}


def test_every_address_says_what_it_asks_or_is_known_to_be_shut(alle: list[Adresse]) -> None:
    glemte = {
        adresse.navn or adresse.sti
        for adresse in alle
        if adresse.krav is None
        and not (adresse.view.__module__.startswith(("allauth.", "django.")) and adresse.navn in UDEN_ADGANG)
    }
    assert glemte == set(), "give each of these views @kraever(...) or @aaben_for_alle"


def test_what_is_open_to_all_is_known_by_name(alle: list[Adresse]) -> None:
    aabne = {adresse.navn for adresse in alle if adresse.krav is not None and adresse.krav.aaben}
    assert aabne <= {
        "account_inactive",
        "account_login",
        "api-root",
        "openapi-json",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "demo",
        "mfa_authenticate",
        "openid_connect_callback",
        "openid_connect_login",
        "saml_acs",
        "saml_finish_acs",
        "saml_login",
        "saml_metadata",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "sprog",
        "statisk",
        "sundhed",
        "sundhed_klar",
        "tilgaengelighed",
    }, "a new open address is a decision: add it here"


def _ventet(krav: Krav | None, rolle: Rolle | None) -> str:
    if krav is None:
        return "lukket"
    if krav.aaben or krav.egen_vagt:
        return "fri"
    if rolle is None:
        return "login"
    egne = frozenset(rolleregler()[rolle].rettigheder)
    return "fri" if krav.opfyldt(egne) else "lukket"


@pytest.mark.parametrize("rolle", [None, *Rolle], ids=lambda r: r.value if r else "ingen")
def test_every_address_answers_every_role_as_it_says(alle: list[Adresse], rolle: Rolle | None) -> None:
    en = bruger(rolle, teams=["A"]) if rolle else None
    forkerte, k = [], klient(en, raise_request_exception=False)
    for adresse in alle:
        for metode in ("get", "post"):
            if adresse.navn == "account_logout" and metode == "post":
                continue
            svar = getattr(k, metode)(adresse.sti)
            ventet = _ventet(adresse.krav, rolle)
            til_login = svar.status_code == 302 and svar.headers["Location"].startswith("/konto/login/")
            fik = (
                "login"
                if til_login and rolle is None and ventet != "fri"
                else "lukket"
                if svar.status_code == 403 and ventet != "fri"
                else "fri"
            )
            if fik != ventet or svar.status_code >= 500:
                forkerte.append((metode, adresse.sti, ventet, svar.status_code))
    assert forkerte == []


ONDE = [
    "%00",
    "a%00b",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "a%0d%0aSet-Cookie:%20x=1",
    "';DROP TABLE sager_borger;--",
    "1%20OR%201=1",
    "%F0%9F%92%A9",
    "%ff%fe",
    "x" * 3000,
    "{{7*7}}",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("ond", ONDE, ids=range(len(ONDE)))
def test_nothing_put_in_an_address_gets_through_or_breaks_a_page(store: Path, ond: str) -> None:
    en = bruger(*(rolle for rolle in Rolle if rolle is not Rolle.BORGER), teams=["A"])
    k = klient(en, raise_request_exception=False)
    for adresse in adresser(ond):
        if not adresse.huller:
            continue
        for metode in ("get", "post"):
            svar = getattr(k, metode)(adresse.sti)
            assert svar.status_code in {302, 400, 401, 403, 404, 405}, (metode, adresse.sti, svar.status_code)
            assert "x=1" not in str(svar.cookies)
            assert b"<script>alert(1)" not in svar.content


FELTER = (
    "q",
    "fra",
    "til",
    "froe",
    "antal",
    "next",
    "pr",
    "side",
    "laest",
    "noegle",
    "bruger",
    "navn",
    "hvorfor",
    "id",
)


@pytest.mark.parametrize("ond", [ONDE[0], ONDE[4], ONDE[5], ONDE[8], ONDE[11]], ids=range(5))
def test_nothing_put_in_a_query_or_a_form_breaks_a_page(alle: list[Adresse], ond: str) -> None:
    en = bruger(*(rolle for rolle in Rolle if rolle is not Rolle.BORGER), teams=["A"])
    k = klient(en, raise_request_exception=False)
    for adresse in alle:
        if adresse.navn == "account_logout":
            continue
        spoergsmaal = "&".join(f"{felt}={ond}" for felt in FELTER)
        assert k.get(f"{adresse.sti}?{spoergsmaal}").status_code < 500, adresse.sti
        if adresse.krav is not None and not adresse.krav.aaben:
            data = dict.fromkeys(FELTER, ond.replace("%00", "\0"))
            assert k.post(adresse.sti, data).status_code < 500, adresse.sti


@pytest.mark.parametrize(
    "hoveder",
    [
        {"HTTP_HOST": "ond.example"},
        {"HTTP_HOST": "localhost\r\nX: y"},
        {"HTTP_HOST": "localhost@ond.example"},
        {"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_HOST": "ond.example"},
        {"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "127.0.0.1, 9.9.9.9", "HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HOST": "localhost", "HTTP_X_ORIGINAL_URL": "/brugere/", "HTTP_X_REWRITE_URL": "/brugere/"},
        {"HTTP_HOST": "localhost", "HTTP_REFERER": "https://ond.example/", "HTTP_HX_REQUEST": "true"},
    ],
    ids=range(7),
)
def test_headers_neither_open_anything_nor_find_their_way_into_an_answer(
    alle: list[Adresse], hoveder: dict[str, str]
) -> None:
    k = klient(raise_request_exception=False)
    for adresse in alle:
        svar = k.get(adresse.sti, **hoveder)
        assert svar.status_code < 500, adresse.sti
        assert "ond.example" not in svar.headers.get("Location", "")
        assert b"ond.example" not in svar.content
        if hoveder["HTTP_HOST"] != "localhost":
            assert svar.status_code == 400
        elif adresse.krav is not None and not adresse.krav.aaben and not adresse.krav.egen_vagt:
            assert svar.status_code == 302 or "HX-Redirect" in svar.headers


def test_a_view_that_says_nothing_is_refused_to_everybody(store: Path, settings_urls: Any) -> None:
    from django.http import HttpResponse

    with settings_urls(lambda _request: HttpResponse("hemmeligt")):
        for en in (None, bruger("administrator"), bruger("controller")):
            svar = klient(en).get("/proeve/")
            assert (svar.status_code, b"hemmeligt" in svar.content) == (403, False)


def test_a_view_asking_for_one_of_two_rights_lets_in_who_has_either(store: Path, settings_urls: Any) -> None:
    from django.http import HttpResponse

    view = kraever(Ret.SE_TAL, Ret.SE_DRIFT, en_af=True)(lambda _request: HttpResponse("ja"))
    with settings_urls(view):
        assert klient(bruger("leder")).get("/proeve/").status_code == 200
        assert klient(bruger("administrator")).get("/proeve/").status_code == 200
        assert klient(bruger("borger")).get("/proeve/").status_code == 403
    with settings_urls(kraever(Ret.SE_TAL, Ret.SE_DRIFT)(lambda _request: HttpResponse("ja"))):
        assert klient(bruger("leder", navn="leder2")).get("/proeve/").status_code == 403


def test_a_ninja_operation_without_a_key_is_not_let_through(store: Path) -> None:
    from ninja import NinjaAPI
    from ninja.security import HttpBearer

    class Noegle(HttpBearer):
        def authenticate(self, request: Any, token: str) -> str:
            return token

    api = NinjaAPI(urls_namespace="proeve-api")
    api.get("/med", auth=Noegle())(lambda request: {})
    api.get("/uden")(lambda request: {})
    moenstre = {str(m.pattern): m.callback for m in vogt_api(api.urls)[0]}
    assert krav_til(moenstre["med"], None) is not None
    assert krav_til(moenstre["uden"], None) is None
    assert aaben_for_alle(moenstre["uden"]) is moenstre["uden"]
