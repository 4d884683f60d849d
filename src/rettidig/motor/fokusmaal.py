"""Fokusmål 1 and 2 person by person: who is measured on a month end, and what activates them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rettidig.motor.forloeb import Forloeb, byg_forloeb, ledighedsur
from rettidig.motor.grundlag import GRUPPEREGEL, MAALEFORLOEB, taellende_samtaler
from rettidig.motor.historik import Historik, Koder, kodenumre
from rettidig.motor.maalgrupper import Maalgrupper
from rettidig.regler.former.forloeb import Forloebsregel, ForloebVersion
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, Maalgrupperegel
from rettidig.regler.former.maaling import Fokusmaal1Regel, Fokusmaal1Version, Fokusmaal2Regel
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs, Points, Spells, Timeline

FOKUSMAAL_1 = "lob.fokusmaal.1"
FOKUSMAAL_2 = "lob.fokusmaal.2"
REGELSAET = ("gaeldende", "gamle", "nye")


@dataclass(frozen=True, slots=True)
class Maalte:
    """The population on one month end, one entry per citizen and benefit, and the stretches they are judged on.

    ``kaede`` is the entry in the courses' parts. The window is [fra, til); ``gruppe`` is the one on the day.
    """

    dag: int
    kaede: Longs
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
    """The focus goals over a history. Facts that begin after a month end never change its figures."""

    def __init__(self, lov: Regelsaet, historik: Historik, valg: Mapping[str, str]) -> None:
        self.lov = lov
        self.historik = historik
        self.valg = valg
        self.regel_1 = lov.hent(FOKUSMAAL_1, Fokusmaal1Regel)
        self.regel_2 = lov.hent(FOKUSMAAL_2, Fokusmaal2Regel)
        self._deling = calendar.to_day(self.regel_1.deling)

    @cached_property
    def forloeb(self) -> Forloeb:
        """The courses as the focus goals count them."""
        grupper = Maalgrupper(self.historik, self.lov.hent(GRUPPEREGEL, Maalgrupperegel), self.valg)
        return byg_forloeb(self.historik, self.forloebsversion, grupper)

    @cached_property
    def forloebsversion(self) -> ForloebVersion:
        """How courses are counted for the focus goals."""
        return self.lov.hent(MAALEFORLOEB, Forloebsregel).versioner[0]

    @cached_property
    def modne_fra(self) -> Days:
        """Per course the first day by whose end it has lasted long enough to be measured."""
        krav = self.regel_1.population
        forloeb = self.forloeb
        efter_kalender = calendar.add_days(calendar.add_months(forloeb.start, krav.mindst_maaneder), -1)
        deltid = self.historik.borgere.deltid[forloeb.person]
        graense = np.where(deltid, krav.mindst_timer.deltid, krav.mindst_timer.fuldtid).astype(np.int64)
        ur = ledighedsur(self.historik, forloeb, self.forloebsversion, None, med_stilstand=False)
        naaet = op.reached(ur, graense)
        i_timer = forloeb.ydelse == kodenumre("ydelse", (self.forloebsversion.ledighedsur.ydelse,))[0]
        return np.where(i_timer, np.where(naaet == NO_DAY, OPEN_END, naaet), efter_kalender).astype(np.int32)

    def maalte(self, dag: int) -> Maalte:
        """The population on a month end."""
        krav = self.regel_1.population
        dele = self.forloeb.dele
        stykker = dele.raekker
        paa_dagen = np.flatnonzero((stykker.start <= dag) & (dag < stykker.end))
        kaede = stykker.owner_of_entries()[paa_dagen]
        grupper = dele.grupper.value
        gruppe = np.full(len(kaede), INGEN_GRUPPE) if grupper is None else grupper[paa_dagen]
        person = dele.person[kaede]
        med = np.isin(dele.ydelse[kaede], kodenumre("ydelse", krav.ydelser))
        med &= self.modne_fra[dele.forloeb[kaede]] <= dag
        if krav.undtag_integrationsprogram:
            med &= ~self.historik.borgere.integrationsprogram[person]
        kaede, gruppe, person = kaede[med], gruppe[med], person[med]
        foerste_maaned = calendar.add_months(calendar.month_start(dag), 1 - krav.vindue_maaneder)
        start = self.forloeb.start[dele.forloeb[kaede]]
        return Maalte(
            dag,
            kaede,
            person,
            dele.ydelse[kaede],
            gruppe,
            np.maximum(start, np.int32(foerste_maaned)),
            np.full(len(kaede), dag + 1, dtype=np.int32),
        )

    def aktivering(self, maalte: Maalte, regelsaet: str) -> Aktivering:
        """What activates each of the measured under a rule set: the lawful split, all old, or all new."""
        gammel, ny = (
            self._version(calendar.to_date(self._deling - 1)),
            self._version(calendar.to_date(max(maalte.dag, self._deling))),
        )
        skel = {"gaeldende": self._deling, "gamle": OPEN_END, "nye": -OPEN_END}[regelsaet]
        fra, til = maalte.fra, maalte.til
        midt = np.minimum(np.maximum(fra, np.full(len(maalte), skel, dtype=np.int32)), til)
        ved_tilbud = self._tilbud(gammel.krav.tilbud, maalte, fra, midt) | self._tilbud(
            ny.krav.tilbud, maalte, midt, til
        )
        ved_tilbud |= self._ovrige(gammel, maalte, fra, midt, fra)
        ved_tilbud |= self._ovrige(ny, maalte, midt, til, fra)
        foer = op.amount_in(self._timer_ved_maanedens_slutning, maalte.person, fra, midt)
        efter = op.amount_in(self._timer_ved_maanedens_slutning, maalte.person, midt, til)
        ved_timer = (foer >= gammel.krav.timer) | (efter >= ny.krav.timer)
        if regelsaet == "gaeldende":
            ved_timer |= self._samlet(foer, efter, (midt < til) & (fra < midt))
        return Aktivering(np.asarray(ved_tilbud), foer, efter, np.asarray(ved_timer))

    def samtaler(self, maalte: Maalte) -> Longs:
        """The number of days with a counting talk in the window."""
        antal = np.zeros(len(maalte), dtype=np.int64)
        for kode in np.unique(maalte.ydelse):
            egne = np.flatnonzero(maalte.ydelse == kode)
            samtaler = self._samtaler_for(int(kode))
            antal[egne] = op.count_days_in(samtaler, maalte.person[egne], maalte.fra[egne], maalte.til[egne])
        return antal

    def graense(self, dag: dt.date, regelsaet: str) -> int:
        """The limit of fokusmål 1 in thousandths: the share must lie strictly below."""
        if regelsaet == "gamle":
            return self._version(calendar.to_date(self._deling - 1)).andel_under
        if regelsaet == "nye":
            return self._version(self.regel_1.deling).andel_under
        return self._version(dag).andel_under

    def _version(self, dag: dt.date) -> Fokusmaal1Version:
        return next((v for v in self.regel_1.versioner if v.gaelder(dag)), self.regel_1.versioner[-1])

    def _ovrige(self, version: Fokusmaal1Version, maalte: Maalte, fra: Days, til: Days, vindue_fra: Days) -> Flags:
        """Offers that count for some groups only. For those groups any day of the whole window counts."""
        krav = version.krav
        if krav.ovrige_tilbud_for == "alle":
            return self._tilbud(krav.ovrige_tilbud, maalte, fra, til)
        for_gruppen = np.isin(maalte.gruppe, krav.ovrige_tilbud_for) & (fra < til)
        return for_gruppen & self._tilbud(krav.ovrige_tilbud, maalte, vindue_fra, til)

    def _tilbud(self, koder: tuple[str, ...], maalte: Maalte, fra: Days, til: Days) -> Flags:
        if koder == self.regel_1.versioner[0].krav.tilbud and self.valg["delvis_raskmelding_taeller"] == "ja":
            koder = (*koder, *self.regel_1.kan_tilvaelges)
        if self.valg["overlap_taeller"] == "ja":
            return op.touches(self._dage_i(koder), maalte.person, fra, til)
        return np.asarray(op.first_start_in(self._perioder_med(koder), maalte.person, fra, til).day != NO_DAY)

    def _samlet(self, foer: Longs, efter: Longs, delt: Flags) -> Flags:
        """Hours on both sides of the split, added up as the switch ``timeregel`` says."""
        match self.valg["timeregel"]:
            case "saerskilt_eller_samlet_225":
                return np.asarray(foer + efter >= self.regel_1.samlet_timer)
            case "samlet_100":
                return np.asarray(delt & (foer + efter >= self.regel_1.samlet_timer_lav))
            case _:
                return np.zeros(len(foer), dtype=np.bool_)

    def _perioder_med(self, koder: tuple[str, ...]) -> Spells:
        perioder = self.historik.indsatser.perioder
        return perioder.where(np.isin(self.historik.indsatser.indsats[perioder.row], kodenumre("indsats", koder)))

    def _dage_i(self, koder: tuple[str, ...]) -> Timeline:
        if koder not in self._dage:
            self._dage[koder] = op.merge_spells(self._perioder_med(koder))
        return self._dage[koder]

    @cached_property
    def _dage(self) -> dict[tuple[str, ...], Timeline]:
        return {}

    @cached_property
    def _timer_ved_maanedens_slutning(self) -> Points:
        """A month counts by its last day."""
        maaneder = self.historik.loentimer.maaneder
        return Points(maaneder.offsets, calendar.month_end(maaneder.day), maaneder.row, maaneder.amount)

    def _samtaler_for(self, ydelse: int) -> Points:
        if ydelse not in self._samtaler:
            gruppe = self._gruppe_for_ydelse(ydelse)
            self._samtaler[ydelse] = taellende_samtaler(self.lov, self.historik, gruppe, med_part=True)
        return self._samtaler[ydelse]

    @cached_property
    def _samtaler(self) -> dict[int, Points]:
        return {}

    def _gruppe_for_ydelse(self, ydelse: int) -> int:
        """The group whose talks a benefit is measured by; for benefits with several groups they count alike."""
        linjer = self.lov.hent(GRUPPEREGEL, Maalgrupperegel).versioner[0].linjer
        return next(linje.gruppe for linje in linjer if ydelse in kodenumre("ydelse", linje.ydelser))
