"""The rows of a list as they are shown: with the name where it is known, and one next act with its paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from rettidig.adgang.roller import standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.selectors.opslag import navne
from rettidig.sprog import tekst
from rettidig.tal.selectors.arbejdslister import Listeform, naeste_pligt
from rettidig.tal.selectors.egne_frister import egne_regler
from rettidig.tidslinje import calendar
from rettidig.web.lister.bestilling import gruppenavn, ydelsesnavn
from rettidig.web.regelnavne import regelnavn

Raekke = dict[str, Any]


def vis(bruger: Any, kun: Q, liste: Listeform, raekker: Sequence[Raekke], dag: dt.date, hvad: str) -> list[Raekke]:
    """The rows of a ready list. Whoever is shown is written down first, under ``hvad``."""
    pks = [raekke["borger_id"] for raekke in raekker]
    noter(bruger, pks, standardformaal(bruger), hvad)
    pligter = {} if liste.frister else naeste_pligt(kun, pks)
    viste = [_med_skridt(r, r if liste.frister else pligter.get(r["borger_id"]), liste, dag) for r in raekker]
    return med_navne(egne_raekker(viste) if liste.lokal else viste)


def egne_raekker(raekker: Sequence[Raekke]) -> list[Raekke]:
    """Rows by the municipality's own strategy: with the rule's title, its strategy, and the way to the duty."""
    kendte = egne_regler() if raekker else {}
    viste = []
    for raekke in raekker:
        regel = kendte.get((raekke["lovversion"], raekke["regel"]))
        adresse = f"{reverse('borger', args=[raekke['noegle']])}?{urlencode({'pligt': raekke['pligt']})}#lokale"
        titel = raekke["regel"] if regel is None else regel.titel
        viste.append({**raekke, "skridt": titel, "egen": regel, "adresse": adresse})
    return viste


def pligtraekker(raekker: Sequence[Raekke], dag: dt.date) -> list[Raekke]:
    """Rows of duties with the next act, for who has written the reading down."""
    return med_navne([_skridt(r, r, dag) for r in raekker])


def med_navne(raekker: Sequence[Mapping[str, Any]]) -> list[Raekke]:
    """The rows with the citizens' names; without identities the ids stand alone."""
    try:
        kendte = navne([raekke["borger_id"] for raekke in raekker])
    except IdentitetsFejl:
        kendte = {}
    return [{**raekke, "visning": kendte.get(raekke["borger_id"])} for raekke in raekker]


def _med_skridt(raekke: Raekke, pligt: Raekke | None, liste: Listeform, dag: dt.date) -> Raekke:
    vist = _skridt(raekke, pligt, dag)
    if liste.navn == "samtale_i_dag":
        return vist | {"skridt": tekst("web.lister.skridt.hold_samtale")}
    return vist


def _skridt(raekke: Raekke, pligt: Raekke | None, dag: dt.date) -> Raekke:
    """What is to be done next: the duty, its paragraph, and how far off its deadline is."""
    frist = None if pligt is None else pligt["frist"]
    return {
        **raekke,
        "skridt": tekst("web.lister.skridt.intet") if pligt is None else regelnavn(pligt["regel"]),
        "hjemmel": "" if pligt is None else pligt["hjemmel"],
        "skridt_frist": frist,
        "skridt_status": None if pligt is None else pligt["status"],
        "dage": None if frist is None else calendar.to_day(frist) - calendar.to_day(dag),
        "ydelsesnavn": ydelsesnavn(raekke["ydelse"] or ""),
        "gruppenavn": gruppenavn(raekke["maalgruppe"] or ""),
    }
