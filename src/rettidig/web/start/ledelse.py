"""The parts of a leader's start page: this week, the weeks to come, what is overdue, the measures, the mix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from rettidig.adgang.omfang import Omfang
from rettidig.adgang.roller import Bredde, Ret, rettigheder
from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.tal.selectors.arbejdslister import UGERNES_LISTE, muligheder
from rettidig.tal.selectors.maalkort import Maalbillede, maalbilleder, miks_seneste_aar
from rettidig.tal.selectors.tilbudsmiks import SLAGS
from rettidig.tal.selectors.tilstand import Stand
from rettidig.tal.selectors.ugens_arbejde import TAG_FOERST, i_alt, mandag, overskredne_efter, pladser, tag_foerst, uger
from rettidig.tal.services.arbejdslister import vis_forslag
from rettidig.web.borger.liste import husk_liste
from rettidig.web.diagrammer import Diagram, Kategori, Maalepunkt, Uge, belastning, tilbudsmiks, udvikling
from rettidig.web.lister.raekker import pligtraekker
from rettidig.web.lister.synlige import synlige

_OERE = 100


def lederens_teams(egne: Omfang, nu: Stand) -> tuple[str, ...]:
    """The teams a leader answers for: the user's own, or all there are where the right reaches the municipality."""
    if egne.bredde is Bredde.EGNE_TEAMS:
        return tuple(team for team in egne.teams if team)
    return muligheder(egne, nu.kendt, nu.dag).teams


def ugen(request: HttpRequest, nu: Stand) -> dict[str, Any]:
    """These citizens, these hours, this week: as many as there is room for. Showing it is written down as a use."""
    assert nu.dag is not None
    assert nu.kendt is not None
    egne, kun = synlige(request)
    teams = lederens_teams(egne, nu)
    fundne = pladser(teams, mandag(nu.dag))
    plads = i_alt(fundne, teams)
    valgt = valgte_tal()
    vises = valgt.forslag_uden_kapacitet.vaerdi if plads is None else min(plads, valgt.forslag_hoejst.vaerdi)
    alle, raekker = tag_foerst(kun, nu.dag, teams, vises, uden_team=egne.bredde is Bredde.KOMMUNEN)
    pks = [raekke["borger_id"] for raekke in raekker]
    brug = vis_forslag(request.user, "ugen", TAG_FOERST, pks, nu.dag, nu.kendt)
    viste = pligtraekker(raekker, nu.dag)
    if "liste" not in request.GET:
        husk_liste(request, tekst("web.start.ugen.liste"), [raekke["noegle"] for raekke in viste])
    return {
        "alle": alle,
        "raekker": viste,
        "plads": plads,
        "pladser": list(fundne.values()),
        "timer": sum(p.timer for p in fundne.values()),
        "intet_team": not teams,
        "mangler": [team for team in teams if team not in fundne],
        "brug": brug,
        "orden": TAG_FOERST,
        "maa_angive": Ret.GODKEND in rettigheder(request.user),
    }


def belastningen(request: HttpRequest, nu: Stand) -> dict[str, Any]:
    """What falls due by week, in citizens, against what there is room for; each week opens to its duties."""
    assert nu.dag is not None
    egne, kun = synlige(request)
    linjer = uger(kun, nu.dag, lederens_teams(egne, nu), uden_team=egne.bredde is Bredde.KOMMUNEN)
    figur = belastning(tekst("web.start.belastning.titel"), [Uge(u.navn, u.borgere, u.plads) for u in linjer])
    return {"figur": figur, "uger": linjer, "liste": UGERNES_LISTE}


def overskredne(request: HttpRequest) -> dict[str, Any]:
    """What is overdue by team; within one's own teams by caseworker too. Who sees no citizens gets the figures."""
    bruger: Any = request.user
    med_personer = Ret.SE_LISTER in rettigheder(bruger)
    kun = synlige(request).kun if med_personer else _i_kommunen(bruger)
    return {
        "teams": overskredne_efter(kun, "team"),
        "sagsbehandlere": overskredne_efter(kun, "sagsbehandler") if med_personer else [],
        "med_personer": med_personer,
    }


def _i_kommunen(bruger: Any) -> Q:
    return Q(kommune=bruger.kommune) if bruger.kommune else Q()


def maal(request: HttpRequest, nu: Stand) -> dict[str, Any]:
    """The measures against their demand by rule set, the line behind them, the year's end, and what it takes."""
    bruger: Any = request.user
    billeder = maalbilleder(bruger.kommune)
    egne = synlige(request).egne
    teams = lederens_teams(egne, nu) if egne.bredde is Bredde.EGNE_TEAMS else ()
    return {
        "billeder": billeder,
        "egne": maalbilleder(bruger.kommune, teams) if teams else (),
        "teams": ", ".join(teams),
        "figurer": [tendensen(b) for b in billeder if b.maaling == FOKUSMAAL_1],
        "vej": Ret.SE_TALPERSONER in rettigheder(bruger),
        "deltagelse": DELTAGELSE,
    }


def tendensen(billede: Maalbillede, serier: Sequence[str] | None = None) -> Diagram:
    """A measure over the month ends in the rule sets, with the demand now, and the months ahead drawn open."""
    nu = billede.gaeldende_nu
    punkter = [
        Maalepunkt(k.maaned, tekst(f"web.start.saet.{k.regelsaet}"), k.naaet, k.prognose)
        for k in billede.punkter
        if serier is None or k.regelsaet in serier
    ]
    titel = tekst("web.start.maal.tendens", maaling=tekst(f"web.start.maaling.{billede.maaling}"))
    return udvikling(titel, punkter, None if nu is None else nu.krav)


def miks(request: HttpRequest) -> dict[str, Any]:
    """The offers of the latest twelve months by kind: begun, persons, kroner."""
    bruger: Any = request.user
    fra, raekker = miks_seneste_aar(bruger.kommune)
    dele = []
    for maal_, felt in (("starter", "starter"), ("personer", "personer"), ("kroner", "oere")):
        for art in SLAGS:
            antal = sum(getattr(r, felt) for r in raekker if r.slags == art)
            dele.append(
                Kategori(
                    tekst(f"web.start.miks.{maal_}"),
                    tekst(f"web.start.art.{art}"),
                    antal // _OERE if felt == "oere" else antal,
                )
            )
    figur = tilbudsmiks(tekst("web.start.miks.titel"), dele) if any(d.antal for d in dele) else None
    return {"fra": fra, "figur": figur, "uden_pris": sum(r.uden_pris for r in raekker)}
