"""Who is measured here, and how each counts: the engine's own answer under one rule set, citizen by citizen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from rettidig.motor.deltagelse import DELTAGELSE, deltagelse
from rettidig.motor.fokusmaal import FOKUSMAAL_1, Fokusmaal
from rettidig.motor.historik import Historik, kodenavne
from rettidig.motor.reform.tilstande import pulje_75
from rettidig.regler.indlaes import Regelsaet
from rettidig.tal.afstemning.statstal import YDELSESPERSONER, Noegle, Statstal, Tal
from rettidig.tidslinje import calendar


class Stillinger:
    """The persons behind one of our figures, under any rule set, on any day of the month."""

    def __init__(self, lov: Regelsaet, historik: Historik, statens: Statstal, valg: Mapping[str, str]) -> None:
        self.lov, self.historik, self.statens, self.valg = lov, historik, statens, valg
        self.dag = calendar.to_day(statens.dag)

    def personer(self, regelsaet: str, dag: int | None = None) -> dict[Noegle, bool]:
        """Everybody in the figure on a day, by default the month end, and whether each counts in the numerator.

        A citizen with two courses of one benefit in the pool of the 75 % measure is counted once for each; the second
        is named by the benefit with a number.
        """
        fundne: dict[Noegle, bool] = {}
        for person, ydelse, talt in self._maalte(regelsaet, self.dag if dag is None else dag):
            if self.historik.borgere.kommune[person] == self.statens.kommune and self.statens.omfatter(ydelse):
                noegle = Noegle(self.historik.borgere.ider[person], ydelse)
                nummer = 1
                while noegle in fundne:
                    nummer += 1
                    noegle = noegle._replace(ydelse=f"{ydelse}#{nummer}")
                fundne[noegle] = talt
        return fundne

    def gennemsnit(self, regelsaet: str) -> Tal:
        """The mean of the days of the month, each number rounded to the nearest whole, halves up."""
        dage = range(calendar.month_start(self.dag), self.dag + 1)
        tal = [i_alt(self.personer(regelsaet, dag)) for dag in dage]
        return Tal(*(_afrundet(sum(kolonne), len(dage)) for kolonne in zip(*tal, strict=True)))

    @cached_property
    def _fokusmaal(self) -> Fokusmaal:
        return Fokusmaal(self.lov, self.historik, self.valg)

    def _maalte(self, regelsaet: str, dag: int) -> Iterator[tuple[int, str, bool]]:
        navne = kodenavne("ydelse")
        if self.statens.maaling == DELTAGELSE:
            version = pulje_75(self.lov, dag)
            if version is None:
                return
            tal = deltagelse(self.lov, self.historik, dag, self.valg, version)
            person, ydelse, talt = tal.person, tal.ydelse, tal.faaet
        elif self.statens.maaling == YDELSESPERSONER:
            yield from self._paa_ydelse(calendar.month_start(dag) if dag == self.dag else dag, dag)
            return
        else:
            maalte = self._fokusmaal.maalte(dag)
            person, ydelse = maalte.person, maalte.ydelse
            if self.statens.maaling == FOKUSMAAL_1:
                talt = ~self._fokusmaal.aktivering(maalte, regelsaet).aktiv
            else:
                kraevet = self._fokusmaal.version_2(calendar.to_date(dag)).samtaler
                talt = np.asarray(self._fokusmaal.samtaler(maalte) < kraevet)
        for nr, kode, med in zip(person.tolist(), ydelse.tolist(), talt.tolist(), strict=True):
            yield nr, navne[kode], bool(med)

    def _paa_ydelse(self, fra: int, til: int) -> Iterator[tuple[int, str, bool]]:
        """Everybody with a benefit on one of the days, both included, once for each benefit."""
        navne, ydelser = kodenavne("ydelse"), self.historik.ydelser
        med = (ydelser.perioder.start <= til) & (ydelser.perioder.end > fra)
        ejere, koder = ydelser.perioder.owner_of_entries()[med], ydelser.ydelse[ydelser.perioder.row[med]]
        for person, kode in dict.fromkeys(zip(ejere.tolist(), koder.tolist(), strict=True)):
            yield person, navne[kode], False


def i_alt(personer: Mapping[Noegle, bool]) -> Tal:
    """The figure that persons make up."""
    return Tal(len(personer), sum(personer.values()))


def _afrundet(sum_: int, antal: int) -> int:
    return (2 * sum_ + antal) // (2 * antal)
