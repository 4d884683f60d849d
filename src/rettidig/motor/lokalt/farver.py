"""The colour of an offer: every colour rule that holds, the one that wins, and the conflicts, said out loud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rettidig.motor.vilkaar.kleene import Udfald
from rettidig.regler.former.lokalt import Farve, Farveregel

STRENGHED: Mapping[Farve, int] = {"groen": 0, "gul": 1, "roed": 2}


@dataclass(frozen=True, slots=True)
class Modstrid:
    """Two colour rules that hold at once and disagree; the first one wins."""

    vinder: Farveregel
    taber: Farveregel


@dataclass(frozen=True, slots=True)
class Farvesvar:
    """The colour, ``None`` while unknown (``mangler`` would settle it) or where no rule holds."""

    farve: Farve | None
    vinder: Farveregel | None
    mangler: tuple[str, ...]
    modstrid: tuple[Modstrid, ...]


def afgoer_farve(svar: Sequence[tuple[Farveregel, Udfald]]) -> Farvesvar:
    """The winner is the rule no other holding rule has precedence over, of several the strictest.

    A rule still unknown leaves the colour unknown when it could win over the winner.
    """
    gaelder = [regel for regel, udfald in svar if udfald.svar is True]
    ukendte = [(regel, udfald.mangler) for regel, udfald in svar if udfald.svar is None]
    vinder = _vinder(gaelder)
    if vinder is None:
        return Farvesvar(None, None, _samlet(mangler for _, mangler in ukendte), ())
    uafgjort = [m for regel, m in ukendte if regel.farve != vinder.farve and _vinder([*gaelder, regel]) is regel]
    modstrid = tuple(Modstrid(vinder, regel) for regel in gaelder if regel.farve != vinder.farve)
    if uafgjort:
        return Farvesvar(None, None, _samlet(uafgjort), modstrid)
    return Farvesvar(vinder.farve, vinder, (), modstrid)


def _vinder(gaelder: Sequence[Farveregel]) -> Farveregel | None:
    viger = {navn for regel in gaelder for navn in regel.forrang_for}
    frie = [regel for regel in gaelder if regel.regel not in viger]
    return max(frie, key=lambda regel: STRENGHED[regel.farve], default=None)


def _samlet(lister: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(navn for liste in lister for navn in liste))
