"""How a value from the input is shown in a message: short, on one line, and without a CPR number."""

from __future__ import annotations

import re

MAKS_TEGN = 60
_MASKE = "••••••"
_SKIL = r"[ ./-]?"
_CPR = re.compile(rf"(?<!\d)(\d{{2}}){_SKIL}(\d{{2}}){_SKIL}\d{{2}}[ ./-]{{0,3}}\d{{4}}(?!\d)")
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
    ren = _CPR.sub(_masker, _STYRETEGN.sub("␣", kort))
    return ren if len(ren) <= MAKS_TEGN else ren[: MAKS_TEGN - 1] + "…"


def uden_cpr(tekst: str) -> str:
    """The whole text with CPR-like runs masked."""
    return _CPR.sub(_masker, tekst)


def ligner_cpr(vaerdi: str) -> bool:
    """True when a CPR number's shape stands anywhere in the text: a possible day and month, two digits and four.

    The parts may be held apart by spaces, dots, dashes or slashes.
    """
    return any(_mulig_dato(fundet) for fundet in _CPR.finditer(vaerdi))


def _masker(fundet: re.Match[str]) -> str:
    return _MASKE if _mulig_dato(fundet) else fundet[0]


def _mulig_dato(fundet: re.Match[str]) -> bool:
    dag, maaned = int(fundet[1]), int(fundet[2])
    dag = dag - _ERSTATNINGSDAG if dag > _ERSTATNINGSDAG else dag
    return 1 <= dag <= _HOEJESTE_DAG and 1 <= maaned <= _HOEJESTE_MAANED
