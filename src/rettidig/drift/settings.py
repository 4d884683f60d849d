"""Settings of Django for the command line: the facts, and what is worked out and kept from them. No pages."""

from __future__ import annotations

import os
from pathlib import Path

from rettidig.drift.forbindelse import VAR, database

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "rettidig.sager",
    "rettidig.identitet",
    "rettidig.adgang",
    "rettidig.tal",
    "rettidig.api",
]
AUTH_USER_MODEL = "adgang.Bruger"
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
LANGUAGE_CODE = "da"
USE_I18N = False
LOGGING_CONFIG = None
MODTAGELSE = (Path(os.environ.get(VAR) or "var") / "modtaget").absolute()
"""The private folder of uploads on their way in."""
