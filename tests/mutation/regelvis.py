"""Every mutant of one rule tried, in a process of its own: what ``make mutation`` hands out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.mutation.afproevning import Afproevning
from tests.mutation.mutanter import mutanter
from tests.mutation.side import Udfald

from rettidig.regler.indlaes import hent_lov


@cache
def afproevning() -> Afproevning:
    """The questions, built once in each process."""
    return Afproevning(hent_lov())


def af_regel(regel: str) -> list[Udfald]:
    """What becomes of every mutant of one rule."""
    return list(_udfald(regel))


def _udfald(regel: str) -> Iterator[Udfald]:
    for mutant in mutanter(hent_lov()):
        if mutant.regel == regel:
            fanget = afproevning().fanget_af(mutant) is not None
            tallisten = not fanget and afproevning().paa_tallisten(mutant)
            yield Udfald(regel, mutant.parameter, mutant.navn, fanget, tallisten)
