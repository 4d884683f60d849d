"""Rehearse a reform: two laws, or the law and a draft, held against each other on the municipality's own facts."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import synlige
from rettidig.adgang.roller import Ret, graenser, rettigheder, skal_undertrykkes, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.adgang.undertrykkelse import undertryk
from rettidig.sager.selectors.indlaesninger import handlet_efter
from rettidig.sprog import tekst
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.reform import VIRKNINGER
from rettidig.tal.services import reformproeve, reformudkast
from rettidig.tal.services.reformproeve import Oensket, Proevet
from rettidig.tal.services.reformregning import PERSONER
from rettidig.web.excel import som_fil
from rettidig.web.reformsider.domme import domme
from rettidig.web.reformsider.ord import Lovord
from rettidig.web.reformsider.raekker import (
    INTET,
    SNAEVRERE,
    fordelinger,
    forekommende,
    passer,
    personlinje,
    tallinje,
    trinlinjer,
    vaerdinavn,
)
from rettidig.web.reformsider.tabeller import aendringstabel, dommetabel, fordelingstabel, kilder, om, persontabel
from rettidig.web.reformsider.udkastdel import udkastdel
from rettidig.web.reformsider.valg import Reformform, adresse, lovnavn, standard
from rettidig.web.talsider.valg import maanednavn
from rettidig.web.templatetags.tekster import dato

_DEL = "rt-reform"
_PR_SIDE = 50
_KORT_TID = 1.5
"""Seconds a page waits for what has just been begun."""


@kraever(Ret.SE_REGLER)
@require_http_methods(["GET", "POST"])
def reform(request: HttpRequest) -> HttpResponse:
    """What has been worked out for the choice made; a post works it out, or works it out anew."""
    data = request.POST if request.method == "POST" else request.GET
    form = _form(request, data)
    oensket = form.oensket() if data else None
    faelles = {"form": form, **udkastdel(request)}
    if oensket is None:
        return render(request, "web/regler/reform.html", faelles, status=422 if data else 200)
    if request.method == "POST":
        reformproeve.begynd(oensket)
        reformproeve.vent(oensket, _KORT_TID)
        return HttpResponseRedirect(adresse(oensket))
    indhold = {**faelles, "oensket": oensket, **_indhold(request, oensket)}
    del_ = request.headers.get("HX-Target") == _DEL
    return render(request, "web/regler/reform_svar.html" if del_ else "web/regler/reform.html", indhold)


@kraever(Ret.SE_REGLER)
@require_GET
def reform_excel(request: HttpRequest) -> HttpResponse:
    """The persons by effect for every obligation, benefit and team as a workbook; nobody is named."""
    oensket, fundet, ordene = _det_proevede(request)
    svar = fordelingstabel(_raekker(oensket), ordene, oensket)
    flere = (
        (tekst("web.reform.ark.aendringer"), aendringstabel(ordene, reformproeve.spurgte(oensket), oensket)),
        (tekst("web.reform.ark.domme"), dommetabel(fundet, oensket)),
    )
    return som_fil(svar, _titel("web.reform.excel", oensket), kilder(fundet, oensket), flere)


@kraever(Ret.SE_REGLER, Ret.SE_TALPERSONER)
@require_GET
def reform_personer_excel(request: HttpRequest) -> HttpResponse:
    """The persons the user may see as a workbook, by id; every one of them is written down as read."""
    oensket, fundet, ordene = _det_proevede(request)
    egne = _egne(request, oensket, _valgt(request))
    noter(request.user, [r["borger_pk"] for r in egne], standardformaal(request.user), "udtraek.reform")
    svar = persontabel(egne, ordene, oensket)
    return som_fil(svar, _titel("web.reform.excel.personer", oensket), kilder(fundet, oensket))


def _form(request: HttpRequest, data: Any) -> Reformform:
    udkast = reformudkast.egne(request.user.pk)
    valgt = standard(udkast)
    return Reformform({**valgt, **data.dict()} if data else None, initial=valgt, udkast=udkast)


def _det_proevede(request: HttpRequest) -> tuple[Oensket, Proevet, Lovord]:
    """What a workbook is asked of; 404 where nothing has been worked out, and for who is kept from small figures."""
    oensket = None if skal_undertrykkes(request.user) else _form(request, request.GET).oensket()
    fundet = None if oensket is None else reformproeve.proevet(oensket)
    if oensket is None or fundet is None:
        raise Http404
    return oensket, fundet, _ordene(oensket)


def _ordene(oensket: Oensket) -> Lovord:
    try:
        return Lovord(*reformproeve.love(oensket), oensket.dag, med_ordlyd=bool(oensket.udkast))
    except TalFejl:
        raise Http404 from None


def _indhold(request: HttpRequest, oensket: Oensket) -> dict[str, Any]:
    arbejde, fundet = reformproeve.arbejde(oensket), reformproeve.proevet(oensket)
    ordene = _ordene(oensket)
    indhold = {
        "arbejde": arbejde,
        "fundet": fundet,
        "adresse": adresse(oensket),
        "fra_navn": lovnavn(oensket.fra),
        "til_navn": lovnavn(oensket.til),
        "om": om(oensket),
        "forskelle": ordene.linjer(),
        "med_dage": any(linje.naar for linje in ordene.linjer()),
        "uden_proeve": ordene.uden_proeve(reformproeve.spurgte(oensket)),
    }
    if fundet is None or (arbejde and arbejde.koerer):
        return indhold
    skjult = skal_undertrykkes(request.user)
    regler: list[dict[str, Any]] = [*fundet.regler]
    if skjult:
        regler = undertryk(regler, tal=("borgere",), afledte=("antal",))
    retter = rettigheder(request.user)
    ser_personer = Ret.SE_TALPERSONER in retter
    return {
        **indhold,
        "foraeldet": handlet_efter(fundet.kendt),
        "regler": [_regellinje(r, ordene) for r in regler],
        "tal": [] if skjult else [tallinje(r, ordene) for r in fundet.tal if r["naevner_foer"] or r["naevner_efter"]],
        "skjult": skjult,
        "graense": graenser().undertryk,
        "ser_personer": ser_personer,
        "ser_frem": ser_personer and Ret.SE_TAL in retter,
        **({} if skjult else _hvem_det_rammer(oensket, ordene, fundet, med_adresser=ser_personer)),
        **(_personer(request, oensket, ordene) if ser_personer else {}),
    }


def _hvem_det_rammer(oensket: Oensket, ordene: Lovord, fundet: Proevet, *, med_adresser: bool) -> dict[str, Any]:
    raekker = _raekker(oensket)
    return {
        **domme(fundet, oensket, med_adresser=med_adresser),
        "virkninger": [tekst(f"web.reform.virkning.{v}") for v in forekommende(raekker)],
        "fordelinger": fordelinger(raekker, ordene, oensket, med_adresser=med_adresser),
        "penge": trinlinjer(fundet.trin),
        "maaned": maanednavn(oensket.maaned),
        "excel": adresse(oensket, "reform_excel"),
    }


def _regellinje(raekke: dict[str, Any], ordene: Lovord) -> dict[str, Any]:
    return {
        **raekke,
        "navn": ordene.regelnavn(raekke["regel"]),
        "aendringen": tekst(f"web_indlaes.reform.{raekke['aendring']}"),
        "hvorfor": ordene.hvorfor(raekke),
    }


def _raekker(oensket: Oensket) -> list[dict[str, Any]]:
    return [r for hvad in PERSONER for r in reformproeve.personer(oensket, hvad)]


def _valgt(request: HttpRequest) -> dict[str, str]:
    """What the list of persons is narrowed to, as the rows have it."""
    skrevet = {felt: request.GET.get(felt, "") for felt in (*SNAEVRERE, "virkning")}
    return {felt: "" if vaerdi == INTET else vaerdi for felt, vaerdi in skrevet.items() if vaerdi}


def _egne(request: HttpRequest, oensket: Oensket, valgt: dict[str, str]) -> list[dict[str, Any]]:
    """The rows chosen, of those the user may see."""
    alle = [r for r in _raekker(oensket) if passer(r, valgt)]
    maa_ses = synlige(request.user, (r["borger_pk"] for r in alle), Ret.SE_TALPERSONER)
    return [r for r in alle if r["borger_pk"] in maa_ses]


def _personer(request: HttpRequest, oensket: Oensket, ordene: Lovord) -> dict[str, Any]:
    """The persons the user may see, narrowed as chosen; the reading of those shown is noted."""
    valgt = _valgt(request)
    egne = _egne(request, oensket, valgt)
    side = Paginator(egne, _PR_SIDE).get_page(request.GET.get("side"))
    noter(request.user, [r["borger_pk"] for r in side], standardformaal(request.user), "liste.reform")
    skrevet = {felt: vaerdi or INTET for felt, vaerdi in valgt.items()}
    return {
        "personer": [personlinje(r, ordene) for r in side],
        "side": side,
        "har_personer": any(map(len, (reformproeve.personer(oensket, hvad) for hvad in PERSONER))),
        "antal_personer": len({r["borger_pk"] for r in egne}),
        "valgt": ", ".join(filter(None, (_valgnavn(felt, vaerdi, ordene) for felt, vaerdi in valgt.items()))),
        "alle_regler": f"{adresse(oensket)}#personer",
        "forrige": adresse(oensket, side=str(side.previous_page_number()), **skrevet) if side.has_previous() else "",
        "naeste_side": adresse(oensket, side=str(side.next_page_number()), **skrevet) if side.has_next() else "",
        "personer_excel": adresse(oensket, "reform_personer_excel", **skrevet) if egne else "",
    }


def _valgnavn(felt: str, vaerdi: str, ordene: Lovord) -> str:
    if felt == "virkning":
        return tekst(f"web.reform.virkning.{vaerdi}") if vaerdi in VIRKNINGER else vaerdi
    return vaerdinavn(felt, vaerdi, ordene)


def _titel(noegle: str, oensket: Oensket) -> str:
    return tekst(noegle, fra=lovnavn(oensket.fra), til=lovnavn(oensket.til), dag=dato(oensket.dag))
