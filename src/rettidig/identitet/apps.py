"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Identitet(AppConfig):
    """Who a citizen is, encrypted."""

    name = "rettidig.identitet"
    label = "identitet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have who they are go with every citizen who is erased."""
        from rettidig.identitet.selectors import driftsbidrag  # noqa: F401 - adds itself to the system's state
        from rettidig.identitet.services.udslettelse import slet_identiteter
        from rettidig.sager.services.sletning import ved_sletning

        ved_sletning(slet_identiteter)
