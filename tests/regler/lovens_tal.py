"""The numbers of the acts, typed a second time from the acts, and whether a law has them."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rettidig.regler.former.grundform import Regel, Version
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.opslag import gaeldende
from rettidig.tidslinje.calendar import next_date

SIDSTE_KODEDE_DAG = dt.date(2026, 12, 31)


class Tal(NamedTuple):
    parameter: str
    regel: str
    sti: str
    vaerdi: str
    fra: str
    til: str
    skifter: str
    hjemmel: str


@cache
def alle_tal() -> list[Tal]:
    with Path(__file__).with_name("lovens_tal.csv").open(encoding="utf-8", newline="") as fil:
        return [Tal(**raekke) for raekke in csv.DictReader(fil)]


def paa(regel: Regel, version: Version, sti: str) -> str:
    sti, _, medlem = sti.partition("~")
    sted: object = version if hasattr(version, sti.split(".")[0]) else regel
    for led in sti.split("."):
        sted = sted[int(led)] if isinstance(sted, tuple) else getattr(sted, led)
    if medlem:
        assert isinstance(sted, tuple)
        return "ja" if medlem in {str(et) for et in sted} else "nej"
    return " ".join(str(et) for et in sted) if isinstance(sted, tuple) else str(sted)


def vaerdier(tal: Tal, dag: dt.date, lov: Regelsaet | None = None) -> set[str]:
    """The values that hold on a day, one for each track; without ``lov`` by the law that ships."""
    regel = (lov or hent_lov()).regler[tal.regel]
    return {paa(regel, version, tal.sti) for version in gaeldende(regel, dag)}


def passer(tal: Tal, lov: Regelsaet) -> bool:
    """Whether a law has the number from its first day to its last, and another the next day where it changes."""
    try:
        graenser = [dt.date.fromisoformat(tal.fra), dt.date.fromisoformat(tal.til) if tal.til else SIDSTE_KODEDE_DAG]
        passer_her = all(vaerdier(tal, dag, lov) == {tal.vaerdi} for dag in graenser)
        return passer_her and (tal.skifter != "ja" or tal.vaerdi not in vaerdier(tal, next_date(graenser[1]), lov))
    except (AttributeError, IndexError):
        return False
