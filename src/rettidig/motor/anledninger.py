"""What sets a deadline off: the start of a course, the first day of absence, or the end of an offer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rettidig.motor.grundlag import Grundlag, par
from rettidig.regler.former.frist import Fristregel
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs

FOERSTE_FRAVAERSDAG = "foerste_fravaersdag"


@dataclass(frozen=True, slots=True)
class Anledninger:
    """The courses in which a duty may arise and the day that sets it off."""

    forloeb: Longs
    dag: Days

    def kun(self, beholdt: Flags) -> Anledninger:
        """The chosen occasions."""
        return Anledninger(self.forloeb[beholdt], self.dag[beholdt])


def anledninger(grundlag: Grundlag, regel: Fristregel) -> Anledninger:
    """The occasions of a rule; all its versions share one kind of trigger."""
    alle = np.arange(grundlag.forloeb.antal, dtype=np.int64)
    match regel.versioner[0].udloeser.fra:
        case "forloeb_start":
            return Anledninger(alle, grundlag.forloeb.start)
        case "foerste_fravaersdag":
            return Anledninger(alle, foerste_fravaersdag(grundlag))
        case "tilbud_ophoer":
            return _tilbud_ophoer(grundlag, regel)


def foerste_fravaersdag(grundlag: Grundlag) -> Days:
    """Per course: the last such event up to its first day but after the previous course of the same benefit; else the
    course's first day (SDL § 13 b)."""
    forloeb = grundlag.forloeb
    haendelser = grundlag.historik.haendelser.kaldet(FOERSTE_FRAVAERSDAG)
    foer = op.last_day_in(haendelser, forloeb.person, _forrige_slut(grundlag), forloeb.start + np.int32(1))
    return np.where(foer != NO_DAY, foer, forloeb.start).astype(np.int32)


def _forrige_slut(grundlag: Grundlag) -> Days:
    """The exclusive end of the same citizen's previous course on the same benefit."""
    forloeb = grundlag.forloeb
    slut = np.full(forloeb.antal, -OPEN_END, dtype=np.int32)
    orden = np.lexsort((forloeb.start, forloeb.ydelse, forloeb.person))
    foer, efter = orden[:-1], orden[1:]
    samme = (forloeb.person[foer] == forloeb.person[efter]) & (forloeb.ydelse[foer] == forloeb.ydelse[efter])
    slut[efter[samme]] = forloeb.slut[foer[samme]]
    return slut


def _tilbud_ophoer(grundlag: Grundlag, regel: Fristregel) -> Anledninger:
    """The last days, now past, of offers (overlapping and touching ones are one) after which a course runs on."""
    forloeb = grundlag.forloeb
    samlet = op.merge_spells(grundlag.tilbud(regel.versioner[0].opfyldes_af.koder, 1))
    nr, post = par(samlet, forloeb.person)
    sidste_dag = samlet.end[post] - np.int32(1)
    ophoert = samlet.end[post] <= grundlag.dag
    i_forloebet = (sidste_dag >= forloeb.start[nr]) & (sidste_dag < forloeb.slut[nr] - 1)
    valgt = ophoert & i_forloebet
    return Anledninger(nr[valgt], sidste_dag[valgt])
