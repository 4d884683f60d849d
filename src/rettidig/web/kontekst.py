"""What the shell of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from rettidig.demo import eksempel
from rettidig.demo.offentlige_tal import kommuner
from rettidig.sprog import SPROG, tekst, valgt_sprog
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.web.demo.dag import demoens_dag
from rettidig.web.menu import menu
from rettidig.web.roller import rollenavne


def skal(request: HttpRequest) -> dict[str, Any]:
    """The menu, the roles of the user in words, the languages, and whether this is the demonstration."""
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "rolletekst": SimpleLazyObject(lambda: rolletekst(request)),
        "sprogvalg": [(kode, tekst(f"web.sprog.{kode}"), kode == valgt_sprog()) for kode in SPROG],
        "sprog": valgt_sprog(),
        "kommunenavn": SimpleLazyObject(lambda: kommunenavn(getattr(getattr(request, "user", None), "kommune", ""))),
        "demo": SimpleLazyObject(demostribe) if getattr(settings, "DEMO", False) else None,
    }


def demostribe() -> dict[str, Any]:
    """The day the demonstration is at, and the days one may move it to."""
    nu = demoens_dag()
    andre = [(dag.isoformat(), dato_i_ord(dag)) for dag in eksempel.DAGE if nu is not None and dag != nu]
    return {"dag": nu, "dag_i_ord": nu and dato_i_ord(nu), "andre": andre}


def rolletekst(request: HttpRequest) -> str:
    """The roles of the user, as people call them."""
    bruger = getattr(request, "user", None)
    if bruger is None or not bruger.is_authenticated:
        return ""
    return ", ".join(rollenavne(bruger))


def kommunenavn(kode: str) -> str:
    """The municipality's name where the extracts give its number; else what they give."""
    return kommuner().get(kode, kode)
