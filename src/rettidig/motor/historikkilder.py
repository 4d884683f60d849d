"""Where the facts of a history are read from: the flat tables, one citizen's rows of them, or a stored block.

All three hand out the same columns, under the contract's names: a row per fact, sorted by citizen, day and row number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb import koder, kontrakt
from rettidig.forloeb.kontrakt import RAEKKE, Type
from rettidig.forloeb.lager import Blok
from rettidig.forloeb.lager.lagerform import lukket_liste
from rettidig.motor.navne import Navne
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs, offsets_from_lengths

INGEN_KODE = -1
BORGERE = "borgere"
BORGER_ID = "borger_id"
DAGSKOLONNE = {
    "ydelser": "fra",
    "indsatser": "fra",
    "samtaler": "dato",
    "loentimer": "maaned",
    "fritagelser": "fra",
    "haendelser": "dato",
    "undtagelser": "dato",
}
"""The column by which a row has its place within the citizen, and by which it counts as begun."""
Koder = npt.NDArray[np.int16]


@cache
def kodenavne(liste: str) -> tuple[str, ...]:
    """The codes of a list in the contract's order."""
    return tuple(kode.kode for kode in koder(liste))


@cache
def kodeliste(tabel: str, kolonne: str) -> str:
    """The list a column's codes come from. Raises ``KeyError`` for a column without one."""
    liste = kontrakt().tabeller[tabel].kolonner[kolonne].liste
    if liste is None:
        raise KeyError(f"{tabel}.{kolonne}")
    return liste


class Kilde(Protocol):
    """The columns of the contract's tables for some citizens. Days are epoch days, codes numbers."""

    def offsets(self, tabel: str) -> Longs:
        """Where each citizen's rows begin and end in the columns."""

    def dage(self, tabel: str, navn: str) -> Days:
        """A column of days; an empty cell is ``OPEN_END`` for an end and ``NO_DAY`` elsewhere."""

    def numre(self, tabel: str, navn: str) -> Koder:
        """A column of codes by number; an empty cell is ``INGEN_KODE``."""

    def lange(self, tabel: str, navn: str, tom: int = 0) -> Longs:
        """A column of whole numbers, ``tom`` where empty."""

    def ja(self, tabel: str, navn: str) -> Flags:
        """A column of truth values; an empty cell is false."""

    def tekster(self, tabel: str, navn: str) -> npt.NDArray[np.str_]:
        """A column of texts that has no empty cells."""

    def navne(self, navn: str) -> Sequence[str]:
        """A text column of the citizens themselves, as plain strings."""


