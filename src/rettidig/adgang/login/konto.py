"""Logins by password: for users an administrator has made, and nobody else."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

_LIGE_LOGGET_IND = 5 * 60


class Kontoadapter(DefaultAccountAdapter):
    """No one makes themselves a user, and nothing is sent by e-mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """Users are made by an administrator."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A link to set a password is handed over by the administrator; a letter of it may be read by others."""

    def is_reauthentication_required(self, *, app: str, **andet: Any) -> bool:
        """Whoever logged in a moment ago is not asked again; later, before the second step is touched, they are."""
        poster = get_authentication_records(self.request, self.request.user)
        if poster and time.time() - poster[-1]["at"] < _LIGE_LOGGET_IND:
            return False
        return bool(super().is_reauthentication_required(app=app, **andet))
