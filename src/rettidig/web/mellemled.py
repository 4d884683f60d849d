"""What every request passes through: the language it is answered in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from rettidig.sprog import SPROG, paa_sprog
from rettidig.web.views.fejl import fejlside

SPROGCOOKIE = "rettidig_sprog"


class Sprogvalg:
    """Answers in the language the person has chosen, and in Danish until they have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Both the project's sentences and those of the libraries follow the choice, for this request alone."""
        valgt = request.COOKIES.get(SPROGCOOKIE, SPROG[0])
        sprog = valgt if valgt in SPROG else SPROG[0]
        request.LANGUAGE_CODE = sprog
        with paa_sprog(sprog), translation.override(sprog):
            svar = self.get_response(request)
            if hasattr(svar, "render") and not svar.is_rendered:
                svar.render()
            if isinstance(svar, HttpResponseNotAllowed) and not svar.content:
                svar = _i_ord(request, svar)
        svar.headers.setdefault("Content-Language", sprog)
        return svar


def _i_ord(request: HttpRequest, nej: HttpResponse) -> HttpResponse:
    """What was asked in a way the address does not answer, such as a form's address opened as a page: told in words."""
    side = fejlside(request, nej.status_code)
    side.headers["Allow"] = nej.headers["Allow"]
    return side
