"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Tal(AppConfig):
    """Figures kept."""

    name = "rettidig.tal"
    label = "tal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Figures follow the facts: after every act what is kept is brought up to date."""
        # Models can be imported only when all apps have been.
        from django.contrib.auth.signals import user_logged_out

        from rettidig.sager.services.efter_handling import registrer_efter_handling
        from rettidig.sager.services.sletning import ved_sletning
        from rettidig.tal import tilslutning
        from rettidig.tal.selectors import driftsbidrag  # noqa: F401 - adds itself to the state of the system

        registrer_efter_handling(tilslutning.efter_handling)
        user_logged_out.connect(tilslutning.ved_udlogning, dispatch_uid="rettidig.tal.ved_udlogning")
        ved_sletning(tilslutning.ved_sletning)
