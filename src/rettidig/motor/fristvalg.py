"""Where a deadline rule holds: which occasions a version takes, and in which of them there is a duty.

Courses are chosen before anything is worked out: first by the groups of the rule, then by the days that choose the
version, then by the rest. Where no course is left, nothing is worked out at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from rettidig.motor.anledninger import anledninger
from rettidig.motor.fristplan import Regelplan, Versionsplan
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.kodesaet import blandt, gruppesaet, i_grupper
from rettidig.regler.former.frist import Fristregel, FristVersion, KunMed, Personkreds
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs

Fakta = TypeVar("Fakta")


@dataclass(frozen=True, slots=True)
class Rettigheder:
    """Occasions under one version, and what follows from them: the columns of the same names in the answer."""

    plads: Longs
    forloeb: Longs
    udloeser: Days
    retsdato: Days
    gruppe: Longs
    frist_foer_fritagelse: Days
    fritagelse: Longs
    frist: Days

    def __len__(self) -> int:
        return len(self.plads)

    def kun(self, beholdt: Flags) -> Rettigheder:
        """The chosen ones."""
        if beholdt.all():
            return self
        return Rettigheder(
            self.plads[beholdt],
            self.forloeb[beholdt],
            self.udloeser[beholdt],
            self.retsdato[beholdt],
            self.gruppe[beholdt],
            self.frist_foer_fritagelse[beholdt],
            self.fritagelse[beholdt],
            self.frist[beholdt],
        )


class Fristvalg:
    """One rule's occasions, taken by its versions in turn. ``ledige`` are the places of those not yet taken."""

    def __init__(self, grundlag: Grundlag, regel: Fristregel, plan: Regelplan) -> None:
        self.g = grundlag
        self.regel = regel
        self.plan = plan
        kurser = grundlag.kurser(plan.grupper, foerste=plan.paa_foerste)
        if plan.efter_start:
            kurser = kurser[self._ikke_foer(grundlag.forloeb.start[kurser])]
        alle = anledninger(grundlag, regel, kurser)
        self.forloeb, self.udloeser = alle.forloeb, alle.dag
        self.ledige = np.arange(len(self.forloeb), dtype=np.int64)
        self._retsdatoer: dict[tuple[object, ...], Days] = {}

    def tag(self, plan: Versionsplan) -> Rettigheder | None:
        """The duties under the next version, which also takes the occasions it holds for without a duty."""
        plads = self.ledige
        efter = plan.version.vaelges_efter
        if efter == "forloeb_start":
            plads = plads[plan.kraft.rummer(self.g.forloeb.start[self.forloeb[plads]])]
        elif efter == "retsdato":
            retsdato = self._retsdato(plan.version)[plads]
            plads = plads[plan.kraft.rummer(np.where(retsdato == NO_DAY, self.g.dag, retsdato))]
        elif efter == "udloeser":
            udloeser = self._udloeser(plan.version)[plads]
            plads = plads[plan.kraft.rummer(np.where(udloeser == NO_DAY, self.g.dag, udloeser))]
        if plan.version.undtagne_til_naeste:
            plads = plads[~self._undtaget(plan.version, self.forloeb[plads])]
        if not len(plads):
            return None
        retsdato = self._retsdato(plan.version)[plads]
        alle = self._rettigheder(plan, plads, retsdato)
        frister = [plan.frister] if efter != "frist" else [plan.kraft, plan.frister]
        for rum in frister:
            if not rum.graenseloest and len(alle):
                alle = alle.kun(rum.rummer(self._frist_eller_tidligst(alle)))
        self._tag(alle.plads)
        return self._med_pligt(plan.version, alle)

    def _tag(self, plads: Longs) -> None:
        if not len(plads):
            return
        fri = np.zeros(len(self.forloeb), dtype=np.bool_)
        fri[self.ledige] = True
        fri[plads] = False
        self.ledige = np.flatnonzero(fri)

    def _udloeser(self, version: FristVersion) -> Days:
        """The trigger of every occasion, moved up to the first day from which the version lets it work."""
        if version.udloeser.tidligst is None:
            return self.udloeser
        tidligst = np.int32(calendar.to_day(version.udloeser.tidligst))
        return np.where(self.udloeser == NO_DAY, NO_DAY, np.maximum(self.udloeser, tidligst)).astype(np.int32)

    def _undtaget(self, version: FristVersion, forloeb: Longs) -> Flags:
        return blandt(self.g.forloeb.ydelse[forloeb], "ydelse", version.undtagne_ydelser)

    def _retsdato(self, version: FristVersion) -> Days:
        trin = version.udloeser
        timer = None if trin.timer is None else (trin.timer.fuldtid, trin.timer.deltid)
        noegle = trin.maaneder, trin.dage, timer, trin.fast_dag, trin.tidligst
        if trin.fast_dag is not None and noegle not in self._retsdatoer:
            fast_dag = calendar.to_day(trin.fast_dag)
            self._retsdatoer[noegle] = np.full(len(self.udloeser), fast_dag, dtype=np.int32)
        if noegle not in self._retsdatoer:
            udloeser = self._udloeser(version)
            retsdato = calendar.add_months(udloeser, trin.maaneder) if trin.maaneder else udloeser
            if trin.dage:
                retsdato = calendar.add_days(retsdato, trin.dage)
            if trin.timer is not None:
                dagpenge = self.g.er_dagpenge[self.forloeb]
                if dagpenge.any():
                    retsdato = np.where(dagpenge, self.g.naaet(trin.timer)[self.forloeb], retsdato)
            self._retsdatoer[noegle] = retsdato
        return self._retsdatoer[noegle]

    def _rettigheder(self, plan: Versionsplan, plads: Longs, retsdato: Days) -> Rettigheder:
        forloeb = self.forloeb[plads]
        frist = _frist(plan.version, retsdato)
        gruppe = self._gruppe(plan.version, forloeb, retsdato)
        raekke, flyttet = np.full(len(plads), -1, dtype=np.int64), frist
        if plan.flytter and len(plads):
            raekke, flyttet = self._flyttet_frist(plan.version, forloeb, gruppe, retsdato, frist)
        udloeser = self._udloeser(plan.version)[plads]
        return Rettigheder(plads, forloeb, udloeser, retsdato, gruppe, frist, raekke, flyttet)

    def _gruppe(self, version: FristVersion, forloeb: Longs, retsdato: Days) -> Longs:
        if version.gruppe_paa == "foerste":
            return self.g.foerste_gruppe[forloeb]
        dag = np.where((retsdato == NO_DAY) | (retsdato > self.g.dag), self.g.dag, retsdato).astype(np.int32)
        return op.value_held(self.g.forloeb.grupper, forloeb, dag, 0)

    def _flyttet_frist(
        self, version: FristVersion, forloeb: Longs, gruppe: Longs, retsdato: Days, frist: Days
    ) -> tuple[Longs, Days]:
        slut, raekke = self.daekkende_fritagelse(version, forloeb, gruppe, retsdato)
        fritaget = np.flatnonzero(raekke >= 0)
        if not len(fritaget):
            return raekke, frist
        flyttet = frist.copy()
        uden_ende = slut[fritaget] >= OPEN_END
        efter = calendar.add_months(calendar.add_days(slut[fritaget], -1), version.fritagelse.maaneder)
        flyttet[fritaget] = np.where(uden_ende, NO_DAY, efter)
        return raekke, flyttet

    def daekkende_fritagelse(
        self, version: FristVersion, forloeb: Longs, gruppe: Longs, dag: Days
    ) -> tuple[Days, Longs]:
        """Exclusive end and row of the exemption that covers each day; ``NO_DAY`` and -1 for none."""
        slut = np.full(len(dag), NO_DAY, dtype=np.int32)
        raekke = np.full(len(dag), -1, dtype=np.int64)
        person = self.g.forloeb.person[forloeb]
        omraade, regel = version.fritagelse.omraade, self.regel.regel
        for grunde, egne in pr_fakta(gruppe, lambda nummer: self.g.fritagelser(omraade, regel, nummer)):
            if len(grunde.row):
                slut[egne], raekke[egne] = op.latest_cover(grunde, person[egne], dag[egne])
        return slut, raekke

    def _frist_eller_tidligst(self, alle: Rettigheder) -> Days:
        """The deadline or, while there is none, the earliest it can be: the right date, or today."""
        tidligst = np.where(alle.retsdato == NO_DAY, self.g.dag, alle.retsdato)
        return np.where(alle.frist == NO_DAY, tidligst, alle.frist).astype(np.int32)

    def _med_pligt(self, version: FristVersion, alle: Rettigheder) -> Rettigheder | None:
        krav = version.kun_ved_valg
        if krav is not None and self.g.valg[krav.valg] != krav.vaerdi:
            return None
        alle = alle.kun(i_grupper(alle.gruppe, version.grupper))
        if version.undtagne_ydelser and len(alle):
            alle = alle.kun(~self._undtaget(version, alle.forloeb))
        if version.udloeser.tidligst is not None and len(alle):
            alle = alle.kun(self._foerste_i_forloebet(alle))
        if version.kun_med is not None and len(alle):
            alle = alle.kun(self._med(version.kun_med, alle))
        if version.personkreds is not None and len(alle):
            alle = alle.kun(self._i_personkreds(version.personkreds, alle.forloeb))
        if not self.plan.efter_start and len(alle):
            alle = alle.kun(self._ikke_foer(alle.retsdato))
        if version.ingen_pligt is not None and len(alle):
            alle = alle.kun(~self._uden_pligt(version, alle))
        return alle if len(alle) else None

    def _foerste_i_forloebet(self, alle: Rettigheder) -> Flags:
        """Moved triggers that still lie in the course; of several moved to one day the first."""
        foerste = np.zeros(len(alle), dtype=np.bool_)
        foerste[np.unique(np.stack([alle.forloeb, alle.udloeser], axis=1), axis=0, return_index=True)[1]] = True
        return np.asarray(foerste & (alle.udloeser < self.g.forloeb.slut[alle.forloeb]))

    def _ikke_foer(self, dag: Days) -> Flags:
        return np.asarray((dag == NO_DAY) | (dag >= self.plan.tidligst))

    def _i_personkreds(self, kreds: Personkreds, forloeb: Longs) -> Flags:
        borgere, person = self.g.historik.borgere, self.g.forloeb.person[forloeb]
        inde = self.g.forloeb.start[forloeb] < calendar.add_years(borgere.foedt[person], kreds.under_aar)
        if kreds.uden_erhvervsuddannelse:
            inde &= ~borgere.erhvervsuddannelse[person]
        if kreds.uden_hjemmeboende_boern:
            inde &= ~borgere.hjemmeboende_boern[person]
        return np.asarray(inde if kreds.virkning == "kun" else ~inde)

    def _uden_pligt(self, version: FristVersion, alle: Rettigheder) -> Flags:
        """Sick-pay states without duty, and courses that ended within the first weeks (SDL §§ 13 a, 13 b, 13 f)."""
        regel = version.ingen_pligt
        if regel is None:
            return np.zeros(len(alle), dtype=np.bool_)
        forloeb = self.g.forloeb
        raekke = self._raekke_paa_fristen(alle)
        status = np.where(raekke >= 0, self.g.historik.ydelser.status[raekke], -1)
        inden = calendar.add_days(alle.udloeser, regel.ophoert_inden_dage)
        fri = self.g.ophoert[alle.forloeb] & (forloeb.slut[alle.forloeb] <= inden)
        fri |= blandt(status, "status", regel.status)
        if regel.kommer_fra_status:
            ydelser = self.g.historik.ydelser
            foer = ydelser.perioder.where(
                blandt(ydelser.status, "status", regel.kommer_fra_status)[ydelser.perioder.row]
            )
            dagen_foer = calendar.add_days(forloeb.start[alle.forloeb], -1)
            fri |= op.latest_cover(foer, forloeb.person[alle.forloeb], dagen_foer).row >= 0
        return np.asarray(fri)

    def _med(self, krav: KunMed, alle: Rettigheder) -> Flags:
        """Those whose spell has one of the visitations or states."""
        raekke = self._raekke_paa_fristen(alle)
        ydelser = self.g.historik.ydelser
        visitation = np.where(raekke >= 0, ydelser.visitation[raekke], -1)
        status = np.where(raekke >= 0, ydelser.status[raekke], -1)
        har = blandt(visitation, "visitation", krav.visitation) | blandt(status, "status", krav.status)
        return np.asarray(har & (raekke >= 0))

    def _raekke_paa_fristen(self, alle: Rettigheder) -> Longs:
        """The row of ``ydelser`` held on the deadline, or today while that is ahead; -1 for none."""
        frist = alle.frist
        dag = np.where((frist == NO_DAY) | (frist > self.g.dag), self.g.dag, frist).astype(np.int32)
        dag = np.maximum(dag, self.g.forloeb.start[alle.forloeb])
        return op.value_held(self.g.forloeb.raekker, alle.forloeb, dag, -1)


def pr_fakta(gruppe: Longs, fakta: Callable[[int], Fakta]) -> Iterator[tuple[Fakta, Longs | slice]]:
    """The facts of each group, with the places of the column they are about: groups with the same facts together."""
    fundne: dict[int, tuple[Fakta, list[int]]] = {}
    for nummer in np.flatnonzero(np.bincount(gruppe)).tolist():
        egne = fakta(nummer)
        fundne.setdefault(id(egne), (egne, []))[1].append(nummer)
    for egne, numre in fundne.values():
        yield egne, slice(None) if len(fundne) == 1 else np.flatnonzero(gruppesaet(tuple(numre))[gruppe])


def _frist(version: FristVersion, retsdato: Days) -> Days:
    match version.fristen_er:
        case "ugens_soendag":
            return calendar.week_end(retsdato)
        case "dagen_foer":
            return calendar.add_days(retsdato, -1)
        case "maanedens_slutning":
            return calendar.month_end(retsdato)
        case "retsdato":
            return retsdato
