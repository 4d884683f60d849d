"""The strategies that ship, read once for all tests."""

from __future__ import annotations

from functools import cache

from rettidig.forloeb.koder import koder
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.indlaes import laes_strategi, medfoelgende

STRATEGIER = tuple(medfoelgende())
KODELISTER = {liste: tuple(kode.kode for kode in koder(liste)) for liste in ("ydelse", "indsats", "haendelse")}


@cache
def strategi(navn: str) -> Strategi:
    """A strategy that ships, by its id."""
    return laes_strategi(medfoelgende()[navn], hent_lov(), KODELISTER)
