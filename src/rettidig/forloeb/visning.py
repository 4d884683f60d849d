"""How a value from the input is shown in a message: short, on one line, and without a CPR number."""

from __future__ import annotations

import re

MAKS_TEGN = 60
_MASKE = "••••••"
_CPR_I_TEKST = re.compile(r"(?<!\d)\d{6}[ -]?\d{4}(?!\d)")
_CPR_ALENE = re.compile(r"(\d{2})(\d{2})\d{2}[ -]?\d{4}")
_STYRETEGN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HOEJESTE_DAG = 31
_HOEJESTE_MAANED = 12
_ERSTATNINGSDAG = 60  # a replacement number carries 60 on top of the day of birth


def vis(vaerdi: str | None) -> str | None:
    """The value as it may be printed: control characters as ``␣``, CPR-like runs masked, cut at 60 characters.

    ``None`` stays ``None``: there was no value.
    """
    if vaerdi is None:
        return None
    # Masking must see the whole number, so the value is cut only just outside what can be shown before it is masked.
    kort = vaerdi if len(vaerdi) <= 4 * MAKS_TEGN else vaerdi[: 4 * MAKS_TEGN]
    ren = _CPR_I_TEKST.sub(_masker, _STYRETEGN.sub("␣", kort))
    return ren if len(ren) <= MAKS_TEGN else ren[: MAKS_TEGN - 1] + "…"


def _masker(fundet: re.Match[str]) -> str:
    return _MASKE if ligner_cpr(fundet[0]) else fundet[0]


def ligner_cpr(vaerdi: str) -> bool:
    """True when the whole text has the shape of a CPR number: a possible day and month, six digits and four."""
    fundet = _CPR_ALENE.fullmatch(vaerdi)
    if fundet is None:
        return False
    dag, maaned = int(fundet[1]), int(fundet[2])
    dag = dag - _ERSTATNINGSDAG if dag > _ERSTATNINGSDAG else dag
    return 1 <= dag <= _HOEJESTE_DAG and 1 <= maaned <= _HOEJESTE_MAANED
