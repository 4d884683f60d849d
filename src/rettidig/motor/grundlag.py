"""What every question about one day rests on: the known facts, the courses, the facts by what they count as."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from rettidig.motor.forloeb import Forloeb, afloest_fra, byg_forloeb, ledighedsur
from rettidig.motor.historik import Historik, kodenumre
from rettidig.motor.maalgrupper import Maalgrupper
from rettidig.regler.former.forloeb import Forloebsregel, ForloebVersion
from rettidig.regler.former.grundform import Timetal
from rettidig.regler.former.maalgruppe import Maalgrupperegel
from rettidig.regler.former.tabeller import Fritagelsesregel, Samtaleregel, SamtaleVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.model import Flags, Longs, Points, Spells, Timeline

PLIGTFORLOEB = "lab.9.forloeb"
MAALEFORLOEB = "lob.22b.forloeb"
GRUPPEREGEL = "lab.6.maalgruppe"
SAMTALEREGEL = "lab.31.samtale"
FRITAGELSESREGEL = "lab.106.fritagelser"


class Par(NamedTuple):
    """Every question paired with every entry of the one it asks: positions in both."""

    spoergsmaal: Longs
    post: Longs


def par(ragged: Spells | Points | Timeline, ejere: Longs) -> Par:
    """Questions and entries paired, in order."""
    laengder = np.diff(ragged.offsets)[ejere]
    spoergsmaal = np.repeat(np.arange(len(ejere), dtype=np.int64), laengder)
    begynder = np.repeat(ragged.offsets[:-1][ejere] - (np.cumsum(laengder) - laengder), laengder)
    return Par(spoergsmaal, begynder + np.arange(len(spoergsmaal), dtype=np.int64))


@dataclass(frozen=True)
class Grundlag:
    """The facts known on a day and the courses they make, for the duties of that day."""

    lov: Regelsaet
    historik: Historik
    dag: int
    valg: dict[str, str]

    @classmethod
    def paa(cls, lov: Regelsaet, historik: Historik, dag: int, valg: dict[str, str]) -> Grundlag:
        """The facts that had begun on or before ``dag``."""
        return cls(lov, historik.kendt(dag), dag, valg)

    @cached_property
    def forloebsversion(self) -> ForloebVersion:
        """How courses are counted for the duties."""
        return self.lov.hent(PLIGTFORLOEB, Forloebsregel).versioner[0]

    @cached_property
    def forloeb(self) -> Forloeb:
        """The courses begun on or before the day."""
        grupper = Maalgrupper(self.historik, self.lov.hent(GRUPPEREGEL, Maalgrupperegel), self.valg)
        return byg_forloeb(self.historik, self.forloebsversion, grupper)

    @cached_property
    def ur(self) -> Timeline:
        """The clock of every dagpenge course, run on from the day at the degree then held."""
        return ledighedsur(self.historik, self.forloeb, self.forloebsversion, self.dag, med_stilstand=True)

    @cached_property
    def er_dagpenge(self) -> Flags:
        """Whether each course is measured by the clock of hours."""
        kode = kodenumre("ydelse", (self.forloebsversion.ledighedsur.ydelse,))[0]
        return np.asarray(self.forloeb.ydelse == kode)

    @cached_property
    def ophoert(self) -> Flags:
        """Whether each course had ended before the day: its last known day has passed."""
        return np.asarray(self.forloeb.slut <= self.dag)

    @cached_property
    def afloest(self) -> Flags:
        """Dagpenge courses that can never go on: a later one has begun, or the years that reset the clock are over."""
        forloeb, ur = self.forloeb, self.forloebsversion.ledighedsur
        efter = Timeline(
            np.arange(forloeb.antal + 1, dtype=np.int64),
            forloeb.slut,
            np.maximum(forloeb.slut, np.int32(self.dag + 1)),
        )
        uden = op.subtract(efter, op.merge_spells(self.tilbud(ur.loentilskud, 1)).take(forloeb.person))
        tomme_aar = op.longer_than_months(uden, ur.nulstilles_efter_maaneder)
        udloebet = np.diff(tomme_aar.offsets) > 0
        afloest = afloest_fra(self.historik, forloeb, self.forloebsversion) <= self.dag
        return np.asarray(self.er_dagpenge & self.ophoert & (afloest | udloebet))

    @cached_property
    def seks_maaneders_timer(self) -> Timetal:
        """The hours that are six months on the unemployment clock."""
        for regel in self.lov.frister():
            for version in regel.versioner:
                if version.udloeser.maaneder and version.udloeser.timer is not None:
                    return version.udloeser.timer
        raise LookupError("no rule says what six months are in hours")

    def tilbud(self, koder: tuple[str, ...], mindst_dage: int) -> Spells:
        """The offers of these kinds that last at least so many days, the planned end counted."""
        if (koder, mindst_dage) not in self._tilbud:
            perioder = self.historik.indsatser.perioder
            rigtig_slags = np.isin(self.historik.indsatser.indsats[perioder.row], kodenumre("indsats", koder))
            lange_nok = rigtig_slags & (perioder.end - perioder.start >= mindst_dage)
            self._tilbud[koder, mindst_dage] = perioder.where(lange_nok)
        return self._tilbud[koder, mindst_dage]

    def samtaler(self, gruppe: int) -> Points:
        """The talks that count for a group, whoever held them: who must have is the rule's own condition."""
        if gruppe not in self._samtaler:
            self._samtaler[gruppe] = taellende_samtaler(self.lov, self.historik, gruppe, med_part=False)
        return self._samtaler[gruppe]

    def fritagelser(self, omraade: str, regel: str, gruppe: int) -> Spells:
        """The exemptions that exempt a group from what a rule demands."""
        version = self.lov.hent(FRITAGELSESREGEL, Fritagelsesregel).versioner[0]
        navne = tuple(
            grund.grund
            for grund in version.grunde
            if omraade in grund.omraader
            and (not grund.kun_grupper or gruppe in grund.kun_grupper)
            and gruppe not in grund.ikke_grupper
            and (not grund.kun_regler or regel in grund.kun_regler)
        )
        if navne not in self._fritagelser:
            perioder = self.historik.fritagelser.perioder
            grunde = self.historik.fritagelser.grund[perioder.row]
            self._fritagelser[navne] = perioder.where(np.isin(grunde, kodenumre("grund", navne)))
        return self._fritagelser[navne]

    # The facts by what they count as are asked for by every version of every rule: each is picked out once.
    @cached_property
    def _tilbud(self) -> dict[tuple[tuple[str, ...], int], Spells]:
        return {}

    @cached_property
    def _samtaler(self) -> dict[int, Points]:
        return {}

    @cached_property
    def _fritagelser(self) -> dict[tuple[str, ...], Spells]:
        return {}


