"""Answers the tests of the vocabulary over the facts of one act. What is not stated is unknown, never a guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, TypeVar

from rettidig.motor.vilkaar.fakta import INGEN, Fakta, Ingen
from rettidig.motor.vilkaar.kleene import JA, NEJ, Udfald, alle, en_af, givet, ikke, ukendt
from rettidig.regler.former import proever as p
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.former.tabeller import Formlinje, Samtaleformregel, SamtaleformVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar

T = TypeVar("T")
SAMTALEDATO, SAMTALEFORM, SAMTALENUMMER, SAMTALEFASE = "samtale.dato", "samtale.form", "samtale.nummer", "samtale.fase"
MAALGRUPPE = "borger.maalgruppe"
FAERREST_ARBEJDSDAGE = 200
"""Fewer working days than any year has: how many years of holidays a sum of working days may need."""


@dataclass(frozen=True)
class Bedoemmer:
    """The facts of one act and the law they are held against."""

    lov: Regelsaet
    fakta: Fakta

    def bedoem(self, proeve: p.Proeve) -> Udfald:
        """The answer to any test."""
        match proeve:
            case p.Alle(led=led):
                return alle(self.bedoem(et) for et in led)
            case p.EnAf(led=led):
                return en_af(self.bedoem(et) for et in led)
            case p.Ikke(led=led):
                return ikke(self.bedoem(led))
            case p.Ja(faktum=navn):
                return self._om(navn, bool, lambda ja: ja)
            case p.Udfyldt(faktum=navn):
                return self._udfyldt(navn)
            case p.Kode(faktum=navn, blandt=koder):
                return self._om(navn, str, lambda kode: kode in koder)
            case p.Samme(faktum=navn, som=andet):
                return self._om_flere((navn, andet), lambda en, to: en == to)
            case p.IGruppe(faktum=navn, blandt=grupper):
                return self._om(navn, int, lambda gruppe: gruppe in grupper)
            case p.Tal() | p.Timer() | p.Kroner():
                mindst, hoejst = proeve.mindst, proeve.hoejst
                return self._om(proeve.faktum, int, lambda tal: _inden_for(tal, mindst, hoejst))
            case p.HoejstFaktum(faktum=navn, led=led, gange=gange):
                return self._om_flere((navn, *led), lambda tal, *andre: tal <= prod(andre) * gange)
            case p.Dato():
                return self._dato(proeve)
            case p.GangeIMaaned(faktum=navn, dato=dato, hoejst=hoejst):
                return self._om_flere((navn, dato), lambda dage, dag: _i_maaneden(dage, dag) <= hoejst)
            case p.GangeInden():
                return self._gange_inden(proeve)
            case p.UdenOphold():
                return self._uden_ophold(proeve)
            case p.Forholdstal():
                return self._om_flere(
                    (proeve.ansatte, proeve.optaget, proeve.nye),
                    lambda ansatte, optaget, nye: optaget + nye <= pladser(proeve, ansatte) * TIMER_SKALA,
                )
            case p.Satsbaand():
                return self._satsbaand(proeve)
            case p.LovligForm(regel=regel):
                return self._lovlig_form(self.lov.hent(regel, Samtaleformregel))
            case p.Tabel(linjer=linjer, ellers=ellers):
                return self._tabel(linjer, ellers)
            case p.Uafklaret():
                return ukendt()

    def tidspunkt(self, sted: p.Tidspunkt) -> int | Ingen | None:
        """The epoch day of a point in time; ``INGEN`` when it hangs on a date that does not exist, ``None`` unknown."""
        if sted.dato is not None:
            dag = calendar.to_day(sted.dato)
        else:
            fundet = self.fakta.get(sted.faktum or "")
            if not isinstance(fundet, dt.date):
                return INGEN if fundet is INGEN else None
            dag = calendar.to_day(fundet)
        if sted.arbejdsdage:
            aar = calendar.to_date(dag).year
            helligdage = self.lov.helligdage.dage(aar, aar + 1 + sted.arbejdsdage // FAERREST_ARBEJDSDAGE)
            return calendar.add_working_days(dag, sted.arbejdsdage, helligdage)
        if sted.hele_maaneder_efter:
            return calendar.month_end(calendar.add_months(calendar.month_start(dag), sted.hele_maaneder_efter))
        return calendar.add_days(calendar.add_weeks(calendar.add_months(dag, sted.maaneder), sted.uger), sted.dage)

    def _om(self, navn: str, slags: type[T], svar: Callable[[T], bool]) -> Udfald:
        vaerdi = self.fakta.get(navn)
        if vaerdi is None:
            return ukendt(navn)
        if not isinstance(vaerdi, slags):
            raise TypeError(f"{navn} er ikke {slags.__name__}")
        return givet(svar(vaerdi))

    def _om_flere(self, navne: Sequence[str], svar: Callable[..., bool]) -> Udfald:
        """Unknown where any of the facts is missing; no where a date among them does not exist."""
        mangler = [navn for navn in navne if navn not in self.fakta]
        if mangler:
            return ukendt(*mangler)
        vaerdier: list[Any] = [self.fakta[navn] for navn in navne]
        return NEJ if INGEN in vaerdier else givet(svar(*vaerdier))

    def _udfyldt(self, navn: str) -> Udfald:
        vaerdi = self.fakta.get(navn)
        return ukendt(navn) if vaerdi is None else givet(vaerdi is not INGEN and vaerdi not in ("", ()))

    def _dato(self, proeve: p.Dato) -> Udfald:
        dag = self.tidspunkt(p.Tidspunkt(faktum=proeve.faktum))
        if dag is INGEN:
            return NEJ
        led = []
        for graense, tidligst in ((proeve.tidligst, True), (proeve.senest, False)):
            if graense is None:
                continue
            mod = self.tidspunkt(graense)
            mangler = [navn for navn in (proeve.faktum, graense.faktum) if navn and navn not in self.fakta]
            if mangler:
                led.append(ukendt(*mangler))
            elif isinstance(mod, Ingen) or not isinstance(dag, int) or mod is None:
                led.append(NEJ)
            else:
                led.append(givet(mod <= dag if tidligst else dag <= mod))
        return alle(led)

    def _gange_inden(self, proeve: p.GangeInden) -> Udfald:
        def svar(dage: tuple[dt.date, ...], dag: dt.date) -> bool:
            til = calendar.to_day(dag)
            fra = calendar.add_months(til, -proeve.maaneder)
            antal = sum(fra < calendar.to_day(et) <= til for et in dage)
            return _inden_for(antal, proeve.mindst, proeve.hoejst)

        return self._om_flere((proeve.faktum, proeve.dato), svar)

    def _uden_ophold(self, proeve: p.UdenOphold) -> Udfald:
        def svar(dage: tuple[dt.date, ...], fra: dt.date, til: dt.date) -> bool:
            sidst = calendar.to_day(fra)
            slut = calendar.to_day(til)
            for dag in (calendar.to_day(et) for et in dage):
                if sidst < dag < slut:
                    if dag > calendar.add_months(sidst, proeve.maaneder):
                        return False
                    sidst = dag
            return slut <= calendar.add_months(sidst, proeve.maaneder)

        return self._om_flere((proeve.faktum, proeve.fra, proeve.til), svar)

    def _satsbaand(self, proeve: p.Satsbaand) -> Udfald:
        mangler = [navn for navn in (proeve.sats, proeve.beloeb, proeve.dato) if navn not in self.fakta]
        if mangler:
            return ukendt(*mangler)
        sats, beloeb, dag = (self.fakta[navn] for navn in (proeve.sats, proeve.beloeb, proeve.dato))
        if not isinstance(dag, dt.date) or not isinstance(beloeb, int):
            return NEJ
        for periode in proeve.perioder:
            if periode.fra <= dag and (periode.til is None or dag <= periode.til):
                mulige = satser(periode, beloeb)
                return ukendt() if len(mulige) > 1 and sats in mulige else givet(sats in mulige)
        return ukendt()

    def _tabel(self, linjer: Sequence[p.Tabellinje], ellers: str) -> Udfald:
        """The first line that holds. Where it is unknown whether it holds, both ways must agree."""
        if not linjer:
            return ukendt() if ellers == "ukendt" else givet(ellers == "opfyldt")
        naar = self.bedoem(linjer[0].naar)
        if naar.svar is True:
            return self.bedoem(linjer[0].saa)
        resten = self._tabel(linjer[1:], ellers)
        if naar.svar is False:
            return resten
        saa = self.bedoem(linjer[0].saa)
        if saa.svar is not None and saa.svar == resten.svar:
            return saa
        return ukendt(*dict.fromkeys((*naar.mangler, *saa.mangler, *resten.mangler)))

    def _lovlig_form(self, regel: Samtaleformregel) -> Udfald:
        dag, gruppe, form = (self.fakta.get(navn) for navn in (SAMTALEDATO, MAALGRUPPE, SAMTALEFORM))
        mangler = [navn for navn in (SAMTALEDATO, MAALGRUPPE, SAMTALEFORM) if navn not in self.fakta]
        if mangler:
            return ukendt(*mangler)
        for version in regel.versioner:
            if gruppe in version.grupper and isinstance(dag, dt.date) and version.gaelder(dag):
                return self._form_i_version(version, gruppe, form)
        return ukendt()

    def _form_i_version(self, version: SamtaleformVersion, gruppe: object, form: object) -> Udfald:
        """Where number or phase is unknown the form must be lawful, or unlawful, whatever they are."""
        nummer, fase = self.fakta.get(SAMTALENUMMER), self.fakta.get(SAMTALEFASE)
        numre = ["foerste", "senere"] if nummer is None else ["foerste" if nummer == 1 else "senere"]
        faser = ["inden", "efter"] if fase is None else [str(fase)]
        former = [linje for linje in version.linjer if form in linje.former]
        udfald = [
            self._form_i_situation(
                [
                    linje
                    for linje in former
                    if linje.samtale_nr == nr
                    and linje.fase in ("alle", i_fase)
                    and (not linje.grupper or gruppe in linje.grupper)
                ],
                bedoemt=nr == "foerste" or i_fase not in version.ikke_bedoemt,
            )
            for nr in numre
            for i_fase in faser
        ]
        if len({et.svar for et in udfald}) == 1 and udfald[0].svar is not None:
            return udfald[0]
        uoplyste = [navn for navn in (SAMTALENUMMER, SAMTALEFASE) if navn not in self.fakta]
        return ukendt(*dict.fromkeys([*uoplyste, *(navn for et in udfald for navn in et.mangler)]))

    def _form_i_situation(self, linjer: Sequence[Formlinje], *, bedoemt: bool) -> Udfald:
        """Whether one of the lines holds, each by one of its situations; what is not judged is never a no."""
        lovlig = en_af(
            en_af(self._om(f"samtale.{navn}", bool, lambda ja: ja) for navn in linje.naar) if linje.naar else JA
            for linje in linjer
        )
        return lovlig if bedoemt or lovlig.svar is True else ukendt(*lovlig.mangler)


def pladser(proeve: p.Forholdstal, ansatte: int) -> int:
    """How many whole places the ratio allows for ordinary staff in full-time equivalents of 1/10,000."""
    graense = proeve.indtil * TIMER_SKALA
    i_alt = min(ansatte, graense) // (proeve.pr * TIMER_SKALA)
    i_alt += max(ansatte - graense, 0) // (proeve.derefter_pr * TIMER_SKALA)
    return max(i_alt, proeve.mindst)


def satser(periode: p.Satsperiode, beloeb: int) -> list[int]:
    """The rates an amount in oere may have in a period: one, or two where the bound between them was not read."""
    mulige = [periode.baand[0].sats]
    for baand in periode.baand[1:]:
        if beloeb >= (baand.fra if baand.fra_hoejst is None else baand.fra_hoejst):
            mulige = [baand.sats]
        elif beloeb >= baand.fra:
            mulige.append(baand.sats)
    return mulige


def _inden_for(tal: int, mindst: int | None, hoejst: int | None) -> bool:
    return (mindst is None or tal >= mindst) and (hoejst is None or tal <= hoejst)


def _i_maaneden(dage: Sequence[dt.date], dag: dt.date) -> int:
    fra, til = calendar.month_start(calendar.to_day(dag)), calendar.month_end(calendar.to_day(dag))
    return sum(fra <= calendar.to_day(et) <= til for et in dage)
