"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Sager(AppConfig):
    """Facts about citizens, kept so that nothing is lost."""

    name = "rettidig.sager"
    label = "sager"
    default_auto_field = "django.db.models.BigAutoField"
