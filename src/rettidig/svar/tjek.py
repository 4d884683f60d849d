"""The data quality report: one row per finding of the reader."""

from __future__ import annotations

from rettidig.forloeb import Datasaet
from rettidig.motor.tjek import tjek_raekker
from rettidig.regler.indlaes import Regelsaet
from rettidig.svar import kolonner
from rettidig.svar.model import Svar


def svar(lov: Regelsaet, data: Datasaet) -> Svar:
    """The answer; it is about the data alone, and no day is asked for."""
    return Svar(kolonner.TJEK, tjek_raekker(lov, data), None, None, data)
