"""What a single text cell means: dates, numbers, codes and ids, decided one distinct value at a time.

Every function takes a trimmed, non-empty text and answers with a :class:`Celle`: the value, or the machine id of the
reason it cannot be one; and, for a value that is kept, possibly the machine id of a remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from rettidig.forloeb.kilde import Datoform, Decimaltegn
from rettidig.forloeb.kontrakt import Kolonne
from rettidig.tidslinje import calendar

FOERSTE_UENDELIGE = calendar.day_of(9000, 1, 1)
"""From here on a date is no date but an old way of writing "no end"."""


@dataclass(frozen=True, slots=True)
class Celle:
    """A decided cell: a value or a fault (``fejl``), and perhaps a remark (``varsel``)."""

    vaerdi: int | str | bool | None = None
    fejl: str | None = None
    varsel: str | None = None


_STYRETEGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
_FEJLCELLER = frozenset({"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#N/A", "#CALC!", "#SPILL!"}) | {
    "#REFERENCE!",
    "#VÆRDI!",
    "#NAVN?",
    "#DIVISION/0!",
    "#NUL!",
    "#I/T",
    "#OVERLØB!",
}  # English and Danish spreadsheets
_TID = re.compile(r"(.{8,10})[T ]([0-2]\d):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?", re.ASCII)
_DATOER: Mapping[Datoform, re.Pattern[str]] = {
    Datoform.AAR_FOERST: re.compile(r"(?P<aar>\d{4})-(?P<maaned>\d{1,2})-(?P<dag>\d{1,2})", re.ASCII),
    Datoform.BINDESTREG: re.compile(r"(?P<dag>\d{1,2})-(?P<maaned>\d{1,2})-(?P<aar>\d{4})", re.ASCII),
    Datoform.PUNKTUM: re.compile(r"(?P<dag>\d{1,2})\.(?P<maaned>\d{1,2})\.(?P<aar>\d{4})", re.ASCII),
    Datoform.SKRAASTREG: re.compile(r"(?P<dag>\d{1,2})/(?P<maaned>\d{1,2})/(?P<aar>\d{4})", re.ASCII),
    Datoform.SAMMENSKREVET: re.compile(r"(?P<aar>\d{4})(?P<maaned>\d{2})(?P<dag>\d{2})", re.ASCII),
}
_KONTRAKTENS = (Datoform.AAR_FOERST, Datoform.BINDESTREG, Datoform.PUNKTUM)
_MAANED = re.compile(r"(?:(?P<aar>\d{4})-(?P<maaned>\d{1,2})|(?P<maaned2>\d{1,2})-(?P<aar2>\d{4}))", re.ASCII)
_TAL = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{1,60})?|\.\d{1,60})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_GRUPPERET = {
    Decimaltegn.KOMMA: re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII),
    Decimaltegn.PUNKTUM: re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII),
}
_TRE_DECIMALER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_REGNEARKS_ID = re.compile(r"(\d+)[.,]0", re.ASCII)
_EKSPONENT_ID = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+", re.ASCII)
_KOMMUNE = re.compile(r"0?([1-9]\d{2})(?:[.,]0)?", re.ASCII)
_JANEJ = {"ja": True, "nej": False, "true": True, "false": False}


def tekstfejl(tekst: str) -> str | None:
    """The reason no column can hold the text: a spreadsheet formula or error, or control characters."""
    if tekst.startswith("=") or tekst.upper() in _FEJLCELLER:
        return "formel"
    return "styretegn" if _STYRETEGN.search(tekst) else None


def laes_dato(tekst: str, form: Datoform) -> Celle:
    """Epoch day of a date. A time of day is left out with a remark (midnight without); a time zone is a fault.

    The year 9000 and later are no dates: only an end may be written so, see :func:`laes_slutdato`.
    """
    celle = _dato(tekst, form)
    uendelig = isinstance(celle.vaerdi, int) and celle.vaerdi >= FOERSTE_UENDELIGE
    return Celle(fejl="umulig_dato") if uendelig else celle


def _dato(tekst: str, form: Datoform) -> Celle:
    varsel = None
    tid = _TID.fullmatch(tekst)
    if tid is not None:
        tekst = tid[1]
        varsel = "klokkeslaet" if any(int(led or 0) for led in tid.groups()[1:]) else None
    for muligt in (Datoform.AAR_FOERST, *_KONTRAKTENS) if form is Datoform.KONTRAKT else (form,):
        led = _DATOER[muligt].fullmatch(tekst)
        if led is not None:
            try:
                dag = calendar.day_of(int(led["aar"]), int(led["maaned"]), int(led["dag"]))
            except ValueError:
                return Celle(fejl="umulig_dato")
            return Celle(dag, varsel=varsel)
    if form is not Datoform.KONTRAKT and _DATOER[Datoform.AAR_FOERST].fullmatch(tekst):
        # Spreadsheets and Parquet hold real dates, which reach us in ISO form whatever the mapping says of text.
        return _dato(tekst, Datoform.AAR_FOERST)
    return Celle(fejl="ulaeselig_dato")


def laes_slutdato(tekst: str, form: Datoform) -> Celle:
    """As :func:`laes_dato`, but the year 9000 and later mean "no end" and are read so, with a remark."""
    celle = _dato(tekst, form)
    uendelig = isinstance(celle.vaerdi, int) and celle.vaerdi >= FOERSTE_UENDELIGE
    return Celle(None, varsel="slut_9999") if uendelig else celle


def laes_maaned(tekst: str, form: Datoform) -> Celle:
    """Epoch day of a month's first day: YYYY-MM, MM-YYYY, or (as spreadsheets make of it) the first day as a date."""
    led = _MAANED.fullmatch(tekst)
    if led is not None:
        try:
            dag = calendar.day_of(int(led["aar"] or led["aar2"]), int(led["maaned"] or led["maaned2"]), 1)
        except ValueError:
            return Celle(fejl="umulig_dato")
        return Celle(fejl="umulig_dato") if dag >= FOERSTE_UENDELIGE else Celle(dag)
    celle = laes_dato(tekst, form)
    if celle.fejl is None and isinstance(celle.vaerdi, int) and calendar.month_start(celle.vaerdi) != celle.vaerdi:
        return Celle(fejl="ikke_maanedens_foerste")
    return Celle(fejl="ulaeselig_maaned") if celle.fejl == "ulaeselig_dato" else celle


