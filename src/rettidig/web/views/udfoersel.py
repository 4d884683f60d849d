"""What is prepared here for registration in other systems: what waits, what is on its way, what came back otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret, rettigheder, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.selectors.udfoersel import (
    AFVENTER_AFSENDELSE,
    TILSTANDE,
    UDE,
    Udfoert,
    udfoersler,
)
from rettidig.sager.services import udfoersel as skriv
from rettidig.sprog import tekst
from rettidig.tal.selectors.afstemning import forsendelsessvar
from rettidig.web.borger.faktaord import kolonnenavn, raekke_i_ord, vaerdi
from rettidig.web.excel import som_fil
from rettidig.web.lister.raekker import med_navne

_PR_SIDE = 50
_MAERKE = {
    "forberedt": "afventer",
    "rettet_siden": "snart",
    "sendt": "afventer",
    "udeblevet": "overskredet",
    "kommet_igen": "opfyldt",
    "kommet_anderledes": "snart",
    "trukket_tilbage": "bortfaldet",
}


@kraever(Ret.SE_LISTER)
@require_GET
def liste(request: HttpRequest) -> HttpResponse:
    """All that is on its way, of the citizens the person may see; filtered by links."""
    return _side(request)


@kraever(Ret.SE_LISTER)
@require_GET
def hent(request: HttpRequest) -> HttpResponse:
    """The list shown as a workbook; nothing is marked as sent."""
    alle = _alle(request)
    modtager = request.GET.get("modtager", "")
    valgte = [u for u in alle if u.modtager == modtager and u.tilstand in AFVENTER_AFSENDELSE | UDE]
    if not valgte:
        raise Http404
    return _som_regneark(request, valgte, modtager)


@kraever(Ret.SE_LISTER, Ret.REGISTRER)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Hand out the list of what waits for a system and mark it as sent; where it cannot be made, nothing is marked."""
    modtager = request.POST.get("modtager", "")
    kun = {u.fakta_id for u in _alle(request, Ret.REGISTRER) if u.modtager == modtager}
    filer: list[HttpResponse] = []

    def aflever(valgte: Sequence[Udfoert]) -> None:
        filer.append(_som_regneark(request, valgte, modtager))

    try:
        hvorfor = fritekst(request.POST.get("hvorfor", "")) or tekst("web_indlaes.udfoersel.standardgrund")
        skriv.send(modtager, hvem=request.user.get_username(), hvorfor=hvorfor, kun=kun, aflever=aflever)
    except (SagsFejl, AdgangsFejl) as fejl:
        messages.error(request, str(fejl))
        return _side(request, status=422)
    return filer[0]


@kraever(Ret.SE_LISTER, Ret.REGISTRER)
@require_POST
def traek(request: HttpRequest, fakta_id: int) -> HttpResponse:
    """Take back what has not come back, with a reason."""
    if fakta_id not in {u.fakta_id for u in _alle(request, Ret.REGISTRER)}:
        raise Http404
    try:
        hvorfor = fritekst(request.POST.get("hvorfor", ""))
        if not hvorfor:
            raise AdgangsFejl("begrundelse_mangler")
        skriv.traek(fakta_id, hvem=request.user.get_username(), hvorfor=hvorfor)
    except (SagsFejl, AdgangsFejl) as fejl:
        messages.error(request, str(fejl))
        return _side(request, status=422)
    messages.success(request, tekst("web_indlaes.udfoersel.trukket"))
    return HttpResponseRedirect(reverse("udfoersel"))


def _alle(request: HttpRequest, ret: Ret = Ret.SE_LISTER) -> list[Udfoert]:
    return udfoersler(kendt_nu(), q=omfang(request.user, ret).q("borger"))


def _som_regneark(request: HttpRequest, valgte: Sequence[Udfoert], modtager: str) -> HttpResponse:
    noter(request.user, [u.borger_pk for u in valgte], standardformaal(request.user), "udtraek.excel")
    return som_fil(forsendelsessvar(valgte, modtager), tekst("web_indlaes.udfoersel.fil"))


def _side(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    alle = _alle(request)
    modtager, tilstand = request.GET.get("modtager", ""), request.GET.get("tilstand", "")
    til_modtager = [u for u in alle if modtager in {"", u.modtager}]
    valgte = [u for u in til_modtager if tilstand in {"", u.tilstand}]
    side = Paginator(valgte[::-1], _PR_SIDE).get_page(request.GET.get("side"))
    noter(request.user, [u.borger_pk for u in side], standardformaal(request.user), "liste.udfoersel")
    registrerer = Ret.REGISTRER in rettigheder(request.user)
    indhold = {
        "modtagere": [(navn, antal, _med(request, modtager=navn)) for navn, antal in _antal(alle, "modtager")],
        "alle_modtagere": _med(request, modtager=""),
        "modtager": modtager,
        "tilstande": _tilstande(request, til_modtager),
        "alle_tilstande": _med(request, tilstand=""),
        "tilstand": tilstand,
        "i_alt": len(til_modtager),
        "linjer": med_navne([_linje(u, registrerer=registrerer) for u in side]),
        "side": side,
        "forrige": _med(request, side=str(side.previous_page_number())) if side.has_previous() else "",
        "naeste_side": _med(request, side=str(side.next_page_number())) if side.has_next() else "",
        "afsendelser": _afsendelser(request) if registrerer else [],
        "dage": valgte_tal().udeblevet_dage.vaerdi,
        "findes": bool(alle),
        "registrerer": registrerer,
    }
    return render(request, "web/udfoersel/liste.html", indhold, status=status)


def _antal(alle: Sequence[Udfoert], felt: str) -> list[tuple[str, int]]:
    return sorted(Counter(getattr(u, felt) for u in alle).items())


def _tilstande(request: HttpRequest, alle: Sequence[Udfoert]) -> list[tuple[str, str, int, str]]:
    antal = Counter(u.tilstand for u in alle)
    return [(t, tekst(f"web_indlaes.tilstand.{t}"), antal[t], _med(request, tilstand=t)) for t in TILSTANDE if antal[t]]


def _afsendelser(request: HttpRequest) -> list[tuple[str, int]]:
    """Systems something waits for that this person may send, with how much."""
    return _antal([u for u in _alle(request, Ret.REGISTRER) if u.tilstand in AFVENTER_AFSENDELSE], "modtager")


def _linje(u: Udfoert, *, registrerer: bool) -> dict[str, Any]:
    return {
        "u": u,
        "borger_id": u.borger_pk,
        "noegle": u.borger,
        "ord": tekst(f"web_indlaes.tilstand.{u.tilstand}"),
        "maerke": _MAERKE[u.tilstand],
        "fakta": raekke_i_ord(u.tabel, u.raekke),
        "forskelle": [
            (kolonnenavn(f.kolonne), *(vaerdi(u.tabel, f.kolonne, v) if v else "–" for v in (f.her, f.der)))
            for f in u.forskelle
        ],
        "kan_traekkes": registrerer and u.tilstand in UDE | AFVENTER_AFSENDELSE,
    }


def _med(request: HttpRequest, **nyt: str) -> str:
    """The address with another choice; the page begins anew unless it is the page that is chosen."""
    valg = {k: request.GET.get(k, "") for k in ("modtager", "tilstand")} | nyt
    brugt = {k: v for k, v in valg.items() if v}
    return f"{reverse('udfoersel')}?{urlencode(brugt)}" if brugt else reverse("udfoersel")
