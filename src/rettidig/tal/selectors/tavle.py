"""The figures of a month as they stand on a page: every rule set beside the others, by benefit and by team.

For who is kept from small figures only the rules in force are given, and what could tell of few persons is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Sum

from rettidig.adgang.undertrykkelse import undertryk
from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.kuber import Kubemaalinger
from rettidig.motor.maaleraekker import ALLE, er_opfyldt
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Kubecelle
from rettidig.tal.selectors.kube import HELE, Udsnit, hent_kube
from rettidig.tal.selectors.maal import TAELLER_SOM, Punkt, graense, tendens
from rettidig.tidslinje import calendar

GAELDENDE = "gaeldende"
_FOKUS = (FOKUSMAAL_1, FOKUSMAAL_2)


@dataclass(frozen=True)
class Celle:
    """One figure. ``skjult``: it is kept back, and both numbers are none."""

    naevner: int | None
    taeller: int | None
    graense: Fraction
    opfyldt: bool | None
    skjult: bool = False

    @property
    def andel(self) -> Fraction | None:
        """The share; none of nobody, and of what is kept back."""
        return None if not self.naevner or self.taeller is None else Fraction(self.taeller, self.naevner)


@dataclass(frozen=True)
class Linje:
    """One line: the benefit or the team it is about, and a figure for each rule set."""

    navn: str
    celler: Mapping[str, Celle]


def regelsaettene(maaling: str) -> tuple[str, ...]:
    """The rule sets a measure is shown under: the 75 % measure came after them and is the same in all."""
    return (GAELDENDE,) if maaling == DELTAGELSE else REGELSAET


def tavler(maaned: dt.date, udsnit: Udsnit = HELE, *, undertrykt: bool = False) -> dict[str, list[Linje]]:
    """Every measure of a month end: a line for all, then one by benefit. The numbers are those of the command line.

    ``udsnit`` names no more than one municipality. Raises as ``hent_kube`` does.
    """
    saet = (GAELDENDE,) if undertrykt else REGELSAET
    kube = hent_kube([maaned], saet, udsnit)
    maalt = Kubemaalinger(kube, hent_lov())
    fundet: dict[str, dict[str, dict[str, Celle]]] = {}
    for et in saet:
        raekker = maalt.maaned(calendar.to_day(maaned), et).raekker
        skjulte = _skjulte(raekker) if undertrykt else set()
        for raekke in raekker:
            if et not in regelsaettene(raekke["maaling"]):
                continue
            skjul = (raekke["maaling"], raekke["ydelse"]) in skjulte
            celler = fundet.setdefault(raekke["maaling"], {}).setdefault(raekke["ydelse"], {})
            celler[et] = _celle(raekke["naevner"], raekke["taeller"], raekke["graense"], raekke["maaling"], skjul=skjul)
    return {
        maaling: [Linje(ydelse, celler) for ydelse, celler in sorted(linjer.items(), key=_alle_foerst)]
        for maaling, linjer in sorted(fundet.items(), key=lambda par: _plads(par[0]))
    }


def roebes_af_helheden(maaned: dt.date) -> set[str]:
    """The measures that all of the store may not be given for beside each municipality's own.

    In one of several municipalities the figure for all is kept back, so the sum less the others would give it. The
    focus goals are of the same persons, and go together.
    """
    kube = hent_kube([maaned], (GAELDENDE,))
    if len(kube.borgere) <= 1:
        return set()
    raekker = Kubemaalinger(kube, hent_lov()).maaned(calendar.to_day(maaned), GAELDENDE).raekker
    fundne = {r["maaling"] for r in raekker if r["ydelse"] == ALLE and _er_lille(r["naevner"], r["taeller"])}
    return fundne | set(_FOKUS if fundne & set(_FOKUS) else ())


def holdtavle(maaned: dt.date, maaling: str, udsnit: Udsnit = HELE) -> list[Linje]:
    """A measure by team on a month end; those without a team come last. None is kept back."""
    naevner, taeller = TAELLER_SOM[maaling]
    valgt = {"maaned": maaned, "regelsaet__in": regelsaettene(maaling)}
    valgt |= {} if udsnit.kommuner is None else {"kommune__in": udsnit.kommuner}
    valgt |= {} if udsnit.ydelser is None else {"ydelse__in": udsnit.ydelser}
    valgt |= {} if udsnit.teams is None else {"team__in": udsnit.teams}
    graenser = {et: graense(maaling, maaned, et) for et in regelsaettene(maaling)}
    with klare_fejl():
        talt = list(
            Kubecelle.objects.filter(**valgt)
            .values("team", "regelsaet")
            .annotate(antal=Sum(naevner), heraf=Sum(taeller))
            .order_by("team")
        )
    hold: dict[str, dict[str, Celle]] = {}
    for raekke in talt:
        graensen = graenser[raekke["regelsaet"]]
        if graensen is not None and raekke["antal"]:
            hold.setdefault(raekke["team"], {})[raekke["regelsaet"]] = _celle(
                raekke["antal"], raekke["heraf"], graensen, maaling
            )
    saet = {et: graensen for et, graensen in graenser.items() if graensen is not None}
    return [
        # The store gives the sets in no order of its own, and a team may have nobody under one: the columns stay put.
        Linje(team, {et: celler.get(et) or _celle(0, 0, graensen, maaling) for et, graensen in saet.items()})
        for team, celler in sorted(hold.items(), key=lambda par: (not par[0], par[0]))
    ]


def holdene(udsnit: Udsnit = HELE) -> list[str]:
    """The teams there are figures for."""
    return _fundne("team", udsnit)


def ydelserne(udsnit: Udsnit = HELE) -> list[str]:
    """The benefits there are figures for."""
    return _fundne("ydelse", udsnit)


def udviklingen(maaling: str, udsnit: Udsnit = HELE, *, undertrykt: bool = False) -> list[tuple[Punkt, bool]]:
    """A measure over the month ends kept, and whether each point is kept back. Raises as ``tendens`` does."""
    punkter = tendens(maaling, (GAELDENDE,) if undertrykt else regelsaettene(maaling), udsnit)
    return [(punkt, undertrykt and _er_lille(punkt.naevner, punkt.taeller)) for punkt in punkter]


def _fundne(felt: str, udsnit: Udsnit) -> list[str]:
    valgt = {} if udsnit.kommuner is None else {"kommune__in": udsnit.kommuner}
    with klare_fejl():
        return sorted(Kubecelle.objects.filter(**valgt).exclude(**{felt: ""}).values_list(felt, flat=True).distinct())


def _celle(naevner: int, taeller: int, graensen: Fraction, maaling: str, *, skjul: bool = False) -> Celle:
    if skjul:
        return Celle(None, None, graensen, None, skjult=True)
    andel = Fraction(taeller, naevner) if naevner else None
    return Celle(naevner, taeller, graensen, er_opfyldt(maaling, andel, graensen))


def _skjulte(raekker: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """What is kept back, by measure and benefit.

    Both focus goals are of the same persons, so a benefit is kept back in both or in neither: else what one leaves out
    could be found from the other.
    """
    tal = {(r["maaling"], r["ydelse"]): (r["naevner"], r["taeller"]) for r in raekker}
    skjulte = {noegle for noegle, (n, t) in tal.items() if noegle[1] == ALLE and _er_lille(n, t)}
    for maalinger in (_FOKUS, (DELTAGELSE,)):
        ydelser = [y for m, y in tal if m == maalinger[0] and y != ALLE]
        dele = [
            {"ydelse": y, "naevner": tal[maalinger[0], y][0], **{m: tal[m, y][1] for m in maalinger}} for y in ydelser
        ]
        for raekke in undertryk(dele, tal=("naevner", *maalinger)):
            if raekke["undertrykt"]:
                skjulte |= {(m, raekke["ydelse"]) for m in maalinger}
    return skjulte


def _er_lille(naevner: int, taeller: int) -> bool:
    return bool(undertryk([{"naevner": naevner, "taeller": taeller}], tal=("naevner", "taeller"))[0]["undertrykt"])


def _alle_foerst(linje: tuple[str, Any]) -> tuple[bool, str]:
    return linje[0] != ALLE, linje[0]


def _plads(maaling: str) -> int:
    return list(TAELLER_SOM).index(maaling)