def laes_tal(tekst: str, kolonne: Kolonne, tegn: Decimaltegn) -> Celle:
    """A number as an integer of the column's smallest unit, exact; more decimals than it keeps are rounded half up."""
    if kolonne.tvetydig_tusind and tegn is Decimaltegn.BEGGE and _TRE_DECIMALER.fullmatch(tekst):
        return Celle(fejl="tvetydigt_tal")
    ren = _punktum(tekst.replace("\u00a0", "").replace("\u2212", "-"), tegn)
    if ren is None or not _TAL.fullmatch(ren):
        return Celle(fejl="ikke_et_tal")
    with localcontext(prec=200):
        tal = Decimal(ren)
        if (kolonne.mindst is not None and tal < kolonne.mindst) or (
            kolonne.hoejst is not None and tal > kolonne.hoejst
        ):
            return Celle(fejl="tal_uden_for_graenser")
        skaleret = tal.scaleb(kolonne.decimaler)
        helt = skaleret.to_integral_value(rounding=ROUND_HALF_UP)
        if helt == skaleret:
            return Celle(int(helt))
        return Celle(int(helt), varsel="afrundet") if kolonne.decimaler else Celle(fejl="ikke_et_helt_tal")


def _punktum(tekst: str, tegn: Decimaltegn) -> str | None:
    """The number with a decimal point and no thousands separators, ``None`` when its marks contradict each other."""
    for valgt, gruppe, decimal in ((Decimaltegn.KOMMA, ".", ","), (Decimaltegn.PUNKTUM, ",", ".")):
        if tegn is Decimaltegn.BEGGE and gruppe in tekst and decimal in tekst and _GRUPPERET[valgt].fullmatch(tekst):
            return tekst.replace(gruppe, "").replace(decimal, ".")
        if tegn is valgt:
            if gruppe in tekst:
                return tekst.replace(gruppe, "").replace(decimal, ".") if _GRUPPERET[valgt].fullmatch(tekst) else None
            return tekst.replace(decimal, ".")
    return tekst.replace(",", ".") if tekst.count(",") + tekst.count(".") <= 1 else None


def laes_id(tekst: str) -> Celle:
    """An opaque id. A spreadsheet's ``350.0`` becomes ``350`` with a remark; ``1.23E+10`` cannot be restored."""
    if _EKSPONENT_ID.fullmatch(tekst):
        return Celle(fejl="oedelagt_id")
    helt = _REGNEARKS_ID.fullmatch(tekst)
    return Celle(helt[1], varsel="id_fra_regneark") if helt else Celle(tekst)


def laes_kommune(tekst: str) -> Celle:
    """A municipality code as three digits; ``0350`` is ``350``."""
    fundet = _KOMMUNE.fullmatch(tekst)
    return Celle(fundet[1]) if fundet else Celle(fejl="ugyldig_kommune")


def laes_janej(tekst: str) -> Celle:
    """``ja`` or ``nej``, and the truth values of spreadsheets and Parquet."""
    vaerdi = _JANEJ.get(tekst.casefold())
    return Celle(fejl="ikke_ja_eller_nej") if vaerdi is None else Celle(vaerdi)
