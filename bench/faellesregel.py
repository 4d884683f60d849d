"""The common rule: fokusmål 1 cut down to what every rival can be asked, composed of the algebra's operations.

It keeps chains of spells broken by a whole calendar month (sick pay: by any gap), a course of at least twelve months,
the window of twelve calendar months, offers and guidance on each side of 22 March 2023, and the three limits of wage
hours. It leaves out what the full rule has besides: twelve months counted in hours for dagpenge, courses that go on
under another benefit or begin anew at a change of track, target groups, and switches. A course of twelve months always
fills the window, so what activates is the citizen's own, whatever the benefit.
"""

from __future__ import annotations

import numpy as np

from rettidig.motor.historik import Historik, kodenumre
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Flags, Longs, Points, Timeline, constant_timeline, no_points

SYGEDAGPENGE = "sygedagpenge"
YDELSER = (
    "dagpenge",
    "kontanthjaelp",
    "uddannelseshjaelp",
    "sho",
    SYGEDAGPENGE,
    "ressourceforloebsydelse_jaf",
    "ressourceforloebsydelse_rf",
    "ledighedsydelse",
    "revalidering",
)
TILBUD = ("virksomhedspraktik", "loentilskud_privat", "loentilskud_offentlig", "nytteindsats", "ordinaer_uddannelse")
VEJLEDNING = "oevrig_vejledning"
SKEL = calendar.day_of(2023, 3, 22)
VINDUE = 12
TIMER_FOER, TIMER_EFTER, TIMER_I_ALT = 2_250_000, 1_000_000, 2_250_000
"""In 1/10,000 hour: 225 before the split, 100 after it, 225 in all."""


def bestand(historik: Historik) -> tuple[Longs, Longs, Timeline]:
    """Whose course it is, which benefit (its number), and the days on which it is measured."""
    perioder = historik.ydelser.perioder
    ydelse = historik.ydelser.ydelse[perioder.row].astype(np.int64)
    med = np.isin(ydelse, kodenumre("ydelse", YDELSER))
    med &= ~historik.borgere.integrationsprogram[perioder.owner_of_entries()]
    slags = op.by_kind(perioder, np.where(med, ydelse, -1))
    dage = op.merge_spells(slags.spells)
    ophold = op.gaps(dage)
    ethvert = _kun(ophold, slags.kind == kodenumre("ydelse", (SYGEDAGPENGE,))[0])
    kaeder = op.chains(dage, op.union(op.whole_months(ophold), ethvert), no_points(dage.owners))
    start = kaeder.timeline.first_day(NO_DAY)
    moden = calendar.add_days(calendar.add_months(start, VINDUE), -1)
    antal = len(start)
    fra = Timeline(np.arange(antal + 1, dtype=np.int64), moden, np.full(antal, OPEN_END + 1, dtype=np.int32))
    maalt = op.intersect(kaeder.timeline.unvalued(), fra)
    return slags.owner[kaeder.owner], slags.kind[kaeder.owner], maalt


def aktive(historik: Historik) -> Timeline:
    """The days on which each citizen counts as activated: by offers or guidance in the window, or by hours."""
    perioder = historik.indsatser.perioder
    indsats = historik.indsatser.indsats[perioder.row]
    tilbud = op.merge_spells(perioder.where(np.isin(indsats, kodenumre("indsats", TILBUD))))
    vejledning = op.merge_spells(perioder.where(indsats == kodenumre("indsats", (VEJLEDNING,))[0]))
    foer_skellet = op.intersect(vejledning, constant_timeline(historik.antal, [(-OPEN_END, SKEL)]))
    ved_tilbud = op.lookback(op.union(tilbud, foer_skellet), VINDUE)
    maaneder = historik.loentimer.maaneder
    gammel = calendar.month_end(maaneder.day) < SKEL
    return op.union(
        op.union(ved_tilbud, _timer(maaneder, TIMER_I_ALT)),
        op.union(_timer(maaneder.where(gammel), TIMER_FOER), _timer(maaneder.where(~gammel), TIMER_EFTER)),
    )


def _kun(tidslinje: Timeline, ejere: Flags) -> Timeline:
    """The timelines of the chosen owners; the others' become empty."""
    beholdt = ejere[tidslinje.owner_of_entries()]
    offsets = np.concatenate([[0], np.cumsum(beholdt)])[tidslinje.offsets].astype(np.int64)
    return Timeline(offsets, tidslinje.start[beholdt], tidslinje.end[beholdt])


def _timer(maaneder: Points, mindst: int) -> Timeline:
    return op.at_least(op.rolling_months(maaneder, VINDUE), mindst)
