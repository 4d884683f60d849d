"""The facts of an act as they are read: exact numbers, dates, codes; and how each kind is written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum

from rettidig.regler.former.fakta import Faktum
from rettidig.regler.former.grundform import ANTAL_GRUPPER, TIMER_SKALA
from rettidig.regler.former.proever import OERE_PR_KRONE
from rettidig.sprog import tekst


class Ingen(Enum):
    """A date that is known not to exist: there was no hearing, no application."""

    INGEN = "ingen"


INGEN = Ingen.INGEN
Vaerdi = bool | int | str | dt.date | Ingen | tuple[dt.date, ...] | tuple[int, ...]
Fakta = Mapping[str, Vaerdi]

TIDLIGSTE_AAR, SENESTE_AAR = 1900, 2199
STOERSTE_TAL = 10**9
LAENGSTE_TEKST = 4_000
FLEST_DATOER = 1_000
MAANEDER_I_GENNEMSNIT = 4
_GRUPPE = re.compile(r"6\.([1-9][0-9]?)")


def laes_vaerdi(faktum: Faktum, skrevet: object) -> Vaerdi:
    """A value as it is written in a file. Raises ``ValueError`` with a sentence in the chosen language."""
    match faktum.type:
        case "kode":
            if skrevet not in faktum.koder or not isinstance(skrevet, str):
                raise ValueError(tekst("vilkaar.fejl.kode", koder=", ".join(faktum.koder)))
            return skrevet
        case _:
            return _LAESERE[faktum.type](skrevet)


def _janej(skrevet: object) -> bool:
    if isinstance(skrevet, bool):
        return skrevet
    if isinstance(skrevet, str) and skrevet.lower() in ("ja", "nej"):
        return skrevet.lower() == "ja"
    raise ValueError(tekst("vilkaar.fejl.janej"))


def _heltal(skrevet: object) -> int:
    if isinstance(skrevet, int) and not isinstance(skrevet, bool) and 0 <= skrevet <= STOERSTE_TAL:
        return skrevet
    raise ValueError(tekst("vilkaar.fejl.heltal"))


def _decimal(skala: int, fejl: str) -> Callable[[object], int]:
    def laes(skrevet: object) -> int:
        try:
            er_tal = isinstance(skrevet, int | float | str) and not isinstance(skrevet, bool)
            tal = Decimal(str(skrevet).strip().replace(",", ".") if er_tal else "NaN")
            if not tal.is_finite() or not 0 <= tal <= STOERSTE_TAL or tal * skala != (tal * skala).to_integral_value():
                raise ValueError(tekst(fejl))
        except InvalidOperation:
            raise ValueError(tekst(fejl)) from None
        return int(tal * skala)

    return laes


_timer = _decimal(TIMER_SKALA, "vilkaar.fejl.timer")
_aarsvaerk = _decimal(TIMER_SKALA, "vilkaar.fejl.aarsvaerk")
_kroner = _decimal(OERE_PR_KRONE, "vilkaar.fejl.kroner")


def _aarsvaerkliste(skrevet: object) -> tuple[int, ...]:
    if not isinstance(skrevet, list) or len(skrevet) != MAANEDER_I_GENNEMSNIT:
        raise ValueError(tekst("vilkaar.fejl.aarsvaerkliste", antal=MAANEDER_I_GENNEMSNIT))
    return tuple(_aarsvaerk(led) for led in skrevet)


def _dag(skrevet: object) -> dt.date:
    dag: dt.date | None = None
    if isinstance(skrevet, dt.date) and not isinstance(skrevet, dt.datetime):
        dag = skrevet
    elif isinstance(skrevet, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", skrevet):
        try:
            dag = dt.date.fromisoformat(skrevet)
        except ValueError:
            dag = None
    if dag is None or not TIDLIGSTE_AAR <= dag.year <= SENESTE_AAR:
        raise ValueError(tekst("vilkaar.fejl.dato"))
    return dag


def _dato(skrevet: object) -> dt.date | Ingen:
    if skrevet is False or (isinstance(skrevet, str) and skrevet.lower() in ("ingen", "nej")):
        return INGEN
    return _dag(skrevet)


def _datoliste(skrevet: object) -> tuple[dt.date, ...]:
    if skrevet == INGEN.value:
        return ()
    if not isinstance(skrevet, list) or len(skrevet) > FLEST_DATOER:
        raise ValueError(tekst("vilkaar.fejl.datoliste"))
    return tuple(sorted(_dag(led) for led in skrevet))


def _gruppe(skrevet: object) -> int:
    fundet = _GRUPPE.fullmatch(skrevet) if isinstance(skrevet, str) else None
    if fundet is None or int(fundet[1]) > ANTAL_GRUPPER:
        raise ValueError(tekst("vilkaar.fejl.gruppe"))
    return int(fundet[1])


def _tekst(skrevet: object) -> str:
    if not isinstance(skrevet, str) or len(skrevet) > LAENGSTE_TEKST:
        raise ValueError(tekst("vilkaar.fejl.tekst"))
    return skrevet.strip()


_LAESERE: dict[str, Callable[[object], Vaerdi]] = {
    "janej": _janej,
    "heltal": _heltal,
    "timer": _timer,
    "aarsvaerk": _aarsvaerk,
    "aarsvaerkliste": _aarsvaerkliste,
    "kroner": _kroner,
    "dato": _dato,
    "datoliste": _datoliste,
    "gruppe": _gruppe,
    "tekst": _tekst,
}
