"""What is registered of a citizen: the facts with their master, the journal of acts, and undoing one of them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, rettigheder
from rettidig.adgang.selectors.laeselog import borgerens_log
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.selectors.journal import Journalpost, alle_registreringer, journal
from rettidig.sager.services.fortrydelse import fortryd
from rettidig.sprog import tekst
from rettidig.web.borger.faktaord import aendringer, i_ord, mesternavn
from rettidig.web.borger.hoved import Aabnet, aabn, hoved

_VISTE_LAESNINGER = 100
_MANGE_LINJER = 6
_RAEKKEFOELGE = (
    "borgere",
    "ydelser",
    "indsatser",
    "samtaler",
    "fritagelser",
    "loentimer",
    "haendelser",
    "undtagelser",
)


@kraever(Ret.SE_BORGER)
@require_GET
def fakta(request: HttpRequest, noegle: str) -> HttpResponse:
    """The facts as they stand, each with its master and who said it when."""
    aabnet = aabn(request, noegle, "side.borger_fakta")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    staar = [f for f in alle_registreringer(aabnet.borger, aabnet.valg.kendt) if f.staar]
    staar.sort(key=lambda f: (_RAEKKEFOELGE.index(f.tabel), -f.nummer))
    dele = [(tabel, [i_ord(f) for f in gruppe]) for tabel, gruppe in groupby(staar, key=lambda f: f.tabel)]
    return render(request, "web/borger/fakta.html", {**hoved(request, aabnet, "borger_fakta"), "dele": dele})


@kraever(Ret.SE_BORGER)
@require_GET
def vis_journal(request: HttpRequest, noegle: str) -> HttpResponse:
    """Every act that did something to the citizen's facts: what, who, when, why."""
    aabnet = aabn(request, noegle, "side.borger_journal")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    poster = journal(alle_registreringer(aabnet.borger, aabnet.valg.kendt))
    viste = [_post(request, aabnet, post) for post in poster]
    return render(request, "web/borger/journal.html", {**hoved(request, aabnet, "borger_journal"), "poster": viste})


@kraever(Ret.SE_BORGER)
@require_http_methods(["GET", "POST"])
def fortryd_handling(request: HttpRequest, noegle: str, nummer: int) -> HttpResponse:
    """Undo a word about one fact: asked first, with a reason, then done."""
    aabnet = aabn(request, noegle, "side.borger_fortryd")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    poster = journal(alle_registreringer(aabnet.borger, aabnet.valg.kendt))
    post = next((p for p in poster if p.handling.pk == nummer), None)
    if post is None or not _kan_fortrydes(request, post):
        raise Http404
    fejl, hvorfor = "", request.POST.get("hvorfor", "").strip()
    if request.method == "POST":
        try:
            if not hvorfor:
                raise AdgangsFejl("begrundelse_mangler")
            fortryd(nummer, hvem=request.user.get_username(), hvorfor=fritekst(hvorfor))
        except AdgangsFejl as grund:
            # What may not be kept is not sent back either.
            fejl, hvorfor = str(grund), ""
        except SagsFejl as grund:
            fejl = str(grund)
        else:
            messages.success(request, tekst("web.borger.fortryd.gjort"))
            return HttpResponseRedirect(reverse("borger_journal", args=[noegle]))
    indhold = {
        **hoved(request, aabnet, "borger_journal"),
        "post": _post(request, aabnet, post),
        "formfejl": fejl,
        "hvorfor": hvorfor,
    }
    return render(request, "web/borger/fortryd.html", indhold, status=422 if fejl else 200)


@kraever(Ret.SE_BORGER)
@require_GET
def indsigt(request: HttpRequest, noegle: str) -> HttpResponse:
    """Who has looked at the citizen, and the way to a draft of what the citizen may see."""
    aabnet = aabn(request, noegle, "side.borger_indsigt")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    poster = borgerens_log(aabnet.borger.pk, _VISTE_LAESNINGER)
    return render(
        request, "web/borger/indsigt.html", {**hoved(request, aabnet, "borger_indsigt"), "laesninger": poster}
    )


def _post(request: HttpRequest, aabnet: Aabnet, post: Journalpost) -> dict[str, Any]:
    linjer = [
        {"linje": linje, "ord": i_ord(linje.vist), "aendringer": aendringer(linje)}
        for linje in sorted(post.linjer, key=lambda linje: _RAEKKEFOELGE.index(linje.tabel))
    ]
    return {
        "handling": post.handling,
        "kilde": mesternavn(post.handling.kilde) if post.handling.kilde else "",
        "linjer": linjer,
        "mange": len(linjer) > _MANGE_LINJER,
        "fortrudt_af": post.fortrudt_af,
        "fortryd": reverse("borger_fortryd", args=[aabnet.borger.noegle, post.handling.pk])
        if aabnet.valg.kendt_dag is None and _kan_fortrydes(request, post)
        else "",
    }


def _kan_fortrydes(request: HttpRequest, post: Journalpost) -> bool:
    """A word about one fact, not undone: by whoever said it and may register, and by those who may undo."""
    if not post.om_en or post.fortrudt_af is not None:
        return False
    egne = rettigheder(request.user)
    eget = Ret.REGISTRER in egne and post.handling.hvem == request.user.get_username()
    return eget or Ret.FORTRYD in egne
