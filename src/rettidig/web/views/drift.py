"""Health for a monitor, without any detail; and the page of the system's state for those who run it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rettidig.adgang.krav import aaben_for_alle, kraever
from rettidig.adgang.roller import Ret
from rettidig.drift.sundhed import klar_gemt
from rettidig.drift.tilstand import systemtilstand
from rettidig.sprog import findes, tekst

_IKKE_KLAR = 503


@aaben_for_alle
@require_safe
@never_cache
def sundhed(_request: HttpRequest) -> HttpResponse:
    """The program lives. Nothing else is asked, not even of the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@aaben_for_alle
@require_safe
@never_cache
def klar(_request: HttpRequest) -> HttpResponse:
    """Whether the program can do its work: each check with yes or no, 503 when one says no."""
    kontroller = klar_gemt()
    alt = all(kontroller.values())
    return JsonResponse({"klar": alt, "kontroller": kontroller}, status=200 if alt else _IKKE_KLAR)


@kraever(Ret.SE_DRIFT)
@require_safe
def drift(request: HttpRequest) -> HttpResponse:
    """The state of the system, part by part."""
    return render(request, "web/drift.html", {"dele": som_dele(systemtilstand())})


def som_dele(tilstand: dict[str, Any]) -> list[dict[str, Any]]:
    """The state as tables: a heading, columns and rows for each part."""
    return [_del(navn, indhold) for navn, indhold in tilstand.items() if navn != "tidspunkt"]


def _del(navn: str, indhold: Any) -> dict[str, Any]:
    overskrift = _ord(navn)
    if isinstance(indhold, dict):
        return {"overskrift": overskrift, "par": [(_ord(n), _vis(v)) for n, v in indhold.items()]}
    if isinstance(indhold, list) and indhold:
        kolonner = list(indhold[0])
        raekker = [[_vis(raekke.get(kolonne)) for kolonne in kolonner] for raekke in indhold]
        return {"overskrift": overskrift, "kolonner": [_ord(kolonne) for kolonne in kolonner], "raekker": raekker}
    return {"overskrift": overskrift, "tom": tekst("drift.ukendt" if indhold is None else "drift.intet")}


def _ord(navn: str) -> str:
    noegle = f"drift.ord.{navn}"
    return tekst(noegle) if findes(noegle) else navn.replace("_", " ")


def _vis(vaerdi: Any) -> str:
    match vaerdi:
        case None:
            return "–"
        case bool():
            return tekst("drift.ja" if vaerdi else "drift.nej")
        case list() | tuple():
            return ", ".join(map(_vis, vaerdi)) or "–"
        case dict():
            return ", ".join(f"{_ord(n)}: {_vis(v)}" for n, v in vaerdi.items()) or "–"
        case _:
            return str(vaerdi)
