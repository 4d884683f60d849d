"""Undoing an import, worked on while nobody waits: told of in a folder of its own, and whole or not done at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings

from rettidig.sager.models import Handling
from rettidig.sager.opbevaring import opbevaring
from rettidig.sager.services import baggrund
from rettidig.sager.services.baggrund import Arbejde, Sig, skriv_helt
from rettidig.sager.services.fortrydelse import fortryd, kan_fortrydes

FORTRYD = "fortryd"
_TAL = "fortrudt.json"


@dataclass(frozen=True)
class Fortrydelsestal:
    """How many registrations were closed, said again, and left alone because somebody has changed them since."""

    lukket: int
    genaabnet: int
    aendret_siden: int


def begynd(handling: Handling, *, hvem: str, hvorfor: str) -> None:
    """Begin to undo the act; where somebody does so already, leave them to it.

    Raises ``SagsFejl`` at once for what cannot be undone.
    """
    kan_fortrydes(handling.pk)
    baggrund.ryd(_rod(), opbevaring().mellemstation.timer)
    mappe = _mappe(handling)
    mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
    baggrund.begynd(mappe, FORTRYD, partial(_fortryd, mappe, handling.pk, hvem, hvorfor))


def arbejde(handling: Handling) -> Arbejde | None:
    """How far undoing the act has come; ``None`` where nobody has begun."""
    return baggrund.arbejde(_mappe(handling))


def vent(handling: Handling, sekunder: float | None) -> None:
    """Wait for work begun in this program."""
    baggrund.vent(_mappe(handling), sekunder)


def tal(handling: Handling) -> Fortrydelsestal | None:
    """What undoing the act did, as long as it is kept; ``None`` where it is not known."""
    try:
        return Fortrydelsestal(**json.loads((_mappe(handling) / _TAL).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _fortryd(mappe: Path, nummer: int, hvem: str, hvorfor: str, sig: Sig) -> None:
    svar = fortryd(nummer, hvem=hvem, hvorfor=hvorfor, trin=sig)
    talt = {"lukket": svar.lukket, "genaabnet": svar.genaabnet, "aendret_siden": svar.aendret_siden}
    skriv_helt(mappe / _TAL, json.dumps(talt))


def _rod() -> Path:
    return Path(settings.MODTAGELSE).with_name("fortryd")


def _mappe(handling: Handling) -> Path:
    """By the act's time too: a store that is emptied or restored gives its numbers anew."""
    return _rod() / f"{handling.pk}-{handling.tidspunkt.timestamp():.6f}"
