"""One measurement in a process of its own, so that its peak of memory is its own, watched from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RODEN = Path(__file__).resolve().parent.parent
KIG_HVERT = 0.01
KB = 1024


@dataclass(frozen=True)
class Maaling:
    """What one measurement gave.

    ``sekunder`` are the runs after warming up; ``anonym`` and ``samlet`` the peaks in bytes over the whole process
    (with its children): memory of its own, and with what it has mapped of files. ``fejl`` says why there is no figure.
    """

    sekunder: tuple[float, ...] = ()
    svar: dict[str, Any] = field(default_factory=dict)
    anonym: int | None = None
    samlet: int | None = None
    fejl: str | None = None

    @property
    def tid(self) -> float | None:
        """The quickest run."""
        return min(self.sekunder, default=None)


def maal(
    arbejde: str,
    miljoe: dict[str, str] | None = None,
    hoejst_sekunder: float = 900,
    program: str = sys.executable,
    **parametre: Any,
) -> Maaling:
    """Run ``module:function`` of the bench with these parameters in a new process of ``program``, a Python."""
    with tempfile.TemporaryDirectory() as mappe:
        svarfil = Path(mappe) / "svar.json"
        kommando = [program, "-m", "bench.udfoer", arbejde, json.dumps(parametre), str(svarfil)]
        with (Path(mappe) / "fejl").open("w+b") as fejl:
            proces = subprocess.Popen(
                kommando,
                cwd=RODEN,
                env=os.environ | (miljoe or {}),
                stdout=fejl,
                stderr=subprocess.STDOUT,
            )
            anonym, samlet = _foelg(proces, hoejst_sekunder)
            fejl.seek(0)
            sagt = fejl.read().decode(errors="replace").strip().splitlines()
        if not svarfil.exists():
            return Maaling(fejl=(sagt or [f"kode {proces.returncode}"])[-1][:200], anonym=anonym, samlet=samlet)
        svar = json.loads(svarfil.read_text(encoding="utf-8"))
    if "fejl" in svar:
        return Maaling(fejl=svar["fejl"], anonym=anonym, samlet=samlet)
    return Maaling(tuple(svar.pop("sekunder", ())), svar, anonym, samlet)


def _foelg(proces: subprocess.Popen[bytes], hoejst_sekunder: float) -> tuple[int | None, int | None]:
    anonym = samlet = 0
    slut = time.monotonic() + hoejst_sekunder
    while proces.poll() is None:
        nu = [_hukommelse(nummer) for nummer in _stamtrae(proces.pid)]
        anonym = max(anonym, sum(a for a, _ in nu))
        samlet = max(samlet, sum(s for _, s in nu))
        if time.monotonic() > slut:
            proces.kill()
            proces.wait()
            break
        time.sleep(KIG_HVERT)
    return anonym or None, samlet or None


def _stamtrae(nummer: int) -> list[int]:
    """The process and all that descend from it."""
    fundne = [nummer]
    for egen in fundne:
        for liste in Path(f"/proc/{egen}/task").glob("*/children"):
            try:
                fundne.extend(int(barn) for barn in liste.read_text().split())
            except OSError:
                continue
    return fundne


def _hukommelse(nummer: int) -> tuple[int, int]:
    """Anonymous and whole resident memory in bytes; (0, 0) where the system does not say."""
    try:
        linjer = Path(f"/proc/{nummer}/status").read_text().splitlines()
    except OSError:
        return 0, 0
    felter = dict(linje.split(":", 1) for linje in linjer if ":" in linje)
    return tuple(int(felter.get(navn, "0 kB").split()[0]) * KB for navn in ("RssAnon", "VmRSS"))  # type: ignore[return-value]
