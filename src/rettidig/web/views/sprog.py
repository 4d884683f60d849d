"""The choice of language, kept in a cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rettidig.adgang.krav import aaben_for_alle
from rettidig.sprog import SPROG
from rettidig.web.mellemled import SPROGCOOKIE

_ET_AAR = 31_536_000


@aaben_for_alle
@require_POST
def vaelg(request: HttpRequest) -> HttpResponse:
    """Choose a language and return to the page one came from; an address elsewhere leads to the front page."""
    naeste = request.POST.get("naeste", "/")
    if not url_has_allowed_host_and_scheme(naeste, {request.get_host()}, require_https=request.is_secure()):
        naeste = "/"
    svar = HttpResponseRedirect(naeste)
    sprog = request.POST.get("sprog")
    if sprog in SPROG:
        svar.set_cookie(SPROGCOOKIE, sprog, max_age=_ET_AAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return svar
