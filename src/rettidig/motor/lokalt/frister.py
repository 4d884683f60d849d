"""Local deadlines: what a municipality has promised to have done by when, laid over the courses the law makes.

Nothing here changes a row of the law: local obligations are rows of their own, with the town's rule id, the strategy in
place of the law version, and the rule's standing in place of the paragraph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from rettidig.motor.frist import AFVENTER, BORTFALDET, OPFYLDT, OPFYLDT_FOR_SENT, OVERSKREDET, SAT_PAA_PAUSE, STATUS
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import kodenumre
from rettidig.motor.lokalt.anledninger import anledninger, perioder
from rettidig.motor.lokalt.veje import Vindue, tidligste
from rettidig.motor.opfyldelse import AABNE
from rettidig.motor.svar import Raekke, fristnoegle
from rettidig.regler.former.lokalfrist import LokalFristregel, LokalFristVersion
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.lokalt.ord import grupper_efter_valg, lokal_hjemmel
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, to_date_or_none
from rettidig.tidslinje.model import Days, Flags, Longs

INTET_BORTFALD, FORLOEBET_SLUT, ANDET_SKETE, FRITAGET = range(4)
"""Why a local duty lapses: not at all, the course ended first, what lifts it happened, an exemption covers it."""


@dataclass(frozen=True, slots=True)
class Lokalsvar:
    """The answers of one version of one local rule, one entry per obligation; days are ``NO_DAY`` for none.

    ``fra`` and ``til`` bound the days [fra, til) on which the duty may be met. ``bortfald`` says why it lapses unless
    it was met in time.
    """

    regel: LokalFristregel
    version: LokalFristVersion
    forloeb: Longs
    gruppe: Longs
    udloeser: Days
    frist: Days
    fra: Days
    til: Days
    opfyldt: Days
    bortfald: npt.NDArray[np.int8]
    status: npt.NDArray[np.int8]
    pause_dage: Longs

    def __len__(self) -> int:
        return len(self.forloeb)

    def kun(self, beholdt: Flags) -> Lokalsvar:
        """The chosen obligations."""
        felter = [felt.name for felt in fields(self) if felt.name not in ("regel", "version")]
        return replace(self, **{navn: getattr(self, navn)[beholdt] for navn in felter})

    def aabne(self, grundlag: Grundlag) -> Flags:
        """Whether something is still to be done: in a course that runs on, and in a period that is not over."""
        for_sent = (self.status == OVERSKREDET) & (self.til <= grundlag.dag)
        return np.asarray(np.isin(self.status, AABNE) & ~for_sent & ~grundlag.ophoert[self.forloeb])

    @property
    def vindue(self) -> Vindue:
        """Where and when the duties may be met."""
        return _vindue(self.version, self.forloeb, self.gruppe, self.udloeser, (self.fra, self.til))


def lokale_raekker(
    grundlag: Grundlag, strategi: Strategi, valg: Mapping[str, str], regler: Collection[str] | None = None
) -> list[Raekke]:
    """One row per citizen of the municipality and local obligation, in the columns and order of the law's rows.

    ``valg`` sets the strategy's switches (others stand at their default); ``regler`` names the rules asked for.
    """
    alle = vurder_lokale_frister(grundlag, strategi, {**strategi.standardvalg(), **valg}, regler)
    raekker = [raekke for svar in alle for raekke in svarraekker(grundlag, strategi, svar)]
    return sorted(raekker, key=fristnoegle)


def vurder_lokale_frister(
    grundlag: Grundlag, strategi: Strategi, valg: Mapping[str, str], regler: Collection[str] | None = None
) -> Iterator[Lokalsvar]:
    """The local obligations on the day the facts are known, rule by rule; only the municipality's own citizens."""
    egne = np.array([navn == strategi.kommune for navn in grundlag.historik.borgere.kommune], dtype=np.bool_)
    if not egne.any():
        return
    for regel in strategi.frister():
        if regler is not None and regel.regel not in regler:
            continue
        for version in regel.versioner:
            fra, til = strategi.gyldighed(version)
            svar = _Vurdering(grundlag, regel, version, egne, valg).svar()
            gaelder = _i_kraft(
                grundlag, svar.frist, calendar.to_day(fra), None if til is None else calendar.to_day(til)
            )
            if gaelder.any():
                yield svar.kun(gaelder)


