"""Settings of Django: what the store needs. What the pages need is added where they are built."""

from __future__ import annotations

from rettidig.drift.forbindelse import database

INSTALLED_APPS = ["django.contrib.postgres", "rettidig.sager"]
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = False
LOGGING_CONFIG = None
