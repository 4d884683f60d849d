"""The model of the explanation: nodes that say one thing each, with the paragraph, the mark and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from rettidig.regler.former.grundform import Tillid

Raekke = dict[str, Any]
"""A registered row: ``tabel``, ``raekke`` (its number in the source) and its own columns, fit for JSON."""


@dataclass(frozen=True, slots=True)
class Knude:
    """One step of the explanation.

    ``navn`` says what kind of step it is, ``tekst`` is the sentence to read, ``hjemmel`` the paragraph, ``maerke`` how
    sure it is (V read in the law, I inferred, S practice, valg our choice, OPEN not settled). ``opfyldt`` is ``None``
    where nothing is to be met or nothing is settled yet. ``vaerdi`` is the answer as data: text, number, date as
    ``YYYY-MM-DD``, or a mapping of those. ``mangler`` says which condition failed, ``ville_opfylde``
    what would meet it.
    """

    navn: str
    tekst: str
    hjemmel: str
    maerke: Tillid = "V"
    opfyldt: bool | None = None
    vaerdi: Any = None
    raekker: tuple[Raekke, ...] = ()
    mangler: str | None = None
    ville_opfylde: str | None = None
    boern: tuple[Knude, ...] = ()

    def som_json(self) -> dict[str, Any]:
        """The node and all below it as plain dictionaries and lists."""
        ud = {felt.name: getattr(self, felt.name) for felt in fields(self)}
        ud["raekker"] = [dict(raekke) for raekke in self.raekker]
        ud["boern"] = [barn.som_json() for barn in self.boern]
        return ud

    @classmethod
    def fra_json(cls, indhold: Mapping[str, Any]) -> Knude:
        """The tree that ``som_json`` wrote. Raises ``TypeError`` for a field no node has or a missing one."""
        felter = dict(indhold)
        felter["raekker"] = tuple(dict(raekke) for raekke in felter.get("raekker", ()))
        felter["boern"] = tuple(cls.fra_json(barn) for barn in felter.get("boern", ()))
        return cls(**felter)

    def alle(self) -> Iterator[Knude]:
        """The node and everything below it, in reading order."""
        yield self
        for barn in self.boern:
            yield from barn.alle()

    def kaldet(self, navn: str) -> list[Knude]:
        """The nodes of one kind in the tree."""
        return [knude for knude in self.alle() if knude.navn == navn]
