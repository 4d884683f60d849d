"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Api(AppConfig):
    """The interface for other systems."""

    name = "rettidig.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
