"""What sets a local deadline off, and the periods in which one that comes back comes back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rettidig.motor.anledninger import foerste_fravaersdag
from rettidig.motor.grundlag import Grundlag, par
from rettidig.regler.former.lokalfrist import LokalFristVersion
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs


@dataclass(frozen=True, slots=True)
class Anledninger:
    """The courses in which a local duty may arise and the day that sets it off."""

    forloeb: Longs
    dag: Days

    def __len__(self) -> int:
        return len(self.forloeb)

    def kun(self, beholdt: Flags) -> Anledninger:
        """The chosen occasions."""
        return Anledninger(self.forloeb[beholdt], self.dag[beholdt])


@dataclass(frozen=True, slots=True)
class Perioder:
    """The stretches a duty is judged in: the occasion each belongs to, its first day, and its due day.

    ``slut`` is the exclusive end of what may meet it: the period's end where it comes back, ``OPEN_END`` otherwise.
    Days are ``NO_DAY`` while the clock has not got there.
    """

    anledning: Longs
    start: Days
    forfalder: Days
    slut: Days


def anledninger(grundlag: Grundlag, version: LokalFristVersion, kurser: Longs) -> Anledninger:
    """The occasions of a version in these courses."""
    match version.udloeser.fra:
        case "forloeb_start":
            return Anledninger(kurser, grundlag.forloeb.start[kurser])
        case "foerste_fravaersdag":
            return Anledninger(kurser, foerste_fravaersdag(grundlag, kurser))
        case "tilbud_ophoer":
            return _tilbud_ophoer(grundlag, version.udloeser.koder, kurser)
        case "samtale_i_tilbud":
            return _samtale_i_tilbud(grundlag, version, kurser)
        case "haendelse":
            return _haendelse(grundlag, version.udloeser.koder, kurser)


def perioder(grundlag: Grundlag, version: LokalFristVersion, alle: Anledninger) -> Perioder:
    """The stretches of every occasion: one, or as many as have begun while the course ran up to the day."""
    forfald = _forfald(grundlag, version, alle)
    antal = len(alle)
    if version.gentages is None:
        return Perioder(np.arange(antal, dtype=np.int64), alle.dag, forfald, np.full(antal, OPEN_END, dtype=np.int32))
    dele = []
    laengde, sidste = version.gentages.hver_maaneder, _sidste_dag(grundlag, alle)
    nummer = np.flatnonzero((forfald != NO_DAY) & (forfald <= sidste))
    gang = 0
    while len(nummer):
        fra = calendar.add_months(forfald[nummer], gang * laengde)
        nummer, fra = nummer[fra <= sidste[nummer]], fra[fra <= sidste[nummer]]
        dele.append((nummer, fra, calendar.add_months(forfald[nummer], (gang + 1) * laengde)))
        gang += 1
    if not dele:
        tom = np.zeros(0, dtype=np.int32)
        return Perioder(np.zeros(0, dtype=np.int64), tom, tom, tom)
    numre, starter, slutter = (np.concatenate([del_[felt] for del_ in dele]) for felt in range(3))
    return Perioder(numre, starter.astype(np.int32), slutter.astype(np.int32), slutter.astype(np.int32))


def _sidste_dag(grundlag: Grundlag, alle: Anledninger) -> Days:
    """The last day on which a period can begin: in the course, and no later than the day."""
    slut = calendar.add_days(grundlag.forloeb.slut[alle.forloeb], -1)
    return np.minimum(slut, np.int32(grundlag.dag)).astype(np.int32)


def _forfald(grundlag: Grundlag, version: LokalFristVersion, alle: Anledninger) -> Days:
    """The trigger moved by the version's months and days; on dagpenge the day the hours are reached."""
    udloeser = version.udloeser
    efter_kalender = calendar.add_days(calendar.add_months(alle.dag, udloeser.maaneder), udloeser.dage)
    if udloeser.timer is None:
        return efter_kalender
    naaet = grundlag.naaet(udloeser.timer)[alle.forloeb]
    return np.where(grundlag.er_dagpenge[alle.forloeb], naaet, efter_kalender).astype(np.int32)


def _tilbud_ophoer(grundlag: Grundlag, koder: tuple[str, ...], kurser: Longs) -> Anledninger:
    """The last days, now past, of such offers (overlapping and touching ones are one) in a course that runs on."""
    forloeb = grundlag.forloeb
    samlet = grundlag.samlede_tilbud(koder)
    led, post = par(samlet, forloeb.person[kurser])
    nr = kurser[led]
    sidste_dag = samlet.end[post] - np.int32(1)
    i_forloebet = (sidste_dag >= forloeb.start[nr]) & (sidste_dag < forloeb.slut[nr] - 1)
    valgt = (samlet.end[post] <= grundlag.dag) & i_forloebet
    return Anledninger(nr[valgt], sidste_dag[valgt])


def _samtale_i_tilbud(grundlag: Grundlag, version: LokalFristVersion, kurser: Longs) -> Anledninger:
    """The days of counting talks in a course while such an offer runs, by the group held that day."""
    forloeb = grundlag.forloeb
    i_tilbud = grundlag.samlede_tilbud(version.udloeser.koder)
    numre, dage = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
    for gruppe in dict.fromkeys(version.grupper):
        samtaler = grundlag.samtaler(gruppe)
        led, post = par(samtaler, forloeb.person[kurser])
        nr, dag = kurser[led], samtaler.day[post]
        valgt = (dag >= forloeb.start[nr]) & (dag < forloeb.slut[nr])
        nr, dag = nr[valgt], dag[valgt]
        egen = op.value_held(forloeb.grupper, nr, dag, 0) == gruppe
        egen &= op.touches(i_tilbud, forloeb.person[nr], dag, dag + np.int32(1))
        numre.append(nr[egen])
        dage.append(dag[egen])
    fundne = np.unique(np.stack([np.concatenate(numre), np.concatenate(dage).astype(np.int64)]), axis=1)
    return Anledninger(fundne[0], fundne[1].astype(np.int32))


def _haendelse(grundlag: Grundlag, koder: tuple[str, ...], kurser: Longs) -> Anledninger:
    """Per course the first such event in it; one from before the course sets it off on the course's first day."""
    forloeb = grundlag.forloeb
    person, start, slut = forloeb.person[kurser], forloeb.start[kurser], forloeb.slut[kurser]
    tidligste = np.full(len(kurser), OPEN_END, dtype=np.int32)
    altid = np.full(len(kurser), -OPEN_END + 1, dtype=np.int32)
    for kode in koder:
        dage = grundlag.historik.haendelser.kaldet(kode)
        dag = op.nth_day_in(dage, person, altid, slut, 1)
        tidligste = np.where((dag != NO_DAY) & (dag < tidligste), dag, tidligste).astype(np.int32)
    fundet = tidligste < OPEN_END
    return Anledninger(kurser[fundet], np.maximum(tidligste, start)[fundet].astype(np.int32))
