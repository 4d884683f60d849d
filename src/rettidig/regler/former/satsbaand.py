"""Shape ``satsbaand``: a rate in kroner by the band an amount lies in, in the act and as indexed by year."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rettidig.regler.former.grundform import Regel, Version
from rettidig.regler.former.proever import Baand, Satsperiode


class SatsbaandVersion(Version):
    """The bands of the act at the price level of ``niveau_aar``, and those of each year. Amounts are in oere."""

    niveau_aar: int
    baand: tuple[Baand, ...] = Field(min_length=1)
    perioder: tuple[Satsperiode, ...] = ()


class Satsbaandregel(Regel):
    """A rule of money by bands."""

    form: Literal["satsbaand"]
    versioner: tuple[SatsbaandVersion, ...] = Field(min_length=1)