class Tabelkilde:
    """All citizens of the flat tables."""

    def __init__(self, tabeller: Mapping[str, pa.Table]) -> None:
        self._tabeller = tabeller
        borgere = tabeller[BORGERE].sort_by(BORGER_ID)
        self._ider = borgere[BORGER_ID].combine_chunks()
        self._sorterede: dict[str, pa.Table] = {BORGERE: borgere}
        self._ejere: dict[str, Longs] = {}

    def offsets(self, tabel: str) -> Longs:
        """See :class:`Kilde`."""
        self._sorteret(tabel)
        laengder = np.bincount(self._ejere[tabel], minlength=len(self._ider))
        return offsets_from_lengths(laengder.astype(np.int64))

    def dage(self, tabel: str, navn: str) -> Days:
        """See :class:`Kilde`."""
        kolonne = self._sorteret(tabel)[navn].cast(pa.int32())
        return pc.fill_null(kolonne, tom_dag(tabel, navn)).to_numpy().astype(np.int32)  # type: ignore[no-any-return]

    def numre(self, tabel: str, navn: str) -> Koder:
        """See :class:`Kilde`."""
        navne = pa.array(kodenavne(kodeliste(tabel, navn)), pa.string())
        numre = pc.index_in(self._sorteret(tabel)[navn], value_set=navne)
        return pc.fill_null(numre, INGEN_KODE).to_numpy().astype(np.int16)  # type: ignore[no-any-return]

    def lange(self, tabel: str, navn: str, tom: int = 0) -> Longs:
        """See :class:`Kilde`."""
        kolonne = self._sorteret(tabel)[navn]
        return pc.fill_null(kolonne, tom).to_numpy().astype(np.int64)  # type: ignore[no-any-return]

    def ja(self, tabel: str, navn: str) -> Flags:
        """See :class:`Kilde`."""
        return np.asarray(pc.fill_null(self._sorteret(tabel)[navn], False), dtype=np.bool_)

    def tekster(self, tabel: str, navn: str) -> npt.NDArray[np.str_]:
        """See :class:`Kilde`."""
        return np.array(self._sorteret(tabel)[navn].to_pylist(), dtype=np.str_)

    def navne(self, navn: str) -> Sequence[str]:
        """See :class:`Kilde`."""
        return tuple(self._sorterede[BORGERE][navn].to_pylist())

    def _sorteret(self, navn: str) -> pa.Table:
        if navn not in self._sorterede:
            tabel = self._tabeller[navn]
            ejer = pc.index_in(tabel[BORGER_ID], value_set=self._ider)
            dag = DAGSKOLONNE[navn]
            tabel = tabel.append_column("ejer", ejer).sort_by(
                [("ejer", "ascending"), (dag, "ascending"), (RAEKKE, "ascending")]
            )
            self._ejere[navn] = tabel["ejer"].to_numpy()
            self._sorterede[navn] = tabel
        return self._sorterede[navn]


class Borgerkilde:
    """One citizen's rows of the flat tables, as plain lists: Arrow costs more than the few rows themselves.

    Raises ``KeyError`` for a citizen who is not there.
    """

    def __init__(self, tabeller: Mapping[str, pa.Table], borger: str) -> None:
        self._tabeller = tabeller
        self._borger = pa.scalar(borger, pa.string())
        self._fundne: dict[str, dict[str, list[Any]]] = {}
        if not self._raekker(BORGERE)[RAEKKE]:
            raise KeyError(borger)

    def offsets(self, tabel: str) -> Longs:
        """See :class:`Kilde`."""
        return np.array([0, len(self._raekker(tabel)[RAEKKE])], dtype=np.int64)

    def dage(self, tabel: str, navn: str) -> Days:
        """See :class:`Kilde`."""
        tom = tom_dag(tabel, navn)
        dage = self.vaerdier(tabel, navn)
        return np.array([tom if dag is None else dag for dag in dage], dtype=np.int32)

    def numre(self, tabel: str, navn: str) -> Koder:
        """See :class:`Kilde`."""
        numre = _kodenumre(kodeliste(tabel, navn))
        return np.array([numre.get(kode, INGEN_KODE) for kode in self._raekker(tabel)[navn]], dtype=np.int16)

    def lange(self, tabel: str, navn: str, tom: int = 0) -> Longs:
        """See :class:`Kilde`."""
        return np.array([tom if tal is None else tal for tal in self._raekker(tabel)[navn]], dtype=np.int64)

    def ja(self, tabel: str, navn: str) -> Flags:
        """See :class:`Kilde`."""
        return np.array([ja is True for ja in self._raekker(tabel)[navn]], dtype=np.bool_)

    def tekster(self, tabel: str, navn: str) -> npt.NDArray[np.str_]:
        """See :class:`Kilde`."""
        return np.array(self._raekker(tabel)[navn], dtype=np.str_)

    def navne(self, navn: str) -> Sequence[str]:
        """See :class:`Kilde`."""
        return tuple(self._raekker(BORGERE)[navn])

    def vaerdier(self, tabel: str, navn: str) -> list[Any]:
        """A column as plain values: days as epoch days, codes as written, ``None`` for an empty cell."""
        kolonne = self._raekker(tabel)[navn]
        if (tabel, navn) not in _dagskolonner():
            return kolonne
        return [None if dag is None else calendar.to_day(dag) for dag in kolonne]

    def _raekker(self, navn: str) -> dict[str, list[Any]]:
        if navn not in self._fundne:
            tabel = self._tabeller[navn]
            egne = tabel.filter(pc.equal(tabel[BORGER_ID], self._borger))
            # One column at a time: what Arrow makes rows of would be taken apart into columns again.
            kolonner = {kolonne: egne[kolonne].to_pylist() for kolonne in egne.column_names}
            self._fundne[navn] = _i_orden(kolonner, DAGSKOLONNE.get(navn))
        return self._fundne[navn]


