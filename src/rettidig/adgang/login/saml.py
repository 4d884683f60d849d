"""Logins by SAML: what is not even a response is refused like one that is not signed, and breaks nothing."""

from __future__ import annotations

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml.utils import get_app_or_404
from allauth.socialaccount.providers.saml.views import finish_acs
from django.http import HttpRequest, HttpResponse
from lxml.etree import LxmlError
from onelogin.saml2.xmlparser import DTDForbidden, EntitiesForbidden, NotSupportedError

from rettidig.adgang.krav import aaben_for_alle


@aaben_for_alle
@login_not_required
def finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """The library's own view; texts that are no XML, or XML that reaches for other files, never get further."""
    try:
        svar: HttpResponse = finish_acs(request, organization_slug=organization_slug)
    except (LxmlError, DTDForbidden, EntitiesForbidden, NotSupportedError):
        afvist: HttpResponse = render_authentication_error(
            request, get_app_or_404(request, organization_slug).get_provider(request)
        )
        return afvist
    return svar
