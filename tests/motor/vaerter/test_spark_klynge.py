"""A cluster of one master and two workers, each a process of its own, with only the loopback between them."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.motor.vaerter.sparkland import HURTIGT, kontrolsum, lav_sparkland

from rettidig.motor.historik import Historik
from rettidig.motor.opgaver import Fristopgave, som_tekst
from rettidig.motor.vaerter.spark import koer_i_spark
from rettidig.motor.vaerter.sparksession import kontroller_java

HER = "127.0.0.1"
TAALMODIGHED = 120.0  # seconds until a process that never says it is ready fails the test
KLASSE = "org.apache.spark.deploy"


@dataclass
class Klynge:
    """The address of the master, and the workers by process id."""

    master: str
    arbejdere: dict[int, subprocess.Popen[str]]


@contextmanager
def proces(klasse: str, *argumenter: str, mappe: Path, klar: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of Spark's own, once it has said the words that mean it is ready."""
    import pyspark

    hjem = Path(pyspark.__file__).parent
    scala = re.search(r"scala-library-(\d+\.\d+)", " ".join(fil.name for fil in (hjem / "jars").iterdir()))
    assert scala is not None
    valg = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    kommando = [
        str(kontroller_java()),
        *valg,
        "-cp",
        str(hjem / "jars" / "*"),
        f"{KLASSE}.{klasse}",
        "--host",
        HER,
        *argumenter,
    ]
    miljoe = os.environ | {
        "SPARK_LOCAL_IP": HER,
        "SPARK_LOCAL_DIRS": str(mappe),
        "SPARK_HOME": str(hjem),
        "SPARK_SCALA_VERSION": scala.group(1),
    }
    proces = subprocess.Popen(kommando, stderr=subprocess.PIPE, text=True, cwd=mappe, env=miljoe)
    sagt: queue.Queue[str | None] = queue.Queue()

    def lyt() -> None:
        assert proces.stderr is not None
        for linje in proces.stderr:
            sagt.put(linje)
        sagt.put(None)

    lytter = threading.Thread(target=lyt)
    lytter.start()
    try:
        hoert: list[str] = []
        while (linje := sagt.get(timeout=TAALMODIGHED)) is not None:
            hoert.append(linje)
            fundet = re.search(klar, linje)
            if fundet is not None:
                break
        else:
            raise AssertionError("".join(hoert))
        yield proces, fundet.group(1)
    finally:
        proces.kill()
        proces.wait()
        lytter.join()
        assert proces.stderr is not None
        proces.stderr.close()


@pytest.fixture
def klynge(tmp_path: Path) -> Iterator[Klynge]:
    with ExitStack() as aabne:
        _, master = aabne.enter_context(
            proces("master.Master", "--port", "0", "--webui-port", "0", mappe=tmp_path, klar=r"master at (spark://\S+)")
        )
        arbejdere = {}
        for nummer in (1, 2):
            mappe = tmp_path / f"arbejder{nummer}"
            mappe.mkdir()
            valg = ["--cores", "1", "--memory", "1g", "--work-dir", str(mappe), "--webui-port", "0", master]
            arbejder, _ = aabne.enter_context(
                proces("worker.Worker", *valg, mappe=mappe, klar=r"(Successfully registered) with master")
            )
            arbejdere[arbejder.pid] = arbejder
        yield Klynge(master, arbejdere)


def drabsopgave(opgave: Fristopgave, arbejdere: tuple[int, ...], maerke: Path) -> Any:
    """The same work; but whoever comes first to a block kills its own worker and the worker's executor instead.

    Made inside a function, so that it travels to the workers whole: they know nothing of the tests.
    """

    @dataclass(frozen=True)
    class Drabsopgave:
        opgave: Fristopgave
        arbejdere: tuple[int, ...]
        maerke: str

        def skema(self) -> pa.Schema:
            return self.opgave.skema()

        def svar(self, historik: Historik) -> pa.Table:
            import os
            import signal
            from pathlib import Path

            try:
                os.close(os.open(self.maerke, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return self.opgave.svar(historik)
            slaegt = [os.getpid()]
            while slaegt[-1] not in self.arbejdere:
                felter = Path(f"/proc/{slaegt[-1]}/stat").read_text().rpartition(")")[2].split()
                slaegt.append(int(felter[1]))
                assert slaegt[-1] > 1, "this process was not started by a worker of the test"
            Path(f"{self.maerke}-dræbt").write_text(str(slaegt[-1]))
            for nummer in slaegt[-1:-3:-1]:
                os.kill(nummer, signal.SIGKILL)
            return self.opgave.svar(historik)

    return Drabsopgave(opgave, arbejdere, str(maerke))


def test_a_cluster_answers_the_same_though_a_worker_is_killed_in_mid_run(klynge: Klynge, tmp_path: Path) -> None:
    land = lav_sparkland(tmp_path)
    opgave = drabsopgave(land.opgave, tuple(klynge.arbejdere), tmp_path / "maerke")
    svar = pa.concat_tables(
        [som_tekst(tabel) for tabel in koer_i_spark(land.lager.sti, opgave, klynge.master, HURTIGT)]
    ).combine_chunks()
    draebt = int((tmp_path / "maerke-dræbt").read_text())
    assert klynge.arbejdere[draebt].wait(TAALMODIGHED) == -9
    assert [arbejder.poll() for pid, arbejder in klynge.arbejdere.items() if pid != draebt] == [None]
    assert svar.equals(land.svar)
    assert kontrolsum(svar) == kontrolsum(land.svar)
