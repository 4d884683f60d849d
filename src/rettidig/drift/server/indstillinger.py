"""Where the pages are served and by how many: from the environment, with what is unsafe refused."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

from rettidig.drift.fejl import ServerFejl
from rettidig.drift.forbindelse import VAR
from rettidig.drift.log.dagsfil import BEHOLD, LAENGST_BEHOLD, standard_behold

ADRESSE = "RETTIDIG_ADRESSE"
PORT = "PORT"
ARBEJDERE = "RETTIDIG_ARBEJDERE"
UDVIKLING = "RETTIDIG_UDVIKLING"
FORAELDER = "RETTIDIG_FORAELDER"
"""The number of the process that made those that answer: set by it, for them alone."""
FAERDIG_SEKUNDER = 30
"""How long requests under way are given when the server is stopped: a choice, longer than any answer measured takes.

Who stops it waits longer, so that nothing is cut off: ``server stop``, the unit for systemd, the container's example.
"""
_STANDARDPORT = 8000
_STOERSTE_PORT = 65_535
_FLEST_ARBEJDERE = 64
_FLEST_SELV = 10
_UDOVER_KERNERNE = 2
"""What a process waits for, its database or its turn, leaves a core free for another."""


@dataclass(frozen=True)
class Serverindstillinger:
    """The address listened at and the number of processes that answer."""

    adresse: str
    port: int
    arbejdere: int

    @property
    def url(self) -> str:
        """What to write in a browser on this machine."""
        vaert = f"[{self.adresse}]" if ":" in self.adresse else self.adresse
        return f"http://{vaert}:{self.port}/"


@dataclass(frozen=True)
class Serverfiler:
    """What the server keeps under ``var/server``."""

    rod: Path

    @property
    def laas(self) -> Path:
        """Held by the server as long as it lives."""
        return self.rod / "laas"

    @property
    def oplysninger(self) -> Path:
        """Process number and address, true only while the lock is held."""
        return self.rod / "server.json"

    @property
    def udskrift(self) -> Path:
        """What a server in the background writes before its log is set up."""
        return self.rod / "udskrift.txt"


def serverfiler() -> Serverfiler:
    """The files of the server under ``RETTIDIG_VAR``."""
    return Serverfiler(Path(os.environ.get(VAR) or "var").absolute() / "server")


def laes_indstillinger(
    adresse: str | None = None, port: str | None = None, arbejdere: str | None = None
) -> Serverindstillinger:
    """What was asked for, else the environment, else this machine alone at port 8000 with more processes than cores.

    Raises ``ServerFejl`` for a value that cannot be used, and for an address others can reach without production's
    safety.
    """
    valgt = (adresse or os.environ.get(ADRESSE, "")).strip() or "127.0.0.1"
    try:
        lokal = ipaddress.ip_address(valgt).is_loopback
    except ValueError:
        raise ServerFejl("ugyldig_adresse", adresse=valgt) from None
    if er_udvikling() and not lokal:
        raise ServerFejl("udvikling_udefra", adresse=valgt, variabel=UDVIKLING)
    _tal(os.environ.get(BEHOLD, ""), standard_behold(), LAENGST_BEHOLD, BEHOLD)
    return Serverindstillinger(
        valgt,
        _tal(port or os.environ.get(PORT, ""), _STANDARDPORT, _STOERSTE_PORT, PORT),
        _tal(arbejdere or os.environ.get(ARBEJDERE, ""), _processer(), _FLEST_ARBEJDERE, ARBEJDERE),
    )


def er_udvikling() -> bool:
    """Whether the pages are served over plain http on this machine alone."""
    return os.environ.get(UDVIKLING) == "1"


def _processer() -> int:
    return min(_FLEST_SELV, (os.cpu_count() or 1) + _UDOVER_KERNERNE)


def _tal(skrevet: str, standard: int, stoerst: int, navn: str) -> int:
    skrevet = skrevet.strip()
    if not skrevet:
        return standard
    if not skrevet.isascii() or not skrevet.isdigit() or not 1 <= int(skrevet) <= stoerst:
        raise ServerFejl("ugyldigt_tal", navn=navn, skrevet=skrevet, stoerst=stoerst)
    return int(skrevet)
