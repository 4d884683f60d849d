"""Deadlines: rules of shape ``frist`` laid over the courses. Every intermediate answer is kept for the explanation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from rettidig.motor.anledninger import Anledninger, anledninger
from rettidig.motor.forloeb import seneste_loentilskudsstart
from rettidig.motor.grundlag import Grundlag, par
from rettidig.motor.historik import kodenumre
from rettidig.regler.former.frist import Fristregel, FristVersion, Personkreds
from rettidig.regler.former.grundform import Timetal
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs, Spells

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

    def kun(self, beholdt: Flags) -> Fristsvar:
        """The chosen obligations."""
        felter = [felt.name for felt in fields(self) if felt.name not in ("regel", "version")]
        return replace(self, **{navn: getattr(self, navn)[beholdt] for navn in felter})


def vurder_frister(grundlag: Grundlag, regler: tuple[Fristregel, ...] | None = None) -> Iterator[Fristsvar]:
    """The obligations of every rule on the day the facts are known, version by version."""
    for regel in grundlag.lov.frister() if regler is None else regler:
        alle = anledninger(grundlag, regel)
        ledige = np.ones(len(alle.forloeb), dtype=np.bool_)
        for version in regel.versioner:
            svar, taget = _Vurdering(grundlag, regel, version, alle.kun(ledige)).svar()
            ledige[np.flatnonzero(ledige)[taget]] = False
            if len(svar):
                yield svar


class _Vurdering:
    """One version of one rule over the occasions no earlier version has taken."""

    def __init__(self, grundlag: Grundlag, regel: Fristregel, version: FristVersion, alle: Anledninger) -> None:
        self.g = grundlag
        self.regel = regel
        self.v = version
        self.forloeb = alle.forloeb
        self.udloeser = alle.dag
        self.person = grundlag.forloeb.person[alle.forloeb]
        self.start = grundlag.forloeb.start[alle.forloeb]
        self.slut = grundlag.forloeb.slut[alle.forloeb]
        self.dagpenge = grundlag.er_dagpenge[alle.forloeb]

    def svar(self) -> tuple[Fristsvar, Flags]:
        """The obligations, and which occasions this version takes (with or without an obligation)."""
        retsdato = self._retsdato()
        frist_foer = self._frist(retsdato)
        gruppe = self._gruppe(retsdato)
        frist, fritagelse = self._flyttet_frist(retsdato, frist_foer, gruppe)
        skoennet_frist = self._frist_eller_tidligst(retsdato, frist)
        valgt_dag = self._valgt_dag(retsdato, frist)
        taget = self._i_kraft(skoennet_frist if self.v.vaelges_efter == "frist" else valgt_dag, skoennet_frist)
        pligtig = taget & self._omfattet(gruppe, frist) & self._ikke_foer(retsdato)

        fra, til = self._vindue()
        opfyldt, raekke = self._opfyldelse(gruppe, fra, til)
        loentilskud = self._loentilskud_i_tide(retsdato, frist, fra)
        uden_frist = frist == NO_DAY
        i_tide = (opfyldt != NO_DAY) & (uden_frist | (opfyldt <= frist)) | (loentilskud >= 0)
        ophoert = self.g.ophoert[self.forloeb] & np.where(
            uden_frist, (retsdato != NO_DAY) | self.g.afloest[self.forloeb], self.slut - 1 < frist
        )
        timer, ved_loentimer = self._loentimer(retsdato, gruppe)
        ved_fritagelse = self._fritaget_fra_samtaler(frist, gruppe)
        status = np.select(
            [
                i_tide,
                ophoert | ved_loentimer | (ved_fritagelse >= 0),
                opfyldt != NO_DAY,
                uden_frist,
                frist >= self.g.dag,
            ],
            [OPFYLDT, BORTFALDET, OPFYLDT_FOR_SENT, SAT_PAA_PAUSE, AFVENTER],
            OVERSKREDET,
        ).astype(np.int8)
        svar = Fristsvar(
            self.regel,
            self.v,
            self.forloeb,
            gruppe,
            self.udloeser,
            retsdato,
            self._fremskrevet(retsdato),
            frist_foer,
            fritagelse,
            frist,
            fra,
            til,
            opfyldt,
            raekke,
            loentilskud,
            timer,
            ophoert,
            ved_loentimer,
            ved_fritagelse,
            status,
            self._pause_dage(retsdato),
            valgt_dag,
        )
        return svar.kun(pligtig), taget

    def _retsdato(self) -> Days:
        trin = self.v.udloeser
        efter_kalender = calendar.add_days(calendar.add_months(self.udloeser, trin.maaneder), trin.dage)
        if trin.timer is None:
            return efter_kalender
        return np.where(self.dagpenge, self._naaet(trin.timer), efter_kalender)

    def _naaet(self, timer: Timetal) -> Days:
        deltid = self.g.historik.borgere.deltid[self.person]
        graense = np.where(deltid, timer.deltid, timer.fuldtid).astype(np.int64)
        return op.reached(self.g.ur.take(self.forloeb), graense)

    def _fremskrevet(self, retsdato: Days) -> Flags:
        maalt_i_timer = self.dagpenge & (self.v.udloeser.timer is not None)
        return np.asarray(maalt_i_timer & (retsdato > self.g.dag))

    def _frist(self, retsdato: Days) -> Days:
        match self.v.fristen_er:
            case "ugens_soendag":
                return calendar.week_end(retsdato)
            case "dagen_foer":
                return calendar.add_days(retsdato, -1)
            case "maanedens_slutning":
                return calendar.month_end(retsdato)
            case "retsdato":
                return retsdato

    def _gruppe(self, retsdato: Days) -> Longs:
        forloeb = self.g.forloeb
        if self.v.gruppe_paa == "foerste":
            return forloeb.foerste_kendte_gruppe(self.g.dag)[self.forloeb]
        dag = np.where((retsdato == NO_DAY) | (retsdato > self.g.dag), self.g.dag, retsdato).astype(np.int32)
        return op.value_held(forloeb.grupper, self.forloeb, dag, 0)

    def _flyttet_frist(self, retsdato: Days, frist: Days, gruppe: Longs) -> tuple[Days, Longs]:
        ingen = np.full(len(frist), -1, dtype=np.int64)
        if self.v.fritagelse.virkning != "flytter":
            return frist, ingen
        slut, raekke = self._daekkende_fritagelse(retsdato, gruppe)
        flyttet = calendar.add_months(calendar.add_days(slut, -1), self.v.fritagelse.maaneder)
        uden_ende = np.where(slut >= OPEN_END, NO_DAY, flyttet)
        return np.where(raekke >= 0, uden_ende, frist).astype(np.int32), raekke

    def _daekkende_fritagelse(self, dag: Days, gruppe: Longs) -> tuple[Days, Longs]:
        slut = np.full(len(dag), NO_DAY, dtype=np.int32)
        raekke = np.full(len(dag), -1, dtype=np.int64)
        for nummer in np.unique(gruppe).tolist():
            egne = np.flatnonzero(gruppe == nummer)
            grunde = self.g.fritagelser(self.v.fritagelse.omraade, self.regel.regel, nummer)
            fundet = op.latest_cover(grunde, self.person[egne], dag[egne])
            slut[egne], raekke[egne] = fundet.day, fundet.row
        return slut, raekke

    def _fritaget_fra_samtaler(self, frist: Days, gruppe: Longs) -> Longs:
        if self.v.fritagelse.virkning != "bortfalder":
            return np.full(len(frist), -1, dtype=np.int64)
        return self._daekkende_fritagelse(frist, gruppe)[1]

    def _valgt_dag(self, retsdato: Days, frist: Days) -> Days:
        match self.v.vaelges_efter:
            case "retsdato":
                return np.where(retsdato == NO_DAY, self.g.dag, retsdato).astype(np.int32)
            case "forloeb_start":
                return self.start
            case "frist":
                return np.where(frist == NO_DAY, self.start, frist).astype(np.int32)

    def _frist_eller_tidligst(self, retsdato: Days, frist: Days) -> Days:
        """The deadline or, while there is none, the earliest it can be: the right date, or today."""
        tidligst = np.where(retsdato == NO_DAY, self.g.dag, retsdato)
        return np.where(frist == NO_DAY, tidligst, frist).astype(np.int32)

    def _i_kraft(self, valgt_dag: Days, frist: Days) -> Flags:
        """Whether this version holds: by the day it is chosen by, and by the deadline where that limits it."""
        kraft = valgt_dag >= calendar.to_day(self.v.fra)
        if self.v.til is not None and self.v.til < sidste_kodede_dag(self.g):
            kraft &= valgt_dag <= calendar.to_day(self.v.til)
        if self.v.frist_fra is not None:
            kraft &= frist >= calendar.to_day(self.v.frist_fra)
        if self.v.frist_til is not None:
            kraft &= frist <= calendar.to_day(self.v.frist_til)
        return kraft

    def _ikke_foer(self, retsdato: Days) -> Flags:
        dag = self.start if self.regel.tidligst_efter == "forloeb_start" else retsdato
        return np.asarray((dag == NO_DAY) | (dag >= calendar.to_day(self.regel.tidligst)))

    def _omfattet(self, gruppe: Longs, frist: Days) -> Flags:
        omfattet = np.isin(gruppe, self.v.grupper)
        if self.v.undtagne_ydelser:
            ydelse = self.g.forloeb.ydelse[self.forloeb]
            omfattet &= ~np.isin(ydelse, kodenumre("ydelse", self.v.undtagne_ydelser))
        if self.v.personkreds is not None:
            omfattet &= self._i_personkreds(self.v.personkreds)
        return np.asarray(omfattet & ~self._uden_pligt(frist))

    def _i_personkreds(self, kreds: Personkreds) -> Flags:
        borgere = self.g.historik.borgere
        grense = calendar.add_years(borgere.foedt[self.person], kreds.under_aar)
        inde = self.start < grense
        if kreds.uden_erhvervsuddannelse:
            inde &= ~borgere.erhvervsuddannelse[self.person]
        if kreds.uden_hjemmeboende_boern:
            inde &= ~borgere.hjemmeboende_boern[self.person]
        return np.asarray(inde if kreds.virkning == "kun" else ~inde)

    def _uden_pligt(self, frist: Days) -> Flags:
        """Sick-pay states without duty, and courses that ended within the first weeks (SDL §§ 13 a, 13 b, 13 f)."""
        regel = self.v.ingen_pligt
        if regel is None:
            return np.zeros(len(frist), dtype=np.bool_)
        dag = np.where((frist == NO_DAY) | (frist > self.g.dag), self.g.dag, frist).astype(np.int32)
        dag = np.maximum(dag, self.start)
        raekke = op.value_held(self.g.forloeb.raekker, self.forloeb, dag, -1)
        status = np.where(raekke >= 0, self.g.historik.ydelser.status[raekke], -1)
        fri = self.g.ophoert[self.forloeb] & (self.slut <= calendar.add_days(self.udloeser, regel.ophoert_inden_dage))
        return np.asarray(fri | np.isin(status, kodenumre("status", regel.status)))

    def _vindue(self) -> tuple[Days, Days]:
        """The days [from, to) on which what meets the duty may begin: in the course and known."""
        fra = self.start if self.v.udloeser.fra != "tilbud_ophoer" else calendar.add_days(self.udloeser, 1)
        overdragelse = self.v.opfyldes_af.efter_overdragelse
        if overdragelse is not None:
            slut = calendar.month_end(self._naaet(overdragelse))
            fra = np.where(slut == NO_DAY, OPEN_END, calendar.add_days(slut, 1)).astype(np.int32)
        return fra, np.minimum(self.slut, self.g.dag + 1).astype(np.int32)

    def _opfyldelse(self, gruppe: Longs, fra: Days, til: Days) -> tuple[Days, Longs]:
        krav = self.v.opfyldes_af
        if krav.slags == "tilbud":
            return self._foerste_tilbud(fra, til)
        dag = np.full(len(gruppe), NO_DAY, dtype=np.int32)
        for nummer in np.unique(gruppe).tolist():
            egne = np.flatnonzero(gruppe == nummer)
            samtaler = self.g.samtaler(nummer)
            if krav.kun_part is not None and nummer in krav.kun_part.grupper:
                part = self.g.historik.samtaler.part[samtaler.row]
                samtaler = samtaler.where(np.isin(part, kodenumre("part", krav.kun_part.part)))
            dag[egne] = op.nth_day_in(samtaler, self.person[egne], fra[egne], til[egne], krav.antal)
        return dag, np.full(len(gruppe), -1, dtype=np.int64)

    def _foerste_tilbud(self, fra: Days, til: Days) -> tuple[Days, Longs]:
        krav = self.v.opfyldes_af
        tilskudskoder = self.g.forloebsversion.loentilskud
        almindelige = tuple(kode for kode in krav.koder if kode not in tilskudskoder)
        dag, raekke = op.first_start_in(self.g.tilbud(almindelige, krav.mindst_dage), self.person, fra, til)
        senest = np.minimum(self._tilskud_til(), self.g.dag + 1).astype(np.int32)
        tilskud = self.g.tilbud(tuple(kode for kode in krav.koder if kode in tilskudskoder), krav.mindst_dage)
        dag, raekke = _tidligste(dag, raekke, *op.first_start_in(tilskud, self.person, fra, senest))
        overgang = self.v.overgang
        if overgang is not None and self.g.valg[overgang.valg] == "ja":
            tidlige = self.g.tilbud(overgang.koder, krav.mindst_dage)
            tidlige = tidlige.where(tidlige.start < calendar.to_day(overgang.begyndt_foer))
            dag, raekke = _tidligste(dag, raekke, *op.first_start_in(tidlige, self.person, fra, til))
        return dag, raekke

    def _tilskud_til(self) -> Days:
        """The exclusive end of the days on which a løntilskud counts as begun in the course."""
        return calendar.add_days(seneste_loentilskudsstart(self.slut, self.g.forloebsversion), 1)

    def _loentilskud_i_tide(self, retsdato: Days, frist: Days, fra: Days) -> Longs:
        """The row of a løntilskud granted by the right date and begun within the weeks of grace; -1 for none."""
        fundet = np.full(len(frist), -1, dtype=np.int64)
        regel = self.v.loentilskudsfrist
        if regel is None:
            return fundet
        tilskud: Spells = self.g.tilbud(regel.koder, self.v.opfyldes_af.mindst_dage)
        nr, post = par(tilskud, self.person)
        bevilget = self.g.historik.indsatser.bevilget[tilskud.row[post]]
        start = tilskud.start[post]
        i_tide = (
            (bevilget != NO_DAY)
            & (bevilget <= retsdato[nr])
            & (frist[nr] != NO_DAY)
            & (start >= fra[nr])
            & (start <= calendar.add_days(frist, regel.dage)[nr])
            & (start < self._tilskud_til()[nr])
        )
        fundet[nr[i_tide][::-1]] = tilskud.row[post[i_tide]][::-1]
        return fundet

    def _loentimer(self, retsdato: Days, gruppe: Longs) -> tuple[Longs, Flags]:
        """Ordinary wage hours in the month of the right date, and whether they lift the duty (BAB § 58)."""
        regel = self.v.bortfald_ved_loentimer
        if regel is None:
            return np.zeros(len(gruppe), dtype=np.int64), np.zeros(len(gruppe), dtype=np.bool_)
        fra, til = calendar.month_start(retsdato), calendar.add_days(calendar.month_end(retsdato), 1)
        timer = op.amount_in(self.g.historik.loentimer.maaneder, self.person, fra, til)
        return timer, np.asarray(np.isin(gruppe, regel.grupper) & (timer >= regel.timer))

    def _pause_dage(self, retsdato: Days) -> Longs:
        """Days from the course's start to the right date (to the day, while there is none) on which the clock stood."""
        if self.v.udloeser.timer is None:
            return np.zeros(len(retsdato), dtype=np.int64)
        til = np.where(retsdato == NO_DAY, self.g.dag + 1, retsdato).astype(np.int32)
        loeb = op.days_in(self.g.ur, self.forloeb, self.start, til)
        return np.where(self.dagpenge, np.maximum(til - self.start, 0) - loeb, 0).astype(np.int64)


def sidste_kodede_dag(grundlag: Grundlag) -> dt.date:
    """The last day of the last coded law version; the law after it is known, not coded."""
    return max(v.til for v in grundlag.lov.lovversioner.lovversioner if v.status == "kodet" and v.til is not None)


def _tidligste(dag: Days, raekke: Longs, anden: Days, anden_raekke: Longs) -> tuple[Days, Longs]:
    tidligere = (anden != NO_DAY) & ((dag == NO_DAY) | (anden < dag))
    return np.where(tidligere, anden, dag).astype(np.int32), np.where(tidligere, anden_raekke, raekke)
