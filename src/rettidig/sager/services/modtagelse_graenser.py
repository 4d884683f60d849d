"""How much an upload may be. Sizes are bytes; every limit is checked against what is met, never what a file claims."""

from __future__ import annotations

from dataclasses import dataclass

from rettidig.sager.fejl import SagsFejl

_MB = 1 << 20
_GB = 1 << 30


@dataclass(frozen=True)
class Graenser:
    """The limits of one upload.

    ``forhold`` is how many times larger a file may become when it is unpacked; small files are not held to it.
    ``tekster`` is what the cells of a workbook, or the values of a Parquet file, may come to when each is written out.
    """

    pakket: int = 512 * _MB
    udpakket: int = 2 * _GB
    regneark: int = 256 * _MB
    tekster: int = 2 * _GB
    forhold: int = 100
    filer: int = 32
    dele_i_regneark: int = 500
    kolonner: int = 500
    raekker: int = 20_000_000
    celler: int = 30_000_000


GRAENSER = Graenser()
"""What is taken in where nothing else is said: many times the extract of the largest town."""

SMAAT = 4 * _MB
"""A file that becomes no larger than this may have been packed however tightly."""


class Forbrug:
    """What has been unpacked of one upload so far."""

    def __init__(self, graense: int) -> None:
        self._graense = graense
        self._brugt = 0

    def tag(self, antal: int) -> None:
        """Use so many bytes more. Raises ``SagsFejl`` when there are none left."""
        self._brugt += antal
        if self._brugt > self._graense:
            raise SagsFejl("modtag_udpakket_for_stor", graense=i_mb(self._graense))


def i_mb(antal: int) -> str:
    """A number of bytes for a message."""
    return f"{max(1, antal // _MB)} MB" if antal >= _MB else f"{max(1, antal >> 10)} kB"
