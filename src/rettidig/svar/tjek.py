"""The data quality report: one row per finding of the reader."""

from __future__ import annotations

from rettidig.forloeb import Datasaet
from rettidig.motor.tjek import tjek_raekker
from rettidig.regler.indlaes import Regelsaet
from rettidig.svar import kolonner
from rettidig.svar.model import Svar


def svar(lov: Regelsaet, data: Datasaet, *, med_vaerdier: bool = True) -> Svar:
    """The answer, about the data alone: no day is asked for. ``med_vaerdier``: with what stood in the rows."""
    return Svar(kolonner.TJEK, tjek_raekker(lov, data, med_vaerdier=med_vaerdier), None, None, data)
