"""The one exception of this room."""

from __future__ import annotations

from rettidig.sprog import tekst


class UbrugeligeData(Exception):
    """The input cannot be used at all: a required table or column is missing, or a file cannot be read.

    ``kode`` is the machine id of the reason; the message is one clear sentence in the language chosen when the
    error arose. Single bad rows never raise: they are set aside and reported.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        self.felter = felter
        super().__init__(tekst(f"forloeb.{kode}", **felter))
