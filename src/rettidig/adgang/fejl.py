"""The exceptions of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class AdgangsFejl(Exception):
    """What was asked cannot be done; the message is one clear sentence and never holds a citizen's value.

    ``kode`` is the machine id of the reason, the key ``adgang.fejl.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"adgang.fejl.{kode}", **felter))


class IngenAdgang(AdgangsFejl):
    """The citizen is not there, or not this user's: the same answer, so that asking tells nothing. A page says 404."""

    def __init__(self) -> None:
        super().__init__("ingen_adgang")
