"""Shape ``maaling``: how a population is counted and when the goal is met; and the supervision built upon it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from rettidig.regler.former.grundform import Gruppe, Regel, Streng, Timetal, TimetalVaerdi, Version

REGELSAET = ("gaeldende", "gamle", "nye")
"""The rules a measure can be made by: those in force on each day, all old, or all new."""


class Population(Streng):
    """Who is measured: these benefits, a course of at least so long, not in the introduction programme."""

    ydelser: tuple[str, ...]
    mindst_maaneder: int
    mindst_timer: Timetal
    vindue_maaneder: int
    undtag_integrationsprogram: bool


class Indsatskrav(Streng):
    """What counts as activated: any of these offers, or the hours."""

    tilbud: tuple[str, ...]
    ovrige_tilbud: tuple[str, ...]
    ovrige_tilbud_for: tuple[Gruppe, ...] | Literal["alle"]
    timer: TimetalVaerdi


class Fokusmaal1Version(Version):
    """One order's way to count fokusmål 1. ``andel_under`` in thousandths: met when strictly below."""

    krav: Indsatskrav
    andel_under: int


class Fokusmaal2Version(Version):
    """One order's way to count fokusmål 2."""

    samtaler: int
    andel_under: int


class Fokusmaal1Regel(Regel):
    """Fokusmål 1: the share without an offer or enough ordinary hours."""

    form: Literal["fokusmaal_1"]
    population: Population
    kan_tilvaelges: tuple[str, ...]
    deling: dt.date
    samlet_timer: TimetalVaerdi
    samlet_timer_lav: TimetalVaerdi
    timer_kan_vaere_sygetimer_for: tuple[str, ...]
    versioner: tuple[Fokusmaal1Version, ...]


class Fokusmaal2Regel(Regel):
    """Fokusmål 2: the share with fewer than four talks, of the population that fokusmål 1 is measured on."""

    form: Literal["fokusmaal_2"]
    population: Population
    versioner: tuple[Fokusmaal2Version, ...]


class TilsynVersion(Version):
    """Skærpet tilsyn for a year: whether it selects at all, and which goals count alone."""

    udtager: bool
    taeller_alene: tuple[str, ...]


class Tilsynsregel(Regel):
    """Skærpet tilsyn: both steps."""

    form: Literal["tilsyn"]
    udeladte_maaneder: tuple[dt.date, ...]
    versioner: tuple[TilsynVersion, ...]


class DeltagelseVersion(Version):
    """The 75 % measure: pool, which duties must be met, the least share in thousandths.

    ``ydelser_altid_vist`` are the benefits that get a row even where no one of the pool is on them.
    """

    pulje: tuple[Gruppe, ...]
    ydelser_altid_vist: tuple[str, ...]
    tilbudsregel: str
    samtaleregler: tuple[str, ...]
    mindst_andel: int


class Deltagelsesregel(Regel):
    """The share of those passing six months who got talks and an offer."""

    form: Literal["deltagelse"]
    versioner: tuple[DeltagelseVersion, ...]
