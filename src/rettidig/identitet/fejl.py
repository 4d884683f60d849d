"""The one exception of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class IdentitetsFejl(Exception):
    """What was asked about who somebody is cannot be done; the sentence never holds a name, a number or a key.

    ``kode`` is the machine id of the reason, the key ``identitet.fejl.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"identitet.fejl.{kode}", **felter))
