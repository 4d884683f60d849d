"""Work to be done block by block: one question each, answered for a block of citizens as an Arrow table.

The hosts (``rettidig.motor.vaerter``) decide where and when blocks are answered; the work knows nothing of them.
"""

from rettidig.motor.opgaver.frister import Fristopgave
from rettidig.motor.opgaver.maaleperioder import Maaleperiodeopgave
from rettidig.motor.opgaver.opfyldelse import Opfyldelsesopgave
from rettidig.motor.opgaver.opgave import Opgave, som_tekst, tekstskema
from rettidig.motor.opgaver.raekker import Fundopgave, Refusionsopgave

__all__ = [
    "Fristopgave",
    "Fundopgave",
    "Maaleperiodeopgave",
    "Opfyldelsesopgave",
    "Opgave",
    "Refusionsopgave",
    "som_tekst",
    "tekstskema",
]
