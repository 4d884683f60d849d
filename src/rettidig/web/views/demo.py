"""The demonstration: one press to be somebody, one to move to its other day. Elsewhere there is no such page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import aaben_for_alle
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.tal.fejl import TalFejl
from rettidig.web.demo.dag import skift_dag
from rettidig.web.demo.opsaetning import demobrugere
from rettidig.web.demo.vaern import IkkeHer, tilladt
from rettidig.web.roller import rollenavn

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@aaben_for_alle
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Show the users of the demonstration; log in as one of them, or move to the other day."""
    if not tilladt():
        raise Http404
    if "dag" in request.POST:
        return _paa_den_dag(request)
    brugere = demobrugere()
    if request.method == "POST":
        valgt = next((b for _, b in brugere if b.username == request.POST.get("bruger")), None)
        if valgt is None:
            raise Http404
        login(request, valgt, backend=_BACKEND)
        return HttpResponseRedirect("/")
    linjer = [
        {
            "bruger": bruger.username,
            "navn": bruger.get_full_name(),
            "rolle": rollenavn(rolle),
            "hvad": tekst(f"web.demo.rolle.{rolle.value}"),
        }
        for rolle, bruger in brugere
    ]
    return render(request, "web/demo.html", {"linjer": linjer})


def _paa_den_dag(request: HttpRequest) -> HttpResponse:
    """Work the municipality out for the day asked for; then the start of that day."""
    try:
        dag = skift_dag(request.POST["dag"])
    except IkkeHer as fejl:
        raise Http404 from fejl
    except TalFejl as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, tekst("web.demo.dag.skiftet", dag=dato_i_ord(dag)))
    return HttpResponseRedirect("/")
