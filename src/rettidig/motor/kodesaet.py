"""Sets of codes and of groups as tables: whether a code is in the set is one look-up, for one code or for a column."""

from __future__ import annotations

from functools import cache

import numpy as np

from rettidig.motor.historik import Koder, kodenavne, kodenumre
from rettidig.regler.former.maalgruppe import UKENDT_GRUPPE
from rettidig.tidslinje.model import Flags, Longs


@cache
def kodesaet(liste: str, navne: tuple[str, ...]) -> Flags:
    """For every number of a code list whether it is one of the named codes; the empty cell (-1) is the last place."""
    saet = np.zeros(len(kodenavne(liste)) + 1, dtype=np.bool_)
    saet[kodenumre(liste, navne)] = True
    saet.flags.writeable = False
    return saet


def blandt(koder: Koder, liste: str, navne: tuple[str, ...]) -> Flags:
    """For every code of a column whether it is one of the named ones; "" is the empty cell."""
    return kodesaet(liste, navne)[koder]


@cache
def gruppesaet(grupper: tuple[int, ...]) -> Flags:
    """For every number of a group whether it is one of these; the unknown group has the last place."""
    saet = np.zeros(UKENDT_GRUPPE + 1, dtype=np.bool_)
    saet[list(grupper)] = True
    saet.flags.writeable = False
    return saet


def i_grupper(gruppe: Longs, grupper: tuple[int, ...]) -> Flags:
    """For every group of a column whether it is one of these."""
    return gruppesaet(grupper)[gruppe]
