"""The municipality's own deadlines as nodes of their own after the law's: never law, with standing and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.skrivemaade import antal, dato, iso, opregning, periode, raekkenavn, stort, timer, ugedag
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.forklaring.udfald import OPFYLDT_SOM
from rettidig.motor.frist import STATUS
from rettidig.motor.historik import kodenavne
from rettidig.motor.lokalt.frister import ANDET_SKETE, FORLOEBET_SLUT, Lokalsvar, svarraekker, vurder_lokale_frister
from rettidig.motor.lokalt.veje import taeller_fra, talte_raekker, tidligste
from rettidig.motor.svar import Raekke as Svarraekke
from rettidig.motor.svar import fristnoegle
from rettidig.regler.former.grundform import TIMER_SKALA, Tillid
from rettidig.regler.former.lokalfrist import Vej
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.lokalt.ord import lokal_hjemmel
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje.calendar import NO_DAY

MAERKE: Tillid = "S"
"""Everything here is a municipality's own; only a reservation carries a mark of its own."""

_LISTE = {"tilbud": "indsats", "tilbud_ophoer": "indsats", "samtale_i_tilbud": "indsats"}
"""The code list of what a way or a trigger names, where it is not that of events."""


@dataclass(frozen=True)
class Lokalspoergsmaal:
    """What is asked of a strategy: its switches as set, and the local rules asked for (``None`` all)."""

    strategi: Strategi
    valg: Mapping[str, str]
    regler: tuple[str, ...] | None = None


def lokalknude(sag: Sag, spurgt: Lokalspoergsmaal) -> Knude:
    """The section of the strategy: one node per local duty, or why there is none. ``vaerdi`` is how many."""
    strategi = spurgt.strategi
    valg = {**strategi.standardvalg(), **spurgt.valg}
    fundne = [
        (raekke, _Lokalpligt(sag, strategi, svar, nr))
        for svar in vurder_lokale_frister(sag.grundlag, strategi, valg, spurgt.regler)
        for nr, raekke in enumerate(svarraekker(sag.grundlag, strategi, svar))
    ]
    boern = [pligt.knude(raekke) for raekke, pligt in sorted(fundne, key=lambda fundet: fristnoegle(fundet[0]))]
    navn = strategi.navn.paa(valgt_sprog())
    if boern:
        sagt = tekst("forklar.lokalt.titel", navn=navn, antal=antal(len(boern), "pligt"))
    else:
        kommune = str(sag.grundlag.historik.borgere.kommune[0])
        noegle = "ingen" if kommune == strategi.kommune else "anden_kommune"
        sagt = tekst(f"forklar.lokalt.{noegle}", navn=navn, kommune=strategi.kommune, borgerens=kommune)
    sat = tuple(_valg(strategi, valg))
    return Knude("lokale_pligter", sagt, strategi.strategi, MAERKE, vaerdi=len(boern), boern=(*sat, *boern))


def _valg(strategi: Strategi, valg: Mapping[str, str]) -> Iterator[Knude]:
    """The strategy's switches that are not at their default."""
    for navn, kendt in strategi.valg.items():
        if valg[navn] != kendt.standard:
            sagt = tekst("forklar.lokalt.valg", titel=kendt.titel.paa(valgt_sprog()))
            yield Knude("lokalt_valg", sagt, strategi.strategi, MAERKE, vaerdi={"valg": navn, "sat_til": valg[navn]})


