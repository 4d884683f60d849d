"""One import that has been written: what it did, what its reader set aside, and undoing it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
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
from rettidig.sager.services.fortrydelse import fortryd as fortryd_handling
from rettidig.sager.services.sammenligning import Aendringstal
from rettidig.sprog import tekst
from rettidig.web.indlaes.former import Fortrydform
from rettidig.web.templatetags.tekster import tal
from rettidig.web.views.indlaesning import fundindhold, som_rapport


@kraever(Ret.INDLAES)
@require_GET
def vis(request: HttpRequest, nummer: int) -> HttpResponse:
    """The import, table by table."""
    return _side(request, _find(nummer), Fortrydform())


@kraever(Ret.INDLAES, Ret.FORTRYD)
@require_POST
def fortryd(request: HttpRequest, nummer: int) -> HttpResponse:
    """Undo the import, with a reason; what others have changed since is left as it is."""
    handling = _find(nummer)
    form = Fortrydform(request.POST)
    if form.is_valid():
        try:
            hvorfor = fritekst(form.cleaned_data["fortryd_hvorfor"])
            svar = fortryd_handling(handling.pk, hvem=request.user.get_username(), hvorfor=hvorfor)
        except (SagsFejl, AdgangsFejl) as fejl:
            form.add_error("fortryd_hvorfor", str(fejl))
        else:
            messages.success(
                request,
                tekst(
                    "web_indlaes.fortrudt",
                    lukket=tal(svar.lukket),
                    genaabnet=tal(svar.genaabnet),
                    siden=tal(svar.aendret_siden),
                ),
            )
            return HttpResponseRedirect(reverse("indlaest", args=[nummer]))
    return _side(request, handling, form, status=422)


@kraever(Ret.INDLAES)
@require_GET
def rapport(request: HttpRequest, nummer: int) -> HttpResponse:
    """Every row the reader remarked on, as a workbook."""
    handling = _find(nummer)
    return som_rapport(request, laeserens_fund(handling), handling.kilde)


def _side(request: HttpRequest, handling: Handling, form: Fortrydform, *, status: int = 200) -> HttpResponse:
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
        **fundindhold(request, laeserens_fund(handling)),
    }
    return render(request, "web/indlaes/handling.html", indhold, status=status)


def _find(nummer: int) -> Handling:
    handling = find_indlaesning(nummer)
    if handling is None:
        raise Http404
    return handling
