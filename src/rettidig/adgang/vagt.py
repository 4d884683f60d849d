"""Nobody gets further than the view's own words allow; a view without words lets nobody in.

The order for each request: is the view declared, is somebody logged in, is the login still fresh, have both steps been
taken, are the rights there, is what is sent no larger than the view takes. What the address itself holds is looked at
first: no view ever sees a broken text. Of what is sent nothing is read before all of it is settled.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_resolver, reverse

from rettidig.adgang.fejl import IngenAdgang
from rettidig.adgang.krav import Krav, krav_til
from rettidig.adgang.roller import graenser, rettigheder
from rettidig.sager.services.modtagelse_graenser import GRAENSER
from rettidig.sprog import tekst

_BEGYNDT, _SIDST, _TOTRIN = "adgang.begyndt", "adgang.sidst", "adgang.totrin"
_BEGGE_TRIN = frozenset({"mfa", "socialaccount"})
_SKRIV_HVERT_SEKUND = 60
_LAENGSTE_LED = 200
_LAENGSTE_ADRESSE = 4096
_CIFRE = 15
"""Of a length no more digits are read: what has as many is larger than any page takes."""
_LUFT = 1 << 20
"""What a form with files may hold besides them."""
_FORBUDTE = frozenset(chr(nr) for nr in range(32)) | {"\x7f"}
_FOERSTE_TOTRIN = "mfa_activate_totp"
_UDEN_TOTRIN = frozenset({_FOERSTE_TOTRIN, "account_logout", "account_reauthenticate", "account_change_password"})


class Vagt:
    """Middleware, after the login is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """In development nobody but this machine is answered."""
        if settings.UDVIKLING and not _fra_denne_maskine(request):
            raise PermissionDenied
        if len(request.get_full_path()) > _LAENGSTE_ADRESSE:
            raise SuspiciousOperation("address too long")
        if "\x00" in request.GET.urlencode() or any("\x00" in v for _, vs in request.GET.lists() for v in vs):
            raise SuspiciousOperation("broken text in the address")
        request.META.setdefault("HTTP_HOST", request.get_host())  # old clients send none, and a library counts on it
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Hold the user to what the view asks."""
        if any(isinstance(v, str) and (len(v) > _LAENGSTE_LED or _FORBUDTE & set(v)) for v in kwargs.values()):
            raise Http404
        navn = request.resolver_match.url_name if request.resolver_match else None
        krav = krav_til(view, navn)
        if krav is None:
            raise PermissionDenied
        request.adgangskrav = krav
        if krav.egen_vagt:
            return None
        if krav.aaben:
            _hold_til(request, graenser().aaben_krop_kb << 10)
            return None
        if not request.user.is_authenticated:
            return _til_login(request)
        if not _frisk(request):
            logout(request)
            messages.info(request, tekst("adgang.side.login.udloebet"))
            return _til_login(request)
        if not _begge_trin(request):
            if is_mfa_enabled(request.user):
                # Logged in before there was a second step, and somebody has since made one: it was never asked for.
                logout(request)
                return _til_login(request)
            if navn not in _UDEN_TOTRIN:
                return _videre(request, reverse(_FOERSTE_TOTRIN))
        if not krav.opfyldt(rettigheder(request.user)):
            raise PermissionDenied
        _hold_til(request, _stoerste_krop(krav))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A citizen who is not the user's is answered as one who is not there, whatever page was asked for."""
        if not isinstance(exception, IngenAdgang):
            return None
        svar: HttpResponse = get_resolver().resolve_error_handler(404)(request, exception=exception)
        return svar


def _stoerste_krop(krav: Krav) -> int:
    return GRAENSER.pakket + _LUFT if krav.filer else graenser().krop_kb << 10


def _hold_til(request: HttpRequest, byte: int) -> None:
    """Refuse a body larger than the view takes, by its length: without one the server reads nothing at all."""
    laengde = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (laengde.isascii() and laengde.isdecimal()) or int(laengde.lstrip("0")[:_CIFRE] or "0") > byte:
        raise RequestDataTooBig("more was sent than the page takes")


def _fra_denne_maskine(request: HttpRequest) -> bool:
    adresse = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    try:
        return ipaddress.ip_address(adresse.split("%")[0]).is_loopback
    except ValueError:
        return False


def _frisk(request: HttpRequest) -> bool:
    """Whether the login is young enough, and was used lately. A new login has no times yet and gets them here."""
    nu, g = time.time(), graenser()
    begyndt, sidst = request.session.get(_BEGYNDT), request.session.get(_SIDST)
    if begyndt is None or sidst is None:
        request.session[_BEGYNDT] = request.session[_SIDST] = nu
        return True
    if nu - begyndt > g.session_timer * 3600 or nu - sidst > g.inaktiv_minutter * 60:
        return False
    if nu - sidst > _SKRIV_HVERT_SEKUND:
        request.session[_SIDST] = nu
    return True


def _begge_trin(request: HttpRequest) -> bool:
    """Whether this login has had both steps. That the user has a second step is not enough: it must have been taken.

    It is taken at the login, or made by the login itself (:func:`noter_totrin`); a login service sees to its own.
    """
    if not settings.TOTRIN_KRAEVES or request.session.get(_TOTRIN) == request.user.pk:
        return True
    poster = get_authentication_records(request, request.user)
    begge = any(post.get("method") in _BEGGE_TRIN for post in poster)
    if begge:
        request.session[_TOTRIN] = request.user.pk
    return begge


def noter_totrin(request: HttpRequest, user: Any, **_andet: Any) -> None:
    """The login that makes the second step has shown that it has it."""
    request.session[_TOTRIN] = user.pk


def _til_login(request: HttpRequest) -> HttpResponse:
    """The login, and afterwards back to the page; what was searched for does not go along."""
    return _videre(request, redirect_to_login(request.path if request.method == "GET" else "/").url)


def _videre(request: HttpRequest, adresse: str) -> HttpResponse:
    """To another page; a part of a page asked for by HTMX moves the whole page."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=200, headers={"HX-Redirect": adresse})
    return HttpResponseRedirect(adresse)
