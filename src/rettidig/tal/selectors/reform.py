"""A rehearsed reform told by what it does to people: new, gone, earlier, later, met or met no longer; by part of town.

Pure functions on the rows that were worked out. One person may stand under several effects.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.reform.tilstande import MAALTE, PLIGTER
from rettidig.tidslinje import calendar

VIRKNINGER = ("kommer_til", "falder_bort", "tidligere", "senere", "naar", "naar_ikke", "andet")
"""What a reform does to an obligation or to one in a measure, in the order it is told."""
_MOEDT = frozenset({"opfyldt", "aktiveret", "samtaler_naaet", "faaet"})
_MAALINGER = frozenset({FOKUSMAAL_1, FOKUSMAAL_2, DELTAGELSE})

Raekke = Mapping[str, Any]


@dataclass(frozen=True)
class Flytning:
    """By how many days deadlines move: the smallest, the middle one, the largest; negative is earlier."""

    mindst: int
    midt: int
    hoejst: int


@dataclass(frozen=True)
class Virkningslinje:
    """A rule, a benefit or a team: how many persons it concerns, and by effect."""

    vaerdi: str
    borgere: int
    efter: Mapping[str, int]
    flytning: Flytning | None


def virkning(raekke: Raekke) -> str:
    """What the row is: one of :data:`VIRKNINGER`."""
    if raekke["aendring"] != "aendret":
        return str(raekke["aendring"])
    dage = flyttet(raekke)
    if dage:
        return "tidligere" if dage < 0 else "senere"
    foer, efter = (raekke[f"status_{n}"] in _MOEDT for n in ("foer", "efter"))
    if foer != efter:
        return "naar" if efter else "naar_ikke"
    return "andet"


def flyttet(raekke: Raekke) -> int:
    """By how many days the deadline moves; none is none."""
    foer, efter = (raekke.get(f"frist_{n}") for n in ("foer", "efter"))
    return 0 if foer is None or efter is None else _dag(efter) - _dag(foer)


def slags(raekke: Raekke) -> str:
    """Whether the row is about an obligation or a measure."""
    return MAALTE if raekke["regel"] in _MAALINGER else PLIGTER


def fordelt(raekker: Sequence[Raekke], felt: str) -> list[Virkningslinje]:
    """The rows by the value of a column, most persons first. ``paa`` is divided: a person counts under each benefit."""
    grupper: dict[str, list[Raekke]] = defaultdict(list)
    for raekke in raekker:
        for vaerdi in vaerdier(raekke, felt):
            grupper[vaerdi].append(raekke)
    linjer = [_linje(vaerdi, egne) for vaerdi, egne in grupper.items()]
    return sorted(linjer, key=lambda linje: (-linje.borgere, linje.vaerdi))


def vaerdier(raekke: Raekke, felt: str) -> list[str]:
    """The values of a column a row stands under."""
    skrevet = str(raekke.get(felt) or "")
    return skrevet.split("+") if felt == "paa" else [skrevet]


def _linje(vaerdi: str, raekker: Sequence[Raekke]) -> Virkningslinje:
    efter: dict[str, set[str]] = {virkning_: set() for virkning_ in VIRKNINGER}
    for raekke in raekker:
        efter[virkning(raekke)].add(raekke["borger_id"])
    dage = sorted(filter(None, map(flyttet, raekker)))
    flytning = Flytning(dage[0], dage[len(dage) // 2], dage[-1]) if dage else None
    talt = {virkning_: len(borgere) for virkning_, borgere in efter.items()}
    return Virkningslinje(vaerdi, len({raekke["borger_id"] for raekke in raekker}), talt, flytning)


def _dag(skrevet: str) -> int:
    return calendar.to_day(dt.date.fromisoformat(skrevet))
