"""After a change of law: which slices of a stored cube it can have touched, and those counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

import pyarrow as pa

from rettidig.motor.kuber.kube import Snit
from rettidig.motor.kuber.kubefil import Gemtkube
from rettidig.motor.kuber.opgave import Kubeopgave
from rettidig.motor.kuber.stempler import motorstempel, stempler
from rettidig.motor.kuber.tabel import laeg_sammen
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar

Svarer = Callable[[Kubeopgave], Iterable[pa.Table]]
"""A host: answers a task for every block of the data the cube was counted from."""


def beroerte(gemt: Gemtkube, lov: Regelsaet, blandt: Iterable[Snit] | None = None) -> dict[Snit, tuple[str, ...]]:
    """The slices whose figures may be others under a law, each with the rules that are the reason.

    No rule is named where the engine itself is another than the one that counted. ``blandt`` are the slices asked
    about, ``None`` all.
    """
    nu = stempler(lov, gemt.kube.opsaetning, blandt)
    samme_motor = gemt.motor == motorstempel()
    fundne = {}
    for snit, nye in nu.items():
        gamle = gemt.stempler.get(snit, {})
        regler = tuple(sorted(regel for regel in {*gamle, *nye} if gamle.get(regel) != nye.get(regel)))
        if regler or not samme_motor:
            fundne[snit] = regler
    return fundne


def genberegn(gemt: Gemtkube, svar: Svarer, lov: str | None = None) -> Gemtkube:
    """The cube under a law, with only the touched slices counted anew.

    ``svar`` answers from the data the cube was counted from; ``lov`` is a folder of rule files, ``None`` those that
    ship.
    """
    opsaetning = gemt.kube.opsaetning
    spoergsmaal = Kubeopgave((), dict(opsaetning.valg), opsaetning.regelsaet, lov)
    loven = spoergsmaal.loven()
    kube = gemt.kube
    for maaneder, regelsaet in _opgaver(beroerte(gemt, loven)):
        datoer = tuple(calendar.to_date(dag) for dag in maaneder)
        opgave = replace(spoergsmaal, maaneder=datoer, regelsaet=regelsaet)
        kube = kube.med_snit(laeg_sammen(svar(opgave), opgave.opsaetning))
    return replace(gemt, kube=kube, stempler=stempler(loven, opsaetning), motor=motorstempel())


def _opgaver(snit: Iterable[Snit]) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
    """The slices gathered: rule sets that need the same months are counted together."""
    maaneder: dict[str, list[int]] = defaultdict(list)
    for maaned, regelsaet in snit:
        maaneder[regelsaet].append(maaned)
    saet: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for regelsaet, dage in maaneder.items():
        saet[tuple(sorted(dage))].append(regelsaet)
    return [(dage, tuple(navne)) for dage, navne in saet.items()]
