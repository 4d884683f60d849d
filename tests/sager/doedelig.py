"""A program that imports, made to be killed: ``python -m tests.sager.doedelig``.

For each line it is given (a file, and at which statement to die, 0 for never) it splits off a child, which tells its
number and each step, waits before each step to be told to go on, and imports. So all children share one start.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

BESTIL = "importer "


def _linje() -> str:
    """A line of what is sent, not a byte more: the rest is for others."""
    ud = b""
    while (tegn := os.read(0, 1)) not in {b"", b"\n"}:
        ud += tegn
    return ud.decode()


def _sig(*hvad: object) -> None:
    os.write(1, " ".join(map(str, hvad)).encode() + b"\n")


def _doe(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _importer(fil: Path, doer_ved: int) -> None:
    from django.db import connection

    from rettidig.forloeb.lager.udtraeksstroem import aabn_udtraek
    from rettidig.sager.services.indlaesning import indlaes

    antal = 0

    def taelt(execute: Callable[..., Any], *argumenter: Any) -> Any:
        """Dies before the statement, or, of every other one, when the server has just done it."""
        nonlocal antal
        antal += 1
        if antal == doer_ved and antal % 2:
            _doe()
        svar = execute(*argumenter)
        if antal == doer_ved:
            _doe()
        return svar

    def trin(*hvad: str) -> None:
        _sig(*hvad)
        if _linje() == "":
            _doe()

    _sig(os.getpid())
    with connection.execute_wrapper(taelt):
        indlaes(aabn_udtraek(fil), "fagsystem", hvem="proeve", trin=trin)
    _sig("gemt", antal)
    _linje()


def main() -> None:
    """Split off a child for each line."""
    from rettidig.drift.opstart import klar

    klar()
    from django.db import connections

    import rettidig.sager.services.indlaesning  # noqa: F401 - read once, for all children

    connections.close_all()
    _sig("klar")
    while bestilling := _linje():
        # What a child was killed before it had read is not an order.
        if not bestilling.startswith(BESTIL):
            continue
        fil, _, ved = bestilling.removeprefix(BESTIL).rpartition(" ")
        barn = os.fork()
        if not barn:
            _importer(Path(fil), int(ved))
            os._exit(0)
        os.waitpid(barn, 0)
        _sig("doed")


if __name__ == "__main__":
    sys.exit(main())
