"""Who has looked at whom: the controller's sample, and the citizen's own log."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rettidig.adgang.fejl import AdgangsFejl, IngenAdgang
from rettidig.adgang.formaal import Formaal
from rettidig.adgang.krav import kraever
from rettidig.adgang.models import Stikproevefund
from rettidig.adgang.roller import Ret
from rettidig.adgang.selectors.laeselog import borgerens_log, hvad_i_ord, stikproeve
from rettidig.adgang.services.laesninger import noter
from rettidig.adgang.services.stikproeve import noter_fund
from rettidig.sager.selectors.noegler import noegler as noegler_til
from rettidig.sprog import tekst
from rettidig.web.views.adgang_former import Stikproeveform


@kraever(Ret.SE_LAESELOG)
@require_http_methods(["GET", "POST"])
def laeselog(request: HttpRequest) -> HttpResponse:
    """A sample by period and seed; a post writes down a finding about one line of it."""
    data = request.POST if request.method == "POST" else request.GET
    form = Stikproeveform(data or None, initial={"froe": 1, "antal": 20})
    if not form.is_valid():
        return render(
            request, "web/adgang/laeselog.html", {"form": form, "linjer": None}, status=400 if form.errors else 200
        )
    valg = form.cleaned_data
    if request.method == "POST":
        try:
            noter_fund(
                request.user,
                int(request.POST.get("laest", "")[:18]) if request.POST.get("laest", "").isdecimal() else 0,
                request.POST.get("vurdering", ""),
                request.POST.get("bemaerkning", ""),
                froe=valg["froe"],
                fra=valg["fra"],
                til=valg["til"],
            )
        except AdgangsFejl as fejl:
            messages.error(request, str(fejl))
        else:
            messages.success(request, tekst("adgang.side.laeselog.gemt"))
        igen = urlencode({navn: valg[navn] for navn in ("fra", "til", "froe", "antal")})
        return HttpResponseRedirect(f"{reverse('laeselog')}?{igen}")
    linjer = stikproeve(valg["fra"], valg["til"], valg["froe"], valg["antal"])
    noter(request.user, [linje.laest.borger_id for linje in linjer], Formaal.KONTROL, "side.laeselog")
    noegler = noegler_til(linje.laest.borger_id for linje in linjer)
    viste = [
        {
            "laest": linje.laest,
            "borger": noegler.get(linje.laest.borger_id, ""),
            "formaal": tekst(f"adgang.formaal.{linje.laest.laesning.formaal}"),
            "hvad": hvad_i_ord(linje.laest.laesning.hvad),
            "saerlige": ", ".join(tekst(f"adgang.saerlig.{navn}") for navn in linje.saerlige),
            "vurdering": tekst(f"adgang.vurdering.{linje.vurdering}") if linje.vurdering else "",
        }
        for linje in linjer
    ]
    vurderinger = [(v, tekst(f"adgang.vurdering.{v}")) for v in Stikproevefund.Vurdering.values]
    return render(
        request,
        "web/adgang/laeselog.html",
        {"form": form, "linjer": viste, "vurderinger": vurderinger, "valg": valg},
    )


@kraever(Ret.SE_EGET)
@require_GET
def hvem_har_set(request: HttpRequest) -> HttpResponse:
    """The citizen's own log."""
    if request.user.borger_id is None:
        raise IngenAdgang
    noter(request.user, [request.user.borger_id], Formaal.EGET, "side.hvem_har_set")
    return render(request, "web/adgang/hvem_har_set.html", {"poster": borgerens_log(request.user.borger_id)})
