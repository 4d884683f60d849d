"""Which facts a condition asks for, where in the file it does, and whether they are of a kind it can ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rettidig.regler.former import proever
from rettidig.regler.former.fakta import Faktum
from rettidig.regler.former.grundform import Streng

Sti = tuple[str | int, ...]

ARTENS_TYPER: Mapping[str, tuple[str, ...]] = {
    "ja": ("janej",),
    "udfyldt": ("tekst", "dato", "datoliste"),
    "kode": ("kode",),
    "gruppe": ("gruppe",),
    "tal": ("heltal",),
    "timer": ("timer",),
    "kroner": ("kroner",),
    "dato": ("dato",),
}
"""What kind of fact each kind of test asks about; a test not named here is held to the fact's existence only."""


@dataclass(frozen=True, slots=True)
class Brug:
    """One fact asked for: the place of its name in the file, the kinds it may have, and the codes compared with."""

    sti: Sti
    faktum: str
    typer: tuple[str, ...] = ()
    koder: tuple[str, ...] = ()


def brug(proeve: Any, sti: Sti) -> Iterator[Brug]:
    """Every fact a test asks for, in the order of the file."""
    match proeve:
        case proever.Kode():
            yield Brug((*sti, "faktum"), proeve.faktum, ARTENS_TYPER["kode"], proeve.blandt)
        case proever.Dato():
            yield Brug((*sti, "faktum"), proeve.faktum, ARTENS_TYPER["dato"])
            for navn in ("tidligst", "senest"):
                tidspunkt = getattr(proeve, navn)
                if tidspunkt is not None and tidspunkt.faktum is not None:
                    yield Brug((*sti, navn, "faktum"), tidspunkt.faktum, ARTENS_TYPER["dato"])
        case proever.HoejstFaktum():
            yield Brug((*sti, "faktum"), proeve.faktum, ("heltal", "timer", "kroner"))
            for nummer, navn in enumerate(proeve.led):
                yield Brug((*sti, "led", nummer), navn, ("heltal", "timer", "kroner"))
        case Streng():
            yield from _felter(proeve, sti)


def _felter(proeve: Streng, sti: Sti) -> Iterator[Brug]:
    typer = ARTENS_TYPER.get(str(getattr(proeve, "art", "")), ())
    for navn in type(proeve).model_fields:
        vaerdi = getattr(proeve, navn)
        if navn in FAKTAFELTER and isinstance(vaerdi, str):
            yield Brug((*sti, navn), vaerdi, typer if navn == "faktum" else ())
        elif isinstance(vaerdi, Streng):
            yield from brug(vaerdi, (*sti, navn))
        elif isinstance(vaerdi, tuple):
            for nummer, led in enumerate(vaerdi):
                if isinstance(led, Streng):
                    yield from brug(led, (*sti, navn, nummer))


FAKTAFELTER = frozenset({"faktum", "som", "dato", "fra", "til", "ansatte", "optaget", "nye", "sats", "beloeb"})
"""The fields of tests that hold a fact's name when they hold a text."""


def kendte(lovens: Mapping[str, Faktum], egne: Mapping[str, Faktum]) -> dict[str, Faktum]:
    """All facts by name: the law's and the strategy's."""
    return {**lovens, **egne}
