"""Is an act lawful? Named conditions over named facts; unknown is an answer of its own, never a yes.

``laes_handling`` reads a described act, ``vurder`` judges it by the coded rules (or by those given), and the answer
names every condition with its paragraph, what is missing, and what would change it.
"""

from rettidig.motor.vilkaar.handling import Handling, UbrugeligHandling, handling_fra, laes_handling
from rettidig.motor.vilkaar.vurdering import Betingelsessvar, Vurdering, vurder

__all__ = [
    "Betingelsessvar",
    "Handling",
    "UbrugeligHandling",
    "Vurdering",
    "handling_fra",
    "laes_handling",
    "vurder",
]
