"""A company's lists as workbooks: who is there, and who could be placed; ids and no names."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.model import Kolonne, Slags
from rettidig.tal.selectors.tilstand import stand
from rettidig.web.excel import afkortet, som_fil, som_raekke, tabel
from rettidig.web.start.virksomhed import laest_form, paa_stedet, placering

_FLEST_I_ARK = 5_000
"""As for other lists: the law is asked about each of them while the person waits, some 200 a second."""
_PLADSER, _PLACERING = "pladser", "placering"


@kraever(Ret.SE_LISTER)
@require_GET
def excel(request: HttpRequest, tabelnavn: str) -> HttpResponse:
    """``pladser``: who is at the company asked for; ``placering``: who could be. Each reading is written down."""
    form, nu = laest_form(request), stand()
    if form is None or not form.is_valid() or nu.dag is None:
        raise Http404
    nummer = form.cleaned_data["cvr"]
    if tabelnavn == _PLADSER:
        return _pladser(request, nummer, nu.dag)
    fundet = placering(request, nu, antal=_FLEST_I_ARK) if tabelnavn == _PLACERING else None
    if fundet is None:
        raise Http404
    noter(request.user, [r["borger_id"] for r in fundet["raekker"]], standardformaal(request.user), "udtraek.placering")
    return _placering(fundet, nummer, nu.dag)


def _pladser(request: HttpRequest, nummer: str, dag: dt.date) -> HttpResponse:
    kolonner = (
        _k("web.lister.kolonne.borger"),
        _k("web.start.virksomhed.indsats"),
        _k("web.linje.fra", Slags.DATO),
        _k("web.linje.til", Slags.DATO),
        _k("web.start.virksomhed.plads", Slags.JANEJ),
    )
    raekker = [
        som_raekke(kolonner, r["noegle"], stort(kode("indsats", r["indsats"])), r["fra"], r["til"], r["stoettet"])
        for r in paa_stedet(request, nummer, dag, "udtraek.virksomhed")
    ]
    titel = tekst("web.fag.virksomhed.excel")
    return som_fil(tabel(kolonner, raekker, dag), titel, [(tekst("web.start.virksomhed.cvr"), nummer)])


def _placering(fundet: dict[str, Any], nummer: str, dag: dt.date) -> HttpResponse:
    kolonner = (
        _k("web.lister.kolonne.borger"),
        _k("web.fag.placering.frist", Slags.DATO),
        _k("web.fag.placering.svar"),
        _k("web.fag.placering.hoejst", Slags.HELTAL),
        _k("web.fag.placering.hvorfor"),
        _k("web.lister.kolonne.ydelse"),
        _k("web.lister.kolonne.maalgruppe"),
        _k("web.lister.kolonne.forloeb_start", Slags.DATO),
        _k("web.lister.kolonne.team"),
    )
    raekker = [
        som_raekke(
            kolonner,
            r["noegle"],
            r["tilbudsfrist"],
            tekst(f"web.fag.placering.{r['svar']}"),
            r["uger"],
            " ".join(f"{krav} {hjemmel}" for krav, hjemmel in r["grunde"]),
            r["ydelse"],
            r["maalgruppe"],
            r["forloeb_start"],
            r["team"],
        )
        for r in fundet["raekker"]
    ]
    kilder = [
        (tekst("web.start.virksomhed.cvr"), nummer),
        (tekst("web.start.virksomhed.indsats"), stort(kode("indsats", fundet["slags"]))),
        (tekst("web.tal.kilde.opgjort"), dato_i_ord(dag)),
        (tekst("web.lister.ark.orden"), " ".join(tekst(f"web.lister.forslag.trin.{trin}") for trin in fundet["orden"])),
        (tekst("web.excel.forbehold"), tekst("web.fag.placering.ikke_alt")),
        *afkortet(len(raekker), fundet["fundet"].antal),
    ]
    return som_fil(tabel(kolonner, raekker, dag), tekst("web.fag.placering.excel"), kilder)


def _k(noegle: str, slags: Slags = Slags.TEKST) -> Kolonne:
    return Kolonne(tekst(noegle), slags)
