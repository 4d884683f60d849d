"""The tables of this room."""

from rettidig.adgang.models.bruger import Bruger
from rettidig.adgang.models.log import Adgangshandling, Laesning, LaestBorger, Stikproevefund
from rettidig.adgang.models.undtagelser import Noedadgang, Spaerring

__all__ = [
    "Adgangshandling",
    "Bruger",
    "Laesning",
    "LaestBorger",
    "Noedadgang",
    "Spaerring",
    "Stikproevefund",
]
