"""The facts a system may see, as an extract, and which citizens are in them.

The latest extract is kept in memory as long as no act has been committed, so that the next question about the same
time is not read from the database again.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from rettidig.api.models import System
from rettidig.api.problemer import Problem
from rettidig.forloeb import Datasaet, Rapport, Tabeltal
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Borger, Borgeroplysning, Sletning
from rettidig.sager.selectors.datasaet import hent_datasaet
from rettidig.sager.selectors.kendt import kendt_nu, tyd_kendt

_BORGERE, _BORGER_ID = "borgere", "borger_id"
_FLEST_GEMTE_RAEKKER = 5_000_000
_KOMMUNECIFRE = 4


@dataclass(frozen=True)
class Udtraek:
    """The extract, and the time it was known: what is told with the answer, so that it can be asked for again."""

    data: Datasaet
    kendt: dt.datetime

    def numre(self, noegler: Iterable[str]) -> list[int]:
        """The primary keys of these citizens, for the log of readings."""
        return list(Borger.objects.filter(noegle__in=list(noegler)).values_list("pk", flat=True))


class _Seneste:
    """The one extract kept, by the time asked about and the time and erasures it was read after."""

    def __init__(self) -> None:
        self._laas = threading.Lock()
        self._om: tuple[object, ...] = ()
        self._data: Datasaet | None = None

    def hent(self, kendt: dt.datetime) -> Datasaet:
        om = (kendt, kendt_nu(), Sletning.objects.count())
        with self._laas:
            if self._data is not None and self._om == om:
                return self._data
        data = hent_datasaet(kendt)
        if sum(tabel.num_rows for tabel in data.tabeller.values()) <= _FLEST_GEMTE_RAEKKER:
            with self._laas:
                self._om, self._data = om, data
        return data


_seneste = _Seneste()


def udtraek(system: System, kendt_pr: str | None, borger: str | None = None) -> Udtraek:
    """What the system may see of all citizens, or of one.

    Raises :class:`Problem` for a time that is none, where nothing was known, and alike for a citizen who is not there
    and one the system may not see.
    """
    try:
        kendt = tyd_kendt(kendt_pr or "")
    except SagsFejl as fejl:
        if fejl.kode == "ikke_et_tidspunkt":
            raise Problem(422, "tidspunkt", indstilling="kendt_pr") from None
        raise
    data = _seneste.hent(kendt) if borger is None else _en(kendt, borger)
    data = _inden_for(system, data)
    if not data.tabeller[_BORGERE].num_rows:
        raise Problem(404, "ingen_data" if borger is None else "ukendt_borger")
    return Udtraek(data, kendt)


def _en(kendt: dt.datetime, borger: str) -> Datasaet:
    """One citizen alone: of the others nothing is read, and nothing said."""
    return _uden_rapport(hent_datasaet(kendt, borger))


def _inden_for(system: System, data: Datasaet) -> Datasaet:
    """Only the citizens who are now in the system's teams and municipality, and then without remarks about the others.

    Whom it sees is settled by the open registration, as for users: who has moved to another team is not shown as they
    were known while they were here.
    """
    if not system.teams and not system.kommune:
        return data
    ider = pa.array(_egne(system), pa.string())
    tabeller = {
        navn: tabel.filter(pc.is_in(tabel[_BORGER_ID], value_set=ider)) for navn, tabel in data.tabeller.items()
    }
    return _uden_rapport(Datasaet(tabeller, data.fravaerende, data.rapport))


def _egne(system: System) -> list[str]:
    """The keys of those the system may see."""
    nu = Borgeroplysning.objects.filter(registreret__upper_inf=True)
    if system.teams:
        nu = nu.filter(team__in=system.teams)
    egen = system.kommune.rjust(_KOMMUNECIFRE, "0")
    return [
        noegle
        for noegle, kommune in nu.values_list("borger__noegle", "kommune").iterator()
        if not system.kommune or str(kommune).rjust(_KOMMUNECIFRE, "0") == egen
    ]


def _uden_rapport(data: Datasaet) -> Datasaet:
    tal = {navn: Tabeltal(tabel.num_rows, tabel.num_rows, 0) for navn, tabel in data.tabeller.items()}
    return Datasaet(data.tabeller, data.fravaerende, Rapport(tal))
