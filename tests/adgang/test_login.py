"""Logins by password: two steps for everybody, an end to guessing, and nothing told to one who guesses."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient

from rettidig.sprog import tekst

KODE = "en-lang-adgangskode-7"
HURTIG = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def en(store: Path) -> Iterator[Any]:
    """A user with a password."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=HURTIG):
        fundet = bruger("sagsbehandler", navn="anna", email="anna@kommune.example")
        fundet.set_password(KODE)
        fundet.save()
        yield fundet


@pytest.fixture
def tegnet(store: Path) -> Any:
    """A page of the login library as it is drawn for nobody, without its token."""
    from django.contrib.auth.models import AnonymousUser
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    anmodning = RequestFactory().get("/konto/")
    anmodning.user, anmodning.session = AnonymousUser(), {}
    return lambda navn: re.sub(r"[A-Za-z0-9]{64}", "", html.unescape(render_to_string(navn, {}, anmodning)))


def _log_ind(k: Any, navn: str = "anna", kode: str = KODE) -> Any:
    return k.post("/konto/login/", {"login": navn, "password": kode})


def _totp(hemmelighed: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(hemmelighed, int(time.time()) // 30)))


def _fejl(side: Any) -> str:
    return " ".join(re.findall(r'class="alert-text">([^<]*)<', side.content.decode()))


def test_a_first_login_sets_up_the_second_step_before_anything_else(en: Any) -> None:
    from django.db import connection

    k = klient()
    assert _log_ind(k).headers["Location"] == "/"
    assert k.get("/").headers["Location"] == "/konto/2fa/totp/activate/"
    assert k.get("/noedadgang/").headers["Location"] == "/konto/2fa/totp/activate/"
    side = k.get("/konto/2fa/totp/activate/")
    hemmelighed = re.search(r"<code>([A-Z2-7]+)</code>", side.content.decode())
    assert hemmelighed is not None
    svar = k.post("/konto/2fa/totp/activate/", {"code": _totp(hemmelighed[1])})
    assert svar.status_code == 302
    koder = k.get(svar.headers["Location"])
    assert len(re.findall(r"<li><code>\d{8}</code>", koder.content.decode())) == 10
    assert k.get("/").status_code == 200
    with connection.cursor() as markoer:
        markoer.execute("SELECT data::text FROM mfa_authenticator")
        assert not any(hemmelighed[1] in data for (data,) in markoer.fetchall())


def test_later_logins_ask_for_the_second_step_and_take_a_recovery_code_once(en: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    hemmelighed = generate_totp_secret()
    TOTP.activate(en, hemmelighed)
    koder = RecoveryCodes.activate(en).get_unused_codes()
    k = klient()
    assert _log_ind(k).headers["Location"] == "/konto/2fa/authenticate/"
    assert k.get("/").headers["Location"].startswith("/konto/login/")
    assert k.post("/konto/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert k.get("/").status_code == 302
    foer = k.session.session_key
    assert k.post("/konto/2fa/authenticate/", {"code": _totp(hemmelighed)}).status_code == 302
    assert k.get("/").status_code == 200
    assert k.session.session_key != foer, "a session known before the login is worth nothing after it"
    for ventet in (302, 200):
        k = klient()
        _log_ind(k)
        assert k.post("/konto/2fa/authenticate/", {"code": koder[0]}).status_code == ventet


def test_a_login_by_password_alone_is_worth_nothing_once_somebody_else_has_made_the_second_step(en: Any) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    fremmed = klient()
    _log_ind(fremmed)
    assert fremmed.get("/").headers["Location"] == "/konto/2fa/totp/activate/"
    TOTP.activate(en, generate_totp_secret())
    assert fremmed.get("/").headers["Location"].startswith("/konto/login/")
    for adresse in ("/noedadgang/", "/konto/2fa/recovery-codes/", "/konto/password/change/"):
        assert fremmed.get(adresse).headers["Location"].startswith("/konto/login/"), adresse
    _log_ind(fremmed)
    assert fremmed.get("/konto/2fa/totp/activate/").headers["Location"].startswith("/konto/login/")


def test_a_wrong_password_and_an_unknown_user_are_answered_alike(en: Any) -> None:
    svar = [_fejl(_log_ind(klient(), navn, "forkert")) for navn in ("anna", "ukendt")]
    assert svar[0] == svar[1] != ""


def test_guessing_comes_to_an_end_which_tells_nothing(en: Any) -> None:
    from rettidig.adgang.models import Adgangshandling

    svar = {navn: [_fejl(_log_ind(klient(), navn, f"forkert{nr}")) for nr in range(7)] for navn in ("anna", "ukendt")}
    assert svar["anna"] == svar["ukendt"]
    assert svar["anna"][0] != svar["anna"][-1]
    assert _fejl(_log_ind(klient())) == svar["anna"][-1], "shut even to the right password, and told no more"
    afviste = Adgangshandling.objects.filter(slags="login_afvist")
    assert afviste.filter(bruger=en).exists()
    assert not any("forkert" in str(vars(post)) or post.detaljer == "ukendt" for post in afviste)


def test_a_user_who_is_shut_out_is_out_at_once_and_cannot_come_in(en: Any) -> None:
    from rettidig.adgang.services.brugere import spaer

    k = klient(en)
    assert k.get("/").status_code == 200
    spaer(en, hvem="admin", hvorfor="Fratrådt")
    assert k.get("/").headers["Location"].startswith("/konto/login/")
    k = klient()
    _log_ind(k)
    assert k.get("/").status_code == 302


def test_a_role_taken_away_is_gone_with_the_next_page(en: Any) -> None:
    from rettidig.adgang.services.brugere import ret_adgang

    k = klient(en)
    assert k.get("/noedadgang/").status_code == 200
    ret_adgang(en, hvem="admin", hvorfor="Ny stilling", egne_roller=["leder"])
    assert k.get("/noedadgang/").status_code == 403


@pytest.mark.parametrize(("minutter", "arbejder"), [(31, False), (11 * 60, True)])
def test_a_login_ends_when_it_is_left_alone_or_old(en: Any, minutter: int, arbejder: bool) -> None:
    import time_machine

    with time_machine.travel(time.time(), tick=False) as rejse:
        k = klient(en)
        assert k.get("/").status_code == 200
        for _ in range(minutter // 20 if arbejder else 0):
            rejse.shift(20 * 60)
            if k.get("/").status_code == 302:
                break
        rejse.shift(1 if arbejder else minutter * 60)
        assert k.get("/").headers["Location"].startswith("/konto/login/")


def test_the_address_one_came_for_is_kept_without_what_was_searched_for(store: Path) -> None:
    svar = klient().get("/brugere/?q=Navn")
    assert svar.headers["Location"] == "/konto/login/?next=/brugere/"
    del_ = klient().get("/brugere/", HTTP_HX_REQUEST="true")
    assert (del_.status_code, del_.headers["HX-Redirect"]) == (200, "/konto/login/?next=/brugere/")


@pytest.mark.parametrize("naeste", ["https://ond.example/", "//ond.example", "javascript:alert(1)"])
def test_a_login_never_leads_to_another_site(en: Any, naeste: str) -> None:
    svar = klient().post("/konto/login/", {"login": "anna", "password": KODE, "next": naeste})
    assert "ond.example" not in svar.headers.get("Location", "")
    assert "javascript" not in svar.headers.get("Location", "")


def test_nobody_makes_themselves_a_user_and_nothing_is_sent_by_mail(store: Path) -> None:
    for adresse in ("/konto/signup/", "/konto/password/reset/", "/konto/email/", "/konto/3rdparty/signup/"):
        assert klient().get(adresse).status_code == 403
        assert klient().post(adresse, {"username": "x", "email": "x@y.example"}).status_code == 403


def test_a_one_time_link_sets_a_password_once_and_a_poor_one_is_refused(en: Any) -> None:
    from rettidig.adgang.services.brugere import engangslink

    k, sti = klient(), engangslink(en, hvem="admin")
    til = k.get(sti).headers["Location"]
    for daarlig in ("kort", "adgangskode", "123456789012345", "anna@kommune.example"):
        assert k.post(til, {"password1": daarlig, "password2": daarlig}).status_code == 200
    ny = "noget-helt-nyt-og-langt"
    assert k.post(til, {"password1": ny, "password2": ny}).status_code == 302
    assert _log_ind(klient(), kode=KODE).status_code == 200
    assert _log_ind(klient(), kode=ny).status_code == 302
    assert "Linket er brugt" in klient().get(sti, follow=True).content.decode()


def test_the_pages_that_are_one_page_under_two_names_say_each_its_own(tegnet: Any) -> None:
    assert tegnet("account/signup_closed.html") == tegnet("account/ukendt_bruger.html")
    assert tegnet("socialaccount/login_cancelled.html") == tegnet("socialaccount/authentication_error.html")
    kodeord, kode = tegnet("account/reauthenticate.html"), tegnet("mfa/reauthenticate.html")
    assert 'action="/konto/reauthenticate/"' in kodeord
    assert 'action="/konto/2fa/reauthenticate/"' in kode
    assert tekst("adgang.side.bekraeft.hvorfor") in kodeord
    assert tekst("adgang.side.bekraeft.kode") in kode


def test_the_demo_asks_for_one_step(en: Any, settings_med: Any) -> None:
    with settings_med(TOTRIN_KRAEVES=False):
        k = klient()
        _log_ind(k)
        assert k.get("/").status_code == 200


def test_a_form_without_its_token_is_refused_on_every_page(en: Any) -> None:
    k = klient(bruger("administrator", "controller"), enforce_csrf_checks=True)
    for adresse in ("/konto/login/", "/konto/logout/", "/brugere/ny/", "/laeselog/", "/spaerringer/"):
        assert k.post(adresse, {"navn": "x"}).status_code == 403
