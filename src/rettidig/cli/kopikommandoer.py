"""The commands that keep copies of the embedded database, try them, and restore them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from rettidig.cli.bestilling import aflever_tekst
from rettidig.cli.lagring import som_lagringsfejl
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.drift.fejl import KopiFejl
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst

_ZONE = ZoneInfo("Europe/Copenhagen")
_FLEST = 1000


def sikkerhedskopi(mappe: str, behold: str | None, *, kun_log: bool) -> None:
    """Take a backup and say how far it reaches."""
    with som_lagringsfejl():
        from rettidig.drift.kopi.sikkerhedskopi import tag_kopi

        taget = tag_kopi(Path(mappe), kun_log=kun_log, behold=_antal(behold, valgte_tal().kopier_beholdt.vaerdi))
    felter = {"sti": taget.mappe, "fra": _lokal(taget.fra), "til": _lokal(taget.til)}
    aflever_tekst(tekst("drift.kopi.svar.fuld" if taget.fuld else "drift.kopi.svar.log", **felter), None)
    if taget.fuld:
        til_fejlstroem(tekst("drift.kopi.svar.noegler_mangler"))


def gendan(mappe: str, til: str, tid: str | None) -> None:
    """Restore to a new folder and say how it is taken into use."""
    with som_lagringsfejl():
        from rettidig.drift.kopi.gendannelse import gendan as gendan_kopi

        valgt = None if tid is None else _tyd(tid)
        rod = gendan_kopi(Path(mappe), Path(til), valgt)
    som = tekst("drift.kopi.svar.sidste") if valgt is None else _lokal(valgt)
    aflever_tekst(tekst("drift.kopi.svar.gendannet", sti=rod, tid=som, noegler=rod / "hemmeligt"), None)


def proev(mappe: str) -> None:
    """Restore to a temporary place and count."""
    with som_lagringsfejl():
        from rettidig.drift.kopi.gendannelse import proev as proev_kopi

        fundet = proev_kopi(Path(mappe))
    handling = fundet.seneste_handling
    sidste = tekst("drift.kopi.svar.ingen_handling") if handling is None else _lokal(handling)
    felter = {"tabeller": fundet.tabeller, "raekker": fundet.raekker, "handling": sidste}
    aflever_tekst(tekst("drift.kopi.svar.proevet", **felter), None)


def noeglekopi(mappe: str) -> None:
    """Copy the secrets."""
    with som_lagringsfejl():
        from rettidig.drift.kopi.noeglekopi import kopier_noegler

        sti, antal = kopier_noegler(Path(mappe))
    aflever_tekst(tekst("drift.kopi.svar.noegler", sti=sti, antal=antal), None)


def _tyd(skrevet: str) -> dt.datetime:
    """A time with its zone; without one it is Danish time."""
    try:
        tid = dt.datetime.fromisoformat(skrevet.strip())
    except ValueError:
        raise KopiFejl("ugyldig_tid", tid=skrevet) from None
    return tid if tid.tzinfo is not None else tid.replace(tzinfo=_ZONE)


def _lokal(tid: dt.datetime) -> str:
    return tid.astimezone(_ZONE).isoformat(timespec="microseconds")


def _antal(skrevet: str | None, standard: int) -> int:
    if skrevet is None:
        return standard
    if not skrevet.isascii() or not skrevet.isdigit() or not 1 <= int(skrevet) <= _FLEST:
        raise KopiFejl("ugyldigt_antal", skrevet=skrevet)
    return int(skrevet)
