"""The tables of this room."""

from rettidig.api.models.indlevering import Indlevering
from rettidig.api.models.system import System

__all__ = ["Indlevering", "System"]
