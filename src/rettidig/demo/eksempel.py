"""The municipality shown to whoever tries Rettidig: the same on the command line and on the pages.

It is shown at one of two days. Its extract reaches beyond both, so what is dated after the day is what will come; the
talks of the first two weeks after each day are agreed, not held, as they would be when the day is today. From July 2025
the duty to work is decided for some: those who came from selvforsoergelses- og hjemrejseydelse, and every third who is
new on kontanthjaelp.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from rettidig.demo.csv_tekst import SKILLETEGN
from rettidig.demo.demokommune import DemoRapport, lav_demo
from rettidig.tidslinje import calendar

BORGERE = 5_700
"""Over the five years; about a thousand of them are in a course on either day."""
KOMMUNE = "766"
FRA = dt.date(2022, 1, 1)
TIL = dt.date(2026, 12, 31)
SEED = 1
PR = dt.date(2023, 5, 31)
"""The day it is shown at first: in the middle of the transition between two sets of rules."""
DAGE = (PR, dt.date(2026, 7, 1))
"""The days it can be shown at; the last is the first day of the 75 % rule."""
EGEN_STRATEGI = files(__package__).joinpath("egen_strategi.yaml")
"""The strategy of its own the invented town has: a file, as any municipality writes one."""
_ARBEJDSPLIGT_FRA = dt.date(2025, 7, 1)
_ARBEJDSPLIGT_HVER = 3
_KONTANT = frozenset({"kontanthjaelp", "uddannelseshjaelp", "sho"})
_AFTALT_DAGE = 14
_AFTALT = "planlagt"
_HAR_VAERET = frozenset({"afholdt", "udeblevet", "aflyst"})


def lav_eksempel(ud: Path, borgere: int = BORGERE, fremdrift: Callable[[int, int], None] | None = None) -> DemoRapport:
    """Make it in the folder ``ud``. Fewer citizens are for tests. Raises ``DemoFejl`` as ``lav_demo``."""
    rapport = lav_demo(borgere, KOMMUNE, FRA, TIL, ud, SEED, 0.0, fremdrift)
    _aftal_samtaler(ud / "samtaler.csv")
    _paalaeg_arbejdspligt(ud / "ydelser.csv", ud / "haendelser.csv")
    return rapport


def _aftal_samtaler(fil: Path) -> None:
    """Let the talks of the first weeks after each day be agreed ones."""
    aftalte = {calendar.to_date(calendar.to_day(dag) + nr).isoformat() for dag in DAGE for nr in range(_AFTALT_DAGE)}
    hoved, raekker = _laes(fil)
    dato, status = hoved.index("dato"), hoved.index("status")
    for raekke in raekker:
        if raekke[dato] in aftalte and raekke[status] in _HAR_VAERET:
            raekke[status] = _AFTALT
    _skriv(fil, hoved, raekker)


def _paalaeg_arbejdspligt(ydelser: Path, haendelser: Path) -> None:
    """Decide the duty to work on the first day of the spell it is decided for."""
    hoved, raekker = _laes(ydelser)
    borger, ydelse, fra, til = (hoved.index(navn) for navn in ("borger_id", "ydelse", "fra", "til"))
    endte = {(r[borger], r[til]): r[ydelse] for r in raekker if r[ydelse] in _KONTANT and r[til]}
    senere = [r for r in raekker if r[ydelse] == "kontanthjaelp" and r[fra] >= _ARBEJDSPLIGT_FRA.isoformat()]
    foer = [endte.get((r[borger], _dagen_foer(r[fra]))) for r in senere]
    fra_sho = [r for r, kom_fra in zip(senere, foer, strict=True) if kom_fra == "sho"]
    nye = [r for r, kom_fra in zip(senere, foer, strict=True) if kom_fra is None][::_ARBEJDSPLIGT_HVER]
    hovedet, kendte = _laes(haendelser)
    felter = ({"borger_id": r[borger], "haendelse": "arbejdspligt", "dato": r[fra]} for r in (*fra_sho, *nye))
    _skriv(haendelser, hovedet, [*kendte, *([felt.get(navn, "") for navn in hovedet] for felt in felter)])


def _dagen_foer(dag: str) -> str:
    return calendar.to_date(calendar.to_day(dt.date.fromisoformat(dag)) - 1).isoformat()


def _laes(fil: Path) -> tuple[list[str], list[list[str]]]:
    with fil.open(encoding="utf-8", newline="") as ind:
        hoved, *raekker = csv.reader(ind, delimiter=SKILLETEGN)
    return hoved, raekker


def _skriv(fil: Path, hoved: list[str], raekker: list[list[str]]) -> None:
    with fil.open("w", encoding="utf-8", newline="") as ud:
        csv.writer(ud, delimiter=SKILLETEGN, lineterminator="\n").writerows([hoved, *raekker])
