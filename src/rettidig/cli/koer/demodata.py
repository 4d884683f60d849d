"""The demo municipality behind ``make run``: made once, and made anew only when it is not the one asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rettidig.cli.fejl import Brugerfejl, aarsag, paa_en_linje
from rettidig.cli.fremdrift import Fremdrift
from rettidig.sprog import tekst

MAPPE = Path("var/demo")
DEMO_PR = "2023-05-31"
_UFAERDIG = Path("var/demo-under-arbejde")
_BORGERE = 3_000
_KOMMUNE = "766"
_FRA = dt.date(2022, 1, 1)
_TIL = dt.date(2023, 12, 31)
_SEED = 1


def goer_demo_klar(frem: Fremdrift) -> Path:
    """The folder with the demo. Raises :class:`Brugerfejl` when it cannot be made."""
    if _er_den_rigtige(MAPPE):
        return MAPPE
    from rettidig.demo import DemoFejl, lav_demo
    from rettidig.demo.mappe import goer_klar

    frem.trin(tekst("cli.trin.laver_demo"), 0, _BORGERE)
    try:
        lav_demo(_BORGERE, _KOMMUNE, _FRA, _TIL, _UFAERDIG, _SEED, 0.0, frem.antal)
        goer_klar(MAPPE)
        MAPPE.rmdir()
        _UFAERDIG.rename(MAPPE)
    except DemoFejl as fejl:
        raise Brugerfejl(paa_en_linje(fejl)) from fejl
    except OSError as fejl:
        raise Brugerfejl(tekst("cli.filen_kan_ikke_skrives", fil=MAPPE, aarsag=aarsag(fejl))) from None
    return MAPPE


def _er_den_rigtige(mappe: Path) -> bool:
    import yaml

    from rettidig.demo.mappe import MAERKE
    from rettidig.demo.tabeller import TABELLER

    try:
        maerke = yaml.safe_load((mappe / MAERKE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return False
    oensket = {"kommune": _KOMMUNE, "borgere": _BORGERE, "fra": _FRA, "til": _TIL, "seed": _SEED, "snavs": 0.0}
    fundet = maerke if isinstance(maerke, dict) else {}
    samme = all(fundet.get(navn) == vaerdi for navn, vaerdi in oensket.items())
    return samme and all((mappe / f"{navn}.csv").is_file() for navn in TABELLER)
