"""Measures counted over one history: the rows for a month end and for a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np

from rettidig.motor.bemaerkninger import Optalt
from rettidig.motor.deltagelse import deltagelse
from rettidig.motor.fokusmaal import Aktivering, Fokusmaal, Maalte
from rettidig.motor.historik import Historik, Koder, kodenavne, kodenumre
from rettidig.motor.maaleraekker import (
    ALLE,
    TILSYN,
    Fokustal,
    Maaleraekker,
    Maalesvar,
    Maanedstal,
    Puljetal,
)
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Flags, Longs

__all__ = ["ALLE", "TILSYN", "Maalesvar", "Maalinger", "aars_raekker", "maaling_raekker"]


class Maalinger(Maaleraekker):
    """The measures over one history, for as many month ends as are asked."""

    def __init__(self, lov: Regelsaet, historik: Historik, valg: Mapping[str, str]) -> None:
        super().__init__(Fokusmaal(lov, historik, valg), sorted(set(historik.borgere.kommune)))
        self.historik = historik
        nummer = {kommune: nr for nr, kommune in enumerate(self.kommuner)}
        self._kommune = np.array([nummer[kommune] for kommune in historik.borgere.kommune], dtype=np.int64)

    def tal(self, dag: int, regelsaet: str) -> Maanedstal:
        """Count one month end."""
        maalte = self.fokusmaal.maalte(dag)
        aktivering = self.fokusmaal.aktivering(maalte, regelsaet)
        dato = calendar.to_date(dag)
        for_faa = self.fokusmaal.samtaler(maalte) < self.fokusmaal.version_2(dato).samtaler
        fokus = self._optalt(maalte.person, maalte.ydelse, ~aktivering.aktiv, for_faa)
        optalt = Optalt(timer_alene=self._timer_alene(maalte, aktivering))
        version_75 = self.pulje_75(dato)
        if version_75 is None:
            return Maanedstal({noegle: Fokustal(*antal) for noegle, antal in fokus.items()}, {}, optalt)
        tal = deltagelse(self.lov, self.historik, dag, self.valg, version_75)
        return Maanedstal(
            {noegle: Fokustal(*antal) for noegle, antal in fokus.items()},
            {noegle: Puljetal(*antal) for noegle, antal in self._optalt(tal.person, tal.ydelse, tal.faaet).items()},
            optalt._replace(
                ikke_faaet=int((~tal.faaet).sum()),
                heraf_undtaget=int((~tal.faaet & tal.undtaget).sum()),
                fristen_loeber=tal.fristen_loeber,
            ),
        )

    def _optalt(self, person: Longs, ydelse: Koder, *blandt: Flags) -> dict[tuple[str, str], tuple[int, ...]]:
        """How many by municipality and benefit, and how many among them; where there is anyone, and benefits in all."""
        navne = (*kodenavne("ydelse"), ALLE)
        form = (len(self.kommuner), len(navne))
        plads = self._kommune[person] * len(navne) + ydelse
        alle = np.ones(len(plads), dtype=np.bool_)
        talt = np.stack([np.bincount(plads[med], minlength=form[0] * form[1]) for med in (alle, *blandt)])
        talt = talt.reshape(len(talt), *form)
        talt[:, :, -1] = talt.sum(axis=2)
        return {
            (self.kommuner[kommune], navne[kode]): tuple(talt[:, kommune, kode].tolist())
            for kommune, kode in np.argwhere(talt[0]).tolist()
        }

    def _timer_alene(self, maalte: Maalte, aktivering: Aktivering) -> int:
        """How many count as activated by hours alone on a benefit where wage registers also hold paid sick hours."""
        koder = kodenumre("ydelse", self.fokusmaal.regel_1.timer_kan_vaere_sygetimer_for)
        return int((np.isin(maalte.ydelse, koder) & aktivering.ved_timer & ~aktivering.ved_tilbud).sum())


def maaling_raekker(lov: Regelsaet, historik: Historik, dag: int, regelsaet: str, valg: Mapping[str, str]) -> Maalesvar:
    """The measures on one month end."""
    return Maalinger(lov, historik, valg).maaned(dag, regelsaet)


def aars_raekker(
    lov: Regelsaet,
    historik: Historik,
    aar: int,
    regelsaet: str,
    valg: Mapping[str, str],
    idag: dt.date | None = None,
) -> Maalesvar:
    """The measures of a year; month ends after ``idag`` are skipped and named."""
    return Maalinger(lov, historik, valg).aar(aar, regelsaet, idag)
