"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Tal(AppConfig):
    """Figures kept."""

    name = "rettidig.tal"
    label = "tal"
    default_auto_field = "django.db.models.BigAutoField"
