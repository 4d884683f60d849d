"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Identitet(AppConfig):
    """Who a citizen is, encrypted."""

    name = "rettidig.identitet"
    label = "identitet"
    default_auto_field = "django.db.models.BigAutoField"
