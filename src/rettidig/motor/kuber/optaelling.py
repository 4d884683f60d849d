"""Counts a block of citizens into a cube: the timelines of the measures asked about all month ends at once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np

from rettidig.motor.deltagelse import DELTAGELSE, deltagelse, kan_passere
from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.historik import Historik, Koder, kodenavne
from rettidig.motor.kubemaal import MAAL
from rettidig.motor.kuber.kube import Celle, Kube, Kubeopsaetning
from rettidig.motor.kuber.udsnit import udvalgte
from rettidig.motor.navne import Navne
from rettidig.regler.former.maaling import Deltagelsesregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Longs, Timeline

NAEVNER, FM1, KUN_TILBUD, KUN_TIMER, BEGGE, FM2, PULJE, FAAET, UNDTAGET, FRISTEN_LOEBER = range(len(MAAL))
_GRUPPER = 128
"""More than the highest number of a group: a benefit and a group are one number."""


class Maerketcelle(NamedTuple):
    """A cell whose citizens are told apart by a mark instead of by their municipality."""

    maerke: Any
    ydelse: str
    gruppe: int


def optael(lov: Regelsaet, historik: Historik, opsaetning: Kubeopsaetning) -> Kube:
    """The cube of the citizens of a history."""
    kommuner = Navne.af(historik.borgere.kommune)
    celler = optael_efter(lov, historik, opsaetning, kommuner)
    return Kube(
        opsaetning,
        {Celle(str(celle.maerke), celle.ydelse, celle.gruppe): tal for celle, tal in celler.items()},
        _antal(kommuner),
    )


def optael_efter(
    lov: Regelsaet, historik: Historik, opsaetning: Kubeopsaetning, maerker: Sequence[Hashable]
) -> dict[Maerketcelle, Longs]:
    """The figures of every cell that is not all zero, of citizens told apart by one mark each."""
    return _Optaelling(lov, historik, opsaetning, maerker).celler()


def _antal(kommuner: Navne) -> dict[str, int]:
    """The number of citizens of each municipality."""
    navne, numre = kommuner.forskellige
    return dict(zip(navne, np.bincount(numre, minlength=len(navne)).tolist(), strict=True))


def _nummereret(maerker: Sequence[Hashable]) -> tuple[tuple[Hashable, ...], Longs]:
    """The different marks, and for every citizen the number of the one they have."""
    if isinstance(maerker, Navne):
        return maerker.forskellige
    forskellige = tuple(dict.fromkeys(maerker))
    return forskellige, np.array([forskellige.index(maerke) for maerke in maerker], dtype=np.int64)


class _Optaelling:
    def __init__(
        self, lov: Regelsaet, historik: Historik, opsaetning: Kubeopsaetning, maerker: Sequence[Hashable]
    ) -> None:
        self.lov = lov
        self.historik = historik
        self.opsaetning = opsaetning
        self.maerker, self.maerke = _nummereret(maerker)
        self.ydelser = kodenavne("ydelse")
        self.fundne: dict[Maerketcelle, Longs] = {}

    def celler(self) -> dict[Maerketcelle, Longs]:
        """Both kinds of measures."""
        self._fokusmaal()
        self._puljer()
        return {celle: tal for celle, tal in self.fundne.items() if tal.any()}

    def _fokusmaal(self) -> None:
        """Count the intersections of the population with what activates it; all others follow by subtraction."""
        maalt = Fokusmaal(self.lov, self.historik, self.opsaetning.valg)
        bestand, dage = maalt.bestand, self.opsaetning.dage
        if not len(bestand.start):
            return
        noegler = _Noegler(self.maerke[maalt.person], maalt.ydelse.astype(np.int64), bestand)

        def talt(blandt: Timeline) -> Longs:
            return op.count_on(blandt, noegler.af(blandt), noegler.antal, dage)

        form = self.opsaetning.form
        tal = np.zeros((noegler.antal, *form), dtype=np.int64)
        tal[..., NAEVNER] = talt(bestand)[:, None, :]
        for nr, regelsaet in enumerate(self.opsaetning.regelsaet):
            tilbud = op.intersect(bestand, maalt.ved_tilbud(regelsaet))
            timer = maalt.ved_timer(regelsaet)
            begge = talt(op.intersect(tilbud, timer))
            tal[:, nr, :, BEGGE] = begge
            tal[:, nr, :, KUN_TILBUD] = talt(tilbud) - begge
            tal[:, nr, :, KUN_TIMER] = talt(op.intersect(bestand, timer)) - begge
        tal[..., FM1] = tal[..., NAEVNER] - tal[..., BEGGE] - tal[..., KUN_TILBUD] - tal[..., KUN_TIMER]
        kraevet = np.array([maalt.version_2(calendar.to_date(dag)).samtaler for dag in self.opsaetning.maaneder])
        for antal in np.unique(kraevet).tolist():
            her = kraevet == antal
            if antal > 0:
                nok = talt(op.intersect(bestand, op.at_least(maalt.talte, antal)))
                tal[:, :, her, FM2] = tal[:, :, her, NAEVNER] - nok[:, None, her]
        for nummer in np.flatnonzero(tal.any(axis=(1, 2, 3))).tolist():
            maerke, kode, gruppe = noegler.celle(nummer)
            self.fundne[Maerketcelle(self.maerker[maerke], self.ydelser[kode], gruppe)] = tal[nummer]

    def _puljer(self) -> None:
        """The 75 % measure, for the month ends on which it applies; it is the same under every rule set."""
        versioner = self.lov.hent(DELTAGELSE, Deltagelsesregel).versioner
        for nr, dag in enumerate(self.opsaetning.maaneder):
            dato = calendar.to_date(dag)
            version = next((v for v in versioner if v.gaelder(dato)), None)
            if version is None:
                continue
            mulige = kan_passere(self.lov, self.historik, dag, version)
            if not len(mulige):
                continue
            pulje = deltagelse(self.lov, udvalgte(self.historik, mulige), dag, self.opsaetning.valg, version)
            ikke_faaet = ~pulje.faaet
            maal = np.stack(
                [np.ones(len(ikke_faaet), np.bool_), pulje.faaet, ikke_faaet & pulje.undtaget, pulje.loeber], axis=1
            )
            self._laeg_puljen(nr, mulige[pulje.person], pulje.ydelse, pulje.gruppe, maal.astype(np.int64))

    def _laeg_puljen(self, nr: int, person: Longs, ydelse: Koder, gruppe: Longs, maal: Longs) -> None:
        noegle = np.stack([self.maerke[person], ydelse.astype(np.int64), gruppe], axis=1)
        celler, hvilken = np.unique(noegle, axis=0, return_inverse=True)
        tal = np.zeros((len(celler), maal.shape[1]), dtype=np.int64)
        np.add.at(tal, hvilken.reshape(-1), maal)
        for (maerke, kode, gruppen), talt in zip(celler.tolist(), tal, strict=True):
            celle = Maerketcelle(self.maerker[maerke], self.ydelser[kode], gruppen)
            if celle not in self.fundne:
                self.fundne[celle] = np.zeros(self.opsaetning.form, dtype=np.int64)
            self.fundne[celle][:, nr, PULJE:] = talt


class _Noegler:
    """One number per entry of the population: the mark of its citizen, and which of the pairs of benefit and group."""

    def __init__(self, maerke: Longs, ydelse: Longs, bestand: Timeline) -> None:
        self._ydelse = ydelse
        par = self._par(bestand)
        self._parrene = np.flatnonzero(np.bincount(par))
        self._plads = np.zeros(int(par.max()) + 1, dtype=np.int64)
        self._plads[self._parrene] = np.arange(len(self._parrene))
        self._foerste = maerke * len(self._parrene)
        self.antal = (int(maerke.max()) + 1) * len(self._parrene)

    def af(self, blandt: Timeline) -> Longs:
        """The number of each entry of the population or of a part of it."""
        return np.asarray(self._foerste[blandt.owner_of_entries()] + self._plads[self._par(blandt)])

    def celle(self, nummer: int) -> tuple[int, int, int]:
        """The mark, the benefit and the group behind a number."""
        maerke, par = divmod(nummer, len(self._parrene))
        ydelse, gruppe = divmod(int(self._parrene[par]), _GRUPPER)
        return maerke, ydelse, gruppe

    def _par(self, blandt: Timeline) -> Longs:
        if blandt.value is None:
            raise ValueError("the population carries its groups")
        return np.asarray(self._ydelse[blandt.owner_of_entries()] * _GRUPPER + blandt.value)
