"""Logins by the municipality's own service: accepted for a user who is known here, by the claim that names them.

The service says who it is; whether that is a user, and what the user may do, is said here. Nothing else of what the
service tells is kept: it may hold a CPR number.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from rettidig.adgang.models import Bruger
from rettidig.adgang.services.brugere import saet_roller_fra_tjeneste

_UNDERVEJS = "_rettidig_paastande"


class Tjenesteadapter(DefaultSocialAccountAdapter):
    """The claim decides anew at every login."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - the library's
        """A login never makes a user."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:  # noqa: ARG002 - the library's
        """What the service calls the person is of no use here: the users there are have names."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the user the claim names. Anything else than one user who is not shut out is refused."""
        indstillinger = sociallogin.provider.app.settings
        paastande = _paastande(sociallogin.account)
        navn = _en(paastande.get(indstillinger["brugerclaim"]))
        bruger = Bruger.objects.filter(username=navn, is_active=True).first() if navn else None
        if bruger is None or (sociallogin.is_existing and sociallogin.user.pk != bruger.pk):
            raise ImmediateHttpResponse(render(request, "account/ukendt_bruger.html", status=403))
        if indstillinger["rolleclaim"]:
            grupper = paastande.get(indstillinger["rolleclaim"]) or []
            kort = indstillinger["rollekort"]
            valgte = [kort[g] for g in ([grupper] if isinstance(grupper, str) else grupper) if g in kort]
            saet_roller_fra_tjeneste(bruger, valgte, sociallogin.provider.name)
        if not sociallogin.is_existing:
            sociallogin.connect(request, bruger)


def glem_paastande(instance: Any, **_andet: Any) -> None:
    """Before a login of a service is written down: that it was, and nothing it told. The request itself still knows."""
    instance.__dict__[_UNDERVEJS] = instance.extra_data or instance.__dict__.get(_UNDERVEJS, {})
    instance.extra_data = {}


def _paastande(konto: Any) -> dict[str, Any]:
    data = konto.extra_data or konto.__dict__.get(_UNDERVEJS, {})
    return dict(data.get("id_token") or data)


def _en(vaerdi: Any) -> str:
    """A claim with one value; one with several names nobody."""
    if isinstance(vaerdi, list | tuple):
        vaerdi = vaerdi[0] if len(vaerdi) == 1 else None
    return vaerdi if isinstance(vaerdi, str) and "\x00" not in vaerdi else ""
