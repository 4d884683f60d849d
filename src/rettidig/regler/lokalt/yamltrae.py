"""A YAML file as a tree that knows its lines, refused where two readers could read it differently.

Refused are: more than one document, a key that stands twice, an alias that holds itself, and a file that grows out of
proportion when its aliases are written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rettidig.sprog import tekst

STOERSTE_FIL = 1_000_000
"""Bytes; the largest strategy that ships is a twentieth of it."""

FLEST_KNUDER = 200_000
"""Nodes when aliases are written out."""

HELE_FILEN = 0
"""The line of a fault that is the file's as a whole."""

DYBEST = 60
"""Levels of nesting; the shapes have fewer than twenty."""

_VIST = 40
_FLETTER = "tag:yaml.org,2002:merge"
_LAESER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UMULIG = (ValueError, OverflowError, AttributeError, TypeError, LookupError)
"""What PyYAML lets through, besides its own errors, from a value that is not what its form or tag says."""


@dataclass(frozen=True, slots=True)
class Fejl:
    """One fault: the file, the line it stands on, and what is wrong and what would be right."""

    fil: str
    linje: int
    saetning: str

    def __str__(self) -> str:
        if self.linje == HELE_FILEN:
            return f"{self.fil}: {self.saetning}"
        return tekst("lokalt.fejl", fil=self.fil, linje=self.linje, saetning=self.saetning)


class Ulaeselig(Exception):
    """The file is no YAML that can be used; carries the fault."""

    def __init__(self, fejl: Fejl) -> None:
        super().__init__(str(fejl))
        self.fejl = fejl


class IkkeEtOpslag(Ulaeselig):
    """The file is YAML, and no keys with values. Who reads another file than a strategy has own words for it."""


@dataclass(frozen=True)
class Yamltrae:
    """The content of a file and the tree of nodes it was made from."""

    navn: str
    rod: yaml.Node
    indhold: Any

    def linje(self, sti: tuple[str | int, ...]) -> int:
        """The line on which the value at a path begins; where the path ends early, the last node that is there."""
        knude = self.rod
        for led in sti:
            naeste = _barn(knude, led)
            if naeste is None:
                break
            knude = naeste
        return _linje(knude)

    def noeglelinje(self, sti: tuple[str | int, ...]) -> int:
        """The line of the key at the end of a path; where there is no such key, that of the value around it."""
        knude = self.rod
        for led in sti[:-1]:
            naeste = _barn(knude, led)
            if naeste is None:
                return _linje(knude)
            knude = naeste
        linjer = [_linje(noegle) for noegle, _ in _par(knude) if _navn(noegle) == str(sti[-1])]
        return linjer[-1] if linjer else self.linje(sti)


def laes_trae(fil: Path, navn: str) -> Yamltrae:
    """Reads a file. Raises :class:`Ulaeselig` with file, line and reason."""
    try:
        if fil.stat().st_size > STOERSTE_FIL:
            raise Ulaeselig(Fejl(navn, HELE_FILEN, tekst("lokalt.for_stor", antal=STOERSTE_FIL)))
        skrevet = fil.read_text(encoding="utf-8-sig")
    except OSError:
        raise Ulaeselig(Fejl(navn, HELE_FILEN, tekst("lokalt.kan_ikke_aabnes"))) from None
    except UnicodeDecodeError:
        raise Ulaeselig(Fejl(navn, HELE_FILEN, tekst("lokalt.ikke_utf8"))) from None
    return trae_af(skrevet, navn)


def trae_af(skrevet: str, navn: str) -> Yamltrae:
    """The tree of a text. Raises :class:`Ulaeselig` with file, line and reason."""
    laeser = None
    try:
        laeser = _LAESER(skrevet)
        rod = laeser.get_single_node()
        if not isinstance(rod, yaml.MappingNode):
            raise IkkeEtOpslag(Fejl(navn, 1, tekst("lokalt.ikke_et_opslag")))
        _efterse(rod, navn)
        return Yamltrae(navn, rod, _indhold(laeser, rod, navn))
    except yaml.MarkedYAMLError as fejl:
        linje = fejl.problem_mark.line + 1 if fejl.problem_mark else 1
        raise Ulaeselig(Fejl(navn, linje, tekst("lokalt.ikke_yaml"))) from None
    except yaml.YAMLError:
        raise Ulaeselig(Fejl(navn, 1, tekst("lokalt.ikke_yaml"))) from None
    except RecursionError:
        raise Ulaeselig(Fejl(navn, 1, tekst("lokalt.for_dybt", antal=DYBEST))) from None
    finally:
        if laeser is not None:
            laeser.dispose()


