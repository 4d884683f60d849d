"""A figure opened to its persons: in groups by how they count, with the paragraph and each one's reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret
from rettidig.sprog import tekst
from rettidig.tal.selectors.bag_tallet import Gruppe, grunde, grupper, hjemlen, i_gruppen
from rettidig.tal.selectors.maal import bag_figuren, seneste_maaned
from rettidig.web.borger.liste import husk_liste
from rettidig.web.excel import afkortet, som_fil
from rettidig.web.talsider.ramme import kun, med_navne, med_tal, noeglerne, ramme, sidetal
from rettidig.web.talsider.tabeller import dagens_kolonne, kilder, persontabel
from rettidig.web.talsider.valg import Talvalg, er_puljen, laes_valg, maalingsnavn, maanednavn

_PR_GRUPPE, _PR_SIDE = 10, 25
_I_FILEN = 20_000


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def personer(request: HttpRequest) -> HttpResponse:
    """All groups with the first of each; with ``gruppe`` one of them, page by page."""
    indhold = ramme(request, "tal")
    valg: Talvalg = indhold["valg"]
    hvem = kun(request.user)
    alle = grupper(hvem, valg.maaned, valg.maaling, valg.regelsaet, valg.udsnit)
    i_figuren = bag_figuren(valg.maaned, valg.maaling, valg.regelsaet, valg.udsnit).count()
    valgt = next((gruppe for gruppe in alle if gruppe.status == request.GET.get("gruppe")), None)
    dele, sider = [], None
    if valgt is None:
        dele = [_gruppe(request, valg, hvem, gruppe, 0, _PR_GRUPPE) for gruppe in alle]
    else:
        foerst, sider = sidetal(
            request,
            valgt.antal,
            _PR_SIDE,
            lambda nr: valg.adresse("tal_personer", gruppe=valgt.status, side=nr),
        )
        dele = [_gruppe(request, valg, hvem, valgt, foerst, _PR_SIDE)]
    titel = tekst("web.tal.personer.titel")
    husk_liste(request, titel, [noegle for del_ in dele for noegle in noeglerne(del_["raekker"])])
    indhold |= {
        "dele": dele,
        "sider": sider,
        "valgt": valgt,
        "maaling": maalingsnavn(valg.maaling),
        "dagens_kolonne": dagens_kolonne(valg),
        "puljen": tekst("web.tal.personer.puljen", maaned=maanednavn(valg.maaned)) if er_puljen(valg) and alle else "",
        "fremme": valg.maaned > seneste_maaned(),
        "hvad": valg.titel,
        "saet": tekst(f"cli.regelsaet.{valg.regelsaet}"),
        "hjemmel": hjemlen(valg.maaling, valg.maaned),
        "i_figuren": i_figuren,
        "i_alt": sum(gruppe.antal for gruppe in alle),
        "andre": i_figuren - sum(gruppe.antal for gruppe in alle),
        "udeladte": omfang(request.user, Ret.SE_TALPERSONER).udeladte_beskyttede(),
        "tilbage": valg.adresse("tal", ydelse="alle", team=""),
        "uden_gruppe": valg.adresse("tal_personer"),
        "excel": valg.adresse("tal_personer_excel"),
    }
    return render(request, "web/tal/personer.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def personer_excel(request: HttpRequest) -> HttpResponse:
    """The persons behind a figure as a workbook, by their ids alone; every one of them is written down as read."""
    valg = laes_valg(request)
    hvem = kun(request.user)
    raekker: list[dict[str, Any]] = []
    alle = grupper(hvem, valg.maaned, valg.maaling, valg.regelsaet, valg.udsnit)
    for gruppe in alle:
        side = i_gruppen(hvem, valg.maaned, valg.maaling, valg.regelsaet, gruppe.status, valg.udsnit, antal=_I_FILEN)
        raekker += side.raekker
    viste = med_navne(request, raekker, "udtraek.tal_personer")
    egne = [*kilder(valg), *afkortet(len(viste), sum(gruppe.antal for gruppe in alle))]
    return som_fil(persontabel(viste, valg), tekst("web.tal.excel.personer", hvad=valg.titel), egne)


def _gruppe(request: HttpRequest, valg: Talvalg, hvem: Any, gruppe: Gruppe, foerst: int, antal: int) -> dict[str, Any]:
    side = i_gruppen(
        hvem, valg.maaned, valg.maaling, valg.regelsaet, gruppe.status, valg.udsnit, foerst=foerst, antal=antal
    )
    sagt = grunde(side.raekker, valg.maaned, valg.maaling, valg.regelsaet)
    raekker = med_navne(request, side.raekker, "liste.tal_personer")
    for raekke in raekker:
        raekke["grund"] = sagt.get((raekke["borger_id"], raekke["ydelse"]), "")
    return {
        "gruppe": gruppe,
        "navn": tekst(f"web.tal.status.{gruppe.status}"),
        "raekker": raekker,
        "flere": gruppe.antal > len(raekker),
        "adresse": valg.adresse("tal_personer", gruppe=gruppe.status),
    }
