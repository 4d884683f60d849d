"""How values look to a reader: Danish decimals, shares in percent, months by name. Only for show, never for judging."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.model import Kolonne, Slags

INGEN = "-"
_TIENDEDELE = Decimal("0.1")


def vist(vaerdi: Any, kolonne: Kolonne) -> str:
    """A cell of a table; none is ``-``."""
    if vaerdi is None:
        return INGEN
    match kolonne.slags:
        case Slags.DATO:
            return str(vaerdi.isoformat())
        case Slags.ANDEL:
            return procent(Fraction(vaerdi))
        case Slags.PROCENT:
            return f"{int(vaerdi)} %"
        case Slags.JANEJ:
            return tekst("cli.ja") if vaerdi else tekst("cli.nej")
        case Slags.HELTAL:
            return str(int(vaerdi))
        case Slags.TAL:
            return str(vaerdi).replace(".", decimaltegn())
        case Slags.TEKST | Slags.CITAT:
            return str(vaerdi)


def procent(andel: Fraction) -> str:
    """A share as percent with one decimal, halves away from zero: ``27,6 %``."""
    hundrede = andel * 100
    talt = Decimal(hundrede.numerator) / Decimal(hundrede.denominator)
    return f"{talt.quantize(_TIENDEDELE, ROUND_HALF_UP)} %".replace(".", decimaltegn())


def hele_procent(andel: Fraction) -> str:
    """A limit as percent, without decimals where it has none: ``70``."""
    hundrede = andel * 100
    return str(hundrede.numerator) if hundrede.denominator == 1 else procent(andel).removesuffix(" %")


def antal(tal: int) -> str:
    """A count with a mark at every thousand: ``12.345`` in Danish."""
    return f"{tal:,}".replace(",", "." if valgt_sprog() == "da" else ",")


def decimaltegn() -> str:
    """The decimal mark of the chosen language."""
    return "," if valgt_sprog() == "da" else "."


def dato_i_ord(dag: dt.date) -> str:
    """A date in words: ``9. april 2023``."""
    return tekst("cli.dato", dag=dag.day, maaned=tekst(f"cli.maaned.{dag.month}"), aar=dag.year)


def maaned_kort(dag: dt.date) -> str:
    """A month in short: ``apr. 2023``."""
    navn = tekst(f"cli.maaned.{dag.month}")
    return f"{navn[:3]} {dag.year}"
