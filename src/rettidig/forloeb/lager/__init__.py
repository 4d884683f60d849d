"""The stored form: one row per person, made once from an extract and read many times, whole or one person at a time."""

from rettidig.forloeb.lager.aabning import Lager, aabn_lager, datasaet_fra_lager, er_lagerfil
from rettidig.forloeb.lager.blok import Blok
from rettidig.forloeb.lager.bygning import Lagerrapport, byg_lager
from rettidig.forloeb.lager.metadata import Lagermetadata

__all__ = [
    "Blok",
    "Lager",
    "Lagermetadata",
    "Lagerrapport",
    "aabn_lager",
    "byg_lager",
    "datasaet_fra_lager",
    "er_lagerfil",
]
