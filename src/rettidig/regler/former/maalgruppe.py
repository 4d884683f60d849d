"""Shape ``maalgruppe``: who. A table from benefit, visitation, age and education to a group of LAB § 6."""

from __future__ import annotations

from typing import Literal

from rettidig.regler.former.grundform import Gruppe, Regel, Streng, Version

UKENDT_GRUPPE = 99
"""The group of a person whose visitation has no meaning for the benefit, or is missing where it is needed."""

INGEN_GRUPPE = 0
"""No group: a benefit outside LAB § 6."""


class Linje(Streng):
    """One line: of these benefits, with one of these visitations ("" is none), perhaps only below an age.

    A line with ``valg`` holds only when that switch is "ja".
    """

    gruppe: Gruppe
    ydelser: tuple[str, ...]
    visitation: tuple[str, ...] = ("",)
    under_aar: int | None = None
    uden_erhvervsuddannelse: bool = False
    valg: str | None = None


class MaalgruppeVersion(Version):
    """The table in force; the first line that fits decides, no line means ``ukendt``."""

    linjer: tuple[Linje, ...]


class Maalgrupperegel(Regel):
    """A rule that says who."""

    form: Literal["maalgruppe"]
    versioner: tuple[MaalgruppeVersion, ...]


def gruppe_tekst(nummer: int) -> str | None:
    """A group as it is written: ``6.2``, ``ukendt``, or ``None`` for none."""
    if nummer == UKENDT_GRUPPE:
        return "ukendt"
    return None if nummer == INGEN_GRUPPE else f"6.{nummer}"


def gruppenummer(tekst: str | None) -> int:
    """The number of a group as :func:`gruppe_tekst` writes it."""
    if tekst is None:
        return INGEN_GRUPPE
    return UKENDT_GRUPPE if tekst == "ukendt" else int(tekst.removeprefix("6."))
