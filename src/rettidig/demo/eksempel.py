"""The municipality shown to whoever tries Rettidig: the same on the command line and on the pages."""

from __future__ import annotations

import datetime as dt

BORGERE = 3_000
KOMMUNE = "766"
FRA = dt.date(2022, 1, 1)
TIL = dt.date(2023, 12, 31)
SEED = 1
PR = dt.date(2023, 5, 31)
"""The day it is shown at: in the middle of the transition between two sets of rules."""
