"""Enhanced supervision: the result goal and the focus goals of a year, step by step."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import decimaltegn, hele_procent, procent
from rettidig.tal.selectors.kube import Udsnit, tilstand_eller_fejl
from rettidig.tal.selectors.tilsyn import aarene, tilsynet
from rettidig.web.talsider.ramme import med_tal, ramme
from rettidig.web.talsider.valg import Talvalg

_PROCENT = re.compile(r"\d{1,3}([.,]\d{1,4})?")
_HELE = 100


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def tilsyn(request: HttpRequest) -> HttpResponse:
    """The page: what is asked, and with both degrees given the answer. Not for who is kept from small figures."""
    indhold = ramme(request, "tal_tilsyn")
    valg: Talvalg = indhold["valg"]
    if valg.undertrykt:
        raise Http404
    aarstal = aarene()
    aar = next((en for en in aarstal if str(en) == request.GET.get("aar")), aarstal[0] if aarstal else None)
    skrevet = {felt: request.GET.get(felt, "").strip()[:9] for felt in ("ydelsesgrad", "forventet")}
    grader = {felt: _grad(vaerdi) for felt, vaerdi in skrevet.items()}
    fejl = {felt for felt, vaerdi in skrevet.items() if vaerdi and grader[felt] is None}
    ydelsesgrad, forventet = grader["ydelsesgrad"], grader["forventet"]
    raekke = None
    if aar is not None and ydelsesgrad is not None and forventet is not None:
        raekke = next(iter(tilsynet(aar, ydelsesgrad, forventet, Udsnit((valg.kommune,))).raekker), None)
    indhold |= {
        "aar": aar,
        "aarstal": aarstal,
        "skrevet": skrevet,
        "forkerte": fejl,
        "raekke": raekke,
        "spurgt": all(skrevet.values()) and not fejl,
        "trin": [] if raekke is None else _trin(raekke),
        "undervejs": aar is not None and aar == tilstand_eller_fejl().dag.year,
    }
    return render(request, "web/tal/tilsyn.html", indhold, status=400 if fejl else 200)


def _grad(skrevet: str) -> Decimal | None:
    """A percentage with a comma or a point; none where it is not one."""
    if not (skrevet.isascii() and _PROCENT.fullmatch(skrevet)):
        return None
    grad = Decimal(skrevet.replace(",", "."))
    return grad if grad <= _HELE else None


def _trin(raekke: dict[str, Any]) -> list[dict[str, Any]]:
    resultat = {
        "navn": tekst("web.tal.tilsyn.resultat"),
        "tal": f"{raekke['ydelsesgrad']} %".replace(".", decimaltegn()),
        "krav": tekst("web.tal.tilsyn.hoejst", grad=str(raekke["forventet"]).replace(".", decimaltegn())),
        "opfyldt": raekke["resultatmaal_opfyldt"],
    }
    maal = [
        {
            "navn": tekst(f"web.tal.maaling.lob.fokusmaal.{nr}"),
            "tal": "" if (andel := raekke[f"fm{nr}_andel"]) is None else procent(andel),
            "krav": tekst(f"web.tal.krav.lob.fokusmaal.{nr}", graense=hele_procent(raekke[f"fm{nr}_graense"])),
            "opfyldt": raekke[f"fm{nr}_opfyldt"],
        }
        for nr in (1, 2)
    ]
    return [resultat, *maal]
