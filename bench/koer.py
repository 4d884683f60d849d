"""Measures the engine on synthetic municipalities beside the independent SQL versions, and writes docs/maalinger.md.

Every figure is the median of several runs in one process on one machine; only the ratios within one run mean
anything. The SQL is the independent oracle of the tests, run by DuckDB on the same tables: it answers three rules and
explains none.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RODEN = Path(__file__).parent.parent
sys.path.insert(0, str(RODEN))

from tests.sql import koer as sql  # noqa: E402

from rettidig.demo import lav_demo  # noqa: E402 - the project's root is put on the path first
from rettidig.forloeb import Datasaet, laes_datasaet  # noqa: E402
from rettidig.motor.forklar import forklar  # noqa: E402
from rettidig.motor.frist import vurder_frister  # noqa: E402
from rettidig.motor.fund import fund_raekker  # noqa: E402
from rettidig.motor.grundlag import Grundlag  # noqa: E402
from rettidig.motor.historik import Historik, byg_historik  # noqa: E402
from rettidig.motor.maaling import Maalinger  # noqa: E402
from rettidig.motor.refusion import refusion_raekker  # noqa: E402
from rettidig.regler.former.frist import Fristregel  # noqa: E402
from rettidig.regler.indlaes import hent_lov  # noqa: E402
from rettidig.tidslinje import calendar  # noqa: E402
from rettidig.tidslinje.forms import KERNELS_PAY_FROM  # noqa: E402

DAG = dt.date(2023, 5, 31)
FRA, TIL = dt.date(2022, 1, 1), dt.date(2023, 12, 31)
STOERRELSER = (1_000, 3_000, 10_000)
GENTAGELSER = 3
SIDE = RODEN / "docs" / "maalinger.md"


def median(arbejde: Callable[[], object], gentagelser: int = GENTAGELSER) -> float:
    """Seconds of one run: the median of several."""
    tider = []
    for _ in range(gentagelser):
        start = time.perf_counter()
        arbejde()
        tider.append(time.perf_counter() - start)
    return statistics.median(tider)


def maal(borgere: int, mappe: Path) -> list[tuple[str, float, float | None]]:
    """(what, seconds of the engine, seconds of the SQL) for one synthetic municipality."""
    lav_demo(borgere, "766", FRA, TIL, mappe)
    lov = hent_lov()
    valg = {navn: valg.standard for navn, valg in lov.valg.valg.items()}
    data: Datasaet = laes_datasaet(mappe)
    historik: Historik = byg_historik(data)
    dag = calendar.to_day(DAG)
    paragraf_102 = (lov.hent("lab.102.foerste_tilbud", Fristregel),)
    en_borger = historik.borgere.ider[0]
    maaneder = [m for aar in (2022, 2023) for m in calendar.month_ends_of_year(aar)]

    def fokusmaal() -> None:
        maalinger = Maalinger(lov, historik, valg)
        for maaned in maaneder:
            maalinger.maaned(maaned, "gaeldende")

    con = sql.forbindelse(data.tabeller)
    fra, til = dt.date(2023, 1, 1), DAG
    return [
        ("Læse otte CSV-filer", median(lambda: laes_datasaet(mappe)), None),
        (
            "LAB § 102, én dag",
            median(lambda: list(vurder_frister(Grundlag.paa(lov, historik, dag, valg), paragraf_102))),
            median(lambda: sql.lab_102(con, DAG)),
        ),
        (
            "Alle fristregler, én dag",
            median(lambda: list(vurder_frister(Grundlag.paa(lov, historik, dag, valg)))),
            None,
        ),
        (
            "Fokusmål 1, 24 månedsslut (motoren regner fokusmål 2 med)",
            median(fokusmaal),
            median(lambda: [sql.fokusmaal_1(con, calendar.to_date(maaned), "gaeldende") for maaned in maaneder]),
        ),
        (
            "Refusionsuger, fem måneder",
            median(lambda: refusion_raekker(lov, historik, calendar.to_day(fra), calendar.to_day(til))),
            median(lambda: sql.refusion(con, fra, til)),
        ),
        ("Samtaleform (fund), én dag", median(lambda: fund_raekker(Grundlag.paa(lov, historik, dag, valg))), None),
        ("Én borger med fuld forklaring", median(lambda: forklar(lov, data, en_borger, dag, valg)), None),
    ]


def hjaelpetid() -> float:
    """Seconds for `rettidig --help` as a whole process."""
    kommando = [str(Path(sys.executable).with_name("rettidig")), "--help"]
    return median(lambda: subprocess.run(kommando, check=True, capture_output=True))


def tusinder(antal: int) -> str:
    """A whole number with the Danish mark between thousands."""
    return f"{antal:,}".replace(",", ".")


def side() -> str:
    """The page, as Markdown."""
    linjer = [
        "# Målinger",
        "",
        "Skrevet af `make bench`. Medianer af tre kørsler i én proces; kun forholdet inden for samme kørsel betyder",
        f"noget. Maskinen: {os.cpu_count()} kerner, {platform.machine()}, Python {platform.python_version()}.",
        f"Under {tusinder(KERNELS_PAY_FROM)} ejere svarer algebraens rene Python-form, derfra de oversatte kerner",
        "(regnet efter oversættelsen). SQL er testenes uafhængige version i DuckDB over de samme tabeller; den svarer",
        "på tre regler og forklarer ingen.",
        "",
    ]
    pr_borger: dict[str, list[float]] = {}
    for borgere in STOERRELSER:
        linjer += [
            f"## {tusinder(borgere)} borgere",
            "",
            "| Hvad | motor, s | SQL, s | motor / SQL |",
            "|---|---|---|---|",
        ]
        with tempfile.TemporaryDirectory() as mappe:
            for hvad, motor, sql_tid in maal(borgere, Path(mappe) / "demo"):
                pr_borger.setdefault(hvad, []).append(motor / borgere)
                forhold = "" if sql_tid is None else f"{motor / sql_tid:.1f}"
                linjer.append(f"| {hvad} | {motor:.3f} | {'' if sql_tid is None else f'{sql_tid:.3f}'} | {forhold} |")
        linjer.append("")
    linjer += [
        "## Vækst",
        "",
        "Tid pr. borger i forhold til den mindste kommune.",
        "",
        "| Hvad | " + " | ".join(tusinder(b) for b in STOERRELSER) + " |",
        "|---|" + "---|" * len(STOERRELSER),
    ]
    linjer += [
        "| " + hvad + " | " + " | ".join(f"{tid / tider[0]:.2f}" for tid in tider) + " |"
        for hvad, tider in pr_borger.items()
    ]
    hukommelse = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    linjer += [
        "",
        "## Andet",
        "",
        f"- `rettidig --help` som hel proces: {hjaelpetid():.2f} s",
        f"- Højeste hukommelse i hele målingen: {hukommelse:.0f} MB",
        "",
    ]
    return "\n".join(linjer)


if __name__ == "__main__":
    tekst = side()
    SIDE.write_text(tekst, encoding="utf-8")
    sys.stdout.write(tekst)
