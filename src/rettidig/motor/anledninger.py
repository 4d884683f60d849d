"""What sets a deadline off: the start of a course, the first day of absence, the end of an offer, an event ..."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rettidig.motor.grundlag import Grundlag, par
from rettidig.motor.historik import kodenavne
from rettidig.motor.kodesaet import blandt
from rettidig.motor.ydelsesuger import naaet_ved_maanedens_slutning
from rettidig.regler.former.frist import Fristregel, Udloeser, Ydelsesuger
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Longs

FOERSTE_FRAVAERSDAG = "foerste_fravaersdag"


@dataclass(frozen=True, slots=True)
class Anledninger:
    """The courses in which a duty may arise and the day that sets it off."""

    forloeb: Longs
    dag: Days


def anledninger(grundlag: Grundlag, regel: Fristregel, kurser: Longs | None = None) -> Anledninger:
    """The occasions of a rule in the given courses, or in all; all its versions share one kind of trigger."""
    if kurser is None:
        kurser = np.arange(grundlag.forloeb.antal, dtype=np.int64)
    udloeser = regel.versioner[0].udloeser
    match udloeser.fra:
        case "forloeb_start":
            return _forloeb_start(grundlag, udloeser, kurser)
        case "foerste_fravaersdag":
            return Anledninger(kurser, foerste_fravaersdag(grundlag, kurser))
        case "tilbud_ophoer":
            return _tilbud_ophoer(grundlag, regel, kurser)
        case "foerste_samtale":
            return _foerste_samtale(grundlag, kurser)
        case "haendelse":
            return _haendelser(grundlag, udloeser.haendelser, kurser)
        case "fritagelse_slutter":
            return _fritagelse_slutter(grundlag, udloeser.grunde, kurser)
        case "ydelsesuger":
            return _ydelsesuger(grundlag, udloeser.ydelsesuger, kurser)


def _forloeb_start(grundlag: Grundlag, udloeser: Udloeser, kurser: Longs) -> Anledninger:
    """The first day of every course, and after it every event that sets the duty off anew."""
    start = grundlag.forloeb.start[kurser]
    if not udloeser.haendelser:
        return Anledninger(kurser, start)
    senere = _haendelser(grundlag, udloeser.haendelser, kurser)
    efter = senere.dag > grundlag.forloeb.start[senere.forloeb]
    return Anledninger(
        np.concatenate([kurser, senere.forloeb[efter]]), np.concatenate([start, senere.dag[efter]]).astype(np.int32)
    )


def _foerste_samtale(grundlag: Grundlag, kurser: Longs) -> Anledninger:
    """The day of the first counted talk, in the courses that have had one."""
    forloeb = grundlag.forloeb
    grupper = grundlag.foerste_gruppe[kurser]
    dag = np.full(len(kurser), NO_DAY, dtype=np.int32)
    til = np.minimum(forloeb.slut[kurser], grundlag.dag + 1).astype(np.int32)
    for gruppe in np.unique(grupper).tolist():
        egne = np.flatnonzero(grupper == gruppe)
        ider = kurser[egne]
        dag[egne] = op.nth_day_in(grundlag.samtaler(gruppe), forloeb.person[ider], forloeb.start[ider], til[egne], 1)
    return Anledninger(kurser[dag != NO_DAY], dag[dag != NO_DAY])


def _haendelser(grundlag: Grundlag, navne: tuple[str, ...], kurser: Longs) -> Anledninger:
    """The days of such events in the courses, each once."""
    forloeb = grundlag.forloeb
    par_af_dage = np.zeros((0, 2), dtype=np.int64)
    for navn in navne:
        dage = grundlag.historik.haendelser.kaldet(navn)
        nr, post = par(dage, forloeb.person[kurser])
        kursus, dag = kurser[nr], dage.day[post]
        i_forloebet = (dag >= forloeb.start[kursus]) & (dag < forloeb.slut[kursus])
        par_af_dage = np.concatenate([par_af_dage, np.stack([kursus, dag], axis=1)[i_forloebet]])
    enkelte = np.unique(par_af_dage, axis=0)
    return Anledninger(enkelte[:, 0].copy(), enkelte[:, 1].astype(np.int32))


def _fritagelse_slutter(grundlag: Grundlag, grunde: tuple[str, ...], kurser: Longs) -> Anledninger:
    """The last day, planned or past, of every such exemption in a course; ``NO_DAY`` while none is known."""
    forloeb = grundlag.forloeb
    fritagelser = grundlag.historik.fritagelser
    perioder = fritagelser.perioder.where(blandt(fritagelser.grund, "grund", grunde)[fritagelser.perioder.row])
    nr, post = par(perioder, forloeb.person[kurser])
    kursus, fra, til = kurser[nr], perioder.start[post], perioder.end[post]
    aaben = til >= OPEN_END
    i_forloebet = (fra < forloeb.slut[kursus]) & (til > forloeb.start[kursus]) & ~(aaben & grundlag.ophoert[kursus])
    dag = np.where(aaben, NO_DAY, til - 1).astype(np.int32)
    return Anledninger(kursus[i_forloebet], dag[i_forloebet])


def _ydelsesuger(grundlag: Grundlag, maal: Ydelsesuger | None, kurser: Longs) -> Anledninger:
    """The month end on which the weeks are passed, in the courses in which they are."""
    if maal is None:
        raise ValueError("the trigger ydelsesuger needs its weeks")
    fravaer = foerste_fravaersdag(grundlag, np.arange(grundlag.forloeb.antal, dtype=np.int64))
    dag = naaet_ved_maanedens_slutning(grundlag, maal, kurser, fravaer)
    return Anledninger(kurser[dag != NO_DAY], dag[dag != NO_DAY])


def foerste_fravaersdag(grundlag: Grundlag, kurser: Longs) -> Days:
    """Per course: the last such event up to its first day but after the previous course of the same benefit; else the
    course's first day (SDL § 13 b)."""
    forloeb = grundlag.forloeb
    start = forloeb.start[kurser]
    haendelser = grundlag.historik.haendelser.kaldet(FOERSTE_FRAVAERSDAG)
    if len(haendelser.day) == 0:
        return start
    foer = op.last_day_in(haendelser, forloeb.person[kurser], _forrige_slut(grundlag)[kurser], start + np.int32(1))
    return np.where(foer != NO_DAY, foer, start).astype(np.int32)


