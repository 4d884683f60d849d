"""What can go wrong between Rettidig and Spark, as one sentence each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from rettidig.forloeb import UbrugeligeData
from rettidig.forloeb.visning import vis
from rettidig.sprog import tekst

_MAERKE = "rettidig-ubrugelige-data:"
_FUNDET = re.compile(re.escape(_MAERKE) + r"(\{.*\})")
_VAEK = (
    "SparkContext was shut down",
    "stopped SparkContext",
    "SparkContext is stopped",
    "cancelled because SparkContext",
    "All masters are unresponsive",
    "Master removed our application",
    "Connection refused",
    "Error while sending or receiving",
    "Answer from Java side is empty",
)
_TABT = ("ExecutorLostFailure", "Lost executor", "executor lost", "Executor heartbeat timed out")

_SKADET = ("could not verify page integrity", "ParquetDecodingException", "is not a Parquet file")


class Sparkfejl(Exception):
    """Spark cannot be used, or gave up; the message is one clear sentence. ``kode`` is the machine id of the reason."""

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        self.felter = felter
        super().__init__(tekst(f"spark.{kode}", **felter))


class _Sendt(Exception):
    """A sentence about unusable data on its way from a worker: only its text comes through."""


@contextmanager
def fejl_hos_arbejderen() -> Iterator[None]:
    """Around work done in a worker: what is said of the data is packed so that the driver can say it again."""
    try:
        yield
    except UbrugeligeData as fejl:
        felter = {navn: str(vaerdi) for navn, vaerdi in fejl.felter.items()}
        raise _Sendt(_MAERKE + json.dumps({"kode": fejl.kode, "felter": felter})) from None


@contextmanager
def fejl_hos_driveren(master: str) -> Iterator[None]:
    """Around work asked of Spark: turn whatever comes back into ``UbrugeligeData`` or ``Sparkfejl``."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - pyspark is optional
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError, EOFError) as fejl:
        raise oversat(str(fejl), master) from fejl


def oversat(besked: str, master: str) -> UbrugeligeData | Sparkfejl:
    """The sentence behind what Spark said."""
    fundet = _FUNDET.search(besked)
    if fundet is not None:
        pakket = json.loads(fundet.group(1))
        return UbrugeligeData(pakket["kode"], **pakket["felter"])
    if any(tegn in besked for tegn in _VAEK):
        return Sparkfejl("klyngen_forsvandt", master=master)
    if any(tegn in besked for tegn in _TABT):
        return Sparkfejl("arbejderne_forsvandt", master=master)
    if any(tegn in besked for tegn in _SKADET):
        return Sparkfejl("lageret_er_beskadiget", master=master)
    if "No space left on device" in besked:
        return Sparkfejl("disk_fuld", master=master)
    return Sparkfejl("gav_op", master=master, grund=_grund(besked))


def _grund(besked: str) -> str:
    """The line that says most: the innermost Python error, else the first line that is none of the trace."""
    linjer = [linje.strip() for linje in besked.splitlines() if linje.strip()]
    fejl = [linje for linje in linjer if re.match(r"[\w.]*(?:Error|Exception)\b", linje)]
    valgt = (fejl or linjer or ["?"])[-1 if fejl else 0]
    return str(vis(valgt))
