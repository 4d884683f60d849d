"""Restores a backup to a time, in a new folder. A database that lives is never touched."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tarfile
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from rettidig.drift.adgang import DATABASE, EJER, SUPERBRUGER, Adgang, ny_adgang, skriv_adgang
from rettidig.drift.fejl import DriftFejl, KopiFejl
from rettidig.drift.indlejret import IndlejretServer
from rettidig.drift.konto import Konto, serverkonto
from rettidig.drift.kopi.kontrol import kontroller
from rettidig.drift.kopi.kopimappe import Grundkopi, Kopimappe, aabn_til_laesning

_KUN_EJEREN = 0o700
_KUN_EJERENS_FIL = 0o600
_SEGMENT_BYTES = 16 * 1024 * 1024
_STYKKE = 1 << 20
_GZIP = 31
_VENT_SEKUNDER = 6 * 3600


@dataclass(frozen=True)
class Optalt:
    """What a restored backup holds."""

    tabeller: int
    raekker: int
    seneste_handling: dt.datetime | None


def gendan(fra: Path, til: Path, tid: dt.datetime | None = None) -> Path:
    """Restore the backup in ``fra`` to the new folder ``til``, as the database was at ``tid`` (``None``: all there is).

    Returns the folder, for ``RETTIDIG_VAR``; the server in it is stopped. Raises ``DriftFejl``, and then leaves nothing
    behind.
    """
    kopi = aabn_til_laesning(fra)
    valgt = _vaelg(kopi, tid)
    rod = til.absolute()
    fandtes = rod.exists()
    if fandtes and (not rod.is_dir() or any(rod.iterdir())):
        raise KopiFejl("findes", sti=rod)
    try:
        rod.mkdir(mode=_KUN_EJEREN if not serverkonto().skift else 0o711, parents=True, exist_ok=True)
        _gendan(kopi, valgt, rod, tid)
    except BaseException as fejl:
        shutil.rmtree(rod / "lagring", ignore_errors=True)
        if not fandtes:
            shutil.rmtree(rod, ignore_errors=True)
        if isinstance(fejl, OSError):
            raise KopiFejl("gendannelse", grund=os.strerror(fejl.errno or 0)) from None
        raise
    return rod


def proev(fra: Path) -> Optalt:
    """Restore the backup in a temporary place, count what is in it, and throw it away."""
    midlertidig = Path(tempfile.mkdtemp(prefix="rettidig-proeve-"))
    try:
        midlertidig.chmod(0o711 if serverkonto().skift else _KUN_EJEREN)
        rod = gendan(fra, midlertidig / "var")
        server = IndlejretServer(rod / "lagring")
        server.start()
        try:
            adgang = server.adgang()
            if adgang is None:
                raise KopiFejl("gendannelse", grund="?")
            return _taelop(adgang)
        finally:
            server.stop()
    finally:
        shutil.rmtree(midlertidig, ignore_errors=True)


def _vaelg(kopi: Kopimappe, tid: dt.datetime | None) -> Grundkopi:
    kopier = kopi.grundkopier()
    if tid is None:
        return kopier[-1]
    tidligere = [en for en in kopier if en.faerdig <= tid]
    if not tidligere:
        raise KopiFejl("foer_foerste", sti=kopi.rod, foerste=kopier[0].faerdig.isoformat(), tid=tid.isoformat())
    naar_til = tidligere[-1].til or kopi.naar_til()
    if naar_til is None or tid > naar_til:
        sidste = "?" if naar_til is None else naar_til.isoformat()
        raise KopiFejl("efter_sidste", sti=kopi.rod, sidste=sidste, tid=tid.isoformat())
    return tidligere[-1]


def _gendan(kopi: Kopimappe, grund: Grundkopi, rod: Path, tid: dt.datetime | None) -> None:
    kontroller(grund.mappe)
    konto = serverkonto()
    lagring = rod / "lagring"
    data, log = lagring / "data", lagring / "gendan_log"
    for mappe in (data, log):
        mappe.mkdir(mode=_KUN_EJEREN, parents=True)
    _pak_ud(grund.mappe / "base.tar.gz", data)
    _pak_ud(grund.mappe / "pg_wal.tar.gz", data / "pg_wal")
    for segment in kopi.segmenter(grund):
        _pak_segment_ud(segment, log)
    (data / "recovery.signal").touch()
    hba = lagring / "gendan_hba"
    # Only for the restoring: the passwords in the copy are not known, and nobody else gets to the socket's folder.
    hba.write_text("local all all trust\n", encoding="ascii")
    for egen in (data, log, hba):
        _overdrag(egen, konto)
    valg = {
        "restore_command": 'cp ../gendan_log/%f "%p"',
        "recovery_target_action": "promote",
        "recovery_target_timeline": "latest",
        "hot_standby": "off",
        "hba_file": str(hba),
    }
    if tid is not None:
        valg["recovery_target_time"] = tid.astimezone(dt.UTC).isoformat(sep=" ")
    server = IndlejretServer(lagring, valg, vent_sekunder=_VENT_SEKUNDER)
    adgang = ny_adgang(server.mapper)
    skriv_adgang(server.mapper, adgang)
    try:
        server.start()
        _skift_kodeord(adgang)
    except DriftFejl as fejl:
        raise KopiFejl("gendannelse", grund=str(fejl).rstrip(".")) from None
    finally:
        server.stop()
    shutil.rmtree(log)
    hba.unlink()


def _pak_ud(arkiv: Path, til: Path) -> None:
    til.mkdir(mode=_KUN_EJEREN, exist_ok=True)
    try:
        with tarfile.open(arkiv, "r:gz") as tar:
            tar.extractall(til, filter="data")
    except (tarfile.TarError, EOFError, zlib.error) as fejl:
        raise KopiFejl("beskadiget", sti=arkiv, grund=type(fejl).__name__) from None


def _pak_segment_ud(fil: Path, til: Path) -> None:
    """A segment of the log as the server wants it. The last may end anywhere; the rest of it is zeros."""
    navn = fil.name.removesuffix(".partial").removesuffix(".gz")
    maal = til / navn
    if maal.exists():
        return
    afpakker = zlib.decompressobj(_GZIP)
    with fil.open("rb") as ind, maal.open("wb") as ud:
        while stykke := ind.read(_STYKKE):
            try:
                ud.write(afpakker.decompress(stykke) if ".gz" in fil.name else stykke)
            except zlib.error:
                raise KopiFejl("beskadiget", sti=fil, grund="gzip") from None
        ud.write(afpakker.flush())
        if ".history" not in navn:
            ud.truncate(_SEGMENT_BYTES)


def _overdrag(sti: Path, konto: Konto) -> None:
    for en in (sti, *sti.rglob("*")) if sti.is_dir() else (sti,):
        en.chmod(_KUN_EJEREN if en.is_dir() else _KUN_EJERENS_FIL)
        konto.overdrag(en)


def _skift_kodeord(adgang: Adgang) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(**adgang.superforbindelse(), autocommit=True) as db:  # type: ignore[arg-type]
        for rolle, kodeord in ((SUPERBRUGER, adgang.superkodeord), (EJER, adgang.kodeord)):
            db.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(rolle), sql.Literal(kodeord)))


def _taelop(adgang: Adgang) -> Optalt:
    import psycopg
    from psycopg import sql

    with psycopg.connect(**adgang.superforbindelse(DATABASE)) as db:  # type: ignore[arg-type]
        navne = [
            navn
            for (navn,) in db.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            ).fetchall()
        ]
        raekker = 0
        for navn in navne:
            raekker += (db.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(navn))).fetchone() or (0,))[
                0
            ]
        seneste = None
        if "sager_handling" in navne:
            (seneste,) = db.execute("SELECT max(tidspunkt) FROM sager_handling").fetchone() or (None,)
    return Optalt(len(navne), raekker, seneste)
