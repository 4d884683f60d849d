"""Courses: chains of benefit spells, the groups along them, and the clock of accumulated unemployment.

The law's part (what breaks a chain, what goes on as one course) is the rule of shape ``forloeb``; here it is laid over
a history with the operations of the algebra.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rettidig.motor.historik import Historik, Koder, kodenumre
from rettidig.motor.maalgrupper import Maalgrupper
from rettidig.regler.former.forloeb import GRAD_SKALA, Brud, ForloebVersion, Fortsaettelse
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, UKENDT_GRUPPE
from rettidig.tidslinje import calendar, reference
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import (
    Days,
    Flags,
    Longs,
    Points,
    Timeline,
    empty_timeline,
    no_points,
    stack,
    timeline_from_lists,
)
from rettidig.tidslinje.reference import Piece


@dataclass(frozen=True, slots=True)
class Dele:
    """The chains of one benefit that courses are made of: what fokusmål counts, person by person and benefit.

    ``raekker`` has the row of ``ydelser`` as value, ``grupper`` the group; both are divided alike.
    """

    forloeb: Longs
    person: Longs
    ydelse: Koder
    raekker: Timeline
    grupper: Timeline


@dataclass(frozen=True, slots=True)
class Forloeb:
    """All courses of a history, sorted by citizen and first day. One owner per course.

    ``ydelse`` is the benefit the course began with. ``slut`` is the exclusive end of the last known spell.
    """

    person: Longs
    ydelse: Koder
    start: Days
    slut: Days
    raekker: Timeline
    grupper: Timeline
    dele: Dele

    @property
    def antal(self) -> int:
        """Number of courses."""
        return len(self.person)

    def gruppe_holdt(self, dag: Days) -> Longs:
        """The group on a day or, in a gap and after the end, the last one held."""
        return op.value_held(self.grupper, np.arange(self.antal, dtype=np.int64), dag, INGEN_GRUPPE)

    def foerste_kendte_gruppe(self, dag: int) -> Longs:
        """The first group held up to a day that is not unknown; ``UKENDT_GRUPPE`` when there is none."""
        fundet = np.full(self.antal, UKENDT_GRUPPE, dtype=np.int64)
        grupper = _vaerdier(self.grupper)
        kendt = np.flatnonzero((grupper != UKENDT_GRUPPE) & (self.grupper.start <= dag))[::-1]
        fundet[self.grupper.owner_of_entries()[kendt]] = grupper[kendt]
        return fundet


def byg_forloeb(historik: Historik, version: ForloebVersion, grupper: Maalgrupper) -> Forloeb:
    """All courses that the known spells make under one way of counting them."""
    bygger = _Bygger(historik, version, grupper)
    return bygger.saml(bygger.kaeder())


def ledighedsur(
    historik: Historik, forloeb: Forloeb, version: ForloebVersion, dag: int | None, *, med_stilstand: bool
) -> Timeline:
    """The clock of every dagpenge course as a valued timeline: 1/10,000 hours per weekday. Empty for other courses.

    It runs in spells by their degree and in løntilskud at full time. With a ``dag`` it shows what is known by the end
    of that day and, on benefit, runs on from there at the last spell's degree (a projection); otherwise it follows the
    spells as registered. ``med_stilstand`` leaves out the stretches that do not count.
    """
    ur = version.ledighedsur
    er_dagpenge = forloeb.ydelse == kodenumre("ydelse", (ur.ydelse,))[0]
    deltid = historik.borgere.deltid[forloeb.person]
    pr_dag = np.where(deltid, ur.timer_pr_hverdag.deltid, ur.timer_pr_hverdag.fuldtid)
    raekker = forloeb.raekker
    grad = historik.ydelser.grad[_vaerdier(raekker)]
    pr_stykke = grad * (pr_dag[raekker.owner_of_entries()] // GRAD_SKALA)
    loeb = _kun(raekker.with_value(pr_stykke), er_dagpenge)

    tilskud = _loentilskud_i_forloebet(historik, forloeb, version)
    tilskud = _kun(tilskud, er_dagpenge)
    fuld_tid = tilskud.with_value(pr_dag[tilskud.owner_of_entries()].astype(np.int64))
    samlet = op.join(op.subtract(loeb, tilskud), fuld_tid)
    if dag is not None:
        samlet = op.intersect(samlet, _altid(forloeb.antal, -OPEN_END + 1, dag + 1))
        samlet = op.join(samlet, _fremskrivning(forloeb, loeb, dag))
    if med_stilstand and ur.staar_stille:
        stille = [(calendar.to_day(fra), calendar.to_day(til) + 1) for fra, til in ur.staar_stille]
        samlet = op.subtract(samlet, _perioder_for_alle(forloeb.antal, stille))
    return samlet


def _fremskrivning(forloeb: Forloeb, loeb: Timeline, dag: int) -> Timeline:
    """From the day after ``dag`` on, at the degree held on ``dag``, for those who are then on benefit."""
    alle = np.arange(forloeb.antal, dtype=np.int64)
    paa_dagen = op.value_on(loeb, alle, np.full(forloeb.antal, dag, dtype=np.int32), 0)
    loeber = paa_dagen > 0
    offsets = np.concatenate([[0], np.cumsum(loeber)]).astype(np.int64)
    antal = int(offsets[-1])
    return Timeline(
        offsets,
        np.full(antal, dag + 1, dtype=np.int32),
        np.full(antal, OPEN_END, dtype=np.int32),
        paa_dagen[loeber],
    )


def _loentilskud_i_forloebet(historik: Historik, forloeb: Forloeb, version: ForloebVersion) -> Timeline:
    """The days in løntilskud from a course's start on, of løntilskud begun no later than a month after its last day."""
    perioder = historik.indsatser.perioder
    koder = kodenumre("indsats", version.loentilskud)
    tilskud = perioder.where(np.isin(historik.indsatser.indsats[perioder.row], koder)).take(forloeb.person)
    senest = seneste_loentilskudsstart(forloeb.slut, version)[tilskud.owner_of_entries()]
    udvalgt = op.merge_spells(tilskud.where(tilskud.start <= senest))
    fra_start = Timeline(
        np.arange(forloeb.antal + 1, dtype=np.int64), forloeb.start, afloest_fra(historik, forloeb, version)
    )
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
    orden = np.lexsort((forloeb.start, forloeb.ydelse, forloeb.person))
    foer, efter = orden[:-1], orden[1:]
    samme = (forloeb.person[foer] == forloeb.person[efter]) & (forloeb.ydelse[foer] == forloeb.ydelse[efter])
    naeste[foer[samme]] = forloeb.start[efter[samme]]
    ur = version.ledighedsur
    perioder = historik.haendelser.kaldet(ur.nulstilles_af)
    altid = np.full(forloeb.antal, OPEN_END, dtype=np.int32)
    ny_periode = op.nth_day_in(perioder, forloeb.person, forloeb.slut, altid, 1)
    er_dagpenge = forloeb.ydelse == kodenumre("ydelse", (ur.ydelse,))[0]
    return np.where(er_dagpenge & (ny_periode != NO_DAY), np.minimum(naeste, ny_periode), naeste).astype(np.int32)


