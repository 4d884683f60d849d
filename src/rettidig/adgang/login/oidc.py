"""Logins by OpenID Connect, with the signature of the token looked at every time.

The library leaves that out for a token that came straight from the service, as the standard allows. Here it is never
left out: what names a user is signed by the service, or the login fails.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse

from rettidig.adgang.krav import aaben_for_alle


class Underskrevet(OpenIDConnectOAuth2Adapter):
    """The library's adapter, which here trusts no token without a good signature."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        paastande: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return paastande


@aaben_for_alle
@login_not_required
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the service; asked for by a post, so that no other page can start it."""
    return _med(OAuth2LoginView, request, provider_id)


@aaben_for_alle
@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the service."""
    return _med(OAuth2CallbackView, request, provider_id)


def _med(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        svar: HttpResponse = view.adapter_view(Underskrevet(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return svar