class Blokkilde:
    """The citizens of a stored block: days, codes, hours and offsets are the stored arrays, without a copy."""

    def __init__(self, blok: Blok) -> None:
        self._blok = blok
        self.offsets = blok.offsets
        self.dage = blok.dage
        self.numre = blok.numre
        self.lange = blok.lange
        self.tekster = blok.tekster

    def ja(self, tabel: str, navn: str) -> Flags:
        """See :class:`Kilde`."""
        kolonne = self._blok.kolonne(tabel, navn)
        if len(kolonne) == 1:
            return np.array([kolonne[0].as_py() is True], dtype=np.bool_)
        return np.asarray(pc.fill_null(kolonne, False), dtype=np.bool_)

    def navne(self, navn: str) -> Sequence[str]:
        """See :class:`Kilde`."""
        return Navne(self._blok.kolonne(BORGERE, navn))

    def vaerdier(self, tabel: str, navn: str) -> list[Any]:
        """A column as plain values: days as epoch days, codes as written, ``None`` for an empty cell."""
        if (tabel, navn) in _dagskolonner():
            tom = tom_dag(tabel, navn)
            return [None if dag == tom else dag for dag in self.dage(tabel, navn).tolist()]
        navne = _navne_efter_nummer(tabel, navn)
        if navne is None:
            return self._blok.kolonne(tabel, navn).to_pylist()  # type: ignore[no-any-return]
        return [navne[nummer] for nummer in self.numre(tabel, navn).tolist()]


@cache
def tom_dag(tabel: str, navn: str) -> int:
    """What stands for an empty cell in a column of days."""
    return OPEN_END if kontrakt().tabeller[tabel].kolonner[navn].type == Type.SLUTDATO else NO_DAY


@cache
def _dagskolonner() -> frozenset[tuple[str, str]]:
    dage = (Type.DATO, Type.SLUTDATO, Type.MAANED)
    tabeller = kontrakt().tabeller.items()
    return frozenset((tabel, navn) for tabel, spec in tabeller for navn, k in spec.kolonner.items() if k.type in dage)


@cache
def _kodenumre(liste: str) -> dict[str | None, int]:
    return {navn: nummer for nummer, navn in enumerate(kodenavne(liste))}


@cache
def _navne_efter_nummer(tabel: str, navn: str) -> tuple[str | None, ...] | None:
    """The codes of a column stored by number, the empty cell's (-1) last; ``None`` for a column stored as it is."""
    kolonne = kontrakt().tabeller[tabel].kolonner.get(navn)
    if kolonne is None or lukket_liste(kolonne) is None:
        return None
    return (*kodenavne(kodeliste(tabel, navn)), None)


def _i_orden(kolonner: dict[str, list[Any]], dag: str | None) -> dict[str, list[Any]]:
    """The columns with their rows sorted by day and row number."""
    numre: Sequence[int] = kolonner[RAEKKE]
    if dag is None or len(numre) < 2:  # noqa: PLR2004
        return kolonner
    noegler = list(zip(kolonner[dag], numre, strict=True))
    orden = sorted(range(len(numre)), key=noegler.__getitem__)
    return {navn: [kolonne[sted] for sted in orden] for navn, kolonne in kolonner.items()}
