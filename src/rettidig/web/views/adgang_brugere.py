"""Users and roles: the administrator's pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.krav import kraever
from rettidig.adgang.models import Bruger
from rettidig.adgang.roller import Ret, Rolle, roller
from rettidig.adgang.selectors import brugere as laes
from rettidig.adgang.selectors.teams import kendte_teams
from rettidig.adgang.services import brugere as skriv
from rettidig.sprog import tekst
from rettidig.web.views.adgang_former import Adgangsform, Begrundelsesform, Opretform, Soegeform, kommasepareret


@kraever(Ret.STYR_BRUGERE)
@require_http_methods(["GET"])
def liste(request: HttpRequest) -> HttpResponse:
    """All users, or those looked for."""
    form = Soegeform(request.GET)
    valg = form.cleaned_data if form.is_valid() else {}
    aaben = {"aaben": True, "lukket": False}.get(valg.get("tilstand", ""))
    fundne = laes.brugere(valg.get("q", ""), valg.get("rolle", ""), aaben=aaben)
    linjer = [(bruger, _rollenavne(bruger)) for bruger in fundne]
    status = 400 if form.errors else 200
    return render(request, "web/adgang/brugere.html", {"form": form, "linjer": linjer}, status=status)


@kraever(Ret.STYR_BRUGERE)
@require_http_methods(["GET", "POST"])
def ny(request: HttpRequest) -> HttpResponse:
    """Make a user; the page of the user then gives the link to a password."""
    form = Opretform(request.POST or None, initial={"kommune": getattr(request.user, "kommune", "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            bruger = skriv.opret(
                data["navn"],
                data["roller"],
                hvem=request.user.get_username(),
                teams=kommasepareret(data["teams"]),
                initialer=data["initialer"],
                kommune=data["kommune"],
                fulde_navn=data["fulde_navn"],
                borger_noegle=data["borger"],
                beskyttede=data["beskyttede"],
            )
        except AdgangsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            messages.success(request, tekst("adgang.side.brugere.oprettet"))
            return HttpResponseRedirect(reverse("bruger", kwargs={"pk": bruger.pk}))
    indhold = {"form": form, "teams": kendte_teams()}
    return render(request, "web/adgang/bruger_ny.html", indhold, status=400 if form.errors else 200)


@kraever(Ret.STYR_BRUGERE)
@require_http_methods(["GET", "POST"])
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: access, and what has been done to it; a post changes roles, teams and initials."""
    bruger = _find(pk)
    form = Adgangsform(
        request.POST or None,
        initial=_nu(bruger),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            skriv.ret_adgang(
                bruger,
                hvem=request.user.get_username(),
                hvorfor=data["hvorfor"],
                egne_roller=data["roller"],
                teams=kommasepareret(data["teams"]),
                initialer=data["initialer"],
                kommune=data["kommune"] if "kommune" in request.POST else None,
                beskyttede=data["beskyttede"],
            )
        except AdgangsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            messages.success(request, tekst("adgang.side.brugere.gemt"))
            return HttpResponseRedirect(reverse("bruger", kwargs={"pk": pk}))
    return _side(request, bruger, form, status=400 if form.errors else 200)


@kraever(Ret.STYR_BRUGERE)
@require_POST
def spaer(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the user, or open them again."""
    bruger = _find(pk)
    return _med_begrundelse(request, bruger, skriv.spaer if bruger.is_active else skriv.aabn)


@kraever(Ret.STYR_BRUGERE)
@require_POST
def nulstil(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second step and the password away."""
    return _med_begrundelse(request, _find(pk), skriv.nulstil_totrin)


@kraever(Ret.STYR_BRUGERE)
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """A one-time link, shown this once."""
    bruger = _find(pk)
    adresse = request.build_absolute_uri(skriv.engangslink(bruger, hvem=request.user.get_username()))
    return _side(request, bruger, Adgangsform(initial=_nu(bruger)), link=adresse)


def _med_begrundelse(request: HttpRequest, bruger: Bruger, handling: Any) -> HttpResponse:
    form = Begrundelsesform(request.POST)
    try:
        handling(bruger, hvem=request.user.get_username(), hvorfor=form.data.get("hvorfor", "")[:1000])
    except AdgangsFejl as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, tekst("adgang.side.brugere.gemt"))
    return HttpResponseRedirect(reverse("bruger", kwargs={"pk": bruger.pk}))


def _side(request: HttpRequest, bruger: Bruger, form: Any, *, link: str = "", status: int = 200) -> HttpResponse:
    handlinger = [(handling, tekst(f"adgang.handling.{handling.slags}")) for handling in laes.handlinger(bruger)]
    indhold = {
        "bruger": bruger,
        "form": form,
        "begrundelse": Begrundelsesform(auto_id="begrundelse_%s"),
        "link": link,
        "handlinger": handlinger,
        "spaerringer": laes.aabne_spaerringer(bruger).count(),
        "roller": _rollenavne(bruger),
        "mig_selv": bruger.pk == request.user.pk,
        "teams": kendte_teams(bruger.kommune),
    }
    return render(request, "web/adgang/bruger.html", indhold, status=status)


def _nu(bruger: Bruger) -> dict[str, Any]:
    """The user's access as the form shows it."""
    return {
        "roller": [rolle.value for rolle in roller(bruger)],
        "teams": ", ".join(bruger.teams),
        "initialer": bruger.initialer,
        "kommune": bruger.kommune,
        "beskyttede": bruger.beskyttede,
    }


def _find(pk: int) -> Bruger:
    fundet = laes.bruger_med_nummer(pk)
    if fundet is None:
        raise Http404
    return fundet


def _rollenavne(bruger: Any) -> str:
    navne = {gruppe.name for gruppe in bruger.groups.all()}
    return ", ".join(tekst(f"adgang.rolle.{rolle.value}") for rolle in Rolle if rolle.value in navne)
