"""A draft act sent to be rehearsed, taken away again; and the rule files in force, to write one from."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, skal_undertrykkes
from rettidig.regler.indlaes import LOV, hent_lov
from rettidig.regler.udkast import STOERSTE, Udkastfejl
from rettidig.sprog import tekst
from rettidig.tal.fejl import TalFejl
from rettidig.tal.services import reformudkast
from rettidig.tal.services.reformproeve import GAELDENDE, UDKAST, Oensket
from rettidig.web.borger.valg import sidens_dag
from rettidig.web.reformsider.udkastdel import KILO, filnavn, udkastdel
from rettidig.web.reformsider.valg import Reformform, adresse, standard


@kraever(Ret.SE_REGLER)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Take a draft in and choose it; where it has faults each is told, and nothing is kept."""
    if skal_undertrykkes(request.user):
        raise Http404
    sendt = request.FILES.get("fil")
    if sendt is None:
        return _igen(request, (tekst("web.reform.udkast.ingen_fil"),))
    if (sendt.size or 0) > STOERSTE:
        return _igen(request, (tekst("web.reform.udkast.for_stor", antal=STOERSTE // KILO),))
    try:
        gemt = reformudkast.gem(request.user.pk, sendt.name or "", sendt.read())
    except Udkastfejl as fejl:
        return _igen(request, tuple(str(enkelt) for enkelt in fejl.fejl))
    messages.success(request, tekst("web.reform.udkast.modtaget"))
    try:
        return HttpResponseRedirect(adresse(Oensket(sidens_dag(), GAELDENDE, UDKAST, gemt.id)))
    except TalFejl:
        # Today's law is not coded; the day is for the user to choose.
        return HttpResponseRedirect(reverse("reform"))


@kraever(Ret.SE_REGLER)
@require_POST
def fjern(request: HttpRequest) -> HttpResponse:
    """Take the user's draft away, and what was worked out with it."""
    reformudkast.glem(request.user.pk)
    messages.success(request, tekst("web.reform.udkast.fjernet"))
    return HttpResponseRedirect(reverse("reform"))


@kraever(Ret.SE_REGLER)
@require_GET
def regelfil(_request: HttpRequest, navn: str) -> HttpResponse:
    """A rule file of the law in force, as it is written."""
    fil = next((f for f in hent_lov().filer.values() if filnavn(f) == navn), None)
    if fil is None:
        raise Http404
    svar = HttpResponse((LOV / fil).read_bytes(), content_type="application/yaml; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="{navn}.yaml"'
    return svar


def _igen(request: HttpRequest, fejl: tuple[str, ...]) -> HttpResponse:
    gemt = reformudkast.egne(request.user.pk)
    form = Reformform(initial=standard(gemt), udkast=gemt)
    return render(request, "web/regler/reform.html", {"form": form, **udkastdel(request, fejl)}, status=422)
