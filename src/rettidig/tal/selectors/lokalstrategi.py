"""Which strategies a municipality uses, and which there are to choose from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.indlaes import Strategifejl, medfoelgende, strategi_af
from rettidig.regler.lokalt.yamltrae import Ulaeselig, trae_af
from rettidig.sager.models import Borgeroplysning
from rettidig.sager.selectors.kendt import dagens_slut
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.svar.strategi import hent_strategi, kodelister
from rettidig.tal.models import Lokalstrategi

FILNAVN = "strategi.yaml"
"""What a file that is read in is called in its faults: its own name stays with the one who sent it."""


@dataclass(frozen=True)
class Strategibrug:
    """A strategy in use, with its switches: those that are not set stand at their default."""

    strategi: Strategi
    valg: Mapping[str, str]


@cache
def kendte_strategier() -> Mapping[str, Strategi]:
    """The strategies that ship, by their id."""
    lov = hent_lov()
    return {navn: hent_strategi(lov, navn) for navn in medfoelgende()}


@lru_cache(maxsize=32)
def strategi_af_tekst(indhold: str) -> Strategi:
    """The strategy a file holds. Raises ``Ulaeselig`` or ``Strategifejl`` with every fault."""
    return strategi_af(trae_af(indhold, FILNAVN), hent_lov(), kodelister())


def strategi_bag(valgt: Lokalstrategi) -> Strategi | None:
    """The strategy a choice is of; ``None`` for one that is no longer there, or that the law as coded now refuses."""
    if not valgt.indhold:
        return kendte_strategier().get(valgt.strategi)
    try:
        return strategi_af_tekst(valgt.indhold)
    except (Ulaeselig, Strategifejl):
        return None


def egen_fil(navn: str) -> Lokalstrategi | None:
    """The latest choice of a strategy that does not ship; ``None`` where there is none of the name."""
    with klare_fejl():
        fundet: Lokalstrategi | None = (
            Lokalstrategi.objects.filter(strategi=navn).exclude(indhold="").order_by("-tidspunkt", "-id").first()
        )
    return fundet


def i_brug(kommune: str, kendt_dag: dt.date | None = None) -> tuple[Strategibrug, ...]:
    """The strategies a municipality uses now, or used at the end of a day. One that is no longer there is left out."""
    valg = [sidst for sidst in sidste_valg(kommune, kendt_dag) if sidst.i_brug]
    return tuple(brug for sidst in valg if (brug := _brug(sidst)) is not None)


def valg_i_brug() -> list[int]:
    """The numbers of the choices that hold now, of all municipalities: what a full run keeps deadlines by."""
    return sorted(valgt.pk for valgt in sidste_valg() if valgt.i_brug)


def bag_valgene(numre: Sequence[int]) -> tuple[Strategibrug, ...]:
    """The strategies some choices took into use, with their switches. One that is no longer there is left out."""
    if not numre:
        return ()
    with klare_fejl():
        valg = list(Lokalstrategi.objects.filter(pk__in=numre).order_by("kommune", "strategi"))
    return tuple(brug for valgt in valg if (brug := _brug(valgt)) is not None)


def sidste_valg(kommune: str | None = None, kendt_dag: dt.date | None = None) -> list[Lokalstrategi]:
    """The latest choice about each strategy, of one municipality or of all, now or at the end of a day."""
    valg = Lokalstrategi.objects.order_by("kommune", "strategi", "-tidspunkt", "-id")
    if kommune is not None:
        valg = valg.filter(kommune=kommune)
    if kendt_dag is not None:
        valg = valg.filter(tidspunkt__lte=dagens_slut(kendt_dag))
    with klare_fejl():
        return list(valg.distinct("kommune", "strategi"))


def valgte(antal: int) -> Sequence[Lokalstrategi]:
    """The latest choices of all, newest first."""
    with klare_fejl():
        return list(Lokalstrategi.objects.order_by("-tidspunkt", "-id")[:antal])


def kommuner() -> frozenset[str]:
    """The municipalities of the citizens in the store."""
    with klare_fejl():
        aabne = Borgeroplysning.objects.filter(registreret__upper_inf=True)
        return frozenset(aabne.values_list("kommune", flat=True).distinct())


def _brug(valgt: Lokalstrategi) -> Strategibrug | None:
    strategi = strategi_bag(valgt)
    if strategi is None:
        return None
    return Strategibrug(strategi, {**strategi.standardvalg(), **_mulige(strategi, valgt.valg)})


def _mulige(strategi: Strategi, sat: Mapping[str, str]) -> dict[str, str]:
    """What was set of switches the strategy still has, to what it still allows."""
    return {n: v for n, v in sat.items() if n in strategi.valg and v in strategi.valg[n].muligheder}
