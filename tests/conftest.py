"""Shared by all tests: the profiles of Hypothesis, and a store for those that ask for one.

``ci`` (the default) draws the same examples on every run and never judges by the clock; ``grundig`` searches further
and anew each time: ``HYPOTHESIS_PROFILE=grundig make test``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.ingen_cpr import fundet, lyt, se_serverens_log

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "grundig", deadline=None, max_examples=2_000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def _ingen_cpr_kom_ud() -> Iterator[None]:
    """No test lets a CPR number out into a log, an address, a title or an error."""
    fundet.clear()
    lyt()
    yield
    assert fundet == []


@pytest.fixture(scope="session")
def _lagring() -> Iterator[Path]:
    """A store running for this worker."""
    from tests.sager.proevelagring import lagring

    with lagring() as mappe:
        yield mappe
        assert se_serverens_log(mappe / "lagring" / "data" / "server.log") == []


@pytest.fixture
def store(_lagring: Path) -> Path:
    """An empty store; the folder is what ``RETTIDIG_VAR`` names."""
    from tests.sager.proevelagring import toem

    toem()
    return _lagring
