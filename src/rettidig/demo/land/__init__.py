"""A synthetic country: all 98 municipalities, published counts kept to the person, everything else marked as load."""

from rettidig.demo.land.hele_landet import FORMATER, lav_land
from rettidig.demo.land.rapport import LandRapport

__all__ = ["FORMATER", "LandRapport", "lav_land"]
