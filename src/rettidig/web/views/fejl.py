"""The pages of what goes wrong: what happened in plain words, what one can do, and no value from the request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_KENDTE = {400, 403, 404, 405, 500}


def fejlside(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status."""
    kode = status if status in _KENDTE else 500
    return render(request, "web/fejl.html", {"noegle": f"web.fejl.{kode}", "kode": kode, "naeste": "/"}, status=status)


def daarlig(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The request could not be understood."""
    return fejlside(request, 400)


def ingen_adgang(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The person may not."""
    return fejlside(request, 403)


def ikke_fundet(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Nothing is there, or it is not for this person: the answer is the same."""
    return fejlside(request, 404)


def programfejl(request: HttpRequest) -> HttpResponse:
    """The program failed. The page asks nothing of the database, which may be what failed."""
    return fejlside(request, 500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form was sent without the proof that it came from here, or too long after it was opened."""
    return render(request, "web/fejl.html", {"noegle": "web.fejl.csrf", "kode": 403, "naeste": "/"}, status=403)
