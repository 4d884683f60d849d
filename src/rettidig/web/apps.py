"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """The pages."""

    name = "rettidig.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
