"""Reads a strategy: the whole file, or every fault in it with its line. Nothing is half-loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.indlaes import RegelFejl, Regelsaet
from rettidig.regler.lokalt.kontrol import kontroller
from rettidig.regler.lokalt.skemafejl import skemafejl
from rettidig.regler.lokalt.yamltrae import Fejl, Ulaeselig, Yamltrae, laes_trae
from rettidig.sprog import tekst

LOKALT = Path(__file__).parent
Kodelister = Mapping[str, tuple[str, ...]]
"""The data contract's code lists by name: ``ydelse``, ``indsats``, ``haendelse``. The law's room does not know them."""


class Strategifejl(RegelFejl):
    """A strategy cannot be used. ``fejl`` holds every fault with file and line."""

    def __init__(self, fejl: Iterable[Fejl]) -> None:
        self.fejl = tuple(fejl)
        super().__init__("\n".join(str(enkelt) for enkelt in self.fejl))


def medfoelgende() -> dict[str, Path]:
    """The strategies that ship with Rettidig: id -> file."""
    return {fil.stem: fil for fil in sorted(LOKALT.glob("*.yaml"))}


def laes_strategi(fil: Path, lov: Regelsaet, kodelister: Kodelister, navn: str | None = None) -> Strategi:
    """A strategy held up against the law and the code lists.

    ``navn`` is what the file is called in faults. Raises :class:`Strategifejl` with every fault found.
    """
    try:
        trae = laes_trae(fil, fil.name if navn is None else navn)
    except Ulaeselig as fejl:
        raise Strategifejl([fejl.fejl]) from None
    return strategi_af(trae, lov, kodelister)


def strategi_af(trae: Yamltrae, lov: Regelsaet, kodelister: Kodelister) -> Strategi:
    """The strategy a tree holds. Raises :class:`Strategifejl` with every fault found."""
    try:
        strategi = Strategi.model_validate(trae.indhold)
    except ValidationError as fejl:
        raise Strategifejl(skemafejl(trae, Strategi, fejl)) from None
    except (ArithmeticError, RecursionError):
        raise Strategifejl([Fejl(trae.navn, 1, tekst("lokalt.umuligt_tal"))]) from None
    fundne = kontroller(strategi, trae, lov, kodelister)
    if fundne:
        raise Strategifejl(fundne)
    return strategi