def _indhold(laeser: Any, rod: yaml.Node, navn: str) -> Any:
    """The values. A scalar that looks like a date or a number and is none is named with its line."""
    for knude in _skalarer(rod):
        try:
            laeser.construct_object(knude)
        except _UMULIG:
            saetning = tekst("lokalt.umulig_vaerdi", vaerdi=knude.value[:_VIST])
            raise Ulaeselig(Fejl(navn, _linje(knude), saetning)) from None
    try:
        return laeser.construct_document(rod)
    except _UMULIG:
        raise Ulaeselig(Fejl(navn, 1, tekst("lokalt.ukendt_maerke"))) from None


def _skalarer(rod: yaml.Node) -> Iterator[yaml.ScalarNode]:
    set_: set[int] = set()
    rest: list[yaml.Node] = [rod]
    while rest:
        knude = rest.pop()
        if id(knude) in set_:
            continue
        set_.add(id(knude))
        if isinstance(knude, yaml.ScalarNode):
            if knude.tag != _FLETTER:
                yield knude
        else:
            rest.extend(_boern(knude))


def _efterse(rod: yaml.Node, navn: str) -> None:
    """Refuse repeated keys, aliases that hold themselves, nesting too deep and files that swell."""
    antal = 0
    rest: list[tuple[yaml.Node, tuple[int, ...]]] = [(rod, ())]
    while rest:
        knude, over = rest.pop()
        antal += 1
        if id(knude) in over:
            raise Ulaeselig(Fejl(navn, _linje(knude), tekst("lokalt.alias_i_ring")))
        if len(over) > DYBEST:
            raise Ulaeselig(Fejl(navn, _linje(knude), tekst("lokalt.for_dybt", antal=DYBEST)))
        if antal > FLEST_KNUDER:
            raise Ulaeselig(Fejl(navn, _linje(knude), tekst("lokalt.svulmer", antal=FLEST_KNUDER)))
        if isinstance(knude, yaml.MappingNode):
            _entydige_noegler(knude, navn)
        if not isinstance(knude, yaml.ScalarNode):
            rest.extend((barn, (*over, id(knude))) for barn in _boern(knude))


def _entydige_noegler(knude: yaml.MappingNode, navn: str) -> None:
    foerste: dict[str, int] = {}
    for noegle, _ in knude.value:
        if not isinstance(noegle, yaml.ScalarNode):
            raise Ulaeselig(Fejl(navn, _linje(noegle), tekst("lokalt.noegle_ikke_ord")))
        if noegle.tag == _FLETTER:
            continue
        if noegle.value in foerste:
            saetning = tekst("lokalt.noegle_to_gange", noegle=noegle.value, linje=foerste[noegle.value])
            raise Ulaeselig(Fejl(navn, _linje(noegle), saetning))
        foerste[noegle.value] = _linje(noegle)


def _boern(knude: yaml.Node) -> list[yaml.Node]:
    if isinstance(knude, yaml.MappingNode):
        return [del_ for par in knude.value for del_ in par]
    return list(knude.value) if isinstance(knude, yaml.SequenceNode) else []


def _barn(knude: yaml.Node, led: str | int) -> yaml.Node | None:
    if isinstance(knude, yaml.SequenceNode):
        return knude.value[led] if isinstance(led, int) and 0 <= led < len(knude.value) else None
    fundet = None
    for noegle, vaerdi in _par(knude):
        if _navn(noegle) == str(led):
            fundet = vaerdi
    return fundet


def _par(knude: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Keys and values of a mapping, those merged in first, so that the mapping's own stand last."""
    if not isinstance(knude, yaml.MappingNode):
        return
    for noegle, vaerdi in knude.value:
        if noegle.tag == _FLETTER:
            for del_ in vaerdi.value if isinstance(vaerdi, yaml.SequenceNode) else [vaerdi]:
                yield from _par(del_)
    yield from (par for par in knude.value if par[0].tag != _FLETTER)


def _navn(noegle: yaml.Node) -> str:
    return noegle.value if isinstance(noegle, yaml.ScalarNode) else ""


def _linje(knude: yaml.Node) -> int:
    return int(knude.start_mark.line) + 1
