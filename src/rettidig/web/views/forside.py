"""The front page: what is to be done today, by role."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, Rolle, rettigheder, roller, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.selectors.opslag import navne
from rettidig.sprog import tekst
from rettidig.tal.selectors.tilstand import stand
from rettidig.web.diagrammer import Diagram, Uge, belastning
from rettidig.web.forsidelister import Liste, de_naeste_uger, klare_lister
from rettidig.web.regelnavne import regelnavn
from rettidig.web.roller import rollenavne

_DEL = "forsideliste"
_MED_BILLEDE = {Rolle.TEAMLEDER, Rolle.FAGLEDER}


@kraever()
def forside(request: HttpRequest) -> HttpResponse:
    """The start of the day for the person logged in: the ready lists, and the one chosen.

    The same view answers for the whole page and for the part of it that HTMX asks for.
    """
    bruger = request.user
    nu = stand() if Ret.SE_LISTER in rettigheder(bruger) else None
    lister = klare_lister(bruger, nu.dag) if nu is not None and nu.dag is not None else []
    valgt = next((liste for liste in lister if liste.navn == request.GET.get("liste")), None)
    if valgt is None:
        valgt = next((liste for liste in lister if liste.antal), lister[0] if lister else None)
    indhold: dict[str, Any] = {
        "roller": rollenavne(bruger),
        "stand": nu,
        "lister": lister,
        "valgt": valgt,
        "raekker": _raekker(bruger, valgt) if valgt is not None else [],
    }
    if request.headers.get("HX-Target") == _DEL:
        return render(request, "web/dele/forsideliste.html", indhold)
    if lister and nu is not None and nu.dag is not None and _MED_BILLEDE & roller(bruger):
        indhold["figur"] = _billede(de_naeste_uger(bruger, nu.dag))
    return render(request, "web/forside.html", indhold)


def _raekker(bruger: Any, liste: Liste) -> list[dict[str, Any]]:
    """The rows as they are shown. Whoever is shown is written down first; without identities the ids stand alone."""
    pks = [raekke["borger_id"] for raekke in liste.raekker]
    noter(bruger, pks, standardformaal(bruger), f"liste.forside_{liste.navn}")
    try:
        kendte = navne(pks)
    except IdentitetsFejl:
        kendte = {}
    return [
        {**raekke, "visning": kendte.get(raekke["borger_id"]), "regelnavn": regelnavn(raekke.get("regel"))}
        for raekke in liste.raekker
    ]


def _billede(uger: list[tuple[str, int]]) -> Diagram:
    return belastning(tekst("web.forside.uger"), [Uge(navn, antal) for navn, antal in uger])
