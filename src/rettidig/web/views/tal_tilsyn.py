"""Enhanced supervision: the result goal and the focus goals of a year, step by step."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import decimaltegn, hele_procent, procent
from rettidig.tal.selectors.kube import Udsnit, tilstand_eller_fejl
from rettidig.tal.selectors.tilsyn import aarene, tilsynet
from rettidig.web.excel import som_fil
from rettidig.web.talsider.kontroltabeller import tilsynstabel
from rettidig.web.talsider.ramme import med_tal, ramme
from rettidig.web.talsider.tabeller import kilder
from rettidig.web.talsider.valg import Talvalg, laes_valg

_PROCENT = re.compile(r"\d{1,3}([.,]\d{1,4})?")
_HELE = 100
_UDFALD = {None: "uvist", True: "udtaget", False: "ikke_udtaget"}


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def tilsyn(request: HttpRequest) -> HttpResponse:
    """The page: what is asked, and with both degrees given the answer. Not for who is kept from small figures."""
    indhold = ramme(request, "tal_tilsyn")
    indhold |= _spurgt(request, indhold["valg"])
    return render(request, "web/tal/tilsyn.html", indhold, status=400 if indhold["forkerte"] else 200)


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def tilsyn_excel(request: HttpRequest) -> HttpResponse:
    """The steps as a workbook."""
    valg = laes_valg(request)
    spurgt = _spurgt(request, valg)
    if spurgt["raekke"] is None:
        raise Http404
    svar = tilsynstabel(spurgt["trin"], spurgt["raekke"], spurgt["aar"], spurgt["svar"])
    noter = [(tekst("web.excel.forbehold"), tekst("web.tal.tilsyn.undervejs"))] if spurgt["undervejs"] else []
    return som_fil(svar, tekst("web.fag.tilsyn.excel", aar=spurgt["aar"]), [*kilder(valg), *noter])


def _spurgt(request: HttpRequest, valg: Talvalg) -> dict[str, Any]:
    """What is asked in the address, and the answer where it can be given. Not for who is kept from small figures."""
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
    return {
        "aar": aar,
        "aarstal": aarstal,
        "skrevet": skrevet,
        "forkerte": fejl,
        "raekke": raekke,
        "svar": "" if raekke is None else tekst(f"web.tal.tilsyn.{_UDFALD[raekke['udtaget']]}", aar=aar),
        "spurgt": all(skrevet.values()) and not fejl,
        "trin": [] if raekke is None else _trin(raekke),
        "undervejs": aar is not None and aar == tilstand_eller_fejl().dag.year,
        "excel": f"{reverse('tal_tilsyn_excel')}?{urlencode({'aar': aar, **skrevet, 'kommune': valg.kommune})}",
    }


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