@dataclass(frozen=True)
class _Lokalpligt:
    """Entry ``nr`` of an answer, ready to be told."""

    sag: Sag
    strategi: Strategi
    svar: Lokalsvar
    nr: int

    def _dag(self, navn: str) -> int:
        return int(getattr(self.svar, navn)[self.nr])

    @property
    def _hjemmel(self) -> str:
        return lokal_hjemmel(self.strategi, self.svar.regel)

    @property
    def _status(self) -> str:
        return STATUS[self._dag("status")]

    @property
    def _slut(self) -> int:
        """The exclusive end of the course."""
        return int(self.sag.grundlag.forloeb.slut[self._dag("forloeb")])

    def knude(self, raekke: Svarraekke) -> Knude:
        """The whole trace; ``vaerdi`` is the row in the answer of deadlines."""
        return self._knude(
            "lokal_pligt",
            self._overskrift(),
            opfyldt=OPFYLDT_SOM.get(self._status),
            vaerdi={navn: _som_data(celle) for navn, celle in raekke.items()},
            boern=tuple(self._trin()),
        )

    def _knude(self, navn: str, sagt: str, **resten: Any) -> Knude:
        return Knude(navn, sagt, self._hjemmel, MAERKE, **resten)

    def _overskrift(self) -> str:
        forloeb = self.sag.grundlag.forloeb
        nummer, frist = self._dag("forloeb"), self._dag("frist")
        felter = {
            "titel": self.svar.regel.titel.paa(valgt_sprog()),
            "status": tekst(f"forklar.status.{self._status}"),
            "ydelse": kodenavn("ydelse", kodenavne("ydelse")[int(forloeb.ydelse[nummer])]),
            "start": dato(int(forloeb.start[nummer])),
        }
        if frist == NO_DAY:
            return tekst("forklar.pligt.uden_frist", **felter)
        return tekst("forklar.pligt.med_frist", frist=ugedag(frist), **felter)

    def _trin(self) -> Iterator[Knude]:
        yield self._stilling()
        yield self._frist()
        for navn, veje in (
            ("lokal_vej", self.svar.version.opfyldes_af),
            ("lokalt_bortfald", self.svar.version.bortfalder_ved),
        ):
            yield from (self._vej(navn, vej, foerste=not nr) for nr, vej in enumerate(veje))
        yield self._udfald()
        for hold in self.svar.regel.forbehold:
            sagt = tekst("forklar.forbehold.titel", tekst=hold.tekst.paa(valgt_sprog()))
            yield Knude("forbehold", sagt, self._hjemmel, hold.tillid)

    def _stilling(self) -> Knude:
        """That it is no law, who has decided it, and where in the municipality's paper it is read."""
        regel = self.svar.regel
        steder = [sted.tekst for sted in regel.kilde]
        stilling = tekst(f"lokalt.stilling.{regel.stilling}")
        sagt = tekst("forklar.lokalt.stilling", stilling=stilling, steder=opregning(steder))
        vaerdi = {"strategi": self.strategi.strategi, "stilling": regel.stilling, "steder": steder}
        return self._knude("stilling", sagt, vaerdi=vaerdi)

    def _frist(self) -> Knude:
        version, udloeser, frist = self.svar.version, self._dag("udloeser"), self._dag("frist")
        koder = opregning(self._kode(version.udloeser.fra, kode) for kode in version.udloeser.koder)
        led = [stort(tekst(f"forklar.lokalt.fra.{version.udloeser.fra}", dag=dato(udloeser), koder=koder))]
        timetal = version.udloeser.timer
        if timetal is not None and bool(self.sag.grundlag.er_dagpenge[self._dag("forloeb")]):
            led.append(tekst("forklar.lokalt.timer", timer=timer(self.sag.graense(timetal))))
        elif version.udloeser.maaneder or version.udloeser.dage:
            tal = ((version.udloeser.maaneder, "maaned"), (version.udloeser.dage, "dag"))
            led.append(tekst("forklar.lokalt.senere", tid=opregning(antal(t, enhed) for t, enhed in tal if t)))
        if frist == NO_DAY:
            led.append(tekst("forklar.lokalt.uden_frist"))
        elif version.gentages is not None:
            hver = antal(version.gentages.hver_maaneder, "maaned")
            sidste = frist + 1 if version.fristen_er == "dagen_foer" else frist
            led.append(tekst("forklar.lokalt.periode", hver=hver, periode=periode(self._dag("fra"), sidste)))
            led.append(tekst("forklar.lokalt.frist", frist=ugedag(frist)))
        else:
            foer = "frist_dagen_foer" if version.fristen_er == "dagen_foer" else "frist"
            led.append(tekst(f"forklar.lokalt.{foer}", frist=ugedag(frist)))
        return self._knude("lokal_frist", " ".join(led), vaerdi={"udloeser": iso(udloeser), "frist": iso(frist)})

    def _vej(self, navn: str, vej: Vej, *, foerste: bool) -> Knude:
        """One way, how far it was gone, and the rows that count towards it."""
        vindue, frist = self.svar.vindue, self._dag("frist")
        naaet = int(tidligste(self.sag.grundlag, (vej,), vindue)[self.nr])
        talte = talte_raekker(self.sag.grundlag, vej, vindue, self.nr)
        dage = len({dag for _, _, dag in talte})
        i_tide = naaet != NO_DAY and (frist == NO_DAY or naaet <= frist)
        raekker = [(self.sag.raekke(tabel, plads), dag) for tabel, plads, dag in talte]
        noegle = "opfyldes" if navn == "lokal_vej" else "bortfalder"
        sagt = [
            tekst(f"forklar.lokalt.{noegle}" if foerste else f"forklar.lokalt.{noegle}_ogsaa", hvad=self._hvad(vej))
        ]
        fra, til = taeller_fra(self.sag.grundlag, vej, vindue, self.nr), self._dag("til")
        hvornaar = periode(fra, til) if til > fra else ""
        if not hvornaar:
            sagt.append(tekst("forklar.lokalt.ikke_begyndt", fra=dato(fra)))
        elif vej.slags == "samtaler":
            sagt.append(tekst("forklar.lokalt.talt", talt=dage, krav=vej.antal, periode=hvornaar))
        elif not talte:
            sagt.append(tekst("forklar.lokalt.intet", periode=hvornaar))
        return self._knude(
            navn,
            " ".join(sagt),
            opfyldt=i_tide,
            vaerdi={"slags": vej.slags, "talt": dage, "kraevet": vej.antal, "dato": iso(naaet)},
            boern=tuple(self._raekke(raekke, dag) for raekke, dag in raekker),
        )

    def _raekke(self, raekke: Raekke, dag: int) -> Knude:
        frist = self._dag("frist")
        skrevet = dict(raekke)
        if skrevet["tabel"] == "haendelser":
            skrevet["haendelse"] = self._kode("haendelse", str(skrevet["haendelse"]))
        sent = tekst("forklar.lokalt.for_sent") if frist != NO_DAY and dag > frist else ""
        sagt = f"{stort(raekkenavn(skrevet))}{sent}."
        return self._knude("lokal_raekke", sagt, opfyldt=not sent, vaerdi=iso(dag), raekker=(raekke,))

    def _hvad(self, vej: Vej) -> str:
        match vej.slags:
            case "samtaler":
                hvad = antal(vej.antal, "afholdt")
            case "loentimer":
                tal = "en" if vej.timer == TIMER_SKALA else "flere"
                hvad = tekst(f"forklar.lokalt.vej.loentimer.{tal}", timer=timer(vej.timer or 0))
            case _:
                koder = opregning(self._kode(vej.slags, kode) for kode in vej.koder)
                tal = "en" if len(vej.koder) == 1 else "flere"
                hvad = tekst(f"forklar.lokalt.vej.{vej.slags}.{tal}", koder=koder)
                if vej.mindst_dage > 1:
                    hvad += ", " + tekst("forklar.ville.mindst", dage=antal(vej.mindst_dage, "dag"))
        if vej.tidligst_maaneder:
            hvad += tekst("forklar.lokalt.vej.tidligst", tid=antal(vej.tidligst_maaneder, "maaned"))
        return hvad

    def _udfald(self) -> Knude:
        sagt = tekst("forklar.udfald.indledning", saetning=self._saetning())
        opfyldt = OPFYLDT_SOM.get(self._status)
        return self._knude(
            "lokalt_udfald", sagt, opfyldt=opfyldt, vaerdi=self._status, ville_opfylde=self._ville_opfylde()
        )

    def _saetning(self) -> str:
        frist, opfyldt, dag = self._dag("frist"), self._dag("opfyldt"), self.sag.dag
        om_fristen = "" if frist == NO_DAY else ugedag(frist)
        match self._status:
            case "opfyldt":
                noegle = "opfyldt_uden_frist" if frist == NO_DAY else "opfyldt"
                return tekst(f"forklar.udfald.{noegle}", opfyldt=dato(opfyldt), frist=om_fristen)
            case "bortfaldet":
                return self._bortfaldet()
            case "opfyldt_for_sent":
                dage = antal(opfyldt - frist, "dag")
                return tekst("forklar.udfald.opfyldt_for_sent", opfyldt=dato(opfyldt), frist=om_fristen, dage=dage)
            case "sat_paa_pause":
                return tekst("forklar.udfald.pause_timer")
            case "afventer":
                noegle = "afventer_idag" if frist == dag else "afventer"
                return tekst(f"forklar.udfald.{noegle}", frist=om_fristen, dage=antal(frist - dag, "dag"))
            case _:
                return tekst("forklar.udfald.overskredet", frist=om_fristen, dage=antal(dag - frist, "dag"))

    def _bortfaldet(self) -> str:
        match self._dag("bortfald"):
            case grund if grund == FORLOEBET_SLUT:
                noegle = "bortfaldet_ur" if self._dag("frist") == NO_DAY else "bortfaldet_ophoert"
                return tekst(f"forklar.udfald.{noegle}", slut=dato(self._slut - 1))
            case grund if grund == ANDET_SKETE:
                return tekst("forklar.lokalt.bortfaldet_ved_andet")
            case _:
                return tekst("forklar.udfald.bortfaldet_fritagelse")

    def _ville_opfylde(self) -> str | None:
        """What would meet the duty, or would have met it."""
        if self._status in ("opfyldt", "bortfaldet"):
            return None
        frist, krav = self._dag("frist"), self.svar.version.i_ord.paa(valgt_sprog())
        if frist == NO_DAY:
            return tekst("forklar.lokalt.ville.uden_frist", krav=krav)
        noegle = "afventer" if self._status == "afventer" else "var"
        return tekst(f"forklar.lokalt.ville.{noegle}", krav=krav, frist=ugedag(frist))

    def _kode(self, slags: str, kode: str) -> str:
        """A code in words; the strategy's own events by the names it gives them."""
        for haendelse in self.strategi.haendelser:
            if haendelse.kode == kode:
                navn = haendelse.da if valgt_sprog() == "da" else haendelse.en
                return navn[0].lower() + navn[1:]
        return kodenavn(_LISTE.get(slags, "haendelse"), kode)


def _som_data(celle: Any) -> Any:
    return celle.isoformat() if hasattr(celle, "isoformat") else celle
