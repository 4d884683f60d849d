"""Keys of each test's own, outside the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def noegler(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store and an empty folder for keys."""
    from rettidig.identitet import noeglering

    mappe = tmp_path / "noegler"
    monkeypatch.setenv(noeglering.NOEGLER, str(mappe))
    monkeypatch.delenv(noeglering.KOMMANDO, raising=False)
    noeglering.glem_husket()
    yield mappe
    noeglering.glem_husket()
