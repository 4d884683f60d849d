"""The one exception of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class ApiFejl(Exception):
    """What was asked of the keys of systems cannot be done; the message is one clear sentence.

    ``kode`` is the machine id of the reason, the key ``api.system.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"api.system.{kode}", **felter))
