"""Measures read from a cube: the rows a count over the citizens would have given."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import numpy as np

from rettidig.motor.bemaerkninger import Optalt
from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.kubemaal import MAAL
from rettidig.motor.kuber.kube import Kube, Snit
from rettidig.motor.kuber.optaelling import FAAET, FM1, FM2, FRISTEN_LOEBER, KUN_TIMER, NAEVNER, PULJE, UNDTAGET
from rettidig.motor.kuber.udsnit import ingen
from rettidig.motor.maaleraekker import ALLE, Fokustal, Maaleraekker, Maalesvar, Maanedstal, Puljetal
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje.model import Longs


class Kubemaalinger(Maaleraekker):
    """The measures of a cube, for the month ends and rule sets it holds; limits are those of ``lov``."""

    def __init__(self, kube: Kube, lov: Regelsaet) -> None:
        super().__init__(Fokusmaal(lov, ingen(), kube.opsaetning.valg), sorted(kube.borgere))
        self.kube = kube

    def tal(self, dag: int, regelsaet: str) -> Maanedstal:
        """The figures of one month end. Raises ``KeyError`` for a slice that is not in the cube."""
        plads = self.kube.opsaetning.plads(Snit(dag, regelsaet))
        fokus: dict[tuple[str, str], Longs] = defaultdict(_nul)
        pulje: dict[tuple[str, str], Longs] = defaultdict(_nul)
        i_alt = _nul()
        timer_alene = 0
        sygeydelser = self.fokusmaal.regel_1.timer_kan_vaere_sygetimer_for
        for celle, alle_tal in self.kube.celler.items():
            tal = alle_tal[plads]
            i_alt += tal
            for ydelse in (celle.ydelse, ALLE):
                if tal[NAEVNER]:
                    fokus[celle.kommune, ydelse] += tal
                if tal[PULJE]:
                    pulje[celle.kommune, ydelse] += tal
            if celle.ydelse in sygeydelser:
                timer_alene += int(tal[KUN_TIMER])
        return Maanedstal(
            {noegle: Fokustal(int(t[NAEVNER]), int(t[FM1]), int(t[FM2])) for noegle, t in fokus.items()},
            {noegle: Puljetal(int(t[PULJE]), int(t[FAAET])) for noegle, t in pulje.items()},
            Optalt(
                timer_alene,
                int(i_alt[PULJE] - i_alt[FAAET]),
                int(i_alt[UNDTAGET]),
                int(i_alt[FRISTEN_LOEBER]),
            ),
        )


def maaling_af_kube(kube: Kube, lov: Regelsaet, dag: int, regelsaet: str) -> Maalesvar:
    """The measures on one month end: what :func:`rettidig.motor.maaling.maaling_raekker` answers over the citizens.

    Raises ``KeyError`` for a month or rule set that is not in the cube, ``ValueError`` for a day that is no month end.
    """
    return Kubemaalinger(kube, lov).maaned(dag, regelsaet)


def aar_af_kube(kube: Kube, lov: Regelsaet, aar: int, regelsaet: str, idag: dt.date | None = None) -> Maalesvar:
    """The measures of a year; raises ``KeyError`` when one of its months is not in the cube."""
    return Kubemaalinger(kube, lov).aar(aar, regelsaet, idag)


def _nul() -> Longs:
    return np.zeros(len(MAAL), dtype=np.int64)
