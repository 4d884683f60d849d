"""The import: an extract is sent, looked through, and confirmed; and what has been imported before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Bredde, Ret, bredde
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.selectors.handlinger import seneste_indlaesninger
from rettidig.sager.selectors.indlaesninger import handlet_efter, indlaesningshistorik
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services import modtagelse_arbejde, modtagelse_forberedt
from rettidig.sager.services.modtagelse_forberedt import Forberedt
from rettidig.sager.services.modtagelse_graenser import GRAENSER, i_mb
from rettidig.sager.services.modtagelse_mapper import forbered_mappe, mapper
from rettidig.sprog import tekst
from rettidig.web.excel import som_fil
from rettidig.web.indlaes.former import Bekraeftform, Filform, Kildeform, Mappeform
from rettidig.web.indlaes.fundtabel import ADVARSEL, SAT_TIL_SIDE, fundlinjer, fundsvar

_PR_SIDE = 20
_KORT_TID = 1.5
"""Seconds a page waits for work just begun, so that a small extract is shown at once."""
_DEL = "rt-fil"


@kraever(Ret.INDLAES, filer=True)
@require_http_methods(["GET", "POST"])
def indlaesning(request: HttpRequest) -> HttpResponse:
    """What waits, what came last from each system, and everything imported; a post sends files."""
    if request.method == "POST":
        form = Filform(request.POST, request.FILES)
        if form.is_valid():
            filer = [(fil.name or "", fil) for fil in form.cleaned_data["filer"]]
            kilde = form.cleaned_data["kilde"]
            try:
                egen = modtagelse_forberedt.forbered(filer, hvem=request.user.get_username(), kilde=kilde)
            except SagsFejl as fejl:
                form.add_error("filer", str(fejl))
            else:
                return _begynd(egen, form)
        return _forside(request, form, Mappeform(auto_id="mappe_%s"), status=422)
    return _forside(request, Filform(), Mappeform(auto_id="mappe_%s"))


@kraever(Ret.INDLAES)
@require_POST
def fra_mappe(request: HttpRequest) -> HttpResponse:
    """Take in what lies in the folder the administrator has named."""
    form = Mappeform(request.POST, auto_id="mappe_%s")
    if form.is_valid():
        data = form.cleaned_data
        try:
            egen = forbered_mappe(data["mappe"], hvem=request.user.get_username(), kilde=data["kilde"])
        except SagsFejl as fejl:
            form.add_error("mappe", str(fejl))
        else:
            return _begynd(egen, form)
    return _forside(request, Filform(), form, status=422)


@kraever(Ret.INDLAES)
@require_http_methods(["GET", "POST"])
def fil(request: HttpRequest, id_: str) -> HttpResponse:
    """What importing the upload would do, or how far the work on it has come; a post works it out anew."""
    egen = _find(request, id_)
    if egen is None:
        return _vaek(request)
    if request.method == "POST":
        vist = modtagelse_arbejde.visning(egen)
        modtagelse_arbejde.forhaandsvis(egen, vist.fagsystem if vist else "")
        modtagelse_arbejde.vent(egen, _KORT_TID)
        return HttpResponseRedirect(reverse("indlaes_fil", args=[egen.id]))
    return _filside(request, egen)


@kraever(Ret.INDLAES)
@require_POST
def bekraeft(request: HttpRequest, id_: str) -> HttpResponse:
    """Import what was shown, once."""
    egen = _find(request, id_)
    if egen is None:
        return _vaek(request)
    vist = modtagelse_arbejde.visning(egen)
    if egen.handling is not None or vist is None:
        return HttpResponseRedirect(reverse("indlaes_fil", args=[egen.id]))
    form = Bekraeftform(request.POST, lukker_mange=vist.lukker_mange)
    if form.is_valid():
        if vist.lukker_mange and not form.cleaned_data["luk_mange"]:
            form.add_error("luk_mange", tekst("web_indlaes.fejl.luk_mange"))
        else:
            try:
                hvorfor = fritekst(form.cleaned_data["hvorfor"])
                modtagelse_arbejde.indlaes(egen, vist.fagsystem, hvorfor=hvorfor, luk_mange=vist.lukker_mange)
                modtagelse_arbejde.vent(egen, _KORT_TID)
            except AdgangsFejl as fejl:
                form.add_error("hvorfor", str(fejl))
            except SagsFejl as fejl:
                form.add_error(None, str(fejl))
            else:
                return HttpResponseRedirect(reverse("indlaes_fil", args=[egen.id]))
    return _filside(request, egen, form, status=422)


@kraever(Ret.INDLAES)
@require_POST
def opgiv(request: HttpRequest, id_: str) -> HttpResponse:
    """Drop the upload."""
    try:
        modtagelse_forberedt.opgiv(id_, hvem=request.user.get_username())
    except SagsFejl as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, tekst("web_indlaes.opgivet"))
    return HttpResponseRedirect(reverse("indlaesning"))


@kraever(Ret.INDLAES)
@require_GET
def rapport(request: HttpRequest, id_: str) -> HttpResponse:
    """Every row that was remarked on, as a workbook."""
    egen = _find(request, id_)
    vist = None if egen is None else modtagelse_arbejde.visning(egen)
    if vist is None:
        return _vaek(request)
    return som_rapport(request, vist.blokke, vist.fagsystem)


def som_rapport(request: HttpRequest, blokke: Any, fagsystem: str) -> HttpResponse:
    """The remarks as a workbook, with the values where they may be seen."""
    svar, uden_plads = fundsvar(blokke, med_vaerdier=ser_vaerdier(request))
    kilder = [(tekst("web_indlaes.fagsystem"), fagsystem)]
    if uden_plads:
        kilder.append((tekst("web_indlaes.rapport.titel"), tekst("web_indlaes.rapport.uden_plads", antal=uden_plads)))
    return som_fil(svar, tekst("web_indlaes.rapport.titel"), kilder)


def ser_vaerdier(request: HttpRequest) -> bool:
    """Whether the values of single rows may be seen: by those who may see any citizen of the municipality."""
    return bredde(request.user, Ret.SE_BORGER) is Bredde.KOMMUNEN


def fundindhold(request: HttpRequest, blokke: Any) -> dict[str, Any]:
    """The report as the pages show it."""
    med_vaerdier = ser_vaerdier(request)
    return {
        "sat_til_side": fundlinjer(blokke, SAT_TIL_SIDE, med_vaerdier=med_vaerdier),
        "advarsler": fundlinjer(blokke, ADVARSEL, med_vaerdier=med_vaerdier),
        "med_vaerdier": med_vaerdier,
    }


def _begynd(egen: Forberedt, form: Kildeform) -> HttpResponse:
    modtagelse_arbejde.forhaandsvis(egen, form.fagsystemet())
    modtagelse_arbejde.vent(egen, _KORT_TID)
    return HttpResponseRedirect(reverse("indlaes_fil", args=[egen.id]))


def _forside(request: HttpRequest, filform: Kildeform, mappeform: Kildeform, *, status: int = 200) -> HttpResponse:
    foer = request.GET.get("foer", "")
    handlinger = indlaesningshistorik(_PR_SIDE + 1, int(foer[:18]) if foer.isascii() and foer.isdecimal() else None)
    seneste = seneste_indlaesninger(kendt_nu())
    indhold = {
        "filform": filform,
        "mappeform": mappeform if mapper() else None,
        "ventende": modtagelse_forberedt.ventende(request.user.get_username()),
        "seneste": [{"handling": h, "doegn": (now() - h.tidspunkt).days} for h in seneste],
        "handlinger": handlinger[:_PR_SIDE],
        "naeste_side": handlinger[_PR_SIDE - 1].pk if len(handlinger) > _PR_SIDE else None,
        "bladret": bool(foer),
        "hoejst": i_mb(GRAENSER.pakket),
    }
    return render(request, "web/indlaes/forside.html", indhold, status=status)


def _filside(request: HttpRequest, egen: Forberedt, form: Any = None, *, status: int = 200) -> HttpResponse:
    del_ = request.headers.get("HX-Target") == _DEL
    if egen.handling is not None:
        til = reverse("indlaest", args=[egen.handling])
        return HttpResponse(headers={"HX-Redirect": til}) if del_ else HttpResponseRedirect(til)
    arbejde, vist = modtagelse_arbejde.arbejde(egen), modtagelse_arbejde.visning(egen)
    indhold = {
        "egen": egen,
        "arbejde": arbejde,
        "trin": tekst(f"web_indlaes.trin.{arbejde.trin or 'laeser'}", tabel=arbejde.tabel) if arbejde else "",
        "vist": vist,
        "form": form or Bekraeftform(lukker_mange=bool(vist and vist.lukker_mange)),
        "foraeldet": vist is not None and handlet_efter(vist.opgjort),
        **(fundindhold(request, vist.blokke) | _tal(vist) if vist is not None else {}),
    }
    return render(request, "web/indlaes/dele/fil.html" if del_ else "web/indlaes/fil.html", indhold, status=status)


def _tal(vist: modtagelse_arbejde.Visning) -> dict[str, Any]:
    return {
        "tabeller": [(navn, vist.laest[navn], tal) for navn, tal in vist.tal.items()],
        "i_alt": vist.i_alt,
        "laest": sum(t.laest for t in vist.laest.values()),
        "afvist": sum(t.sat_til_side for t in vist.laest.values()),
        "fravaerende": ", ".join(vist.fravaerende),
    }


def _find(request: HttpRequest, id_: str) -> Forberedt | None:
    try:
        return modtagelse_forberedt.hent_forberedt(id_, hvem=request.user.get_username())
    except SagsFejl:
        return None


def _vaek(request: HttpRequest) -> HttpResponse:
    """The upload is gone, or was never this person's: the same answer, and the way on."""
    return render(request, "web/indlaes/vaek.html", status=404)
