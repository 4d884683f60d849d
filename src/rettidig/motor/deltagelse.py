"""The 75 % measure: of those who passed six months in the month, who got talks and an offer (from 1 July 2026)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rettidig.motor.frist import BORTFALDET, OPFYLDT, Fristsvar, vurder_frister
from rettidig.motor.grundlag import PLIGTFORLOEB, Grundlag
from rettidig.motor.historik import Historik, Koder, kodenumre
from rettidig.regler.former.forloeb import Forloebsregel
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
    return deltagelse_paa(Grundlag.paa(lov, historik, dag, dict(valg)), version)


def deltagelse_paa(grundlag: Grundlag, version: DeltagelseVersion) -> Deltagelsestal:
    """The same, of what is known on the month's last day."""
    lov, historik, dag, forloeb = grundlag.lov, grundlag.historik, grundlag.dag, grundlag.forloeb
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


def kan_passere(lov: Regelsaet, historik: Historik, dag: int, version: DeltagelseVersion) -> Longs:
    """The citizens of whom someone may be in the pool of a month: at least all who are, and few of the others.

    A course begins where some spell begins or ends, and the right arises so many months after. Where hours measure it,
    it arises on a day on benefit or in an activity.
    """
    regel = lov.hent(version.tilbudsregel, Fristregel)
    if any(v.udloeser.fra != "forloeb_start" for v in regel.versioner):
        return np.arange(historik.antal, dtype=np.int64)
    maaned = calendar.month_start(dag)
    perioder, indsatser = historik.ydelser.perioder, historik.indsatser.perioder
    ejer, begyndt = perioder.owner_of_entries(), perioder.start <= dag
    i_timer = lov.hent(PLIGTFORLOEB, Forloebsregel).versioner[0].ledighedsur.ydelse
    timer = begyndt & (historik.ydelser.ydelse[perioder.row] == kodenumre("ydelse", (i_timer,))[0])
    i_indsats = np.zeros(historik.antal, dtype=np.bool_)
    i_indsats[indsatser.owner_of_entries()[(indsatser.start <= dag) & (indsatser.end > maaned)]] = True
    med = timer & ((perioder.end > maaned) | i_indsats[ejer])
    for trin in {(v.udloeser.maaneder, v.udloeser.dage) for v in regel.versioner}:
        for skift in (perioder.start, perioder.end):
            ret = calendar.add_days(calendar.add_months(skift, trin[0]), trin[1])
            med |= begyndt & (ret >= maaned) & (ret <= dag)
    return np.unique(ejer[med])


def _passerer(svar: Fristsvar, dag: int, version: DeltagelseVersion) -> Flags:
    fra = max(calendar.month_start(dag), calendar.to_day(version.fra))
    passerer = (svar.retsdato >= fra) & (svar.retsdato <= dag) & np.isin(svar.gruppe, version.pulje)
    return np.asarray(passerer & (svar.status != BORTFALDET))
