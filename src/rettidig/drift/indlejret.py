"""The server that comes along: made, started and stopped by the project, private to the one who runs it.

No network: only a socket in a folder nobody else can enter, and passwords even there. It is meant for trying out and
for small towns; a municipality's own server is named by ``DATABASE_URL``.
"""

from __future__ import annotations

import fcntl
import os
import re
import shlex
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from rettidig.drift.adgang import (
    DATABASE,
    EJER,
    PORT,
    SUPERBRUGER,
    Adgang,
    Mapper,
    laes_adgang,
    lav_privat_mappe,
    ny_adgang,
    skriv_adgang,
    sokkelmappe,
)
from rettidig.drift.fejl import DriftFejl
from rettidig.drift.konto import Konto, serverkonto
from rettidig.drift.programmer import HOVEDVERSION, VENT_SEKUNDER, koer

_INDSTILLINGER: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "40",
    "max_wal_size": "2GB",
    "maintenance_work_mem": "128MB",
    # Compiling a question takes longer than answering any of ours.
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "log_statement": "none",
    # An error must never carry the values it stumbled on into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "timezone": "UTC",
    # What is kept for a backup that has not been fetched must not fill the disk: then a new full copy is needed.
    "max_slot_wal_keep_size": "8GB",
}
_AFVISER = 1
_SPOERG_SEKUNDER = 0.05
_LUFT_SEKUNDER = 10
_FULD = re.compile(r"No space left on device|Disk quota exceeded")
_ALVORLIG = re.compile(r"(?:FATAL|PANIC|ERROR|error):\s+(.*)")


@dataclass(frozen=True)
class Tilstand:
    """How the server is: whether it has been made and runs, the account it runs as, and where it is reached."""

    lavet: bool
    koerer: bool
    konto: str
    delt_konto: bool
    data: Path
    sokkel: str


