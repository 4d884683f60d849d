"""The figures of two laws side by side: population, count, share and limit of every measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rettidig.motor.bemaerkninger import Optalt
from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.historik import Historik
from rettidig.motor.kuber.udsnit import ingen
from rettidig.motor.maaleraekker import Fokustal, Maaleraekker, Maanedstal, Puljetal, Raekke, maalenoegle
from rettidig.motor.maaling import Maalinger
from rettidig.regler.indlaes import Regelsaet

TAL = ("naevner", "taeller", "andel", "graense", "opfyldt")
"""What of a figure may differ."""


@dataclass(frozen=True, slots=True)
class Talforskel:
    """One figure that differs; ``None`` under a law that does not make it."""

    noegle: tuple[str, str, str]
    foer: Raekke | None
    efter: Raekke | None


class Taltaeller:
    """The figures of one law on one month end, block by block."""

    def __init__(self, lov: Regelsaet, valg: Mapping[str, str], maaned: int) -> None:
        self.lov, self.valg, self.maaned = lov, valg, maaned
        self._fokus: Counter[tuple[tuple[str, str], int]] = Counter()
        self._pulje: Counter[tuple[tuple[str, str], int]] = Counter()
        self._kommuner: set[str] = set()

    def tag(self, historik: Historik) -> None:
        """Count one more block."""
        tal = Maalinger(self.lov, historik, self.valg).tal(self.maaned, "gaeldende")
        self._kommuner |= set(historik.borgere.kommune)
        for samlet, talte in ((self._fokus, tal.fokus), (self._pulje, tal.pulje)):
            for noegle, antal in talte.items():
                for plads, tallet in enumerate(antal):
                    samlet[noegle, plads] += tallet

    def raekker(self) -> list[Raekke]:
        """The rows of the month end, as ``rettidig maalinger`` gives them."""
        fokus = {
            n: Fokustal(*(self._fokus[n, p] for p in range(len(Fokustal._fields)))) for n in {n for n, _ in self._fokus}
        }
        pulje = {
            n: Puljetal(*(self._pulje[n, p] for p in range(len(Puljetal._fields)))) for n in {n for n, _ in self._pulje}
        }
        maalt = _Optalte(self.lov, self.valg, sorted(self._kommuner), Maanedstal(fokus, pulje, Optalt()))
        return maalt.maaned(self.maaned, "gaeldende").raekker


def _antal(samlet: Counter[tuple[tuple[str, str], int]], noegle: tuple[str, str], pladser: int) -> list[int]:
    return [samlet[noegle, plads] for plads in range(pladser)]


class _Optalte(Maaleraekker):
    """The rows of figures already counted."""

    def __init__(self, lov: Regelsaet, valg: Mapping[str, str], kommuner: list[str], tal: Maanedstal) -> None:
        super().__init__(Fokusmaal(lov, ingen(), valg), kommuner)
        self._tal = tal

    def tal(self, dag: int, regelsaet: str) -> Maanedstal:  # noqa: ARG002
        """What was counted."""
        return self._tal


def talforskelle(foer: list[Raekke], efter: list[Raekke]) -> list[Talforskel]:
    """The figures that differ, in the order of the measures' rows."""
    gamle = {maalenoegle(raekke): raekke for raekke in foer}
    nye = {maalenoegle(raekke): raekke for raekke in efter}
    return [
        Talforskel(noegle, gamle.get(noegle), nye.get(noegle))
        for noegle in sorted({*gamle, *nye})
        if _tal(gamle.get(noegle)) != _tal(nye.get(noegle))
    ]


def _tal(raekke: Raekke | None) -> tuple[Any, ...]:
    return () if raekke is None else tuple(raekke[navn] for navn in TAL)
