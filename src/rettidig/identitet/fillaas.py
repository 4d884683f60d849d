"""Waits for a file to be ours alone, and asks whether it is; where the system has no such notion, nothing is asked."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

if sys.platform == "win32":
    FOELG_IKKE = 0

    def laas(nummer: int) -> None:
        """Nobody else is waited for on this system: access to the folder is the protection there."""

    def kun_ejerens(_tilstand: os.stat_result) -> bool:
        """Access to a file is not told by its mode on this system."""
        return True

    def gem_mappe(mappe: Path) -> None:
        """A folder is not flushed on this system."""
else:
    import fcntl

    FOELG_IKKE = os.O_NOFOLLOW
    _FREMMEDES_RETTIGHEDER = stat.S_IRWXG | stat.S_IRWXO

    def laas(nummer: int) -> None:
        """Wait until an open file is ours alone; it is let go when it is closed."""
        fcntl.flock(nummer, fcntl.LOCK_EX)

    def kun_ejerens(tilstand: os.stat_result) -> bool:
        """Whether a file belongs to us (or to root) and nobody else can read it."""
        return not tilstand.st_mode & _FREMMEDES_RETTIGHEDER and tilstand.st_uid in {os.geteuid(), 0}

    def gem_mappe(mappe: Path) -> None:
        """See that a file renamed in a folder stays renamed though the power goes."""
        nummer = os.open(mappe, os.O_RDONLY)
        try:
            os.fsync(nummer)
        finally:
            os.close(nummer)
