"""What every page about one citizen begins with: who it is, what they receive, whose they are, where one came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rettidig.adgang.omfang import find_borger
from rettidig.adgang.roller import Ret, rettigheder
from rettidig.adgang.selectors.beskyttelse import er_beskyttede
from rettidig.adgang.services.laesninger import noter
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.selectors.opslag import Visning, navne
from rettidig.sager.models import Borger
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.borger import borger as hent_billede
from rettidig.tal.selectors.borgerside import Borgerside
from rettidig.web.borger.formaal import MULIGE, formaal_for
from rettidig.web.borger.liste import naboer
from rettidig.web.borger.valg import Sidevalg, laes_valg

FANER = ("borger", "borger_fakta", "borger_journal", "borger_indsigt")
_KNAPPER = ("web/registrer/knapper.html", "web/borger/ingen_knapper.html")
_FAKTAKNAPPER = ("web/registrer/faktaknapper.html", "web/borger/ingen_knapper.html")
"""The buttons for registering, and for correcting the fact of a row, where that room is there."""


@dataclass(frozen=True)
class Aabnet:
    """A citizen opened for a user with a purpose; the reading is written down. ``side`` is ``None`` for one who was
    not known at the time asked about."""

    borger: Borger
    valg: Sidevalg
    formaal: str
    formaalstekst: str
    visning: Visning | None
    beskyttet: bool
    side: Borgerside | None


def aabn(request: HttpRequest, noegle: str, hvad: str) -> Aabnet | HttpResponse:
    """The citizen, or the page that asks why. Raises ``IngenAdgang``, alike for one not there and one not theirs."""
    borger = find_borger(request.user, noegle)
    formaal = formaal_for(request, borger)
    if formaal is None:
        return spoerg_om_formaal(request, noegle)
    noter(request.user, [borger.pk], formaal[0], hvad, formaal[1])
    valg = laes_valg(request.GET)
    visning = _visning(borger.pk)
    beskyttet = visning.beskyttet if visning is not None else borger.pk in er_beskyttede([borger.pk])
    try:
        side = Borgerside(hent_billede(borger.pk, valg.dag, valg.kendt), valg.kendt_dag)
    except TalFejl:
        side = None
    return Aabnet(borger, valg, formaal[0], formaal[1], visning, beskyttet, side)


def spoerg_om_formaal(
    request: HttpRequest, noegle: str, *, fejl: str = "", valgt: str = "", skrevet: str = "", videre: str = ""
) -> HttpResponse:
    """The page that asks why one looks at a citizen who is not one's own. It shows nothing of the citizen."""
    indhold = {
        "noegle": noegle,
        "mulige": [str(formaal) for formaal in MULIGE],
        "videre": videre or (request.get_full_path() if request.method == "GET" else reverse("borger", args=[noegle])),
        "fejl": fejl,
        "valgt": valgt,
        "skrevet": skrevet,
    }
    svar = render(request, "web/borger/formaal.html", indhold, status=422 if fejl else 200)
    if request.headers.get("HX-Request") == "true":
        svar.headers["HX-Redirect"] = request.get_full_path()
    return svar


def hoved(request: HttpRequest, aabnet: Aabnet, fane: str) -> dict[str, Any]:
    """What the header of the page is drawn from."""
    noegle, valg = aabnet.borger.noegle, aabnet.valg
    her = naboer(request, noegle)
    return {
        "borger": aabnet.borger,
        "noegle": noegle,
        "valg": valg,
        "visning": aabnet.visning,
        "beskyttet": aabnet.beskyttet,
        "stand": None if aabnet.side is None else aabnet.side.stand,
        "fane": fane,
        "faner": [(navn, valg.adresse(navn, noegle, pligt="")) for navn in FANER],
        "naboer": her,
        "forrige": None if her is None or her.forrige is None else valg.adresse(fane, her.forrige, pligt=""),
        "naeste_borger": None if her is None or her.naeste is None else valg.adresse(fane, her.naeste, pligt=""),
        "uden_valg": Sidevalg(valg.dag).adresse(fane, noegle),
        "knapper": list(_KNAPPER),
        "faktaknapper": list(_FAKTAKNAPPER),
        "maa_registrere": Ret.REGISTRER in rettigheder(request.user),
        "maa_se_cpr": aabnet.visning is not None and Ret.SE_IDENTITET in rettigheder(request.user),
        "fejl": dict(valg.fejl),
    }


def _visning(borger: int) -> Visning | None:
    """Name and masked number; none where who it is is not known, or the keys cannot be had."""
    try:
        return navne([borger]).get(borger)
    except IdentitetsFejl:
        return None
