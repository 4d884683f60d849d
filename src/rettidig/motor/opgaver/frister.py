"""The obligations of a block as columns: the rows of ``rettidig.motor.svar.frist_raekker``, with no row in Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.motor.frist import STATUS, Fristsvar, vurder_frister
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik
from rettidig.motor.opgaver.opgave import KODETEKST, PERSONTEKST, datoer, kodet, personer
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Longs

FRISTSKEMA = pa.schema(
    [
        ("borger_id", PERSONTEKST),
        ("maalgruppe", KODETEKST),
        ("regel", KODETEKST),
        ("frist", pa.date32()),
        ("status", KODETEKST),
        ("opfyldt_dato", pa.date32()),
        ("forloeb_start", pa.date32()),
        ("pause_dage", pa.int64()),
        ("lovversion", KODETEKST),
        ("hjemmel", KODETEKST),
    ]
)


@dataclass(frozen=True)
class Fristopgave:
    """Every obligation on a day, or those of the rules named; ``valg`` is every switch with its value."""

    dag: dt.date
    valg: dict[str, str]
    regler: tuple[str, ...] | None = None

    def skema(self) -> pa.Schema:
        """The columns of the contract."""
        return FRISTSKEMA

    def svar(self, historik: Historik) -> pa.Table:
        """One row per citizen and obligation, sorted by citizen, rule, course and deadline."""
        lov = hent_lov()
        return fristtabel(Grundlag.paa(lov, historik, calendar.to_day(self.dag), self.valg), self._regler(lov))

    def _regler(self, lov: Regelsaet) -> tuple[Fristregel, ...] | None:
        return None if self.regler is None else tuple(lov.hent(navn, Fristregel) for navn in self.regler)


def fristtabel(grundlag: Grundlag, regler: tuple[Fristregel, ...] | None = None) -> pa.Table:
    """The rows of :func:`rettidig.motor.svar.frist_raekker` in the same order, as a table."""
    return fristtabel_med_forloeb(grundlag, regler)[0]


def fristtabel_med_forloeb(grundlag: Grundlag, regler: tuple[Fristregel, ...] | None = None) -> tuple[pa.Table, Longs]:
    """The same rows, and of each the number of its course in ``grundlag.forloeb``."""
    alle = list(vurder_frister(grundlag, regler))
    if not alle:
        return FRISTSKEMA.empty_table(), np.empty(0, dtype=np.int64)
    forloeb = grundlag.forloeb
    nr = np.concatenate([svar.forloeb for svar in alle])
    person, start = forloeb.person[nr], forloeb.start[nr]
    frist = np.concatenate([svar.frist for svar in alle])
    regel = _pr_svar(alle, lambda svar: svar.regel.regel)
    hjemmel = _pr_svar(alle, lambda svar: svar.version.hjemmel.tekst)
    uden_frist = (frist <= NO_DAY) | (frist >= OPEN_END)
    raekkefoelge = _sorteret((person, regel.numre, start, np.where(uden_frist, OPEN_END, frist)))
    grupper = _koder(np.concatenate([svar.gruppe for svar in alle]), gruppe_tekst)
    lovversion = _lovversioner(grundlag.lov, np.concatenate([svar.valgt_dag for svar in alle]))

    def samlet(felt: str) -> npt.NDArray[Any]:
        return np.concatenate([getattr(svar, felt) for svar in alle])[raekkefoelge]

    tabel = pa.Table.from_arrays(
        [
            personer(person[raekkefoelge], grundlag.historik.borgere.ider),
            kodet(grupper.numre[raekkefoelge], grupper.tekster),
            kodet(regel.numre[raekkefoelge], regel.tekster),
            datoer(frist[raekkefoelge]),
            kodet(samlet("status"), STATUS),
            datoer(samlet("opfyldt")),
            datoer(start[raekkefoelge]),
            pa.array(samlet("pause_dage"), pa.int64()),
            kodet(lovversion.numre[raekkefoelge], lovversion.tekster),
            kodet(hjemmel.numre[raekkefoelge], hjemmel.tekster),
        ],
        schema=FRISTSKEMA,
    )
    return tabel, nr[raekkefoelge]


class _Tekstkolonne(NamedTuple):
    """A column of few texts: which of them each row has."""

    numre: npt.NDArray[Any]
    tekster: Sequence[str | None]


def _pr_svar(alle: Sequence[Fristsvar], navn: Callable[[Fristsvar], str]) -> _Tekstkolonne:
    """A text that all obligations of a version share; the texts in order, so that their numbers sort as they do."""
    navne = sorted({navn(svar) for svar in alle})
    numre = np.array([navne.index(navn(svar)) for svar in alle], dtype=np.int16)
    return _Tekstkolonne(np.repeat(numre, [len(svar) for svar in alle]), navne)


def _koder(vaerdier: Longs, tekst: Callable[[int], str | None]) -> _Tekstkolonne:
    """A text for every small number."""
    antal = int(vaerdier.max()) + 1
    fundne = np.flatnonzero(np.bincount(vaerdier, minlength=antal))
    numre = np.zeros(antal, dtype=np.int16)
    numre[fundne] = np.arange(len(fundne), dtype=np.int16)
    return _Tekstkolonne(numre[vaerdier], [tekst(int(kode)) for kode in fundne])


def _lovversioner(lov: Regelsaet, dag: Days) -> _Tekstkolonne:
    """The id of the law version in force on each day; the first that holds, as where one day is looked up."""
    versioner = lov.lovversioner.lovversioner
    numre = np.zeros(len(dag), dtype=np.int16)
    for nummer in range(len(versioner), 0, -1):
        version = versioner[nummer - 1]
        i_kraft = (dag >= calendar.to_day(version.fra)) & (dag < OPEN_END)
        if version.til is not None:
            i_kraft &= dag <= calendar.to_day(version.til)
        numre[i_kraft] = nummer
    return _Tekstkolonne(numre, [None, *(version.id for version in versioner)])


def _sorteret(noegler: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.intp]:
    """The order of the rows by these keys, the first one first; equal rows stay as they lay.

    Where the keys fit side by side in one number, that number is sorted: rules hand over their obligations citizen by
    citizen, and merging such runs is quick.
    """
    samlet = np.zeros(len(noegler[0]), dtype=np.int64)
    plads = 1
    for noegle in noegler:
        mindst, stoerst = int(noegle.min()), int(noegle.max())
        bredde = stoerst - mindst + 1
        plads *= bredde
        if plads > np.iinfo(np.int64).max:
            return np.lexsort(noegler[::-1])
        samlet *= bredde
        samlet += noegle.astype(np.int64) - mindst
    return np.argsort(samlet, kind="stable")
