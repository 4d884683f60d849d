"""Target groups as timelines: a benefit spell with its visitation, the citizen's age and education, on every day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rettidig.motor.historik import Historik, kodenavne, kodenumre
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, UKENDT_GRUPPE, Linje, Maalgrupperegel
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Days, Longs, Points, Timeline


@dataclass(frozen=True, slots=True)
class Gruppetabel:
    """One version of the table, ready for look-up: ``celler[ydelse, visitation, aldersklasse, uddannelse]``."""

    fra: int
    celler: npt.NDArray[np.int16]


class Maalgrupper:
    """The groups of LAB § 6 for the citizens of a history."""

    def __init__(self, historik: Historik, regel: Maalgrupperegel, valg: Mapping[str, str]) -> None:
        self._historik = historik
        self._valg = valg
        linjer = [linje for version in regel.versioner for linje in version.linjer]
        self._aldre = sorted({linje.under_aar for linje in linjer if linje.under_aar is not None})
        self._tabeller = [
            Gruppetabel(calendar.to_day(version.fra), self._celler(version.linjer)) for version in regel.versioner
        ]
        self._foedselsdage = [calendar.add_years(historik.borgere.foedt, alder) for alder in self._aldre]

    def skiftedage(self, personer: Longs) -> Points:
        """The days on which a group may change without a new spell: birthdays and new versions of the table."""
        versionsdage = [tabel.fra for tabel in self._tabeller[1:]]
        pr_ejer = len(self._foedselsdage) + len(versionsdage)
        dage = np.empty((len(personer), pr_ejer), dtype=np.int32)
        for nr, foedselsdag in enumerate(self._foedselsdage):
            dage[:, nr] = foedselsdag[personer]
        for nr, dag in enumerate(versionsdage, start=len(self._foedselsdage)):
            dage[:, nr] = dag
        dage.sort(axis=1)
        antal = dage.size
        return Points(np.arange(len(personer) + 1, dtype=np.int64) * pr_ejer, dage.reshape(antal), np.arange(antal))

    def stykker(self, raekker: Timeline, personer: Longs) -> tuple[Timeline, Longs]:
        """A timeline of spell rows divided where the group may change, and the group of every piece.

        ``raekker`` carries rows of ``ydelser`` as values; ``personer`` is the citizen of each of its owners.
        """
        delt = op.split(raekker, self.skiftedage(personer))
        if delt.value is None:
            raise ValueError("a timeline of rows is needed")
        return delt, self.gruppe(delt.value, personer[delt.owner_of_entries()], delt.start)

    def gruppe(self, raekke: Longs, person: Longs, dag: Days) -> Longs:
        """The group that a row of ``ydelser`` gives a citizen on a day."""
        klasse = np.zeros(len(dag), dtype=np.int64)
        for foedselsdag in self._foedselsdage:
            klasse += dag >= foedselsdag[person]
        uddannet = self._historik.borgere.erhvervsuddannelse[person].astype(np.int64)
        ydelse = self._historik.ydelser.ydelse[raekke]
        visitation = self._historik.ydelser.visitation[raekke]
        grupper = self._tabeller[0].celler[ydelse, visitation, klasse, uddannet]
        for tabel in self._tabeller[1:]:
            grupper = np.where(dag >= tabel.fra, tabel.celler[ydelse, visitation, klasse, uddannet], grupper)
        return grupper.astype(np.int64)

    def _celler(self, linjer: tuple[Linje, ...]) -> npt.NDArray[np.int16]:
        """The last place on the visitation axis is the empty cell (index -1)."""
        ydelser, visitationer = kodenavne("ydelse"), kodenavne("visitation")
        celler = np.full((len(ydelser), len(visitationer) + 1, len(self._aldre) + 1, 2), -1, dtype=np.int16)
        for linje in linjer:
            if linje.valg is not None and self._valg[linje.valg] != "ja":
                continue
            for ydelse in kodenumre("ydelse", linje.ydelser):
                for visitation in kodenumre("visitation", linje.visitation):
                    for klasse in range(len(self._aldre) + 1):
                        if linje.under_aar is not None and klasse > self._aldre.index(linje.under_aar):
                            continue
                        for uddannet in range(2):
                            plads = (ydelse, visitation, klasse, uddannet)
                            if celler[plads] == -1 and not (linje.uden_erhvervsuddannelse and uddannet):
                                celler[plads] = linje.gruppe
        har_gruppe = (celler != -1).any(axis=(1, 2, 3), keepdims=True)
        return np.where(celler == -1, np.where(har_gruppe, UKENDT_GRUPPE, INGEN_GRUPPE), celler).astype(np.int16)