class IndlejretServer:
    """One embedded server with its data under one folder.

    ``indstillinger`` are settings of PostgreSQL beside the project's own, by name; ``vent_sekunder`` is how long
    starting may take, which is more than a moment only where a backup is being restored.
    """

    def __init__(
        self, rod: Path, indstillinger: Mapping[str, str] | None = None, vent_sekunder: int = VENT_SEKUNDER
    ) -> None:
        if os.name != "posix":
            raise DriftFejl("kun_posix")
        self.mapper = Mapper(rod.absolute())
        self._konto: Konto = serverkonto()
        self._vent = vent_sekunder
        self._indstillinger = {**_INDSTILLINGER, **(indstillinger or {})}

    def adgang(self) -> Adgang | None:
        """What it takes to get in; ``None`` before the server has been made."""
        return laes_adgang(self.mapper)

    def tilstand(self) -> Tilstand:
        """How the server is right now."""
        adgang = self.adgang()
        lavet = adgang is not None and self._lavet()
        return Tilstand(
            lavet,
            lavet and self._koerer(),
            self._konto.navn,
            self._konto.delt,
            self.mapper.data,
            adgang.sokkel if adgang is not None else str(sokkelmappe(self.mapper)),
        )

    def start(self) -> bool:
        """Make the server if there is none, and start it. Returns whether it had to be started.

        Raises ``DriftFejl`` with one clear sentence when it cannot be.
        """
        with self._alene():
            adgang = self.adgang()
            if adgang is None or not self._lavet():
                adgang = self._lav()
            if self._koerer():
                return False
            self._start(adgang)
            return True

    def stop(self) -> bool:
        """Stop the server; what is being written is finished or undone. Returns whether it ran."""
        if not self._lavet():
            return False
        with self._alene():
            if not self._koerer():
                return False
            svar = koer(self._konto, "pg_ctl", "-w", "-m", "fast", "-D", self.mapper.data, "stop")
            if svar.returncode:
                raise DriftFejl("kan_ikke_stoppe", grund=_sidste_linje(svar.stdout))
            return True

    def _lavet(self) -> bool:
        return (self.mapper.data / "PG_VERSION").exists()

    def _koerer(self) -> bool:
        """Whether somebody answers at the socket: a number left in a file may have become another program's."""
        adgang = self.adgang()
        if adgang is None:
            return False
        with socket.socket(socket.AF_UNIX) as forsoeg:
            try:
                forsoeg.connect(str(Path(adgang.sokkel) / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
            return True

    def _lav(self) -> Adgang:
        """Make the cluster beside its place and move it there whole, so that half a one is never met."""
        adgang = ny_adgang(self.mapper)
        if self.mapper.data.exists():
            raise DriftFejl("mangler_adgang", sti=self.mapper.adgang, data=self.mapper.data)
        med_konto = self.mapper.rod / "under_opbygning"
        shutil.rmtree(med_konto, ignore_errors=True)
        try:
            lav_privat_mappe(med_konto, self._konto)
            kodefil = med_konto / "kodeord"
            kodefil.write_text(adgang.superkodeord, encoding="utf-8")
            self._konto.overdrag(kodefil)
            kodefil.chmod(0o600)
            svar = koer(
                self._konto,
                "initdb",
                *("-D", med_konto / "data", "-U", SUPERBRUGER, f"--pwfile={kodefil}"),
                *("--auth-local=scram-sha-256", "--auth-host=reject", "--locale=C", "--encoding=UTF8"),
            )
            if svar.returncode:
                raise self._startfejl(svar.stdout)
            skriv_adgang(self.mapper, adgang)
            (med_konto / "data").rename(self.mapper.data)
        except OSError as fejl:
            raise DriftFejl("kan_ikke_starte", grund=os.strerror(fejl.errno or 0), log=self.mapper.rod) from fejl
        finally:
            shutil.rmtree(med_konto, ignore_errors=True)
        return adgang

    def _start(self, adgang: Adgang) -> None:
        fundet = (self.mapper.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if fundet != HOVEDVERSION:
            raise DriftFejl("anden_version", fundet=fundet, ventet=HOVEDVERSION)
        if adgang.sokkel != str(sokkelmappe(self.mapper)):
            adgang = replace(adgang, sokkel=str(sokkelmappe(self.mapper)))
            skriv_adgang(self.mapper, adgang)
        lav_privat_mappe(Path(adgang.sokkel), self._konto)
        if not self._konto.kan_gaa_til(self.mapper.data):
            raise DriftFejl("konto_kan_ikke_laese", konto=self._konto.navn, sti=self.mapper.rod)
        valgte = {**self._indstillinger, "unix_socket_directories": adgang.sokkel}
        ord_ = " ".join(f"-c {navn}={shlex.quote(vaerdi)}" for navn, vaerdi in valgte.items())
        fra = self.mapper.log.stat().st_size if self.mapper.log.exists() else 0
        gendannes = (self.mapper.data / "recovery.signal").exists()
        svar = koer(
            self._konto,
            "pg_ctl",
            *("-w", "-t", str(self._vent), "-s", "-D", self.mapper.data, "-l", self.mapper.log, "-o", ord_, "start"),
            vent_sekunder=self._vent + _LUFT_SEKUNDER,
        )
        if svar.returncode or (gendannes and not self._gendannet(adgang)):
            raise self._startfejl(svar.stdout + _fra_sted(self.mapper.log, fra))
        lav_rolle_og_database(adgang)

    def _gendannet(self, adgang: Adgang) -> bool:
        """Wait while a backup is restored, which the start itself does not; whether it came through."""
        frist = time.monotonic() + self._vent
        while time.monotonic() < frist:
            svar = koer(self._konto, "pg_isready", "-q", "-h", adgang.sokkel, "-p", str(PORT))
            if svar.returncode != _AFVISER:
                return svar.returncode == 0
            time.sleep(_SPOERG_SEKUNDER)
        return False

    def _startfejl(self, udskrift: str) -> DriftFejl:
        if _FULD.search(udskrift):
            return DriftFejl("fuld_disk", sti=self.mapper.rod)
        fundet = _ALVORLIG.findall(udskrift)
        return DriftFejl(
            "kan_ikke_starte", grund=fundet[-1] if fundet else _sidste_linje(udskrift), log=self.mapper.log
        )

    @contextmanager
    def _alene(self) -> Iterator[None]:
        """Hold everybody else off while the server is made, started or stopped."""
        try:
            self.mapper.rod.mkdir(parents=True, exist_ok=True)
            laas = os.open(self.mapper.laas, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError:
            raise DriftFejl("anden_ejer", sti=self.mapper.rod) from None
        except OSError as fejl:
            raise DriftFejl("kan_ikke_starte", grund=os.strerror(fejl.errno or 0), log=self.mapper.rod) from None
        try:
            fcntl.flock(laas, fcntl.LOCK_EX)
            if not self._konto.kan_gaa_til(self.mapper.data):
                raise DriftFejl("konto_kan_ikke_laese", konto=self._konto.navn, sti=self.mapper.rod)
            yield
        finally:
            os.close(laas)


def lav_rolle_og_database(adgang: Adgang, database: str = DATABASE) -> None:
    """The program's role, without superuser, and a database it owns; what is there already is left as it is."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(**adgang.superforbindelse(), autocommit=True) as db:  # type: ignore[arg-type]
        if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [EJER]).fetchone():
            db.execute(
                sql.SQL(
                    "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {}"
                ).format(sql.Identifier(EJER), sql.Literal(adgang.kodeord))
            )
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            navn = sql.Identifier(database)
            db.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(navn, sql.Identifier(EJER)))
            db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(navn))


def lav_database_om(adgang: Adgang, database: str = DATABASE) -> None:
    """Throw the database away with all that is in it, and make it again empty. Whoever is in it is put out."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(**adgang.superforbindelse(), autocommit=True) as db:  # type: ignore[arg-type]
        db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
    lav_rolle_og_database(adgang, database)


def _sidste_linje(udskrift: str) -> str:
    linjer = udskrift.strip().splitlines()
    return linjer[-1].strip() if linjer else "?"


def _fra_sted(log: Path, fra: int) -> str:
    try:
        with log.open("rb") as fil:
            fil.seek(fra)
            return fil.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
