"""A registration as a row of the contract, written as an extract writes it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from rettidig.sager.faktatabeller import BORGER_ID, Faktatabel, Tid
from rettidig.sager.models import Registrering
from rettidig.tidslinje import calendar

_SKALA = {"timer": 10_000, "timer_pr_uge": 10_000, "pris_pr_uge": 100, "grad": 1_000}


def som_kontraktraekke(tabel: Faktatabel, registrering: Registrering, borger: str) -> dict[str, str]:
    """The columns of the contract as text: ends the last day included, amounts in hours and kroner, empty for none."""
    egne = {
        BORGER_ID: borger,
        **tidsceller(tabel.tid, registrering.periode.lower, registrering.periode.upper),
        **{k: _celle(k, getattr(registrering, k)) for k in tabel.kolonner},
    }
    return {kolonne: egne[kolonne] for kolonne in tabel.kontraktkolonner}


def tidsceller(tid: Tid, fra: dt.date | None, til: dt.date | None) -> dict[str, str]:
    """The columns that say when; ``til`` is the first day after."""
    match tid:
        case Tid.PERIODE:
            sidste = "" if til is None else calendar.previous_date(til).isoformat()
            return {"fra": "" if fra is None else fra.isoformat(), "til": sidste}
        case Tid.DAG:
            return {"dato": "" if fra is None else fra.isoformat()}
        case Tid.MAANED:
            return {"maaned": "" if fra is None else fra.isoformat()[:7]}
        case _:
            return {}


def _celle(kolonne: str, vaerdi: object) -> str:
    if vaerdi is None:
        return ""
    if isinstance(vaerdi, bool):
        return "ja" if vaerdi else "nej"
    if kolonne in _SKALA and isinstance(vaerdi, int):
        return f"{(Decimal(vaerdi) / _SKALA[kolonne]).normalize():f}"
    return str(vaerdi)
