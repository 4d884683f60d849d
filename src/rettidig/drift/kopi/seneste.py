"""When the latest backup was taken, remembered beside the data for those who watch."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from rettidig.drift.forbindelse import VAR

_KUN_EJERENS_FIL = 0o600


@dataclass(frozen=True)
class Seneste:
    """The latest attempt: when, of which kind (``fuld`` or ``log``), and whether it succeeded."""

    tid: dt.datetime
    slags: str
    ok: bool


def laes_seneste() -> Seneste | None:
    """The latest backup; ``None`` when none has been taken."""
    try:
        o = json.loads(_fil().read_text(encoding="utf-8"))
        return Seneste(dt.datetime.fromisoformat(o["tid"]), str(o["slags"]), bool(o["ok"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def husk_seneste(seneste: Seneste) -> None:
    """Remember it. Not being able to is no reason to call the backup a failure."""
    ny = _fil().with_suffix(".ny")
    try:
        with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _KUN_EJERENS_FIL), "w") as fil:
            json.dump({"tid": seneste.tid.isoformat(), "slags": seneste.slags, "ok": seneste.ok}, fil)
        ny.replace(_fil())
    except OSError:
        return


def _fil() -> Path:
    return Path(os.environ.get(VAR) or "var") / "seneste_kopi.json"
