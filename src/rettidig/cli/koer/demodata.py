"""The demo municipality behind ``make svar``: made once, and made anew only when it is not the one asked for."""

from __future__ import annotations

from pathlib import Path

from rettidig.cli.fremdrift import Fremdrift
from rettidig.demo.eksempel import BORGERE, FRA, KOMMUNE, PR, SEED, TIL
from rettidig.sprog import tekst
from rettidig.svar.fejl import Brugerfejl, aarsag, paa_en_linje

MAPPE = Path("var/demo")
DEMO_PR = PR.isoformat()
_UFAERDIG = Path("var/demo-under-arbejde")


def goer_demo_klar(frem: Fremdrift) -> Path:
    """The folder with the demo. Raises :class:`Brugerfejl` when it cannot be made."""
    if _er_den_rigtige(MAPPE):
        return MAPPE
    from rettidig.demo import DemoFejl
    from rettidig.demo.eksempel import lav_eksempel
    from rettidig.demo.mappe import goer_klar

    frem.trin(tekst("cli.trin.laver_demo"), 0, BORGERE)
    try:
        lav_eksempel(_UFAERDIG, fremdrift=frem.antal)
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
    oensket = {"kommune": KOMMUNE, "borgere": BORGERE, "fra": FRA, "til": TIL, "seed": SEED, "snavs": 0.0}
    fundet = maerke if isinstance(maerke, dict) else {}
    samme = all(fundet.get(navn) == vaerdi for navn, vaerdi in oensket.items())
    return samme and all((mappe / f"{navn}.csv").is_file() for navn in TABELLER)
