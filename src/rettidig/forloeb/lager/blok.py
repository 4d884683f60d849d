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


@dataclass(frozen=True, eq=False)
class Blok:
    """Persons of the stored form: ``personer`` has one row for each, sorted by id.

    ``kort`` is the mapped memory the rows lie in, ``None`` where they lie elsewhere. Arrays are views of it. The
    mapping is private: nothing done to an array reaches the file.
    """

    personer: pa.RecordBatch
    kort: mmap.mmap | None = field(default=None, repr=False)

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
        offsets = self._visning(self.personer.column(tabel).offsets, np.dtype(np.int64))
        return offsets if offsets[0] == 0 else offsets - offsets[0]

    def kolonne(self, tabel: str, navn: str) -> pa.Array:
        """A stored column: of the persons themselves, or of all their rows of another table."""
        if tabel == PERSON:
            return self.personer.column(navn)
        return udsnit(self.personer.column(tabel))[1].field(navn)

    def dage(self, tabel: str, navn: str) -> DayArray:
        """A stored column of days, without a copy."""
        return self._visning(self.kolonne(tabel, navn), np.dtype(np.int32))

    def numre(self, tabel: str, navn: str) -> npt.NDArray[np.int16]:
        """A stored column of codes by number, without a copy."""
        return self._visning(self.kolonne(tabel, navn), np.dtype(np.int16))

    def lange(self, tabel: str, navn: str, tom: int = 0) -> npt.NDArray[np.int64]:
        """A stored column of whole numbers as int64, ``tom`` where empty; no copy where it is stored so."""
        kolonne = self.kolonne(tabel, navn)
        if kolonne.null_count:
            kolonne = pc.fill_null(kolonne, tom)
        if kolonne.type == pa.int64():
            return self._visning(kolonne, np.dtype(np.int64))
        return np.asarray(kolonne.to_numpy(), dtype=np.int64)

    def tekster(self, tabel: str, navn: str) -> npt.NDArray[np.str_]:
        """A stored column of texts, which must have no empty cells."""
        kodet = self.kolonne(tabel, navn).dictionary_encode()
        forskellige: npt.NDArray[np.str_] = np.array(kodet.dictionary.to_pylist(), dtype=np.str_)
        valgte: npt.NDArray[np.str_] = forskellige[kodet.indices.to_numpy()]
        return valgte

    def person(self, nummer: int) -> Blok:
        """The same block with one person only."""
        return Blok(self.personer.slice(nummer, 1), self.kort)

    def tabeller(self) -> dict[str, pa.Table]:
        """The contract's flat tables of these persons."""
        return fold_ud(self.personer)

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
