"""The states of two laws side by side: what is new, what is gone and what has changed, each with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from rettidig.motor.historik import Historik
from rettidig.motor.kuber.udsnit import udvalgte
from rettidig.motor.reform.aarsager import Aarsag, Aarsagssoegning
from rettidig.motor.reform.tilstande import (
    PLIGTER,
    Noegle,
    Pligtnoegle,
    Spoergsmaal,
    Stand,
    Tilstande,
    maaletilstande,
    pligttilstande,
)
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.reform import Aendring, aendringer

Slags = Literal["kommer_til", "falder_bort", "aendret"]


@dataclass(frozen=True, slots=True)
class Forskel:
    """One difference: the key and state under each law, ``None`` where there is none, and the reasons for it."""

    noegle_foer: Noegle | None
    noegle_efter: Noegle | None
    foer: Stand | None
    efter: Stand | None
    aarsager: tuple[Aarsag, ...] = ()

    @property
    def noegle(self) -> Noegle:
        """Under the law after or, where it is gone, before."""
        fundet = self.noegle_efter or self.noegle_foer
        if fundet is None:
            raise ValueError("a difference is about something")
        return fundet

    @property
    def slags(self) -> Slags:
        """Whether it is new, gone or changed."""
        if self.foer is None:
            return "kommer_til"
        return "falder_bort" if self.efter is None else "aendret"


@dataclass(frozen=True)
class Proeve:
    """A law held against another on the same citizens and the same question."""

    foer: Regelsaet
    efter: Regelsaet
    spoergsmaal: Spoergsmaal

    @cached_property
    def aendringer(self) -> tuple[Aendring, ...]:
        """The parameters in which the laws differ."""
        return aendringer(self.foer, self.efter)

    def tilstande(self, hvad: str, historik: Historik) -> tuple[Tilstande, Tilstande]:
        """Where everybody stands under each law."""
        regn = pligttilstande if hvad == PLIGTER else maaletilstande
        return regn(self.foer, historik, self.spoergsmaal), regn(self.efter, historik, self.spoergsmaal)


def sammenlign(proeve: Proeve, hvad: Literal["pligter", "maalte"], historik: Historik) -> list[Forskel]:
    """Every difference between the two laws in the obligations or in the measures, sorted by citizen and rule.

    The laws are compared parameter by parameter only for the citizens for whom something differs.
    """
    if not proeve.aendringer:
        return []
    foer, efter = proeve.tilstande(hvad, historik)
    fundne = list(_forskelle(foer, efter))
    if not fundne:
        return []
    ramte = {forskel.noegle.borger_id for forskel in fundne}
    numre = np.array([nr for nr, id_ in enumerate(historik.borgere.ider) if id_ in ramte], dtype=np.int64)
    soegning = Aarsagssoegning(
        proeve.foer, proeve.efter, proeve.aendringer, proeve.spoergsmaal, hvad, udvalgte(historik, numre)
    )
    med_aarsag = [
        Forskel(f.noegle_foer, f.noegle_efter, f.foer, f.efter, soegning.aarsager(f.noegle_foer, f.noegle_efter))
        for f in fundne
    ]
    return sorted(med_aarsag, key=lambda forskel: forskel.noegle)


def _forskelle(foer: Tilstande, efter: Tilstande) -> Iterator[Forskel]:
    """Pairs by key; what is left of a citizen under a rule on both sides is paired in order: the course has moved."""
    rest_foer: dict[tuple[str, str], list[Noegle]] = defaultdict(list)
    rest_efter: dict[tuple[str, str], list[Noegle]] = defaultdict(list)
    for noegle, stand in foer.items():
        ny = efter.get(noegle)
        if ny is None:
            rest_foer[noegle[:2]].append(noegle)
        elif ny.afgoerende != stand.afgoerende:
            yield Forskel(noegle, noegle, stand, ny)
    for noegle in efter:
        if noegle not in foer:
            rest_efter[noegle[:2]].append(noegle)
    for hvem in sorted({*rest_foer, *rest_efter}):
        gamle, nye = sorted(rest_foer.get(hvem, [])), sorted(rest_efter.get(hvem, []))
        # In a measure another benefit is another entry; only an obligation can be the same on another day.
        faelles = min(len(gamle), len(nye)) if all(isinstance(n, Pligtnoegle) for n in (*gamle, *nye)) else 0
        for gammel, ny_noegle in zip(gamle[:faelles], nye[:faelles], strict=True):
            yield Forskel(gammel, ny_noegle, foer[gammel], efter[ny_noegle])
        for gammel in gamle[faelles:]:
            yield Forskel(gammel, None, foer[gammel], None)
        for ny_noegle in nye[faelles:]:
            yield Forskel(None, ny_noegle, None, efter[ny_noegle])
