"""The draft of what a citizen may see, made when it is asked for and kept nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.formaal import Formaal
from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.adgang.services.laesninger import noter
from rettidig.sprog import tekst
from rettidig.web.borger.aktindsigt import byg, filnavn
from rettidig.web.borger.hoved import aabn, hoved


@kraever(Ret.SE_BORGER, Ret.REGISTRER)
@require_POST
def aktindsigt(request: HttpRequest, noegle: str) -> HttpResponse:
    """The ZIP file. That it was made, by whom and for which request, is in the log before it is made."""
    aabnet = aabn(request, noegle, "side.borger_indsigt")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    anledning = request.POST.get("anledning", "").strip()
    try:
        if not anledning:
            raise AdgangsFejl("begrundelse_mangler")
        noter(request.user, [aabnet.borger.pk], Formaal.AKTINDSIGT, "udtraek.aktindsigt", anledning)
    except AdgangsFejl as grund:
        indhold = {**hoved(request, aabnet, "borger_indsigt"), "formfejl": str(grund)}
        return render(request, "web/borger/indsigt.html", indhold, status=422)
    if aabnet.side is None:
        indhold = {**hoved(request, aabnet, "borger_indsigt"), "formfejl": tekst("web.borger.ukendt_da.overskrift")}
        return render(request, "web/borger/indsigt.html", indhold, status=422)
    nu = localtime()
    svar = HttpResponse(byg(aabnet, aabnet.side, request.user.get_username(), nu), content_type="application/zip")
    svar["Content-Disposition"] = f'attachment; filename="{filnavn(noegle, nu)}"'
    return svar
