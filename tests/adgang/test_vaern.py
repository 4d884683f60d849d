"""What a browser is told, and that the program is as closed in production as its framework asks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.adgang.proevebrugere import bruger, klient

PRODUKTION = """
import json, django, sys
django.setup()
from django.conf import settings as s
from django.core.management import call_command
from django.core.checks import run_checks
fund = run_checks(include_deployment_checks=True)
navne = ["ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
         "SESSION_COOKIE_NAME", "SECURE_PROXY_SSL_HEADER", "DEBUG", "TOTRIN_KRAEVES", "SESSION_COOKIE_HTTPONLY",
         "SESSION_COOKIE_SAMESITE", "USE_X_FORWARDED_HOST"]
print(json.dumps({"fund": [str(f) for f in fund]} | {n: getattr(s, n) for n in navne}))
"""


def _settings(mappe: Path, program: str = PRODUKTION, **miljoe: str) -> subprocess.CompletedProcess[str]:
    """Settings as another process gets them, with nothing of this one's environment."""
    fast = {
        "PATH": os.environ["PATH"],
        "RETTIDIG_VAR": str(mappe),
        "DATABASE_URL": "postgresql://x:y@localhost/z",
        "DJANGO_SETTINGS_MODULE": "rettidig.drift.websettings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        [sys.executable, "-c", program], env=fast | miljoe, capture_output=True, text=True, check=False, timeout=240
    )


@pytest.fixture(scope="module")
def produktion(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    import json

    koert = _settings(tmp_path_factory.mktemp("var"), RETTIDIG_VAERTER="rettidig.kommune.example")
    assert koert.returncode == 0, koert.stderr
    svar: dict[str, object] = json.loads(koert.stdout)
    return svar


def test_the_frameworks_own_check_for_production_finds_nothing(produktion: dict[str, object]) -> None:
    assert produktion["fund"] == []


def test_production_is_closed_without_being_told(produktion: dict[str, object]) -> None:
    assert produktion["ALLOWED_HOSTS"] == ["rettidig.kommune.example"]
    for navn in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY"):
        assert produktion[navn] is True, navn
    assert produktion["SESSION_COOKIE_NAME"] == "__Host-rettidig"
    assert produktion["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert produktion["TOTRIN_KRAEVES"] is True
    assert produktion["DEBUG"] is False
    assert produktion["USE_X_FORWARDED_HOST"] is False
    assert produktion["SECURE_PROXY_SSL_HEADER"] is None, "a header from anybody is not believed"


def test_without_the_guard_the_check_fails(tmp_path: Path) -> None:
    program = (
        "import django; from django.conf import settings; django.setup();"
        "from django.core.checks import run_checks;"
        "settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if 'adgang' not in m];"
        "print(sorted(f.id for f in run_checks(tags=['security']) if f.id))"
    )
    koert = _settings(tmp_path, program)
    assert "adgang.E001" in koert.stdout, koert.stderr


def test_every_answer_tells_the_browser_to_load_nothing_from_others_and_to_keep_nothing(store: Path) -> None:
    en = bruger("administrator")
    for k, adresse in (
        (klient(), "/konto/login/"),
        (klient(en), "/"),
        (klient(en), "/brugere/"),
        (klient(en), "/laeselog/"),
        (klient(en), "/findes-ikke/"),
    ):
        hoveder = k.get(adresse).headers
        politik = dict(del_.split(" ", 1) for del_ in hoveder["Content-Security-Policy"].split("; "))
        assert politik["default-src"] == "'none'"
        assert politik["frame-ancestors"] == "'none'"
        assert not any("unsafe" in v or "*" in v or "http" in v for v in politik.values())
        assert hoveder["Cache-Control"] == "no-store, private" or "no-store" in hoveder["Cache-Control"]
        assert hoveder["X-Frame-Options"] == "DENY"
        assert hoveder["X-Content-Type-Options"] == "nosniff"
        assert hoveder["Referrer-Policy"] == "same-origin"
        assert hoveder["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in hoveder["Permissions-Policy"]


def test_no_page_of_access_has_script_or_style_written_in_it(store: Path) -> None:
    import re

    en = bruger("administrator", "controller", "sagsbehandler")
    for k, adresse in (
        (klient(), "/konto/login/"),
        (klient(en), "/brugere/"),
        (klient(en), f"/brugere/{en.pk}/"),
        (klient(en), "/brugere/ny/"),
        (klient(en), "/spaerringer/"),
        (klient(en), "/noedadgang/"),
        (klient(en), "/laeselog/"),
    ):
        side = k.get(adresse)
        assert side.status_code == 200, adresse
        html = side.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", html), adresse


def test_in_development_nobody_but_this_machine_is_answered(store: Path) -> None:
    for adresse in ("10.0.0.7", "::ffff:10.0.0.7", "ikke-en-adresse"):
        assert klient(REMOTE_ADDR=adresse).get("/konto/login/").status_code == 403
    for adresse in ("127.0.0.1", "::1"):
        assert klient(REMOTE_ADDR=adresse).get("/konto/login/").status_code == 200


def test_an_address_longer_than_any_of_ours_is_refused(store: Path) -> None:
    assert klient().get("/konto/login/?q=" + "x" * 5000).status_code == 400


def test_nothing_sent_in_plain_http_is_answered_in_production(store: Path) -> None:
    from django.test import override_settings

    with override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=3600):
        svar = klient().get("/konto/login/")
        assert (svar.status_code, svar.headers["Location"][:8]) == (301, "https://")
        sikker = klient().get("/konto/login/", secure=True)
        assert "max-age=3600" in sikker.headers["Strict-Transport-Security"]
    assert klient().get("/konto/login/", HTTP_X_FORWARDED_PROTO="https").wsgi_request.is_secure() is False
