"""The start pages of those who have no citizens of their own: controller, politician, rule owner, administrator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from rettidig.adgang.roller import graenser
from rettidig.adgang.undertrykkelse import undertryk
from rettidig.drift.tilstand import systemtilstand
from rettidig.motor.forklaring.udfald import valgvaerdi
from rettidig.regler.former.kendt import Kendtregel
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.maalkort import Maalkort, maalbilleder
from rettidig.tal.selectors.meldt import MeldtOgNu, maaneder, meldt_og_nu
from rettidig.tal.selectors.overblik import indlaesninger, laesninger_i_ugen
from rettidig.tal.selectors.tavle import roebes_af_helheden
from rettidig.tal.selectors.tilstand import Stand
from rettidig.web.regelnavne import regelnavn
from rettidig.web.regelsider.tidsakse import Bane, Boks, tegn
from rettidig.web.talsider.valg import maanedskode
from rettidig.web.tilstandsord import SES_EFTER, opmaerksomhed

_GAELDENDE = "gaeldende"


def meldt(request: HttpRequest) -> dict[str, Any]:
    """The figures of the month reported last, beside the same as now known; those nobody is counted in are left out."""
    bruger: Any = request.user
    meldte = maaneder()
    if not meldte:
        return {"maaned": None, "figurer": []}
    try:
        figurer = meldt_og_nu(meldte[0], _GAELDENDE, bruger.kommune or None)
    except TalFejl as fejl:
        return {"maaned": meldte[0], "figurer": [], "fejl": str(fejl)}
    viste = [f for f in figurer if f.meldt.naevner or f.nu.naevner]
    return {
        "maaned": meldte[0],
        "figurer": [_figur(f) for f in viste],
        "meldt_den": viste[0].meldt_den if viste else None,
        "aendrede": sum(f.meldt != f.nu for f in viste),
        "samme_motor": all(f.samme_motor for f in viste),
    }


def _figur(f: MeldtOgNu) -> dict[str, Any]:
    return {
        "maaling": f.maaling,
        "ydelse": f.ydelse,
        "meldt": f.meldt,
        "nu": f.nu,
        "aendret": f.meldt != f.nu,
        "naevner": f.nu.naevner - f.meldt.naevner,
        "taeller": f.nu.taeller - f.meldt.taeller,
        "hvem": urlencode(
            {
                "maaned": maanedskode(f.maaned),
                "maaling": f.maaling,
                "ydelse": f.ydelse,
                "regelsaet": f.regelsaet,
                "kommune": f.kommune,
            }
        ),
    }


def datakvalitet(nu: Stand) -> dict[str, Any]:
    """The latest import from each system with what was set aside, and what the latest full run found."""
    return {"indlaesninger": indlaesninger(), "koersel": nu.koersel}


def laeselog() -> dict[str, Any]:
    """What was read in the latest days."""
    return {"uge": laesninger_i_ugen(), "dage": valgte_tal().laesninger_dage.vaerdi}


def faa_tal(request: HttpRequest) -> dict[str, Any]:
    """The measures now and at the year's end under the rules in force. Small figures are kept back.

    Who has no municipality is given all of the store, and each municipality beside it on the pages of figures: then
    also what would give one of those away.
    """
    bruger: Any = request.user
    roebes = cache(roebes_af_helheden)
    kort = []
    for billede in maalbilleder(bruger.kommune):
        nu = billede.gaeldende_nu
        if nu is not None:
            slut = billede.gaeldende_ved_aarsslut
            viste = [
                None if k is None else vist(k, roeber=not bruger.kommune and k.maaling in roebes(k.maaned))
                for k in (nu, slut)
            ]
            kort.append({"nu": viste[0], "slut": viste[1], "aarsslut": billede.aarsslut})
    return {"kort": kort, "graense": graenser().undertryk}


def vist(kort: Maalkort, *, roeber: bool = False) -> dict[str, Any]:
    """A measure for who may not see small figures: the share is none where it could tell of few persons.

    ``roeber``: the figure would give away another that is kept back.
    """
    raekke = {"naevner": kort.naevner, "taeller": kort.taeller, "naaet": kort.naaet, "opfyldt": kort.opfyldt}
    [undertrykt] = undertryk([raekke], tal=("naevner", "taeller"), afledte=("naaet", "opfyldt"))
    if roeber:
        undertrykt |= dict.fromkeys(raekke) | {"undertrykt": True}
    return {"maaling": kort.maaling, "maaned": kort.maaned, "krav": kort.krav, "strengt": kort.strengt, **undertrykt}


def regler(nu: Stand) -> dict[str, Any]:
    """The law now and to come, and what is known and not computed."""
    lov = hent_lov()
    sprog = valgt_sprog()
    versioner = lov.lovversioner.lovversioner
    kendte = [regel.regel for regel in lov.regler.values() if isinstance(regel, Kendtregel)]
    return {
        "antal": len(lov.regler),
        "akse": _versionsakse(versioner, nu.dag),
        "versioner": [
            {
                "version": v,
                "aendring": v.aendring.paa(sprog),
                "nu": nu.dag is not None and v.fra <= nu.dag and (v.til is None or nu.dag <= v.til),
            }
            for v in reversed(versioner)
        ],
        "kendte": sorted((regelnavn(navn), navn) for navn in kendte),
        "valg": [
            {"titel": valg.titel.paa(sprog), "standard": valgvaerdi(valg.standard)} for valg in lov.valg.valg.values()
        ],
    }


def _versionsakse(versioner: Sequence[Lovversion], dag: dt.date | None) -> SafeString:
    """The versions of the law after one another on a time axis; those known and not coded on a lane beneath."""
    baner = [
        Bane(
            tekst(f"web.fag.regler.{bane}"),
            [Boks(v.id, v.fra, v.til, kodet=kodet) for v in versioner if (v.status == "kodet") is kodet],
        )
        for bane, kodet in (("kodet", True), ("kendt", False))
    ]
    # The picture is drawn by an XML library, which escapes what it is given.
    return SafeString(tegn(tekst("web.fag.regler.akse"), [b for b in baner if b.bokse], dag or localdate()))


def drift(nu: Stand) -> dict[str, Any]:
    """What somebody must look at, how far the figures have come, and the latest import from each system."""
    return {"stand": nu, "indlaesninger": indlaesninger(), "ses_efter": opmaerksomhed(systemtilstand(SES_EFTER))}
