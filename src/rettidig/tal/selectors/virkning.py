"""What one act did to a citizen's duties and to how the citizen counts: worked out as known before it and after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rettidig.sager.models import Handling
from rettidig.sager.selectors.faktum import lige_foer
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.borger import Borgerbillede, Raekke, borger
from rettidig.tidslinje import calendar

_MAAL = ("maaling", "regelsaet", "ydelse", "forloeb_start")


@dataclass(frozen=True)
class Skift:
    """One duty or one measure, before and after; ``None`` where it was not, or is no longer."""

    foer: Raekke | None
    efter: Raekke | None

    @property
    def vist(self) -> Raekke:
        """The row to name it by."""
        return self.efter or self.foer or {}


@dataclass(frozen=True)
class Virkning:
    """Duties that changed, and measures of the month's end in which the citizen counts otherwise than before."""

    maaned: dt.date
    pligter: tuple[Skift, ...]
    maal: tuple[Skift, ...]


def virkning(pk: int, handling: Handling, dag: dt.date) -> Virkning:
    """What an act changed for one citizen, seen from a day. Nothing else known since is counted in."""
    foer, efter = _billede(pk, dag, lige_foer(handling)), _billede(pk, dag, handling.tidspunkt)
    slut = calendar.to_date(calendar.month_end(calendar.to_day(dag)))
    return Virkning(
        slut,
        _skift(
            _efter_noegle(None if foer is None else foer.frister, _pligt),
            _efter_noegle(None if efter is None else efter.frister, _pligt),
        ),
        _skift(
            _efter_noegle(None if foer is None else foer.maaleperioder(slut, slut), _maal),
            _efter_noegle(None if efter is None else efter.maaleperioder(slut, slut), _maal),
        ),
    )


def _billede(pk: int, dag: dt.date, kendt: dt.datetime) -> Borgerbillede | None:
    try:
        return borger(pk, dag, kendt)
    except TalFejl:
        return None


def _pligt(raekke: Raekke) -> tuple[object, ...]:
    return raekke["regel"], raekke["forloeb_start"]


def _maal(raekke: Raekke) -> tuple[object, ...]:
    return tuple(raekke[kolonne] for kolonne in _MAAL)


def _efter_noegle(raekker: list[Raekke] | None, noegle: object) -> dict[tuple[object, ...], Raekke]:
    """The rows by what they are about; where a rule gives several of a course, by their number in order too."""
    fundne: dict[tuple[object, ...], Raekke] = {}
    for raekke in raekker or ():
        om = noegle(raekke)  # type: ignore[operator]
        nummer = sum(kendt[:-1] == om for kendt in fundne)
        fundne[(*om, nummer)] = raekke
    return fundne


def _skift(foer: dict[tuple[object, ...], Raekke], efter: dict[tuple[object, ...], Raekke]) -> tuple[Skift, ...]:
    alle = dict.fromkeys([*efter, *foer])
    return tuple(
        Skift(foer.get(noegle), efter.get(noegle)) for noegle in alle if not _ens(foer.get(noegle), efter.get(noegle))
    )


def _ens(foer: Raekke | None, efter: Raekke | None) -> bool:
    felter = ("status", "frist", "opfyldt_dato")
    return foer is not None and efter is not None and all(foer.get(f) == efter.get(f) for f in felter)
