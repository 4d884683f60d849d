"""The mix of offers opened to whose they are: one kind of offer, those begun in the months or those running."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.sprog import tekst
from rettidig.tal.selectors.tilbudsmiks import SLAGS, bag_miksen, i_perioden, synlige
from rettidig.web.borger.liste import husk_liste
from rettidig.web.excel import afkortet, som_fil
from rettidig.web.talsider.ramme import kun, med_navne, med_tal, noeglerne, ramme, sidetal
from rettidig.web.talsider.tabeller import indsatsnavn, kilder, miksens_personer
from rettidig.web.talsider.tilbudsvalg import Tilbudsvalg, laes_tilbudsvalg
from rettidig.web.talsider.valg import Talvalg, laes_valg

_PR_SIDE, _I_FILEN, _OERE = 25, 20_000, 100
_KODER = {kode: slags for slags, koder in SLAGS.items() for kode in koder}


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def tilbud_personer(request: HttpRequest) -> HttpResponse:
    """The page. The reading of those shown is written down."""
    valg = laes_valg(request)
    spurgt, indsats = laes_tilbudsvalg(request, valg), _indsats(request)
    raekker = _raekkerne(valg, spurgt, indsats)
    egne = synlige(kun(request.user), raekker)
    i_figuren, antal = raekker.count(), egne.count()
    andet = {"m": spurgt.maaneder, "begyndt": "1" if spurgt.begyndt else "", "indsats": indsats}
    foerst, sider = sidetal(request, antal, _PR_SIDE, lambda nr: valg.adresse("tal_tilbud_personer", side=nr, **andet))
    viste = med_navne(request, bag_miksen(egne, foerst=foerst, antal=_PR_SIDE), "liste.tal_tilbud")
    husk_liste(request, indsatsnavn(indsats), noeglerne(viste))
    indhold = ramme(request, "tal_tilbud", valg) | {
        "indsats": indsatsnavn(indsats),
        "slags": tekst(f"web.tal.slags.{_KODER.get(indsats, 'andet')}"),
        "spurgt": spurgt,
        "raekker": [{**raekke, "kr": _kroner(raekke["pris_pr_uge"])} for raekke in viste],
        "antal": antal,
        "i_figuren": i_figuren,
        "andre": i_figuren - antal,
        "sider": sider,
        "tilbage": valg.adresse("tal_tilbud", m=spurgt.maaneder),
        "excel": valg.adresse("tal_tilbud_personer_excel", **andet),
    }
    return render(request, "web/tal/tilbud_personer.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def tilbud_personer_excel(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, by the citizens' ids; every one of them is written down as read."""
    valg = laes_valg(request)
    spurgt, indsats = laes_tilbudsvalg(request, valg), _indsats(request)
    egne = synlige(kun(request.user), _raekkerne(valg, spurgt, indsats))
    viste = med_navne(request, bag_miksen(egne, antal=_I_FILEN), "udtraek.tal_tilbud")
    titel = tekst("web.tal.excel.tilbud_personer", indsats=indsatsnavn(indsats), hvad=spurgt.i_ord)
    return som_fil(miksens_personer(viste, valg), titel, [*kilder(valg), *afkortet(len(viste), egne.count())])


def _indsats(request: HttpRequest) -> str:
    indsats = str(request.GET.get("indsats", ""))
    if indsats not in _KODER:
        raise Http404
    return indsats


def _raekkerne(valg: Talvalg, spurgt: Tilbudsvalg, indsats: str) -> Any:
    raekker = i_perioden(Q(), spurgt.fra, spurgt.til, teams=spurgt.teams, kommune=valg.kommune or None)
    raekker = raekker.filter(indsats=indsats)
    return raekker.filter(periode__startswith__gte=spurgt.fra) if spurgt.begyndt else raekker


def _kroner(oere: int | None) -> float | None:
    return None if oere is None else oere / _OERE
