"""The login of the demonstration: one press, no password. Where the demonstration may not run there is no such page."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import aaben_for_alle
from rettidig.sprog import tekst
from rettidig.web.demo.opsaetning import demobrugere
from rettidig.web.demo.vaern import tilladt
from rettidig.web.roller import rollenavn

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@aaben_for_alle
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Show the users of the demonstration, or log in as one of them."""
    if not tilladt():
        raise Http404
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
