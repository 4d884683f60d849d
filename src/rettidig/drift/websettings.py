"""Settings of Django for the pages and the interface for other systems: the store's, and logins, sessions and safety.

Everything is closed by default. ``RETTIDIG_UDVIKLING=1`` lets the pages be served over plain http on this machine.
"""

from __future__ import annotations

import os
from pathlib import Path

from rettidig.drift.hemmeligheder import hemmelighed
from rettidig.drift.settings import *  # noqa: F403 - the pages rest on the same store
from rettidig.drift.settings import INSTALLED_APPS as _LAGERETS

UDVIKLING = os.environ.get("RETTIDIG_UDVIKLING") == "1"
DEBUG = False
SECRET_KEY = hemmelighed("django", "RETTIDIG_NOEGLE")
ALLOWED_HOSTS = [
    navn.strip() for navn in os.environ.get("RETTIDIG_VAERTER", "localhost,127.0.0.1,[::1]").split(",") if navn.strip()
]
ROOT_URLCONF = "rettidig.web.urls"
INSTALLED_APPS = [
    *_LAGERETS,
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "django_htmx",
    "rettidig.api",
    "rettidig.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
USE_I18N = True
LANGUAGES = [("da", "Dansk"), ("en", "English")]
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("RETTIDIG_VAR") or "var") / "statisk"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
