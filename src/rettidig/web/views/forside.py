"""The front page: the start of the day by role, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rettidig.adgang.krav import kraever
from rettidig.tal.selectors.tilstand import Stand, stand
from rettidig.web.roller import brugerens_roller, rollenavn, rollenavne
from rettidig.web.start import ledelse, oevrige
from rettidig.web.start.lister import dagens_lister
from rettidig.web.start.rollevalg import DELE, valgt_rolle
from rettidig.web.start.virksomhed import virksomhed

_DEL = "forsideliste"
_UDEN_TAL = {"laeselog", "regler", "drift", "min_sag", "datakvalitet"}
"""Parts that are there before the figures have been worked out the first time."""
_Del = Callable[[HttpRequest, Stand], Any]
_HENT: dict[str, _Del] = {
    "lister": dagens_lister,
    "virksomhed": virksomhed,
    "ugen": ledelse.ugen,
    "belastning": ledelse.belastningen,
    "overskredne": lambda request, _: ledelse.overskredne(request),
    "maal": ledelse.maal,
    "miks": lambda request, _: ledelse.miks(request),
    "meldt": lambda request, _: oevrige.meldt(request),
    "datakvalitet": lambda _, nu: oevrige.datakvalitet(nu),
    "laeselog": lambda *_: oevrige.laeselog(),
    "faa_tal": lambda request, _: oevrige.faa_tal(request),
    "regler": lambda _, nu: oevrige.regler(nu),
    "drift": lambda _, nu: oevrige.drift(nu),
    "min_sag": lambda *_: None,
}


@dataclass(frozen=True)
class Sidedel:
    """One part of a start page: its template and what it shows."""

    navn: str
    d: Any

    @property
    def skabelon(self) -> str:
        """Where it is drawn."""
        return f"web/start/{self.navn}.html"


@kraever()
@require_safe
@transaction.atomic
def forside(request: HttpRequest) -> HttpResponse:
    """The start of the day for the person logged in, in the role asked for where there are several.

    What is shown of citizens is written down together, before the answer is given.

    The same view answers for the whole page and for the part of it, the ready lists, that HTMX asks for.
    """
    rolle, nu = valgt_rolle(request), stand()
    navne = [navn for navn in DELE.get(rolle, ()) if nu.dag is not None or navn in _UDEN_TAL] if rolle else []
    if request.headers.get("HX-Target") == _DEL and "lister" in navne:
        return render(request, "web/start/lister.html", {"d": dagens_lister(request, nu), "stand": nu})
    indhold = {
        "stand": nu,
        "rolle": rolle,
        "roller": rollenavne(request.user),
        "andre_roller": [(r, rollenavn(r)) for r in brugerens_roller(request.user)],
        "dele": [Sidedel(navn, _HENT[navn](request, nu)) for navn in navne],
        "mangler_tal": rolle is not None and nu.dag is None and set(DELE[rolle]) - _UDEN_TAL,
    }
    return render(request, "web/forside.html", indhold)
