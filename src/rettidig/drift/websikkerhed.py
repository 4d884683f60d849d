"""The safety of the pages: what a browser is told, how long a login lasts, and which other login services are trusted.

Everything is closed by default. ``RETTIDIG_UDVIKLING=1`` is for this machine alone: plain http, and loopback only.
``RETTIDIG_PROXY=1`` says that a server of the municipality's own stands in front, ends TLS, and sets
``X-Forwarded-Proto`` and ``X-Forwarded-For`` itself; without it those headers are believed from nobody.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rettidig.drift.indholdspolitik import indholdspolitik
from rettidig.drift.loginstjenester import oprindelser, tjenester

UDVIKLING = os.environ.get("RETTIDIG_UDVIKLING") == "1"
BAG_PROXY = os.environ.get("RETTIDIG_PROXY") == "1"
DEMO = UDVIKLING and os.environ.get("RETTIDIG_DEMO") == "1" and not os.environ.get("DATABASE_URL", "").strip()
"""Invented citizens, and logins without a password: only on this machine and in the embedded database."""

_LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
_ET_AAR = 365 * 24 * 60 * 60

ALLOWED_HOSTS = (
    _LOOPBACK
    if UDVIKLING
    else [navn.strip() for navn in os.environ.get("RETTIDIG_VAERTER", "").split(",") if navn.strip()] or _LOOPBACK
)
USE_X_FORWARDED_HOST = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BAG_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BAG_PROXY else 0

SECURE_SSL_REDIRECT = not UDVIKLING
SECURE_REDIRECT_EXEMPT = [r"^sundhed(/|$)"]
SECURE_HSTS_SECONDS = 0 if UDVIKLING else _ET_AAR
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_FORNAVN = "" if UDVIKLING else "__Host-"
SESSION_COOKIE_NAME = f"{_FORNAVN}rettidig"
SESSION_COOKIE_SECURE = not UDVIKLING
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_FORNAVN}rettidig-csrf"
CSRF_COOKIE_SECURE = not UDVIKLING
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not UDVIKLING

FORMULARMAAL = oprindelser(os.environ)
"""Where a form of ours may send the browser on to: the login services."""
INDHOLDSPOLITIK = indholdspolitik(FORMULARMAAL)

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "rettidig.adgang.filport.Filport",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
"""Before anything is kept of a file, the form it is in has shown where it comes from."""

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "adgang_taeller",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
"""Failed logins are counted in the database, so that all workers count together."""

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

ACCOUNT_ADAPTER = "rettidig.adgang.login.konto.Kontoadapter"
ACCOUNT_FORMS = {"login": "rettidig.adgang.login.former.Loginform"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/15m/key",
    "change_password": "5/m/user",
    "reauthenticate": "5/m/user",
    "reset_password_from_key": "10/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Rettidig"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ADAPTER = "rettidig.adgang.login.totrin.Totrinsadapter"

SOCIALACCOUNT_ADAPTER = "rettidig.adgang.login.tjeneste.Tjenesteadapter"
SOCIALACCOUNT_PROVIDERS = tjenester(os.environ, Path)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

TOTRIN_KRAEVES = not DEMO
"""Everybody has a second step, or logs in by a service that sees to it. The demo has no citizens who exist."""
