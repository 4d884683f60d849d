"""The tables of the store.

A fact is never changed in place. What is known of it is a *registration*: its values and the days they hold
(``periode``), and the time they were known (``registreret``). A correction closes one registration and opens another
under the same ``fakta_id``, and every registration says which act opened and which closed it.
"""

from rettidig.sager.models.fakta import (
    Borgeroplysning,
    Fritagelse,
    Haendelse,
    Indsats,
    Loentimer,
    Samtale,
    Undtagelse,
    Ydelse,
)
from rettidig.sager.models.handling import Handling, Registreringsur
from rettidig.sager.models.registrering import Borger, Registrering
from rettidig.sager.models.sletning import Sletning

__all__ = [
    "Borger",
    "Borgeroplysning",
    "Fritagelse",
    "Haendelse",
    "Handling",
    "Indsats",
    "Loentimer",
    "Registrering",
    "Registreringsur",
    "Samtale",
    "Sletning",
    "Undtagelse",
    "Ydelse",
]
