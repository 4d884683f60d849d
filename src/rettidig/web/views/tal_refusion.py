"""The reimbursement ladder: the month by step, benefit and team, and who passes to the next step in the weeks ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import synlige
from rettidig.adgang.roller import Ret
from rettidig.sprog import tekst
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.tal.selectors.refusion import (
    celler,
    er_kodet,
    kan_se_til,
    maanedens_trappe,
    personer,
    skifter,
    udviklingen,
    uger_frem,
)
from rettidig.tal.services.refusionsuger import trappen
from rettidig.tidslinje import calendar
from rettidig.web.borger.liste import husk_liste
from rettidig.web.diagrammer import Diagram, Kategori, tilbudsmiks
from rettidig.web.excel import som_fil
from rettidig.web.talsider.ramme import maa_personer, med_navne, med_tal, noeglerne, ramme, sidetal
from rettidig.web.talsider.refusionstabeller import (
    celletabel,
    forbehold,
    persontabel,
    skiftetabel,
    trinnavn,
    ugen,
    ydelser_i_ord,
)
from rettidig.web.talsider.tabeller import kilder
from rettidig.web.talsider.valg import Talvalg, laes_valg, maanednavn

_PR_SIDE = 50
_FELTER = ("maaned", "ydelse", "team", "kommune")


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def refusion(request: HttpRequest) -> HttpResponse:
    """The page. Who is kept from small figures does not get it: a team's steps are few persons each."""
    indhold = ramme(request, "tal_refusion", kun_felter=_FELTER)
    valg: Talvalg = indhold["valg"]
    status = 400 if valg.fejl else 200
    if not er_kodet(valg.maaned):
        return render(request, "web/tal/refusion.html", {**indhold, "ukodet": trappen()}, status=status)
    trappe = maanedens_trappe(valg.maaned, valg.udsnit)
    indhold |= {
        "trappe": trappe,
        "trin": [
            {
                "t": t,
                "navn": trinnavn(t.sats),
                "adresse": valg.adresse("tal_refusion_personer", trin=t.sats) if t.personer else "",
            }
            for t in trappe.trin
        ],
        "satser": [t.sats for t in trappe.trin],
        "dele": [
            (tekst(f"web.tal.refusion.efter.{hvad}"), tekst(f"web.tal.kolonne.{hvad}"), f"efter-{hvad}", egne)
            for hvad, egne in (
                ("ydelse", [_dellinje(d, ydelser_i_ord(d.navn), trappe) for d in trappe.ydelser]),
                ("team", [_dellinje(d, d.navn or tekst("web.tal.uden_team"), trappe) for d in trappe.teams]),
            )
        ],
        "figur": _figur(valg) if trappe.uger else None,
        "version": trappen(),
        "forbehold": forbehold(),
        "maaned": maanednavn(valg.maaned),
        "excel": valg.adresse("tal_refusion_excel"),
        **_frem(request, valg),
    }
    return render(request, "web/tal/refusion.html", indhold, status=status)


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def refusion_excel(request: HttpRequest) -> HttpResponse:
    """The month by team, benefit and step as a workbook; no persons."""
    valg = _valget(request)
    titel = tekst("web.tal.refusion.excel", maaned=maanednavn(valg.maaned))
    return som_fil(celletabel(celler(valg.maaned, valg.udsnit), valg), titel, kilder(valg))


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def refusion_personer(request: HttpRequest) -> HttpResponse:
    """The persons on a step in the month, of those the user may see."""
    indhold = ramme(request, "tal_refusion", kun_felter=())
    valg: Talvalg = indhold["valg"]
    sats = _sats(request, valg)
    alle = _synlige(request, personer(valg.maaned, sats, valg.udsnit))
    foerst, sider = sidetal(
        request, len(alle), _PR_SIDE, lambda nr: valg.adresse("tal_refusion_personer", trin=sats, side=nr)
    )
    raekker = med_navne(request, _i_ord(alle[foerst : foerst + _PR_SIDE]), "liste.tal_refusion")
    husk_liste(request, tekst("web.tal.refusion.titel"), noeglerne(raekker))
    indhold |= {
        "overskrift": tekst("web.tal.refusion.paa_trin", trin=trinnavn(sats), maaned=maanednavn(valg.maaned)),
        "raekker": raekker,
        "antal": len(alle),
        "sider": sider,
        "tilbage": valg.adresse("tal_refusion"),
        "excel": valg.adresse("tal_refusion_personer_excel", trin=sats),
    }
    return render(request, "web/tal/refusion_personer.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def refusion_personer_excel(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, by the citizens' ids; every one of them is written down as read."""
    valg = _valget(request)
    sats = _sats(request, valg)
    raekker = med_navne(request, _synlige(request, personer(valg.maaned, sats, valg.udsnit)), "udtraek.tal_refusion")
    titel = tekst("web.tal.refusion.paa_trin", trin=trinnavn(sats), maaned=maanednavn(valg.maaned))
    return som_fil(persontabel(raekker, valg), titel, kilder(valg))


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def refusion_skift_excel(request: HttpRequest) -> HttpResponse:
    """Who passes to the next step as a workbook, by the citizens' ids; every one of them is written down as read."""
    valg = _valget(request)
    uger = _uger(request)
    dag = tilstand_eller_fejl().dag
    raekker = med_navne(request, _synlige(request, skifter(dag, uger, valg.udsnit)), "udtraek.tal_refusion")
    return som_fil(skiftetabel(raekker, dag, valg), tekst("web.tal.refusion.frem.excel", uger=uger), kilder(valg))


def _valget(request: HttpRequest) -> Talvalg:
    valg = laes_valg(request)
    if valg.undertrykt or not er_kodet(valg.maaned):
        raise Http404
    return valg


def _sats(request: HttpRequest, valg: Talvalg) -> int:
    fundet = next((t.sats for t in trappen().trin if str(t.sats) == request.GET.get("trin")), None)
    if fundet is None or not er_kodet(valg.maaned):
        raise Http404
    return fundet


def _uger(request: HttpRequest) -> int:
    mulige = uger_frem()
    return next((n for n in mulige if str(n) == request.GET.get("uger")), mulige[0])


def _synlige(request: HttpRequest, raekker: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    maa_ses = synlige(request.user, (r["borger_id"] for r in raekker), Ret.SE_TALPERSONER)
    return [r for r in raekker if r["borger_id"] in maa_ses]


def _i_ord(raekker: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**r, "ydelsen": ydelser_i_ord(r["ydelse"])} for r in raekker]


def _dellinje(del_: Any, navn: str, trappe: Any) -> dict[str, Any]:
    return {"navn": navn, "d": del_, "uger": [del_.uger[t.sats] for t in trappe.trin]}


def _frem(request: HttpRequest, valg: Talvalg) -> dict[str, Any]:
    """Who passes, counted by week and step for all, and the persons of those the user may see."""
    uger, dag = _uger(request), tilstand_eller_fejl().dag
    alle = skifter(dag, uger, valg.udsnit)
    talt = Counter((r["uge"], r["sats"]) for r in alle)
    satser = [t.sats for t in trappen().trin[1:]]
    slut = calendar.to_date(kan_se_til(dag, uger))
    indhold: dict[str, Any] = {
        "dag": dag,
        "uger_frem": uger,
        "frem_til": slut,
        "kortere": slut == trappen().til,
        "laengder": [
            (tekst("web.tal.refusion.frem.uger", uger=n), valg.adresse("tal_refusion", uger=n), n == uger)
            for n in uger_frem()
        ],
        "skiftesatser": [trinnavn(sats) for sats in satser],
        "skiftelinjer": [
            {"uge": uge, "navn": ugen(uge), "antal": [talt[uge, s] for s in satser]}
            for uge in sorted({uge for uge, _ in talt})
        ],
        "skifter_i_alt": [sum(talt[u, s] for u, s in talt if s == sats) for sats in satser],
        "skifter": len(alle),
    }
    if not maa_personer(request.user):
        return indhold
    egne = _synlige(request, alle)
    foerst, sider = sidetal(request, len(egne), _PR_SIDE, lambda nr: valg.adresse("tal_refusion", uger=uger, side=nr))
    raekker = med_navne(request, _i_ord(egne[foerst : foerst + _PR_SIDE]), "liste.tal_refusion")
    husk_liste(request, tekst("web.tal.refusion.frem.titel"), noeglerne(raekker))
    return {
        **indhold,
        "raekker": [
            {
                **r,
                "ugen": ugen(r["uge"]),
                "trinnet": tekst("web.tal.refusion.fra_til", fra=r["sats_foer"], til=r["sats"]),
            }
            for r in raekker
        ],
        "egne": len(egne),
        "sider": sider,
        "skift_excel": valg.adresse("tal_refusion_skift_excel", uger=uger),
    }


def _figur(valg: Talvalg) -> Diagram:
    dele = [
        Kategori(maanednavn(maaned), trinnavn(sats), antal)
        for maaned, talt in udviklingen(valg.maaned, valg.udsnit)
        for sats, antal in talt.items()
    ]
    return tilbudsmiks(tekst("web.tal.refusion.billede", maaned=maanednavn(valg.maaned)), dele)
