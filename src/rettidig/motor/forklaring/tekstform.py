"""The tree as a text to read: one sentence per line, indented, with the paragraph and the mark behind it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from rettidig.motor.forklaring.knude import Knude
from rettidig.sprog import tekst

BREDDE = 110
INDRYK = 2
FAST = "\u00a0"
HOLDES_SAMMEN = re.compile(
    r"[A-Z]+ § \d+( [a-z]\b)?|\b(?:stk\.|nr\.|række|row|uge|week|mærke|mark) \S+|\b\d+\.? [a-zæøå]+\b"
)
"""What no line break may divide: ``LAB § 6``, ``stk. 1``, ``række 14``, ``9. april``, ``13 dage``."""
UDEN_HJEMMEL = {
    "borger",
    "grundlag",
    "lov",
    "kendt",
    "planlagt",
    "planlagt_raekke",
    "fravaerende_tabeller",
    "valg",
    "uden_pligt",
}
"""Nodes about the extract and the question, or mere headings: the law says nothing there, so none is printed."""
LUFT_FOER = {"pligt", "forloeb", "lokal_pligt"}
"""Nodes with an empty line before them."""


def som_tekst(rod: Knude) -> str:
    """The whole tree. A paragraph is printed where it differs from the one above it; a mark where it is not V."""
    linjer = [_med_hjemmel(rod, ""), "=" * len(rod.tekst)]
    for barn in rod.boern:
        linjer += ["", *_afsnit(barn)]
    brugte = sorted({knude.maerke for knude in rod.alle()} - {"V"})
    if brugte:
        linjer += ["", tekst("forklar.maerke.titel")]
        linjer += [f"  {maerke}: {tekst(f'forklar.maerke.{maerke}')}" for maerke in brugte]
    return "\n".join(linje.rstrip() for linje in linjer) + "\n"


def _afsnit(knude: Knude) -> Iterator[str]:
    overskrift = _med_hjemmel(knude, "")
    yield from _brudt(overskrift)
    yield "-" * min(len(overskrift), BREDDE)
    for barn in knude.boern:
        yield from _linjer(barn, 0, _trykt(knude))


def _linjer(knude: Knude, dybde: int, hjemmel_over: str) -> Iterator[str]:
    if knude.navn in LUFT_FOER:
        yield ""
    indryk = " " * (INDRYK * dybde)
    yield from _brudt(_med_hjemmel(knude, hjemmel_over), f"{indryk}- ", f"{indryk}  ")
    if knude.ville_opfylde is not None:
        yield from _brudt(knude.ville_opfylde, f"{indryk}  > ", f"{indryk}    ")
    for barn in knude.boern:
        yield from _linjer(barn, dybde + 1, _trykt(knude))


def _brudt(tekst_: str, indryk: str = "", videre: str = "") -> list[str]:
    """The text in lines; a paragraph, a number and a date are kept together."""
    bundet = HOLDES_SAMMEN.sub(lambda fund: fund.group().replace(" ", FAST), tekst_)
    linjer = textwrap.wrap(
        bundet, BREDDE, initial_indent=indryk, subsequent_indent=videre, break_long_words=False, break_on_hyphens=False
    )
    return [linje.replace(FAST, " ") for linje in linjer]


def _trykt(knude: Knude) -> str:
    """The paragraph as far as the text shows it."""
    return "" if knude.navn in UDEN_HJEMMEL else knude.hjemmel


def _med_hjemmel(knude: Knude, hjemmel_over: str) -> str:
    led = []
    if _trykt(knude) not in ("", hjemmel_over):
        led.append(knude.hjemmel)
    if knude.maerke != "V":
        led.append(tekst("forklar.maerke.i_linjen", maerke=knude.maerke))
    return f"{knude.tekst} [{', '.join(led)}]" if led else knude.tekst
