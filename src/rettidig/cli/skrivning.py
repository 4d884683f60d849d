"""Where answers go: standard output, or a file that is complete or not there at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from rettidig.sprog import tekst
from rettidig.svar.fejl import Brugerfejl, aarsag


class Laeserholdtop(Exception):
    """Whoever read the answer has stopped reading: nothing more is to be said."""


def til_fejlstroem(linje: str) -> None:
    """Write one line to standard error; where nobody can receive it, nothing is done."""
    try:
        sys.stderr.write(f"{linje}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _til_intet(sys.stderr)


def til_uddata(stykker: Iterable[bytes]) -> None:
    """Write the answer to standard output.

    Raises :class:`Laeserholdtop` when the reader has gone, and :class:`Brugerfejl` when it cannot be written.
    """
    try:
        sys.stdout.flush()
        for stykke in stykker:
            sys.stdout.buffer.write(stykke)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _til_intet(sys.stdout)
        raise Laeserholdtop from None
    except OSError as fejl:
        _til_intet(sys.stdout)
        raise Brugerfejl(tekst("cli.kan_ikke_skrives", aarsag=aarsag(fejl))) from None


def til_fil(sti: Path, stykker: Iterable[bytes]) -> None:
    """Write the answer to a file: first beside it under another name, then put in its place in one step.

    Raises :class:`Brugerfejl` when it cannot be written; what stood there before is then left as it was.
    """
    if sti.exists() and not sti.is_file() and not sti.is_dir():
        _direkte(sti, stykker)
        return
    midlertidig: Path | None = None
    try:
        if sti.is_dir():
            raise IsADirectoryError(21, "", str(sti))
        nummer, navn = tempfile.mkstemp(prefix=f".{sti.name[:40]}.", suffix=".tmp", dir=sti.parent)
        midlertidig = Path(navn)
        with os.fdopen(nummer, "wb") as fil:
            for stykke in stykker:
                fil.write(stykke)
            fil.flush()
            os.fsync(fil.fileno())
        midlertidig.chmod(0o666 & ~_umask())
        midlertidig.replace(sti)
    except OSError as fejl:
        raise Brugerfejl(tekst("cli.filen_kan_ikke_skrives", fil=sti, aarsag=aarsag(fejl))) from None
    finally:
        if midlertidig is not None:
            midlertidig.unlink(missing_ok=True)


def _direkte(sti: Path, stykker: Iterable[bytes]) -> None:
    """A device or a pipe has no neighbour to be swapped with; it is written to as it is."""
    try:
        with sti.open("wb") as fil:
            for stykke in stykker:
                fil.write(stykke)
    except OSError as fejl:
        raise Brugerfejl(tekst("cli.filen_kan_ikke_skrives", fil=sti, aarsag=aarsag(fejl))) from None


def _umask() -> int:
    nu = os.umask(0)
    os.umask(nu)
    return nu


def _til_intet(stroem: TextIO) -> None:
    """Lead a stream that fails into nothing, so that the interpreter does not try once more on its way out."""
    try:
        intet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(intet, stroem.fileno())
        os.close(intet)
    except (OSError, ValueError):
        return
