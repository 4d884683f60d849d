"""Deadlines: rules of shape ``frist`` laid over the courses. Every intermediate answer is kept for the explanation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rettidig.motor.forloeb import seneste_loentilskudsstart
from rettidig.motor.fristfakta import foerste_faktum
from rettidig.motor.fristplan import Versionsplan, fristplan, sidste_kodede_dag
from rettidig.motor.fristvalg import Fristvalg, Rettigheder, pr_fakta
from rettidig.motor.grundlag import Grundlag, par
from rettidig.motor.kodesaet import i_grupper
from rettidig.regler.former.frist import Fristregel, FristVersion, Vinduesstart
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs, Points, Spells

STATUS = ("opfyldt", "bortfaldet", "opfyldt_for_sent", "sat_paa_pause", "afventer", "overskredet")
OPFYLDT, BORTFALDET, OPFYLDT_FOR_SENT, SAT_PAA_PAUSE, AFVENTER, OVERSKREDET = range(6)


@dataclass(frozen=True, slots=True)
class Fristsvar:
    """The answers of one version of one rule, one entry per obligation.

    Days are ``NO_DAY`` and rows -1 for none. ``frist_foer_fritagelse`` is the deadline before an exemption moved it;
    ``vindue_fra`` to ``vindue_til`` (exclusive) are the days on which what meets the duty may begin; ``loentimer`` the
    ordinary wage hours (1/10,000) in the month of the right date; ``valgt_dag`` the day that chose the version.
    """

    regel: Fristregel
    version: FristVersion
    forloeb: Longs
    gruppe: Longs
    udloeser: Days
    retsdato: Days
    fremskrevet: Flags
    frist_foer_fritagelse: Days
    fritagelse: Longs
    frist: Days
    vindue_fra: Days
    vindue_til: Days
    opfyldt: Days
    opfyldt_raekke: Longs
    loentilskud_raekke: Longs
    loentimer: Longs
    ophoert: Flags
    bortfald_loentimer: Flags
    bortfald_fritagelse: Longs
    status: npt.NDArray[np.int8]
    pause_dage: Longs
    valgt_dag: Days

    def __len__(self) -> int:
        return len(self.forloeb)


def vurder_frister(grundlag: Grundlag, regler: tuple[Fristregel, ...] | None = None) -> Iterator[Fristsvar]:
    """The obligations of every rule on the day the facts are known, version by version."""
    sidste_dag = sidste_kodede_dag(grundlag.lov)
    for regel in grundlag.lov.frister() if regler is None else regler:
        plan = fristplan(regel, sidste_dag)
        if plan.gruppesaet.isdisjoint(grundlag.foerste_grupper if plan.paa_foerste else grundlag.holdte_grupper):
            continue
        valg = Fristvalg(grundlag, regel, plan)
        for versionsplan in plan.versioner:
            pligter = valg.tag(versionsplan) if len(valg.ledige) else None
            if pligter is not None:
                yield _Vurdering(grundlag, valg, versionsplan, pligter).svar()


class _Vurdering:
    """The duties of one version of one rule: what meets them, what lifts them, and where that leaves them."""

    def __init__(self, grundlag: Grundlag, valg: Fristvalg, plan: Versionsplan, pligter: Rettigheder) -> None:
        self.g = grundlag
        self.valg = valg
        self.v: FristVersion = plan.version
        self.plan = plan
        self.p = pligter
        self.person = grundlag.forloeb.person[pligter.forloeb]
        self.start = grundlag.forloeb.start[pligter.forloeb]
        self.slut = grundlag.forloeb.slut[pligter.forloeb]
        self.dagpenge = grundlag.er_dagpenge[pligter.forloeb]

    def svar(self) -> Fristsvar:
        """The answer."""
        p = self.p
        fra, til = self._vindue()
        opfyldt, raekke = self._opfyldelse(fra, til)
        loentilskud = self._loentilskud_i_tide(fra)
        timer, ved_loentimer = self._loentimer()
        ved_fritagelse = self._fritaget_fra_samtaler()
        ophoert = self._ophoert()
        return Fristsvar(
            self.valg.regel,
            self.v,
            p.forloeb,
            p.gruppe,
            p.udloeser,
            p.retsdato,
            self._fremskrevet(),
            p.frist_foer_fritagelse,
            p.fritagelse,
            p.frist,
            fra,
            til,
            opfyldt,
            raekke,
            loentilskud,
            timer,
            ophoert,
            ved_loentimer,
            ved_fritagelse,
            self._status(opfyldt, loentilskud, ophoert | ved_loentimer | (ved_fritagelse >= 0)),
            self._pause_dage(),
            self._valgt_dag(),
        )

    def _status(self, opfyldt: Days, loentilskud: Longs, bortfaldet: Flags) -> npt.NDArray[np.int8]:
        """The first of the statuses that fits, in the order they are numbered."""
        frist = self.p.frist
        uden_frist = frist == NO_DAY
        sket = opfyldt != NO_DAY
        status = np.where(frist >= self.g.dag, AFVENTER, OVERSKREDET).astype(np.int8)
        status[uden_frist] = SAT_PAA_PAUSE
        status[sket] = OPFYLDT_FOR_SENT
        status[bortfaldet] = BORTFALDET
        status[(sket & (uden_frist | (opfyldt <= frist))) | (loentilskud >= 0)] = OPFYLDT
        return status

    def _ophoert(self) -> Flags:
        frist, retsdato = self.p.frist, self.p.retsdato
        ophoert = self.g.ophoert[self.p.forloeb]
        uden_frist = frist == NO_DAY
        sidste_dag = self.slut - 1
        foer_fristen = sidste_dag <= frist if self.v.ophoer_paa_fristen_bortfalder else sidste_dag < frist
        if (ophoert & uden_frist & (retsdato == NO_DAY)).any():
            foer_fristen |= uden_frist & self.g.afloest[self.p.forloeb]
        return np.asarray(ophoert & np.where(uden_frist, (retsdato != NO_DAY) | foer_fristen, foer_fristen))

    def _fremskrevet(self) -> Flags:
        if self.v.udloeser.timer is None:
            return np.zeros(len(self.p), dtype=np.bool_)
        return np.asarray(self.dagpenge & (self.p.retsdato > self.g.dag))

    def _fritaget_fra_samtaler(self) -> Longs:
        if self.v.fritagelse.virkning != "bortfalder":
            return np.full(len(self.p), -1, dtype=np.int64)
        return self.valg.daekkende_fritagelse(self.v, self.p.forloeb, self.p.gruppe, self.p.frist)[1]

    def _valgt_dag(self) -> Days:
        match self.v.vaelges_efter:
            case "retsdato":
                return np.where(self.p.retsdato == NO_DAY, self.g.dag, self.p.retsdato).astype(np.int32)
            case "forloeb_start":
                return self.start
            case "udloeser":
                return np.where(self.p.udloeser == NO_DAY, self.g.dag, self.p.udloeser).astype(np.int32)
            case "frist":
                return np.where(self.p.frist == NO_DAY, self.start, self.p.frist).astype(np.int32)

    def _vindue(self) -> tuple[Days, Days]:
        """The days [from, to) on which what meets the duty may begin: in the course and known."""
        fra = self.start if self.v.udloeser.fra != "tilbud_ophoer" else calendar.add_days(self.p.udloeser, 1)
        if self.v.opfyldes_af.tidligst is not None:
            fra = self._vinduesstart(self.v.opfyldes_af.tidligst)
        overdragelse = self.v.opfyldes_af.efter_overdragelse
        if overdragelse is not None:
            slut = calendar.month_end(self.g.naaet(overdragelse)[self.p.forloeb])
            fra = np.where(slut == NO_DAY, OPEN_END, calendar.add_days(slut, 1)).astype(np.int32)
        return fra, np.minimum(self.slut, self.g.dag + 1).astype(np.int32)

    def _vinduesstart(self, tidligst: Vinduesstart) -> Days:
        """The first day that counts; ``OPEN_END`` while it is not known."""
        if tidligst.timer is not None:
            dag = self.g.naaet(tidligst.timer)[self.p.forloeb]
        elif tidligst.maaneder is not None:
            dag = calendar.add_months(self.p.udloeser, tidligst.maaneder)
        else:
            dag = calendar.add_days(self.p.udloeser, 1 if tidligst.dage is None else tidligst.dage)
        return np.where(dag == NO_DAY, OPEN_END, np.maximum(dag, self.start)).astype(np.int32)

    def _opfyldelse(self, fra: Days, til: Days) -> tuple[Days, Longs]:
        krav = self.v.opfyldes_af
        if krav.fakta is not None:
            fundet = foerste_faktum(self.g, krav.fakta, self.person, fra, til, self.p.frist)
            return fundet, np.full(len(self.p), -1, dtype=np.int64)
        if krav.slags == "tilbud":
            return self._foerste_tilbud(fra, til)
        dag = np.full(len(self.p), NO_DAY, dtype=np.int32)
        for samtaler, egne in pr_fakta(self.p.gruppe, self._samtaler):
            dag[egne] = op.nth_day_in(samtaler, self.person[egne], fra[egne], til[egne], krav.antal)
        return dag, np.full(len(self.p), -1, dtype=np.int64)

    def _samtaler(self, gruppe: int) -> Points:
        part = self.v.opfyldes_af.kun_part
        return self.g.samtaler(gruppe, part.part if part is not None and gruppe in part.grupper else None)

    def _foerste_tilbud(self, fra: Days, til: Days) -> tuple[Days, Longs]:
        krav = self.v.opfyldes_af
        tilskudskoder = self.g.forloebsversion.loentilskud
        almindelige = tuple(kode for kode in krav.koder if kode not in tilskudskoder)
        dag, raekke = op.first_start_in(self.g.tilbud(almindelige, krav.mindst_dage), self.person, fra, til)
        tilskud = self.g.tilbud(tuple(kode for kode in krav.koder if kode in tilskudskoder), krav.mindst_dage)
        if len(tilskud.row):
            senest = np.minimum(self._tilskud_til(), self.g.dag + 1).astype(np.int32)
            dag, raekke = _tidligste(dag, raekke, *op.first_start_in(tilskud, self.person, fra, senest))
        if krav.loebende_taeller:
            dag, raekke = _tidligste(
                dag, raekke, *self._loebende(self.g.tilbud(krav.koder, krav.mindst_dage), fra, til)
            )
        overgang = self.v.overgang
        if overgang is not None and self.g.valg[overgang.valg] == "ja":
            tidlige = self.g.tilbud(overgang.koder, krav.mindst_dage)
            if overgang.begyndt_foer is not None:
                tidlige = tidlige.where(tidlige.start < calendar.to_day(overgang.begyndt_foer))
            dag, raekke = _tidligste(dag, raekke, *op.first_start_in(tidlige, self.person, fra, til))
            if krav.loebende_taeller:
                dag, raekke = _tidligste(dag, raekke, *self._loebende(tidlige, fra, til))
        return dag, raekke

    def _loebende(self, tilbud: Spells, fra: Days, til: Days) -> tuple[Days, Longs]:
        """The first day that counts, where one of the offers runs on it and it has come."""
        raekke = op.latest_cover(tilbud, self.person, fra).row
        loeber = (raekke >= 0) & (fra < til)
        return np.where(loeber, fra, NO_DAY).astype(np.int32), np.where(loeber, raekke, -1)

    def _tilskud_til(self) -> Days:
        """The exclusive end of the days on which a løntilskud counts as begun in the course."""
        return calendar.add_days(seneste_loentilskudsstart(self.slut, self.g.forloebsversion), 1)

    def _loentilskud_i_tide(self, fra: Days) -> Longs:
        """The row of a løntilskud granted by the right date and begun within the weeks of grace; -1 for none."""
        frist = self.p.frist
        fundet = np.full(len(frist), -1, dtype=np.int64)
        regel = self.v.loentilskudsfrist
        if regel is None:
            return fundet
        tilskud: Spells = self.g.tilbud(regel.koder, self.v.opfyldes_af.mindst_dage)
        if not len(tilskud.row):
            return fundet
        nr, post = par(tilskud, self.person)
        bevilget = self.g.historik.indsatser.bevilget[tilskud.row[post]]
        start = tilskud.start[post]
        i_tide = (
            (bevilget != NO_DAY)
            & (bevilget <= self.p.retsdato[nr])
            & (frist[nr] != NO_DAY)
            & (start >= fra[nr])
            & (start <= calendar.add_days(frist[nr], regel.dage))
            & (start < self._tilskud_til()[nr])
        )
        fundet[nr[i_tide][::-1]] = tilskud.row[post[i_tide]][::-1]
        return fundet

    def _loentimer(self) -> tuple[Longs, Flags]:
        """Ordinary wage hours in the month of the right date, and whether they lift the duty (BAB § 58)."""
        regel = self.v.bortfald_ved_loentimer
        maaneder = self.g.historik.loentimer.maaneder
        if regel is None or not len(maaneder.day):
            return np.zeros(len(self.p), dtype=np.int64), np.zeros(len(self.p), dtype=np.bool_)
        fra, til = calendar.month_start(self.p.retsdato), calendar.add_days(calendar.month_end(self.p.retsdato), 1)
        timer = op.amount_in(maaneder, self.person, fra, til)
        return timer, np.asarray(i_grupper(self.p.gruppe, regel.grupper) & (timer >= regel.timer))

    def _pause_dage(self) -> Longs:
        """Days from the course's start to the right date (to the day, while there is none) on which the clock stood."""
        dage = np.zeros(len(self.p), dtype=np.int64)
        egne = np.flatnonzero(self.dagpenge) if self.v.udloeser.timer is not None else dage[:0]
        if len(egne):
            retsdato, start = self.p.retsdato[egne], self.start[egne]
            til = np.where(retsdato == NO_DAY, self.g.dag + 1, retsdato).astype(np.int32)
            loeb = op.days_in(self.g.ur, self.p.forloeb[egne], start, til)
            dage[egne] = np.maximum(til - start, 0) - loeb
        return dage


def _tidligste(dag: Days, raekke: Longs, anden: Days, anden_raekke: Longs) -> tuple[Days, Longs]:
    tidligere = (anden != NO_DAY) & ((dag == NO_DAY) | (anden < dag))
    return np.where(tidligere, anden, dag).astype(np.int32), np.where(tidligere, anden_raekke, raekke)
