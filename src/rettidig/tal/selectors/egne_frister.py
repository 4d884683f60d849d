"""The municipality's own deadlines as they are kept: what their rules are called, and whether a recount is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sprog import valgt_sprog
from rettidig.tal.models import Tilstand
from rettidig.tal.selectors.lokalstrategi import Strategibrug, bag_valgene, valg_i_brug


@dataclass(frozen=True)
class Egenregel:
    """A rule with a deadline in a strategy: its title, the strategy's id and name, and who has decided it."""

    regel: str
    titel: str
    strategi: str
    strateginavn: str
    stilling: str


Regelnoegle = tuple[str, str]
"""A strategy's id and a rule's: what a kept row says in ``lovversion`` and ``regel``."""


def talte_strategier() -> tuple[Strategibrug, ...]:
    """The strategies what is kept holds for: those in use at the latest full run."""
    with klare_fejl():
        tilstand = Tilstand.objects.filter(pk=1).values_list("lokale", flat=True).first()
    return bag_valgene(tilstand or [])


def egne_regler(kommune: str = "") -> Mapping[Regelnoegle, Egenregel]:
    """The rules whose deadlines are kept, in the order of the strategies; of one municipality where it is given."""
    sprog = valgt_sprog()
    return {
        (brug.strategi.strategi, regel.regel): Egenregel(
            regel.regel, regel.titel.paa(sprog), brug.strategi.strategi, brug.strategi.navn.paa(sprog), regel.stilling
        )
        for brug in talte_strategier()
        if kommune in ("", brug.strategi.kommune)
        for regel in brug.strategi.frister()
    }


def genberegning_venter() -> bool:
    """Whether a choice has been made since the latest full run: lists and figures do not know of it yet."""
    with klare_fejl():
        talt = Tilstand.objects.filter(pk=1).values_list("lokale", flat=True).first()
    return talt is not None and talt != valg_i_brug()
