"""Runs one piece of work in its own process and writes the answer to a file: the other end of ``bench.proces``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
FLEST_GANGE = 3
LAENGST = 6.0


def gentag(arbejde: Callable[[], T], gange: int = FLEST_GANGE, laengst: float = LAENGST) -> tuple[list[float], T]:
    """Seconds of each run and the last answer: up to so many runs, none begun after ``laengst`` seconds."""
    tider: list[float] = []
    while True:
        start = time.perf_counter()
        svar = arbejde()
        tider.append(time.perf_counter() - start)
        if len(tider) >= gange or sum(tider) > laengst:
            return tider, svar


def main(arbejde: str, parametre: str, svarfil: str) -> None:
    modul, _, funktion = arbejde.partition(":")
    svar: dict[str, Any]
    try:
        svar = getattr(import_module(modul), funktion)(**json.loads(parametre))
    except ModuleNotFoundError as fejl:
        svar = {"fejl": f"{fejl.name} er ikke installeret"}
    except MemoryError:
        svar = {"fejl": "løb tør for hukommelse"}
    Path(svarfil).write_text(json.dumps(svar), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
