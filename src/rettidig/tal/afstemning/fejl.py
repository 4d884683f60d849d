"""The one exception of the reconciliation."""

from __future__ import annotations

from rettidig.sprog import tekst


class AfstemningsFejl(Exception):
    """What was given cannot be reconciled; the message is one clear sentence and never holds a citizen's data.

    ``kode`` is the machine id of the reason, the key ``afstemning.fejl.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"afstemning.fejl.{kode}", **felter))
