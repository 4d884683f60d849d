"""Work that nobody waits for: done in a thread of the program that began it, told of in a folder.

How far it has come is written in the folder, so any other program of the same server can tell of it. Whoever works
holds a lock; where the lock is free and the work not done, the program died, and the work may be begun again.
"""

from __future__ import annotations

import contextvars
import datetime as dt
import fcntl
import json
import logging
import os
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.db import connections

from rettidig.forloeb import UbrugeligeData
from rettidig.sager.fejl import SagsFejl

Sig = Callable[[str, str], None]
"""Told what is going on: the step and what it is done to."""
_LAAS, _STAND = "arbejde.laas", "arbejde.json"
_FORSOEG, _VENT_SEKUNDER = 5, 0.01
"""Somebody who only looks how far the work has come has its lock for a moment."""
_PAA_EN_GANG = 2
"""How many works of one kind a program does at a time: whoever asks for many waits, and nobody else does."""
_log = logging.getLogger("rettidig.sager")
_traade: dict[Path, threading.Thread] = {}
_pladser: defaultdict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(_PAA_EN_GANG))


@dataclass(frozen=True)
class Arbejde:
    """How far the work has come. ``fejl`` is the sentence it ended with; ``koerer`` says that somebody works on it.

    Neither done, failed nor running: the program that worked on it is gone.
    """

    slags: str
    begyndt: str
    trin: str = ""
    tabel: str = ""
    faerdig: bool = False
    fejl: str = ""
    kode: str = ""
    koerer: bool = False

    @property
    def afbrudt(self) -> bool:
        """Whether the program died in the middle of it."""
        return not (self.koerer or self.faerdig or self.fejl)


def begynd(mappe: Path, slags: str, goer: Callable[[Sig], None]) -> None:
    """Begin the work of the folder; where somebody works on it already, leave them to it.

    ``goer`` is told where to say how far it has come. What it raises ends the work with a sentence. Where this program
    does as many of the kind as it may, it waits its turn. Raises ``FileNotFoundError`` where there is no such folder.
    """
    for _ in range(_FORSOEG):
        laas = _tag_laas(mappe)
        if laas is not None:
            break
        time.sleep(_VENT_SEKUNDER)
    else:
        return
    stand = Arbejde(slags, dt.datetime.now(dt.UTC).isoformat())
    _skriv(mappe, stand)
    # The sentences of the work are in the language of whoever asked for it.
    traad = threading.Thread(
        target=contextvars.copy_context().run, args=(_arbejd, mappe, stand, goer, laas), name=slags, daemon=True
    )
    _traade[mappe] = traad
    traad.start()


def arbejde(mappe: Path) -> Arbejde | None:
    """How far the work of the folder has come; ``None`` where none has begun."""
    stand = _laes(mappe)
    if stand is None or stand.faerdig or stand.fejl:
        return stand
    with _laas(mappe) as fri:
        if not fri:
            return replace(stand, koerer=True)
    # It may have ended between the two looks.
    return _laes(mappe) or stand


def vent(mappe: Path, sekunder: float | None) -> None:
    """Wait for work begun in this program: what is small is done before the page has been asked for again."""
    traad = _traade.get(mappe)
    if traad is not None:
        traad.join(sekunder)


def ryd(rod: Path, timer: int) -> None:
    """Remove the folders in ``rod`` nobody has written in for so many hours: their work is done with."""
    if not rod.is_dir():
        return
    graense = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=timer)).timestamp()
    for mappe in rod.iterdir():
        with suppress(OSError):
            if mappe.stat().st_mtime < graense:
                shutil.rmtree(mappe, ignore_errors=True)


def skriv_helt(fil: Path, indhold: str) -> None:
    """Write the file whole, or leave it as it was."""
    ny = fil.with_name(f"{fil.name}.ny")
    ny.write_text(indhold, encoding="utf-8")
    ny.replace(fil)


def _arbejd(mappe: Path, stand: Arbejde, goer: Callable[[Sig], None], laas: int) -> None:
    sidst = stand

    def sig(trin: str, tabel: str) -> None:
        nonlocal sidst
        if (trin, tabel) != (sidst.trin, sidst.tabel):
            sidst = replace(sidst, trin=trin, tabel=tabel)
            _skriv(mappe, sidst)

    try:
        with _pladser[stand.slags]:
            goer(sig)
        sidst = replace(sidst, faerdig=True)
    except SagsFejl as fejl:
        sidst = replace(sidst, fejl=str(fejl), kode=fejl.kode)
    except UbrugeligeData as fejl:
        sidst = replace(sidst, fejl=str(fejl), kode="ubrugelig")
    except Exception as fejl:
        _log.warning("work in the background failed: %s", type(fejl).__name__)
        sidst = replace(sidst, fejl=str(SagsFejl("afbrudt")), kode="afbrudt")
    finally:
        _skriv(mappe, sidst)
        os.close(laas)
        connections.close_all()
        _traade.pop(mappe, None)


def _laes(mappe: Path) -> Arbejde | None:
    try:
        return Arbejde(**json.loads((mappe / _STAND).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _skriv(mappe: Path, stand: Arbejde) -> None:
    # The folder may have been dropped meanwhile; then there is nobody to tell.
    with suppress(OSError):
        skriv_helt(mappe / _STAND, json.dumps(asdict(stand)))


def _tag_laas(mappe: Path) -> int | None:
    """The lock of whoever works; ``None`` where another holds it. A program that dies lets go of it."""
    laas = os.open(mappe / _LAAS, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(laas)
        return None
    return laas


@contextmanager
def _laas(mappe: Path) -> Iterator[bool]:
    try:
        laas = _tag_laas(mappe)
    except OSError:
        yield True
        return
    try:
        yield laas is not None
    finally:
        if laas is not None:
            os.close(laas)
