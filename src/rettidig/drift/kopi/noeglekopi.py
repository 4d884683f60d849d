"""Copies the secrets to a folder of their own: with them lost, the identities in a backup are lost too."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

from rettidig.drift.fejl import KopiFejl
from rettidig.drift.forbindelse import VAR
from rettidig.drift.kopi.kopimappe import KENDETEGN

NOEGLER = "RETTIDIG_NOEGLER"
"""The environment variable that names another folder for the keys of identities."""
_IKKE_NOEGLER = {".laas", ".lock"}
_KUN_EJEREN = 0o700
_KUN_EJERENS_FIL = 0o600


def kopier_noegler(til: Path) -> tuple[Path, int]:
    """Copy every secret to a new folder under ``til`` and read it back; returns the folder and the number of files.

    Raises ``KopiFejl`` where the folder lies with the copy of the database or with the data.
    """
    var = Path(os.environ.get(VAR) or "var").resolve()
    kilder = [var / "hemmeligt", *(Path(egen) for egen in (os.environ.get(NOEGLER, "").strip(),) if egen)]
    filer = {
        fil.relative_to(kilde): fil
        for kilde in kilder
        for fil in sorted(kilde.rglob("*") if kilde.is_dir() else ())
        if fil.is_file() and fil.suffix not in _IKKE_NOEGLER
    }
    if not filer:
        raise KopiFejl("ingen_noegler", sti=kilder[0])
    rod = til.resolve()
    if rod == var or var in rod.parents or any((mappe / KENDETEGN).exists() for mappe in (rod, *rod.parents)):
        raise KopiFejl("sammen_med_database", var=var)
    if rod.is_dir() and any(rod.glob(f"*/{KENDETEGN}")):
        raise KopiFejl("sammen_med_database", var=var)
    ny = rod / f"hemmeligt-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%fZ}"
    try:
        ny.mkdir(mode=_KUN_EJEREN, parents=True)
        for navn, fil in filer.items():
            maal = ny / navn
            maal.parent.mkdir(mode=_KUN_EJEREN, parents=True, exist_ok=True)
            indhold = fil.read_bytes()
            with os.fdopen(os.open(maal, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _KUN_EJERENS_FIL), "wb") as skriver:
                skriver.write(indhold)
                skriver.flush()
                os.fsync(skriver.fileno())
            if hashlib.sha256(maal.read_bytes()).digest() != hashlib.sha256(indhold).digest():
                raise KopiFejl("mislykkedes", grund=maal.name)
    except OSError as fejl:
        raise KopiFejl("kan_ikke_skrive", sti=rod, grund=os.strerror(fejl.errno or 0)) from None
    return ny, len(filer)
