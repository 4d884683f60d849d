"""The exceptions of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class DriftFejl(Exception):
    """The database cannot be started, stopped or reached; the message is one clear sentence.

    ``kode`` is the machine id of the reason, the key ``lagring.drift.<kode>`` of the catalogue.
    """

    rod = "lagring.drift"

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"{self.rod}.{kode}", **felter))


class ServerFejl(DriftFejl):
    """The web server cannot be started or stopped, or is set up in a way it must not run in: ``drift.fejl.<kode>``."""

    rod = "drift.fejl"


class KopiFejl(DriftFejl):
    """A backup cannot be made or used: ``drift.kopi.<kode>``."""

    rod = "drift.kopi"
