"""Target groups as timelines: a benefit spell with its visitation, the citizen's age and education, on every day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rettidig.motor.historik import Historik, Koder, kodenavne, kodenumre
from rettidig.motor.udledt import udledt
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
        valgte = tuple(sorted((navn, valg[navn]) for navn in _kontakter(regel)))
        self._tabeller = _tabeller(regel, valgte)
        self._foedselsdage = [calendar.add_years(historik.borgere.foedt, alder) for alder in _aldre(regel)]

    def skiftedage(self, personer: Longs) -> Points:
        """The days on which a group may change without a new spell: birthdays and new versions of the table."""
        dage = self._skiftedage[personer]
        antal, pr_ejer = dage.shape
        return Points(np.arange(antal + 1, dtype=np.int64) * pr_ejer, dage.reshape(-1), np.arange(dage.size))

    @cached_property
    def _skiftedage(self) -> Days:
        """One line of days, in order, per citizen: the versions' days let in among the birthdays."""
        kolonner = list(self._foedselsdage)
        for tabel in self._tabeller[1:]:
            dag: Days = np.full(len(self._historik.borgere), tabel.fra, dtype=np.int32)
            for nummer, kolonne in enumerate(kolonner):
                kolonner[nummer], dag = np.minimum(kolonne, dag), np.maximum(kolonne, dag)
            kolonner.append(dag)
        if not kolonner:
            return np.empty((len(self._historik.borgere), 0), dtype=np.int32)
        return np.column_stack(kolonner)

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
        uddannet = self._historik.borgere.erhvervsuddannelse[person]
        # One look-up in the flattened table; an empty visitation (-1) is the last place on its axis.
        _, visitationer, klasser, _ = self._tabeller[0].celler.shape
        visitation = self._historik.ydelser.visitation[raekke]
        plads: Longs = self._historik.ydelser.ydelse[raekke].astype(np.int64) * visitationer
        plads += np.where(visitation < 0, visitationer - 1, visitation)
        plads = (plads * klasser + klasse) * 2 + uddannet
        grupper: Koder = self._tabeller[0].celler.reshape(-1)[plads]
        for tabel in self._tabeller[1:]:
            grupper = np.where(dag >= tabel.fra, tabel.celler.reshape(-1)[plads], grupper)
        return grupper.astype(np.int64)


@udledt
def _kontakter(regel: Maalgrupperegel) -> frozenset[str]:
    """The switches that decide a line of the table."""
    return frozenset(linje.valg for v in regel.versioner for linje in v.linjer if linje.valg is not None)


@udledt
def _aldre(regel: Maalgrupperegel) -> tuple[int, ...]:
    """The ages the table asks about, lowest first."""
    return tuple(
        sorted({linje.under_aar for v in regel.versioner for linje in v.linjer if linje.under_aar is not None})
    )


@udledt
def _tabeller(regel: Maalgrupperegel, valgte: tuple[tuple[str, str], ...]) -> tuple[Gruppetabel, ...]:
    """The versions of the table with the switches set so: made once, as of one citizen it would be the most part."""
    return tuple(
        Gruppetabel(calendar.to_day(version.fra), _celler(version.linjer, _aldre(regel), dict(valgte)))
        for version in regel.versioner
    )


def _celler(linjer: tuple[Linje, ...], aldre: tuple[int, ...], valg: Mapping[str, str]) -> npt.NDArray[np.int16]:
    """The last place on the visitation axis is the empty cell (index -1)."""
    ydelser, visitationer = kodenavne("ydelse"), kodenavne("visitation")
    celler = np.full((len(ydelser), len(visitationer) + 1, len(aldre) + 1, 2), -1, dtype=np.int16)
    for linje in linjer:
        if linje.valg is not None and valg[linje.valg] != "ja":
            continue
        for ydelse in kodenumre("ydelse", linje.ydelser):
            for visitation in kodenumre("visitation", linje.visitation):
                for klasse in range(len(aldre) + 1):
                    if linje.under_aar is not None and klasse > aldre.index(linje.under_aar):
                        continue
                    for uddannet in range(2):
                        plads = (ydelse, visitation, klasse, uddannet)
                        if celler[plads] == -1 and not (linje.uden_erhvervsuddannelse and uddannet):
                            celler[plads] = linje.gruppe
    har_gruppe = (celler != -1).any(axis=(1, 2, 3), keepdims=True)
    return np.where(celler == -1, np.where(har_gruppe, UKENDT_GRUPPE, INGEN_GRUPPE), celler).astype(np.int16)
