"""The focus goals for one citizen on a month end: measured or not, and activated by what under each rule set."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rettidig.motor.fokusmaal import Fokusmaal, Maalte
from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.skrivemaade import dato, iso, periode, raekkenavne, timer
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.forklaring.udfald import forbeholdsknude
from rettidig.motor.forloeb import ledighedsur
from rettidig.motor.historik import kodenavne, kodenumre
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.former.maaling import REGELSAET
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import OPEN_END


def fokusknude(sag: Sag) -> Knude | None:
    """The focus goals on the day; ``None`` on a day that is no month end, as nothing is measured then."""
    if not calendar.is_month_end(sag.dag):
        return None
    maal = Fokusmaal(sag.lov, sag.alt, sag.valg)
    version = maal.version_1(calendar.to_date(sag.dag))
    sagt = tekst("forklar.fokus.titel", dag=dato(sag.dag))
    if not _har_ydelse(sag, maal):
        ingen = Knude("ikke_maalt", _uden_ydelse(sag), version.hjemmel.tekst, opfyldt=False)
        return Knude("fokusmaal", sagt, version.hjemmel.tekst, version.tillid, boern=(ingen,))
    maalte = maal.maalte(sag.dag)
    boern = [*_Maalt(sag, maal, maalte).knuder()] if len(maalte) else [_ikke_maalt(sag, maal, version.hjemmel.tekst)]
    if len(maalte):
        boern += [forbeholdsknude(sag.lov, sag.valg, hold, version.hjemmel.tekst) for hold in version.forbehold]
    return Knude("fokusmaal", sagt, version.hjemmel.tekst, version.tillid, boern=tuple(boern))


def _har_ydelse(sag: Sag, maal: Fokusmaal) -> bool:
    """Whether the citizen is on a measured benefit on the day; without one there is no course to look for."""
    koder = kodenumre("ydelse", maal.regel_1.population.ydelser).tolist()
    ydelse = sag.alt.ydelser.ydelse.tolist()
    return any(fra <= sag.dag < til and ydelse[plads] in koder for fra, til, plads in sag.alt.ydelser.perioder.of(0))


def _uden_ydelse(sag: Sag) -> str:
    return tekst("forklar.fokus.ingen_ydelse", dag=dato(sag.dag))


def _ikke_maalt(sag: Sag, maal: Fokusmaal, hjemmel: str) -> Knude:
    """Why the citizen is not measured on the day."""
    krav = maal.regel_1.population
    forloeb = maal.forloeb
    koder = kodenumre("ydelse", krav.ydelser)
    i_forloeb = [
        nummer
        for nummer in range(forloeb.antal)
        if any(
            fra <= sag.dag < til and int(sag.alt.ydelser.ydelse[plads]) in koder
            for (fra, til), plads in zip(forloeb.raekker.of(nummer), forloeb.raekker.values_of(nummer), strict=True)
        )
    ]
    if not i_forloeb:
        sagt = _uden_ydelse(sag)
    elif krav.undtag_integrationsprogram and bool(sag.alt.borgere.integrationsprogram[0]):
        sagt = tekst("forklar.fokus.integration")
        return Knude("ikke_maalt", sagt, hjemmel, opfyldt=False, raekker=(sag.borgerraekke,))
    else:
        sagt = _for_kort(sag, maal, i_forloeb[-1])
    return Knude("ikke_maalt", sagt, hjemmel, opfyldt=False)


def _for_kort(sag: Sag, maal: Fokusmaal, nummer: int) -> str:
    """What the course lacks before it is measured: months, or for dagpenge the hours that stand for them."""
    krav, forloeb = maal.regel_1.population, maal.forloeb
    moden = int(maal.modne_fra[nummer])
    ydelse = kodenavne("ydelse")[int(forloeb.ydelse[nummer])]
    i_timer = ydelse == maal.forloebsversion.ledighedsur.ydelse
    felter = {"start": dato(int(forloeb.start[nummer])), "maaneder": krav.mindst_maaneder}
    naar = "" if moden >= OPEN_END else tekst(f"forklar.fokus.{'naas' if i_timer else 'moden'}", dato=dato(moden))
    if int(forloeb.start[nummer]) not in sag.grundlag.forloeb.start:
        naar += " " + tekst("forklar.fokus.eget_forloeb")
    if not i_timer:
        return tekst("forklar.fokus.for_kort", naar=naar, **felter)
    ur = ledighedsur(sag.alt, forloeb, maal.forloebsversion, None, med_stilstand=False).take(np.array([nummer]))
    vist = int(op.accumulated(ur, np.array([sag.dag + 1], dtype=np.int32))[0])
    return tekst(
        "forklar.fokus.for_faa_timer",
        vist=timer(vist),
        dag=dato(sag.dag),
        ydelse=kodenavn("ydelse", ydelse),
        graense=timer(sag.graense(krav.mindst_timer)),
        naar=naar,
        **felter,
    )


class _Maalt:
    """The measured entries of the citizen: one per benefit."""

    def __init__(self, sag: Sag, maal: Fokusmaal, maalte: Maalte) -> None:
        self.sag = sag
        self.maal = maal
        self.maalte = maalte
        self.version_1 = maal.version_1(calendar.to_date(sag.dag))
        self.version_2 = maal.version_2(calendar.to_date(sag.dag))
        self._alene: dict[int, Fokusmaal] = {}

    def knuder(self) -> Iterator[Knude]:
        """One node per benefit the citizen is measured on."""
        talt = self.maal.samtaler(self.maalte)
        for nr in range(len(self.maalte)):
            ydelse = kodenavne("ydelse")[int(self.maalte.ydelse[nr])]
            vindue = (int(self.maalte.fra[nr]), int(self.maalte.til[nr]))
            yield Knude(
                "maalt",
                tekst("forklar.fokus.maalt", ydelse=kodenavn("ydelse", ydelse), vindue=periode(*vindue)),
                self.version_1.hjemmel.tekst,
                self.version_1.tillid,
                opfyldt=True,
                vaerdi={"ydelse": ydelse, "fra": iso(vindue[0]), "til": iso(vindue[1] - 1)},
                boern=(*(self._aktiveret(nr, navn) for navn in REGELSAET), self._samtaler(int(talt[nr]))),
            )

    def _aktiveret(self, nr: int, regelsaet: str) -> Knude:
        svar = self.maal.aktivering(self.maalte, regelsaet)
        aktiv = bool(svar.aktiv[nr])
        raekker = self._aktiverende_tilbud(nr, regelsaet)
        foer, efter = int(svar.timer_gammel_del[nr]), int(svar.timer_ny_del[nr])
        led = []
        if raekker:
            led.append(raekkenavne(raekker))
        if bool(svar.ved_timer[nr]):
            led.append(tekst("forklar.fokus.ordinaere", timer=timer(foer + efter)))
        saet = tekst(f"forklar.fokus.regelsaet.{regelsaet}")
        if aktiv:
            sagt = tekst("forklar.fokus.aktiveret", regelsaet=saet, af=tekst("forklar.fokus.og").join(led))
        else:
            sagt = tekst("forklar.fokus.ikke_aktiveret", regelsaet=saet, timer=timer(foer + efter))
        return Knude(
            "aktivering",
            sagt,
            self.version_1.hjemmel.tekst,
            self.version_1.tillid,
            opfyldt=aktiv,
            vaerdi={
                "regelsaet": regelsaet,
                "timer_gammel_del": foer / TIMER_SKALA,
                "timer_ny_del": efter / TIMER_SKALA,
            },
            raekker=raekker,
        )

    def _aktiverende_tilbud(self, nr: int, regelsaet: str) -> tuple[Raekke, ...]:
        """The offers that activate by themselves: each is asked about as if it were the only one."""
        if not self.maal.ved_tilbud(regelsaet).covers(self.sag.dag)[self.maalte.plads[nr]]:
            return ()
        fra, til = int(self.maalte.fra[nr]), int(self.maalte.til[nr])
        naere = [plads for start, slut, plads in self.sag.alt.indsatser.perioder.of(0) if start < til and slut > fra]
        # A day activates whatever the other days are: where one offer is left, it is the one.
        alene = naere if len(naere) == 1 else [plads for plads in naere if self._aktiverer(plads, nr, regelsaet)]
        return self.sag.raekker("indsatser", alene)

    def _aktiverer(self, plads: int, nr: int, regelsaet: str) -> bool:
        if plads not in self._alene:
            self._alene[plads] = self.maal.med_kun(plads)
        return bool(self._alene[plads].ved_tilbud(regelsaet).covers(self.sag.dag)[self.maalte.plads[nr]])

    def _samtaler(self, talt: int) -> Knude:
        krav = self.version_2.samtaler
        return Knude(
            "samtaler_i_vinduet",
            tekst("forklar.fokus.samtaler", talt=talt, krav=krav),
            self.version_2.hjemmel.tekst,
            self.version_2.tillid,
            opfyldt=talt >= krav,
            vaerdi=talt,
        )
