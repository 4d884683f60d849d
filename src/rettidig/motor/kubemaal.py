"""What a cube counts, in its order: a list of its own, so that the tables it is kept in need not read in the engine."""

from __future__ import annotations

MAAL = (
    "naevner",
    "fm1_taeller",
    "kun_tilbud",
    "kun_timer",
    "tilbud_og_timer",
    "fm2_taeller",
    "pulje_naevner",
    "pulje_faaet",
    "pulje_undtaget",
    "pulje_fristen_loeber",
)
"""What is counted.

``naevner`` are those measured: ``fm1_taeller`` (not activated) + ``kun_tilbud`` + ``kun_timer`` + ``tilbud_og_timer``
make up all of them; ``fm2_taeller`` had too few talks. The others are the pool of the 75 % measure: those in it, those
who got what the rule demands, those with a reasoned exemption who did not, and those whose deadline still lies ahead.
"""
