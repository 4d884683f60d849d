"""What keeps persons out of the log: only known fields, no values from messages or faults, no row of ten digits."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

SKJULT = "‹skjult›"
FELTER = frozenset(
    {
        *("tid", "niveau", "haendelse", "anmodning", "rute", "metode", "status", "ms", "rolle", "htmx"),
        *("kilde", "sted", "besked", "fejl", "spor", "pid", "udgave", "arbejdere", "adresse", "antal", "kontrol"),
        *("ok", "varighed", "filer", "bytes", "opgave", "kode", "tabel", "fagsystem", "nummer"),
    }
)
"""The fields an event may have. Any other is left out, and that it was is told in ``udeladt``."""
_URORT = frozenset({"tid", "anmodning"})
"""Made here, and without digits in a row that could be taken for a number of a person."""
_MELLEM = r"(?:[\s.,:;/\\_+'\"()*|~=-]|[‐-―−]|%[0-9A-Fa-f]{2}|&nbsp;|\\u[0-9a-fA-F]{4}){0,4}"
_CPR = re.compile(rf"\d(?:{_MELLEM}\d){{9,}}")
_LAENGSTE = 400
_FLEST_TRIN = 12

Haendelse = MutableMapping[str, Any]


def masker(vaerdi: Any) -> Any:
    """A value without anything that looks like a CPR number: ten digits or more, however they are set apart."""
    match vaerdi:
        case bool() | None:
            return vaerdi
        case int() | float():
            return SKJULT if _CPR.search(repr(vaerdi)) else vaerdi
        case str():
            return _CPR.sub(SKJULT, vaerdi[: _LAENGSTE * 10])[:_LAENGSTE]
        case list() | tuple() | set() | frozenset():
            return [masker(en) for en in vaerdi]
        case _:
            return type(vaerdi).__name__


def kun_kendte(_logger: object, _metode: str, haendelse: Haendelse) -> Haendelse:
    """Keep the known fields and mask them; the names of the others are not repeated, they may be values."""
    kendte: Haendelse = {n: v if n in _URORT else masker(v) for n, v in haendelse.items() if n in FELTER}
    udeladt = len(haendelse) - len(kendte)
    return {**kendte, "udeladt": udeladt} if udeladt else kendte


def fejl_uden_vaerdier(_logger: object, _metode: str, haendelse: Haendelse) -> Haendelse:
    """A fault as its kind and where it happened: its own words may repeat what somebody wrote."""
    info = haendelse.pop("exc_info", None)
    haendelse.pop("stack_info", None)
    fejl = info[1] if isinstance(info, tuple) else info
    if isinstance(fejl, BaseException):
        haendelse["fejl"] = [f"{type(en).__module__}.{type(en).__qualname__}" for en in _aarsager(fejl)]
        haendelse["spor"] = _spor(fejl.__traceback__)
    return haendelse


def _aarsager(fejl: BaseException) -> list[BaseException]:
    fundet: list[BaseException] = []
    naeste: BaseException | None = fejl
    while naeste is not None and naeste not in fundet:
        fundet.append(naeste)
        naeste = naeste.__cause__ or naeste.__context__
    return fundet


def _spor(spor: TracebackType | None) -> list[str]:
    trin: list[str] = []
    while spor is not None:
        kode = spor.tb_frame.f_code
        trin.append(f"{kort_sti(kode.co_filename)}:{spor.tb_lineno} {kode.co_name}")
        spor = spor.tb_next
    return trin[-_FLEST_TRIN:]


def kort_sti(sti: str) -> str:
    """The last parts of a path: where in the program, not where on the machine."""
    return "/".join(Path(sti).parts[-3:])
