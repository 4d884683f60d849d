"""The rows of the measures, whatever counted them: from the figures of each month end to a month's and a year's."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from rettidig.motor.bemaerkninger import Optalt, om_aaret, om_maaneden, samlet, tomme_maaneder, uden_for_aaret
from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.noter import Note, noter_fra
from rettidig.regler.former.maaling import Deltagelsesregel, DeltagelseVersion, Tilsynsregel
from rettidig.tidslinje import calendar

Raekke = dict[str, Any]
ALLE = "alle"
TUSINDDELE = 1000
TILSYN = "lob.22b.skaerpet_tilsyn"


@dataclass(frozen=True, slots=True)
class Maalesvar:
    """Rows and what must be said with them."""

    raekker: list[Raekke]
    noter: list[Note]


class Fokustal(NamedTuple):
    """How many are measured, and how many of them count against each focus goal."""

    naevner: int = 0
    fokusmaal_1: int = 0
    fokusmaal_2: int = 0


class Puljetal(NamedTuple):
    """How many are in the pool of the 75 % measure, and how many of them got what the rule demands."""

    naevner: int = 0
    faaet: int = 0


@dataclass(frozen=True, slots=True)
class Maanedstal:
    """What was counted on one month end by municipality and benefit; what is not named is zero.

    ``pulje`` is empty where the 75 % measure does not apply.
    """

    fokus: Mapping[tuple[str, str], Fokustal]
    pulje: Mapping[tuple[str, str], Puljetal] = field(default_factory=dict)
    optalt: Optalt = field(default_factory=Optalt)


class Maaleraekker(ABC):
    """The rows of the measures for month ends and years, from the figures that :meth:`tal` gives.

    ``kommuner`` are the municipalities that get rows, ``fokusmaal`` says how the goals are counted.
    """

    def __init__(self, fokusmaal: Fokusmaal, kommuner: Sequence[str]) -> None:
        self.lov = fokusmaal.lov
        self.valg = fokusmaal.valg
        self.fokusmaal = fokusmaal
        self.kommuner = tuple(sorted(kommuner))

    @abstractmethod
    def tal(self, dag: int, regelsaet: str) -> Maanedstal:
        """The figures of one month end."""

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

    def pulje_75(self, dato: dt.date) -> DeltagelseVersion | None:
        """How the 75 % measure is counted on a day; ``None`` where it does not apply."""
        return next((v for v in self.lov.hent(DELTAGELSE, Deltagelsesregel).versioner if v.gaelder(dato)), None)

    def _maaned(self, dag: int, regelsaet: str) -> tuple[Maalesvar, Optalt]:
        """The rows and reservations of one month end, and what is to be remarked on, still as numbers."""
        if not calendar.is_month_end(dag):
            raise ValueError("measures are made on the last day of a month")
        dato = calendar.to_date(dag)
        tal = self.tal(dag, regelsaet)
        graense_1 = Fraction(self.fokusmaal.graense(dato, regelsaet), TUSINDDELE)
        version_2 = self.fokusmaal.version_2(dato)
        graense_2 = Fraction(version_2.andel_under, TUSINDDELE)
        raekker = []
        for kommune in self.kommuner:
            for ydelse in (*self.fokusmaal.regel_1.population.ydelser, ALLE):
                t = tal.fokus.get((kommune, ydelse), Fokustal())
                raekker += [
                    self._raekke(kommune, ydelse, FOKUSMAAL_1, t.naevner, t.fokusmaal_1, graense_1, dato),
                    self._raekke(kommune, ydelse, FOKUSMAAL_2, t.naevner, t.fokusmaal_2, graense_2, dato),
                ]
        noter = noter_fra(FOKUSMAAL_1, (v for v in self.fokusmaal.regel_1.versioner if v.gaelder(dato)))
        noter += noter_fra(FOKUSMAAL_2, [version_2])
        version_75 = self.pulje_75(dato)
        if version_75 is not None:
            raekker += self._deltagelsesraekker(tal.pulje, version_75, dato)
            noter += noter_fra(DELTAGELSE, [version_75])
        return Maalesvar(sorted(raekker, key=maalenoegle), noter), tal.optalt

    def _aarsgraense(self, maaling: str, aar: int, regelsaet: str) -> Fraction:
        nytaar = dt.date(aar, 12, 31)
        if maaling == FOKUSMAAL_1:
            return Fraction(self.fokusmaal.graense(nytaar, regelsaet), TUSINDDELE)
        if maaling == FOKUSMAAL_2:
            return Fraction(self.fokusmaal.version_2(nytaar).andel_under, TUSINDDELE)
        return Fraction(self.lov.hent(DELTAGELSE, Deltagelsesregel).versioner[-1].mindst_andel, TUSINDDELE)

    def _deltagelsesraekker(
        self, pulje: Mapping[tuple[str, str], Puljetal], version: DeltagelseVersion, dato: dt.date
    ) -> list[Raekke]:
        graense = Fraction(version.mindst_andel, TUSINDDELE)
        raekker = []
        for kommune in self.kommuner:
            her = {ydelse for sted, ydelse in pulje if sted == kommune and ydelse != ALLE}
            for ydelse in (*sorted(her | set(version.ydelser_altid_vist)), ALLE):
                t = pulje.get((kommune, ydelse), Puljetal())
                raekker.append(self._raekke(kommune, ydelse, DELTAGELSE, t.naevner, t.faaet, graense, dato))
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
