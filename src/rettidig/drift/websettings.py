"""Settings of Django for the pages and the interface for other systems: the store's, and logins, sessions and safety.

Everything is closed by default. ``RETTIDIG_UDVIKLING=1`` lets the pages be served over plain http on this machine.
"""

from __future__ import annotations

import os
from pathlib import Path

from rettidig.drift.hemmeligheder import hemmelighed
from rettidig.drift.settings import *  # noqa: F403 - the pages rest on the same store
from rettidig.drift.settings import DATABASES as _DATABASER
from rettidig.drift.settings import INSTALLED_APPS as _LAGERETS
from rettidig.drift.websikkerhed import *  # noqa: F403 - what keeps the pages safe

DEBUG = False
SECRET_KEY = hemmelighed("django", "RETTIDIG_NOEGLE")
# A page does not wait for a new login at the database each time; a connection that has died is noticed and replaced.
DATABASES = {"default": {**_DATABASER["default"], "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
ROOT_URLCONF = "rettidig.web.urls"
INSTALLED_APPS = [
    *_LAGERETS,
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rettidig.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "django_htmx",
    "django.forms",
]
MIDDLEWARE = [
    "rettidig.drift.log.anmodninger.Anmodningslog",
    "rettidig.adgang.hoveder.Hoveder",
    "rettidig.api.problemer.Problemmellemled",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rettidig.web.mellemled.Sprogvalg",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rettidig.adgang.vagt.Vagt",
    # After the guard: looking for the token reads the whole of what was sent, and nobody sends before they are let in.
    "django.middleware.csrf.CsrfViewMiddleware",
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
                "rettidig.web.kontekst.skal",
            ],
            "builtins": ["django.templatetags.static", "rettidig.web.templatetags.tekster"],
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
USE_I18N = True
LANGUAGES = [("da", "Dansk"), ("en", "English")]
FORM_RENDERER = "rettidig.web.former.Formtegner"
CSRF_FAILURE_VIEW = "rettidig.web.views.fejl.csrf"
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "rettidig.web.statisk.Pakkefinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rettidig.web.statisk.Statiske"},
}
STATIC_ROOT = Path(os.environ.get("RETTIDIG_VAR") or "var") / "statisk"
LOGIN_URL = "demo" if DEMO else "account_login"  # noqa: F405
LOGIN_REDIRECT_URL = "/"
