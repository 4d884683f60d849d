"""Pictures drawn on the server: each an SVG with title and description, and the rows it was drawn from.

The same picture stands on the page and in a file. Colour is never the only sign: lines differ in dash and point, areas
in pattern, and figures are written where they belong.
"""

from __future__ import annotations

from rettidig.web.diagrammer.figurer import Kategori, Maalepunkt, Uge, belastning, tilbudsmiks, udvikling
from rettidig.web.diagrammer.model import Diagram
from rettidig.web.diagrammer.tidslinje import Maerke, Spor, Stribe, borgerbillede

__all__ = [
    "Diagram",
    "Kategori",
    "Maalepunkt",
    "Maerke",
    "Spor",
    "Stribe",
    "Uge",
    "belastning",
    "borgerbillede",
    "tilbudsmiks",
    "udvikling",
]
