"""A store with a small town in it, systems with keys, and a way to call the interface in this process."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Koer, by, koer

__all__ = ["by", "koer"]

FORMAAL = {"X-Formaal": "sagsbehandling"}
ALT = ("laes:frister", "laes:refusion", "laes:borger", "laes:tal", "laes:drift", "indlaes")


@dataclass(frozen=True)
class Svar:
    """What the interface answered."""

    status: int
    indhold: bytes
    hoveder: dict[str, str]

    @property
    def objekt(self) -> Any:
        return json.loads(self.indhold)


class Kalder:
    """Calls the interface with a key, or with none."""

    def __init__(self, noegle: str | None = None) -> None:
        from django.test import Client

        self.klient = Client(SERVER_NAME="localhost", raise_request_exception=False)
        self.noegle = noegle

    def __call__(self, adresse: str, metode: str = "GET", krop: Any = b"", slags: str = "", **hoveder: str) -> Svar:
        alle = dict(hoveder)
        if self.noegle is not None:
            alle.setdefault("Authorization", f"Bearer {self.noegle}")
        svar = self.klient.generic(
            metode, f"/api/v1/{adresse}", krop, slags or "application/octet-stream", secure=True, headers=alle
        )
        indhold = b"".join(svar.streaming_content) if svar.streaming else svar.content
        svar.close()
        return Svar(svar.status_code, indhold, dict(svar.items()))


def om_en_maaned() -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=31)


@pytest.fixture
def system(store: Path) -> Iterator[Callable[..., Kalder]]:
    """Makes a system with these scopes and calls with its key."""
    from rettidig.api import vagt
    from rettidig.api.services.systemer import opret

    nummer = iter(range(1000))
    vagt.kald.glem()
    vagt.fejlede.glem()

    def lav(*scopes: str, navn: str | None = None, **andet: Any) -> Kalder:
        valgt = navn or f"system-{next(nummer)}"
        if "indlaes" in (scopes or ALT):
            andet.setdefault("fagsystemer", ("kontrakt", "momentum"))
        return Kalder(opret(valgt, scopes or ALT, om_en_maaned(), hvem="proeve", **andet))

    yield lav
    vagt.kald.glem()
    vagt.fejlede.glem()


@pytest.fixture
def lagret(store: Path, koer: Koer, by: Path) -> Path:
    """The small town, read into the store."""
    assert koer("indlaes", by, "--hvem", "Bo", "--hvorfor", "første gang").kode == 0
    return by


@pytest.fixture
def kald(lagret: Path, system: Callable[..., Kalder]) -> Kalder:
    """Calls a store with the small town in it, with a key to everything."""
    return system()
