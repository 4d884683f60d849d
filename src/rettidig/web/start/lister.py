"""The ready lists on a start page: how many in each, and the first of the one chosen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from rettidig.adgang.roller import Rolle, roller
from rettidig.sprog import tekst
from rettidig.tal.selectors.arbejdslister import EGNE_FRISTER, LISTER, PAA_FORSIDEN, hent, i_brug, taelling
from rettidig.tal.selectors.lister import Filter
from rettidig.tal.selectors.overblik import gemte_filtre
from rettidig.tal.selectors.tilstand import Stand
from rettidig.web.borger.liste import husk_liste
from rettidig.web.lister.raekker import vis
from rettidig.web.lister.synlige import synlige

FOERSTE = 10
"""How many of a list the start page shows."""


def dagens_lister(request: HttpRequest, nu: Stand) -> dict[str, Any]:
    """The cards, the list chosen (else the first with anybody in it), and the user's own lists.

    A caseworker with initials sees the citizens who have them; the whole team's are one link away.
    """
    bruger: Any = request.user
    assert nu.dag is not None
    egne, kun = synlige(request)
    mine = bruger.initialer if Rolle.SAGSBEHANDLER in roller(bruger) else ""
    hele_teamet = not mine or request.GET.get("hvis") == "team"
    filter_ = Filter(sagsbehandler=None if hele_teamet else mine)
    talt = taelling(kun, nu.dag, filter_, i_brug((*PAA_FORSIDEN, EGNE_FRISTER), nu))
    spurgt = request.GET.get("liste", "")
    navn = spurgt if spurgt in talt else next((n for n in talt if talt[n]), PAA_FORSIDEN[0])
    liste = LISTER[navn]
    side = hent(kun, navn, nu.dag, filter_, antal=FOERSTE)
    raekker = vis(bruger, kun, liste, side.raekker, nu.dag, f"liste.forside_{navn}")
    if "cvr" not in request.GET and ("liste" in request.GET or not {Rolle.TEAMLEDER, Rolle.FAGLEDER} & roller(bruger)):
        husk_liste(request, tekst(f"web.start.liste.{navn}"), [raekke["noegle"] for raekke in raekker])
    faelles = {"som": request.GET.get("som", ""), "hvis": "team" if mine and hele_teamet else ""}
    hele = {} if hele_teamet else {"sagsbehandler": mine}
    return {
        "kort": [
            {"navn": n, "antal": a, "soegning": _soegning({"liste": n, **faelles}), "valgt": n == navn}
            for n, a in talt.items()
        ],
        "liste": liste,
        "raekker": raekker,
        "antal": talt[navn],
        "mine": mine,
        "hele_teamet": hele_teamet,
        "skift": _soegning({"liste": navn, "som": faelles["som"], "hvis": "" if hele_teamet else "team"}),
        "hele_listen": _soegning({"liste": navn, **hele}),
        "gemte": [{"navn": g.navn, "soegning": _soegning({"liste": g.liste, **g.valg})} for g in gemte_filtre(bruger)],
        "skjulte": egne.udeladte_beskyttede(),
    }


def _soegning(valg: dict[str, str]) -> str:
    soegning = QueryDict(mutable=True)
    soegning.update({navn: vaerdi for navn, vaerdi in valg.items() if vaerdi})
    return str(soegning.urlencode())
