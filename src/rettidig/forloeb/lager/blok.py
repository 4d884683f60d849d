"""One block of the stored form, as the engine reads it."""

from __future__ import annotations

import mmap
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.lager.blokke import fold_ud, udsnit
from rettidig.forloeb.lager.lagerform import ID, PERSON
from rettidig.tidslinje.calendar import DayArray

_LANG, _KORT, _KODE = np.dtype(np.int64), np.dtype(np.int32), np.dtype(np.int16)
_OFFSETS = ""
_FAA = 64
"""Below so many values Python is done before Arrow has begun."""


@dataclass(frozen=True, eq=False)
class Blok:
    """Persons of the stored form: ``personer`` has one row for each, sorted by id.

    ``kort`` is the mapped memory the rows lie in, ``None`` where they lie elsewhere. Arrays are views of it. The
    mapping is private: nothing done to an array reaches the file.
    """

    personer: pa.RecordBatch
    kort: mmap.mmap | None = field(default=None, repr=False)
    _helhed: tuple[Blok, int] | None = field(default=None, repr=False)
    _kolonner: dict[tuple[str, str], pa.Array] = field(default_factory=dict, init=False, repr=False)
    _visninger: dict[tuple[str, str], npt.NDArray[Any]] = field(default_factory=dict, init=False, repr=False)
    _snitter: dict[str, slice] = field(default_factory=dict, init=False, repr=False)

    @property
    def antal(self) -> int:
        """Number of persons."""
        return int(self.personer.num_rows)

    @property
    def ider(self) -> pa.Array:
        """The persons' ids, ascending."""
        return self.personer.column(ID)

    def offsets(self, tabel: str) -> npt.NDArray[np.int64]:
        """Where each person's rows of a table begin and end in the table's columns."""
        if self._helhed is not None:
            snit = self._snit(tabel)
            return np.array([0, snit.stop - snit.start], dtype=np.int64)
        if (tabel, _OFFSETS) not in self._visninger:
            offsets = self._visning(self.personer.column(tabel).offsets, _LANG)
            self._visninger[tabel, _OFFSETS] = offsets if offsets[0] == 0 else offsets - offsets[0]
        return self._visninger[tabel, _OFFSETS]

    def kolonne(self, tabel: str, navn: str) -> pa.Array:
        """A stored column: of the persons themselves, or of all their rows of another table."""
        if self._helhed is not None:
            snit = self._snit(tabel)
            return self._helhed[0].kolonne(tabel, navn).slice(snit.start, snit.stop - snit.start)
        if (tabel, navn) not in self._kolonner:
            if tabel == PERSON:
                self._kolonner[tabel, navn] = self.personer.column(navn)
            else:
                struct = udsnit(self.personer.column(tabel))[1]
                self._kolonner.update({(tabel, felt.name): struct.field(felt.name) for felt in struct.type})
        return self._kolonner[tabel, navn]

    def dage(self, tabel: str, navn: str) -> DayArray:
        """A stored column of days, without a copy."""
        return self._set(tabel, navn, _KORT)

    def numre(self, tabel: str, navn: str) -> npt.NDArray[np.int16]:
        """A stored column of codes by number, without a copy."""
        return self._set(tabel, navn, _KODE)

    def lange(self, tabel: str, navn: str, tom: int = 0) -> npt.NDArray[np.int64]:
        """A stored column of whole numbers as int64, ``tom`` where empty; no copy where it is stored so."""
        hele = self.kolonne(tabel, navn) if self._helhed is None else self._helhed[0].kolonne(tabel, navn)
        if hele.null_count == 0:
            return self._set(tabel, navn, _LANG if hele.type == pa.int64() else _KORT).astype(np.int64, copy=False)
        kolonne = self.kolonne(tabel, navn)
        if len(kolonne) < _FAA:
            return np.array([tom if tal is None else tal for tal in kolonne.to_pylist()], dtype=np.int64)
        return np.asarray(pc.fill_null(kolonne, tom).to_numpy(), dtype=np.int64)

    def tekster(self, tabel: str, navn: str) -> npt.NDArray[np.str_]:
        """A stored column of texts, which must have no empty cells."""
        kolonne = self.kolonne(tabel, navn)
        if len(kolonne) < _FAA:
            return np.array(kolonne.to_pylist(), dtype=np.str_)
        kodet = kolonne.dictionary_encode()
        forskellige: npt.NDArray[np.str_] = np.array(kodet.dictionary.to_pylist(), dtype=np.str_)
        valgte: npt.NDArray[np.str_] = forskellige[kodet.indices.to_numpy()]
        return valgte

    def person(self, nummer: int) -> Blok:
        """The same block with one person only. Its columns are cut from the whole block's, which are found once."""
        return Blok(self.personer.slice(nummer, 1), self.kort, (self, nummer) if self._helhed is None else None)

    def tabeller(self) -> dict[str, pa.Table]:
        """The contract's flat tables of these persons."""
        return fold_ud(self.personer)

    def _snit(self, tabel: str) -> slice:
        """Where the one person's rows of a table lie in the whole block's."""
        if tabel not in self._snitter:
            if self._helhed is None:
                raise ValueError("this is no part of a block")
            hel, nummer = self._helhed
            kanter = (nummer, nummer + 1) if tabel == PERSON else hel.offsets(tabel)[nummer : nummer + 2].tolist()
            self._snitter[tabel] = slice(*kanter)
        return self._snitter[tabel]

    def _set(self, tabel: str, navn: str, slags: np.dtype[Any]) -> npt.NDArray[Any]:
        """A column without empty cells as an array, without a copy."""
        if self._helhed is not None:
            return self._helhed[0]._set(tabel, navn, slags)[self._snit(tabel)]
        if (tabel, navn) not in self._visninger:
            self._visninger[tabel, navn] = self._visning(self.kolonne(tabel, navn), slags)
        return self._visninger[tabel, navn]

    def _visning(self, kolonne: pa.Array, slags: np.dtype[Any]) -> npt.NDArray[Any]:
        """The numbers of a column without empty cells, where they lie."""
        plads = kolonne.buffers()[1]
        if plads is None or not len(kolonne):
            return np.empty(0, dtype=slags)
        if self.kort is not None:
            afstand = plads.address - pa.py_buffer(self.kort).address
            if 0 <= afstand < len(self.kort):
                # Through the mapping itself, and not through Arrow: Arrow's views are read-only, and a kernel
                # compiled for ordinary arrays would be compiled once more for those.
                return np.frombuffer(self.kort, slags, len(kolonne), afstand + kolonne.offset * slags.itemsize)
        tal = np.frombuffer(plads, slags, len(kolonne), kolonne.offset * slags.itemsize)
        return tal if tal.flags.writeable else tal.copy()
