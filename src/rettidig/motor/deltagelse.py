"""The 75 % measure: of those who passed six months in the month, who got talks and an offer (from 1 July 2026)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rettidig.motor.frist import BORTFALDET, OPFYLDT, Fristsvar, vurder_frister
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, Koder
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maaling import DeltagelseVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Days, Flags, Longs

DELTAGELSE = "lab.deltagelse.75"


@dataclass(frozen=True, slots=True)
class Deltagelsestal:
    """The pool of one month: one entry per course.

    ``gruppe`` is the one on the right date. ``faaet`` got what the rule demands; ``undtaget`` stands in the register of
    reasoned exemptions; ``loeber`` has a deadline for the offer that still lies ahead.
    """

    person: Longs
    ydelse: Koder
    gruppe: Longs
    skaeringsdag: Days
    faaet: Flags
    undtaget: Flags
    loeber: Flags

    @property
    def fristen_loeber(self) -> int:
        """The number of those whose deadline for the offer still lies ahead."""
        return int(self.loeber.sum())


def deltagelse(
    lov: Regelsaet, historik: Historik, dag: int, valg: Mapping[str, str], version: DeltagelseVersion
) -> Deltagelsestal:
    """The pool whose six-month day lies in the month that ends on ``dag``, as known on that day."""
    grundlag = Grundlag.paa(lov, historik, dag, dict(valg))
    forloeb = grundlag.forloeb
    i_puljen = np.zeros(forloeb.antal, dtype=np.bool_)
    faaet = np.zeros(forloeb.antal, dtype=np.bool_)
    retsdato = np.full(forloeb.antal, calendar.NO_DAY, dtype=np.int32)
    gruppe = np.zeros(forloeb.antal, dtype=np.int64)
    loeber = np.zeros(forloeb.antal, dtype=np.bool_)
    for svar in vurder_frister(grundlag, (lov.hent(version.tilbudsregel, Fristregel),)):
        passerer = _passerer(svar, dag, version)
        i_puljen[svar.forloeb[passerer]] = True
        retsdato[svar.forloeb[passerer]] = svar.retsdato[passerer]
        faaet[svar.forloeb[passerer & (svar.status == OPFYLDT)]] = True
        gruppe[svar.forloeb[passerer]] = svar.gruppe[passerer]
        loeber[svar.forloeb[passerer & (svar.frist > dag) & (svar.status != OPFYLDT)]] = True
    samtaleregler = tuple(lov.hent(navn, Fristregel) for navn in version.samtaleregler)
    for svar in vurder_frister(grundlag, samtaleregler):
        faaet[svar.forloeb[svar.status != OPFYLDT]] = False
    med = np.flatnonzero(i_puljen)
    undtagne = historik.undtagelser
    har_undtagelse = np.zeros(historik.antal, dtype=np.bool_)
    ejer = undtagne.dage.owner_of_entries()
    har_undtagelse[ejer[(undtagne.regel[undtagne.dage.row] == DELTAGELSE) & (undtagne.dage.day <= dag)]] = True
    person = forloeb.person[med]
    return Deltagelsestal(
        person,
        forloeb.ydelse[med],
        gruppe[med],
        retsdato[med],
        faaet[med],
        har_undtagelse[person],
        loeber[med],
    )


def _passerer(svar: Fristsvar, dag: int, version: DeltagelseVersion) -> Flags:
    fra = max(calendar.month_start(dag), calendar.to_day(version.fra))
    passerer = (svar.retsdato >= fra) & (svar.retsdato <= dag) & np.isin(svar.gruppe, version.pulje)
    return np.asarray(passerer & (svar.status != BORTFALDET))
