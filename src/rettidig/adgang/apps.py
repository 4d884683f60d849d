"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Adgang(AppConfig):
    """Users, roles, and who has looked at whom."""

    name = "rettidig.adgang"
    label = "adgang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Where there are pages: what holds their logins to the rules, and the checks that it is in place."""
        from django.apps import apps

        from rettidig.adgang.selectors import driftsbidrag  # noqa: F401 - adds itself to the state of the system

        if apps.is_installed("allauth.socialaccount"):
            from rettidig.adgang import tilslutning

            tilslutning.tilslut()
