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
from rettidig.motor.reform.tilbudsdomme import IKKE_LOVLIG, LOVLIG, UKENDT
from rettidig.motor.reform.tilstande import MAALTE, NAESTE_SAMTALE, PLIGTER, SAMTALE, TILBUD
from rettidig.tidslinje import calendar

VIRKNINGER = (
    "kommer_til",
    "falder_bort",
    "tidligere",
    "senere",
    "naar",
    "naar_ikke",
    "bliver_lovlig",
    "bliver_ulovlig",
    "bliver_uvis",
    "andre_former",
    "andet",
)
"""What a reform does to an obligation, to one in a measure, to an offer or a talk, in the order it is told."""
_DOMME = {LOVLIG: "bliver_lovlig", IKKE_LOVLIG: "bliver_ulovlig", UKENDT: "bliver_uvis"}
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
    if raekke.get("slags") == NAESTE_SAMTALE:
        return "andre_former"
    if raekke.get("slags") in (TILBUD, SAMTALE):
        return _DOMME[raekke["status_efter"]]
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


@dataclass(frozen=True)
class Skift:
    """How many offers or talks are judged one way by the law before and one way by the law after.

    ``None`` on both sides is where nothing the laws disagree on concerns them.
    """

    foer: str | None
    efter: str | None
    antal: int


@dataclass(frozen=True)
class Tilbudslinje:
    """The offers under way of a kind or a team: how many, and how many of them by judgement under each law."""

    vaerdi: str
    i_gang: int
    skift: Mapping[tuple[str | None, str | None], int]


def tilbud_fordelt(talte: Sequence[Raekke], felt: str) -> list[Tilbudslinje]:
    """The offers under way by kind (``indsats``) or ``team``, most of them first."""
    grupper: dict[str, dict[tuple[str | None, str | None], int]] = defaultdict(lambda: defaultdict(int))
    for raekke in talte:
        grupper[str(raekke[felt])][raekke["foer"], raekke["efter"]] += raekke["antal"]
    linjer = [Tilbudslinje(vaerdi, sum(skift.values()), dict(skift)) for vaerdi, skift in grupper.items()]
    return sorted(linjer, key=lambda linje: (-linje.i_gang, linje.vaerdi))


def skiftene(talte: Sequence[Raekke]) -> list[Skift]:
    """All of them by judgement under each law: those judged otherwise first, and of each kind most of them first."""
    samlet: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for raekke in talte:
        samlet[raekke["foer"], raekke["efter"]] += raekke["antal"]
    alle = [Skift(foer, efter, antal) for (foer, efter), antal in samlet.items()]
    return sorted(alle, key=lambda s: (s.foer == s.efter, -s.antal, s.foer or "", s.efter or ""))


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