def _forrige_slut(grundlag: Grundlag) -> Days:
    """The exclusive end of the same citizen's previous course on the same benefit."""
    forloeb = grundlag.forloeb
    slut = np.full(forloeb.antal, -OPEN_END, dtype=np.int32)
    # Courses are sorted by citizen and first day: a stable sort by citizen and benefit leaves each benefit's in order.
    noegle = forloeb.person * len(kodenavne("ydelse")) + forloeb.ydelse
    orden = np.argsort(noegle, kind="stable")
    foer, efter = orden[:-1], orden[1:]
    samme = noegle[foer] == noegle[efter]
    slut[efter[samme]] = forloeb.slut[foer[samme]]
    return slut


def _tilbud_ophoer(grundlag: Grundlag, regel: Fristregel, kurser: Longs) -> Anledninger:
    """The last days, now past, of offers (overlapping and touching ones are one) after which a course runs on."""
    forloeb = grundlag.forloeb
    samlet = grundlag.samlede_tilbud(regel.versioner[0].opfyldes_af.koder)
    nr, post = par(samlet, forloeb.person[kurser])
    kursus = kurser[nr]
    sidste_dag = samlet.end[post] - np.int32(1)
    ophoert = samlet.end[post] <= grundlag.dag
    i_forloebet = (sidste_dag >= forloeb.start[kursus]) & (sidste_dag < forloeb.slut[kursus] - 1)
    valgt = ophoert & i_forloebet
    return Anledninger(kursus[valgt], sidste_dag[valgt])
