"""One file a day that several processes write to at once; the oldest are removed, none is ever renamed.

Each line is written in one call to a file opened for appending, so lines are never mixed.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from pathlib import Path

_KUN_EJEREN = 0o700
_KUN_EJERENS_FIL = 0o600
BEHOLD = "RETTIDIG_LOGDAGE"
LAENGST_BEHOLD = 3_660
"""Days kept at most: ten years. The server refuses to start with another word than a number up to that; a log that is
under way already never stops what it tells of, and keeps the standard."""


class Dagsfil:
    """The file of the day under a folder; ``behold`` files are kept."""

    def __init__(self, mappe: Path, navn: str = "rettidig", behold: int | None = None) -> None:
        self._mappe = mappe.absolute()
        self._navn = navn
        self._behold = behold or _fra_miljoeet()
        self._dag = ""
        self._fil = -1
        self._laas = threading.Lock()

    def skriv(self, linje: str) -> None:
        """Write a line. A full disk or a folder taken away loses the line, never the request it tells of."""
        with self._laas:
            try:
                self._aabn()
                os.write(self._fil, f"{linje}\n".encode(errors="replace"))
            except OSError:
                self._dag = ""

    def _aabn(self) -> None:
        dag = dt.datetime.now(dt.UTC).date().isoformat()
        if dag == self._dag:
            return
        if self._fil >= 0:
            os.close(self._fil)
            self._fil = -1
        self._mappe.mkdir(mode=_KUN_EJEREN, parents=True, exist_ok=True)
        sti = self._mappe / f"{self._navn}-{dag}.jsonl"
        self._fil = os.open(sti, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, _KUN_EJERENS_FIL)
        self._dag = dag
        for gammel in sorted(self._mappe.glob(f"{self._navn}-????-??-??.jsonl"))[: -self._behold]:
            gammel.unlink(missing_ok=True)


def standard_behold() -> int:
    """Days kept when nothing is chosen."""
    # The log is set up before anything else; the rooms the number comes from are read in when it is asked for.
    from rettidig.regler.valgte_tal import valgte_tal

    return valgte_tal().logdage.vaerdi


def _fra_miljoeet() -> int:
    valgt = os.environ.get(BEHOLD, "").strip()
    return int(valgt) if valgt.isdigit() and int(valgt) else standard_behold()
