"""The server in the background: started, asked how it is, and stopped."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from rettidig.drift.fejl import ServerFejl
from rettidig.drift.server.indstillinger import Serverindstillinger, serverfiler

_KUN_EJEREN = 0o700
_KUN_EJERENS_FIL = 0o600
_START_SEKUNDER = 180
STOP_SEKUNDER = 60
_SPOERG_SEKUNDER = 0.1
_SVAR_SEKUNDER = 5
_FOERSTE_FEJL = 500


@dataclass(frozen=True)
class Servertilstand:
    """Whether the server runs; when it does, its process, its address and whether it answers."""

    koerer: bool
    pid: int | None = None
    url: str | None = None
    arbejdere: int | None = None
    svarer: bool = False


def start(valg: Serverindstillinger) -> Servertilstand:
    """Start the server in the background and wait until it answers.

    Raises ``ServerFejl`` when it runs already (its sentence names the address) or does not come up.
    """
    kendt = tilstand(spoerg=False)
    if kendt.koerer:
        raise ServerFejl("koerer_paa", url=kendt.url or "?", pid=kendt.pid or "?")
    filer = serverfiler()
    try:
        filer.rod.mkdir(mode=_KUN_EJEREN, parents=True, exist_ok=True)
        udskrift = os.open(filer.udskrift, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _KUN_EJERENS_FIL)
    except PermissionError:
        raise ServerFejl("ingen_adgang", sti=filer.rod) from None
    ord_ = ("--adresse", valg.adresse, "--port", str(valg.port), "--arbejdere", str(valg.arbejdere))
    try:
        proces = subprocess.Popen(
            [sys.executable, "-m", "rettidig", "server", "forgrund", *ord_],
            stdin=subprocess.DEVNULL,
            stdout=udskrift,
            stderr=udskrift,
            start_new_session=True,
        )
    finally:
        os.close(udskrift)
    frist = time.monotonic() + _START_SEKUNDER
    while time.monotonic() < frist:
        if proces.poll() is not None:
            raise ServerFejl("kom_ikke_op", grund=_sidste_linje())
        nu = tilstand()
        if nu.pid == proces.pid and nu.svarer:
            return nu
        time.sleep(_SPOERG_SEKUNDER)
    proces.terminate()
    raise ServerFejl("svarer_ikke", sekunder=_START_SEKUNDER, log=filer.udskrift)


def stop() -> bool:
    """Ask the server to finish what it has begun and end; wait for it. Returns whether it ran."""
    kendt = tilstand(spoerg=False)
    if not kendt.koerer:
        return False
    if kendt.pid is None:
        raise ServerFejl("kan_ikke_stoppe")
    try:
        os.kill(kendt.pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
    except PermissionError:
        raise ServerFejl("anden_ejer", pid=kendt.pid) from None
    frist = time.monotonic() + STOP_SEKUNDER
    while time.monotonic() < frist:
        if not _laast():
            return True
        time.sleep(_SPOERG_SEKUNDER)
    raise ServerFejl("stopper_ikke", pid=kendt.pid, sekunder=STOP_SEKUNDER)


def tilstand(*, spoerg: bool = True) -> Servertilstand:
    """How the server is now. A file left by one that died is not believed: the lock it held is free."""
    if not _laast():
        return Servertilstand(koerer=False)
    try:
        o = json.loads(serverfiler().oplysninger.read_text(encoding="utf-8"))
        kendt = Servertilstand(True, int(o["pid"]), str(o["url"]), int(o["arbejdere"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Servertilstand(koerer=True)
    if not spoerg:
        return kendt
    return Servertilstand(True, kendt.pid, kendt.url, kendt.arbejdere, svarer=svarer(kendt.url or ""))


def svarer(url: str) -> bool:
    """Whether somebody answers at the address; which site is asked for is left to the settings."""
    dele = urlsplit(url)
    vaert = (os.environ.get("RETTIDIG_VAERTER") or "localhost").split(",")[0].strip().lstrip(".")
    try:
        forbindelse = http.client.HTTPConnection(dele.hostname or "", dele.port, timeout=_SVAR_SEKUNDER)
        try:
            forbindelse.request("GET", "/sundhed", headers={"Host": vaert, "X-Forwarded-Proto": "https"})
            return forbindelse.getresponse().status < _FOERSTE_FEJL
        finally:
            forbindelse.close()
    except (OSError, http.client.HTTPException):
        return False


def _laast() -> bool:
    try:
        laas = os.open(serverfiler().laas, os.O_RDWR)
    except FileNotFoundError:
        return False
    except PermissionError:
        raise ServerFejl("ingen_adgang", sti=serverfiler().rod) from None
    try:
        fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(laas)


def _sidste_linje() -> str:
    try:
        linjer = serverfiler().udskrift.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        linjer = []
    return linjer[-1].strip() if linjer else "?"
