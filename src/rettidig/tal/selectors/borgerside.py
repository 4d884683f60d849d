"""What one citizen's page tells, beside the answers themselves: each duty with its course, what would meet it, and why.

Worked out when it is asked for, on any day and as known at any time (``tal.selectors.borger``).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rettidig.motor.forklaring.fokus import fokusknude
from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.pligt import pligter, pligtknude
from rettidig.motor.forklaring.pligtsag import Pligt
from rettidig.motor.forklaring.sag import Borgerfakta, Sag
from rettidig.motor.forklaring.veje import veje_knude
from rettidig.motor.frist import STATUS
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.opfyldelse import AABNE
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import Borgerblok
from rettidig.sprog import valgt_sprog
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.lokale_pligter import Lokalpligt, lokal_forklaring, lokale_pligter
from rettidig.tal.selectors.lokalstrategi import i_brug
from rettidig.tal.services.borgerstand import borgerstand
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

_AABNE = frozenset(STATUS[nr] for nr in AABNE)
_ORDEN = {"overskredet": 0, "afventer": 1, "sat_paa_pause": 2}


@dataclass(frozen=True)
class Pligtlinje:
    """One duty. ``raekke`` is the row of the contract, days as text.

    ``noegle`` names it in an address: its rule, the first day of its course, and its number where there are several.
    ``aaben``: still to be done, in a course that runs on. ``altid``: of a rule everybody is given. ``dage`` is the days
    from the page's day to the deadline. ``veje`` are the lawful ways to meet an open one.
    """

    noegle: str
    raekke: dict[str, Any]
    titel: str
    ydelse: str
    frist: dt.date | None
    opfyldt: dt.date | None
    forloeb_start: dt.date
    aaben: bool
    altid: bool
    dage: int | None
    veje: tuple[Knude, ...]


@dataclass(frozen=True)
class Borgerside:
    """One citizen's page. ``kendt_dag`` is the day at the end of which things were known, ``None`` for now."""

    billede: Borgerbillede
    kendt_dag: dt.date | None = None

    @cached_property
    def _sag(self) -> Sag:
        return self._sag_paa(self.billede.grundlag)

    def _sag_paa(self, grundlag: Grundlag) -> Sag:
        b = self.billede
        return Sag.paa(grundlag, b.historik, Borgerfakta.find(b.data, b.borger_id), b.borger_id)

    @cached_property
    def _pligter(self) -> dict[str, Pligt]:
        """Every duty under any rule, by its key, in the order of the contract."""
        with op.use(forms.choose(1)):
            fundne = pligter(self._sag, tuple(hent_lov().alle_frister()))
        set_: Counter[str] = Counter()
        med_noegle: dict[str, Pligt] = {}
        for pligt in fundne:
            noegle = f"{pligt.regel.regel}~{calendar.to_date(pligt.start).isoformat()}"
            set_[noegle] += 1
            med_noegle[noegle if set_[noegle] == 1 else f"{noegle}~{set_[noegle]}"] = pligt
        return med_noegle

    @cached_property
    def pligter(self) -> list[Pligtlinje]:
        """The duties in the order in which they are urgent: what is to be done by deadline, then what is over."""
        altid = {regel.regel for regel in hent_lov().frister()}
        with op.use(forms.choose(1)):
            linjer = [self._linje(noegle, pligt, altid) for noegle, pligt in self._pligter.items()]
        return sorted(linjer, key=_hast)

    @cached_property
    def lokale(self) -> list[Lokalpligt]:
        """The duties by the municipality's own strategies in use, in the same order; none where none is in use."""
        brugte = i_brug(str(self.billede.historik.borgere.kommune[0]), self.kendt_dag)
        if not brugte:
            return []
        with op.use(forms.choose(1)):
            return lokale_pligter(self._sag, brugte)

    def hvorfor(self, noegle: str) -> Knude | None:
        """The trace of one duty, the law's or the municipality's own; ``None`` for a key no duty has."""
        pligt = self._pligter.get(noegle)
        with op.use(forms.choose(1)):
            if pligt is not None:
                return pligtknude(pligt)
            egen = next((en for en in self.lokale if en.noegle == noegle), None)
            return None if egen is None else lokal_forklaring(self._sag, egen)

    @cached_property
    def stand(self) -> dict[str, Any]:
        """What is received, what runs, what comes next: as lists have it, but never behind."""
        b = self.billede
        blok = Borgerblok(b.data, (b.pk,), (b.borger_id,), (b.team,), (b.sagsbehandler,))
        with op.use(forms.choose(1)):
            raekke: dict[str, Any] = borgerstand(b.historik, b.grundlag, blok).to_pylist()[0]
        return raekke

    @property
    def maaned(self) -> dt.date:
        """The month end the focus goals are told for: that of the page's month."""
        return calendar.to_date(calendar.month_end(calendar.to_day(self.billede.dag)))

    @cached_property
    def fokus(self) -> Knude | None:
        """Whether the citizen counts in the focus goals at the end of the month, and why, with what is known now."""
        b = self.billede
        with op.use(forms.choose(1)):
            if self.maaned == b.dag:
                return fokusknude(self._sag)
            return fokusknude(
                self._sag_paa(Grundlag.paa(hent_lov(), b.historik, calendar.to_day(self.maaned), dict(b.valg)))
            )

    @property
    def alle_regler(self) -> Sequence[str]:
        """Every rule a duty of the citizen stands under."""
        return tuple(dict.fromkeys(pligt.regel.regel for pligt in self._pligter.values()))

    def _linje(self, noegle: str, pligt: Pligt, altid: set[str]) -> Pligtlinje:
        raekke = pligt.kontraktraekke()
        loeber = not bool(self._sag.grundlag.ophoert[pligt.forloeb])
        aaben = raekke["status"] in _AABNE and loeber
        frist = _dag(raekke["frist"])
        veje: tuple[Knude, ...] = ()
        if aaben:
            veje = next((knude.boern for knude in veje_knude(pligt)), ())
        return Pligtlinje(
            noegle,
            raekke,
            pligt.regel.titel.paa(valgt_sprog()),
            pligt.ydelse,
            frist,
            _dag(raekke["opfyldt_dato"]),
            calendar.to_date(pligt.start),
            aaben,
            pligt.regel.regel in altid,
            None if frist is None else calendar.to_day(frist) - calendar.to_day(self.billede.dag),
            veje,
        )


def _hast(linje: Pligtlinje) -> tuple[int, int, str]:
    """Open before closed; of the open the overdue, then by deadline; of the closed the latest first."""
    frist = calendar.to_day(linje.frist) if linje.frist is not None else calendar.OPEN_END
    if linje.aaben:
        return _ORDEN[linje.raekke["status"]], frist, linje.noegle
    return len(_ORDEN), -frist, linje.noegle


def _dag(skrevet: str | None) -> dt.date | None:
    return None if skrevet is None else dt.date.fromisoformat(skrevet)
