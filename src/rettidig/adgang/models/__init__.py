"""The tables of this room."""

from rettidig.adgang.models.bruger import Bruger
from rettidig.adgang.models.log import (
    SAERLIG,
    Adgangshandling,
    Laesning,
    LaestBorger,
    Stikproevefund,
    Stikproevekonklusion,
)
from rettidig.adgang.models.undtagelser import Noedadgang, Spaerring

__all__ = [
    "SAERLIG",
    "Adgangshandling",
    "Bruger",
    "Laesning",
    "LaestBorger",
    "Noedadgang",
    "Spaerring",
    "Stikproevefund",
    "Stikproevekonklusion",
]
