"""The one exception of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class DriftFejl(Exception):
    """The database cannot be started, stopped or reached; the message is one clear sentence.

    ``kode`` is the machine id of the reason, the key ``lagring.drift.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"lagring.drift.{kode}", **felter))
