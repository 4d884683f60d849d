"""The embedded server: private, kept between runs, and clear about what stands in its way."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.sager.proevelagring import HURTIG, midlertidig_mappe

from rettidig.drift.adgang import Adgang, Mapper, lav_privat_mappe, ny_adgang, sokkelmappe
from rettidig.drift.fejl import DriftFejl
from rettidig.drift.indlejret import IndlejretServer
from rettidig.drift.konto import KONTO, serverkonto
from rettidig.drift.programmer import koer


@pytest.fixture(scope="module")
def server() -> Iterator[IndlejretServer]:
    with midlertidig_mappe() as mappe:
        en = IndlejretServer(mappe / "lagring", HURTIG)
        assert en.start()
        yield en
        koer(serverkonto(), "pg_ctl", "-w", "-m", "immediate", "-D", en.mapper.data, "stop")


def adgang(server: IndlejretServer) -> Adgang:
    fundet = server.adgang()
    assert fundet is not None
    return fundet


def test_the_server_listens_on_a_socket_nobody_else_can_get_to_and_on_no_network(server: IndlejretServer) -> None:
    with psycopg.connect(**adgang(server).superforbindelse()) as db:  # type: ignore[arg-type]
        assert db.execute("SHOW listen_addresses").fetchone() == ("",)
        assert db.execute("SHOW unix_socket_directories").fetchone() == (adgang(server).sokkel,)
        assert db.execute("SHOW password_encryption").fetchone() == ("scram-sha-256",)
        regler = db.execute("SELECT DISTINCT type, auth_method FROM pg_hba_file_rules").fetchall()
    assert {metode for slags, metode in regler if slags == "local"} == {"scram-sha-256"}
    assert {metode for slags, metode in regler if slags != "local"} <= {"reject"}
    for mappe in (Path(adgang(server).sokkel), server.mapper.data):
        assert mappe.stat().st_mode & 0o777 == 0o700
    assert server.mapper.adgang.stat().st_mode & 0o777 == 0o600


def test_another_user_of_the_machine_neither_gets_to_the_socket_nor_reads_the_password(server: IndlejretServer) -> None:
    fremmed = next(k for k in pwd.getpwall() if k.pw_uid not in {0, os.geteuid(), serverkonto().uid})
    for sti in (adgang(server).sokkel, server.mapper.adgang, server.mapper.data):
        egenskaber = Path(sti).stat()
        assert fremmed.pw_uid != egenskaber.st_uid
        assert egenskaber.st_mode & 0o077 == 0
    if os.geteuid() == 0:
        sokkel = f"{adgang(server).sokkel}/.s.PGSQL.5432"
        os.seteuid(fremmed.pw_uid)
        try:
            with socket.socket(socket.AF_UNIX) as forsoeg, pytest.raises(PermissionError):
                forsoeg.connect(sokkel)
        finally:
            os.seteuid(0)


def test_neither_a_wrong_password_nor_none_lets_anybody_in(server: IndlejretServer) -> None:
    for kodeord in ("", "gaet"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**(adgang(server).forbindelse() | {"password": kodeord}))  # type: ignore[arg-type]


def test_starting_twice_starts_once_and_what_was_written_is_there_after_a_stop(server: IndlejretServer) -> None:
    assert not server.start()
    with psycopg.connect(**adgang(server).forbindelse()) as db:  # type: ignore[arg-type]
        db.execute("CREATE TABLE IF NOT EXISTS husket AS SELECT 7 AS tal")
    assert server.stop()
    assert not server.stop()
    assert (server.tilstand().lavet, server.tilstand().koerer) == (True, False)
    assert server.start()
    with psycopg.connect(**adgang(server).forbindelse()) as db:  # type: ignore[arg-type]
        assert db.execute("SELECT tal FROM husket").fetchone() == (7,)


def test_a_server_that_died_without_warning_starts_again_with_what_had_been_written(server: IndlejretServer) -> None:
    server.start()
    with psycopg.connect(**adgang(server).forbindelse()) as db:  # type: ignore[arg-type]
        db.execute("CREATE TABLE overlever AS SELECT 8 AS tal")
        db.execute("SET synchronous_commit = on")
    pidfil = server.mapper.data / "postmaster.pid"
    efterladt = pidfil.read_text(encoding="utf-8").splitlines()
    koer(serverkonto(), "pg_ctl", "-w", "-m", "immediate", "-D", server.mapper.data, "stop")
    doed = subprocess.Popen(["true"])
    doed.wait()
    pidfil.write_text("\n".join([str(doed.pid), *efterladt[1:], ""]), encoding="utf-8")
    serverkonto().overdrag(pidfil)
    assert server.start()
    with psycopg.connect(**adgang(server).forbindelse()) as db:  # type: ignore[arg-type]
        assert db.execute("SELECT tal FROM overlever").fetchone() == (8,)


def test_the_log_keeps_no_value_of_what_went_wrong(server: IndlejretServer) -> None:
    server.start()
    with psycopg.connect(**adgang(server).forbindelse(), autocommit=True) as db:  # type: ignore[arg-type]
        db.execute("CREATE TABLE en (tal text UNIQUE)")
        db.execute("INSERT INTO en VALUES ('hemmelig-vaerdi')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            db.execute("INSERT INTO en VALUES ('hemmelig-vaerdi')")
    assert "hemmelig-vaerdi" not in server.mapper.log.read_text(encoding="utf-8")


def test_a_setting_the_server_cannot_start_with_is_one_sentence_with_its_own_reason() -> None:
    with midlertidig_mappe() as mappe:
        with pytest.raises(DriftFejl) as fejl:
            IndlejretServer(mappe / "lagring", HURTIG | {"shared_buffers": "meget"}).start()
        assert fejl.value.kode == "kan_ikke_starte"
        assert "shared_buffers" in str(fejl.value)
        assert "\n" not in str(fejl.value)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    with pytest.raises(DriftFejl) as fejl:
        IndlejretServer(tmp_path / "fil" / "lagring").start()
    assert fejl.value.kode == "kan_ikke_starte"


def test_data_without_their_password_are_not_made_anew() -> None:
    with midlertidig_mappe() as mappe:
        server = IndlejretServer(mappe / "lagring")
        server.mapper.data.mkdir(parents=True)
        (server.mapper.data / "PG_VERSION").write_text("18\n", encoding="ascii")
        with pytest.raises(DriftFejl) as fejl:
            server.start()
        assert fejl.value.kode == "mangler_adgang"
        assert server.mapper.data.exists()


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    lang = Mapper(tmp_path / ("x" * 120))
    assert len(os.fsencode(sokkelmappe(lang))) < 90
    assert sokkelmappe(Mapper(Path("/var/lib/r"))) == Path("/var/lib/r/s")
    assert sokkelmappe(lang) != sokkelmappe(Mapper(tmp_path / ("x" * 121)))


def test_a_socket_folder_laid_out_by_somebody_else_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "anden").mkdir()
    (tmp_path / "genvej").symlink_to(tmp_path / "anden")
    with pytest.raises(DriftFejl) as fejl:
        lav_privat_mappe(tmp_path / "genvej", serverkonto())
    assert fejl.value.kode == "fremmed_mappe"


def test_no_two_servers_have_the_same_passwords() -> None:
    mapper = Mapper(Path("var/lagring"))
    ordene = {ord_ for _ in range(3) for ord_ in (ny_adgang(mapper).kodeord, ny_adgang(mapper).superkodeord)}
    assert len(ordene) == 6
    assert min(map(len, ordene)) >= 40


def test_the_server_never_runs_as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    assert serverkonto().uid != 0
    monkeypatch.setenv(KONTO, "root")
    if os.geteuid() == 0:
        with pytest.raises(DriftFejl) as fejl:
            serverkonto()
        assert fejl.value.kode == "ingen_konto"
    else:
        assert not serverkonto().skift


def test_starting_the_server_needs_nothing_of_django() -> None:
    program = "import sys, rettidig.drift.indlejret; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"False\n"
