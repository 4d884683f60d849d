"""What hosts and work agree on, and how the columns of an answer are laid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy.typing as npt
import pyarrow as pa

from rettidig.motor.historik import Historik
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END, DayArray

PERSONTEKST = pa.dictionary(pa.int32(), pa.string())
"""A text with one value per citizen, kept once per block."""

KODETEKST = pa.dictionary(pa.int16(), pa.string())
"""A text with few values, kept once per block."""


class Opgave(Protocol):
    """Something to be answered for a block of citizens.

    Its fields are plain and picklable, so that it can be sent to another process; the law is loaded there by
    ``hent_lov``, once per process. The rows of a block come in the contract's order, and blocks follow one another by
    id: the answer of the whole is the answers of its blocks in order.
    """

    def skema(self) -> pa.Schema:
        """The columns of every answer. Texts are dictionary encoded; :func:`tekstskema` has them plain."""
        ...

    def svar(self, historik: Historik) -> pa.Table:
        """The rows of one block."""
        ...


def tekstskema(skema: pa.Schema) -> pa.Schema:
    """The same columns with plain texts."""
    return pa.schema(
        [felt.with_type(felt.type.value_type) if pa.types.is_dictionary(felt.type) else felt for felt in skema],
        metadata=skema.metadata,
    )


def som_tekst(tabel: pa.Table) -> pa.Table:
    """The same rows with plain texts, for Parquet and for programs that know no dictionaries."""
    return tabel.cast(tekstskema(tabel.schema))


def kodet(numre: npt.NDArray[Any], tekster: Sequence[str | None], slags: pa.DictionaryType = KODETEKST) -> pa.Array:
    """The texts with these numbers; a text that is ``None`` is an empty cell."""
    tomme = [nr for nr, tekst in enumerate(tekster) if tekst is None]
    tom = None
    if tomme:
        tom = (numre[:, None] == tomme).any(axis=1)
    pladser = pa.array(numre.astype(slags.index_type.to_pandas_dtype()), mask=tom)
    return pa.DictionaryArray.from_arrays(pladser, pa.array(["" if t is None else t for t in tekster], pa.string()))


def personer(numre: npt.NDArray[Any], ider: Sequence[str]) -> pa.Array:
    """The ids of the citizens with these numbers in the block."""
    return kodet(numre, ider, PERSONTEKST)


def datoer(dage: DayArray) -> pa.Array:
    """Days as dates; a sentinel is an empty cell."""
    ingen = (dage <= NO_DAY) | (dage >= OPEN_END)
    return pa.array(dage.astype("int32"), mask=ingen if ingen.any() else None).cast(pa.date32())
