"""Whether a full copy is whole: every file in it held against the list the server made of it.

PostgreSQL's own program for this is not used: as it lies in the wheel it fails on a compressed copy.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
import zlib
from pathlib import Path
from typing import Any

from rettidig.drift.fejl import KopiFejl

_STYKKE = 1 << 20
_SLUT = b'"Manifest-Checksum"'


def kontroller(mappe: Path) -> dict[str, Any]:
    """The server's list of the copy, when all that is in it is there and unchanged; else ``KopiFejl``."""
    liste = _laes_liste(mappe / "backup_manifest")
    ventes = {str(fil.get("Path")): (int(fil["Size"]), str(fil.get("Checksum"))) for fil in liste["Files"]}
    try:
        with tarfile.open(mappe / "base.tar.gz", "r|gz") as tar:
            for led in tar:
                if not led.isfile() or led.name.removeprefix("./").startswith("pg_wal/"):
                    continue
                navn = led.name.removeprefix("./")
                if ventes.pop(navn, None) != (led.size, _aftryk(tar, led)):
                    raise KopiFejl("beskadiget", sti=mappe, grund=navn)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as fejl:
        raise KopiFejl("beskadiget", sti=mappe, grund=type(fejl).__name__) from None
    if ventes:
        raise KopiFejl("beskadiget", sti=mappe, grund=min(ventes))
    return liste


def _laes_liste(fil: Path) -> dict[str, Any]:
    try:
        indhold = fil.read_bytes()
        liste: dict[str, Any] = json.loads(indhold)
        if liste["Manifest-Checksum"] != hashlib.sha256(indhold[: indhold.rindex(_SLUT)]).hexdigest():
            raise KopiFejl("beskadiget", sti=fil.parent, grund=fil.name)
    except (OSError, ValueError, KeyError) as fejl:
        raise KopiFejl("beskadiget", sti=fil.parent, grund=f"{fil.name}, {type(fejl).__name__}") from None
    return liste


def _aftryk(tar: tarfile.TarFile, led: tarfile.TarInfo) -> str:
    aftryk = hashlib.sha256()
    indhold = tar.extractfile(led)
    while indhold is not None and (stykke := indhold.read(_STYKKE)):
        aftryk.update(stykke)
    return aftryk.hexdigest()
