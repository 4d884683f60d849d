"""Corrects a cube for citizens whose facts have changed: their old figures are taken out, their new ones put in."""

from __future__ import annotations

from collections import Counter

from rettidig.motor.historik import Historik
from rettidig.motor.kuber.kube import Celle, Kube
from rettidig.motor.kuber.optaelling import optael_efter
from rettidig.motor.kuber.udsnit import forenet
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.tidslinje import forms
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Longs


def ret(kube: Kube, foer: Historik, efter: Historik, lov: Regelsaet | None = None) -> Kube:
    """The cube as it would be counted anew, when the citizens of ``foer`` have become those of ``efter``.

    A citizen added stands in ``efter`` alone, one removed in ``foer`` alone. Both are counted in one go, told apart by
    a mark. ``lov`` must be the law the cube was counted by, ``None`` is the one that ships. Raises ``ValueError`` when
    the old figures were never in the cube.
    """
    maerker = [(-1, kommune) for kommune in foer.borgere.kommune] + [(1, kommune) for kommune in efter.borgere.kommune]
    begge = forenet(foer, efter)
    with op.use(forms.choose(begge.antal)):  # chosen once, and not for each of a few citizens' many questions
        talt = optael_efter(hent_lov() if lov is None else lov, begge, kube.opsaetning, maerker)
    celler: dict[Celle, Longs] = {}
    for (maerke, ydelse, gruppe), tal in talt.items():
        fortegn, kommune = maerke
        celle = Celle(kommune, ydelse, gruppe)
        celler[celle] = celler[celle] + fortegn * tal if celle in celler else fortegn * tal
    borgere = Counter(efter.borgere.kommune)
    borgere.subtract(foer.borgere.kommune)
    rettet = kube.plus(celler, borgere)
    under_nul = any(rettet.celler[celle].min() < 0 for celle in celler if celle in rettet.celler)
    if under_nul or any(rettet.borgere.get(kommune, 0) < 0 for kommune in borgere):
        raise ValueError("citizens are taken out of a cube they are not in")
    return rettet
