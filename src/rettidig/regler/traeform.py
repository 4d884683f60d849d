"""A rule tree before it is drawn: boxes and what leads from one to the next. Drawn as Mermaid, or told as steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """The three kinds of box, with the signs Mermaid has for each."""

    SPOERGSMAAL = ('{"', '"}')
    TRIN = ('["', '"]')
    SLUT = ('(["', '"])')


@dataclass(frozen=True, slots=True)
class Led:
    """One line of a tree: a box, a way from one box to another, or both. ``svar`` is the answer that goes that way."""

    til: str
    fra: str | None = None
    svar: str | None = None
    form: Form | None = None
    linjer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trae:
    """The lines of a tree, in the order of a reader; ``retning`` is which way it grows."""

    led: tuple[Led, ...]
    retning: str = "TD"


@dataclass(frozen=True, slots=True)
class Udgang:
    """Where an answer leads: to another step by its number, or to an end in words. Without a question no answer."""

    svar: str | None
    trin: int | None
    slut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skridt:
    """One step as it is told: what is asked or done, and where it leads."""

    nummer: int
    linjer: tuple[str, ...]
    udgange: tuple[Udgang, ...]


def mermaid(trae: Trae) -> list[str]:
    """The tree as Mermaid text."""
    return [f"flowchart {trae.retning}", *(f"    {_linje(led)}" for led in trae.led)]


def skridt(trae: Trae) -> list[Skridt]:
    """The tree as numbered steps, for those who do not see pictures and for pages without scripts."""
    kasser = {led.til: led for led in trae.led if led.form is not None}
    nummer = {navn: plads for plads, navn in enumerate(_trinnavne(trae.led, kasser), start=1)}
    fortalte = []
    for navn, plads in nummer.items():
        veje = [led for led in trae.led if led.fra == navn]
        udgange = tuple(
            Udgang(vej.svar, nummer.get(vej.til), () if vej.til in nummer else kasser[vej.til].linjer) for vej in veje
        )
        fortalte.append(Skridt(plads, kasser[navn].linjer, udgange))
    return fortalte


def _trinnavne(led: Sequence[Led], kasser: dict[str, Led]) -> Iterator[str]:
    return (navn for navn in dict.fromkeys(et_led.til for et_led in led) if kasser[navn].form is not Form.SLUT)


def _linje(led: Led) -> str:
    kasse = ""
    if led.form is not None:
        foran, bag = led.form.value
        kasse = f"{foran}{'<br/>'.join(_rene(led.linjer))}{bag}"
    if led.fra is None:
        return f"{led.til}{kasse}"
    if led.svar is None:
        return f"{led.fra} --> {led.til}{kasse}"
    svar = f'"{led.svar}"' if " " in led.svar else led.svar
    return f"{led.fra} -- {svar} --> {led.til}{kasse}"


def _rene(linjer: Iterable[str]) -> list[str]:
    """Without the signs that mean something to Mermaid."""
    return [linje.replace('"', "'").replace("#", "").replace(";", ",") for linje in linjer]
