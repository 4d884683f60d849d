"""Takes a backup of the embedded database while it works: a full copy, and everything written since.

The server keeps what it writes (its log) until it has been fetched; it does so for this backup by a *slot*, up to the
limit set in :mod:`rettidig.drift.indlejret`. A full copy with the log that follows can be restored to any time after.
The keys of identities are outside the database, and are never copied here.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rettidig.drift.adgang import PORT, SUPERBRUGER, Adgang
from rettidig.drift.fejl import KopiFejl
from rettidig.drift.forbindelse import er_indlejret, serverrod
from rettidig.drift.indlejret import IndlejretServer
from rettidig.drift.kopi.kontrol import kontroller
from rettidig.drift.kopi.kopimappe import FAERDIG, Grundkopi, Kopimappe, aabn_til_skrivning, nummer, segmentnavn
from rettidig.drift.kopi.seneste import Seneste, husk_seneste
from rettidig.drift.programmer import programmappe
from rettidig.regler.valgte_tal import valgte_tal

_VENT_SEKUNDER = 6 * 3600


@dataclass(frozen=True)
class Taget:
    """A backup taken: it can be restored to any time from ``fra`` to ``til``."""

    mappe: Path
    fra: dt.datetime
    til: dt.datetime
    fuld: bool


def tag_kopi(sti: Path, *, kun_log: bool = False, behold: int | None = None) -> Taget:
    """Fetch what has been written since the last time, and take a full copy unless ``kun_log`` finds one to build on.

    Raises ``DriftFejl``; the copies that were there are never touched by one that fails.
    """
    if not er_indlejret():
        raise KopiFejl("kun_indlejret")
    server = IndlejretServer(serverrod())
    if not server.tilstand().lavet:
        raise KopiFejl("ingen_server", sti=serverrod().absolute())
    server.start()
    adgang = server.adgang()
    if adgang is None:
        raise KopiFejl("ingen_server", sti=serverrod().absolute())
    mappe = aabn_til_skrivning(sti)
    slags = "log" if kun_log else "fuld"
    try:
        with mappe.alene(), _forbindelse(adgang) as db:
            beholdes = valgte_tal().kopier_beholdt.vaerdi if behold is None else behold
            taget = _tag(mappe, adgang, db, beholdes, kun_log=kun_log)
    except OSError as fejl:
        husk_seneste(Seneste(dt.datetime.now(dt.UTC), slags, ok=False))
        raise KopiFejl("mislykkedes", grund=os.strerror(fejl.errno or 0)) from None
    except KopiFejl:
        husk_seneste(Seneste(dt.datetime.now(dt.UTC), slags, ok=False))
        raise
    husk_seneste(Seneste(taget.til, "fuld" if taget.fuld else "log", ok=True))
    return taget


def _tag(mappe: Kopimappe, adgang: Adgang, db: Any, behold: int, *, kun_log: bool) -> Taget:
    _find_plads(mappe, db)
    hul = bool(mappe.oplysninger().get("hul"))
    fuld = not (kun_log and mappe.grundkopier())
    if hul and not fuld:
        raise KopiFejl("hul_i_loggen")
    if hul:
        _begynd_forfra(mappe)
    if mappe.grundkopier() and not hul:
        _hent_log(mappe, adgang, db)
    if fuld:
        _tag_grundkopi(mappe, adgang, db)
    til = _hent_log(mappe, adgang, db)
    mappe.skriv_oplysninger({**mappe.oplysninger(), "naar_til": til.isoformat(), "hul": False})
    if fuld:
        _ryd_op(mappe, behold)
    return Taget(mappe.rod, mappe.grundkopier()[0].faerdig, til, fuld)


def _find_plads(mappe: Kopimappe, db: Any) -> None:
    """See to it that the server keeps its log for this backup, and write down where some of it has been lost."""
    (system,) = db.execute("SELECT system_identifier::text FROM pg_control_system()").fetchone()
    kendt = mappe.oplysninger()
    if kendt and kendt.get("system") != system:
        raise KopiFejl("anden_database", sti=mappe.rod)
    plads = str(kendt.get("plads") or f"rettidig_{secrets.token_hex(6)}")
    fundet = db.execute("SELECT wal_status FROM pg_replication_slots WHERE slot_name = %s", [plads]).fetchone()
    if fundet and fundet[0] != "lost":
        return
    if not fundet and mappe.grundkopier():
        # The database has been restored since, and goes on from there: its log does not follow the one kept here.
        raise KopiFejl("anden_database", sti=mappe.rod)
    mappe.skriv_oplysninger({**kendt, "system": system, "plads": plads, "hul": fundet is not None})
    if fundet:
        db.execute("SELECT pg_drop_replication_slot(%s)", [plads])
    db.execute("SELECT pg_create_physical_replication_slot(%s, true)", [plads])


def _begynd_forfra(mappe: Kopimappe) -> None:
    """After a hole, put the log there is aside with the full copies it belongs to: they can still be restored.

    The program that fetches the log goes on after the last segment it finds, and must find none.
    """
    gammel = mappe.log.with_name(f"log-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%fZ}")
    til = mappe.naar_til()
    for kopi in mappe.grundkopier():
        if kopi.log == mappe.log.name:
            replace(kopi, log=gammel.name, til=til).skriv(kopi.mappe)
    mappe.log.rename(gammel)
    mappe.log.mkdir(mode=0o700)


def _tag_grundkopi(mappe: Kopimappe, adgang: Adgang, db: Any) -> None:
    navn = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%fZ}"
    under = mappe.grund / f"under-{navn}"
    for gammel in mappe.grund.glob("under-*"):
        shutil.rmtree(gammel, ignore_errors=True)
    try:
        hvordan = ("-Ft", "-Z", "gzip:3", "-X", "stream", "-c", "fast", "--manifest-checksums=SHA256", "-w")
        _koer(adgang, "pg_basebackup", "-D", under, *hvordan)
        omfang = kontroller(under)["WAL-Ranges"][0]
        (faerdig,) = db.execute("SELECT clock_timestamp()").fetchone()
        Grundkopi(under, faerdig, segmentnavn(omfang["Timeline"], omfang["Start-LSN"])).skriv(under)
        under.rename(mappe.grund / navn)
    finally:
        shutil.rmtree(under, ignore_errors=True)


def _hent_log(mappe: Kopimappe, adgang: Adgang, db: Any) -> dt.datetime:
    """Fetch the log up to now; returns the time everything known before is in it.

    Two marks are written: the first so that something was committed after that time, which a restoring server needs
    to see to know that it has come far enough; the second because the program fetching stops after the place given.
    """
    (nu,) = db.execute("SELECT clock_timestamp()").fetchone()
    db.execute("SELECT pg_logical_emit_message(true, 'rettidig', 'kopi')")
    (sted,) = db.execute("SELECT pg_current_wal_flush_lsn()::text").fetchone()
    db.execute("SELECT pg_logical_emit_message(true, 'rettidig', 'kopi')")
    db.execute("SELECT pg_current_wal_flush_lsn()")
    plads = str(mappe.oplysninger()["plads"])
    _koer(adgang, "pg_receivewal", "-D", mappe.log, "-S", plads, "-E", sted, "-n", "-Z", "gzip:3", "-w")
    assert isinstance(nu, dt.datetime)
    return nu


def _ryd_op(mappe: Kopimappe, behold: int) -> None:
    kopier = mappe.grundkopier()
    for gammel in kopier[:-behold]:
        # Without this file it is no copy, also if the removal is cut short.
        (gammel.mappe / FAERDIG).unlink()
        shutil.rmtree(gammel.mappe, ignore_errors=True)
    beholdt = kopier[-behold:]
    for log in mappe.rod.glob("log-*"):
        if log.name not in {kopi.log for kopi in beholdt}:
            shutil.rmtree(log, ignore_errors=True)
    aeldste = min(nummer(kopi.foerste_segment) for kopi in beholdt if kopi.log == mappe.log.name)
    for fil in mappe.log.iterdir():
        if ".history" not in fil.name and nummer(fil.name) < aeldste:
            fil.unlink(missing_ok=True)


@contextmanager
def _forbindelse(adgang: Adgang) -> Iterator[Any]:
    import psycopg

    try:
        with psycopg.connect(**adgang.superforbindelse(), autocommit=True) as db:  # type: ignore[arg-type]
            # A mark that is not on the disk is no mark.
            db.execute("SET synchronous_commit = on")
            yield db
    except psycopg.Error as fejl:
        raise KopiFejl("mislykkedes", grund=fejl.sqlstate or type(fejl).__name__) from None


def _koer(adgang: Adgang, program: str, *ord_: str | Path) -> None:
    """Run one of PostgreSQL's programs as the one who asks, the password not on its command line."""
    til = ("-h", adgang.sokkel, "-p", str(PORT), "-U", SUPERBRUGER)
    try:
        svar = subprocess.run(
            [programmappe() / program, *map(str, (*til, *ord_))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            timeout=_VENT_SEKUNDER,
            umask=0o077,
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin", "PGPASSWORD": adgang.superkodeord},
        )
    except subprocess.TimeoutExpired:
        raise KopiFejl("mislykkedes", grund=f"{program}: {_VENT_SEKUNDER} s") from None
    if svar.returncode:
        alvorlige = [linje for linje in svar.stdout.splitlines() if "error:" in linje] or [svar.stdout, "?"]
        raise KopiFejl("mislykkedes", grund=" ".join(alvorlige[0].split()).rstrip(".") or program)
