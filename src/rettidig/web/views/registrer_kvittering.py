"""After something has been registered: what it changed, the text for the case system, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.selectors.journal import Journalpost, alle_registreringer, journal
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fortrydelse import fortryd as fortryd_handling
from rettidig.sprog import paa_sprog, tekst
from rettidig.tal.selectors.borgerside import Borgerside, Pligtlinje
from rettidig.tal.selectors.tilstand import stand
from rettidig.tal.selectors.virkning import Skift, virkning
from rettidig.web.borger.faktaord import aendringer, i_ord
from rettidig.web.regelnavne import regelnavn
from rettidig.web.registrer.aabning import Aabnet, aabn
from rettidig.web.registrer.kvittering import hent_tekst

_GAELDENDE = "gaeldende"


@kraever(Ret.REGISTRER)
@require_safe
def registreret(request: HttpRequest, noegle: str, nummer: int) -> HttpResponse:
    """The receipt of one act."""
    aabnet = aabn(request, noegle, "side.registreret")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    post = _post(aabnet, nummer)
    aendret = virkning(aabnet.borger.pk, post.handling, aabnet.dag)
    lagt = stand()
    return render(
        request,
        "web/registrer/kvittering.html",
        {
            **aabnet.ramme,
            "post": post,
            "linjer": [(linje, i_ord(linje.vist), aendringer(linje)) for linje in post.linjer],
            "pligter": [_vist(skift) for skift in aendret.pligter],
            "maal": [_vist(skift) for skift in _uden_gentagelser(aendret.maal)],
            "maaned": aendret.maaned,
            "naeste": _naeste(aabnet),
            "tekst": hent_tekst(request, nummer),
            "kan_fortrydes": _kan_fortrydes(request, post),
            "bagud": lagt.kendt is not None and not lagt.ajour,
        },
    )


@kraever(Ret.REGISTRER)
@require_POST
def fortryd(request: HttpRequest, noegle: str, nummer: int) -> HttpResponse:
    """Undo what oneself has just registered, with one press; it stays in the journal that it was so."""
    aabnet = aabn(request, noegle, "side.registreret_fortryd")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    if not _kan_fortrydes(request, _post(aabnet, nummer)):
        raise Http404
    try:
        with paa_sprog("da"):
            hvorfor = tekst("web.registrer.fortrudt_selv")
        fortryd_handling(nummer, hvem=request.user.get_username(), hvorfor=hvorfor)
    except SagsFejl as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, tekst("web.registrer.fortrudt"))
    return HttpResponseRedirect(reverse("registreret", args=[noegle, nummer]))


def _naeste(aabnet: Aabnet) -> tuple[Pligtlinje, str] | None:
    """The most urgent duty that is still to be done, and where it is told why; none where nothing is."""
    pligt = next((p for p in Borgerside(aabnet.billede).pligter if p.aaben and p.altid), None)
    if pligt is None:
        return None
    return pligt, f"{reverse('borger', args=[aabnet.borger.noegle])}?{urlencode({'pligt': pligt.noegle})}"


def _post(aabnet: Aabnet, nummer: int) -> Journalpost:
    """The act, where it did something to this citizen."""
    poster = journal(alle_registreringer(aabnet.borger, kendt_nu()))
    post = next((en for en in poster if en.handling.pk == nummer), None)
    if post is None:
        raise Http404
    return post


def _kan_fortrydes(request: HttpRequest, post: Journalpost) -> bool:
    return post.om_en and post.fortrudt_af is None and post.handling.hvem == request.user.get_username()


def _uden_gentagelser(skift: Sequence[Skift]) -> list[Skift]:
    """A rule set that says what the rules in force say of the same measure is left out."""

    def sagt(en: Skift) -> tuple[object, ...]:
        return (en.vist["maaling"], en.vist["ydelse"], *((r or {}).get("status") for r in (en.foer, en.efter)))

    gaeldende = {sagt(en) for en in skift if en.vist["regelsaet"] == _GAELDENDE}
    return [en for en in skift if en.vist["regelsaet"] == _GAELDENDE or sagt(en) not in gaeldende]


def _vist(skift: Skift) -> dict[str, Any]:
    om = skift.vist
    return {
        "navn": regelnavn(om.get("regel") or om.get("maaling")),
        "regelsaet": om.get("regelsaet"),
        "hjemmel": om.get("hjemmel", ""),
        "foer": skift.foer,
        "efter": skift.efter,
    }
