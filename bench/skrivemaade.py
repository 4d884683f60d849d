"""How figures and tables are written on the page: Danish marks, few digits, ratios first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.proces import Maaling

MB = 1_000_000
INGEN = "–"


def tal(vaerdi: float | None, cifre: int = 3) -> str:
    """A number with so many significant digits and Danish marks."""
    if vaerdi is None:
        return INGEN
    if vaerdi and abs(vaerdi) < 10 ** (cifre - 1):
        decimaler = max(0, cifre - 1 - _stoerrelsesorden(vaerdi))
        skrevet = f"{vaerdi:,.{decimaler}f}"
    else:
        skrevet = f"{vaerdi:,.0f}"
    return skrevet.replace(",", " ").replace(".", ",").replace(" ", ".")


def antal(vaerdi: float | None) -> str:
    """A whole number with the Danish mark between thousands."""
    return INGEN if vaerdi is None else f"{vaerdi:,.0f}".replace(",", ".")


def _stoerrelsesorden(vaerdi: float) -> int:
    return int(f"{abs(vaerdi):e}".partition("e")[2])


def gange(vaerdi: float | None, grundlag: float | None) -> str:
    """How many times as much as something else."""
    if vaerdi is None or not grundlag:
        return INGEN
    return f"{tal(vaerdi / grundlag, 2)} ×"


def mb(antal_byte: int | None) -> str:
    """Bytes in whole megabytes."""
    return INGEN if not antal_byte else antal(antal_byte / MB)


def tabel(overskrift: Sequence[str], raekker: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown: the first column to the left, the others to the right."""
    streger = ["---", *("---:" for _ in overskrift[1:])]
    linjer = ["| " + " | ".join(celler) + " |" for celler in (overskrift, streger, *raekker)]
    return ["", *linjer, ""]


def hukommelse(maaling: Maaling) -> str:
    """Peak of the process: its own memory, and all that was resident."""
    return f"{mb(maaling.anonym)} / {mb(maaling.samlet)}"
