"""What falls due by week against what a team can take on, and whom to take first within it.

A citizen with something overdue or due takes one talk of the length the team has entered. Whom to take first is a
proposal with one stated order (``TAG_FOERST``); it says nothing of what is right for the citizen, and decides nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.db.models.functions import TruncWeek

from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Fristraekke, Kapacitet
from rettidig.tal.selectors.lister import FRISTFELTER, med_noegle
from rettidig.tidslinje import calendar

TAG_FOERST = ("overskredet_laengst", "forfalder_foerst", "nummer")
"""Whom to take first: those whose duty has been overdue the longest, then those whose deadline comes first; at the same
day by the citizen's number in the store, which means nothing."""
_MINUTTER = 60


@dataclass(frozen=True)
class Plads:
    """What a team can take on in a week: hours, minutes a talk, and so many talks; by whom and when entered."""

    team: str
    timer: int
    minutter: int
    fra: dt.date
    hvem: str
    tidspunkt: dt.datetime

    @property
    def samtaler(self) -> int:
        """How many talks there is room for."""
        return self.timer * _MINUTTER // self.minutter


@dataclass(frozen=True)
class Ugelinje:
    """One week: its Monday and name, how many citizens have something due in it, and how many there is room for.

    ``plads`` is none where one of the teams has entered nothing.
    """

    mandag: dt.date
    navn: str
    borgere: int
    pligter: int
    plads: int | None

    @property
    def over_plads(self) -> bool:
        """Whether more citizens have something due than there is room for."""
        return self.plads is not None and self.borgere > self.plads


def mandag(dag: dt.date) -> dt.date:
    """The first day of the week."""
    return calendar.to_date(calendar.week_start(calendar.to_day(dag)))


def kommende_mandage(dag: dt.date) -> tuple[dt.date, ...]:
    """The Mondays of the weeks one looks ahead to, that of the day first."""
    foerste = calendar.to_day(mandag(dag))
    antal = valgte_tal().uger_i_belastningen.vaerdi
    return tuple(calendar.to_date(calendar.add_weeks(foerste, nr)) for nr in range(antal))


def ugen_fra(mandagen: dt.date) -> tuple[dt.date, dt.date]:
    """A week from its Monday: its first and its last day."""
    return mandagen, calendar.to_date(calendar.week_end(calendar.to_day(mandagen)))


def ugenavn(dag: dt.date) -> str:
    """The number of a day's week, as one says it."""
    return calendar.iso_week_name(calendar.to_day(dag)).rpartition("W")[2].lstrip("0")


def pladser(teams: Sequence[str], uge: dt.date) -> dict[str, Plads]:
    """What each team can take on in the week that begins on a Monday; a team that has entered nothing is left out."""
    with klare_fejl():
        fundne = Kapacitet.objects.filter(team__in=list(teams), fra__lte=uge).order_by("team", "-fra", "-id")
        return {k.team: _plads(k) for k in fundne.distinct("team")}


def kapaciteter(teams: Sequence[str]) -> list[Plads]:
    """All that has been entered for some teams, by team and the latest week first."""
    with klare_fejl():
        return [_plads(k) for k in Kapacitet.objects.filter(team__in=list(teams)).order_by("team", "-fra", "-id")]


def _plads(k: Kapacitet) -> Plads:
    return Plads(k.team, k.timer, k.minutter, k.fra, k.hvem, k.tidspunkt)


def i_alt(fundne: dict[str, Plads], teams: Sequence[str]) -> int | None:
    """The talks there is room for in all; none where one of the teams has entered nothing."""
    if not teams or any(team not in fundne for team in teams):
        return None
    return sum(plads.samtaler for plads in fundne.values())


def uger(kun: Q, dag: dt.date, teams: Sequence[str], *, uden_team: bool = False) -> list[Ugelinje]:
    """The coming weeks, that of the day first. What is overdue is in none of them: see :func:`overskredne_efter`.

    ``uden_team``: citizens whom no team has yet are counted too.
    """
    mandage = kommende_mandage(dag)
    slut = ugen_fra(mandage[-1])[1]
    raekker = Fristraekke.objects.filter(
        kun, _hos(teams, uden_team=uden_team), aaben=True, altid=True, status="afventer", frist__range=(dag, slut)
    )
    with klare_fejl():
        talt = {
            linje["uge"]: linje
            for linje in raekker.annotate(uge=TruncWeek("frist"))
            .values("uge")
            .annotate(borgere=Count("borger_id", distinct=True), pligter=Count("*"))
        }
        alle = list(Kapacitet.objects.filter(team__in=list(teams), fra__lte=slut).order_by("team", "-fra", "-id"))
    return [
        Ugelinje(
            uge,
            ugenavn(uge),
            talt[uge]["borgere"] if uge in talt else 0,
            talt[uge]["pligter"] if uge in talt else 0,
            i_alt(_gaeldende(alle, uge), teams),
        )
        for uge in mandage
    ]


def _gaeldende(alle: Sequence[Kapacitet], uge: dt.date) -> dict[str, Plads]:
    fundne: dict[str, Plads] = {}
    for k in alle:
        if k.fra <= uge and k.team not in fundne:
            fundne[k.team] = _plads(k)
    return fundne


def overskredne_efter(kun: Q, felt: str) -> list[dict[str, Any]]:
    """Overdue duties, and citizens behind them, by ``team`` or ``sagsbehandler``; most citizens first."""
    raekker = Fristraekke.objects.filter(kun, aaben=True, altid=True, status="overskredet").values(felt)
    with klare_fejl():
        talt = raekker.annotate(antal=Count("*"), borgere=Count("borger_id", distinct=True), aeldst=Min("frist"))
        return list(talt.order_by("-borgere", felt))


def _hos(teams: Sequence[str], *, uden_team: bool) -> Q:
    return Q(team__in=[*teams, *([""] if uden_team else [])])


def tag_foerst(
    kun: Q, dag: dt.date, teams: Sequence[str], antal: int, *, uden_team: bool = False
) -> tuple[int, list[dict[str, Any]]]:
    """How many have something overdue or due by Sunday, and the first of them by ``TAG_FOERST``: one row for each.

    The row is the duty the place rests on; ``pligter`` is how many the citizen has. ``uden_team``: citizens whom no
    team has yet are among them.
    """
    soendag = calendar.to_date(calendar.week_end(calendar.to_day(dag)))
    nu = Q(status="overskredet") | Q(status="afventer", frist__lte=soendag)
    raekker = Fristraekke.objects.filter(kun, nu, _hos(teams, uden_team=uden_team), aaben=True, altid=True)
    with klare_fejl():
        borgere = raekker.values("borger_id").annotate(foerst=Min("frist"), pligter=Count("*"))
        i_alt_ = borgere.count()
        valgte = {r["borger_id"]: r for r in borgere.order_by("foerst", "borger_id")[:antal]}
        deres = raekker.filter(borger_id__in=list(valgte)).order_by("borger_id", "frist", "nr").distinct("borger_id")
        rader = med_noegle([{**r, "pligter": valgte[r["borger_id"]]["pligter"]} for r in deres.values(*FRISTFELTER)])
    return i_alt_, sorted(rader, key=lambda r: (r["frist"], r["borger_id"]))
