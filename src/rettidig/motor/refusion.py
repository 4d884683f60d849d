"""Reimbursement weeks: which weeks a citizen's benefits touch, and where on the ladder they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from rettidig.motor.historik import Historik, kodenavne, kodenumre
from rettidig.regler.former.sats import Satsregel, SatsVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lov.fin.refusionstrappe import DAGE_PR_UGE, Trappetilstand, forloeb, sats
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Spells, Timeline

Raekke = dict[str, Any]
REFUSION = "fin.refusion"


class Refusion:
    """The ladder over one history, up to the end of the week of ``til`` (included)."""

    def __init__(self, lov: Regelsaet, historik: Historik, til: int) -> None:
        self.historik = historik
        self.version: SatsVersion = lov.hent(REFUSION, Satsregel).versioner[0]
        self._slut = calendar.week_end(til) + 1
        self._ydelse_uger = {
            navn: self._uger(self._ydelse(navn))
            for navn in kodenavne("ydelse")
            if navn not in (*self.version.spaerrer, *self.version.uden_for_trappen)
        }
        self._indsats_uger = self._uger(self._indsatser(self.version.taeller_indsatser))
        blokke = [self._ydelse(navn) for navn in self.version.spaerrer]
        blokke.append(self._indsatser(self.version.spaerrer_indsatser))
        self._spaerrede = [self._uger(blok) for blok in blokke]

    def trappe(self, person: int) -> list[Trappetilstand]:
        """The citizen's state after every touched week, oldest first."""
        return self._trappe(person, self._beroerte(person))

    def raekker(self, fra: int) -> Iterator[Raekke]:
        """The touched weeks from the week of ``fra`` on, citizen by citizen."""
        foerste = calendar.week_start(fra)
        for person, borger in enumerate(self.historik.borgere.ider):
            beroerte = self._beroerte(person)
            for tilstand in self._trappe(person, beroerte):
                if tilstand.uge >= foerste:
                    yield {
                        "borger_id": borger,
                        "uge": calendar.iso_week_name(tilstand.uge),
                        "ydelse": "+".join(beroerte[tilstand.uge]) or self.version.indsats_navn,
                        "ugenummer": tilstand.nummer,
                        "sats": sats(self.version, tilstand.nummer),
                    }

    def _beroerte(self, person: int) -> dict[int, list[str]]:
        """The touched weeks by their Monday with the ladder benefits in them (none: løntilskud alone)."""
        beroerte: dict[int, list[str]] = {uge: [] for uge in _mandage(self._indsats_uger, person)}
        for navn, uger in self._ydelse_uger.items():
            for uge in _mandage(uger, person):
                beroerte.setdefault(uge, []).append(navn)
        return beroerte

    def _trappe(self, person: int, beroerte: Mapping[int, list[str]]) -> list[Trappetilstand]:
        spaerrede = sorted({uge for uger in self._spaerrede for uge in _mandage(uger, person)})
        ugetal_foer = max(int(self.historik.borgere.ugetal_foer[person]), 0)
        return forloeb(self.version, sorted(beroerte), spaerrede, ugetal_foer)

    def _ydelse(self, navn: str) -> Spells:
        perioder = self.historik.ydelser.perioder
        return perioder.where(self.historik.ydelser.ydelse[perioder.row] == kodenumre("ydelse", (navn,))[0])

    def _indsatser(self, navne: tuple[str, ...]) -> Spells:
        perioder = self.historik.indsatser.perioder
        return perioder.where(np.isin(self.historik.indsatser.indsats[perioder.row], kodenumre("indsats", navne)))

    def _uger(self, perioder: Spells) -> Timeline:
        """The whole weeks with at least one of the days, up to the last week asked for."""
        kendte = perioder.where(perioder.start < self._slut).clipped_end(self._slut)
        return op.week_hull(op.merge_spells(kendte))


def refusion_raekker(lov: Regelsaet, historik: Historik, fra: int, til: int) -> list[Raekke]:
    """One row per citizen and touched week between two days (included), sorted by citizen and week."""
    return list(Refusion(lov, historik, til).raekker(fra))


def _mandage(uger: Timeline, person: int) -> list[int]:
    return [uge for fra, til in uger.of(person) for uge in range(fra, til, DAGE_PR_UGE)]