@dataclass(slots=True)
class _Kaeder:
    """Chains before they are gathered into courses."""

    person: Longs
    ydelse: Koder
    raekker: Timeline


class _Bygger:
    def __init__(self, historik: Historik, version: ForloebVersion, grupper: Maalgrupper) -> None:
        self.historik = historik
        self.version = version
        self.grupper = grupper
        indsatser = historik.indsatser
        koder = kodenumre("indsats", version.loentilskud)
        self.tilskud = op.merge_spells(
            indsatser.perioder.where(np.isin(indsatser.indsats[indsatser.perioder.row], koder))
        )
        self.tilskudsmaaneder = op.month_hull(self.tilskud)

    def kaeder(self) -> _Kaeder:
        """The chains of every benefit, one benefit after another."""
        fundne: list[_Kaeder] = []
        perioder = self.historik.ydelser.perioder
        koder_pr_raekke = self.historik.ydelser.ydelse[perioder.row]
        for brud in (*self.version.brud, None):
            navne = (self.version.ledighedsur.ydelse,) if brud is None else brud.ydelser
            for kode in kodenumre("ydelse", navne):
                egne = perioder.where(koder_pr_raekke == kode)
                if len(egne.start) == 0:
                    continue
                raekker = op.overlay(egne)
                dage = op.union(raekker, empty_timeline(self.historik.antal))
                if brud is None:
                    afbrydelser, skel = self._lange_ophold(dage), self._nye_perioder()
                else:
                    afbrydelser, skel = self._afbrydelser(dage, brud), no_points(self.historik.antal)
                kaeder = op.chains(raekker, afbrydelser, skel)
                ydelse = np.full(len(kaeder.owner), kode, dtype=np.int16)
                fundne.append(_Kaeder(kaeder.owner, ydelse, kaeder.timeline))
        if not fundne:
            return _Kaeder(
                np.empty(0, np.int64), np.empty(0, np.int16), empty_timeline(0).with_value(np.empty(0, np.int64))
            )
        return _Kaeder(
            np.concatenate([kaede.person for kaede in fundne]),
            np.concatenate([kaede.ydelse for kaede in fundne]),
            stack([kaede.raekker for kaede in fundne]),
        )

    def saml(self, kaeder: _Kaeder) -> Forloeb:
        """Courses from chains: those that go on as one are joined, and a move between groups begins a new one."""
        rod = self._fortsaettelser(kaeder)
        roedder = np.unique(rod)
        person = kaeder.person[roedder]
        samlet = self._samlede_raekker(kaeder, rod, roedder)
        skift = self._gruppeskift(samlet, person)
        delt = op.chains(samlet, empty_timeline(len(roedder)), skift)
        start = delt.timeline.first_day(NO_DAY)
        ydelse = kaeder.ydelse[roedder][delt.owner]
        orden = np.lexsort((ydelse, start, person[delt.owner]))
        raekker, grupper = self.grupper.stykker(delt.timeline.take(orden), person[delt.owner][orden])
        nummer = np.empty(len(orden), dtype=np.int64)
        nummer[orden] = np.arange(len(orden))
        return Forloeb(
            person[delt.owner][orden],
            ydelse[orden],
            raekker.first_day(NO_DAY),
            raekker.last_end(NO_DAY),
            raekker,
            raekker.with_value(grupper),
            self._dele(kaeder, np.searchsorted(roedder, rod), skift, delt.owner, nummer),
        )

    def _dele(self, kaeder: _Kaeder, rod: Longs, skift: Points, delt_af: Longs, nummer: Longs) -> Dele:
        """The chains divided as their courses are, each with the number of its course."""
        delt = op.chains(kaeder.raekker, empty_timeline(len(rod)), skift.take(rod))
        kaedens_rod = rod[delt.owner]
        foerste = delt.timeline.first_day(NO_DAY)
        skift_foer = op.count_days_in(skift, kaedens_rod, np.full(len(foerste), -OPEN_END, np.int32), foerste + 1)
        foerste_del = np.searchsorted(delt_af, kaedens_rod)
        person = kaeder.person[delt.owner]
        raekker, grupper = self.grupper.stykker(delt.timeline, person)
        return Dele(
            nummer[foerste_del + skift_foer],
            person,
            kaeder.ydelse[delt.owner],
            raekker,
            raekker.with_value(grupper),
        )

    def _afbrydelser(self, dage: Timeline, brud: Brud) -> Timeline:
        ophold = op.gaps(dage)
        if brud.bryder == "ethvert_ophold":
            return ophold
        hele = op.whole_months(ophold)
        return op.subtract(hele, self.tilskudsmaaneder) if brud.loentilskud_holder_sammen else hele

    def _lange_ophold(self, dage: Timeline) -> Timeline:
        ophold = op.gaps(op.union(dage, self.tilskud))
        return op.longer_than_months(ophold, self.version.ledighedsur.nulstilles_efter_maaneder)

    def _nye_perioder(self) -> Points:
        return self.historik.haendelser.kaldet(self.version.ledighedsur.nulstilles_af)

    def _gruppeskift(self, raekker: Timeline, personer: Longs) -> Points:
        """The days on which a move between groups starts a new course; a move by age alone does not.

        The group before is the last known one: a stretch of unknown group hides no move.
        """
        stykker, grupper = self.grupper.stykker(raekker, personer)
        kendt = np.flatnonzero(grupper != UKENDT_GRUPPE)
        ejer, gruppe, dag = stykker.owner_of_entries()[kendt], grupper[kendt], stykker.start[kendt]
        ydelse = self.historik.ydelser.ydelse[_vaerdier(stykker)[kendt]]
        visitation = self.historik.ydelser.visitation[_vaerdier(stykker)[kendt]]
        skifter = np.zeros(len(stykker.start), dtype=np.bool_)
        for skift in self.version.gruppeskift:
            koder = kodenumre("ydelse", skift.ydelser)
            flyttet = (ejer[1:] == ejer[:-1]) & (visitation[1:] != visitation[:-1])
            flyttet &= np.isin(gruppe[:-1], skift.fra_grupper) & np.isin(gruppe[1:], skift.til_grupper)
            flyttet &= np.isin(ydelse[:-1], koder) | np.isin(ydelse[1:], koder)
            if skift.fra is not None:
                flyttet &= dag[1:] >= calendar.to_day(skift.fra)
            skifter[kendt[1:]] |= flyttet
        offsets = np.concatenate([[0], np.cumsum(skifter)])[stykker.offsets].astype(np.int64)
        dage = stykker.start[skifter]
        return Points(offsets, dage, np.arange(len(dage), dtype=np.int64))

    def _fortsaettelser(self, kaeder: _Kaeder) -> Longs:
        """For every chain the chain its course begins with: itself, or the one it goes on from."""
        rod = np.arange(len(kaeder.person), dtype=np.int64)
        pr_person: dict[int, list[int]] = {}
        beroerte = {navn for regel in self.version.fortsaettelser for navn in (*regel.fra_ydelser, *regel.til_ydelser)}
        koder = kodenumre("ydelse", tuple(sorted(beroerte)))
        for kaede in np.flatnonzero(np.isin(kaeder.ydelse, koder)).tolist():
            pr_person.setdefault(int(kaeder.person[kaede]), []).append(kaede)
        foerste = kaeder.raekker.first_day(NO_DAY)
        for person, egne in pr_person.items():
            for kaede in sorted(egne, key=lambda nr: int(foerste[nr])) if len(egne) > 1 else ():
                mulige = [
                    fundet
                    for regel in self.version.fortsaettelser
                    if (fundet := self._forgaenger(kaeder, kaede, egne, person, regel)) is not None
                ]
                if mulige:
                    rod[kaede] = rod[min(mulige)[2]]
        return rod

    def _forgaenger(
        self, kaeder: _Kaeder, kaede: int, egne: list[int], person: int, regel: Fortsaettelse
    ) -> tuple[int, int, int] | None:
        """The chain a rule lets a chain go on from, after what the best is chosen by (latest held, first begun)."""
        if kaeder.ydelse[kaede] not in kodenumre("ydelse", regel.til_ydelser):
            return None
        start = kaeder.raekker.of(kaede)[0][0]
        if regel.fra is not None and start < calendar.to_day(regel.fra):
            return None
        if regel.haendelse is not None:
            dage = self.historik.haendelser.kaldet(regel.haendelse).of(person)
            if start not in {dag for dag, _ in dage}:
                return None
        bedste: tuple[int, int, int] | None = None
        for anden in egne:
            if kaeder.ydelse[anden] not in kodenumre("ydelse", regel.fra_ydelser):
                continue
            foer = [stykke for stykke in kaeder.raekker.of(anden) if stykke[0] < start]
            if not foer or self._brudt(person, max(slut for _, slut in foer), start):
                continue
            slut = min(max(slut for _, slut in foer), start)
            noegle = (-slut, kaeder.raekker.of(anden)[0][0], anden)
            bedste = noegle if bedste is None else min(bedste, noegle)
        return bedste

    def _brudt(self, person: int, slut: int, start: int) -> bool:
        hele = [Piece(*maaned) for maaned in calendar.whole_months_in(slut, start)]
        if any(brud.loentilskud_holder_sammen for brud in self.version.brud):
            hele = reference.subtract(hele, [Piece(*p) for p in self.tilskudsmaaneder.of(person)])
        return bool(hele)

    def _samlede_raekker(self, kaeder: _Kaeder, rod: Longs, roedder: Longs) -> Timeline:
        """The rows along every course; where two benefits of one course overlap, the latest begun holds."""
        alene = kaeder.raekker.take(roedder)
        samles = np.flatnonzero(np.bincount(np.searchsorted(roedder, rod)) > 1)
        if len(samles) == 0:
            return alene
        pr_rod: dict[int, list[int]] = {}
        for kaede in np.flatnonzero(np.isin(rod, roedder[samles])).tolist():
            pr_rod.setdefault(int(rod[kaede]), []).append(kaede)
        lagte = [
            reference.overlay(self._spells({raekke for kaede in egne for raekke in kaeder.raekker.values_of(kaede)}))
            for egne in (pr_rod[foerste] for foerste in roedder[samles].tolist())
        ]
        samlede = timeline_from_lists(
            [[(stykke.start, stykke.end) for stykke in lagt] for lagt in lagte],
            [[stykke.value or 0 for stykke in lagt] for lagt in lagte],
            None if alene.sources is None else [[stykke.sources for stykke in lagt] for lagt in lagte],
        )
        valgt = np.arange(len(roedder), dtype=np.int64)
        valgt[samles] = len(roedder) + np.arange(len(samles))
        return stack([alene, samlede]).take(valgt)

    def _spells(self, raekker: set[int]) -> list[reference.Spell]:
        """The registered spells of rows of ``ydelser``: they say which began latest, not the pieces a chain shows."""
        perioder = self.historik.ydelser.perioder
        steder = np.searchsorted(perioder.row, sorted(raekker))
        return [
            reference.Spell(int(perioder.start[sted]), int(perioder.end[sted]), int(perioder.row[sted]))
            for sted in steder
        ]


def _vaerdier(tidslinje: Timeline) -> Longs:
    if tidslinje.value is None:
        raise ValueError("this timeline carries no values")
    return tidslinje.value


def _kun(tidslinje: Timeline, ejere: Flags) -> Timeline:
    """The timelines of the chosen owners; the others' become empty."""
    beholdt = ejere[tidslinje.owner_of_entries()]
    offsets = np.concatenate([[0], np.cumsum(beholdt)])[tidslinje.offsets].astype(np.int64)
    return Timeline(
        offsets,
        tidslinje.start[beholdt],
        tidslinje.end[beholdt],
        None if tidslinje.value is None else tidslinje.value[beholdt],
    )


def _altid(antal: int, fra: int, til: int) -> Timeline:
    return _perioder_for_alle(antal, [(fra, til)])


def _perioder_for_alle(antal: int, perioder: list[tuple[int, int]]) -> Timeline:
    fra = np.array([periode[0] for periode in perioder], dtype=np.int32)
    til = np.array([periode[1] for periode in perioder], dtype=np.int32)
    return Timeline(np.arange(antal + 1, dtype=np.int64) * len(perioder), np.tile(fra, antal), np.tile(til, antal))
