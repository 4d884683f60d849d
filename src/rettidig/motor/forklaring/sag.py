"""The case under explanation: one citizen's registered rows, and what the engine makes of them on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from rettidig.forloeb import Datasaet, kontrakt
from rettidig.forloeb.kontrakt import RAEKKE, Type
from rettidig.forloeb.lager import Lager
from rettidig.motor.forklaring.knude import Raekke
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, historik_fra
from rettidig.motor.historikkilder import BORGER_ID, BORGERE, Blokkilde, Borgerkilde
from rettidig.regler.former.grundform import TIMER_SKALA, Timetal
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Longs

GRAD_SKALA = 1_000
OERE = 100
_SKALA = {"timer": TIMER_SKALA, "timer_pr_uge": TIMER_SKALA, "pris_pr_uge": OERE, "grad": GRAD_SKALA}


@dataclass(frozen=True)
class Borgerfakta:
    """Everything registered on one citizen, read where it is registered, and the tables that were absent."""

    kilde: Borgerkilde | Blokkilde
    fravaerende: tuple[str, ...]

    @classmethod
    def find(cls, data: Datasaet | Lager, borger: str) -> Borgerfakta:
        """The citizen in an extract or in the stored form. Raises ``KeyError`` for one who is not there."""
        if isinstance(data, Lager):
            return cls(Blokkilde(data.find(borger)), data.fravaerende)
        return cls(Borgerkilde(data.tabeller, borger), data.fravaerende)


@dataclass(frozen=True)
class Sag:
    """One citizen on one day. ``alt`` holds every registered fact, ``grundlag`` only those begun by the day."""

    lov: Regelsaet
    fakta: Borgerfakta
    borger: str
    dag: int
    valg: dict[str, str]

    @classmethod
    def paa(cls, grundlag: Grundlag, alt: Historik, fakta: Borgerfakta, borger: str) -> Sag:
        """The case on what has been worked out already: ``alt`` and ``grundlag`` are not made again."""
        sag = cls(grundlag.lov, fakta, borger, grundlag.dag, grundlag.valg)
        sag.__dict__.update(alt=alt, grundlag=grundlag)
        return sag

    @cached_property
    def alt(self) -> Historik:
        """Everything registered on the citizen, planned things too."""
        return historik_fra(self.fakta.kilde)

    @cached_property
    def grundlag(self) -> Grundlag:
        """What the duties of the day rest on."""
        return Grundlag.paa(self.lov, self.alt, self.dag, self.valg)

    @cached_property
    def _kendte_raekker(self) -> dict[str, list[Raekke]]:
        return {}

    def _raekker(self, tabel: str) -> list[Raekke]:
        """The rows of a table, in the history's order. Ends become the last day included, amounts plain numbers.

        A table is read when a row of it is first named.
        """
        kendte = self._kendte_raekker
        if tabel not in kendte:
            kendte[tabel] = _laesbare(self.fakta.kilde, tabel)
        return kendte[tabel]

    def alle(self, tabel: str) -> list[Raekke]:
        """All the citizen's registered rows of a table, in the source's order."""
        return sorted(self._raekker(tabel), key=_nummer)

    def raekke(self, tabel: str, plads: int) -> Raekke:
        """The registered row behind a position in the columns of the history."""
        return self._raekker(tabel)[plads]

    def raekker(self, tabel: str, pladser: Iterable[int]) -> tuple[Raekke, ...]:
        """The registered rows behind several positions, each once, in the source's order."""
        return tuple(sorted((self.raekke(tabel, plads) for plads in dict.fromkeys(pladser)), key=_nummer))

    @cached_property
    def borgerraekke(self) -> Raekke:
        """The citizen's own row."""
        return self._raekker(BORGERE)[0]

    def graense(self, timer: Timetal) -> int:
        """The number of hours that holds for the citizen's insurance, in 1/10,000."""
        return timer.deltid if bool(self.alt.borgere.deltid[0]) else timer.fuldtid

    def naaet(self, forloeb: int, timer: Timetal) -> int:
        """The day by whose end a dagpenge course's clock shows so many hours; ``NO_DAY`` when it never does."""
        ur = self.grundlag.ur.take(_et(forloeb))
        return int(op.reached(ur, _et(self.graense(timer)))[0])

    def timer_til_og_med(self, forloeb: int, dag: int) -> int:
        """What a dagpenge course's clock shows by the end of a day, in 1/10,000 hour."""
        ur = self.grundlag.ur.take(_et(forloeb))
        return int(op.accumulated(ur, np.array([dag + 1], dtype=np.int32))[0])


def _et(tal: int) -> Longs:
    return np.array([tal], dtype=np.int64)


def _nummer(raekke: Raekke) -> int:
    return int(raekke[RAEKKE])


def _laesbare(kilde: Borgerkilde | Blokkilde, tabel: str) -> list[Raekke]:
    """The rows of a table as they are shown: dates as text, ends the last day included, amounts plain numbers."""
    navne = ["tabel", RAEKKE]
    kolonner = [kilde.vaerdier(tabel, RAEKKE)]
    for navn, skriv in _skrivemaader(tabel):
        navne.append(navn)
        vaerdier = kilde.vaerdier(tabel, navn)
        kolonner.append(vaerdier if skriv is None else [None if v is None else skriv(v) for v in vaerdier])
    return [dict(zip(navne, (tabel, *raekke), strict=True)) for raekke in zip(*kolonner, strict=True)]


@cache
def _skrivemaader(tabel: str) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """The columns of a table in the contract's order, each with how its values are shown; ``None``: as they are."""
    kolonner = kontrakt().tabeller[tabel].kolonner.items()
    return tuple((navn, _skrivemaade(navn, spec.type)) for navn, spec in kolonner if navn != BORGER_ID)


def _skrivemaade(navn: str, slags: Type) -> Callable[[Any], Any] | None:
    if navn in _SKALA:
        skala = _SKALA[navn]
        return lambda tal: tal / skala if tal % skala else tal // skala
    match slags:
        case Type.SLUTDATO:
            return lambda dag: calendar.to_date(dag - 1).isoformat()
        case Type.DATO | Type.MAANED:
            return lambda dag: calendar.to_date(dag).isoformat()
        case _:
            return None
