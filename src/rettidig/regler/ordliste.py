"""The glossary, Danish and English: one place for the words, read by the pages and by tooltips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rettidig.sprog import findes, noegler, paa_sprog, tekst

_RUM = "ordliste."
_FORKLARING = "ordliste.forklaring."
_SIDE = "ordliste.side."


@dataclass(frozen=True, slots=True)
class Opslagsord:
    """A word as it is written in rules, data and answers, in both languages; the explanation may be empty."""

    ord: str
    da: str
    en: str
    forklaring_da: str = ""
    forklaring_en: str = ""


def ordliste() -> dict[str, Opslagsord]:
    """All words, in the order of the alphabet."""
    alle = noegler()
    navne = [n.removeprefix(_RUM) for n in alle if n.startswith(_RUM) and not n.startswith((_FORKLARING, _SIDE))]
    return {navn: _opslagsord(navn, f"{_FORKLARING}{navn}" in alle) for navn in sorted(navne)}


def kode_i_ord(kode: str) -> str:
    """What the glossary calls a code in the chosen language; one it does not know is read as it is written.

    No letters are guessed: ``ae`` may be an æ, and may be the two letters of a name.
    """
    return tekst(f"{_RUM}{kode}") if findes(f"{_RUM}{kode}") else kode.replace("_", " ")


def skriv_ordliste(fil: Path, kodelister: Mapping[str, Sequence[tuple[str, str, str]]], sprog: str = "da") -> Path:
    """Writes the glossary as a page. ``kodelister`` gives each code list's codes with Danish and English label."""
    fil.parent.mkdir(parents=True, exist_ok=True)
    fil.write_text(ordlisteside(kodelister, sprog), encoding="utf-8", newline="\n")
    return fil


def ordlisteside(kodelister: Mapping[str, Sequence[tuple[str, str, str]]], sprog: str = "da") -> str:
    """The page of the glossary, with each code list's codes."""
    with paa_sprog(sprog):
        return "\n".join(_side(kodelister, sprog)) + "\n"


def _side(kodelister: Mapping[str, Sequence[tuple[str, str, str]]], sprog: str) -> Iterator[str]:
    yield from (f"# {tekst('ordliste.side.titel')}", "", tekst("ordliste.side.indledning"), "")
    yield from _hoved("ord", "dansk", "engelsk", "forklaring")
    for ord_ in ordliste().values():
        forklaring = ord_.forklaring_en if sprog == "en" else ord_.forklaring_da
        yield f"| `{ord_.ord}` | {ord_.da} | {ord_.en} | {forklaring} |"
    for navn in sorted(kodelister):
        yield from ("", f"## {tekst('ordliste.side.kodeliste', navn=navn)}", "", *_hoved("ord", "dansk", "engelsk"))
        yield from (f"| `{kode}` | {dansk} | {engelsk} |" for kode, dansk, engelsk in kodelister[navn])


def _hoved(*kolonner: str) -> tuple[str, str]:
    navne = [tekst(f"ordliste.side.{kolonne}") for kolonne in kolonner]
    return f"| {' | '.join(navne)} |", f"| {' | '.join(['---'] * len(navne))} |"


def _opslagsord(navn: str, forklaret: bool) -> Opslagsord:
    felter = {}
    for sprog in ("da", "en"):
        with paa_sprog(sprog):
            felter[sprog] = tekst(f"{_RUM}{navn}")
            felter[f"forklaring_{sprog}"] = tekst(f"{_FORKLARING}{navn}") if forklaret else ""
    return Opslagsord(ord=navn, **felter)
