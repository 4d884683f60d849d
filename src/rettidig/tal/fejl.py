"""The one exception of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class TalFejl(Exception):
    """What was asked of the figures cannot be done; the message is one clear sentence and holds no fact.

    ``kode`` is the machine id of the reason, the key ``tal.fejl.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"tal.fejl.{kode}", **felter))
