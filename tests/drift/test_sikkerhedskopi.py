"""Backup of the embedded database, and the way back to any time: exactly what was known then, no more and no less."""

from __future__ import annotations

import datetime as dt
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.sager.proevelagring import HURTIG, midlertidig_mappe
from tests.sager.udtraek import byen

from rettidig.drift.adgang import Mapper, laes_adgang
from rettidig.drift.fejl import DriftFejl, KopiFejl
from rettidig.drift.hemmeligheder import hemmelighed
from rettidig.drift.indlejret import IndlejretServer
from rettidig.drift.kopi.gendannelse import gendan, proev
from rettidig.drift.kopi.kontrol import kontroller
from rettidig.drift.kopi.kopimappe import Kopimappe
from rettidig.drift.kopi.noeglekopi import kopier_noegler
from rettidig.drift.kopi.seneste import laes_seneste
from rettidig.drift.kopi.sikkerhedskopi import tag_kopi

_TABELLER = ("sager_handling", "sager_registreringsur", "sager_borgere", "sager_ydelser", "sager_samtaler")


@pytest.fixture
def sted(store: Path) -> Iterator[Path]:
    """A folder for backups and for what is restored, and no slot left in the store afterwards."""
    with midlertidig_mappe() as mappe:
        yield mappe
    with forbindelse(store) as db:
        db.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")


def forbindelse(var: Path) -> psycopg.Connection[tuple[Any, ...]]:
    adgang = laes_adgang(Mapper(var / "lagring"))
    assert adgang is not None
    return psycopg.connect(**adgang.superforbindelse("rettidig"), autocommit=True)  # type: ignore[arg-type]


def indhold(var: Path) -> dict[str, list[tuple[Any, ...]]]:
    with forbindelse(var) as db:
        return {navn: sorted(db.execute(f"SELECT t::text FROM {navn} t").fetchall()) for navn in _TABELLER}  # type: ignore[call-overload]


def indhold_af_gendannet(var: Path) -> dict[str, list[tuple[Any, ...]]]:
    server = IndlejretServer(var / "lagring")
    assert server.start()
    try:
        return indhold(var)
    finally:
        server.stop()


def laes_ind(froe: int, antal: int) -> None:
    from rettidig.sager.services.indlaesning import indlaes

    indlaes(byen(froe, antal), "fagsystem", hvem="proeve", luk_mange=True)


def nu(var: Path) -> dt.datetime:
    """The time by the database's clock, when all before it has been committed and nothing after it has begun."""
    with forbindelse(var) as db:
        (tid,) = db.execute("SELECT clock_timestamp()").fetchone() or (None,)
    assert isinstance(tid, dt.datetime)
    return tid


def test_what_was_known_at_a_time_is_restored_exactly_and_the_living_is_not_touched(store: Path, sted: Path) -> None:
    kopi = sted / "kopi"
    laes_ind(1, 30)
    tag_kopi(kopi)
    kendt = [(nu(store), indhold(store))]
    for froe in (2, 3):
        laes_ind(froe, 30)
        kendt.append((nu(store), indhold(store)))
    taget = tag_kopi(kopi, kun_log=True)
    assert (taget.fuld, taget.til > kendt[-1][0]) == (False, True)
    laes_ind(4, 10)
    levende = indhold(store)
    for tid, ventet in (kendt[1], (None, kendt[2][1])):
        var = gendan(kopi, sted / f"tilbage-{tid is None}", tid)
        assert indhold_af_gendannet(var) == ventet
    assert indhold(store) == levende


def test_the_restored_database_has_new_passwords_and_is_as_private_as_the_first(store: Path, sted: Path) -> None:
    laes_ind(1, 5)
    tag_kopi(sted / "kopi")
    var = gendan(sted / "kopi", sted / "tilbage")
    gammel, ny = laes_adgang(Mapper(store / "lagring")), laes_adgang(Mapper(var / "lagring"))
    assert gammel is not None
    assert ny is not None
    assert not {gammel.kodeord, gammel.superkodeord} & {ny.kodeord, ny.superkodeord}
    assert not {"gendan_log", "gendan_hba"} & {fil.name for fil in (var / "lagring").iterdir()}
    server = IndlejretServer(var / "lagring")
    server.start()
    try:
        for kodeord in ("", gammel.superkodeord):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(**(ny.superforbindelse() | {"password": kodeord}))  # type: ignore[arg-type]
        with psycopg.connect(**ny.forbindelse()) as db:  # type: ignore[arg-type]
            assert db.execute("SELECT count(*) FROM sager_handling").fetchone() == (1,)
    finally:
        server.stop()


