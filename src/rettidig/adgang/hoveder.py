"""What every answer tells the browser: nothing from others, nothing kept, nothing framed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from rettidig.adgang.login.samlmetadata import loginsted
from rettidig.drift.indholdspolitik import indholdspolitik

_INTET = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone")
_MAA_IKKE = ", ".join(f"{navn}=()" for navn in (*_INTET, "midi", "payment", "usb", "browsing-topics"))

_LOGINSIDER = frozenset({"account_login", "saml_login"})
"""Pages with a form that leads to the municipality's login service."""


class Hoveder:
    """Middleware, as far out as may be, so that refusals and faults have the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add what the answer has not said itself."""
        svar = self.get_response(request)
        if "Content-Security-Policy" not in svar.headers:
            svar.headers["Content-Security-Policy"] = _politik(request)
        svar.headers.setdefault("Permissions-Policy", _MAA_IKKE)
        svar.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            svar.headers.setdefault("Cache-Control", "no-store, private")
        return svar


def _politik(request: HttpRequest) -> str:
    """What pages may do; those one logs in on may also lead to where the login service says it is."""
    side = request.resolver_match.url_name if request.resolver_match else None
    sted = loginsted() if side in _LOGINSIDER else ""
    return indholdspolitik([*settings.FORMULARMAAL, sted]) if sted else str(settings.INDHOLDSPOLITIK)
