"""The section on the pages: a town behind them, forty people at work on them, and one fact saved."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from bench.byen import BORGERE, hent_byen
from bench.koersel import VAR, Koersel
from bench.lagerafsnit import egen_server
from bench.proces import RODEN, Maaling
from bench.skrivemaade import INGEN, gange, tabel, tal
from bench.skrivemaade import antal as i_tal
from bench.webtrafik import TAENKETID

KRAV_MS = 200
SEKUNDER = 180
_NAVNE = {
    "start": "startsiden",
    "liste": "en liste",
    "borger": "borgerens side",
    "tal": "tallene",
    "formular": "en samtales formular",
    "gem": "samtalen gemt, og kvitteringen",
    "gulv": "en tom side",
}
_MED_KRAV = ("start", "liste", "borger")


def siderne(k: Koersel) -> list[str]:
    """The pages under load. Where pages are not installed beside the bench, the project's own environment is used."""
    i_nat, _ = hent_byen(VAR)
    program = str(RODEN / ".venv" / "bin" / "python")
    with egen_server() as lager:
        miljoe = {**lager, "RETTIDIG_UDVIKLING": "1", "RETTIDIG_DEMO": ""}

        def maal(hvad: str, arbejde: str, **parametre: Any) -> Maaling:
            maaling = k.maal(hvad, f"bench.{arbejde}", miljoe, program=program, **parametre)
            if maaling.fejl:
                raise SystemExit(f"Målingen standser: {hvad}: {maaling.fejl}")
            return maaling

        lagt = maal("byen lagt bag siderne", "webmaal:laeg_ind", sti=str(i_nat))
        mennesker = maal("brugerne logget ind", "webmaal:log_ind").svar["mennesker"]
        with serveret(program, miljoe) as url:
            faelles = {"url": url, "mennesker": mennesker, "sekunder": SEKUNDER}
            laest = maal("siderne læst", "webtrafik:trafik", **faelles, gemmer=False)
            travlt = maal("siderne læst, mens der gemmes", "webtrafik:trafik", **faelles, froe=2)
            belastning = os.getloadavg()[0]
            gemt = maal("en samtale gemt", "webmaal:gem", url=url, mennesker=mennesker)
    return _tekst(lagt, len(mennesker), (laest, travlt), gemt, belastning)


@contextmanager
def serveret(program: str, miljoe: dict[str, str]) -> Iterator[str]:
    """The pages served as ``make serve`` serves them, on a free port. Gives the address."""
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
    alt = {**os.environ, **miljoe, "PORT": str(port)}
    server = [program, "-m", "rettidig", "server"]
    try:
        subprocess.run([*server, "start"], env=alt, cwd=RODEN, check=True, stdout=subprocess.DEVNULL)
        yield f"http://127.0.0.1:{port}"
    finally:
        subprocess.run([*server, "stop"], env=alt, cwd=RODEN, check=False, stdout=subprocess.DEVNULL)


def _tekst(
    lagt: Maaling, mennesker: int, maalt: tuple[Maaling, Maaling], gemt: Maaling, belastning: float
) -> list[str]:
    laest, travlt = maalt
    return [
        f"## Siderne: en by med {i_tal(BORGERE)} borgere og {mennesker} mennesker ved skærmen",
        "",
        f"Målt {dt.datetime.now().astimezone().date().isoformat()}. Hvert menneske læser en side, tænker i gennemsnit",
        f"{tal(TAENKETID, 1)} sekunder og følger et link på den; {SEKUNDER} sekunder efter en opvarmning. Serveren,",
        f"databasen og de {mennesker} mennesker deler maskinens {os.cpu_count()} kerner; belastningen var",
        f"{tal(belastning, 2)}, da målingen sluttede. Tiden går fra spørgsmålet til svarets sidste byte; 95 af 100 på",
        f"startside, liste og borgerside skal komme inden {KRAV_MS} ms. Byen var lagt ind og regnet igennem på",
        f"{tal(lagt.tid)} sekunder.",
        "",
        "### De læser",
        "",
        *_maalt(laest),
        "### De læser, og sagsbehandlerne registrerer en samtale hvert andet minut eller så",
        "",
        *_maalt(travlt),
        f"En samtale gemt på borgerens side stod i listens tal i det første svar derefter "
        f"({gemt.svar['foer']} blev til {gemt.svar['efter']}); at gemme tog {tal(gemt.svar['ms'])} ms.",
        "",
    ]


def _maalt(maaling: Maaling) -> list[str]:
    tider: dict[str, list[float]] = maaling.svar["tider"]
    gulv = percentil(tider.get("gulv", []), 50)
    over = [
        navn for kode, navn in _NAVNE.items() if kode in _MED_KRAV and not _holdt(percentil(tider.get(kode, []), 95))
    ]
    return [
        f"**Kravet er {'ikke overholdt for ' + ' og '.join(over) if over else 'overholdt'}.** "
        f"{i_tal(maaling.svar['fejl_i_alt'])} af {i_tal(sum(len(t) for t in tider.values()))} svar var fejl.",
        *tabel(
            ("Side", "p95 mod kravet", "p50 mod en tom side", "p50, ms", "p95, ms", "længst, ms", "svar"),
            [
                [
                    navn,
                    gange(percentil(tider[kode], 95), KRAV_MS) if kode in _MED_KRAV else INGEN,
                    gange(percentil(tider[kode], 50), gulv),
                    tal(percentil(tider[kode], 50)),
                    tal(percentil(tider[kode], 95)),
                    tal(max(tider[kode])),
                    i_tal(len(tider[kode])),
                ]
                for kode, navn in _NAVNE.items()
                if tider.get(kode)
            ],
        ),
    ]


def _holdt(p95: float | None) -> bool:
    return p95 is not None and p95 < KRAV_MS


def percentil(ordnede: Sequence[float], procent: int) -> float | None:
    """The value at most so many per cent are above, of ordered values; none of none."""
    return ordnede[min(len(ordnede) - 1, len(ordnede) * procent // 100)] if ordnede else None
