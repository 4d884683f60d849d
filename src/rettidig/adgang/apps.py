"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Adgang(AppConfig):
    """Users, roles, and who has looked at whom."""

    name = "rettidig.adgang"
    label = "adgang"
    default_auto_field = "django.db.models.BigAutoField"
