"""Extracts that lie in a folder the administrator has named (``RETTIDIG_UDTRAEK``): seen by name, taken in by name.

A name given by whoever asks is looked up among the names that are there; it never makes a path.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from rettidig.sager.fejl import SagsFejl
from rettidig.sager.services.modtagelse_forberedt import Forberedt, forbered

UDTRAEK = "RETTIDIG_UDTRAEK"
_ENDELSER = (".zip", ".csv", ".parquet", ".xlsx", ".xlsm")
_FLEST = 200


def mapper() -> list[str]:
    """The names of the folders and files that can be taken in, at most 200; none where no folder has been named."""
    return sorted(_mulige())[:_FLEST]


def forbered_mappe(navn: str, *, hvem: str, kilde: str | None = None) -> Forberedt:
    """As ``forbered``, of what lies there under the name. Raises ``SagsFejl``."""
    sti = _mulige().get(navn)
    if sti is None:
        raise SagsFejl("mappe_findes_ikke")
    filer = sorted(f for f in sti.iterdir() if _kan_laeses(f)) if sti.is_dir() else [sti]
    with ExitStack() as aabne:
        try:
            sendt: list[tuple[str, BinaryIO]] = [(fil.name, aabne.enter_context(fil.open("rb"))) for fil in filer]
        except OSError:
            raise SagsFejl("mappe_findes_ikke") from None
        return forbered(sendt, hvem=hvem, kilde=kilde)


def _mulige() -> dict[str, Path]:
    rod = os.environ.get(UDTRAEK)
    if not rod:
        return {}
    try:
        return {sti.name: sti for sti in Path(rod).iterdir() if _kan_laeses(sti) or _er_mappe(sti)}
    except OSError:
        return {}


def _kan_laeses(fil: Path) -> bool:
    return not fil.is_symlink() and fil.is_file() and fil.suffix.casefold() in _ENDELSER


def _er_mappe(sti: Path) -> bool:
    return not sti.is_symlink() and sti.is_dir() and any(_kan_laeses(fil) for fil in sti.iterdir())
