"""What takes a measure past its limit: how many, and who by least effort, in an order that is told and written down."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret
from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1
from rettidig.motor.forklaring.skrivemaade import timer
from rettidig.regler.former.maaling import REGELSAET
from rettidig.sprog import tekst
from rettidig.tal.selectors.kube import Udsnit
from rettidig.tal.selectors.kun import kun_for
from rettidig.tal.selectors.maalkort import MAALINGER
from rettidig.tal.selectors.skridt import ORDEN, Skridt, Vejen, hvad_skal_der_til
from rettidig.tal.selectors.tilstand import stand
from rettidig.tal.services.arbejdslister import vis_forslag
from rettidig.tidslinje import calendar
from rettidig.web.borger.liste import husk_liste
from rettidig.web.lister.bestilling import ydelsesnavn
from rettidig.web.lister.raekker import med_navne

_VIST = 100


@kraever(Ret.SE_TALPERSONER)
@require_GET
def vejen(request: HttpRequest) -> HttpResponse:
    """The way past the limit at the end of the month, by measure and rule set. Showing it is written down as a use."""
    bruger: Any = request.user
    nu = stand()
    maaling = _en_af(request.GET.get("maaling", ""), MAALINGER)
    saet = _en_af(request.GET.get("regelsaet", ""), REGELSAET)
    indhold: dict[str, Any] = {
        "stand": nu,
        "maaling": maaling,
        "regelsaet": saet,
        "maalinger": MAALINGER,
        "alle_saet": REGELSAET[:1] if maaling == DELTAGELSE else REGELSAET,
        "orden": ORDEN,
    }
    if nu.dag is None or nu.kendt is None:
        return render(request, "web/lister/vejen.html", indhold)
    maaned = calendar.to_date(calendar.month_end(calendar.to_day(nu.dag)))
    udsnit = Udsnit(kommuner=(bruger.kommune,) if bruger.kommune else None)
    kun = kun_for(omfang(bruger, Ret.SE_TALPERSONER))
    vej = hvad_skal_der_til(kun, maaling, maaned, saet, udsnit, hoejst=_VIST)
    indhold |= {"maaned": maaned, "vej": vej}
    if vej is not None:
        personer = [_raekke(skridt, maaling) for skridt in vej.personer]
        indhold["brug"] = vis_forslag(bruger, "vejen", ORDEN, [p["borger_id"] for p in personer], nu.dag, nu.kendt)
        indhold["raekker"] = med_navne(personer)
        indhold["naaet"], indhold["krav"] = _som_naaet(vej, maaling)
        husk_liste(request, tekst("web.lister.vejen.titel"), [p["noegle"] for p in personer])
    return render(request, "web/lister/vejen.html", indhold)


def _en_af(skrevet: str, mulige: tuple[str, ...]) -> str:
    return skrevet if skrevet in mulige else mulige[0]


def _raekke(skridt: Skridt, maaling: str) -> dict[str, Any]:
    mangler = ""
    if skridt.mangler is not None and skridt.mangler > 0:
        if maaling == FOKUSMAAL_1:
            mangler = timer(skridt.mangler)
        else:
            mangler = tekst("web.lister.vejen.samtaler", antal=skridt.mangler)
    return {
        "borger_id": skridt.borger,
        "noegle": skridt.noegle,
        "ydelsesnavn": ydelsesnavn(skridt.ydelse),
        "team": skridt.team,
        "sagsbehandler": skridt.sagsbehandler,
        "trin": skridt.trin,
        "mangler": mangler,
        "dag": skridt.dag,
    }


def _som_naaet(vej: Vejen, maaling: str) -> tuple[Fraction, Fraction]:
    """The share reached and the share demanded."""
    andel = Fraction(vej.taeller, vej.naevner)
    return (andel, vej.graense) if maaling == DELTAGELSE else (1 - andel, 1 - vej.graense)
