"""The system account the embedded server runs as.

PostgreSQL refuses to run as root. An ordinary user runs it as themselves; root hands it to an account without rights,
and no account is ever made behind the user's back.
"""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rettidig.drift.fejl import DriftFejl

KONTO = "RETTIDIG_DB_KONTO"
"""The environment variable that names the account when the program runs as root."""
_SOEGES = ("rettidig", "postgres", "nobody")
_DELT = "nobody"


@dataclass(frozen=True)
class Konto:
    """An account: its name and numbers, and whether the server must change to it."""

    navn: str
    uid: int
    gid: int
    skift: bool

    @property
    def delt(self) -> bool:
        """Whether other services may run as the same account."""
        return self.skift and self.navn == _DELT

    def som(self) -> dict[str, Any]:
        """Arguments that make a new process run as the account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.skift else {}

    def overdrag(self, sti: Path) -> None:
        """Make the account the owner of a file or folder."""
        if self.skift:
            os.chown(sti, self.uid, self.gid)

    def kan_gaa_til(self, sti: Path) -> bool:
        """Whether the account may walk into every folder on the way to a path (only asked for one to change to)."""
        if not self.skift:
            return True
        return all(_maa_gaa_ind(mappe, self) for mappe in sti.resolve().parents)


def serverkonto() -> Konto:
    """The account to run the server as. Raises ``DriftFejl`` when root has none to hand it to."""
    if os.geteuid() != 0:
        egen = pwd.getpwuid(os.geteuid())
        return Konto(egen.pw_name, egen.pw_uid, egen.pw_gid, skift=False)
    valgt = os.environ.get(KONTO, "").strip()
    for navn in (valgt,) if valgt else _SOEGES:
        try:
            fundet = pwd.getpwnam(navn)
        except KeyError:
            continue
        if fundet.pw_uid != 0:
            return Konto(navn, fundet.pw_uid, fundet.pw_gid, skift=True)
    raise DriftFejl("ingen_konto", variabel=KONTO, valgt=valgt or ", ".join(_SOEGES))


def _maa_gaa_ind(mappe: Path, konto: Konto) -> bool:
    oplysninger = mappe.stat()
    if oplysninger.st_uid == konto.uid:
        return bool(oplysninger.st_mode & 0o100)
    if oplysninger.st_gid == konto.gid:
        return bool(oplysninger.st_mode & 0o010)
    return bool(oplysninger.st_mode & 0o001)
