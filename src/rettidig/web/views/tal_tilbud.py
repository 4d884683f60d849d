"""The mix of offers in the months up to the one chosen: begun, running, persons and kroner."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.sprog import tekst
from rettidig.tal.selectors.tilbudsmiks import SLAGS, Miksraekke, tilbudsmiks
from rettidig.web.diagrammer import Diagram, Kategori
from rettidig.web.diagrammer import tilbudsmiks as tegn_miks
from rettidig.web.excel import som_fil
from rettidig.web.talsider.ramme import med_tal, ramme
from rettidig.web.talsider.tabeller import indsatsnavn, kilder, mikstabel
from rettidig.web.talsider.tilbudsvalg import Tilbudsvalg, antal_maaneder, laes_tilbudsvalg
from rettidig.web.talsider.valg import Talvalg, laes_valg, maanednavn

_FELTER = ("maaned", "team", "kommune")
_OERE = 100


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def tilbud(request: HttpRequest) -> HttpResponse:
    """The page. Who is kept from small figures does not get it: kinds of offers are few persons each."""
    indhold = ramme(request, "tal_tilbud", kun_felter=_FELTER)
    valg: Talvalg = indhold["valg"]
    spurgt = laes_tilbudsvalg(request, valg)
    antal, raekker = spurgt.maaneder, _miks(valg, spurgt)
    indhold |= {
        "fra": spurgt.fra,
        "raekker": [
            {
                "r": r,
                "slags": tekst(f"web.tal.slags.{r.slags}"),
                "indsats": indsatsnavn(r.indsats),
                "kr": r.oere / _OERE,
                "adresser": _adresser(r, valg, antal) if indhold["maa_personer"] else None,
            }
            for r in raekker
        ],
        "i_alt": {
            "starter": sum(r.starter for r in raekker),
            "i_gang": sum(r.i_gang for r in raekker),
            "kr": sum(r.oere for r in raekker) / _OERE,
            "uden_pris": sum(r.uden_pris for r in raekker),
        },
        "figur": _figur(raekker, valg),
        "perioder": [
            (tekst("web.tal.tilbud.periode." + str(n)), valg.adresse("tal_tilbud", m=n), n == antal)
            for n in antal_maaneder()
        ],
        "maaned": maanednavn(valg.maaned),
        "excel": valg.adresse("tal_tilbud_excel", m=antal),
    }
    return render(request, "web/tal/tilbud.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def tilbud_excel(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    valg = laes_valg(request)
    if valg.undertrykt:
        raise Http404
    spurgt = laes_tilbudsvalg(request, valg)
    raekker = _miks(valg, spurgt)
    titel = tekst("web.tal.excel.tilbud", maaned=maanednavn(valg.maaned))
    egne = [*kilder(valg), (tekst("web.tal.kilde.periode"), f"{spurgt.fra.isoformat()} - {valg.maaned.isoformat()}")]
    return som_fil(mikstabel(raekker, valg, valg.maaned), titel, egne)


def _adresser(r: Miksraekke, valg: Talvalg, antal: int) -> dict[str, str]:
    """Where the figures of a row open to their persons."""
    egne = {"m": antal, "indsats": r.indsats}
    return {
        "starter": valg.adresse("tal_tilbud_personer", begyndt="1", **egne) if r.starter else "",
        "i_gang": valg.adresse("tal_tilbud_personer", **egne),
    }


def _miks(valg: Talvalg, spurgt: Tilbudsvalg) -> list[Miksraekke]:
    """The kinds of offers, in the order the kinds are gathered."""
    raekker = tilbudsmiks(Q(), spurgt.fra, spurgt.til, teams=spurgt.teams, kommune=valg.kommune or None)
    return sorted(raekker, key=lambda r: (list(SLAGS).index(r.slags), r.indsats))


def _figur(raekker: list[Miksraekke], valg: Talvalg) -> Diagram | None:
    if not raekker:
        return None
    maal: dict[str, Any] = {
        "starter": lambda r: r.starter,
        "personer": lambda r: r.personer,
        "kr": lambda r: r.oere // _OERE,
    }
    dele = [
        Kategori(tekst(f"web.tal.tilbud.{navn}"), tekst(f"web.tal.slags.{slags}"), sum(map(hent, egne)))
        for navn, hent in maal.items()
        for slags in SLAGS
        if (egne := [r for r in raekker if r.slags == slags])
    ]
    return tegn_miks(tekst("web.tal.tilbud.billede", maaned=maanednavn(valg.maaned)), dele)
