"""The server itself, in the process that runs it. It holds a lock as long as it lives, so nobody has to guess."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rettidig.drift.fejl import ServerFejl
from rettidig.drift.forbindelse import VAR
from rettidig.drift.server.indstillinger import FAERDIG_SEKUNDER, FORAELDER, Serverindstillinger, serverfiler

_KUN_EJEREN = 0o700
_KUN_EJERENS_FIL = 0o600
_TRAADE = 4
"""Threads per process: a page waits for the database more than it works."""
_FORSOEG, _VENT_SEKUNDER = 20, 0.05
"""Somebody who only looks whether the lock is held has it for a moment."""


def koer_server(valg: Serverindstillinger) -> None:
    """Serve until told to stop. Raises ``ServerFejl`` when it is running already or cannot get its port."""
    with _alene():
        proev_porten(valg)
        _klargoer_i_egen_proces()
        from granian import Granian
        from granian.constants import Interfaces, RuntimeModes
        from granian.errors import ConfigurationError

        from rettidig.drift.log.opsaetning import opsaet_log, til_granian

        opsaet_log()
        statisk = Path(os.environ.get(VAR) or "var").absolute() / "statisk"
        server = Granian(
            "rettidig.drift.server.wsgi:application",
            address=valg.adresse,
            port=valg.port,
            interface=Interfaces.WSGI,
            workers=valg.arbejdere,
            blocking_threads=_TRAADE,
            runtime_mode=RuntimeModes.st,
            websockets=False,
            log_access=False,
            log_dictconfig=til_granian(),
            respawn_failed_workers=True,
            workers_kill_timeout=FAERDIG_SEKUNDER,
            static_path_route=["/static"],
            static_path_mount=[statisk],
        )
        _skriv_oplysninger(valg)
        os.environ[FORAELDER] = str(os.getpid())
        try:
            server.serve()
        except (OSError, RuntimeError, ConfigurationError) as fejl:
            raise ServerFejl("kan_ikke_starte", grund=" ".join(str(fejl).split())) from fejl
        finally:
            serverfiler().oplysninger.unlink(missing_ok=True)


def proev_porten(valg: Serverindstillinger) -> None:
    """See whether the port can be had, before anything takes time. Raises ``ServerFejl`` when it cannot."""
    familie = socket.AF_INET6 if ":" in valg.adresse else socket.AF_INET
    with socket.socket(familie) as forsoeg:
        forsoeg.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            forsoeg.bind((valg.adresse, valg.port))
        except PermissionError:
            raise ServerFejl("port_ikke_tilladt", port=valg.port) from None
        except OSError as fejl:
            if fejl.errno == errno.EADDRINUSE:
                raise ServerFejl("port_optaget", port=valg.port, adresse=valg.adresse) from None
            raise ServerFejl("kan_ikke_lytte", adresse=valg.adresse, grund=os.strerror(fejl.errno or 0)) from None


def _klargoer_i_egen_proces() -> None:
    """What is made ready leaves no connection and no thread behind in the process the others are made from."""
    svar = subprocess.run(
        [sys.executable, "-m", "rettidig", "server", "klargoer"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if svar.returncode:
        linjer = svar.stderr.strip().splitlines() or ["?"]
        raise ServerFejl("klargoering", grund=linjer[-1])


def _skriv_oplysninger(valg: Serverindstillinger) -> None:
    filer = serverfiler()
    ny = filer.oplysninger.with_suffix(".ny")
    with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _KUN_EJERENS_FIL), "w") as fil:
        json.dump({"pid": os.getpid(), "url": valg.url, "arbejdere": valg.arbejdere}, fil)
    ny.replace(filer.oplysninger)


@contextmanager
def _alene() -> Iterator[None]:
    filer = serverfiler()
    try:
        filer.rod.mkdir(mode=_KUN_EJEREN, parents=True, exist_ok=True)
        laas = os.open(filer.laas, os.O_RDWR | os.O_CREAT, _KUN_EJERENS_FIL)
    except PermissionError:
        raise ServerFejl("ingen_adgang", sti=filer.rod) from None
    except OSError as fejl:
        raise ServerFejl("kan_ikke_starte", grund=os.strerror(fejl.errno or 0)) from None
    try:
        for forsoeg in range(_FORSOEG):
            try:
                fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if forsoeg == _FORSOEG - 1:
                    raise ServerFejl("koerer_allerede") from None
                time.sleep(_VENT_SEKUNDER)
        yield
    finally:
        os.close(laas)
