"""Run forward: when each old offer leaves the window, and who enters or leaves, month by month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.motor.forklaring.skrivemaade import stort
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.tal.selectors.frem import HAENDELSER, frem
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.web.borger.liste import husk_liste
from rettidig.web.excel import som_fil
from rettidig.web.talsider.ramme import kun, med_navne, med_tal, noeglerne, ramme, sidetal
from rettidig.web.talsider.tabeller import fremtabel, indsatsnavn, kilder
from rettidig.web.talsider.valg import Talvalg, laes_valg, maalingsnavn, maanednavn, maanedskode, ydelsesnavn

_PR_SIDE = 50
_FELTER = ("maaling", "ydelse", "team", "kommune")


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def vis_frem(request: HttpRequest) -> HttpResponse:
    """The months ahead of the measure chosen, and the persons of the one opened.

    Who may see no persons gets the numbers of the whole municipality; who is kept from small figures, not the page.
    """
    indhold = ramme(request, "tal_frem", kun_felter=_FELTER)
    valg: Talvalg = indhold["valg"]
    dag, aabnes = tilstand_eller_fejl().dag, indhold["maa_personer"]
    hvem = kun(request.user) if aabnes else Q()
    frem_til = valgte_tal().frem_maaneder.vaerdi
    alle = [r for r in frem(hvem, frem_til, valg.udsnit) if r["maaling"] == valg.maaling]
    talt = Counter((r["maales_pr"], r["haendelse"]) for r in alle)
    viste = [h for h in HAENDELSER if any(haendelse == h for _, haendelse in talt)]
    maaneder = sorted({maaned for maaned, _ in talt})
    valgt, haendelse = _valgt(request, maaneder, viste)
    egne = [r for r in alle if aabnes and r["haendelse"] == haendelse and (valgt is None or r["maales_pr"] == valgt)]
    ekstra = {"i": "" if valgt is None else maanedskode(valgt), "h": haendelse}
    foerst, sider = sidetal(request, len(egne), _PR_SIDE, lambda nr: valg.adresse("tal_frem", side=nr, **ekstra))
    raekker = med_navne(
        request,
        [
            {**r, "ydelsen": ydelsesnavn(r["ydelse"]), "tilbud": indsatsnavn(r["art"]) if r["art"] else ""}
            for r in egne[foerst : foerst + _PR_SIDE]
        ],
        "liste.tal_frem",
    )
    husk_liste(request, tekst("web.tal.frem.titel"), noeglerne(raekker))
    indhold |= {
        "dag": dag,
        "frem_til": frem_til,
        "haendelser": [(h, tekst(f"web.tal.frem.{h}")) for h in viste],
        "linjer": [_linje(maaned, viste, talt, valg, (valgt, haendelse), aabnes=aabnes) for maaned in maaneder],
        "raekker": raekker,
        "sider": sider,
        "antal": len(egne),
        "overskrift": _overskrift(haendelse, valgt) if haendelse else "",
        "med_tilbud": haendelse == "tilbud_ude",
        "excel": valg.adresse("tal_frem_excel"),
    }
    return render(request, "web/tal/frem.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def frem_excel(request: HttpRequest) -> HttpResponse:
    """All of it as a workbook, by the citizens' ids; every one of them is written down as read."""
    valg = laes_valg(request)
    alle = [
        r
        for r in frem(kun(request.user), valgte_tal().frem_maaneder.vaerdi, valg.udsnit)
        if r["maaling"] == valg.maaling
    ]
    viste = med_navne(request, alle, "udtraek.tal_frem")
    return som_fil(fremtabel(viste, valg), tekst("web.tal.excel.frem", hvad=maalingsnavn(valg.maaling)), kilder(valg))


def _valgt(request: HttpRequest, maaneder: list[dt.date], viste: list[str]) -> tuple[dt.date | None, str]:
    valgt = next((m for m in maaneder if maanedskode(m) == request.GET.get("i")), None)
    spurgt = request.GET.get("h", "")
    return valgt, spurgt if spurgt in viste else next(iter(viste), "")


def _linje(
    maaned: dt.date,
    viste: list[str],
    talt: Counter[tuple[dt.date, str]],
    valg: Talvalg,
    valgt: tuple[dt.date | None, str],
    *,
    aabnes: bool,
) -> dict[str, Any]:
    celler = [
        {
            "antal": talt[maaned, h],
            "adresse": valg.adresse("tal_frem", i=maanedskode(maaned), h=h) if aabnes and talt[maaned, h] else "",
            "valgt": aabnes and (maaned, h) == valgt,
        }
        for h in viste
    ]
    return {"maaned": stort(maanednavn(maaned)), "celler": celler}


def _overskrift(haendelse: str, valgt: dt.date | None) -> str:
    sagt = tekst(f"web.tal.frem.{haendelse}")
    return sagt if valgt is None else f"{sagt}, {maanednavn(valgt)}"
