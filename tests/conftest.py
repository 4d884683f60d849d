"""Settings shared by all tests: the profiles of Hypothesis.

``ci`` (the default) draws the same examples on every run and never judges by the clock; ``grundig`` searches further
and anew each time: ``HYPOTHESIS_PROFILE=grundig make test``.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "grundig", deadline=None, max_examples=2_000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
