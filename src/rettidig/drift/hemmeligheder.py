"""Secrets the program makes for itself where none are given: in a file only its owner can read, never in the tree."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from rettidig.drift.forbindelse import VAR

_KUN_EJERENS_FIL = 0o600
_LAENGDE = 64


def hemmelighed(navn: str, variabel: str) -> str:
    """The secret in the environment variable, else the one in ``var/hemmeligt/<navn>``, made the first time."""
    givet = os.environ.get(variabel, "").strip()
    if givet:
        return givet
    fil = hemmelig_mappe() / navn
    try:
        nyt = os.open(fil, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _KUN_EJERENS_FIL)
    except FileExistsError:
        return fil.read_text(encoding="ascii").strip()
    with os.fdopen(nyt, "w", encoding="ascii") as skriver:
        skriver.write(secrets.token_urlsafe(_LAENGDE))
        skriver.flush()
        os.fsync(skriver.fileno())
    return fil.read_text(encoding="ascii").strip()


def hemmelig_mappe() -> Path:
    """The folder of secrets, beside the data and never among them; only its owner can enter it."""
    mappe = Path(os.environ.get(VAR) or "var") / "hemmeligt"
    mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
    return mappe
