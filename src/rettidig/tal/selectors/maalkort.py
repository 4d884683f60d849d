"""The measures in few figures: where each stands now against its demand, the line behind it, and where it is heading.

Told as what is reached, never as what is missing: the focus goals count those who are not, so the share is turned.
Kept for the process until something is registered or the day changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from django.db.models import Q

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.tal.selectors.kube import Udsnit, tilstand_eller_fejl
from rettidig.tal.selectors.maal import Punkt, tendens
from rettidig.tal.selectors.skridt import skal_flyttes
from rettidig.tal.selectors.tilbudsmiks import Miksraekke, tilbudsmiks
from rettidig.tal.services.maaneder import sidst_afsluttet
from rettidig.tidslinje import calendar

MAALINGER = (FOKUSMAAL_1, FOKUSMAAL_2, DELTAGELSE)


@dataclass(frozen=True)
class Maalkort:
    """A measure on a month end. ``naaet`` and ``krav`` are shares of all; ``strengt``: the share must lie above.

    ``mangler`` is how many persons must be moved before it is met.
    """

    maaling: str
    regelsaet: str
    maaned: dt.date
    naevner: int
    taeller: int
    krav: Fraction
    opfyldt: bool | None
    mangler: int
    prognose: bool

    @property
    def antal_naaet(self) -> int:
        """How many of all have what the measure asks."""
        return self.taeller if self.maaling == DELTAGELSE else self.naevner - self.taeller

    @property
    def naaet(self) -> Fraction | None:
        """The share who have."""
        return Fraction(self.antal_naaet, self.naevner) if self.naevner else None

    @property
    def strengt(self) -> bool:
        """Whether the share must lie above the demand; else it may be equal to it."""
        return self.maaling != DELTAGELSE


@dataclass(frozen=True)
class Maalbillede:
    """One measure: every month end shown, by rule set; the latest that is over; and the year's end to come."""

    maaling: str
    punkter: tuple[Maalkort, ...]
    maaned: dt.date
    aarsslut: dt.date

    @property
    def nu(self) -> tuple[Maalkort, ...]:
        """The month that ended last, by rule set."""
        return tuple(k for k in self.punkter if k.maaned == self.maaned)

    @property
    def ved_aarsslut(self) -> tuple[Maalkort, ...]:
        """The end of the year if nothing changes, by rule set."""
        return tuple(k for k in self.punkter if k.maaned == self.aarsslut and k.prognose)

    def gaeldende(self, kort: Sequence[Maalkort]) -> Maalkort | None:
        """Of some month's figures the one under the rules in force."""
        return next((k for k in kort if k.regelsaet == REGELSAET[0]), None)

    @property
    def gaeldende_nu(self) -> Maalkort | None:
        """The month that ended last under the rules in force."""
        return self.gaeldende(self.nu)

    @property
    def gaeldende_ved_aarsslut(self) -> Maalkort | None:
        """The end of the year under the rules in force."""
        return self.gaeldende(self.ved_aarsslut)


def maalbilleder(kommune: str = "", teams: Sequence[str] | None = None) -> tuple[Maalbillede, ...]:
    """Every measure that applies, for a municipality (all of the store where none is named) or some teams in it.

    Raises ``TalFejl`` before the first full run.
    """
    tilstand = tilstand_eller_fejl()
    egne = None if teams is None else tuple(sorted(teams))
    return _maalbilleder(kommune, egne, tilstand.kendt, tilstand.dag, tilstand.motor)


@lru_cache(maxsize=128)
def _maalbilleder(
    kommune: str, teams: tuple[str, ...] | None, _kendt: dt.datetime, dag: dt.date, _motor: str
) -> tuple[Maalbillede, ...]:
    valgt, sidst = valgte_tal(), sidst_afsluttet(dag)
    aarsslut = calendar.to_date(calendar.day_of(dag.year, 12, 31))
    fra = calendar.to_date(
        calendar.month_end(calendar.add_months(calendar.to_day(sidst), -valgt.maalkort_tilbage.vaerdi))
    )
    til = calendar.to_date(calendar.month_end(calendar.add_months(calendar.to_day(sidst), valgt.maalkort_frem.vaerdi)))
    udsnit = Udsnit(kommuner=(kommune,) if kommune else None, teams=teams)
    fundne = []
    for maaling in MAALINGER:
        saet = REGELSAET[:1] if maaling == DELTAGELSE else REGELSAET
        punkter = tendens(maaling, saet, udsnit, fra=fra, til=min(til, aarsslut))
        if any(p.maaned == sidst for p in punkter):
            fundne.append(Maalbillede(maaling, tuple(_kort(maaling, p) for p in punkter), sidst, aarsslut))
    return tuple(fundne)


def _kort(maaling: str, p: Punkt) -> Maalkort:
    krav = p.graense if maaling == DELTAGELSE else 1 - p.graense
    mangler = skal_flyttes(maaling, p.naevner, p.taeller, p.graense)
    return Maalkort(maaling, p.regelsaet, p.maaned, p.naevner, p.taeller, krav, p.opfyldt, mangler, p.prognose)


def miks_seneste_aar(kommune: str = "", teams: Sequence[str] | None = None) -> tuple[dt.date, tuple[Miksraekke, ...]]:
    """The offers of the twelve months up to the day, in figures alone, and the first day of them."""
    tilstand = tilstand_eller_fejl()
    fra = calendar.to_date(calendar.add_months(calendar.to_day(tilstand.dag), -valgte_tal().miks_maaneder.vaerdi))
    egne = None if teams is None else tuple(sorted(teams))
    return fra, _miks(kommune, egne, tilstand.kendt, fra, tilstand.dag)


@lru_cache(maxsize=128)
def _miks(
    kommune: str, teams: tuple[str, ...] | None, _kendt: dt.datetime, fra: dt.date, til: dt.date
) -> tuple[Miksraekke, ...]:
    return tuple(tilbudsmiks(Q(), fra, til, teams=teams, kommune=kommune or None))
