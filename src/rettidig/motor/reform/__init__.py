"""A reform rehearsed: whose obligations and which measures another law would change, why, and what time itself will."""

from rettidig.motor.reform.aarsager import Aarsag, aarsagstekst
from rettidig.motor.reform.forskelle import Forskel, Proeve, sammenlign
from rettidig.motor.reform.frem import frem_raekker
from rettidig.motor.reform.tal import Talforskel, Taltaeller
from rettidig.motor.reform.tilstande import MAALTE, PLIGTER

__all__ = [
    "MAALTE",
    "PLIGTER",
    "Aarsag",
    "Forskel",
    "Proeve",
    "Talforskel",
    "Taltaeller",
    "aarsagstekst",
    "frem_raekker",
    "sammenlign",
]
