"""How citizens count on a month end, then and now, without working out more than has to be.

What was known at a past time changes with erasure alone, so what was worked out is kept in the process. How citizens
count now is read from what is kept of the town, where that holds for all that is known; else it is worked out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from threading import Lock

from rettidig.sager.models import Sletning
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Maaleperiode, Tilstand
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.tal.services.stempel import stempel
from rettidig.tal.services.stillinger import Hvem, Stillinger, stillinger

_Noegle = tuple[object, ...]
_laas = Lock()
_husket: dict[_Noegle, dict[int, Stillinger]] = {}
_FLEST = 2
"""Past times kept in a process: the one looked at and the one before it."""


def da(kendt: dt.datetime, maaned: dt.date, valg: Mapping[str, str], borgere: Sequence[int]) -> Stillinger:
    """How some citizens counted on a month end as known at a past time."""
    with klare_fejl():
        slettet = Sletning.objects.count()
    noegle = (kendt, maaned, tuple(sorted(valg.items())), stempel(), slettet)
    with _laas:
        husket = _husket.pop(noegle, {})
        mangler = [nr for nr in borgere if nr not in husket]
        husket |= {nr: {} for nr in mangler}
        for hvem, status in (stillinger(kendt, maaned, valg, mangler) if mangler else {}).items():
            husket[hvem.borger][hvem] = status
        while len(_husket) >= _FLEST:
            del _husket[next(iter(_husket))]
        _husket[noegle] = husket
        return {hvem: status for nr in borgere for hvem, status in husket[nr].items()}


def nu(kendt: dt.datetime, maaned: dt.date, valg: Mapping[str, str], borgere: Sequence[int]) -> Stillinger:
    """How some citizens count on a month end as known at a time that is now."""
    if not _holder(tilstand_eller_fejl(), kendt, maaned, valg):
        return stillinger(kendt, maaned, valg, borgere)
    felter = ("borger_id", "kommune", "ydelse", "maaling", "regelsaet", "status")
    with klare_fejl():
        raekker = Maaleperiode.objects.filter(borger_id__in=list(borgere), fra__lte=maaned, til__gte=maaned)
        return {Hvem(*raekke[:-1]): raekke[-1] for raekke in raekker.values_list(*felter)}


def _holder(tilstand: Tilstand, kendt: dt.datetime, maaned: dt.date, valg: Mapping[str, str]) -> bool:
    return (
        kendt_nu() == kendt == tilstand.kendt
        and tilstand.motor == stempel()
        and not tilstand.koer_om
        and not tilstand.venter
        and dict(tilstand.valg) == dict(valg)
        and tilstand.foerste_maaned <= maaned <= tilstand.sidste_maaned
    )
