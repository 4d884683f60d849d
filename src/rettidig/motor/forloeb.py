"""Courses: chains gathered into one, the groups along them, and the clock of accumulated unemployment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rettidig.motor.historik import Historik, Koder, kodenumre
from rettidig.motor.kaeder import Kaedebygger, Kaeder, Udvalg, spredt, vaerdier
from rettidig.motor.kodesaet import kodesaet
from rettidig.motor.maalgrupper import Maalgrupper
from rettidig.regler.former.forloeb import GRAD_SKALA, ForloebVersion
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, UKENDT_GRUPPE
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import (
    Days,
    Longs,
    Points,
    Timeline,
    constant_timeline,
    empty_timeline,
    no_points,
    offsets_from_lengths,
)


@dataclass(frozen=True)
class Dele:
    """The chains of one benefit that courses are made of: what fokusmål counts, person by person and benefit.

    ``forloeb`` is the number of each one's course, ``linjer`` the rows of ``ydelser`` along it.
    """

    forloeb: Longs
    person: Longs
    ydelse: Koder
    linjer: Timeline
    maalgrupper: Maalgrupper

    def grupper(self, dele: Longs) -> Timeline:
        """The groups along the chosen parts."""
        stykker, grupper = self.maalgrupper.stykker(self.linjer.take(dele), self.person[dele])
        return stykker.with_value(grupper)


@dataclass(frozen=True)
class Forloeb:
    """All courses of a history, sorted by citizen and first day. One owner per course.

    ``ydelse`` is the benefit the course began with. ``slut`` is the exclusive end of the last known spell. ``linjer``
    are the rows of ``ydelser`` along the course.
    """

    person: Longs
    ydelse: Koder
    start: Days
    slut: Days
    linjer: Timeline
    dele: Dele

    @property
    def antal(self) -> int:
        """Number of courses."""
        return len(self.person)

    @property
    def raekker(self) -> Timeline:
        """The rows of ``ydelser`` along each course, divided where the group may change."""
        return self._stykker[0]

    @property
    def grupper(self) -> Timeline:
        """The group along each course, divided as the rows are."""
        return self._stykker[1]

    @cached_property
    def _stykker(self) -> tuple[Timeline, Timeline]:
        stykker, grupper = self.dele.maalgrupper.stykker(self.linjer, self.person)
        return stykker, stykker.with_value(grupper)

    def gruppe_holdt(self, dag: Days) -> Longs:
        """The group on a day or, in a gap and after the end, the last one held."""
        return op.value_held(self.grupper, np.arange(self.antal, dtype=np.int64), dag, INGEN_GRUPPE)

    def foerste_kendte_gruppe(self, dag: int) -> Longs:
        """The first group held up to a day that is not unknown; ``UKENDT_GRUPPE`` when there is none."""
        fundet = np.full(self.antal, UKENDT_GRUPPE, dtype=np.int64)
        grupper = vaerdier(self.grupper)
        kendt = np.flatnonzero((grupper != UKENDT_GRUPPE) & (self.grupper.start <= dag))[::-1]
        fundet[self.grupper.owner_of_entries()[kendt]] = grupper[kendt]
        return fundet


def byg_forloeb(
    historik: Historik, version: ForloebVersion, grupper: Maalgrupper, udvalg: Udvalg | None = None
) -> Forloeb:
    """All courses that the known spells make under one way of counting; with ``udvalg`` at least those it wants."""
    bygger = Kaedebygger(historik, version)
    kaeder = bygger.kaeder(udvalg)
    rod = bygger.rod(kaeder)
    roedder = np.flatnonzero(rod == np.arange(len(rod)))
    samlet = bygger.samlede_raekker(kaeder, rod, roedder)
    skift = _gruppeskift(historik, version, grupper, samlet, kaeder.person[roedder])
    delt_af, linjer = _delt(samlet, skift)
    person, ydelse = kaeder.person[roedder][delt_af], kaeder.ydelse[roedder][delt_af]
    orden = np.lexsort((ydelse, linjer.first_day(NO_DAY), person))
    nummer = np.empty(len(orden), dtype=np.int64)
    nummer[orden] = np.arange(len(orden))
    linjer = linjer.take(orden)
    dele = _dele(kaeder, np.searchsorted(roedder, rod), skift, delt_af, nummer, grupper)
    return Forloeb(person[orden], ydelse[orden], linjer.first_day(NO_DAY), linjer.last_end(NO_DAY), linjer, dele)


def _delt(linjer: Timeline, skift: Points) -> tuple[Longs, Timeline]:
    """The timelines divided into courses where a move between groups begins one, and which each comes from."""
    if not len(skift.day):
        return np.arange(linjer.owners, dtype=np.int64), linjer
    delt = op.chains(linjer, empty_timeline(linjer.owners), skift)
    return delt.owner, delt.timeline


def _dele(kaeder: Kaeder, rod: Longs, skift: Points, delt_af: Longs, nummer: Longs, grupper: Maalgrupper) -> Dele:
    """The chains divided as their courses are, each with the number of its course."""
    if not len(skift.day):
        return Dele(nummer[rod], kaeder.person, kaeder.ydelse, kaeder.raekker, grupper)
    ejer, linjer = _delt(kaeder.raekker, skift.take(rod))
    kaedens_rod, foerste = rod[ejer], linjer.first_day(NO_DAY)
    foer = op.count_days_in(skift, kaedens_rod, np.full(len(foerste), -OPEN_END, np.int32), foerste + np.int32(1))
    nummeret = nummer[np.searchsorted(delt_af, kaedens_rod) + foer]
    return Dele(nummeret, kaeder.person[ejer], kaeder.ydelse[ejer], linjer, grupper)


def _gruppeskift(
    historik: Historik, version: ForloebVersion, maalgrupper: Maalgrupper, raekker: Timeline, personer: Longs
) -> Points:
    """The days on which a move between groups starts a new course; a move by age alone does not.

    The group before is the last known one: a stretch of unknown group hides no move. Only courses with one of the
    benefits concerned are looked at.
    """
    koder = {kode for skift in version.gruppeskift for kode in skift.ydelser}
    her = kodesaet("ydelse", tuple(koder))[historik.ydelser.ydelse[vaerdier(raekker)]]
    sete = np.unique(raekker.owner_of_entries()[her])
    if not len(sete):
        return no_points(raekker.owners)
    stykker, grupper = maalgrupper.stykker(raekker.take(sete), personer[sete])
    kendt = np.flatnonzero(grupper != UKENDT_GRUPPE)
    ejer, gruppe, dag = stykker.owner_of_entries()[kendt], grupper[kendt], stykker.start[kendt]
    ydelse = historik.ydelser.ydelse[vaerdier(stykker)[kendt]]
    visitation = historik.ydelser.visitation[vaerdier(stykker)[kendt]]
    skifter = np.zeros(len(stykker.start), dtype=np.bool_)
    flytter = (ejer[1:] == ejer[:-1]) & (visitation[1:] != visitation[:-1])
    for skift in version.gruppeskift:
        kodet = kodesaet("ydelse", skift.ydelser)[ydelse]
        flyttet = flytter & np.isin(gruppe[:-1], skift.fra_grupper) & np.isin(gruppe[1:], skift.til_grupper)
        flyttet &= kodet[:-1] | kodet[1:]
        if skift.fra is not None:
            flyttet &= dag[1:] >= calendar.to_day(skift.fra)
        skifter[kendt[1:]] |= flyttet
    dage = stykker.start[skifter]
    fundne = np.concatenate([[0], np.cumsum(skifter)])[stykker.offsets].astype(np.int64)
    return Points(spredt(fundne, sete, raekker.owners), dage, np.arange(len(dage), dtype=np.int64))


def ledighedsur(
    historik: Historik, forloeb: Forloeb, version: ForloebVersion, dag: int | None, *, med_stilstand: bool
) -> Timeline:
    """The clock of every dagpenge course as a valued timeline: 1/10,000 hours per weekday. Empty for other courses.

    It runs in spells by their degree and in løntilskud at full time. With a ``dag`` it shows what is known by the end
    of that day and, on benefit, runs on from there at the last spell's degree (a projection); otherwise it follows the
    spells as registered. ``med_stilstand`` leaves out the stretches that do not count.
    """
    ur = version.ledighedsur
    alle = forloeb.antal
    dagpenge = np.flatnonzero(forloeb.ydelse == kodenumre("ydelse", (ur.ydelse,))[0])
    deltid = historik.borgere.deltid[forloeb.person[dagpenge]]
    pr_dag = np.where(deltid, ur.timer_pr_hverdag.deltid, ur.timer_pr_hverdag.fuldtid)
    linjer = forloeb.linjer.take(dagpenge)
    grad = historik.ydelser.grad[vaerdier(linjer)]
    loeb = linjer.with_value(grad * (pr_dag[linjer.owner_of_entries()] // GRAD_SKALA))
    tilskud = _loentilskud_i_forloebet(historik, forloeb, version, dagpenge)
    fuld_tid = tilskud.with_value(pr_dag[tilskud.owner_of_entries()].astype(np.int64))
    samlet = op.join(op.subtract(loeb, tilskud), fuld_tid)
    if dag is not None:
        samlet = op.intersect(samlet, constant_timeline(len(dagpenge), [(-OPEN_END + 1, dag + 1)]))
        samlet = op.join(samlet, _fremskrivning(loeb, dag))
    if med_stilstand and ur.staar_stille:
        stille = [(calendar.to_day(fra), calendar.to_day(til) + 1) for fra, til in ur.staar_stille]
        samlet = op.subtract(samlet, constant_timeline(len(dagpenge), stille))
    return Timeline(spredt(samlet.offsets, dagpenge, alle), samlet.start, samlet.end, samlet.value, samlet.sources)


def _fremskrivning(loeb: Timeline, dag: int) -> Timeline:
    """From the day after ``dag`` on, at the degree held on ``dag``, for those who are then on benefit."""
    paa_dagen = op.value_on(loeb, np.arange(loeb.owners), np.full(loeb.owners, dag, dtype=np.int32), 0)
    loeber = paa_dagen > 0
    offsets = offsets_from_lengths(loeber.astype(np.int64))
    antal = int(offsets[-1])
    return Timeline(
        offsets,
        np.full(antal, dag + 1, dtype=np.int32),
        np.full(antal, OPEN_END, dtype=np.int32),
        paa_dagen[loeber],
    )


def _loentilskud_i_forloebet(historik: Historik, forloeb: Forloeb, version: ForloebVersion, valgte: Longs) -> Timeline:
    """The days in løntilskud from a course's start on, of løntilskud begun no later than a month after its last day.

    One owner per chosen course.
    """
    perioder = historik.indsatser.perioder
    koder = kodesaet("indsats", version.loentilskud)
    tilskud = perioder.where(koder[historik.indsatser.indsats[perioder.row]]).take(forloeb.person[valgte])
    senest = seneste_loentilskudsstart(forloeb.slut[valgte], version)[tilskud.owner_of_entries()]
    udvalgt = op.merge_spells(tilskud.where(tilskud.start <= senest))
    afloest = afloest_fra(historik, forloeb, version)[valgte]
    fra_start = Timeline(np.arange(len(valgte) + 1, dtype=np.int64), forloeb.start[valgte], afloest)
    return op.intersect(udvalgt, fra_start)


def seneste_loentilskudsstart(slut: Days, version: ForloebVersion) -> Days:
    """The last day on which a løntilskud counts as begun in a course with this exclusive end."""
    sidste_dag = calendar.add_days(slut, -1)
    return np.where(slut >= OPEN_END, slut, calendar.add_months(sidste_dag, version.loentilskud_efter_maaneder))


def afloest_fra(historik: Historik, forloeb: Forloeb, version: ForloebVersion) -> Days:
    """The day from which a course can no longer go on because another has taken over; ``OPEN_END`` while none has.

    That is the start of the same citizen's next course on the same benefit or, for dagpenge, the first event after the
    last known day that starts a new period.
    """
    naeste = np.full(forloeb.antal, OPEN_END, dtype=np.int32)
    orden = np.lexsort((forloeb.ydelse, forloeb.person))  # courses of one citizen stand in the order of their start
    foer, efter = orden[:-1], orden[1:]
    samme = (forloeb.person[foer] == forloeb.person[efter]) & (forloeb.ydelse[foer] == forloeb.ydelse[efter])
    naeste[foer[samme]] = forloeb.start[efter[samme]]
    ur = version.ledighedsur
    perioder = historik.haendelser.kaldet(ur.nulstilles_af)
    altid = np.full(forloeb.antal, OPEN_END, dtype=np.int32)
    ny_periode = op.nth_day_in(perioder, forloeb.person, forloeb.slut, altid, 1)
    er_dagpenge = forloeb.ydelse == kodenumre("ydelse", (ur.ydelse,))[0]
    return np.where(er_dagpenge & (ny_periode != NO_DAY), np.minimum(naeste, ny_periode), naeste).astype(np.int32)
