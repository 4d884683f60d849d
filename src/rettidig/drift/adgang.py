"""What is needed to get in to the embedded server: its folders, and passwords nobody has to know."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from rettidig.drift.fejl import DriftFejl
from rettidig.drift.konto import Konto

DATABASE = "rettidig"
EJER = "rettidig"
"""The role of the program: owner of its own database, without superuser."""
SUPERBRUGER = "postgres"
PORT = 5432
_KUN_EJEREN = 0o700
_KUN_EJERENS_FIL = 0o600
_LAENGSTE_SOKKELSTI = 90
"""Bytes. The system allows 103-107 for the whole path; the rest is for the name of the socket and its lock."""


@dataclass(frozen=True)
class Adgang:
    """Passwords and socket folder of one embedded server."""

    kodeord: str
    superkodeord: str
    sokkel: str

    def forbindelse(self, database: str = DATABASE) -> dict[str, str | int]:
        """Parameters for the role of the program."""
        return {
            "host": self.sokkel,
            "port": PORT,
            "user": EJER,
            "password": self.kodeord,
            "dbname": database,
        }

    def superforbindelse(self, database: str = "postgres") -> dict[str, str | int]:
        """Parameters for the superuser: used when the server is made, and by backup."""
        return {**self.forbindelse(database), "user": SUPERBRUGER, "password": self.superkodeord}


@dataclass(frozen=True)
class Mapper:
    """Where an embedded server has its things."""

    rod: Path

    @property
    def data(self) -> Path:
        """The database cluster."""
        return self.rod / "data"

    @property
    def log(self) -> Path:
        """What the server says of itself."""
        return self.data / "server.log"

    @property
    def adgang(self) -> Path:
        """Passwords and the place of the socket."""
        return self.rod / "adgang.json"

    @property
    def laas(self) -> Path:
        """Held while somebody starts or stops the server."""
        return self.rod / "laas"


def ny_adgang(mapper: Mapper) -> Adgang:
    """Fresh passwords and a socket folder with a short path."""
    return Adgang(secrets.token_urlsafe(32), secrets.token_urlsafe(32), str(sokkelmappe(mapper)))


def sokkelmappe(mapper: Mapper) -> Path:
    """Beside the data, or, where that path is too long for a socket, in the machine's folder for such things."""
    naer = mapper.rod.resolve() / "s"
    if len(os.fsencode(naer)) <= _LAENGSTE_SOKKELSTI:
        return naer
    navn = hashlib.sha256(os.fsencode(naer)).hexdigest()[:16]
    return Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"rettidig-{navn}"


def lav_privat_mappe(mappe: Path, konto: Konto) -> None:
    """Make a folder only the account can enter. Raises ``DriftFejl`` when somebody else's lies in its place."""
    mappe.mkdir(mode=_KUN_EJEREN, parents=True, exist_ok=True)
    oplysninger = mappe.lstat()
    if mappe.is_symlink() or oplysninger.st_uid not in {os.geteuid(), konto.uid}:
        raise DriftFejl("fremmed_mappe", sti=mappe)
    konto.overdrag(mappe)
    mappe.chmod(_KUN_EJEREN)


def skriv_adgang(mapper: Mapper, adgang: Adgang) -> None:
    """Write the passwords to a file only the one who runs the program can read."""
    ny = mapper.adgang.with_suffix(".ny")
    ny.unlink(missing_ok=True)
    with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _KUN_EJERENS_FIL), "w", encoding="utf-8") as fil:
        json.dump(asdict(adgang), fil)
        fil.flush()
        os.fsync(fil.fileno())
    ny.replace(mapper.adgang)


def laes_adgang(mapper: Mapper) -> Adgang | None:
    """The passwords, ``None`` where no server has been made. Raises ``DriftFejl`` when they cannot be read."""
    try:
        return Adgang(**json.loads(mapper.adgang.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except PermissionError:
        raise DriftFejl("anden_ejer", sti=mapper.adgang) from None
    except (ValueError, TypeError):
        raise DriftFejl("adgang_beskadiget", sti=mapper.adgang) from None
