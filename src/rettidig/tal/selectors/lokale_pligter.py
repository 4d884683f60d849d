"""What a municipality has promised one citizen by its own strategy: deadlines of its own, never the law's."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.lokalt import Lokalspoergsmaal, lokalknude
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.historik import kodenavne
from rettidig.motor.lokalt.frister import Lokalsvar, svarraekker, vurder_lokale_frister
from rettidig.sprog import valgt_sprog
from rettidig.tal.selectors.lokalstrategi import Strategibrug
from rettidig.tidslinje import calendar

_ORDEN = {"overskredet": 0, "afventer": 1, "sat_paa_pause": 2}


@dataclass(frozen=True)
class Lokalpligt:
    """One duty of the municipality's own. ``raekke`` is the row the command line gives, days as text.

    ``krav`` is what meets it, in the strategy's words; ``stilling`` who has decided it; ``steder`` where it is read.
    """

    noegle: str
    raekke: dict[str, Any]
    titel: str
    krav: str
    ydelse: str
    frist: dt.date | None
    opfyldt: dt.date | None
    forloeb_start: dt.date
    aaben: bool
    dage: int | None
    brug: Strategibrug
    stilling: str
    steder: tuple[str, ...]

    @property
    def strategi(self) -> str:
        """The strategy's id, by which its page is found."""
        return self.brug.strategi.strategi

    @property
    def strateginavn(self) -> str:
        """What the strategy is called."""
        return self.brug.strategi.navn.paa(valgt_sprog())


def pligtnoegle(regel: str, forloeb_start: dt.date, nr: int = 1) -> str:
    """What a duty is called in an address: by its rule and course, and by number where there are more of them."""
    noegle = f"{regel}~{forloeb_start.isoformat()}"
    return noegle if nr == 1 else f"{noegle}~{nr}"


def lokale_pligter(sag: Sag, i_brug: Iterable[Strategibrug]) -> list[Lokalpligt]:
    """The duties under the strategies, the open ones first and by deadline. Ask inside ``operations.use``."""
    set_: Counter[str] = Counter()
    fundne = [
        pligt
        for brug in i_brug
        for svar in vurder_lokale_frister(sag.grundlag, brug.strategi, brug.valg)
        for pligt in _pligter(sag, brug, svar, set_)
    ]
    return sorted(fundne, key=_hast)


def lokal_forklaring(sag: Sag, pligt: Lokalpligt) -> Knude | None:
    """The trace of one of them, as the command line tells it."""
    spurgt = Lokalspoergsmaal(pligt.brug.strategi, pligt.brug.valg, (str(pligt.raekke["regel"]),))
    alle = lokalknude(sag, spurgt).boern
    return next((knude for knude in alle if knude.navn == "lokal_pligt" and knude.vaerdi == pligt.raekke), None)


def _pligter(sag: Sag, brug: Strategibrug, svar: Lokalsvar, set_: Counter[str]) -> Iterator[Lokalpligt]:
    """``set_`` counts the keys given so far, so that each duty has its own."""
    forloeb, nu, aabne = sag.grundlag.forloeb, sag.dag, svar.aabne(sag.grundlag)
    for nr, raekke in enumerate(svarraekker(sag.grundlag, brug.strategi, svar)):
        kursus = int(svar.forloeb[nr])
        grund = pligtnoegle(raekke["regel"], raekke["forloeb_start"])
        set_[grund] += 1
        frist = raekke["frist"]
        yield Lokalpligt(
            pligtnoegle(raekke["regel"], raekke["forloeb_start"], set_[grund]),
            {navn: celle.isoformat() if isinstance(celle, dt.date) else celle for navn, celle in raekke.items()},
            svar.regel.titel.paa(valgt_sprog()),
            svar.version.i_ord.paa(valgt_sprog()),
            kodenavne("ydelse")[int(forloeb.ydelse[kursus])],
            frist,
            raekke["opfyldt_dato"],
            raekke["forloeb_start"],
            bool(aabne[nr]),
            None if frist is None else calendar.to_day(frist) - nu,
            brug,
            svar.regel.stilling,
            tuple(sted.tekst for sted in svar.regel.kilde),
        )


def _hast(pligt: Lokalpligt) -> tuple[int, int, str]:
    frist = calendar.OPEN_END if pligt.frist is None else calendar.to_day(pligt.frist)
    if pligt.aaben:
        return _ORDEN[pligt.raekke["status"]], frist, pligt.noegle
    return len(_ORDEN), -frist, pligt.noegle
