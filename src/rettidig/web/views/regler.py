"""The law as it is coded: the register, a page for each paragraph, the strategies beside it, the words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.regler.indlaes import RegelFejl, hent_lov
from rettidig.regler.lokalt.skema import strategiskema_tekst
from rettidig.regler.opslag import find, ikke_kodede, paragraffer, paragrafnavn
from rettidig.regler.sider import sidenavn
from rettidig.regler.skema import skema_tekst
from rettidig.sprog import valgt_sprog
from rettidig.web.regelsider.egen import vis_egen
from rettidig.web.regelsider.lovskift import Lovskift, lovskift
from rettidig.web.regelsider.markdown import Side
from rettidig.web.regelsider.sider import INDEKS, lovsider, ordlisten, strategisider

_LAENGSTE_SPOERGSMAAL = 80


@kraever(Ret.SE_REGLER)
def register(request: HttpRequest) -> HttpResponse:
    """The register of coverage, and a search by paragraph or word."""
    side = lovsider(valgt_sprog(), localdate())[INDEKS]
    spurgt = request.GET.get("q", "").strip()[:_LAENGSTE_SPOERGSMAAL]
    return render(request, "web/regler/register.html", {"side": side, "spurgt": spurgt, **_fundne(spurgt)})


@kraever(Ret.SE_REGLER)
def regelside(request: HttpRequest, navn: str) -> HttpResponse:
    """One page of the law, with the changes of law that can be rehearsed for its rules."""
    return _vis(request, lovsider(valgt_sprog(), localdate()).get(navn), lovskift(navn))


@kraever(Ret.SE_REGLER)
def strategier(request: HttpRequest) -> HttpResponse:
    """The local strategies there are."""
    return _vis(request, strategisider(valgt_sprog())[INDEKS])


@kraever(Ret.SE_REGLER)
def strategiside(request: HttpRequest, navn: str) -> HttpResponse:
    """One strategy beside the law."""
    side = strategisider(valgt_sprog()).get(navn)
    return vis_egen(request, navn) if side is None else _vis(request, side)


@kraever(Ret.SE_REGLER)
def ordliste(request: HttpRequest) -> HttpResponse:
    """The glossary."""
    return _vis(request, ordlisten(valgt_sprog()))


@kraever(Ret.SE_REGLER)
def skema(_request: HttpRequest, navn: str) -> HttpResponse:
    """The JSON Schema of a rule file or a strategy."""
    skemaer = {"regler": skema_tekst, "strategi": strategiskema_tekst}
    if navn not in skemaer:
        raise Http404
    svar = HttpResponse(skemaer[navn](), content_type="application/schema+json; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="{navn}.schema.json"'
    return svar


def _vis(request: HttpRequest, side: Side | None, skift: tuple[Lovskift, ...] = ()) -> HttpResponse:
    if side is None:
        raise Http404
    return render(request, "web/regler/side.html", {"side": side, "skift": skift})


def _fundne(spurgt: str) -> dict[str, object]:
    """What a search finds: the pages of the rules, and paragraphs that are known and not coded."""
    if not spurgt:
        return {}
    lov = hent_lov()
    try:
        opslag = find(lov, spurgt)
    except RegelFejl as fejl:
        return {"fejl": str(fejl)}
    fundne = {regel.regel for regel in opslag.regler}
    sider = [
        (paragrafnavn(*sted), sidenavn(*sted).removesuffix(".md"), [r.titel.paa(valgt_sprog()) for r in egne])
        for sted, regler in paragraffer(lov).items()
        if (egne := [regel for regel in regler if regel.regel in fundne])
    ]
    ukodede = [m for m in ikke_kodede() if m in opslag.ikke_kodede]
    return {
        "fundne": sider,
        "ukodede": [(m.navn, m.titel.paa(valgt_sprog()), m.grund.paa(valgt_sprog())) for m in ukodede],
    }
