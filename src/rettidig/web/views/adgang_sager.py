"""A user's own exceptions: cases they are kept from, and a case opened for some hours."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import find_borger
from rettidig.adgang.roller import Ret, graenser, rettigheder
from rettidig.adgang.selectors.brugere import find_bruger
from rettidig.adgang.selectors.spaerringer import aabne_hos, find_spaerring, raader_over
from rettidig.adgang.services.undtagelser import ophaev, spaer_sag, tag_noedadgang
from rettidig.sprog import tekst
from rettidig.web.templatetags.tekster import tidspunkt
from rettidig.web.views.adgang_former import Noedadgangsform, Spaerringsform


@kraever(Ret.SE_BORGER, Ret.STYR_BRUGERE, en_af=True)
@require_http_methods(["GET", "POST"])
def spaerringer(request: HttpRequest) -> HttpResponse:
    """Blocked cases: everybody names their own family's, a team leader also for the team, an administrator for all."""
    form = Spaerringsform(
        request.POST or None, initial={"bruger": request.GET.get("bruger", "")[:150] or request.user.get_username()}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            bruger = find_bruger(data["bruger"])
            if bruger.pk not in {en.pk for en in raader_over(request.user)}:
                raise AdgangsFejl("ukendt_bruger")
            if Ret.STYR_BRUGERE not in rettigheder(request.user):
                find_borger(request.user, data["noegle"])
            spaer_sag(bruger, data["noegle"], data["slags"], data["begrundelse"], hvem=request.user)
        except AdgangsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            messages.success(request, tekst("adgang.side.spaerringer.gemt"))
            return HttpResponseRedirect(reverse("spaerringer"))
    aabne = aabne_hos(request.user)
    linjer = [(en, tekst(f"adgang.side.spaerringer.{en.slags}"), en.bruger_id != request.user.pk) for en in aabne]
    return render(
        request,
        "web/adgang/spaerringer.html",
        {"form": form, "linjer": linjer},
        status=400 if form.errors else 200,
    )


@kraever(Ret.GODKEND, Ret.STYR_BRUGERE, en_af=True)
@require_POST
def ophaev_spaerring(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a block of somebody else's."""
    spaerring = find_spaerring(request.user, pk)
    if spaerring is None:
        raise Http404
    try:
        ophaev(spaerring, hvem=request.user, hvorfor=request.POST.get("hvorfor", "")[:1000])
    except AdgangsFejl as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, tekst("adgang.side.spaerringer.ophaevet"))
    return HttpResponseRedirect(reverse("spaerringer"))


@kraever(Ret.SE_BORGER)
@require_http_methods(["GET", "POST"])
def noedadgang(request: HttpRequest) -> HttpResponse:
    """Open a case outside one's own, with a reason."""
    form = Noedadgangsform(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            adgang = tag_noedadgang(request.user, form.cleaned_data["noegle"], form.cleaned_data["begrundelse"])
        except AdgangsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            messages.success(request, tekst("adgang.side.noedadgang.gemt", til=tidspunkt(adgang.til)))
            return HttpResponseRedirect(reverse("noedadgang"))
    return render(
        request,
        "web/adgang/noedadgang.html",
        {"form": form, "timer": graenser().noedadgang_timer},
        status=400 if form.errors else 200,
    )
