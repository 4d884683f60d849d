"""Fixtures of the command line: run it in this process, and a small extract to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.udtraek import skriv_udtraek

from rettidig.cli import main


@dataclass(frozen=True)
class Koersel:
    """What one command line did."""

    kode: int
    bytes_ud: bytes
    fejl: str

    @property
    def ud(self) -> str:
        return self.bytes_ud.decode("utf-8")

    @property
    def objekt(self) -> dict[str, Any]:
        fundet: dict[str, Any] = json.loads(self.bytes_ud)
        return fundet


Koer = Callable[..., Koersel]


@pytest.fixture
def koer(capsysbinary: pytest.CaptureFixture[bytes]) -> Koer:
    """Runs a command line given word by word."""

    def kald(*ord_: str | Path) -> Koersel:
        capsysbinary.readouterr()
        kode = main([str(led) for led in ord_])
        ud, fejl = capsysbinary.readouterr()
        return Koersel(kode, ud, fejl.decode("utf-8"))

    return kald


@pytest.fixture
def by(tmp_path: Path) -> Path:
    """The folder of the small invented town."""
    return skriv_udtraek(tmp_path / "by")
