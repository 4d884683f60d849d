"""The month end on which more weeks of a benefit than a limit have been paid (SDL § 24), per course."""

from __future__ import annotations

import numpy as np

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Ydelser
from rettidig.motor.kodesaet import blandt
from rettidig.regler.former.frist import Ydelsesuger
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Longs, Spells, Timeline, constant_timeline, offsets_from_lengths

DAGE_PR_UGE = 7


def naaet_ved_maanedens_slutning(grundlag: Grundlag, maal: Ydelsesuger, kurser: Longs, fravaer: Days) -> Days:
    """Per course the first month end on which the weeks are passed; ``NO_DAY`` where they never are.

    ``fravaer`` is the first day of absence of every course of the block. A benefit that runs today is counted on:
    planned ends have not happened.
    """
    fundet = np.full(len(kurser), NO_DAY, dtype=np.int32)
    if not len(kurser):
        return fundet
    forloeb = grundlag.forloeb
    for kode in np.unique(forloeb.ydelse[kurser]).tolist():
        egne = np.flatnonzero(forloeb.ydelse[kurser] == kode)
        fundet[egne] = _for_ydelsen(grundlag, maal, kurser[egne], kode, fravaer)
    return fundet


def _for_ydelsen(grundlag: Grundlag, maal: Ydelsesuger, kurser: Longs, kode: int, fravaer: Days) -> Days:
    forloeb = grundlag.forloeb
    talte = _talte_dage(grundlag, maal, kode, fravaer).take(forloeb.person[kurser])
    start, slut = forloeb.start[kurser], forloeb.slut[kurser]
    if maal.uden_helligdage:
        talte = op.subtract(talte, _helligdage(grundlag, maal, start, len(kurser)))
    fundet = np.full(len(kurser), NO_DAY, dtype=np.int32)
    sidste = calendar.add_months(np.maximum(start, np.int32(grundlag.dag)), 2 * maal.vindue_maaneder)
    maaned = calendar.month_start(start)
    rest = np.arange(len(kurser), dtype=np.int64)
    while len(rest):
        foerste = calendar.add_months(maaned, 1 - maal.vindue_maaneder)
        efter = calendar.add_months(maaned, 1)
        naaet = op.days_in(talte, rest, foerste, efter) > maal.mere_end_uger * DAGE_PR_UGE
        fundet[rest[naaet]] = calendar.add_days(efter[naaet], -1)
        videre = ~naaet & (efter < slut[rest]) & (efter <= sidste[rest])
        rest, maaned = rest[videre], efter[videre]
    return fundet


def _talte_dage(grundlag: Grundlag, maal: Ydelsesuger, kode: int, fravaer: Days) -> Timeline:
    """Per citizen the days of the benefit that count, weekends and holidays too."""
    talte = op.merge_spells(_loebende_videre(grundlag.historik.ydelser, kode, grundlag.dag))
    talte = op.subtract(talte, op.merge_spells(_foerste_dage(grundlag, maal, kode, fravaer)))
    fritagelser = grundlag.historik.fritagelser
    if maal.uden_grunde:
        valgt = blandt(fritagelser.grund, "grund", maal.uden_grunde)[fritagelser.perioder.row]
        talte = op.subtract(talte, op.merge_spells(fritagelser.perioder.where(valgt)))
    return talte


def _loebende_videre(ydelser: Ydelser, kode: int, dag: int) -> Spells:
    perioder = ydelser.perioder.where(ydelser.ydelse[ydelser.perioder.row] == kode)
    slut = np.where(perioder.end > dag, OPEN_END, perioder.end).astype(np.int32)
    return Spells(perioder.offsets, perioder.start, slut, perioder.row)


def _foerste_dage(grundlag: Grundlag, maal: Ydelsesuger, kode: int, fravaer: Days) -> Spells:
    forloeb = grundlag.forloeb
    egne = np.flatnonzero(forloeb.ydelse == kode)
    fra = fravaer[egne]
    antal = np.bincount(forloeb.person[egne], minlength=grundlag.historik.antal).astype(np.int64)
    return Spells(offsets_from_lengths(antal), fra, calendar.add_days(fra, maal.uden_foerste_dage), egne)


def _helligdage(grundlag: Grundlag, maal: Ydelsesuger, start: Days, ejere: int) -> Timeline:
    """The holidays that lie on Monday to Friday, for every course alike."""
    fra = calendar.add_months(int(start.min()), -maal.vindue_maaneder)
    til = calendar.add_months(max(grundlag.dag, int(start.max())), 3 * maal.vindue_maaneder)
    alle = grundlag.lov.helligdage.dage(calendar.to_date(fra).year, calendar.to_date(til).year)
    stykker: list[tuple[int, int]] = []
    for dag in sorted(dag for dag in alle if calendar.weekdays_between(dag, dag + 1)):
        if stykker and stykker[-1][1] == dag:
            stykker[-1] = (stykker[-1][0], dag + 1)
        else:
            stykker.append((dag, dag + 1))
    return constant_timeline(ejere, stykker)
