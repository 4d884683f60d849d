"""A seeded synthetic municipality: invented persons in published proportions, written as the data contract's files.

The proportions come from STAR's published figures (``tal/``, jobindsats.dk); everything else is stated in one file,
``antagelser.yaml``. Nobody in it exists.
"""

from rettidig.demo.demokommune import DemoFejl, DemoRapport, lav_demo

__all__ = ["DemoFejl", "DemoRapport", "lav_demo"]
