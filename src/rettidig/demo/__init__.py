"""A seeded synthetic municipality: invented persons in published proportions, written as the data contract's files.

The proportions come from STAR's published figures (``tal/``, jobindsats.dk); everything else is stated in one file,
``antagelser.yaml``. ``lav_land`` makes the whole country the same way. Nobody in it exists.
"""

from rettidig.demo.demokommune import DemoFejl, DemoRapport, lav_demo
from rettidig.demo.land import LandRapport, lav_land

__all__ = ["DemoFejl", "DemoRapport", "LandRapport", "lav_demo", "lav_land"]
