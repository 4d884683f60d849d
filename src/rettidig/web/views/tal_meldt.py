"""Figures as reported beside the same as now known, and who makes the difference."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.motor.forklaring.skrivemaade import stort
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import procent
from rettidig.tal.afstemning.gabtekst import fortegn
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.tal.selectors.meldt import Forskel, MeldtOgNu, forskel, maaneder, meldt_og_nu
from rettidig.web.borger.liste import husk_liste
from rettidig.web.excel import som_fil
from rettidig.web.talsider.kontroltabeller import forskeltabel
from rettidig.web.talsider.ramme import kun, med_navne, med_tal, noeglerne, ramme
from rettidig.web.talsider.tabeller import kilder, meldttabel
from rettidig.web.talsider.valg import Talvalg, laes_valg, maalingsnavn, maanednavn, maanedskode, ydelsesnavn


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def meldt(request: HttpRequest) -> HttpResponse:
    """Every figure of a reported month. Who is kept from small figures does not see it: the differences are small."""
    meldte, figurer, valg = _figurerne(request)
    indhold = ramme(request, "tal_meldt", valg)
    indhold |= {
        "maaneder": [(maanedskode(m), maanednavn(m), m == valg.maaned) for m in meldte],
        "linjer": [_linje(f, valg, aabnes=indhold["maa_personer"]) for f in figurer if f.meldt.naevner or f.nu.naevner],
        "foerste": figurer[0] if figurer else None,
        "maaned": maanednavn(valg.maaned),
        "saet": tekst(f"cli.regelsaet.{valg.regelsaet}"),
        "andre_saet": [
            (tekst(f"cli.regelsaet.{saet}"), valg.adresse("tal_meldt", regelsaet=saet), saet == valg.regelsaet)
            for saet in ("gaeldende", "gamle", "nye")
        ],
        "excel": valg.adresse("tal_meldt_excel"),
    }
    return render(request, "web/tal/meldt.html", indhold)


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def meldt_excel(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    _, figurer, valg = _figurerne(request)
    titel = tekst("web.tal.excel.meldt", maaned=maanednavn(valg.maaned))
    return som_fil(meldttabel(figurer, valg), titel, kilder(valg))


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def meldt_forskel(request: HttpRequest) -> HttpResponse:
    """Who counts otherwise now than when a figure was reported, and the acts that did it."""
    valg = laes_valg(request)
    figur, fundet = _forskellen(request, valg)
    raekker = [
        {
            "borger_id": p.borger,
            "noegle": p.noegle,
            "ydelse": ydelsesnavn(p.ydelse),
            "foer": _status(p.foer),
            "nu": _status(p.nu),
            "handlinger": p.handlinger,
        }
        for p in fundet.personer
    ]
    viste = med_navne(request, raekker, "liste.tal_meldt")
    husk_liste(request, tekst("web.tal.meldt.forskel_titel"), noeglerne(viste))
    indhold = ramme(request, "tal_meldt", valg) | {
        "hvad": valg.titel,
        "linje": _linje(figur, valg, aabnes=False),
        "raekker": viste,
        "skjulte": fundet.skjulte,
        "af_motoren": [fortegn(tal) for tal in fundet.af_motoren] if any(fundet.af_motoren) else [],
        "tilbage": valg.adresse("tal_meldt", ydelse="alle"),
        "excel": valg.adresse("tal_meldt_forskel_excel"),
    }
    return render(request, "web/tal/meldt_forskel.html", indhold)


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def meldt_forskel_excel(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, without names; the reading is written down."""
    valg = laes_valg(request)
    _, fundet = _forskellen(request, valg)
    noter(request.user, [p.borger for p in fundet.personer], standardformaal(request.user), "udtraek.tal_meldt")
    ord_ = {status: _status(status) for p in fundet.personer for status in (p.foer, p.nu)}
    titel = tekst("web.fag.meldt.excel", hvad=valg.titel)
    return som_fil(forskeltabel(fundet, ord_, valg), titel, kilder(valg))


def _forskellen(request: HttpRequest, valg: Talvalg) -> tuple[MeldtOgNu, Forskel]:
    """The figure asked for, and who makes it another now. Raises ``Http404`` where none was reported."""
    figurer = meldt_og_nu(valg.maaned, valg.regelsaet, valg.kommune)
    figur = next((f for f in figurer if (f.maaling, f.ydelse) == (valg.maaling, valg.ydelse)), None)
    if figur is None:
        raise Http404
    return figur, forskel(kun(request.user), figur, dict(tilstand_eller_fejl().valg))


def _figurerne(request: HttpRequest) -> tuple[list[dt.date], list[MeldtOgNu], Talvalg]:
    """The months reported, the figures of the one chosen, and the choices; not for who is kept from small figures."""
    valg = laes_valg(request)
    if valg.undertrykt:
        raise Http404
    meldte, valg = _meldte(request, valg)
    return meldte, meldt_og_nu(valg.maaned, valg.regelsaet, valg.kommune) if meldte else [], valg


def _meldte(request: HttpRequest, valg: Talvalg) -> tuple[list[dt.date], Talvalg]:
    """The months reported, and the choices with one of them: the latest where the one chosen is not among them."""
    meldte = maaneder()
    if meldte and (valg.maaned not in meldte or not request.GET.get("maaned")):
        valg = replace(valg, maaned=meldte[0])
    return meldte, valg


def _linje(f: MeldtOgNu, valg: Talvalg, *, aabnes: bool) -> dict[str, Any]:
    naevner, taeller = f.nu.naevner - f.meldt.naevner, f.nu.taeller - f.meldt.taeller
    return {
        "maaling": maalingsnavn(f.maaling),
        "ydelse": ydelsesnavn(f.ydelse),
        "alle": f.ydelse == "alle",
        "meldt": f.meldt,
        "meldt_andel": procent(f.meldt.andel) if f.meldt.andel is not None else "",
        "nu": f.nu,
        "nu_andel": procent(f.nu.andel) if f.nu.andel is not None else "",
        "naevner": fortegn(naevner),
        "taeller": fortegn(taeller),
        "ens": not naevner and not taeller,
        "adresse": valg.adresse("tal_meldt_forskel", maaling=f.maaling, ydelse=f.ydelse) if aabnes else "",
    }


def _status(status: str | None) -> str:
    return stort(tekst("web.tal.status.ikke_med" if status is None else f"web.tal.status.{status}"))
