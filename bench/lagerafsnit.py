"""The section on the store: the night's import of a town, and what keeps its figures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.byen import AENDRES_HVER, BORGERE, aktive, hent_byen
from bench.koersel import VAR, Koersel
from bench.proces import Maaling
from bench.skrivemaade import INGEN, gange, hukommelse, mb, tabel, tal
from bench.skrivemaade import antal as i_tal
from rettidig.drift.forbindelse import DATABASE_URL
from rettidig.drift.forbindelse import VAR as VARIABEL
from rettidig.drift.indlejret import IndlejretServer

KRAV = 300
"""Seconds the night's import of the town may take, the first time as well."""
GANGE = 20


def lagring(k: Koersel) -> list[str]:
    i_nat, naeste = hent_byen(VAR)
    with egen_server() as miljoe:
        laest = k.maal("byen læst", "bench.lagermaal:laes", miljoe, sti=str(i_nat))

        def indlaest(hvad: str, sti: Path, gang: int) -> Maaling:
            return k.maal(f"byen indlæst, {hvad}", "bench.lagermaal:indlaes", miljoe, sti=str(sti), gang=gang)

        foerste = indlaest("første gang", i_nat, 1)
        igen = indlaest("samme udtræk igen", i_nat, 2)
        alt = k.maal("hele byen regnet", "bench.lagermaal:alt", miljoe, gang=1)
        nat = indlaest("næste nat", naeste, 3)
        alt_igen = k.maal("hele byen regnet om", "bench.lagermaal:alt", miljoe, gang=2)
        borger = k.maal("én borger rettet", "bench.lagermaal:en_borger", miljoe, gange=GANGE)
    raekker = [
        _raekke("udtrækket læst og kontrolleret, ikke gemt", laest, laest),
        _raekke("indlæst første gang", foerste, laest),
        _raekke("det samme udtræk igen", igen, laest),
        _raekke(f"næste nat, hver {AENDRES_HVER}. række ændret, tallene rettet", nat, laest),
        _raekke("alle frister, mål og tal regnet og gemt", alt, laest),
        _raekke("det samme igen, holdt op mod det gemte", alt_igen, laest),
        _raekke("én samtale registreret, alle byens tal rettet (medianen)", borger, laest, borger.svar.get("median")),
    ]
    raekker_laest = laest.svar.get("raekker")
    aendret, uaendrede = nat.svar.get("aendret"), nat.svar.get("uaendrede")
    langsomst = max((m.tid for m in (foerste, igen, nat) if m.tid is not None), default=None)
    server = max((m.svar.get("server") or 0 for m in (foerste, igen, nat)), default=0)
    overholdt = "Det er overholdt." if langsomst is not None and langsomst < KRAV else "**Det er ikke overholdt.**"
    return [
        f"## Lagringen: en by med {i_tal(BORGERE)} borgere",
        "",
        f"{i_tal(aktive(i_nat))} borgere er i forløb den sidste dag; fem år, {i_tal(raekker_laest)} rækker i",
        "udtrækket. Den indlejrede database med sine egne indstillinger; hukommelsen er programmets, og tallet for",
        f"databasens arbejder står under tabellen. En indlæsning må tage {KRAV} sekunder. {overholdt}",
        *tabel(("Hvad", "mod læsningen", "sekunder", "hukommelse, egen / i alt, MB"), raekker),
        f"Næste nat ændrer {i_tal(aendret)} oplysninger og lader {i_tal(uaendrede)} stå.",
        f"Databasens arbejder holdt højst {mb(server)} MB, delt hukommelse regnet med.",
        "",
    ]


def _raekke(navn: str, maaling: Maaling, laest: Maaling, tid: float | None = None) -> list[str]:
    sekunder = maaling.tid if tid is None else tid
    return [
        navn,
        gange(sekunder, laest.tid),
        maaling.fejl or tal(sekunder),
        INGEN if maaling.fejl else hukommelse(maaling),
    ]


@contextmanager
def egen_server() -> Iterator[dict[str, str]]:
    """An embedded server of its own; the environment a measurement needs to use it."""
    mappe = Path(tempfile.mkdtemp(prefix="rt-"))
    mappe.chmod(0o711)
    server = IndlejretServer(mappe / "lagring")
    try:
        server.start()
        yield {VARIABEL: str(mappe), DATABASE_URL: ""}
    finally:
        server.stop()
        shutil.rmtree(mappe, ignore_errors=True)
