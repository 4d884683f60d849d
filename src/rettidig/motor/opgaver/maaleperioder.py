"""The focus goals as periods: from which month end to which each citizen counts, and how, month after month.

The measures are made on month ends, so a period runs from one month end to another, both included: on all of them, and
on none just before or after, the citizen has this status under this rule set. What lies between two month ends is never
measured and not told. Counted over any month end, the periods are the figures of ``rettidig.motor.maaling``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.historik import Historik, kodenavne
from rettidig.motor.opgaver.opgave import KODETEKST, PERSONTEKST, datoer, kodet, personer
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Longs, Timeline

STATUS = ("aktiveret", "ikke_aktiveret", "samtaler_naaet", "samtaler_mangler")
AKTIVERET, IKKE_AKTIVERET, NAAET, MANGLER = range(len(STATUS))
_MAALINGER = (FOKUSMAAL_1, FOKUSMAAL_2)
_ENS_FOR_ALLE = "alle"
_REGELSAET = (*REGELSAET, _ENS_FOR_ALLE)

PERIODESKEMA = pa.schema(
    [
        ("borger_id", PERSONTEKST),
        ("ydelse", KODETEKST),
        ("maaling", KODETEKST),
        ("regelsaet", KODETEKST),
        ("forloeb_start", pa.date32()),
        ("maalgruppe", KODETEKST),
        ("fra", pa.date32()),
        ("til", pa.date32()),
        ("status", KODETEKST),
    ]
)


@dataclass(frozen=True)
class Maaleperiodeopgave:
    """The periods on the month ends between two days (both included), under these rule sets.

    Fokusmål 2 is the same under every rule set; its ``regelsaet`` is ``alle``.
    """

    fra: dt.date
    til: dt.date
    valg: dict[str, str]
    regelsaet: tuple[str, ...] = REGELSAET

    def skema(self) -> pa.Schema:
        """Citizen, benefit, measure, rule set, course, group, first and last month end, and the status on them."""
        return PERIODESKEMA

    def svar(self, historik: Historik) -> pa.Table:
        """One row per period, sorted by citizen, course, benefit, measure, rule set and month end."""
        maanedsslut = _maanedsslut(self.fra, self.til)
        maalt = Fokusmaal(hent_lov(), historik, self.valg)
        if not len(maalt.kaeder) or not len(maanedsslut):
            return PERIODESKEMA.empty_table()
        dele = [_aktivering(maalt, maanedsslut, regelsaet) for regelsaet in self.regelsaet]
        dele += _samtaler(maalt, maanedsslut)
        alle = _Perioder.samlet(dele)
        plads = alle.plads
        noegler = (
            maalt.person[plads],
            maalt.start[plads],
            maalt.ydelse[plads],
            plads,
            alle.status >= NAAET,
            alle.regelsaet,
            alle.fra,
        )
        alle = _uden_soemme(alle.paa(np.lexsort(noegler[::-1])))
        plads = alle.plads
        return pa.Table.from_arrays(
            [
                personer(maalt.person[plads], historik.borgere.ider),
                kodet(maalt.ydelse[plads], kodenavne("ydelse")),
                kodet((alle.status >= NAAET).astype(np.int16), _MAALINGER),
                kodet(alle.regelsaet, _REGELSAET),
                datoer(maalt.start[plads]),
                _grupper(alle.gruppe),
                datoer(maanedsslut[alle.fra]),
                datoer(maanedsslut[alle.til - 1]),
                kodet(alle.status, STATUS),
            ],
            schema=PERIODESKEMA,
        )


@dataclass(frozen=True, slots=True)
class _Perioder:
    """Stretches of month ends by number, [fra, til)."""

    plads: Longs
    gruppe: Longs
    fra: Longs
    til: Longs
    regelsaet: Longs
    status: Longs

    @classmethod
    def samlet(cls, dele: list[_Perioder]) -> _Perioder:
        """Several after one another."""
        return cls(*(np.concatenate([getattr(del_, felt.name) for del_ in dele]) for felt in fields(cls)))

    def paa(self, pladser: npt.NDArray[np.intp]) -> _Perioder:
        """Those at these places."""
        return _Perioder(*(getattr(self, felt.name)[pladser] for felt in fields(self)))


def _maanedsslut(fra: dt.date, til: dt.date) -> npt.NDArray[np.int32]:
    """Every month end from one day to the other."""
    fundne, dag = [], calendar.month_end(calendar.to_day(fra))
    while dag <= calendar.to_day(til):
        fundne.append(dag)
        dag = calendar.month_end(dag + 1)
    return np.array(fundne, dtype=np.int32)


def _aktivering(maalt: Fokusmaal, maanedsslut: npt.NDArray[np.int32], regelsaet: str) -> _Perioder:
    nummer = _REGELSAET.index(regelsaet)
    aktive = maalt.aktive(regelsaet)
    return _Perioder.samlet(
        [
            _paa_maanedsslut(op.intersect(maalt.bestand, aktive), maanedsslut, nummer, AKTIVERET),
            _paa_maanedsslut(op.subtract(maalt.bestand, aktive), maanedsslut, nummer, IKKE_AKTIVERET),
        ]
    )


def _samtaler(maalt: Fokusmaal, maanedsslut: npt.NDArray[np.int32]) -> list[_Perioder]:
    """The talks, for each stretch of month ends that ask for the same number of them."""
    nummer = _REGELSAET.index(_ENS_FOR_ALLE)
    kraevet = np.array([maalt.version_2(calendar.to_date(dag)).samtaler for dag in maanedsslut.tolist()])
    skel = [0, *(np.flatnonzero(np.diff(kraevet)) + 1).tolist(), len(kraevet)]
    dele = []
    for fra, til in pairwise(skel):
        nok = op.at_least(maalt.talte, int(kraevet[fra])) if kraevet[fra] > 0 else maalt.bestand
        for dage, status in (
            (op.intersect(maalt.bestand, nok), NAAET),
            (op.subtract(maalt.bestand, nok), MANGLER),
        ):
            dele.append(_paa_maanedsslut(dage, maanedsslut, nummer, status, fra, til))
    return dele


def _paa_maanedsslut(
    dage: Timeline,
    maanedsslut: npt.NDArray[np.int32],
    regelsaet: int,
    status: int,
    tidligst: int = 0,
    senest: int | None = None,
) -> _Perioder:
    """The month ends the days hold, those numbered from ``tidligst`` up to ``senest``; other days are left out."""
    sidste = len(maanedsslut) if senest is None else senest
    fra = np.clip(np.searchsorted(maanedsslut, dage.start), tidligst, sidste)
    til = np.clip(np.searchsorted(maanedsslut, dage.end), tidligst, sidste)
    med = np.flatnonzero(fra < til)
    gruppe = np.zeros(len(fra), dtype=np.int64) if dage.value is None else dage.value
    return _Perioder(
        dage.owner_of_entries()[med],
        gruppe[med],
        fra[med],
        til[med],
        np.full(len(med), regelsaet, dtype=np.int64),
        np.full(len(med), status, dtype=np.int64),
    )


def _uden_soemme(alle: _Perioder) -> _Perioder:
    """Periods that go on from one to the next with nothing changed, as one; they come sorted."""
    if not len(alle.plads):
        return alle
    ny = np.ones(len(alle.plads), dtype=np.bool_)
    ny[1:] = alle.fra[1:] != alle.til[:-1]
    for felt in ("plads", "gruppe", "regelsaet", "status"):
        vaerdier = getattr(alle, felt)
        ny[1:] |= vaerdier[1:] != vaerdier[:-1]
    foerste = np.flatnonzero(ny)
    sidste = np.append(foerste[1:], len(ny)) - 1
    samlet = alle.paa(foerste)
    return _Perioder(samlet.plads, samlet.gruppe, samlet.fra, alle.til[sidste], samlet.regelsaet, samlet.status)


def _grupper(gruppe: Longs) -> pa.Array:
    numre, pladser = np.unique(gruppe, return_inverse=True)
    return kodet(pladser, [gruppe_tekst(nummer) for nummer in numre.tolist()])
