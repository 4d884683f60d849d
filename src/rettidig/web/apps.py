"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """The pages."""

    name = "rettidig.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The demonstration is looked at before the pages are served; what is slow the first time is done before."""
        from rettidig.drift.opvarmning import tilmeld
        from rettidig.web.demo import vaern  # noqa: F401 - what it registers is all that is wanted

        tilmeld("rettidig.web.opvarmning")
