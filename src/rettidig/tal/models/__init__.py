"""What is worked out from the facts and kept."""

from rettidig.tal.models.arbejdslister import GemtFilter, Kapacitet, Listebrug
from rettidig.tal.models.figurer import Kubecelle, Meldt
from rettidig.tal.models.lokalstrategi import Lokalstrategi
from rettidig.tal.models.raekker import Borgerstand, Fristraekke, Lokalfrist, Maaleperiode
from rettidig.tal.models.statens import Statslevering, Statsmaaling, Statsperson
from rettidig.tal.models.tilstand import Koersel, Tilstand

__all__ = [
    "Borgerstand",
    "Fristraekke",
    "GemtFilter",
    "Kapacitet",
    "Koersel",
    "Kubecelle",
    "Listebrug",
    "Lokalfrist",
    "Lokalstrategi",
    "Maaleperiode",
    "Meldt",
    "Statslevering",
    "Statsmaaling",
    "Statsperson",
    "Tilstand",
]
