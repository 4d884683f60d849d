"""Why a course has no obligation under a rule: the first condition that keeps the duty away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rettidig.motor.anledninger import anledninger
from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.pligtsag import INGEN_RAEKKE, Pligt
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.skrivemaade import dato, opregning, raekkenavn
from rettidig.motor.forklaring.skrivemaade import gruppe as gruppenavn
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.historik import kodenavne
from rettidig.regler.former.frist import Fristregel, FristVersion, IngenPligt, Personkreds
from rettidig.regler.former.maalgruppe import UKENDT_GRUPPE
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op


def uden_pligt(sag: Sag, regler: Sequence[Fristregel], fundne: Sequence[Pligt]) -> list[Knude]:
    """Per course one node with the rules that gave no obligation, each with its reason; nothing where all gave one."""
    givet = {(pligt.regel.regel, pligt.forloeb) for pligt in fundne}
    knuder = []
    for forloeb in range(sag.grundlag.forloeb.antal):
        uden = [regel for regel in regler if (regel.regel, forloeb) not in givet]
        boern = tuple(_Grunde(sag, forloeb).knuder(uden))
        if boern:
            start = int(sag.grundlag.forloeb.start[forloeb])
            ydelse = kodenavn("ydelse", kodenavne("ydelse")[int(sag.grundlag.forloeb.ydelse[forloeb])])
            sagt = tekst("forklar.uden.titel", ydelse=ydelse, start=dato(start))
            knuder.append(Knude("uden_pligt", sagt, "LAB § 6", boern=boern))
    return knuder


class _Grunde:
    """The reasons of one course."""

    def __init__(self, sag: Sag, forloeb: int) -> None:
        self.sag = sag
        self.forloeb = forloeb
        kurser = sag.grundlag.forloeb
        self.start = int(kurser.start[forloeb])
        stykker = zip(kurser.grupper.of(forloeb), kurser.grupper.values_of(forloeb), strict=True)
        self.grupper = {nummer for (fra, _), nummer in stykker if fra <= sag.dag}
        self.gruppe = int(sag.grundlag.foerste_gruppe[forloeb])

    def knuder(self, regler: list[Fristregel]) -> Iterator[Knude]:
        """One node per kind of reason; rules for other groups are told together."""
        if self.grupper == {UKENDT_GRUPPE}:
            yield self._ukendt(regler)
            return
        andre_grupper: list[Fristregel] = []
        resten: list[Fristregel] = []
        for regel in regler:
            omfattede = {gruppe for version in regel.versioner for gruppe in version.grupper}
            if not self.grupper & omfattede or (self._efter_foerste(regel) and self.gruppe not in omfattede):
                andre_grupper.append(regel)
            elif (knude := self._grund(regel, omfattede)) is not None:
                yield knude
            else:
                resten.append(regel)
        if resten:
            yield self._samlet("ikke_i_kraft", resten)
        if andre_grupper:
            yield self._samlet("andre_grupper", andre_grupper)

    def _ukendt(self, regler: list[Fristregel]) -> Knude:
        raekker = self.sag.raekker("ydelser", self.sag.grundlag.forloeb.raekker.values_of(self.forloeb))
        sagt = tekst("forklar.uden.ukendt_gruppe", raekke=raekkenavn(raekker[-1]))
        return Knude(
            "ingen_pligt",
            sagt,
            "LAB § 6",
            "valg",
            vaerdi=[regel.regel for regel in regler],
            raekker=raekker,
            mangler=tekst("forklar.uden.gyldig_visitation"),
        )

    def _samlet(self, noegle: str, regler: list[Fristregel]) -> Knude:
        titler = opregning(tekst("forklar.citat", titel=regel.titel.paa(valgt_sprog())) for regel in regler)
        sagt = tekst(f"forklar.uden.{noegle}", gruppe=gruppenavn(self.gruppe), regler=titler)
        hjemler = ["LAB § 6"] if noegle == "andre_grupper" else [regel.versioner[0].hjemmel.tekst for regel in regler]
        samlet = "; ".join(dict.fromkeys(hjemler))
        return Knude("ingen_pligt", sagt, samlet, vaerdi=[regel.regel for regel in regler])

    @staticmethod
    def _efter_foerste(regel: Fristregel) -> bool:
        return regel.versioner[0].gruppe_paa == "foerste"

    def _grund(self, regel: Fristregel, omfattede: set[int]) -> Knude | None:
        """The reason that is the citizen's own: no occasion yet, too early, sick-pay state, circle of persons."""
        titel = regel.titel.paa(valgt_sprog())
        version = regel.versioner[0]
        alle = anledninger(self.sag.grundlag, regel)
        dage = alle.dag[alle.forloeb == self.forloeb].tolist()
        if not dage:
            return self._knude(regel, tekst("forklar.uden.ingen_anledning", titel=titel))
        dag = min(_retsdato(regel, max(dage)), self.sag.dag)
        if not self._efter_foerste(regel) and (gruppe := self._holdt(dag)) not in omfattede:
            sagt = tekst("forklar.uden.gruppe_paa_dagen", titel=titel, dato=dato(dag), gruppe=gruppenavn(gruppe))
            return self._knude(regel, sagt)
        ydelse = kodenavne("ydelse")[int(self.sag.grundlag.forloeb.ydelse[self.forloeb])]
        if ydelse in version.undtagne_ydelser:
            return self._knude(regel, tekst("forklar.uden.ydelse", titel=titel, ydelse=kodenavn("ydelse", ydelse)))
        if version.ingen_pligt is not None:
            fri = self._fritagende_status(regel, version.ingen_pligt, dage[0])
            if fri is not None:
                return self._knude(regel, tekst("forklar.uden.status", titel=titel, raekke=raekkenavn(fri)), fri)
            if self._kort(version.ingen_pligt, dage[0]):
                slut = dato(int(self.sag.grundlag.forloeb.slut[self.forloeb]) - 1)
                return self._knude(regel, tekst("forklar.uden.kort", titel=titel, slut=slut))
        for hver in regel.versioner:
            if hver.personkreds is not None and self._uden_for(hver, hver.personkreds):
                sagt = tekst(
                    f"forklar.uden.personkreds_{hver.personkreds.virkning}",
                    titel=titel,
                    under=hver.personkreds.under_aar,
                )
                return self._knude(regel, sagt, self.sag.borgerraekke)
        if self._foer_foerste_dag(regel, max(dage)):
            tidligst = dato(calendar.to_day(regel.tidligst))
            return self._knude(regel, tekst("forklar.uden.for_tidlig", titel=titel, tidligst=tidligst))
        return None

    def _knude(self, regel: Fristregel, sagt: str, *raekker: Raekke) -> Knude:
        hjemmel = regel.versioner[0].hjemmel.tekst
        return Knude("ingen_pligt", sagt, hjemmel, vaerdi=[regel.regel], raekker=raekker)

    def _holdt(self, dag: int) -> int:
        """The group on a day, or the last one held before it."""
        kurser = self.sag.grundlag.forloeb
        return int(kurser.gruppe_holdt(np.full(kurser.antal, dag, np.int32))[self.forloeb])

    def _fritagende_status(self, regel: Fristregel, krav: IngenPligt, udloeser: int) -> Raekke | None:
        """The row of ``ydelser`` whose state lifts the duty: the one held on the deadline, or now if that is ahead."""
        dag = min(_retsdato(regel, udloeser), self.sag.dag)
        raekker = self.sag.grundlag.forloeb.raekker
        plads = int(op.value_held(raekker, np.array([self.forloeb]), np.array([dag], np.int32), INGEN_RAEKKE)[0])
        if plads == INGEN_RAEKKE:
            return None
        raekke = self.sag.raekke("ydelser", plads)
        return raekke if raekke["status"] in krav.status else None

    def _kort(self, krav: IngenPligt, udloeser: int) -> bool:
        slut = int(self.sag.grundlag.forloeb.slut[self.forloeb])
        return slut <= self.sag.dag and slut <= calendar.add_days(udloeser, krav.ophoert_inden_dage)

    def _uden_for(self, version: FristVersion, kreds: Personkreds) -> bool:
        """Whether the citizen's age, education and children keep a version in force at the start from holding."""
        if calendar.to_day(version.fra) > self.start:
            return False
        borgere = self.sag.alt.borgere
        inde = self.start < calendar.add_years(int(borgere.foedt[0]), kreds.under_aar)
        inde &= not (kreds.uden_erhvervsuddannelse and bool(borgere.erhvervsuddannelse[0]))
        inde &= not (kreds.uden_hjemmeboende_boern and bool(borgere.hjemmeboende_boern[0]))
        return inde != (kreds.virkning == "kun")

    def _foer_foerste_dag(self, regel: Fristregel, udloeser: int) -> bool:
        dag = self.start if regel.tidligst_efter == "forloeb_start" else _retsdato(regel, udloeser)
        return dag < calendar.to_day(regel.tidligst)


def _retsdato(regel: Fristregel, udloeser: int) -> int:
    """The right date by the calendar."""
    trin = regel.versioner[0].udloeser
    return calendar.add_days(calendar.add_months(udloeser, trin.maaneder), trin.dage)
