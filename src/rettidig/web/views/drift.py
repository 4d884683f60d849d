"""Health for a monitor, without any detail; and the page of the system's state for those who run it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rettidig.adgang.krav import aaben_for_alle, kraever
from rettidig.adgang.roller import Ret
from rettidig.drift.sundhed import klar_gemt
from rettidig.drift.tilstand import systemtilstand
from rettidig.web.tilstandsord import opmaerksomhed, som_dele

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
    """The state of the system: what somebody must look at, then part by part."""
    tilstand = systemtilstand()
    return render(request, "web/drift.html", {"opmaerksomhed": opmaerksomhed(tilstand), "dele": som_dele(tilstand)})
