"""The lists: narrowed, ordered and paged by links and one form; as a workbook; kept under a name of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.sprog import tekst
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.arbejdslister import LISTER, hent, i_brug, muligheder, taelling
from rettidig.tal.selectors.egne_frister import genberegning_venter
from rettidig.tal.selectors.lister import PR_SIDE
from rettidig.tal.selectors.overblik import gemte_filtre
from rettidig.tal.selectors.tilstand import Stand, stand
from rettidig.tal.services.arbejdslister import gem_filter, slet_filter
from rettidig.web.borger.liste import husk_liste
from rettidig.web.lister.bestilling import Bestilling, bestilling
from rettidig.web.lister.raekker import vis
from rettidig.web.lister.regneark import listens_regneark
from rettidig.web.lister.synlige import synlige

_DEL = "liste"
_FLEST_I_ARK = 5_000


@kraever(Ret.SE_LISTER)
@require_GET
def lister(request: HttpRequest) -> HttpResponse:
    """One list, and the way to the others. The same view answers for the page and for the part HTMX asks for."""
    nu = stand()
    delvis = request.headers.get("HX-Target") == _DEL
    skabelon = "web/lister/liste.html" if delvis else "web/lister/side.html"
    if nu.dag is None:
        return render(request, "web/lister/side.html", {"stand": nu})
    egne, kun = synlige(request)
    ordre, form = bestilling(request.GET, muligheder(egne, nu.kendt, nu.dag), nu.dag)
    indhold: dict[str, Any] = {"stand": nu, "form": form, "gemte": _gemte(request.user)}
    if ordre is None:
        indhold["lister"] = _andre(None, dict.fromkeys(i_brug(LISTER, nu)))
        return render(request, skabelon, indhold, status=400)
    indhold |= _sider(request, ordre, kun, nu)
    # A list that is asked for is among them, though there is nothing to have in it.
    navne = tuple(navn for navn in LISTER if navn in {*i_brug(LISTER, nu), ordre.liste.navn})
    indhold["lister"] = _andre(ordre, taelling(kun, nu.dag, ordre.filter_paa_alle, navne))
    indhold["skjulte"] = egne.udeladte_beskyttede()
    return render(request, skabelon, indhold)


@kraever(Ret.SE_LISTER)
@require_GET
def excel(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed and ordered, as a workbook: all of it, without names."""
    nu = stand()
    egne, kun = synlige(request)
    ordre = None if nu.dag is None else bestilling(request.GET, muligheder(egne, nu.kendt, nu.dag), nu.dag)[0]
    if ordre is None or nu.dag is None:
        return HttpResponseRedirect(f"{reverse('lister')}?{request.GET.urlencode()}")
    side = hent(kun, ordre.liste.navn, nu.dag, ordre.filter, sorter=ordre.sorter, antal=_FLEST_I_ARK)
    pks = [raekke["borger_id"] for raekke in side.raekker]
    noter(request.user, pks, standardformaal(request.user), f"udtraek.liste_{ordre.liste.navn}")
    return listens_regneark(ordre, side, nu)


@kraever(Ret.SE_LISTER)
@require_POST
def gem(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is narrowed, under a name."""
    data = QueryDict(request.POST.get("soegning", ""))
    nu = stand()
    ordre, _ = bestilling(data, muligheder(synlige(request).egne, nu.kendt, nu.dag), nu.dag or localdate())
    if ordre is None:
        messages.error(request, tekst("web.lister.kan_ikke_gemmes"))
        return HttpResponseRedirect(reverse("lister"))
    try:
        gemt = gem_filter(request.user, request.POST.get("navn", ""), ordre.liste.navn, ordre.gemmes)
    except (AdgangsFejl, TalFejl) as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, tekst("web.lister.gemt", navn=gemt.navn))
    return HttpResponseRedirect(f"{reverse('lister')}?{ordre.her}")


@kraever(Ret.SE_LISTER)
@require_POST
def slet(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list of one's own away."""
    if slet_filter(request.user, pk):
        messages.success(request, tekst("web.lister.slettet"))
    return HttpResponseRedirect(reverse("lister"))


def _gemte(bruger: Any) -> list[dict[str, Any]]:
    """The user's own lists, with the query that opens each."""
    fundne = []
    for gemt in gemte_filtre(bruger):
        soegning = QueryDict(mutable=True)
        soegning.update({"liste": gemt.liste, **gemt.valg})
        fundne.append({"pk": gemt.pk, "navn": gemt.navn, "soegning": soegning.urlencode()})
    return fundne


def _andre(ordre: Bestilling | None, talt: Mapping[str, int | None]) -> list[dict[str, Any]]:
    """Each list with how many are in it under the same narrowing, and the query that opens it."""
    fundne = []
    for navn, antal in talt.items():
        soegning = QueryDict(mutable=True)
        soegning.update({"liste": navn, **({} if ordre is None else ordre.foelger_med)})
        valgt = ordre is not None and ordre.liste.navn == navn
        fundne.append({"navn": navn, "antal": antal, "soegning": soegning.urlencode(), "valgt": valgt})
    return fundne


def _sider(request: HttpRequest, ordre: Bestilling, kun: Any, nu: Stand) -> dict[str, Any]:
    """The page of the list, its headings as links that order it, and the pages before and after."""
    liste, dag = ordre.liste, nu.dag
    assert dag is not None

    def en_side(nr: int) -> Any:
        foerst = (nr - 1) * PR_SIDE
        return hent(kun, liste.navn, dag, ordre.filter, sorter=ordre.sorter, foerst=foerst, antal=PR_SIDE)

    side = en_side(ordre.side)
    sider = max(1, -(-side.antal // PR_SIDE))
    nr = ordre.side
    if nr > sider:
        nr, side = sider, en_side(sider)
    raekker = vis(request.user, kun, liste, side.raekker, dag, f"liste.{liste.navn}")
    husk_liste(request, tekst(f"web.start.liste.{liste.navn}"), [raekke["noegle"] for raekke in raekker])
    return {
        "ordre": ordre,
        "liste": liste,
        "raekker": raekker,
        "antal": side.antal,
        "nr": nr,
        "sider": sider,
        "fra": (nr - 1) * PR_SIDE + 1,
        "til": (nr - 1) * PR_SIDE + len(raekker),
        "forrige": ordre.med(side=nr - 1) if nr > 1 else "",
        "naeste": ordre.med(side=nr + 1) if nr < sider else "",
        "hoveder": hoveder(ordre),
        "filtreret": bool(ordre.valg),
        "regnes_om": liste.lokal and genberegning_venter(),
    }


def hoveder(ordre: Bestilling) -> dict[str, dict[str, str]]:
    """For each column that can be ordered by: the query that does, and how it stands now."""
    nu = ordre.sorter or ordre.liste.orden
    return {
        kolonne: {
            "soegning": ordre.med(sorter=f"-{kolonne}" if nu == kolonne else kolonne),
            "orden": "descending" if nu == f"-{kolonne}" else "ascending" if nu == kolonne else "",
        }
        for kolonne in ordre.liste.sorteringer
    }
