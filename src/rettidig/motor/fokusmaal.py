"""Fokusmål 1 and 2 person by person: who is measured on a month end, and what activates them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from rettidig.motor.forloeb import Forloeb, byg_forloeb, ledighedsur
from rettidig.motor.grundlag import GRUPPEREGEL, MAALEFORLOEB, samtaleversion, taellende_slags, taeller_som_samtale
from rettidig.motor.historik import Historik, Koder, kodenavne, kodenumre
from rettidig.motor.kodesaet import kodesaet
from rettidig.motor.maalgrupper import Maalgrupper
from rettidig.regler.former.forloeb import Forloebsregel, ForloebVersion
from rettidig.regler.former.maalgruppe import Maalgrupperegel
from rettidig.regler.former.maaling import Fokusmaal1Regel, Fokusmaal1Version, Fokusmaal2Regel, Fokusmaal2Version
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import (
    Days,
    Flags,
    Longs,
    Points,
    Spells,
    Timeline,
    constant_timeline,
    empty_timeline,
)

FOKUSMAAL_1 = "lob.fokusmaal.1"
FOKUSMAAL_2 = "lob.fokusmaal.2"


@dataclass(frozen=True, slots=True)
class Maalte:
    """The population on one month end, one entry per citizen and benefit, and the stretches they are judged on.

    ``plads`` is the owner in the timelines of :class:`Fokusmaal`. The window is [fra, til); ``gruppe`` is the one on
    the day.
    """

    dag: int
    plads: Longs
    person: Longs
    ydelse: Koder
    gruppe: Longs
    fra: Days
    til: Days

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True, slots=True)
class Aktivering:
    """Why each of the measured counts as activated; hours in 1/10,000."""

    ved_tilbud: Flags
    timer_gammel_del: Longs
    timer_ny_del: Longs
    ved_timer: Flags

    @property
    def aktiv(self) -> Flags:
        """Activated in either way."""
        return np.asarray(self.ved_tilbud | self.ved_timer)


class Fokusmaal:
    """The focus goals over a history, as timelines: a measure on a day is what the timelines say of that day.

    The owners are the courses' parts (citizen x benefit) that are ever measured, in the order of ``kaeder``. Facts that
    begin after a month end never change its figures, so one set of timelines answers for all of them.
    """

    def __init__(self, lov: Regelsaet, historik: Historik, valg: Mapping[str, str]) -> None:
        self.lov = lov
        self.historik = historik
        self.valg = valg
        self.regel_1 = lov.hent(FOKUSMAAL_1, Fokusmaal1Regel)
        self.regel_2 = lov.hent(FOKUSMAAL_2, Fokusmaal2Regel)
        self._deling = calendar.to_day(self.regel_1.deling)
        self._gammel = self.version_1(calendar.to_date(self._deling - 1)).krav
        self._ny = self.version_1(self.regel_1.deling).krav

    @cached_property
    def forloeb(self) -> Forloeb:
        """All courses as the focus goals count them, also those too short to be measured."""
        return byg_forloeb(self.historik, self.forloebsversion, self._maalgrupper)

    @cached_property
    def forloebsversion(self) -> ForloebVersion:
        """How courses are counted for the focus goals."""
        return self.lov.hent(MAALEFORLOEB, Forloebsregel).versioner[0]

    @cached_property
    def modne_fra(self) -> Days:
        """For each of ``forloeb`` the first day by whose end it has lasted long enough to be measured."""
        return self._modne_fra(self.forloeb)

    @cached_property
    def kaeder(self) -> Longs:
        """The courses' parts that are ever measured, among those of ``_maalelige``."""
        krav = self.regel_1.population
        dele = self._maalelige.dele
        med = self._maalte_ydelser[dele.ydelse]
        if krav.undtag_integrationsprogram:
            med &= ~self.historik.borgere.integrationsprogram[dele.person]
        med &= dele.linjer.last_end(NO_DAY) > self._maalelige_fra[dele.forloeb]
        return np.flatnonzero(med)

    @cached_property
    def bestand(self) -> Timeline:
        """The days on which each part is in the population; the value is the group held."""
        grupper = self._maalelige.dele.grupper(self.kaeder)
        return op.intersect(grupper, self._fra(self._maalelige_fra[self._maalelige.dele.forloeb[self.kaeder]]))

    @cached_property
    def person(self) -> Longs:
        """The citizen of each part."""
        return self._maalelige.dele.person[self.kaeder]

    @cached_property
    def ydelse(self) -> Koder:
        """The benefit of each part."""
        return self._maalelige.dele.ydelse[self.kaeder]

    @cached_property
    def start(self) -> Days:
        """The first day of the course each part belongs to: what lies before it is outside every window."""
        return self._maalelige.start[self._maalelige.dele.forloeb[self.kaeder]]

    def aktive(self, regelsaet: str) -> Timeline:
        """The days on which each part counts as activated under a rule set."""
        if regelsaet not in self._aktive:
            self._aktive[regelsaet] = op.union(self.ved_tilbud(regelsaet), self.ved_timer(regelsaet))
        return self._aktive[regelsaet]

    def ved_tilbud(self, regelsaet: str) -> Timeline:
        """The days on which an offer alone is enough: one lies in the window and counts where it lies."""
        if regelsaet not in self._tilbudsdage:
            skel = self._skel(regelsaet)
            altid = op.lookback(self._tilbud(self._ny.tilbud, OPEN_END), self._vindue)
            foer = op.lookback(self._tilbud(self._gammel.ovrige_tilbud, skel), self._vindue)
            fundet = op.union(altid, foer)
            if regelsaet != "gamle":
                for_hvem = self._ny.ovrige_tilbud_for
                hele_vinduet = op.lookback(self._tilbud(self._ny.ovrige_tilbud, OPEN_END), self._vindue)
                if for_hvem != "alle":
                    hele_vinduet = op.intersect(self._i_grupperne(for_hvem), hele_vinduet)
                fundet = op.union(fundet, hele_vinduet)
            self._tilbudsdage[regelsaet] = fundet
        return self._tilbudsdage[regelsaet]

    def ved_timer(self, regelsaet: str) -> Timeline:
        """The days on which the ordinary hours in the window alone are enough."""
        if regelsaet not in self._timedage:
            gammel, ny = self._timer_i_vinduet(regelsaet)
            fundet = op.union(op.at_least(gammel, self._gammel.timer), op.at_least(ny, self._ny.timer))
            if regelsaet == "gaeldende":
                fundet = op.union(fundet, self._samlet())
            self._timedage[regelsaet] = fundet
        return self._timedage[regelsaet]

    @cached_property
    def talte(self) -> Timeline:
        """The number of days with a counting talk in the window that ends with each day's month."""
        dage = self._samtaledage
        foerste = Points(dage.offsets, calendar.month_start(dage.day), dage.row, np.ones(len(dage.day), dtype=np.int64))
        return op.rolling_months(foerste, self._vindue)

    def maalte(self, dag: int) -> Maalte:
        """The population on a month end."""
        paa_dagen = np.flatnonzero((self.bestand.start <= dag) & (dag < self.bestand.end))
        plads = self.bestand.owner_of_entries()[paa_dagen]
        gruppe = np.empty(0, dtype=np.int64) if self.bestand.value is None else self.bestand.value[paa_dagen]
        foerste_maaned = calendar.add_months(calendar.month_start(dag), 1 - self._vindue)
        return Maalte(
            dag,
            plads,
            self.person[plads],
            self.ydelse[plads],
            gruppe,
            np.maximum(self.start[plads], np.int32(foerste_maaned)),
            np.full(len(plads), dag + 1, dtype=np.int32),
        )

    def aktivering(self, maalte: Maalte, regelsaet: str) -> Aktivering:
        """What activates each of the measured under a rule set: the lawful split, all old, or all new."""
        gammel, ny = self._timer_i_vinduet(regelsaet)
        return Aktivering(
            self.ved_tilbud(regelsaet).covers(maalte.dag)[maalte.plads],
            gammel.values_on(maalte.dag, 0)[maalte.plads],
            ny.values_on(maalte.dag, 0)[maalte.plads],
            self.ved_timer(regelsaet).covers(maalte.dag)[maalte.plads],
        )

    def samtaler(self, maalte: Maalte) -> Longs:
        """The number of days with a counting talk in the window."""
        return self.talte.values_on(maalte.dag, 0)[maalte.plads]

    def med_kun(self, indsats: int | Longs) -> Fokusmaal:
        """The same courses and the same population, as if these rows of ``indsatser`` were the only offers."""
        indsatser, _ = self.historik.indsatser, self.bestand
        kun = copy(self)
        kun.historik = replace(
            self.historik,
            indsatser=replace(indsatser, perioder=indsatser.perioder.where(np.isin(indsatser.perioder.row, indsats))),
        )
        for afhaengig in ("_tilbudsdage", "_aktive"):
            kun.__dict__.pop(afhaengig, None)
        return kun

    def graense(self, dag: dt.date, regelsaet: str) -> int:
        """The limit of fokusmål 1 in thousandths: the share must lie strictly below."""
        if regelsaet == "gamle":
            return self.version_1(calendar.to_date(self._deling - 1)).andel_under
        if regelsaet == "nye":
            return self.version_1(self.regel_1.deling).andel_under
        return self.version_1(dag).andel_under

    def version_1(self, dag: dt.date) -> Fokusmaal1Version:
        """How fokusmål 1 is counted on a day; after the last order's end, as it says."""
        return next((v for v in self.regel_1.versioner if v.gaelder(dag)), self.regel_1.versioner[-1])

    def version_2(self, dag: dt.date) -> Fokusmaal2Version:
        """How fokusmål 2 is counted on a day; after the last order's end, as it says."""
        return next((v for v in self.regel_2.versioner if v.gaelder(dag)), self.regel_2.versioner[-1])

    @property
    def _vindue(self) -> int:
        return self.regel_1.population.vindue_maaneder

    @cached_property
    def _aktive(self) -> dict[str, Timeline]:
        return {}

    @cached_property
    def _maalgrupper(self) -> Maalgrupper:
        return Maalgrupper(self.historik, self.lov.hent(GRUPPEREGEL, Maalgrupperegel), self.valg)

    @cached_property
    def _maalelige(self) -> Forloeb:
        """The courses that may be measured: at least all that last long enough, and few of the others."""
        return byg_forloeb(self.historik, self.forloebsversion, self._maalgrupper, self._kan_blive_moden)

    @cached_property
    def _maalelige_fra(self) -> Days:
        return self._modne_fra(self._maalelige)

    @cached_property
    def _maalte_ydelser(self) -> Flags:
        return kodesaet("ydelse", self.regel_1.population.ydelser)

    def _kan_blive_moden(self, person: Longs, ydelse: Koder, start: Days, slut: Days) -> Flags:
        """Whether a course that fills [start, slut) would be measured: no course within it is longer."""
        krav, ur = self.regel_1.population, self.forloebsversion.ledighedsur
        hverdage = calendar.weekdays_before(slut) - calendar.weekdays_before(start)
        deltid = self.historik.borgere.deltid[person]
        pr_dag = np.where(deltid, ur.timer_pr_hverdag.deltid, ur.timer_pr_hverdag.fuldtid)
        graense = np.where(deltid, krav.mindst_timer.deltid, krav.mindst_timer.fuldtid)
        i_maaneder = calendar.add_months(start, krav.mindst_maaneder) <= slut
        i_timer = ydelse == kodenumre("ydelse", (ur.ydelse,))[0]
        return np.asarray(self._maalte_ydelser[ydelse] & np.where(i_timer, hverdage * pr_dag >= graense, i_maaneder))

    def _modne_fra(self, forloeb: Forloeb) -> Days:
        krav = self.regel_1.population
        efter_kalender = calendar.add_days(calendar.add_months(forloeb.start, krav.mindst_maaneder), -1)
        deltid = self.historik.borgere.deltid[forloeb.person]
        graense = np.where(deltid, krav.mindst_timer.deltid, krav.mindst_timer.fuldtid).astype(np.int64)
        ur = ledighedsur(self.historik, forloeb, self.forloebsversion, None, med_stilstand=False)
        naaet = op.reached(ur, graense)
        i_timer = forloeb.ydelse == kodenumre("ydelse", (self.forloebsversion.ledighedsur.ydelse,))[0]
        return np.where(i_timer, np.where(naaet == NO_DAY, OPEN_END, naaet), efter_kalender).astype(np.int32)

    def _skel(self, regelsaet: str) -> int:
        """The day from which the new rules judge: days before it are the old part of a window."""
        return {"gaeldende": self._deling, "gamle": OPEN_END, "nye": -OPEN_END}[regelsaet]

    @cached_property
    def _tilbudsdage(self) -> dict[str, Timeline]:
        return {}

    def _tilbud(self, koder: tuple[str, ...], foer: int) -> Timeline:
        """The days in offers of these kinds in each course, before a day; only first days where overlap is off."""
        if koder == self._ny.tilbud and self.valg["delvis_raskmelding_taeller"] == "ja":
            koder = (*koder, *self.regel_1.kan_tilvaelges)
        perioder = self.historik.indsatser.perioder
        egne = perioder.where(kodesaet("indsats", koder)[self.historik.indsatser.indsats[perioder.row]])
        if self.valg["overlap_taeller"] != "ja":
            egne = Spells(egne.offsets, egne.start, egne.start + np.int32(1), egne.row)
        i_forloebet = op.intersect(op.merge_spells(egne).take(self.person), self._fra(self.start))
        return i_forloebet if foer >= OPEN_END else op.intersect(i_forloebet, self._indtil(foer))

    def _i_grupperne(self, grupper: tuple[int, ...] | str) -> Timeline:
        """The days on which each part is in one of the groups."""
        alle = self.bestand
        vaerdi = np.empty(0, dtype=np.int64) if alle.value is None else alle.value
        return op.at_least(alle.with_value(np.isin(vaerdi, grupper).astype(np.int64)), 1)

    @cached_property
    def _timedage(self) -> dict[str, Timeline]:
        return {}

    def _samlet(self) -> Timeline:
        """Hours on both sides of the split, added up as the switch ``timeregel`` says."""
        alle = op.rolling_months(self._maaneder, self._vindue)
        match self.valg["timeregel"]:
            case "saerskilt_eller_samlet_225":
                return op.at_least(alle, self.regel_1.samlet_timer)
            case "samlet_100":
                sidste = calendar.month_end(calendar.add_months(calendar.month_start(self._deling), self._vindue - 1))
                delt = constant_timeline(alle.owners, [(self._deling, sidste + 1)])
                foer_skellet = op.intersect(delt, self._hvor(self.start < self._deling))
                return op.intersect(op.at_least(alle, self.regel_1.samlet_timer_lav), foer_skellet)
            case _:
                return empty_timeline(alle.owners)

    def _timer_i_vinduet(self, regelsaet: str) -> tuple[Timeline, Timeline]:
        """Hours in the window on each side of the split: a month belongs where its last day lies."""
        if regelsaet not in self._vinduestimer:
            maaneder, skel = self._maaneder, self._skel(regelsaet)
            gammel = calendar.month_end(maaneder.day) < skel
            self._vinduestimer[regelsaet] = (
                op.rolling_months(maaneder.where(gammel), self._vindue),
                op.rolling_months(maaneder.where(~gammel), self._vindue),
            )
        return self._vinduestimer[regelsaet]

    @cached_property
    def _vinduestimer(self) -> dict[str, tuple[Timeline, Timeline]]:
        return {}

    @cached_property
    def _maaneder(self) -> Points:
        """The months with wage hours whose last day lies in the course."""
        maaneder = self.historik.loentimer.maaneder.take(self.person)
        return maaneder.where(calendar.month_end(maaneder.day) >= self.start[maaneder.owner_of_entries()])

    @cached_property
    def _samtaledage(self) -> Points:
        """The days with a counting talk in each course, each once."""
        alle = self.historik.samtaler.dage.take(self.person)
        ejer = alle.owner_of_entries()
        taeller = alle.day >= self.start[ejer]
        for grupper, koder in self._ydelser_hvis_samtaler_taeller_ens.items():
            ens = taeller_som_samtale(self.lov, self.historik.samtaler, alle.row, alle.day, grupper, med_part=True)
            taeller &= ens | ~kodesaet("ydelse", koder)[self.ydelse][ejer]
        talt = alle.where(taeller)
        ejer = talt.owner_of_entries()
        foerste = np.ones(len(ejer), dtype=np.bool_)
        foerste[1:] = (ejer[1:] != ejer[:-1]) | (talt.day[1:] != talt.day[:-1])
        return talt if foerste.all() else talt.where(foerste)

    @property
    def _ydelser_hvis_samtaler_taeller_ens(self) -> dict[int, tuple[str, ...]]:
        """The benefits someone is measured on, under one group each whose talks count as all of theirs do."""
        version, navne = samtaleversion(self.lov), kodenavne("ydelse")
        ens: dict[tuple[object, ...], int] = {}
        fundet: dict[int, tuple[str, ...]] = {}
        for kode in np.flatnonzero(np.bincount(self.ydelse)).tolist():
            gruppe = self._gruppe_for_ydelse(kode)
            krav = (taellende_slags(self.lov, gruppe), *(gruppe in linje.grupper for linje in version.kun_part))
            gruppe = ens.setdefault(krav, gruppe)
            fundet[gruppe] = (*fundet.get(gruppe, ()), navne[kode])
        return fundet

    def _gruppe_for_ydelse(self, ydelse: int) -> int:
        """The group whose talks a benefit is measured by; for benefits with several groups they count alike."""
        linjer = self.lov.hent(GRUPPEREGEL, Maalgrupperegel).versioner[0].linjer
        return next(linje.gruppe for linje in linjer if ydelse in kodenumre("ydelse", linje.ydelser))

    def _fra(self, dag: Days) -> Timeline:
        """From a day of its own on, for every part."""
        antal = len(dag)
        ende = np.full(antal, OPEN_END + 1, dtype=np.int32)
        return Timeline(np.arange(antal + 1, dtype=np.int64), dag, ende)

    def _indtil(self, dag: int) -> Timeline:
        """Up to, not including, a day: the same for every part."""
        return constant_timeline(len(self.kaeder), [(-OPEN_END, max(dag, -OPEN_END + 1))])

    def _hvor(self, med: Flags) -> Timeline:
        """All days for the chosen parts, none for the others."""
        antal = int(med.sum())
        return Timeline(
            np.concatenate([[0], np.cumsum(med)]).astype(np.int64),
            np.full(antal, -OPEN_END, dtype=np.int32),
            np.full(antal, OPEN_END, dtype=np.int32),
        )
