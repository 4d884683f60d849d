"""The figures of a month: three rule sets beside each other, by benefit and team, and over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.motor.maaleraekker import ALLE
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import hele_procent, procent
from rettidig.tal.selectors.bag_tallet import hjemlen
from rettidig.tal.selectors.maal import Punkt, seneste_maaned
from rettidig.tal.selectors.tavle import GAELDENDE, Celle, Linje, holdtavle, tavler, udviklingen
from rettidig.tidslinje import calendar
from rettidig.web.diagrammer import Diagram, Maalepunkt, udvikling
from rettidig.web.excel import som_fil
from rettidig.web.talsider.ramme import med_tal, ramme
from rettidig.web.talsider.tabeller import kilder, maaltabel, serietabel
from rettidig.web.talsider.valg import Talvalg, laes_valg, maalingsnavn, maanednavn, ydelsesnavn

_DEL = "tal-del"
_FELTER = ("maaned", "maaling", "ydelse", "team", "kommune")


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def oversigt(request: HttpRequest) -> HttpResponse:
    """The page, or the part of it that HTMX asks for."""
    indhold = ramme(request, "tal", kun_felter=_FELTER)
    valg: Talvalg = indhold["valg"]
    alle = tavler(valg.maaned, valg.af_byen, undertrykt=valg.undertrykt)
    punkter = udviklingen(valg.maaling, valg.udsnit, undertrykt=valg.undertrykt)
    aabnes = indhold["maa_personer"]
    linjer = [lin for lin in alle[valg.maaling] if valg.ydelse in (ALLE, lin.navn) or lin.navn == ALLE]
    indhold |= {
        "kort": [_kort(maaling, egne, valg) for maaling, egne in alle.items()],
        "saet": list(linjer[0].celler) if linjer else [GAELDENDE],
        "graenser": _graenser(linjer),
        "linjer": [_linje(en, valg, "ydelse", ydelsesnavn(en.navn), aabnes=aabnes) for en in linjer],
        "hold": [] if valg.undertrykt else _hold(valg, aabnes=aabnes),
        "figur": _figur(punkter, linjer, valg),
        "hjemmel": hjemlen(valg.maaling, valg.maaned),
        "maaling": maalingsnavn(valg.maaling),
        "maaned": maanednavn(valg.maaned),
        "fremme": valg.maaned > seneste_maaned(),
        "excel": {navn: valg.adresse("tal_excel", navn) for navn in _EXCEL},
        "noget_skjult": any(celle.skjult for egne in alle.values() for lin in egne for celle in lin.celler.values()),
    }
    delvis = request.headers.get("HX-Target") == _DEL
    status = 400 if valg.fejl else 200
    return render(request, "web/tal/oversigt_del.html" if delvis else "web/tal/oversigt.html", indhold, status=status)


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def excel(request: HttpRequest, tabel: str) -> HttpResponse:
    """A table of the page as a workbook."""
    valg = laes_valg(request)
    if tabel not in _EXCEL or (tabel == "hold" and valg.undertrykt):
        raise Http404
    titel = tekst(f"web.tal.excel.{tabel}", hvad=valg.titel, maaned=maanednavn(valg.maaned))
    return som_fil(_EXCEL[tabel](valg), titel, kilder(valg))


_EXCEL: Mapping[str, Callable[[Talvalg], Any]] = {
    "maaned": lambda valg: maaltabel(tavler(valg.maaned, valg.af_byen, undertrykt=valg.undertrykt), valg),
    "hold": lambda valg: maaltabel({valg.maaling: holdtavle(valg.maaned, valg.maaling, valg.udsnit)}, valg, hold=True),
    "serie": lambda valg: serietabel(udviklingen(valg.maaling, valg.udsnit, undertrykt=valg.undertrykt), valg),
}


def _kort(maaling: str, linjer: Sequence[Linje], valg: Talvalg) -> dict[str, Any]:
    """One measure in short: all benefits, by the rules in force."""
    celle = linjer[0].celler[GAELDENDE]
    return {
        "navn": maalingsnavn(maaling),
        "tal": _andel(celle),
        "krav": _krav(maaling, celle),
        "opfyldt": celle.opfyldt,
        "adresse": valg.adresse("tal", maaling=maaling),
        "valgt": maaling == valg.maaling,
    }


def _linje(linje: Linje, valg: Talvalg, del_: str, navn: str, *, aabnes: bool) -> dict[str, Any]:
    celler = []
    for saet, celle in linje.celler.items():
        adresse = ""
        if aabnes and celle.naevner:
            adresse = valg.adresse("tal_personer", regelsaet=saet, **{del_: linje.navn})
        celler.append({"celle": celle, "andel": _andel(celle), "adresse": adresse})
    return {"navn": navn, "alle": linje.navn == ALLE, "celler": celler}


def _hold(valg: Talvalg, *, aabnes: bool) -> list[dict[str, Any]]:
    linjer = holdtavle(valg.maaned, valg.maaling, valg.udsnit)
    # A figure of those without a team cannot be asked for by its team, so it opens to nobody.
    return [
        _linje(en, valg, "team", en.navn or tekst("web.tal.uden_team"), aabnes=aabnes and bool(en.navn))
        for en in linjer
    ]


def _graenser(linjer: Sequence[Linje]) -> list[tuple[str, str]]:
    return [(saet, hele_procent(celle.graense)) for saet, celle in linjer[0].celler.items()] if linjer else []


def _andel(celle: Celle) -> str:
    if celle.skjult:
        return tekst("web.tal.skjult")
    return procent(celle.andel) if celle.andel is not None else tekst("web.tal.ingen")


def _krav(maaling: str, celle: Celle) -> str:
    return tekst(f"web.tal.krav.{maaling}", graense=hele_procent(celle.graense))


def _figur(punkter: Sequence[tuple[Punkt, bool]], linjer: Sequence[Linje], valg: Talvalg) -> Diagram | None:
    """The last months and those ahead; all of them are in the workbook."""
    seneste = calendar.to_day(seneste_maaned())
    fra = calendar.to_date(calendar.add_months(calendar.month_start(seneste), -valgte_tal().billedets_maaneder.vaerdi))
    viste = [(punkt, skjult) for punkt, skjult in punkter if punkt.maaned >= fra]
    if not any(punkt.andel is not None and not skjult for punkt, skjult in viste):
        return None
    titel = tekst("web.tal.udvikling", hvad=valg.titel.replace(f", {maanednavn(valg.maaned)}", ""))
    serier = [
        Maalepunkt(p.maaned, tekst(f"web.tal.saet.{p.regelsaet}"), None if skjult else p.andel, p.prognose)
        for p, skjult in viste
    ]
    graense = linjer[0].celler[GAELDENDE].graense if linjer else None
    return udvikling(titel, serier, graense)
