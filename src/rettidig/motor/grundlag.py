"""What every question about one day rests on: the known facts, the courses, the facts by what they count as."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from rettidig.motor.forloeb import Forloeb, afloest_fra, byg_forloeb, ledighedsur
from rettidig.motor.historik import Historik, Samtaler, kodenumre
from rettidig.motor.kaeder import vaerdier
from rettidig.motor.kodesaet import blandt, i_grupper
from rettidig.motor.maalgrupper import Maalgrupper
from rettidig.motor.udledt import udledt
from rettidig.regler.former.forloeb import Forloebsregel, ForloebVersion
from rettidig.regler.former.grundform import Timetal
from rettidig.regler.former.maalgruppe import Maalgrupperegel
from rettidig.regler.former.tabeller import Fritagelsesregel, Samtaleregel, SamtaleVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.model import Days, Flags, Longs, Points, Spells, Timeline

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
        uden = op.subtract(efter, self.samlede_tilbud(ur.loentilskud).take(forloeb.person))
        tomme_aar = op.longer_than_months(uden, ur.nulstilles_efter_maaneder)
        udloebet = np.diff(tomme_aar.offsets) > 0
        afloest = afloest_fra(self.historik, forloeb, self.forloebsversion) <= self.dag
        return np.asarray(self.er_dagpenge & self.ophoert & (afloest | udloebet))

    @cached_property
    def foerste_gruppe(self) -> Longs:
        """The first group each course is known to have held up to the day."""
        return self.forloeb.foerste_kendte_gruppe(self.dag)

    @cached_property
    def seks_maaneders_timer(self) -> Timetal:
        """The hours that are six months on the unemployment clock."""
        for regel in self.lov.frister():
            for version in regel.versioner:
                if version.udloeser.maaneder and version.udloeser.timer is not None:
                    return version.udloeser.timer
        raise LookupError("no rule says what six months are in hours")

    @cached_property
    def foerste_grupper(self) -> frozenset[int]:
        """The groups that some course began in."""
        return frozenset(np.flatnonzero(np.bincount(self.foerste_gruppe)).tolist())

    @cached_property
    def holdte_grupper(self) -> frozenset[int]:
        """The groups that some course has held on any day."""
        return frozenset(np.flatnonzero(np.bincount(vaerdier(self.forloeb.grupper))).tolist())

    def kurser(self, grupper: tuple[int, ...], *, foerste: bool) -> Longs:
        """The courses that began in one of these groups, or with ``foerste`` false have held one on any day."""
        if (grupper, foerste) not in self._kurser:
            if foerste:
                valgt = np.flatnonzero(i_grupper(self.foerste_gruppe, grupper))
            else:
                holdt = self.forloeb.grupper
                egne = holdt.owner_of_entries()[i_grupper(vaerdier(holdt), grupper)]
                valgt = egne[np.concatenate(([True], egne[1:] != egne[:-1]))] if len(egne) else egne
            self._kurser[grupper, foerste] = valgt
        return self._kurser[grupper, foerste]

    def naaet(self, timer: Timetal) -> Days:
        """The day by whose end the clock of each course shows these hours; ``NO_DAY`` where it never does."""
        graenser = timer.fuldtid, timer.deltid
        if graenser not in self._naaet:
            deltid = self.historik.borgere.deltid[self.forloeb.person]
            graense = np.where(deltid, timer.deltid, timer.fuldtid).astype(np.int64)
            self._naaet[graenser] = op.reached(self.ur, graense)
        return self._naaet[graenser]

    def tilbud(self, koder: tuple[str, ...], mindst_dage: int) -> Spells:
        """The offers of these kinds that last at least so many days, the planned end counted."""
        if (koder, mindst_dage) not in self._tilbud:
            perioder = self.historik.indsatser.perioder
            valgt = blandt(self.historik.indsatser.indsats, "indsats", koder)[perioder.row]
            valgt &= perioder.end - perioder.start >= mindst_dage
            self._tilbud[koder, mindst_dage] = perioder.where(valgt)
        return self._tilbud[koder, mindst_dage]

    def samlede_tilbud(self, koder: tuple[str, ...]) -> Timeline:
        """The days in offers of these kinds; overlapping and touching offers are one."""
        if koder not in self._samlede_tilbud:
            self._samlede_tilbud[koder] = op.merge_spells(self.tilbud(koder, 1))
        return self._samlede_tilbud[koder]

    def samtaler(self, gruppe: int, part: tuple[str, ...] | None = None) -> Points:
        """The talks that count for a group, ``part`` only those held by one of these parties ("" by none named).

        Groups with the same talks are answered with the same object.
        """
        slags = taellende_slags(self.lov, gruppe)
        if (slags, part) not in self._samtaler:
            if part is None:
                fundne = taellende_samtaler(self.lov, self.historik, gruppe, med_part=False)
            else:
                alle = self.samtaler(gruppe)
                fundne = alle.where(blandt(self.historik.samtaler.part, "part", part)[alle.row])
            self._samtaler[slags, part] = fundne
        return self._samtaler[slags, part]

    def fritagelser(self, omraade: str, regel: str, gruppe: int) -> Spells:
        """The exemptions that exempt a group from what a rule demands.

        Groups with the same exemptions are answered with the same object.
        """
        navne = fritagende_grunde(self.lov, omraade, regel, gruppe)
        if navne not in self._fritagelser:
            perioder = self.historik.fritagelser.perioder
            self._fritagelser[navne] = perioder.where(
                blandt(self.historik.fritagelser.grund, "grund", navne)[perioder.row]
            )
        return self._fritagelser[navne]

    # Every version of every rule asks for facts by what they count as, and for courses by group and clock: each is
    # picked out once.
    @cached_property
    def _tilbud(self) -> dict[tuple[tuple[str, ...], int], Spells]:
        return {}

    @cached_property
    def _samlede_tilbud(self) -> dict[tuple[str, ...], Timeline]:
        return {}

    @cached_property
    def _samtaler(self) -> dict[tuple[tuple[str, ...], tuple[str, ...] | None], Points]:
        return {}

    @cached_property
    def _kurser(self) -> dict[tuple[tuple[int, ...], bool], Longs]:
        return {}

    @cached_property
    def _naaet(self) -> dict[tuple[int, int], Days]:
        return {}

    @cached_property
    def _fritagelser(self) -> dict[tuple[str, ...], Spells]:
        return {}


@udledt
def samtaleversion(lov: Regelsaet) -> SamtaleVersion:
    """The rule of which talks count."""
    return lov.hent(SAMTALEREGEL, Samtaleregel).versioner[0]


@udledt
def taellende_slags(lov: Regelsaet, gruppe: int) -> tuple[str, ...]:
    """The kinds of talk that count for a group."""
    version = samtaleversion(lov)
    return version.slags_for_gruppe.get(f"6.{gruppe}", version.slags)


@udledt
def fritagende_grunde(lov: Regelsaet, omraade: str, regel: str, gruppe: int) -> tuple[str, ...]:
    """The grounds that exempt a group from what a rule demands."""
    return tuple(
        grund.grund
        for grund in lov.hent(FRITAGELSESREGEL, Fritagelsesregel).versioner[0].grunde
        if omraade in grund.omraader
        and (not grund.kun_grupper or gruppe in grund.kun_grupper)
        and gruppe not in grund.ikke_grupper
        and (not grund.kun_regler or regel in grund.kun_regler)
    )


def taellende_samtaler(lov: Regelsaet, historik: Historik, gruppe: int, *, med_part: bool) -> Points:
    """The talks that count for a group (LAB § 31, SDL § 13 b), ``med_part`` only those with the party of their day."""
    dage = historik.samtaler.dage
    return dage.where(taellende_raekker(lov, historik, gruppe, med_part=med_part)[dage.row])


def taellende_raekker(lov: Regelsaet, historik: Historik, gruppe: int, *, med_part: bool) -> Flags:
    """For every row of ``samtaler`` whether it counts for a group."""
    samtaler = historik.samtaler
    dag = np.full(len(samtaler.status), NO_DAY, dtype=np.int32)
    dag[samtaler.dage.row] = samtaler.dage.day
    return taeller_som_samtale(lov, samtaler, slice(None), dag, gruppe, med_part=med_part)


def taeller_som_samtale(
    lov: Regelsaet, samtaler: Samtaler, raekker: Longs | slice, dag: Days, gruppe: int, *, med_part: bool
) -> Flags:
    """For some rows of ``samtaler``, with their days, whether each counts for a group."""
    version = samtaleversion(lov)
    taeller = blandt(samtaler.status[raekker], "samtalestatus", version.status)
    taeller &= blandt(samtaler.slags[raekker], "slags", taellende_slags(lov, gruppe))
    for linje in version.kun_part if med_part else ():
        if gruppe in linje.grupper:
            fri = dag > calendar.to_day(linje.til)
            taeller &= fri | blandt(samtaler.part[raekker], "part", linje.part)
    return taeller
