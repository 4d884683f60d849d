"""The one exception of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class SagsFejl(Exception):
    """What was asked of the store cannot be done; the message is one clear sentence and never holds a fact.

    ``kode`` is the machine id of the reason, the key ``lagring.sager.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"lagring.sager.{kode}", **felter))