def samtaleversion(lov: Regelsaet) -> SamtaleVersion:
    """The rule of which talks count."""
    return lov.hent(SAMTALEREGEL, Samtaleregel).versioner[0]


def taellende_samtaler(lov: Regelsaet, historik: Historik, gruppe: int, *, med_part: bool) -> Points:
    """The talks that count for a group (LAB § 31, SDL § 13 b), ``med_part`` only those with the party of their day."""
    dage = historik.samtaler.dage
    return dage.where(taellende_raekker(lov, historik, gruppe, med_part=med_part)[dage.row])


def taellende_raekker(lov: Regelsaet, historik: Historik, gruppe: int, *, med_part: bool) -> Flags:
    """For every row of ``samtaler`` whether it counts for a group."""
    version = samtaleversion(lov)
    samtaler = historik.samtaler
    slags = version.slags_for_gruppe.get(f"6.{gruppe}", version.slags)
    taeller = np.isin(samtaler.status, kodenumre("samtalestatus", version.status))
    taeller &= np.isin(samtaler.slags, kodenumre("slags", slags))
    if not med_part:
        return np.asarray(taeller)
    dag = np.full(len(taeller), NO_DAY, dtype=np.int32)
    dag[samtaler.dage.row] = samtaler.dage.day
    for linje in version.kun_part:
        if gruppe in linje.grupper:
            fri = dag > calendar.to_day(linje.til)
            taeller &= fri | np.isin(samtaler.part, kodenumre("part", linje.part))
    return np.asarray(taeller)
