"""Users for tests: one with a role, and a client logged in as them as after both steps of a login."""

from __future__ import annotations

from typing import Any


def bruger(*roller: str, navn: str | None = None, **andet: Any) -> Any:
    """A user with the roles; ``teams``, ``initialer``, ``kommune``, ``borger`` as given."""
    from django.contrib.auth.models import Group

    from rettidig.adgang.models import Bruger

    en = Bruger.objects.create(username=navn or "-".join(["proeve", *map(str, roller)]), **andet)
    en.set_unusable_password()
    en.save()
    en.groups.set([Group.objects.get_or_create(name=str(rolle))[0] for rolle in roller])
    return en


def klient(en: Any | None = None, **andet: Any) -> Any:
    """A browser on this machine, logged in as the user with both steps; as nobody where none is given."""
    from django.test import Client

    c = Client(SERVER_NAME="localhost", **andet)
    if en is not None:
        c.force_login(en, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = c.session
        session["adgang.totrin"] = en.pk
        session.save()
    return c
