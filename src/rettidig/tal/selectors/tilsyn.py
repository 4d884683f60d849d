"""Enhanced supervision of a year, from the figures that are kept."""

from __future__ import annotations

from decimal import Decimal

from rettidig.motor.maaleraekker import Maalesvar
from rettidig.motor.tilsyn import tilsyn_af
from rettidig.regler.indlaes import hent_lov
from rettidig.tal.selectors.kube import HELE, Udsnit, aarsmaalinger, tilstand_eller_fejl
from rettidig.tidslinje import calendar


def aarene() -> list[int]:
    """The years with figures from their first month on, latest first. Raises ``TalFejl`` before the first full run."""
    tilstand = tilstand_eller_fejl()
    foerste = tilstand.foerste_maaned.year + (tilstand.foerste_maaned.month > 1)
    naaet = (aar for aar in range(tilstand.dag.year, foerste - 1, -1))
    return [aar for aar in naaet if calendar.to_date(calendar.month_ends_of_year(aar)[0]) <= tilstand.dag]


def tilsynet(aar: int, ydelsesgrad: Decimal, forventet: Decimal, udsnit: Udsnit = HELE) -> Maalesvar:
    """One row per municipality on the months of the year that are over, as the command line gives it."""
    maalt = aarsmaalinger(aar, "gaeldende", tilstand_eller_fejl().dag, udsnit)
    return tilsyn_af(hent_lov(), maalt, aar, ydelsesgrad, forventet)
