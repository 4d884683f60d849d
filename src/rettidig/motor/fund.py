"""Findings: breaches that are not deadlines. Here the lawful form of talks and the register of the 75 % rule."""

from __future__ import annotations

from typing import Any

import numpy as np

from rettidig.motor.deltagelse import DELTAGELSE, deltagelse
from rettidig.motor.grundlag import Grundlag, taellende_samtaler
from rettidig.motor.historik import kodenavne, kodenumre
from rettidig.regler.former.maaling import Deltagelsesregel
from rettidig.regler.former.tabeller import Formlinje, Samtaleformregel, SamtaleformVersion, Situation
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs, Points

Raekke = dict[str, Any]
SAMTALEFORM = "lab.33.samtaleform"


def fund_raekker(grundlag: Grundlag) -> list[Raekke]:
    """All findings known on the day, sorted by citizen, rule and date."""
    raekker = Samtaleform(grundlag).raekker() + _uden_undtagelse(grundlag)
    return sorted(raekker, key=lambda raekke: (raekke["borger_id"], raekke["regel"], raekke["dato"], raekke["fund"]))


class Samtaleform:
    """Which forms were lawful for each talk held, on its date and with its number in the course."""

    def __init__(self, grundlag: Grundlag) -> None:
        self.g = grundlag
        self.regel = grundlag.lov.hent(SAMTALEFORM, Samtaleformregel)
        self._kaldte: dict[str, Points] = {}

    def raekker(self) -> list[Raekke]:
        """One finding per talk with a form that was not lawful."""
        forloeb = self.g.forloeb
        gruppe = forloeb.foerste_kendte_gruppe(self.g.dag)
        fundne: list[Raekke] = []
        for nummer in np.unique(gruppe).tolist():
            egne = np.flatnonzero(gruppe == nummer)
            versioner = [version for version in self.regel.versioner if nummer in version.grupper]
            if versioner:
                fundne.extend(self._for_gruppe(nummer, egne, versioner))
        return fundne

    def _for_gruppe(self, nummer: int, egne: Longs, versioner: list[SamtaleformVersion]) -> list[Raekke]:
        forloeb, historik = self.g.forloeb, self.g.historik
        samtaler = taellende_samtaler(self.g.lov, historik, nummer, med_part=True)
        seks_maaneder = self._seks_maaneder(egne, versioner[0].fase_maaneder)
        fundne = []
        for forloeb_nr, fase_slut in zip(egne.tolist(), seks_maaneder.tolist(), strict=True):
            person = int(forloeb.person[forloeb_nr])
            start, slut = int(forloeb.start[forloeb_nr]), int(forloeb.slut[forloeb_nr])
            i_forloebet = [(dag, raekke) for dag, raekke in samtaler.of(person) if start <= dag < slut]
            dage = sorted({dag for dag, _ in i_forloebet})
            for dag, raekke in i_forloebet:
                form = int(historik.samtaler.form[raekke])
                version = next((v for v in versioner if v.gaelder(calendar.to_date(dag))), None)
                if form < 0 or version is None:
                    continue
                foerste = dag == dage[0]
                inden = fase_slut == NO_DAY or dag < fase_slut
                if not foerste and ("inden" if inden else "efter") in version.ikke_bedoemt:
                    continue
                lovlige = self._lovlige(version, nummer, foerste=foerste, inden=inden, person=person, dag=dag)
                navn = kodenavne("form")[form]
                if navn not in lovlige:
                    fundne.append(self._fund(person, dag, navn, lovlige, version, dage.index(dag) + 1))
        return fundne

    def _fund(
        self, person: int, dag: int, form: str, lovlige: set[str], version: SamtaleformVersion, nummer: int
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
            "hjemmel": version.hjemmel.tekst,
        }

    def _seks_maaneder(self, egne: Longs, maaneder: int) -> Days:
        """Per course the first day after the first six months; for dagpenge the day the hours are reached."""
        forloeb = self.g.forloeb
        efter = calendar.add_months(forloeb.start[egne], maaneder)
        dagpenge = self.g.er_dagpenge[egne]
        if not dagpenge.any():
            return efter
        timer = self.g.seks_maaneders_timer
        deltid = self.g.historik.borgere.deltid[forloeb.person[egne]]
        graense = np.where(deltid, timer.deltid, timer.fuldtid).astype(np.int64)
        return np.where(dagpenge, op.reached(self.g.ur.take(egne), graense), efter).astype(np.int32)

    def _lovlige(
        self, version: SamtaleformVersion, gruppe: int, *, foerste: bool, inden: bool, person: int, dag: int
    ) -> set[str]:
        lovlige: set[str] = set()
        for linje in version.linjer:
            passer = linje.samtale_nr == ("foerste" if foerste else "senere")
            passer &= linje.fase in ("alle", "inden" if inden else "efter")
            passer &= not linje.grupper or gruppe in linje.grupper
            if passer and self._situation(linje, person, dag):
                lovlige.update(linje.former)
        return lovlige

    def _situation(self, linje: Formlinje, person: int, dag: int) -> bool:
        return not linje.naar or any(self._er(self.regel.situationer[navn], person, dag) for navn in linje.naar)

    def _haendelser(self, navn: str) -> Points:
        if navn not in self._kaldte:
            self._kaldte[navn] = self.g.historik.haendelser.kaldet(navn)
        return self._kaldte[navn]

    def _er(self, situation: Situation, person: int, dag: int) -> bool:
        historik = self.g.historik
        if situation.haendelse is not None:
            senest = calendar.add_weeks(dag, situation.inden_uger)
            return any(dag <= sket <= senest for sket, _ in self._haendelser(situation.haendelse).of(person))
        indsatser = kodenumre("indsats", situation.indsatser)
        grunde = kodenumre("grund", situation.fritagelser)
        return any(
            fra <= dag < til and historik.indsatser.indsats[raekke] in indsatser
            for fra, til, raekke in historik.indsatser.perioder.of(person)
        ) or any(
            fra <= dag < til and historik.fritagelser.grund[raekke] in grunde
            for fra, til, raekke in historik.fritagelser.perioder.of(person)
        )


def _uden_undtagelse(grundlag: Grundlag) -> list[Raekke]:
    """Those who passed six months without talks and offer and without a reasoned exemption, month by month."""
    regel = grundlag.lov.hent(DELTAGELSE, Deltagelsesregel)
    raekker: list[Raekke] = []
    for version in regel.versioner:
        slut = calendar.month_end(calendar.to_day(version.fra))
        while slut <= min(grundlag.dag, OPEN_END if version.til is None else calendar.to_day(version.til)):
            tal = deltagelse(grundlag.lov, grundlag.historik, slut, grundlag.valg, version)
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
            slut = calendar.month_end(slut + 1)
    return raekker
