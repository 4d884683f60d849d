"""One import that has been written: what it did, what its reader set aside, and undoing it while nobody waits."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, rettigheder
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling
from rettidig.sager.selectors.indlaesninger import find_indlaesning, handlinger_siden, laeserens_fund
from rettidig.sager.services import fortrydelse_arbejde
from rettidig.sager.services.baggrund import Arbejde
from rettidig.sager.services.sammenligning import Aendringstal
from rettidig.sprog import tekst
from rettidig.web.indlaes.former import Fortrydform
from rettidig.web.views.indlaesning import fundindhold, som_rapport

_DEL = "rt-fortryder"
_KORT_TID = 1.5
"""Seconds a page waits for what has just been begun, so that a small import is undone at once."""


@kraever(Ret.INDLAES)
@require_GET
def vis(request: HttpRequest, nummer: int) -> HttpResponse:
    """The import, table by table, and how far undoing it has come."""
    return _side(request, _find(nummer), Fortrydform())


@kraever(Ret.INDLAES, Ret.FORTRYD)
@require_POST
def fortryd(request: HttpRequest, nummer: int) -> HttpResponse:
    """Begin to undo the import, with a reason; what others have changed since is left as it is."""
    handling = _find(nummer)
    form = Fortrydform(request.POST)
    if form.is_valid():
        try:
            hvorfor = fritekst(form.cleaned_data["fortryd_hvorfor"])
            fortrydelse_arbejde.begynd(handling, hvem=request.user.get_username(), hvorfor=hvorfor)
            fortrydelse_arbejde.vent(handling, _KORT_TID)
        except (SagsFejl, AdgangsFejl) as fejl:
            form.add_error("fortryd_hvorfor", str(fejl))
        else:
            return HttpResponseRedirect(reverse("indlaest", args=[nummer]))
    return _side(request, handling, form, status=422)


@kraever(Ret.INDLAES)
@require_GET
def rapport(request: HttpRequest, nummer: int) -> HttpResponse:
    """Every row the reader remarked on, as a workbook."""
    handling = _find(nummer)
    return som_rapport(request, laeserens_fund(handling), handling.kilde)


def _side(request: HttpRequest, handling: Handling, form: Fortrydform, *, status: int = 200) -> HttpResponse:
    arbejde = fortrydelse_arbejde.arbejde(handling)
    if request.headers.get("HX-Target") == _DEL:
        if arbejde is None or not arbejde.koerer:
            return HttpResponse(headers={"HX-Redirect": reverse("indlaest", args=[handling.pk])})
        return render(request, "web/indlaes/dele/fortryder.html", _fortrydelse(handling, arbejde))
    tabeller: list[Any] = [
        (navn, SimpleNamespace(**handling.laest.get(navn, {"laest": 0, "sat_til_side": 0})), Aendringstal(**egne))
        for navn, egne in handling.tal.items()
    ]
    indhold = {
        "handling": handling,
        "tabeller": tabeller,
        "i_alt": sum((egne for _, _, egne in tabeller), Aendringstal()),
        "laest": sum(laest.laest for _, laest, _ in tabeller),
        "afvist": sum(laest.sat_til_side for _, laest, _ in tabeller),
        "fortrudt_af": getattr(handling, "fortrudt_af", None),
        "kan_fortrydes": Ret.FORTRYD in rettigheder(request.user),
        "siden": handlinger_siden(handling.pk),
        "form": form,
        **_fortrydelse(handling, arbejde),
        **fundindhold(request, laeserens_fund(handling)),
    }
    return render(request, "web/indlaes/handling.html", indhold, status=status)


def _fortrydelse(handling: Handling, arbejde: Arbejde | None) -> dict[str, Any]:
    trin = arbejde.trin if arbejde is not None else ""
    return {
        "handling": handling,
        "arbejde": arbejde,
        "trin": tekst(f"web_indlaes.trin.{trin}", tabel=arbejde.tabel) if arbejde is not None and trin else "",
        "fortrudt_tal": fortrydelse_arbejde.tal(handling),
    }


def _find(nummer: int) -> Handling:
    handling = find_indlaesning(nummer)
    if handling is None:
        raise Http404
    return handling
