"""The pages of what goes wrong: what happened in plain words, what one can do, and no value from the request."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_UDEN_LAGER: dict[str, Any] = {
    "user": None,
    "menu": (),
    "messages": (),
    "demo": None,
    "rolletekst": "",
    "kommunenavn": "",
}
"""What the shell would ask the store for."""
_KENDTE = {400, 403, 404, 405, 413, 500}


def fejlside(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status."""
    kode = status if status in _KENDTE else 500
    return render(request, "web/fejl.html", {"noegle": f"web.fejl.{kode}", "kode": kode, "naeste": "/"}, status=status)


def daarlig(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood, or was larger than the page takes."""
    return fejlside(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def ingen_adgang(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The person may not."""
    return fejlside(request, 403)


def ikke_fundet(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Nothing is there, or it is not for this person: the answer is the same."""
    return fejlside(request, 404)


def programfejl(request: HttpRequest) -> HttpResponse:
    """The program failed. Where the store is what is away, the page asks nothing of it: not who is asking either."""
    if not isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return fejlside(request, 500)
    indhold = {"noegle": "web.fejl.503", "kode": 503, "naeste": "/", **_UDEN_LAGER}
    svar = render(request, "web/fejl.html", indhold, status=503)
    svar.headers["Retry-After"] = "30"
    return svar


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form was sent without the proof that it came from here, or too long after it was opened."""
    return render(request, "web/fejl.html", {"noegle": "web.fejl.csrf", "kode": 403, "naeste": "/"}, status=403)
