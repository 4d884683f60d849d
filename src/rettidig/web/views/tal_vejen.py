"""What takes a measure past its limit: how many must be moved, and who, by least effort."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.forklaring.skrivemaade import timer
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import hele_procent, procent
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.tal.selectors.skridt import ORDEN, Skridt, Vejen, hvad_skal_der_til
from rettidig.tal.services.arbejdslister import vis_forslag
from rettidig.tidslinje import calendar
from rettidig.web.borger.liste import husk_liste
from rettidig.web.excel import afkortet, som_fil
from rettidig.web.lister.raekker import med_navne as navngiv
from rettidig.web.talsider.ramme import kun, med_tal, noeglerne, ramme
from rettidig.web.talsider.tabeller import kilder, vejtabel
from rettidig.web.talsider.valg import Talvalg, laes_valg, maalinger_paa, maalingsnavn, maanednavn, ydelsesnavn

_VISTE, _I_FILEN = 50, 5_000


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def vejen(request: HttpRequest) -> HttpResponse:
    """The page. Who may see no persons gets the number; who is kept from small figures does not get the page."""
    indhold = ramme(request, "tal_vejen")
    valg: Talvalg = indhold["valg"]
    fundet, viste, brug = _fundet(request, valg, _VISTE)
    dag = tilstand_eller_fejl().dag
    husk_liste(request, tekst("web.tal.vejen.titel"), noeglerne(viste))
    indhold |= {
        "vejen": fundet,
        "saetning": "" if fundet is None else _saetning(fundet, valg),
        "raekker": viste,
        "orden": ORDEN,
        "brug": brug,
        "med_mangler": valg.maaling in (FOKUSMAAL_1, FOKUSMAAL_2),
        "hvad": valg.titel,
        "saet": tekst(f"cli.regelsaet.{valg.regelsaet}"),
        "slut": valg.maaned < dag,
        "denne": _denne(valg, dag),
        "frem": valg.maaned > dag,
        "maaned": maanednavn(valg.maaned),
        "viste": _VISTE,
        "excel": valg.adresse("tal_vejen_excel"),
    }
    return render(request, "web/tal/vejen.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def vejen_excel(request: HttpRequest) -> HttpResponse:
    """The list as a workbook, by the citizens' ids; every one of them is written down as read."""
    valg = laes_valg(request)
    fundet, viste, _ = _fundet(request, valg, _I_FILEN)
    om = [*kilder(valg), *([] if fundet is None else afkortet(len(viste), fundet.mulige))]
    return som_fil(vejtabel(viste, valg), tekst("web.tal.excel.vejen", hvad=valg.titel), om)


def _denne(valg: Talvalg, dag: dt.date) -> tuple[str, str] | None:
    """The month that runs, in words, and its page: what is done now can still show in it. None where it is not kept."""
    maaned = calendar.to_date(calendar.month_end(calendar.to_day(dag)))
    if maaned > tilstand_eller_fejl().sidste_maaned or valg.maaling not in maalinger_paa(maaned):
        return None
    return maanednavn(maaned), valg.adresse("tal_vejen", maaned=maaned)


def _fundet(request: HttpRequest, valg: Talvalg, hoejst: int) -> tuple[Vejen | None, list[dict[str, Any]], int | None]:
    """The way past the limit, its persons, and the number of the use.

    Whom a list proposes is written down with its order and its data.
    """
    fundet = hvad_skal_der_til(kun(request.user), valg.maaling, valg.maaned, valg.regelsaet, valg.udsnit, hoejst=hoejst)
    personer = [] if fundet is None else [_person(p, valg) for p in fundet.personer]
    numre = [int(person["borger_id"]) for person in personer]
    brug = vis_forslag(request.user, "tal_vejen", ORDEN, numre, valg.maaned, tilstand_eller_fejl().kendt)
    return fundet, navngiv(personer), brug


def _saetning(fundet: Vejen, valg: Talvalg) -> str:
    felter: dict[str, Any] = {
        "maaling": maalingsnavn(valg.maaling),
        "taeller": fundet.taeller,
        "naevner": fundet.naevner,
        "andel": procent(Fraction(fundet.taeller, fundet.naevner)),
        "krav": tekst(f"web.tal.krav.{valg.maaling}", graense=hele_procent(fundet.graense)),
        "antal": fundet.skal_flyttes,
    }
    if not fundet.skal_flyttes:
        return tekst("web.tal.vejen.naaet", **felter)
    return tekst("web.tal.vejen.en" if fundet.skal_flyttes == 1 else "web.tal.vejen.mangler", **felter)


def _person(skridt: Skridt, valg: Talvalg) -> dict[str, Any]:
    mangler = ""
    if skridt.mangler is not None:
        mangler = (
            tekst("web.tal.vejen.timer", timer=timer(max(skridt.mangler, 0)))
            if valg.maaling == FOKUSMAAL_1
            else tekst("web.tal.vejen.samtaler", antal=skridt.mangler)
        )
    return {
        "borger_id": skridt.borger,
        "noegle": skridt.noegle,
        "ydelse": ydelsesnavn(skridt.ydelse),
        "team": skridt.team,
        "sagsbehandler": skridt.sagsbehandler,
        "trin": tekst(f"tal.skridt.{skridt.trin}"),
        "mangler": mangler,
        "dag": skridt.dag,
    }
