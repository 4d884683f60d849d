"""The citizen's own page: the next talk, what is agreed, rights and duties, who has looked, and one's own data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from rettidig.adgang.fejl import IngenAdgang
from rettidig.adgang.formaal import Formaal
from rettidig.adgang.krav import aaben_for_alle, kraever
from rettidig.adgang.omfang import egen_borger
from rettidig.adgang.roller import Ret
from rettidig.adgang.selectors.laeselog import Logpost, borgerens_log
from rettidig.adgang.services.laesninger import noter
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Borger
from rettidig.sager.services.samtaleform import vaelg_samtaleform
from rettidig.sprog import findes, tekst
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.egen_sag import EgenSag, egen_sag
from rettidig.web.borger.valg import sidens_dag
from rettidig.web.mit.egne_data import egne_data
from rettidig.web.mit.ord import samtaledel, sidens_dele

_DEL = "samtale"
_VISTE, _SETE = 5, 100


@kraever(Ret.SE_EGET)
@require_GET
def min_sag(request: HttpRequest) -> HttpResponse:
    """The page, or the part with the next talk that HTMX asks for."""
    try:
        borger = _egen(request)
    except IngenAdgang:
        return render(request, "web/mit/ukendt.html", status=404)
    return _side(request, borger)


@kraever(Ret.SE_EGET)
@require_POST
def samtaleform(request: HttpRequest) -> HttpResponse:
    """The choice of form: registered as an event of today, and shown at once."""
    borger = _egen(request)
    form, fejl = request.POST.get("samtaleform", ""), ""
    sag = _sag(borger)
    lovlige = sag.formvalg.lovlige if sag is not None and sag.formvalg.frit else ()
    if form not in lovlige:
        fejl = tekst("web.mit.valg.ikke_muligt" if form else "web.mit.valg.mangler")
    else:
        try:
            vaelg_samtaleform(
                borger,
                form,
                sidens_dag(),
                hvem=request.user.get_username(),
                hvorfor=tekst("web.mit.valg.hvorfor"),
            )
        except SagsFejl as grund:
            fejl = str(grund)
    if fejl or _delvis(request):
        return _side(request, borger, fejl)
    return HttpResponseRedirect(f"{reverse('min_sag')}#{_DEL}")


@kraever(Ret.SE_EGET)
@require_GET
def hent(request: HttpRequest) -> HttpResponse:
    """One's own data as a file."""
    borger = _egen(request)
    noter(request.user, [borger.pk], Formaal.EGET, "udtraek.egne_data")
    svar = HttpResponse(egne_data(borger, localdate()), content_type="application/zip")
    svar.headers["Content-Disposition"] = 'attachment; filename="mine-data.zip"'
    svar.headers["Cache-Control"] = "no-store"
    return svar


_AFSNIT = ("status", "ikke", "proevet", "hjaelp", "klage", "dato")
_FLEST_SAETNINGER = 10


@aaben_for_alle
@require_GET
def tilgaengelighed(request: HttpRequest) -> HttpResponse:
    """The accessibility statement. It is the same for all, logged in or not."""
    afsnit = []
    for navn in _AFSNIT:
        noegler = (f"web.tilgaengelighed.{navn}.{nr}" for nr in range(1, _FLEST_SAETNINGER))
        afsnit.append((tekst(f"web.tilgaengelighed.{navn}"), [tekst(n) for n in noegler if findes(n)]))
    return render(request, "web/mit/tilgaengelighed.html", {"afsnit": afsnit})


def _egen(request: HttpRequest) -> Borger:
    """The citizen the user is, and nobody else."""
    return egen_borger(request.user)


def _sag(borger: Borger) -> EgenSag | None:
    try:
        return egen_sag(borger.pk, sidens_dag())
    except TalFejl:
        return None


def _side(request: HttpRequest, borger: Borger, fejl: str = "") -> HttpResponse:
    """The page or its part as the case stands now; the reading is written down first."""
    noter(request.user, [borger.pk], Formaal.EGET, "side.min_sag")
    sag, status = _sag(borger), 422 if fejl else 200
    if sag is None:
        return render(request, "web/mit/ukendt.html", status=status)
    indhold: dict[str, Any] = samtaledel(sag, fejl)
    if _delvis(request):
        return render(request, "web/mit/samtale.html", indhold, status=status)
    indhold |= sidens_dele(sag) | {"laesninger": _andres(borger.pk)}
    return render(request, "web/mit/side.html", indhold, status=status)


def _delvis(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Target") == _DEL)


def _andres(pk: int) -> list[Logpost]:
    """The latest readings by others than the citizen."""
    selv = tekst("adgang.log.dig")
    return [post for post in borgerens_log(pk, _SETE) if post.hvem != selv][:_VISTE]