def _i_kraft(grundlag: Grundlag, frist: Days, fra: int, til: int | None) -> Flags:
    """Whether the version holds on the deadline or, while there is none, on the day itself."""
    dag = np.where(frist == NO_DAY, grundlag.dag, frist)
    kraft = dag >= fra
    return np.asarray(kraft if til is None else kraft & (dag <= til))


class _Vurdering:
    """One version of one local rule over the occasions of the municipality's citizens."""

    def __init__(
        self,
        grundlag: Grundlag,
        regel: LokalFristregel,
        version: LokalFristVersion,
        egne: Flags,
        valg: Mapping[str, str],
    ) -> None:
        self.g = grundlag
        self.regel = regel
        self.v = version
        self.grupper = grupper_efter_valg(version, valg)
        kurser = grundlag.kurser(tuple(sorted(self.grupper)), foerste=False)
        kurser = kurser[egne[grundlag.forloeb.person[kurser]]]
        kurser = kurser[self._ydelser(kurser) & self._haendt(kurser)]
        alle = anledninger(grundlag, version, kurser)
        stykker = perioder(grundlag, version, alle)
        self.forloeb = alle.forloeb[stykker.anledning]
        self.udloeser = alle.dag[stykker.anledning]
        self.p = stykker

    def svar(self) -> Lokalsvar:
        """The obligations of the groups the rule is for."""
        frist = calendar.add_days(self.p.forfalder, -1) if self.v.fristen_er == "dagen_foer" else self.p.forfalder
        gruppe = self._gruppe(frist)
        vindue = self._vindue(gruppe)
        opfyldt = tidligste(self.g, self.v.opfyldes_af, vindue)
        uden_frist = frist == NO_DAY
        i_tide = (opfyldt != NO_DAY) & (uden_frist | (opfyldt <= frist))
        ophoert = self.g.ophoert[self.forloeb] & np.where(
            uden_frist, self.g.afloest[self.forloeb], self.g.forloeb.slut[self.forloeb] - 1 < frist
        )
        bortfald = np.select(
            [ophoert, self._bortfaldet(vindue, frist), self._fritaget(frist, gruppe)],
            [FORLOEBET_SLUT, ANDET_SKETE, FRITAGET],
            INTET_BORTFALD,
        ).astype(np.int8)
        status = np.select(
            [
                i_tide,
                bortfald != INTET_BORTFALD,
                opfyldt != NO_DAY,
                uden_frist,
                frist >= self.g.dag,
            ],
            [OPFYLDT, BORTFALDET, OPFYLDT_FOR_SENT, SAT_PAA_PAUSE, AFVENTER],
            OVERSKREDET,
        ).astype(np.int8)
        svar = Lokalsvar(
            self.regel,
            self.v,
            self.forloeb,
            gruppe,
            self.udloeser,
            frist,
            vindue.fra,
            vindue.til,
            opfyldt,
            bortfald,
            status,
            self._pause_dage(),
        )
        return svar.kun(np.isin(gruppe, self.grupper))

    def _ydelser(self, kurser: Longs) -> Flags:
        ydelse = self.g.forloeb.ydelse[kurser]
        beholdt = np.ones(len(ydelse), dtype=np.bool_)
        if self.v.ydelser:
            beholdt &= np.isin(ydelse, kodenumre("ydelse", self.v.ydelser))
        return np.asarray(beholdt & ~np.isin(ydelse, kodenumre("ydelse", self.v.undtagne_ydelser)))

    def _haendt(self, kurser: Longs) -> Flags:
        """Whether the event the duty hangs on has happened in the course."""
        if self.v.kun_efter_haendelse is None:
            return np.ones(len(kurser), dtype=np.bool_)
        forloeb = self.g.forloeb
        dage = self.g.historik.haendelser.kaldet(self.v.kun_efter_haendelse)
        person, start, slut = forloeb.person[kurser], forloeb.start[kurser], forloeb.slut[kurser]
        return np.asarray(op.nth_day_in(dage, person, start, slut, 1) != NO_DAY)

    def _gruppe(self, frist: Days) -> Longs:
        dag = np.where((frist == NO_DAY) | (frist > self.g.dag), self.g.dag, frist)
        dag = np.maximum(dag, self.g.forloeb.start[self.forloeb]).astype(np.int32)
        return op.value_held(self.g.forloeb.grupper, self.forloeb, dag, 0)

    def _vindue(self, gruppe: Longs) -> Vindue:
        fra = self.g.forloeb.start[self.forloeb]
        if self.v.udloeser.fra == "tilbud_ophoer":
            fra = calendar.add_days(self.udloeser, 1)
        elif self.v.gentages is not None:
            fra = self.p.start
        til = np.minimum(self.g.forloeb.slut[self.forloeb], self.g.dag + 1)
        dage = fra, np.minimum(til, self.p.slut).astype(np.int32)
        return _vindue(self.v, self.forloeb, gruppe, self.udloeser, dage)

    def _bortfaldet(self, vindue: Vindue, frist: Days) -> Flags:
        if not self.v.bortfalder_ved:
            return np.zeros(len(frist), dtype=np.bool_)
        dag = tidligste(self.g, self.v.bortfalder_ved, vindue)
        return np.asarray((dag != NO_DAY) & ((frist == NO_DAY) | (dag <= frist)))

    def _fritaget(self, frist: Days, gruppe: Longs) -> Flags:
        """Whether an exemption from offers or talks covers the deadline; it lets the local duty lapse."""
        fri = np.zeros(len(frist), dtype=np.bool_)
        if self.v.fritagelse is None:
            return fri
        person = self.g.forloeb.person[self.forloeb]
        for nummer in np.unique(gruppe).tolist():
            egne = np.flatnonzero(gruppe == nummer)
            grunde = self.g.fritagelser(self.v.fritagelse, self.regel.regel, nummer)
            fri[egne] = op.latest_cover(grunde, person[egne], frist[egne]).row >= 0
        return fri

    def _pause_dage(self) -> Longs:
        """Days from the course's start to the due day (to the day, while there is none) on which the clock stood."""
        if self.v.udloeser.timer is None:
            return np.zeros(len(self.forloeb), dtype=np.int64)
        start = self.g.forloeb.start[self.forloeb]
        naaet = self.p.start if self.v.gentages is not None else self.p.forfalder
        til = np.where(naaet == NO_DAY, self.g.dag + 1, naaet).astype(np.int32)
        loeb = op.days_in(self.g.ur, self.forloeb, start, til)
        stille = np.maximum(til - start, 0) - loeb
        return np.where(self.g.er_dagpenge[self.forloeb], stille, 0).astype(np.int64)


