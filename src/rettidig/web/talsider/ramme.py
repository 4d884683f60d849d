"""What every page with figures begins with, and how a person behind a figure is shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret, rettigheder, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.kun import kun_for
from rettidig.tal.selectors.tilstand import stand
from rettidig.web.lister.raekker import med_navne as navngiv
from rettidig.web.talsider.valg import Talvalg, felter, laes_valg

View = Callable[..., HttpResponse]

FANER = ("tal", "tal_meldt", "tal_vejen", "tal_frem", "tal_tilbud", "tal_refusion", "tal_tilsyn", "tal_egne")
"""The pages of figures."""
_FOR_ALLE = frozenset({"tal"})
"""Those that who is kept from small figures has too."""
_NAAR_I_BRUG = frozenset({"tal_egne"})
"""Those there is something on only where a strategy of the municipality's own is in use."""


@dataclass(frozen=True)
class Sider:
    """Where one stands in a long list, and the ways on."""

    nr: int
    antal: int
    forrige: str | None
    naeste: str | None


def med_tal(view: View) -> View:
    """Answer with what cannot be said in figures, before the first full run, as a page with one sentence."""

    @wraps(view)
    def svar(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TalFejl as fejl:
            if fejl.kode != "ikke_regnet":
                return render(request, "web/tal/intet.html", {"saetning": str(fejl)}, status=404)
            return render(request, "web/tal/intet.html", {"saetning": ""})

    return svar


def ramme(
    request: HttpRequest, fane: str, valg: Talvalg | None = None, kun_felter: Collection[str] | None = None
) -> dict[str, Any]:
    """The choices, the tabs and how far the figures have come. ``kun_felter`` are the choices the page has.

    Raises ``Http404`` for who is kept from small figures, on a page that shows them.
    """
    valg = valg or laes_valg(request)
    if valg.undertrykt and fane not in _FOR_ALLE:
        raise Http404
    nu = stand()
    return {
        "valg": valg,
        "felter": [f for f in felter(valg, request.user) if kun_felter is None or f.navn in kun_felter],
        "faner": [
            (navn, valg.adresse(navn), navn == fane)
            for navn in FANER
            if (navn in _FOR_ALLE or not valg.undertrykt) and (nu.lokale or navn == fane or navn not in _NAAR_I_BRUG)
        ],
        "fane": fane,
        "her": reverse(fane),
        "stand": nu,
        "maa_personer": maa_personer(request.user),
    }


def maa_personer(bruger: Any) -> bool:
    """Whether the user may open a figure to its persons."""
    return Ret.SE_TALPERSONER in rettigheder(bruger)


def kun(bruger: Any) -> Any:
    """The condition of whom the user sees behind a figure."""
    return kun_for(omfang(bruger, Ret.SE_TALPERSONER))


def med_navne(
    request: HttpRequest, raekker: Sequence[Mapping[str, Any]], hvad: str, formaal: str = ""
) -> list[dict[str, Any]]:
    """The rows with who they are about. The reading is written down first; without identities the ids stand alone."""
    pks = list(dict.fromkeys(int(raekke["borger_id"]) for raekke in raekker))
    noter(request.user, pks, formaal or standardformaal(request.user), hvad)
    return navngiv(raekker)


def sidetal(request: HttpRequest, i_alt: int, pr_side: int, adresse: Callable[[int], str]) -> tuple[int, Sider]:
    """The first row of the page asked for, and the ways to the others. A page that is none is the first."""
    skrevet = request.GET.get("side", "1")
    antal = max(1, -(-i_alt // pr_side))
    nr = int(skrevet) if skrevet.isascii() and skrevet.isdigit() and 1 <= len(skrevet) <= len(str(antal)) else 1
    nr = nr if 1 <= nr <= antal else 1
    forrige = adresse(nr - 1) if nr > 1 else None
    naeste = adresse(nr + 1) if nr < antal else None
    return (nr - 1) * pr_side, Sider(nr, antal, forrige, naeste)


def noeglerne(raekker: Iterable[Mapping[str, Any]]) -> list[str]:
    """The opaque ids of rows, in their order."""
    return [str(raekke["noegle"]) for raekke in raekker]
