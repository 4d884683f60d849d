"""Measures of a municipality: the rows for a month end and for a year."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from rettidig.motor.bemaerkninger import Optalt, om_aaret, om_maaneden, samlet, tomme_maaneder, uden_for_aaret
from rettidig.motor.deltagelse import DELTAGELSE, Deltagelsestal, deltagelse
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Aktivering, Fokusmaal, Maalte
from rettidig.motor.historik import Historik, kodenavne, kodenumre
from rettidig.motor.noter import Note, noter_fra
from rettidig.regler.former.maaling import Deltagelsesregel, DeltagelseVersion, Tilsynsregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Flags

Raekke = dict[str, Any]
ALLE = "alle"
TUSINDDELE = 1000
TILSYN = "lob.22b.skaerpet_tilsyn"


@dataclass(frozen=True, slots=True)
class Maalesvar:
    """Rows and what must be said with them."""

    raekker: list[Raekke]
    noter: list[Note]


class Maalinger:
    """The measures over one history, for as many month ends as are asked."""

    def __init__(self, lov: Regelsaet, historik: Historik, valg: Mapping[str, str]) -> None:
        self.lov = lov
        self.historik = historik
        self.valg = valg
        self.fokusmaal = Fokusmaal(lov, historik, valg)
        self._kommune = np.array(historik.borgere.kommune, dtype=np.str_)
        self._kommuner = sorted(set(historik.borgere.kommune))

    def maaned(self, dag: int, regelsaet: str) -> Maalesvar:
        """The rows of one month end. Raises ``ValueError`` for a day that is not one."""
        svar, optalt = self._maaned(dag, regelsaet)
        return Maalesvar(svar.raekker, svar.noter + om_maaneden(optalt, calendar.to_date(dag)))

    def aar(self, aar: int, regelsaet: str, idag: dt.date | None = None) -> Maalesvar:
        """The rows of a year: sums of the months, ``andel`` the mean of the monthly shares of those with anyone in.

        Month ends after ``idag`` are skipped and named; without ``idag`` none is.
        """
        udeladte = self.lov.hent(TILSYN, Tilsynsregel).udeladte_maaneder
        datoer = [calendar.to_date(dag) for dag in calendar.month_ends_of_year(aar)]
        ikke_omme = [dato for dato in datoer if idag is not None and dato > idag]
        pr_noegle: dict[tuple[str, str, str], list[Raekke]] = defaultdict(list)
        noter: list[Note] = []
        optalte: list[Optalt] = []
        for dato in datoer:
            if dato in udeladte or dato in ikke_omme:
                continue
            svar, optalt = self._maaned(calendar.to_day(dato), regelsaet)
            optalte.append(optalt)
            noter.extend(note for note in svar.noter if note not in noter)
            for raekke in svar.raekker:
                pr_noegle[maalenoegle(raekke)].append(raekke)
        noter += om_aaret(samlet(optalte), aar)
        noter += uden_for_aaret([dato for dato in datoer if dato in udeladte], ikke_omme)
        raekker = [_aarsraekke(aar, maaneder) for maaneder in pr_noegle.values()]
        noter.extend(_tomme_maaneder(pr_noegle))
        for raekke in raekker:
            raekke["lovversion"] = self._lovversion(dt.date(aar, 12, 31))
            graense = self._aarsgraense(raekke["maaling"], aar, regelsaet)
            raekke["graense"] = graense
            raekke["opfyldt"] = er_opfyldt(raekke["maaling"], raekke["andel"], graense)
        return Maalesvar(sorted(raekker, key=maalenoegle), noter)

    def _maaned(self, dag: int, regelsaet: str) -> tuple[Maalesvar, Optalt]:
        """The rows and reservations of one month end, and what is to be remarked on, still as numbers."""
        if not calendar.is_month_end(dag):
            raise ValueError("measures are made on the last day of a month")
        dato = calendar.to_date(dag)
        maalte = self.fokusmaal.maalte(dag)
        aktivering = self.fokusmaal.aktivering(maalte, regelsaet)
        talt = self.fokusmaal.samtaler(maalte)
        graense_1 = Fraction(self.fokusmaal.graense(dato, regelsaet), TUSINDDELE)
        version_2 = self.fokusmaal.version_2(dato)
        raekker = self._fokusraekker(FOKUSMAAL_1, maalte, ~aktivering.aktiv, graense_1, dato)
        raekker += self._fokusraekker(
            FOKUSMAAL_2, maalte, talt < version_2.samtaler, Fraction(version_2.andel_under, TUSINDDELE), dato
        )
        noter = noter_fra(FOKUSMAAL_1, (v for v in self.fokusmaal.regel_1.versioner if v.gaelder(dato)))
        noter += noter_fra(FOKUSMAAL_2, [version_2])
        optalt = Optalt(timer_alene=self._timer_alene(maalte, aktivering))
        regel_75 = self.lov.hent(DELTAGELSE, Deltagelsesregel)
        version_75 = next((v for v in regel_75.versioner if v.gaelder(dato)), None)
        if version_75 is not None:
            tal = deltagelse(self.lov, self.historik, dag, self.valg, version_75)
            raekker += self._deltagelsesraekker(tal, version_75, dato)
            noter += noter_fra(DELTAGELSE, [version_75])
            optalt = optalt._replace(
                ikke_faaet=int((~tal.faaet).sum()),
                heraf_undtaget=int((~tal.faaet & tal.undtaget).sum()),
                fristen_loeber=tal.fristen_loeber,
            )
        return Maalesvar(sorted(raekker, key=maalenoegle), noter), optalt

    def _aarsgraense(self, maaling: str, aar: int, regelsaet: str) -> Fraction:
        nytaar = dt.date(aar, 12, 31)
        if maaling == FOKUSMAAL_1:
            return Fraction(self.fokusmaal.graense(nytaar, regelsaet), TUSINDDELE)
        if maaling == FOKUSMAAL_2:
            return Fraction(self.fokusmaal.version_2(nytaar).andel_under, TUSINDDELE)
        return Fraction(self.lov.hent(DELTAGELSE, Deltagelsesregel).versioner[-1].mindst_andel, TUSINDDELE)

    def _fokusraekker(
        self, maaling: str, maalte: Maalte, taeller: Flags, graense: Fraction, dato: dt.date
    ) -> list[Raekke]:
        navne = kodenavne("ydelse")
        ydelser = self.fokusmaal.regel_1.population.ydelser
        raekker = []
        for kommune in self._kommuner:
            her = self._kommune[maalte.person] == kommune
            for ydelse in (*ydelser, ALLE):
                med = her if ydelse == ALLE else her & (maalte.ydelse == navne.index(ydelse))
                raekker.append(
                    self._raekke(kommune, ydelse, maaling, int(med.sum()), int((med & taeller).sum()), graense, dato)
                )
        return raekker

    def _deltagelsesraekker(self, tal: Deltagelsestal, version: DeltagelseVersion, dato: dt.date) -> list[Raekke]:
        navne = kodenavne("ydelse")
        graense = Fraction(version.mindst_andel, TUSINDDELE)
        raekker = []
        for kommune in self._kommuner:
            her = self._kommune[tal.person] == kommune
            ydelser = sorted({navne[int(kode)] for kode in tal.ydelse[her]} | set(version.ydelser_altid_vist))
            for ydelse in (*ydelser, ALLE):
                med = her if ydelse == ALLE else her & (tal.ydelse == navne.index(ydelse))
                raekker.append(
                    self._raekke(
                        kommune, ydelse, DELTAGELSE, int(med.sum()), int((med & tal.faaet).sum()), graense, dato
                    )
                )
        return raekker

    def _raekke(
        self, kommune: str, ydelse: str, maaling: str, naevner: int, taeller: int, graense: Fraction, dato: dt.date
    ) -> Raekke:
        andel = Fraction(taeller, naevner) if naevner else None
        return {
            "kommune": kommune,
            "ydelse": ydelse,
            "maaling": maaling,
            "naevner": naevner,
            "taeller": taeller,
            "andel": andel,
            "graense": graense,
            "opfyldt": er_opfyldt(maaling, andel, graense),
            "lovversion": self._lovversion(dato),
        }

    def _lovversion(self, dato: dt.date) -> str | None:
        version = self.lov.lovversioner.paa(dato)
        return None if version is None else version.id

    def _timer_alene(self, maalte: Maalte, aktivering: Aktivering) -> int:
        """How many count as activated by hours alone on a benefit where wage registers also hold paid sick hours."""
        koder = kodenumre("ydelse", self.fokusmaal.regel_1.timer_kan_vaere_sygetimer_for)
        return int((np.isin(maalte.ydelse, koder) & aktivering.ved_timer & ~aktivering.ved_tilbud).sum())


def maaling_raekker(lov: Regelsaet, historik: Historik, dag: int, regelsaet: str, valg: Mapping[str, str]) -> Maalesvar:
    """The measures on one month end."""
    return Maalinger(lov, historik, valg).maaned(dag, regelsaet)


def aars_raekker(
    lov: Regelsaet,
    historik: Historik,
    aar: int,
    regelsaet: str,
    valg: Mapping[str, str],
    idag: dt.date | None = None,
) -> Maalesvar:
    """The measures of a year; month ends after ``idag`` are skipped and named."""
    return Maalinger(lov, historik, valg).aar(aar, regelsaet, idag)


def er_opfyldt(maaling: str, andel: Fraction | None, graense: Fraction) -> bool | None:
    """Whether a goal is met: the focus goals strictly below their limit, the 75 % measure at or above."""
    if andel is None:
        return None
    return andel >= graense if maaling == DELTAGELSE else andel < graense


def maalenoegle(raekke: Raekke) -> tuple[str, str, str]:
    """What measure rows are sorted by."""
    return (raekke["kommune"], raekke["ydelse"], raekke["maaling"])


def _aarsraekke(aar: int, maaneder: list[Raekke]) -> Raekke:
    med_nogen = [raekke for raekke in maaneder if raekke["naevner"]]
    andele = [raekke["andel"] for raekke in med_nogen]
    return {
        **maaneder[0],
        "aar": aar,
        "naevner": sum(raekke["naevner"] for raekke in med_nogen),
        "taeller": sum(raekke["taeller"] for raekke in med_nogen),
        "andel": sum(andele, Fraction(0)) / len(andele) if andele else None,
    }


def _tomme_maaneder(pr_noegle: Mapping[tuple[str, str, str], Iterable[Raekke]]) -> list[Note]:
    tomme = []
    for (kommune, ydelse, maaling), maaneder in pr_noegle.items():
        antal = sum(1 for raekke in maaneder if not raekke["naevner"])
        if antal and ydelse == ALLE:
            tomme.append(tomme_maaneder(maaling, kommune, antal))
    return tomme
