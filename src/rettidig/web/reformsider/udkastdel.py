"""The part of the rehearsal's page about the user's own draft."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from rettidig.adgang.roller import skal_undertrykkes
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.reformraekkevidde import uden_proeve
from rettidig.regler.udkast import STOERSTE, lagt_over
from rettidig.sager.opbevaring import opbevaring
from rettidig.sprog import valgt_sprog
from rettidig.tal.services import reformudkast
from rettidig.web.regelnavne import regelnavn

KILO = 1000


def udkastdel(request: HttpRequest, fejl: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the part shows; nothing for who is kept from small figures, and so sends no draft."""
    if skal_undertrykkes(request.user):
        return {}
    gemt = reformudkast.egne(request.user.pk)
    return {
        "maa_sende": True,
        "udkast": gemt,
        "udkastets_regler": "" if gemt is None else ", ".join(_navne(gemt, tuple(gemt.udkast.regler))),
        "vises_ikke": "" if gemt is None else ", ".join(_navne(gemt, _uden_proeve(gemt))),
        "udkastfejl": fejl,
        "timer": opbevaring().mellemstation.timer,
        "stoerste": STOERSTE // KILO,
        "regelfiler": sorted({(filnavn(fil), fil) for fil in hent_lov().filer.values()}),
    }


def _uden_proeve(gemt: reformudkast.Gemt) -> tuple[str, ...]:
    """The rules of the draft that change and are not tried on the facts; why not stands with the answer."""
    lov = hent_lov()
    return tuple(en.regel for en in uden_proeve(lov, lagt_over(lov, gemt.udkast), gemt.udkast.regler))


def filnavn(fil: str) -> str:
    """What a rule file is called in an address."""
    return fil.replace("/", "-").removesuffix(".yaml")


def _navne(gemt: reformudkast.Gemt, regler: tuple[str, ...]) -> list[str]:
    """The rules by their titles, those of the law as the law has them."""
    titler = {regel: gemt.udkast.regler[regel].titel.paa(valgt_sprog()) for regel in regler}
    return [navn if (navn := regelnavn(regel)) != regel else titler[regel] for regel in regler]
