"""The tables of this room."""

from rettidig.adgang.models.bruger import Bruger

__all__ = ["Bruger"]