def test_times_the_copy_does_not_reach_are_refused_with_how_far_it_does(store: Path, sted: Path) -> None:
    kopi = sted / "kopi"
    foer = nu(store)
    taget = tag_kopi(kopi)
    for tid, kode in ((foer, "foer_foerste"), (nu(store), "efter_sidste")):
        with pytest.raises(KopiFejl) as fejl:
            gendan(kopi, sted / "tilbage", tid)
        assert fejl.value.kode == kode
        assert (taget.fra if kode == "foer_foerste" else taget.til).isoformat() in str(fejl.value)
    assert not (sted / "tilbage").exists()


def test_nothing_is_restored_on_top_of_something_and_no_copy_is_put_among_other_things(store: Path, sted: Path) -> None:
    tag_kopi(sted / "kopi")
    (sted / "andet").mkdir()
    (sted / "andet" / "fil").write_text("vigtig")
    for kald, kode in (
        (lambda: gendan(sted / "kopi", sted / "andet"), "findes"),
        (lambda: gendan(sted / "kopi", store), "findes"),
        (lambda: tag_kopi(sted / "andet"), "fremmed_mappe"),
        (lambda: tag_kopi(store / "kopi"), "inde_i_var"),
        (lambda: gendan(sted / "andet", sted / "ny"), "ingen_kopi"),
        (lambda: proev(sted / "findes-ikke"), "ingen_kopi"),
    ):
        with pytest.raises(KopiFejl) as fejl:
            kald()
        assert fejl.value.kode == kode
    assert (sted / "andet" / "fil").read_text() == "vigtig"


def test_a_copy_is_tried_by_restoring_and_counting_and_old_ones_give_room(store: Path, sted: Path) -> None:
    kopi = Kopimappe(sted / "kopi")
    laes_ind(1, 5)
    for _ in range(3):
        tag_kopi(kopi.rod, behold=2)
    grundkopier = kopi.grundkopier()
    assert len(grundkopier) == len(list(kopi.grund.iterdir())) == 2
    assert min(fil.name[8:24] for fil in kopi.log.iterdir()) >= grundkopier[0].foerste_segment[8:]
    fundet = proev(kopi.rod)
    (ventet,) = indhold(store)["sager_registreringsur"]
    assert fundet.seneste_handling is not None
    assert fundet.seneste_handling.isoformat(sep=" ").replace("+00:00", "") in str(ventet)
    assert fundet.raekker > 5
    seneste = laes_seneste()
    assert seneste is not None
    assert (seneste.slags, seneste.ok) == ("fuld", True)


