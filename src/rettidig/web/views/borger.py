"""The citizen's page: the picture, the duties by urgency with why and what would meet them, findings, measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import find_borger
from rettidig.adgang.roller import Ret
from rettidig.adgang.services.laesninger import noter
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.services.afsloering import vis_cpr
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.tal.selectors.borgerside import Borgerside, Pligtlinje
from rettidig.tal.selectors.lokale_pligter import Lokalpligt
from rettidig.web.borger.formaal import husk_formaal
from rettidig.web.borger.hoved import aabn, hoved, spoerg_om_formaal
from rettidig.web.borger.linje import tidslinje
from rettidig.web.borger.valg import Sidevalg
from rettidig.web.regelnavne import regelnavn

Pligt = Pligtlinje | Lokalpligt
_DEL = "pligter"


@kraever(Ret.SE_BORGER)
@require_GET
def borger(request: HttpRequest, noegle: str) -> HttpResponse:
    """The page, or the part of it with the duties that HTMX asks for; with ``?pligt=`` one duty stands open."""
    delvis = request.headers.get("HX-Target") == _DEL
    aabnet = aabn(request, noegle, "side.borger_pligt" if delvis else "side.borger")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    valg, side = aabnet.valg, aabnet.side
    status = 400 if valg.fejl else 200
    if side is None:
        return render(request, "web/borger/ukendt_da.html", hoved(request, aabnet, "borger"), status=status)
    dele = _pligter(side, valg, noegle)
    if delvis:
        return render(request, "web/borger/pligter.html", dele)
    indhold = {
        **hoved(request, aabnet, "borger"),
        **dele,
        "figur": tidslinje(side, [p for p in side.pligter if p.altid or valg.alle], side.lokale, valg.kendt_dag),
        "fund": [{**raekke, "regelnavn": regelnavn(raekke["regel"])} for raekke in side.billede.fund],
        "fokus": side.fokus,
        "maaned": side.maaned,
        "foer_maanedens_slut": side.maaned > valg.dag,
    }
    return render(request, "web/borger/overblik.html", indhold, status=status)


@kraever(Ret.SE_BORGER)
@require_POST
def formaal(request: HttpRequest, noegle: str) -> HttpResponse:
    """The answer to why; then on to the page that was asked for."""
    en = find_borger(request.user, noegle)
    valgt, skrevet, videre = (request.POST.get(felt, "") for felt in ("formaal", "tekst", "videre"))
    til = videre if url_has_allowed_host_and_scheme(videre, None) and videre.startswith("/borger/") else ""
    til = til or reverse("borger", args=[noegle])
    try:
        godtaget = husk_formaal(request, en, valgt, skrevet)
        fejl = "" if godtaget else tekst("web.borger.formaal.mangler")
    except AdgangsFejl as grund:
        # What may not be kept is not sent back either.
        fejl, skrevet = str(grund), ""
    if fejl:
        return spoerg_om_formaal(request, noegle, fejl=fejl, valgt=valgt, skrevet=skrevet, videre=til)
    return HttpResponseRedirect(til)


@kraever(Ret.SE_BORGER, Ret.SE_IDENTITET)
@require_POST
def cpr(request: HttpRequest, noegle: str) -> HttpResponse:
    """The whole CPR number, shown on this answer alone, after it is written down who saw it and why."""
    en = find_borger(request.user, noegle, Ret.SE_IDENTITET)
    aabnet = aabn(request, noegle, "side.borger")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    noter(request.user, [en.pk], aabnet.formaal, "afsloering.cpr", aabnet.formaalstekst)
    indhold = hoved(request, aabnet, "borger")
    try:
        indhold["cpr"] = vis_cpr(en.pk, hvem=request.user.get_username(), formaal=aabnet.formaal)
    except IdentitetsFejl as grund:
        return render(request, "web/borger/cpr.html", {**indhold, "cprfejl": str(grund)}, status=422)
    return render(request, "web/borger/cpr.html", indhold)


def _pligter(side: Borgerside, valg: Sidevalg, noegle: str) -> dict[str, Any]:
    """The duties as they are drawn: those to be done, and those that are over."""
    viste = [p for p in side.pligter if p.altid or valg.alle or p.noegle == valg.pligt]
    linjer = [_linje(side, p, valg, noegle) for p in viste]
    aabne = [linje for linje in linjer if linje["pligt"].aaben]
    lukkede = [linje for linje in linjer if not linje["pligt"].aaben]
    return {
        "aabne": aabne,
        "lukkede": lukkede,
        "lukket_valgt": any(linje["hvorfor"] for linje in lukkede),
        "skjulte": len(side.pligter) - len(viste) if not valg.alle else 0,
        "alle": valg.alle,
        "skift_regler": valg.adresse("borger", noegle, alle=not valg.alle, pligt="") + "#pligter",
        "dag": valg.dag,
        "ukendt_pligt": bool(valg.pligt) and valg.pligt not in _noegler(viste) | _noegler(side.lokale),
        "lokale": _lokale(side, valg, noegle),
    }


def _noegler(pligter: Iterable[Pligt]) -> set[str]:
    return {pligt.noegle for pligt in pligter}


def _lokale(side: Borgerside, valg: Sidevalg, noegle: str) -> dict[str, Any] | None:
    """The municipality's own deadlines as they are drawn; none where no strategy in use has one for the citizen."""
    if not side.lokale:
        return None
    linjer = [_linje(side, p, valg, noegle) for p in side.lokale]
    lukkede = [linje for linje in linjer if not linje["pligt"].aaben]
    return {
        "strategier": list({p.strategi: p.strateginavn for p in side.lokale}.items()),
        "aabne": [linje for linje in linjer if linje["pligt"].aaben],
        "lukkede": lukkede,
        "lukket_valgt": any(linje["hvorfor"] for linje in lukkede),
    }


def _linje(side: Borgerside, pligt: Pligt, valg: Sidevalg, noegle: str) -> dict[str, Any]:
    valgt = pligt.noegle == valg.pligt
    status = pligt.raekke["status"]
    snart = status == "afventer" and pligt.dage is not None and 0 <= pligt.dage <= valgte_tal().snart_dage.vaerdi
    return {
        "pligt": pligt,
        "status": status,
        "udseende": "snart" if snart else status,
        "hvorfor": side.hvorfor(pligt.noegle) if valgt else None,
        "skift": valg.adresse("borger", noegle, pligt="" if valgt else pligt.noegle),
        "dyb": valg.adresse("borger", noegle, pligt=pligt.noegle),
    }
