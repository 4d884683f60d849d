"""Findings: breaches that are not deadlines. Here the lawful form of talks and the register of the 75 % rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rettidig.motor.deltagelse import DELTAGELSE, deltagelse_paa, kan_passere
from rettidig.motor.grundlag import Grundlag, par, taellende_samtaler
from rettidig.motor.historik import Koder, kodenavne, kodenumre
from rettidig.motor.kodesaet import blandt
from rettidig.regler.former.maaling import Deltagelsesregel
from rettidig.regler.former.tabeller import Formlinje, Samtaleformregel, SamtaleformVersion, Situation
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs, Spells

Raekke = dict[str, Any]
SAMTALEFORM = "lab.33.samtaleform"


def fund_raekker(grundlag: Grundlag) -> list[Raekke]:
    """All findings known on the day, sorted by citizen, rule and date."""
    raekker = Samtaleform(grundlag).raekker() + _uden_undtagelse(grundlag)
    return sorted(raekker, key=lambda raekke: (raekke["borger_id"], raekke["regel"], raekke["dato"], raekke["fund"]))


@dataclass(frozen=True, slots=True)
class _Bedoemte:
    """Counting talks whose form is judged: the course's place among those asked, citizen, day, number in the course,
    form, version of the rule, and whether the talk lies within the first phase."""

    nr: Longs
    person: Longs
    dag: Days
    nummer: Longs
    form: Koder
    version: Longs
    inden: Flags

    def kun(self, beholdt: Flags) -> _Bedoemte:
        """The chosen ones."""
        return _Bedoemte(
            self.nr[beholdt],
            self.person[beholdt],
            self.dag[beholdt],
            self.nummer[beholdt],
            self.form[beholdt],
            self.version[beholdt],
            self.inden[beholdt],
        )


class Samtaleform:
    """Which forms were lawful for each talk held, on its date and with its number in the course.

    A set of forms is kept as a number with one bit for each form of the contract.
    """

    def __init__(self, grundlag: Grundlag) -> None:
        self.g = grundlag
        self.regel = grundlag.lov.hent(SAMTALEFORM, Samtaleformregel)

    def raekker(self) -> list[Raekke]:
        """One finding per talk with a form that was not lawful."""
        gruppe = self.g.foerste_gruppe
        fundne: list[Raekke] = []
        for nummer in np.flatnonzero(np.bincount(gruppe)).tolist():
            versioner = [version for version in self.regel.versioner if nummer in version.grupper]
            if versioner:
                fundne.extend(self._for_gruppe(nummer, np.flatnonzero(gruppe == nummer), versioner))
        return fundne

    def _for_gruppe(self, nummer: int, egne: Longs, versioner: list[SamtaleformVersion]) -> list[Raekke]:
        bedoemte = self._bedoemte(nummer, egne, versioner)
        bedoemte = bedoemte.kun(~_er_blandt(bedoemte.form, self._lovlige(nummer, versioner, bedoemte, alle=False)))
        lovlige = self._lovlige(nummer, versioner, bedoemte, alle=True)
        ulovlig = ~_er_blandt(bedoemte.form, lovlige)
        bedoemte, lovlige = bedoemte.kun(ulovlig), lovlige[ulovlig]
        navne = kodenavne("form")
        return [
            self._fund(
                person,
                dag,
                navne[form],
                {navn for nr, navn in enumerate(navne) if lovlig >> nr & 1},
                versioner[version],
                samtale,
                inden=inden,
            )
            for person, dag, form, lovlig, version, samtale, inden in zip(
                bedoemte.person.tolist(),
                bedoemte.dag.tolist(),
                bedoemte.form.tolist(),
                lovlige.tolist(),
                bedoemte.version.tolist(),
                bedoemte.nummer.tolist(),
                bedoemte.inden.tolist(),
                strict=True,
            )
        ]

    def _bedoemte(self, nummer: int, egne: Longs, versioner: list[SamtaleformVersion]) -> _Bedoemte:
        """The talks in the courses that have a form and a version that judges it."""
        forloeb, historik = self.g.forloeb, self.g.historik
        samtaler = taellende_samtaler(self.g.lov, historik, nummer, med_part=True)
        nr, post = par(samtaler, forloeb.person[egne])
        dag = samtaler.day[post]
        i_forloebet = (dag >= forloeb.start[egne][nr]) & (dag < forloeb.slut[egne][nr])
        nr, post, dag = nr[i_forloebet], post[i_forloebet], dag[i_forloebet]
        fase_slut = self._seks_maaneder(egne, versioner[0].fase_maaneder)[nr]
        alle = _Bedoemte(
            nr,
            forloeb.person[egne][nr],
            dag,
            _dagens_nummer(nr, dag),
            historik.samtaler.form[samtaler.row[post]],
            _version_paa(versioner, dag),
            (fase_slut == NO_DAY) | (dag < fase_slut),
        )
        return alle.kun((alle.form >= 0) & _bedoemt(alle, versioner))

    def _fund(
        self,
        person: int,
        dag: int,
        form: str,
        lovlige: set[str],
        version: SamtaleformVersion,
        nummer: int,
        *,
        inden: bool,
    ) -> Raekke:
        orden = [navn for navn in kodenavne("form") if navn in lovlige]
        besked = tekst(
            "fund.samtaleform",
            nummer=nummer,
            form=tekst(f"fund.form.{form}"),
            lovlige=", ".join(tekst(f"fund.form.{navn}") for navn in orden),
        )
        if version.dokumentation is not None:
            besked += " " + tekst("fund.dokumentation", grund=version.dokumentation.paa(tekst("fund.sprog")))
        return {
            "borger_id": self.g.historik.borgere.ider[person],
            "regel": SAMTALEFORM,
            "dato": calendar.to_date(dag),
            "fund": besked,
            "hjemmel": version.hjemmel_for(nummer, inden=inden).tekst,
        }

    def hjemmel(self, version: SamtaleformVersion, kursus: int, dag: int, nummer: int) -> str:
        """Where the form of a talk with this number in a course on a day stands."""
        fase_slut = int(self._seks_maaneder(np.array([kursus], dtype=np.int64), version.fase_maaneder)[0])
        return version.hjemmel_for(nummer, inden=fase_slut == NO_DAY or dag < fase_slut).tekst

    def naeste(self, kurser: Longs, dage: Days) -> Longs:
        """The forms lawful for one more counting talk in each of these courses on each of these days, one bit a form.

        What is registered on the day itself counts as held before it. -1 where the form is not judged.
        """
        svar = np.full(len(kurser), -1, dtype=np.int64)
        grupper = self.g.foerste_gruppe[kurser]
        for nummer in np.flatnonzero(np.bincount(grupper)).tolist() if len(kurser) else []:
            versioner = [version for version in self.regel.versioner if nummer in version.grupper]
            plads = np.flatnonzero(grupper == nummer)
            if not versioner:
                continue
            egne, dag = kurser[plads], dage[plads]
            person = self.g.forloeb.person[egne]
            samtaler = taellende_samtaler(self.g.lov, self.g.historik, nummer, med_part=True)
            holdt = op.count_days_in(samtaler, person, self.g.forloeb.start[egne], dag + np.int32(1))
            fase_slut = self._seks_maaneder(egne, versioner[0].fase_maaneder)
            naeste = _Bedoemte(
                np.arange(len(egne), dtype=np.int64),
                person,
                dag,
                holdt + 1,
                np.full(len(egne), -1, dtype=np.int16),
                _version_paa(versioner, dag),
                (fase_slut == NO_DAY) | (dag < fase_slut),
            )
            svar[plads] = np.where(_bedoemt(naeste, versioner), self._lovlige(nummer, versioner, naeste, alle=True), -1)
        return svar

    def _seks_maaneder(self, egne: Longs, maaneder: int) -> Days:
        """Per course the first day after the first six months; for dagpenge the day the hours are reached."""
        forloeb = self.g.forloeb
        efter = calendar.add_months(forloeb.start[egne], maaneder)
        dagpenge = self.g.er_dagpenge[egne]
        if not dagpenge.any():
            return efter
        return np.where(dagpenge, self.g.naaet(self.g.seks_maaneders_timer)[egne], efter).astype(np.int32)

    def _lovlige(self, gruppe: int, versioner: list[SamtaleformVersion], bedoemte: _Bedoemte, *, alle: bool) -> Longs:
        """The forms lawful for each talk, with ``alle`` false only those that are so whatever the situation."""
        lovlige = np.zeros(len(bedoemte.nr), dtype=np.int64)
        for plads, version in enumerate(versioner):
            for linje in version.linjer:
                if (linje.grupper and gruppe not in linje.grupper) or (linje.naar and not alle):
                    continue
                passer = (bedoemte.version == plads) & ((bedoemte.nummer == 1) == (linje.samtale_nr == "foerste"))
                if linje.fase != "alle":
                    passer &= bedoemte.inden if linje.fase == "inden" else ~bedoemte.inden
                if linje.naar and passer.any():
                    passer[passer] = self._i_situation(linje, bedoemte.person[passer], bedoemte.dag[passer])
                lovlige[passer] |= np.int64(sum(1 << int(kode) for kode in set(kodenumre("form", linje.former))))
        return lovlige

    def _i_situation(self, linje: Formlinje, person: Longs, dag: Days) -> Flags:
        fundet = np.zeros(len(dag), dtype=np.bool_)
        for navn in linje.naar:
            fundet |= self._er(self.regel.situationer[navn], person, dag)
        return fundet

    def _er(self, situation: Situation, person: Longs, dag: Days) -> Flags:
        if situation.haendelse is not None:
            efter = calendar.add_days(calendar.add_weeks(dag, situation.inden_uger), 1)
            haendelser = self.g.historik.haendelser.kaldet(situation.haendelse)
            return np.asarray(op.nth_day_in(haendelser, person, dag, efter, 1) != NO_DAY)
        return np.asarray(
            (op.latest_cover(self.g.tilbud(situation.indsatser, 1), person, dag).row >= 0)
            | (op.latest_cover(self._fritagelser(situation), person, dag).row >= 0)
        )

    def _fritagelser(self, situation: Situation) -> Spells:
        fritagelser = self.g.historik.fritagelser
        return fritagelser.perioder.where(
            blandt(fritagelser.grund, "grund", situation.fritagelser)[fritagelser.perioder.row]
        )


def _er_blandt(form: Koder, saet: Longs) -> Flags:
    return (saet >> form & 1).astype(np.bool_)


def _bedoemt(alle: _Bedoemte, versioner: list[SamtaleformVersion]) -> Flags:
    """Which talks have a version of the rule, and lie in a phase that it judges."""
    bedoemt = alle.version >= 0
    for plads, version in enumerate(versioner):
        for fase in version.ikke_bedoemt:
            uden_for = (alle.nummer > 1) & (alle.inden if fase == "inden" else ~alle.inden)
            bedoemt &= ~(uden_for & (alle.version == plads))
    return np.asarray(bedoemt)


def _dagens_nummer(nr: Longs, dag: Days) -> Longs:
    """The number of each day among the different days of its course; both columns sorted by course and day."""
    if not len(nr):
        return nr
    nyt_forloeb = np.concatenate(([True], nr[1:] != nr[:-1]))
    ny_dag = nyt_forloeb | np.concatenate(([True], dag[1:] != dag[:-1]))
    loebende = np.cumsum(ny_dag)
    foerste = np.flatnonzero(nyt_forloeb)
    laengder = np.diff(np.concatenate((foerste, [len(nr)])))
    return loebende - np.repeat(loebende[foerste] - 1, laengder)


def _version_paa(versioner: list[SamtaleformVersion], dag: Days) -> Longs:
    """The place of the first version in force on each day; -1 where none is."""
    fundet = np.full(len(dag), -1, dtype=np.int64)
    for plads, version in reversed(list(enumerate(versioner))):
        gaelder = dag >= calendar.to_day(version.fra)
        if version.til is not None:
            gaelder &= dag <= calendar.to_day(version.til)
        fundet[gaelder] = plads
    return fundet


def _uden_undtagelse(grundlag: Grundlag) -> list[Raekke]:
    """Those who passed six months without talks and offer and without a reasoned exemption, month by month."""
    regel = grundlag.lov.hent(DELTAGELSE, Deltagelsesregel)
    raekker: list[Raekke] = []
    for version in regel.versioner:
        slut = calendar.month_end(calendar.to_day(version.fra))
        while slut <= min(grundlag.dag, OPEN_END if version.til is None else calendar.to_day(version.til)):
            maaneden, slut = slut, calendar.month_end(slut + 1)
            if not len(kan_passere(grundlag.lov, grundlag.historik, maaneden, version)):
                continue
            nu = maaneden == grundlag.dag
            da = grundlag if nu else Grundlag.paa(grundlag.lov, grundlag.historik, maaneden, grundlag.valg)
            tal = deltagelse_paa(da, version)
            mangler: Flags = ~tal.faaet & ~tal.undtaget
            raekker.extend(
                {
                    "borger_id": grundlag.historik.borgere.ider[person],
                    "regel": DELTAGELSE,
                    "dato": calendar.to_date(dag),
                    "fund": tekst("fund.uden_undtagelse"),
                    "hjemmel": version.hjemmel.tekst,
                }
                for person, dag in zip(tal.person[mangler].tolist(), tal.skaeringsdag[mangler].tolist(), strict=True)
            )
    return raekker
