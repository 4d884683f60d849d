"""The store at work on a town: reading it, importing it, working it all out, and one citizen corrected."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

from bench.byen import TIL
from bench.udfoer import gentag
from rettidig.forloeb.lager.udtraeksstroem import aabn_udtraek

KB = 1024


def laes(sti: str) -> dict[str, Any]:
    """Reading and judging alone, part by part: what an import cannot do without."""

    def arbejde() -> int:
        return sum(arrow.num_rows for _, arrow in aabn_udtraek(sti).dele())

    tider, raekker = gentag(arbejde)
    return {"sekunder": tider, "raekker": raekker}


def indlaes(sti: str, gang: int) -> dict[str, Any]:
    """One import as a command makes it; ``gang`` tells one from another. With the most the server's worker held."""
    del gang
    _klar()
    from rettidig.sager.services.indlaesning import indlaes as indlaes_

    start = time.perf_counter()
    indlaest = indlaes_(aabn_udtraek(sti), "bench", hvem="bench")
    tid = time.perf_counter() - start
    i_alt = indlaest.visning.i_alt
    return {
        "sekunder": [tid],
        "aendret": i_alt.i_alt,
        "uaendrede": i_alt.uaendrede,
        "server": _arbejderens_hukommelse(),
    }


def alt(gang: int) -> dict[str, Any]:
    """The whole town worked out and kept."""
    del gang
    _klar()
    from rettidig.tal.services.koersel import koer

    start = time.perf_counter()
    koersel = koer(TIL)
    return {"sekunder": [time.perf_counter() - start], "fund": len(getattr(koersel, "fund", []) or [])}


def en_borger(gange: int) -> dict[str, Any]:
    """A talk registered for one citizen after another: the act itself, and all figures brought up to date by it."""
    _klar()
    from rettidig.sager.services.rettelser import registrer

    tider = []
    for nummer in range(1, gange + 2):
        vaerdier = {
            "borger_id": f"D{nummer:06d}",
            "dato": dt.date(TIL.year, TIL.month, 3).isoformat(),
            "slags": "jobsamtale",
            "status": "afholdt",
        }
        start = time.perf_counter()
        registrer("samtaler", vaerdier, hvem="bench", hvorfor="bench")
        tider.append(time.perf_counter() - start)
    return {"sekunder": tider[1:], "median": sorted(tider[1:])[gange // 2]}


def _klar() -> None:
    from rettidig.drift.opstart import klar

    klar()


def _arbejderens_hukommelse() -> int | None:
    """The most memory the server's process for this connection has held, with what it saw of the shared."""
    from django.db import connection

    if connection.connection is None:
        return None
    try:
        linjer = Path(f"/proc/{connection.connection.info.backend_pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    felter = dict(linje.split(":", 1) for linje in linjer.splitlines() if ":" in linje)
    return int(felter["VmHWM"].split()[0]) * KB