def test_a_damaged_copy_is_found_out_before_it_is_used(store: Path, sted: Path) -> None:
    tag_kopi(sted / "kopi")
    (grund,) = Kopimappe(sted / "kopi").grundkopier()
    kontroller(grund.mappe)
    arkiv = grund.mappe / "base.tar.gz"
    raa = bytearray(arkiv.read_bytes())
    raa[len(raa) // 2] ^= 0xFF
    arkiv.write_bytes(raa)
    with pytest.raises(KopiFejl) as fejl:
        gendan(sted / "kopi", sted / "tilbage")
    assert fejl.value.kode == "beskadiget"
    assert not (sted / "tilbage").exists()
    liste = grund.mappe / "backup_manifest"
    liste.write_bytes(liste.read_bytes().replace(b"PG_VERSION", b"PG_VERSIOM"))
    with pytest.raises(KopiFejl):
        kontroller(grund.mappe)


def test_log_the_server_no_longer_has_asks_for_a_full_copy_and_the_older_ones_can_still_be_restored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with midlertidig_mappe() as mappe:
        monkeypatch.setenv("RETTIDIG_VAR", str(mappe / "var"))
        server = IndlejretServer(mappe / "var" / "lagring", HURTIG | {"max_slot_wal_keep_size": "48MB"})
        server.start()
        try:
            tag_kopi(mappe / "kopi")
            foer = tag_kopi(mappe / "kopi", kun_log=True).til
            with forbindelse(mappe / "var") as db:
                for _ in range(7):
                    db.execute("SELECT pg_logical_emit_message(true, 'proeve', 'x'), pg_switch_wal()")
                db.execute("CHECKPOINT")
            for _ in range(2):
                with pytest.raises(KopiFejl) as fejl:
                    tag_kopi(mappe / "kopi", kun_log=True)
                assert fejl.value.kode == "hul_i_loggen"
            efter = tag_kopi(mappe / "kopi").til
            for navn, tid in (("foer", foer), ("efter", efter)):
                gendan(mappe / "kopi", mappe / navn, tid)
            with pytest.raises(KopiFejl) as fejl:
                gendan(mappe / "kopi", mappe / "imellem", foer + dt.timedelta(microseconds=1))
            assert fejl.value.kode == "efter_sidste"
        finally:
            server.stop()


def test_a_restored_database_is_copied_to_a_folder_of_its_own(
    store: Path, sted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kopi = sted / "kopi"
    tag_kopi(kopi)
    plads = json.loads((kopi / "rettidig-kopi.json").read_text())["plads"]
    with forbindelse(store) as db:
        db.execute("SELECT pg_drop_replication_slot(%s)", [plads])
    for kun_log in (True, False):
        with pytest.raises(KopiFejl) as fejl:
            tag_kopi(kopi, kun_log=kun_log)
        assert fejl.value.kode == "anden_database"
    seneste = laes_seneste()
    assert seneste is not None
    assert not seneste.ok
    monkeypatch.setenv("DATABASE_URL", "postgresql://bo@db.eksempel.dk/r")
    with pytest.raises(KopiFejl) as fejl:
        tag_kopi(sted / "ny")
    assert fejl.value.kode == "kun_indlejret"


def test_the_keys_are_never_in_the_copy_and_are_kept_in_a_folder_of_their_own(store: Path, sted: Path) -> None:
    hemmeligt = hemmelighed("django", "RETTIDIG_FINDES_IKKE")
    tag_kopi(sted / "kopi")
    for fil in (fil for fil in (sted / "kopi").rglob("*") if fil.is_file()):
        assert fil.stat().st_mode & 0o077 == 0
        assert hemmeligt.encode() not in fil.read_bytes()
        if fil.name == "base.tar.gz":
            with tarfile.open(fil) as tar:
                assert not any("hemmeligt" in navn or "adgang" in navn for navn in tar.getnames() if "pg_" not in navn)
                for led in tar:
                    indholdet = tar.extractfile(led)
                    assert indholdet is None or hemmeligt.encode() not in indholdet.read()
    mappe, antal = kopier_noegler(sted / "noegler")
    laase = {".laas", ".lock"}  # left by whoever changed keys before; they hold nothing
    kilder = [fil for fil in (store / "hemmeligt").rglob("*") if fil.is_file() and fil.suffix not in laase]
    assert antal == len(kilder)
    for fil in kilder:
        kopieret = mappe / fil.relative_to(store / "hemmeligt")
        assert kopieret.read_bytes() == fil.read_bytes()
        assert kopieret.stat().st_mode & 0o077 == 0
    for forkert in (sted / "kopi", sted / "kopi" / "noegler", sted, store, store / "noegler"):
        with pytest.raises(DriftFejl) as fejl:
            kopier_noegler(forkert)
        assert fejl.value.kode == "sammen_med_database"


def test_what_had_not_been_committed_when_the_copy_was_taken_is_not_in_it(store: Path, sted: Path) -> None:
    kopi = sted / "kopi"
    tag_kopi(kopi)
    with forbindelse(store) as db:
        db.execute("CREATE TABLE halvt (tal int)")
        db.execute("BEGIN")
        db.execute("INSERT INTO halvt SELECT generate_series(1, 1000)")
        taget = tag_kopi(kopi, kun_log=True)
        db.execute("ROLLBACK")
    try:
        var = gendan(kopi, sted / "tilbage", taget.til)
        server = IndlejretServer(var / "lagring")
        server.start()
        try:
            with forbindelse(var) as db:
                assert db.execute("SELECT count(*) FROM halvt").fetchone() == (0,)
        finally:
            server.stop()
    finally:
        with forbindelse(store) as db:
            db.execute("DROP TABLE halvt")
