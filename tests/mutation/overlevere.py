"""The mutants no case notices: written by ``make mutation``, each with its reason where one is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

MAPPE = Path(__file__).parent
LISTE = MAPPE / "overlevere.txt"
GRUNDE = MAPPE / "grunde.yaml"
UDEN_SAG = "Ingen sag prøver det endnu"


@dataclass(frozen=True)
class Grund:
    """Why a sort of mutant survives: a pattern on its name, and the reason in words."""

    moenster: re.Pattern[str]
    grund: str


@cache
def grunde() -> tuple[Grund, ...]:
    """The known reasons; the first whose pattern fits is the one."""
    indhold = yaml.safe_load(GRUNDE.read_text(encoding="utf-8"))
    return tuple(Grund(re.compile(led["moenster"]), led["grund"]) for led in indhold["grunde"])


def grund_til(navn: str) -> str:
    """The reason a mutant survives."""
    return next((grund.grund for grund in grunde() if grund.moenster.search(navn)), UDEN_SAG)


@cache
def kendte() -> frozenset[str]:
    """The names of the survivors of the last full run."""
    return frozenset(LISTE.read_text(encoding="utf-8").splitlines())


def skriv(navne: Iterable[str]) -> None:
    """Keeps the survivors of a full run."""
    LISTE.write_text("".join(f"{navn}\n" for navn in sorted(navne)), encoding="utf-8")
