"""A session with Spark: Java found and new enough, the master there, and everything gone again afterwards."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rettidig.motor.vaerter.sparkfejl import Sparkfejl, fejl_hos_driveren, oversat

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MINDSTE_JAVA = 17
PERSONER_AD_GANGEN = 32_768
_VENTETID = 5.0  # seconds for a master to answer the door, and for Java to leave
_LOKAL = re.compile(r"local(\[(\*|[1-9]\d*)(,\s*[1-9]\d*)?\])?")
_KLYNGE = re.compile(r"spark://[^\s,/:]+:\d{1,5}(,[^\s,/:]+:\d{1,5})*")
_ANDRE = re.compile(r"yarn|k8s://\S+")
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_HER = frozenset({"localhost", "127.0.0.1"})
_FASTE = {
    "spark.app.name": "rettidig",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "2g",
    "spark.driver.maxResultSize": "0",
    # One batch is one block to the engine: as large as the stored form's own, so that the kernels pay.
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(PERSONER_AD_GANGEN),
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.hadoop.parquet.page.verify-checksum.enabled": "true",
    # A page of a file is read when it is needed: a small file is still shared among all cores.
    "spark.sql.files.openCostInBytes": "65536",
}


def kontroller_master(master: str) -> None:
    """Raises ``Sparkfejl`` for what is no master, and for a standalone cluster where nobody answers."""
    if _LOKAL.fullmatch(master) or _ANDRE.fullmatch(master):
        return
    if not _KLYNGE.fullmatch(master):
        raise Sparkfejl("ukendt_master", master=master)
    for vaert, port in _adresser(master):
        with suppress(OSError, OverflowError), socket.create_connection((vaert, port), timeout=_VENTETID):
            return
    raise Sparkfejl("ingen_klynge", master=master)


def kontroller_java() -> Path:
    """The Java that Spark will use. Raises ``Sparkfejl`` when there is none, or it is too old."""
    hjem = os.environ.get("JAVA_HOME")
    fundet = str(Path(hjem) / "bin" / "java") if hjem else shutil.which("java")
    if fundet is None or not Path(fundet).exists():
        raise Sparkfejl("mangler_java", mindst=MINDSTE_JAVA)
    try:
        svar = subprocess.run([fundet, "-version"], capture_output=True, text=True, check=False, errors="replace")
    except OSError:
        raise Sparkfejl("mangler_java", mindst=MINDSTE_JAVA) from None
    version = _VERSION.search(svar.stderr + svar.stdout)
    if svar.returncode or version is None:
        raise Sparkfejl("mangler_java", mindst=MINDSTE_JAVA)
    if int(version.group(1)) < MINDSTE_JAVA:
        raise Sparkfejl("gammel_java", fundet=version.group(1), mindst=MINDSTE_JAVA)
    return Path(fundet)


@contextmanager
def sparksession(master: str, indstillinger: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session with a master, ended with its Java when the block is left.

    ``indstillinger`` are Spark's own settings by name and go before Rettidig's. The workers run this Python unless
    ``PYSPARK_PYTHON`` names another. What Java says meanwhile is kept apart, so that the answer stands alone.

    Raises ``Sparkfejl``, in one clear sentence: pyspark or Java is missing or too old, nobody answers, or the work was
    given up; and ``UbrugeligeData`` when the data are to blame.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise Sparkfejl("mangler_pyspark")
    kontroller_master(master)
    kontroller_java()
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - pyspark is optional
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    lokalt = master.startswith("local") or all(vaert in _HER for vaert, _ in _adresser(master))
    miljoe = {"PYSPARK_PYTHON": sys.executable} | ({"SPARK_LOCAL_IP": "127.0.0.1"} if lokalt else {})
    konf = SparkConf(loadDefaults=False).setMaster(master)
    konf.setAll([*(_FASTE | dict(indstillinger or {})).items()])
    with _miljoe(miljoe), _afbrydelser(), tempfile.TemporaryFile() as log:
        port: Any = None
        try:
            try:
                port = launch_gateway(konf, {"stdout": log, "stderr": log})
                kontekst = SparkContext(conf=konf, gateway=port)
            except (PySparkException, Exception) as fejl:
                raise oversat(f"{fejl}\n{_tekst(log)}", master) from fejl
            with fejl_hos_driveren(master):
                yield SparkSession(kontekst)
        finally:
            _luk(port)


def _luk(port: Any) -> None:
    """End the session and the Java behind it, whatever state they are in."""
    from pyspark import SparkContext  # noqa: PLC0415 - pyspark is optional
    from pyspark.sql import SparkSession  # noqa: PLC0415

    session = SparkSession._instantiatedSession
    aktiv = SparkContext._active_spark_context
    for stop in (None if session is None else session.stop, None if aktiv is None else aktiv.stop):
        # A cluster that is gone cannot be said goodbye to.
        with suppress(Exception):
            if stop is not None:
                stop()
    SparkContext._gateway, SparkContext._jvm = None, None
    if port is None:
        return
    with suppress(Exception):
        port.shutdown()
    port.proc.stdin.close()
    try:
        port.proc.wait(_VENTETID)
    except subprocess.TimeoutExpired:
        port.proc.kill()
        port.proc.wait()


def _adresser(master: str) -> list[tuple[str, int]]:
    par = [adresse.rpartition(":") for adresse in master.removeprefix("spark://").split(",")]
    return [(vaert, int(port)) for vaert, _, port in par if port.isdigit()]


def _tekst(log: Any) -> str:
    log.seek(0)
    return str(log.read().decode("utf-8", "replace"))


@contextmanager
def _miljoe(nye: Mapping[str, str]) -> Iterator[None]:
    """Set what is not set already in the environment, and take it away again."""
    satte = {navn: vaerdi for navn, vaerdi in nye.items() if navn not in os.environ}
    os.environ.update(satte)
    try:
        yield
    finally:
        for navn in satte:
            os.environ.pop(navn, None)


@contextmanager
def _afbrydelser() -> Iterator[None]:
    """Give Ctrl-C back to whoever had it: Spark takes it for itself."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    foer = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, foer)
