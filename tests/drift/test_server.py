"""The web server as a real process: started, asked, killed and stopped; and nothing of what was asked in its log."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from tests.sager.proevelagring import midlertidig_mappe

from rettidig.drift.adgang import Mapper, laes_adgang

ROD = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sted:
    """A folder of its own with a server at a port of its own."""

    var: Path
    port: int

    def koer(self, *ord_: str, **miljoe: str) -> subprocess.CompletedProcess[str]:
        egne = {"RETTIDIG_VAR": str(self.var), "PORT": str(self.port), "RETTIDIG_UDVIKLING": "1"} | miljoe
        return subprocess.run(
            [sys.executable, "-m", "rettidig", *ord_],
            cwd=ROD,
            env={**rent_miljoe(), **egne},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )

    def spoerg(
        self, sti: str, metode: str = "GET", krop: str | None = None, hoveder: Mapping[str, str] | None = None
    ) -> tuple[int, str, Mapping[str, str]]:
        forbindelse = http.client.HTTPConnection("127.0.0.1", self.port, timeout=240)
        try:
            forbindelse.request(metode, sti, krop, {"Host": "localhost", **(hoveder or {})})
            svar = forbindelse.getresponse()
            return svar.status, svar.read().decode("utf-8", errors="replace"), dict(svar.getheaders())
        finally:
            forbindelse.close()

    def vent_til_laasen_er_fri(self) -> None:
        with (self.var / "server" / "laas").open("rb") as laas:
            fcntl.flock(laas, fcntl.LOCK_SH)

    @property
    def pid(self) -> int:
        return int(json.loads((self.var / "server" / "server.json").read_text())["pid"])


def rent_miljoe() -> dict[str, str]:
    """Nothing of the project said from outside; two processes, however many the machine would be given."""
    udeladt = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PORT"}
    rest = {n: v for n, v in os.environ.items() if n not in udeladt and not n.startswith("RETTIDIG_")}
    return {**rest, "RETTIDIG_ARBEJDERE": "2"}


def ledig_port() -> int:
    """A port nobody has, and nobody is given meanwhile: the machine hands out higher ones to those who ask for any."""
    foerste, antal = 20_000, 10_000
    for nr in range(antal):
        port = foerste + (os.getpid() + nr) % antal
        with socket.socket() as forsoeg:
            try:
                forsoeg.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("every port is taken")


@pytest.fixture(scope="module")
def stedet() -> Iterator[Sted]:
    with midlertidig_mappe() as mappe:
        sted = Sted(mappe, ledig_port())
        yield sted
        sted.koer("server", "stop", "--ogsaa-lagring")


@pytest.fixture
def sted(stedet: Sted) -> Sted:
    """The server running."""
    svar = stedet.koer("server", "start")
    assert svar.returncode == 0, svar.stderr
    assert f"http://127.0.0.1:{stedet.port}/" in svar.stdout
    return stedet


def test_it_starts_prints_its_address_and_answers(sted: Sted) -> None:
    assert sted.spoerg("/sundhed")[:2] == (200, "ok\n")
    status, krop, _ = sted.spoerg("/sundhed/klar")
    svar = json.loads(krop)
    assert status == 200, svar
    assert svar["klar"] is True
    assert set(svar["kontroller"]) >= {"database", "tabeller", "noegler", "disk", "ur"}
    assert sted.spoerg("/static/dkfds/css/dkfds.min.css")[0] == 200
    assert sted.spoerg("/drift/")[0] in {302, 403}


@pytest.mark.parametrize(
    ("sti", "ventet"), [("/konto/login/", 413), ("/indlaes/", 302), ("/api/v1/indlaesninger", 401)]
)
def test_nobody_has_to_send_a_whole_file_to_be_told_that_they_may_not(sted: Sted, sti: str, ventet: int) -> None:
    forbindelse = http.client.HTTPConnection("127.0.0.1", sted.port, timeout=240)
    try:
        forbindelse.putrequest("POST", sti, skip_host=True)
        for navn, vaerdi in {
            "Host": "localhost",
            "Content-Type": "multipart/form-data; boundary=graense",
            "Content-Length": str(1 << 30),
        }.items():
            forbindelse.putheader(navn, vaerdi)
        forbindelse.endheaders()
        forbindelse.send(b"--graense\r\n")
        assert forbindelse.getresponse().status == ventet
    finally:
        forbindelse.close()


def test_a_second_start_says_that_it_runs_and_starts_nothing(sted: Sted) -> None:
    foer = sted.pid
    svar = sted.koer("server", "start", PORT=str(ledig_port()))
    assert svar.returncode == 0
    assert f"kører på http://127.0.0.1:{sted.port}/" in svar.stdout
    assert sted.pid == foer
    assert f"(proces {foer})" in sted.koer("server", "status").stdout
    i_forgrunden = sted.koer("server", "forgrund")
    assert (i_forgrunden.returncode, "kører allerede" in i_forgrunden.stderr) == (2, True)


def test_the_state_is_told_as_json_without_anything_about_persons(sted: Sted) -> None:
    svar = sted.koer("server", "tilstand", "--format", "json")
    tilstand = json.loads(svar.stdout)
    assert tilstand["server"] == {"koerer": True, "arbejdere": 2, "udvikling": True} | tilstand["server"]
    assert tilstand["klar"]["database"] is True
    assert tilstand["sikkerhedskopi"] is None
    assert tilstand["udgaver"]["lov"]
    assert "lovversion i dag" in sted.koer("server", "tilstand").stdout


def test_a_request_under_way_is_answered_before_the_server_stops(sted: Sted) -> None:
    adgang = laes_adgang(Mapper(sted.var / "lagring"))
    assert adgang is not None
    svar: list[int] = []
    with psycopg.connect(**adgang.forbindelse()) as db:  # type: ignore[arg-type]
        db.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        spoerger = threading.Thread(target=lambda: svar.append(sted.spoerg("/sundhed/klar")[0]))
        spoerger.start()
        while not db.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]:  # type: ignore[index]
            assert spoerger.is_alive()
        os.kill(sted.pid, signal.SIGTERM)
        stopper = threading.Thread(target=sted.vent_til_laasen_er_fri)
        stopper.start()
        assert stopper.is_alive()
        db.rollback()
    spoerger.join()
    stopper.join()
    assert svar == [200]
    svar = sted.koer("server", "status", "--krav-svar")
    assert (svar.returncode, svar.stderr.startswith("Serveren kører ikke")) == (2, True)


def test_a_server_that_was_killed_leaves_nothing_in_the_way(sted: Sted) -> None:
    foer = sted.pid
    os.kill(foer, signal.SIGKILL)
    sted.vent_til_laasen_er_fri()
    assert (sted.var / "server" / "server.json").exists()
    assert "kører ikke" in sted.koer("server", "status").stdout
    assert sted.koer("server", "start").returncode == 0
    assert sted.pid != foer


def test_a_server_killed_before_it_answers_leaves_nothing_in_the_way_either(stedet: Sted) -> None:
    """What answers is getting ready for seconds: killed then, the one that started it leaves nobody behind."""
    stedet.koer("server", "stop")
    oplysninger = stedet.var / "server" / "server.json"
    oplysninger.unlink(missing_ok=True)
    egne = {"RETTIDIG_VAR": str(stedet.var), "PORT": str(stedet.port), "RETTIDIG_UDVIKLING": "1"}
    program = [sys.executable, "-m", "rettidig", "server", "start", "--bliv"]
    ud = subprocess.DEVNULL
    with subprocess.Popen(program, cwd=ROD, env={**rent_miljoe(), **egne}, stdout=ud, stderr=ud) as server:
        while not oplysninger.exists():
            assert server.poll() is None
        os.kill(stedet.pid, signal.SIGKILL)
        server.wait(timeout=240)
    stedet.vent_til_laasen_er_fri()


def test_nothing_personal_stands_in_any_log_after_a_session_that_tried(sted: Sted) -> None:
    cpr = "0113991234"
    navn = "Anders-And"
    med_streg = f"{cpr[:6]}-{cpr[6:]}"
    for sti in (
        f"/borger/{cpr}/",
        f"/borger/{med_streg}/?navn={navn}",
        f"/?cpr={cpr}",
        f"/sundhed?cpr={med_streg}",
        f"/konto/login/?next=/borger/{cpr}/",
        f"/static/{navn}-{cpr}.css",
        f"/{navn}/%00/../../{cpr}",
    ):
        for metode in ("GET", "POST", "DELETE"):
            hoveder = {
                "Cookie": f"sessionid={navn}{cpr}",
                "User-Agent": f"{navn} {cpr}",
                "Referer": f"http://localhost/{cpr}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            assert sted.spoerg(sti, metode, f"login={navn}&password={cpr}", hoveder)[0] < 500
    sted.spoerg("/", hoveder={"Host": f"{navn}.{cpr}"})
    sted.spoerg("/konto/login/", "POST", f"login={navn}&password={cpr}")
    assert sted.koer("server", "stop").returncode == 0
    filer = [
        *sted.var.glob("log/*"),
        sted.var / "server" / "udskrift.txt",
        sted.var / "lagring" / "data" / "server.log",
    ]
    alt = "\n".join(fil.read_text(encoding="utf-8") for fil in filer)
    for hemmeligt in (cpr, med_streg, navn, navn.lower(), "sessionid"):
        assert hemmeligt not in alt
    linjer = [json.loads(linje) for fil in sted.var.glob("log/*") for linje in fil.read_text().splitlines()]
    anmodninger = [linje for linje in linjer if linje["haendelse"] == "anmodning"]
    assert {linje["rute"] for linje in anmodninger} >= {"forside", "account_login", "ukendt"}
    assert all({"rute", "metode", "status", "ms", "anmodning", "rolle"} <= set(linje) for linje in anmodninger)


@pytest.mark.parametrize("stop", ["her", "andetsteds"])
def test_one_who_stays_with_the_server_takes_the_database_along_wherever_it_is_stopped(stedet: Sted, stop: str) -> None:
    ord_ = [sys.executable, "-m", "rettidig", "server", "start", "--bliv"]
    egne = {"RETTIDIG_VAR": str(stedet.var), "PORT": str(stedet.port), "RETTIDIG_UDVIKLING": "1"}
    with subprocess.Popen(
        ord_, cwd=ROD, env={**rent_miljoe(), **egne}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as bliver:
        assert bliver.stdout is not None
        assert f"http://127.0.0.1:{stedet.port}/" in bliver.stdout.readline()
        assert stedet.spoerg("/sundhed")[0] == 200
        assert bliver.poll() is None
        if stop == "her":
            bliver.send_signal(signal.SIGINT)
        else:
            assert stedet.koer("server", "stop").returncode == 0
        resten = bliver.communicate(timeout=240)[0]
    assert bliver.returncode == 0
    assert "Databasen er stoppet." in resten
    assert "kører ikke" in stedet.koer("server", "status").stdout
    with pytest.raises(ConnectionRefusedError):
        stedet.spoerg("/sundhed")


def test_a_number_left_behind_by_a_dead_server_never_stops_another_process(stedet: Sted) -> None:
    efterladt = {"pid": os.getpid(), "url": "http://127.0.0.1:1/", "arbejdere": 2}
    (stedet.var / "server").mkdir(exist_ok=True)
    (stedet.var / "server" / "server.json").write_text(json.dumps(efterladt))
    svar = stedet.koer("server", "stop")
    assert (svar.returncode, "kørte ikke" in svar.stdout) == (0, True)


def test_a_port_in_use_is_one_sentence_that_names_it(stedet: Sted) -> None:
    with socket.socket() as optager:
        optager.bind(("127.0.0.1", 0))
        optager.listen()
        port = optager.getsockname()[1]
        svar = stedet.koer("server", "start", "--port", str(port))
    assert svar.returncode == 2
    assert f"Port {port} på 127.0.0.1 er optaget" in svar.stderr
    assert "Traceback" not in svar.stderr


def test_production_is_made_ready_with_the_names_it_is_called_by(stedet: Sted) -> None:
    # The browser's fixture lets Django be used in Playwright's thread; production must not know of that.
    miljoe = {
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
        "RETTIDIG_UDVIKLING": "",
        "RETTIDIG_PROXY": "1",
        "RETTIDIG_VAERTER": "rettidig.eksempel.dk",
    }
    svar = stedet.koer("server", "klargoer", **miljoe)
    assert svar.returncode == 0, svar.stderr
