"""The login's form in the project's words, without the library's link to a reset by e-mail."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm

from rettidig.sprog import tekst


class Loginform(LoginForm):
    """User name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["login"].label = tekst("adgang.side.brugernavn")
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}
        self.fields["password"].label = tekst("adgang.side.adgangskode")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields.pop("remember", None)
