"""Everything about one citizen, worked out when it is asked for: on any day, as known at any time.

Nothing here is read from what is kept: a page about one citizen is always right, even where lists are behind. To read a
citizen is to be noted (``adgang.services.laesninger``) by whoever shows it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pyarrow as pa

from rettidig.forloeb import Datasaet
from rettidig.motor.forklar import Forklaring, forklar
from rettidig.motor.fund import fund_raekker
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, byg_historik
from rettidig.motor.opfyldelse import opfyldelsesraekker
from rettidig.motor.opgaver import Maaleperiodeopgave, Refusionsopgave
from rettidig.motor.svar import frist_raekker
from rettidig.motor.vilkaar import Handling, Vurdering, handling_fra, vurder
from rettidig.motor.vilkaar.udtraek import Afvigelse, med_udtraek
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import hent_borgere
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.tal.fejl import TalFejl
from rettidig.tal.services.stempel import standardvalg
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

Raekke = dict[str, Any]


@dataclass(frozen=True)
class Borgerbillede:
    """One citizen on a day, as known at a time. Each answer is worked out once, when it is asked for."""

    pk: int
    borger_id: str
    team: str
    sagsbehandler: str
    dag: dt.date
    kendt: dt.datetime
    data: Datasaet
    valg: Mapping[str, str]

    @cached_property
    def historik(self) -> Historik:
        """The facts as the engine reads them."""
        return byg_historik(self.data, self.borger_id)

    @cached_property
    def grundlag(self) -> Grundlag:
        """The facts known on the day and the courses they make."""
        return Grundlag.paa(hent_lov(), self.historik, calendar.to_day(self.dag), dict(self.valg))

    @cached_property
    def frister(self) -> list[Raekke]:
        """The obligations of the rules that are always given: rows of the contract."""
        with op.use(forms.choose(1)):
            return frist_raekker(self.grundlag)

    @cached_property
    def alle_frister(self) -> list[Raekke]:
        """The obligations of every rule, those given on request too."""
        with op.use(forms.choose(1)):
            return frist_raekker(self.grundlag, tuple(hent_lov().alle_frister()))

    @cached_property
    def opfyld(self) -> list[Raekke]:
        """What would meet each obligation that is still open."""
        with op.use(forms.choose(1)):
            return opfyldelsesraekker(self.grundlag, tuple(hent_lov().alle_frister()))

    @cached_property
    def fund(self) -> list[Raekke]:
        """Breaches that are not deadlines."""
        with op.use(forms.choose(1)):
            return list(fund_raekker(self.grundlag))

    def forklaring(self, regler: tuple[str, ...] | None = None) -> Forklaring:
        """Why, with the paragraph in hand: all of it, or the obligations of some rules."""
        dag = calendar.to_day(self.dag)
        return forklar(hent_lov(), self.data, self.borger_id, dag, dict(self.valg), regler)

    def maaleperioder(self, fra: dt.date, til: dt.date) -> list[Raekke]:
        """How the citizen counts in the focus goals on the month ends between two days."""
        with op.use(forms.choose(1)):
            fundne: list[Raekke] = Maaleperiodeopgave(fra, til, dict(self.valg)).svar(self.historik).to_pylist()
            return fundne

    def refusion(self, fra: dt.date, til: dt.date) -> list[Raekke]:
        """The weeks on the reimbursement ladder that two days and those between them touch."""
        with op.use(forms.choose(1)):
            fundne: list[Raekke] = Refusionsopgave(fra, til).svar(self.historik).to_pylist()
            return fundne

    def uden_raekke(self, tabel: str, **celler: object) -> Borgerbillede:
        """The same citizen without one row that has these cells, days as dates and ends exclusive: as if never so."""
        raekker = self.data.tabeller[tabel]
        holdt = raekker.select(list(celler)).to_pylist()
        plads = next((nr for nr, raekke in enumerate(holdt) if raekke == celler), None)
        if plads is None:
            return self
        resten = raekker.filter(pa.array([nr != plads for nr in range(raekker.num_rows)], pa.bool_()))
        return replace(self, data=replace(self.data, tabeller={**self.data.tabeller, tabel: resten}))

    def vilkaar(self, handling: Mapping[str, object]) -> tuple[Vurdering, tuple[str, ...], tuple[Afvigelse, ...]]:
        """Whether a described act would be lawful, with the facts taken from the store, and where the two differ.

        Raises ``UbrugeligHandling`` for an act that cannot be read.
        """
        lov = hent_lov()
        beskrevet: Handling = handling_fra({**handling, "borger_id": self.borger_id}, lov.fakta)
        udfyldt, taget, afvigelser = med_udtraek(lov, beskrevet, self.data, dict(self.valg))
        return vurder(lov, udfyldt), taget, afvigelser


def borger(pk: int, dag: dt.date, kendt: dt.datetime | None = None) -> Borgerbillede:
    """One citizen, by the number in the store. Raises ``TalFejl`` for one who was not known then."""
    tid = kendt_nu() if kendt is None else kendt
    blok = hent_borgere(tid, [pk])
    if not len(blok):
        raise TalFejl("ukendt_borger")
    return Borgerbillede(pk, blok.ider[0], blok.team[0], blok.sagsbehandler[0], dag, tid, blok.data, standardvalg())
