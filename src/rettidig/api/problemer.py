"""What goes wrong is said as RFC 9457 has it: a sentence in the reader's language, and nothing that was sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db.utils import Error as Databasefejl
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.forloeb import UbrugeligeData
from rettidig.forloeb.visning import uden_cpr
from rettidig.sager.fejl import SagsFejl
from rettidig.sprog import SPROG, findes, paa_sprog, tekst
from rettidig.svar.fejl import Brugerfejl

FORM = "application/problem+json"
RODEN = "/api/"
_STATUS: Mapping[str, int] = {
    "modtag_for_stor": 413,
    "modtag_udpakket_for_stor": 413,
    "modtag_ukendt_slags": 415,
    "modtag_plads": 507,
    "forberedt_findes_ikke": 404,
    "lukker_mange": 409,
    "forberedt_indlaest": 409,
    "proev_igen": 503,
}
"""What the store's own reasons are as a status; the others are 422."""
_KENDTE = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503, 507})
_UFORSTAAELIGE: tuple[type[Exception], ...] = (
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
    UnreadablePostError,
)


class Problem(Exception):
    """What was asked cannot be answered: a status, and the key ``api.fejl.<kode>`` of the sentence that says why."""

    def __init__(self, status: int, kode: str, /, hoveder: Mapping[str, str] | None = None, **felter: object) -> None:
        self.status, self.kode, self.felter = status, kode, felter
        self.hoveder = dict(hoveder or {})
        super().__init__(kode)


def sprog_for(request: HttpRequest) -> str:
    """The language asked for by ``Accept-Language``; Danish where none of ours is."""
    oenskede: list[tuple[float, str]] = []
    for led in request.headers.get("Accept-Language", "").split(",")[:20]:
        navn, _, vaegt = led.strip().partition(";")
        fundet = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", vaegt) if vaegt else None
        if vaegt and fundet is None:
            continue
        kort = navn.split("-")[0].casefold()
        if kort in SPROG:
            oenskede.append((-(float(fundet[1]) if fundet else 1.0), kort))
    return min(oenskede, key=lambda led: led[0])[1] if oenskede else SPROG[0]


def som_svar(
    request: HttpRequest, status: int, kode: str, saetning: str, hoveder: Mapping[str, str] | None = None
) -> HttpResponse:
    """The problem as an answer. Digits that look like a CPR number are never in it, whoever wrote the sentence."""
    sprog = sprog_for(request)
    with paa_sprog(sprog):
        titel = tekst(f"api.status.{status if status in _KENDTE else 500}")
    objekt = {
        "type": f"urn:rettidig:fejl:{kode}",
        "title": titel,
        "status": status,
        "detail": uden_cpr(" ".join(saetning.split())),
    }
    svar = HttpResponse(json.dumps(objekt, ensure_ascii=False), content_type=FORM, status=status)
    svar["Content-Language"] = sprog
    svar["Cache-Control"] = "no-store"
    for navn, vaerdi in (hoveder or {}).items():
        svar[navn] = vaerdi
    return svar


def _af_problem(request: HttpRequest, fejl: Problem) -> HttpResponse:
    with paa_sprog(sprog_for(request)):
        saetning = tekst(f"api.fejl.{fejl.kode}", **fejl.felter)
    return som_svar(request, fejl.status, fejl.kode, saetning, fejl.hoveder)


def _kort(status: int, kode: str, **hoveder: str) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, _: _af_problem(request, Problem(status, kode, hoveder))


def _af_brugerfejl(request: HttpRequest, fejl: Brugerfejl) -> HttpResponse:
    """The question's fault, said without the value: the name of the parameter at the most."""
    kode = (fejl.noegle or "").rpartition(".")[2]
    if not findes(f"api.fejl.{kode}"):
        kode = "spoergsmaal"
    felter = {"indstilling": str(fejl.felter.get("indstilling", "")).strip("-")}
    if "muligheder" in fejl.felter:
        felter["muligheder"] = str(fejl.felter["muligheder"])
    return _af_problem(request, Problem(404 if kode.startswith("ukendt_borger") else 422, kode, None, **felter))


def _af_validering(request: HttpRequest, fejl: ValidationError) -> HttpResponse:
    """Which parameters are wrong, by the names the program gave them."""
    steder = {str(led["loc"][-1]) for led in fejl.errors if led.get("loc") and led["loc"][0] in {"query", "path"}}
    navne = ", ".join(sorted(sted for sted in steder if sted.isidentifier()))
    if not navne:
        return _af_problem(request, Problem(422, "spoergsmaal"))
    return _af_problem(request, Problem(422, "parametre", navne=navne))


def _af_sagsfejl(request: HttpRequest, fejl: SagsFejl) -> HttpResponse:
    return som_svar(request, _STATUS.get(fejl.kode, 422), fejl.kode, str(fejl))


def _af_data(request: HttpRequest, fejl: Exception) -> HttpResponse:
    return som_svar(request, 422, "ubrugelige_data", str(fejl))


def _af_http(request: HttpRequest, fejl: HttpError) -> HttpResponse:
    status = fejl.status_code if fejl.status_code in _KENDTE else 400
    return _af_problem(request, Problem(status, f"status_{status}"))


def _uventet(request: HttpRequest, fejl: Exception) -> HttpResponse:
    """The program's own fault: its kind is logged, without any value, and the caller is told that there was one."""
    structlog.get_logger().error("api_fejl", slags=type(fejl).__name__)
    return _af_problem(request, Problem(500, "status_500"))


def tilslut(api: NinjaAPI) -> None:
    """Have every fault of the interface said as a problem."""
    haandteres: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Exception: _uventet,
        Http404: _kort(404, "status_404"),
        HttpError: _af_http,
        AuthenticationError: _kort(401, "status_401", **{"WWW-Authenticate": 'Bearer realm="rettidig"'}),
        ValidationError: _af_validering,
        Problem: _af_problem,
        Brugerfejl: _af_brugerfejl,
        SagsFejl: _af_sagsfejl,
        AdgangsFejl: _af_data,
        UbrugeligeData: _af_data,
        **dict.fromkeys(_UFORSTAAELIGE, _kort(400, "status_400")),
        RequestDataTooBig: _kort(413, "status_413"),
        Databasefejl: _kort(503, "status_503", **{"Retry-After": "5"}),
    }
    for slags, funktion in haandteres.items():
        api.add_exception_handler(slags, funktion)


class Problemmellemled:
    """Middleware: what is refused before the interface itself is reached is said as a problem too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; a fault under the interface's addresses that is a page becomes a problem."""
        svar = self.get_response(request)
        if (
            svar.status_code < HTTPStatus.BAD_REQUEST
            or not request.path.startswith(RODEN)
            or svar.get("Content-Type", "").startswith(FORM)
        ):
            return svar
        status = svar.status_code if svar.status_code in _KENDTE else 400
        ny = _af_problem(request, Problem(status, f"status_{status}"))
        if "Allow" in svar:
            ny["Allow"] = svar["Allow"]
        return ny
