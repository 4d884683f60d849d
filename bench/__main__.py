"""Measures everything and writes docs/maalinger.md: ``python -m bench [--fuld] [--land FILE.arrow]``."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import andre_afsnit, fokusafsnit, lagerafsnit, webafsnit
from bench.koersel import VAR, Koersel
from bench.proces import RODEN
from bench.saet import hent_land
from bench.side import flet
from bench.skrivemaade import antal as i_tal
from bench.skrivemaade import mb, tal
from rettidig.tidslinje import forms

SIDE = RODEN / "docs" / "maalinger.md"
AFSNIT: dict[str, Callable[[Koersel], list[str]]] = {
    "hele": fokusafsnit.hele_reglen,
    "faelles": fokusafsnit.faelles_regel,
    "borgere": fokusafsnit.vaekst_i_borgere,
    "datoer": fokusafsnit.vaekst_i_datoer,
    "regler": andre_afsnit.alle_regler,
    "gulv": andre_afsnit.gulvet,
    "algebra": andre_afsnit.algebraen,
    "borger": andre_afsnit.en_borger,
    "svar": andre_afsnit.hele_svar,
    "summer": andre_afsnit.kontrolsummer,
    "lagring": lagerafsnit.lagring,
    "web": webafsnit.siderne,
}
UDEN_LAND = {"lagring", "web"}
"""Sections with a town of their own."""
KUN_FULD = {"web"}
PAKKER = ("numpy", "numba", "pyarrow", "duckdb", "polars", "pandas", "pyspark", "openfisca-core")


def indledning(k: Koersel) -> list[str]:
    omfang = "den fulde måling (`make bench-fuld`)" if k.fuld else "den korte måling (`make bench`)"
    return [
        "# Målinger",
        "",
        f"Skrevet af {omfang} {dt.datetime.now().astimezone().date().isoformat()}. Alle borgere er opdigtede.",
        "",
        "Sådan læses siden: kun forhold inden for samme kørsel betyder noget, så de står først; sekunderne er",
        "denne maskines. Hver måling er en proces for sig, så dens højeste hukommelse er dens egen. Tiden er den",
        "hurtigste af op til tre gentagelser efter en opvarmning. En rival står kun med en tid, når dens tal er som",
        "motorens, celle for celle (samme svar: ja); ellers standser målingen.",
        "",
    ]


def maskinen(k: Koersel) -> list[str]:
    versioner = [f"Python {platform.python_version()}"]
    for pakke in PAKKER:
        try:
            versioner.append(f"{pakke} {version(pakke)}")
        except PackageNotFoundError:
            versioner.append(f"{pakke} mangler")
    hukommelse = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    kerner = "oversatte kerner" if forms.kernels_available() else f"ingen kerner: {forms.why_no_kernels()}"
    return [
        "## Maskinen",
        "",
        f"- {os.cpu_count()} kerner, {platform.machine()}, {tal(hukommelse, 2)} GB hukommelse, {platform.system()}",
        f"- {', '.join(versioner[:4])},",
        f"  {', '.join(versioner[4:])}",
        f"- Motoren svarer med {kerner} fra {i_tal(forms.KERNELS_PAY_FROM)} ejere; derunder med ren Python",
        f"- Sættet: {i_tal(k.i_alt)} opdigtede borgere i {mb(k.lager.stat().st_size)} MB; mindre sæt er jævnt spredte",
        "  blokke af det",
        f"- Belastning, da siden blev skrevet: {tal(os.getloadavg()[0], 2)}",
        "",
    ]


@contextmanager
def _arbejdsmappe() -> Iterator[Path]:
    VAR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VAR) as mappe:
        yield Path(mappe)


def main() -> None:
    laeser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    laeser.add_argument("--fuld", action="store_true", help="op til hele landet (omkring 25 minutter)")
    laeser.add_argument(
        "--land", type=Path, default=os.environ.get("RETTIDIG_BENCH_LAND"), help="en lagret form (.arrow)"
    )
    laeser.add_argument("--kun", nargs="+", choices=AFSNIT, help="kun disse afsnit; resten af siden står")
    laeser.add_argument("--ud", type=Path, default=SIDE, help="siden, der skrives")
    valgt = laeser.parse_args()
    navne = valgt.kun or [navn for navn in AFSNIT if valgt.fuld or navn not in KUN_FULD]
    lager = Path()
    if not UDEN_LAND.issuperset(navne):
        lager = hent_land(Path(valgt.land) if valgt.land else None, VAR, fuld=valgt.fuld)
    with _arbejdsmappe() as mappe:
        k = Koersel(lager, mappe, fuld=valgt.fuld)
        try:
            linjer = [linje for navn in navne for linje in AFSNIT[navn](k)]
        except fokusafsnit.Uenige as uenighed:
            sys.exit(f"Målingen standser: {uenighed}.")
        if valgt.kun and valgt.ud.exists():
            side = flet(valgt.ud.read_text(encoding="utf-8"), linjer)
        else:
            ikke = [navn for navn in AFSNIT if navn not in navne]
            udeladt = (
                [f"Ikke målt i denne kørsel: {', '.join(ikke)} (`python -m bench --kun ...`).", ""] if ikke else []
            )
            bag = [] if lager == Path() else maskinen(k)
            side = "\n".join([*indledning(k), *udeladt, *linjer, *bag])
    (VAR / "seneste.json").write_text(k.som_json(), encoding="utf-8")
    valgt.ud.write_text(side.replace("\n\n\n", "\n\n").rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
