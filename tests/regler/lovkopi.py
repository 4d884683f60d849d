"""A copy of the rule files in a folder of its own, to be broken by a test."""

from __future__ import annotations

import shutil
from pathlib import Path

from rettidig.regler.indlaes import LOV


def kopi_af_loven(mappe: Path) -> Path:
    """The rule files and registers without the cases, in a new folder under ``mappe``."""
    kopi = mappe / "lov"
    shutil.copytree(LOV, kopi, ignore=shutil.ignore_patterns("sager", "__pycache__", "*.py"))
    return kopi


def ret(fil: Path, gammelt: str, nyt: str) -> None:
    """Replaces the first place where a text stands; it must stand there."""
    indhold = fil.read_text(encoding="utf-8")
    assert gammelt in indhold, f"{fil.name} holder ikke »{gammelt}«"
    fil.write_text(indhold.replace(gammelt, nyt, 1), encoding="utf-8")