def _vindue(
    version: LokalFristVersion, forloeb: Longs, gruppe: Longs, udloeser: Days, dage: tuple[Days, Days]
) -> Vindue:
    return Vindue(forloeb, gruppe, udloeser, *dage, efter_tilbud=version.udloeser.fra == "tilbud_ophoer")


def svarraekker(grundlag: Grundlag, strategi: Strategi, svar: Lokalsvar) -> list[Raekke]:
    """The rows of one answer, one per obligation and in its order."""
    borgere, forloeb = grundlag.historik.borgere, grundlag.forloeb
    person = forloeb.person[svar.forloeb].tolist()
    start = forloeb.start[svar.forloeb].tolist()
    return [
        {
            "borger_id": borgere.ider[person[nr]],
            "maalgruppe": gruppe_tekst(int(svar.gruppe[nr])),
            "regel": svar.regel.regel,
            "frist": to_date_or_none(int(svar.frist[nr])),
            "status": STATUS[svar.status[nr]],
            "opfyldt_dato": to_date_or_none(int(svar.opfyldt[nr])),
            "forloeb_start": to_date_or_none(start[nr]),
            "pause_dage": int(svar.pause_dage[nr]),
            "lovversion": strategi.strategi,
            "hjemmel": lokal_hjemmel(strategi, svar.regel),
        }
        for nr in range(len(svar))
    ]
