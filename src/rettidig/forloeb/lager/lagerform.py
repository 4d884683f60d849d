"""The stored form: one row per person, and how each column of the contract is stored.

The person's own columns stand first, under the contract's names; then one list column per other table, each holding
the person's rows as structs, sorted by day and row number. ``large_list<struct<...>>`` has one int64 offsets buffer
per table and one plain buffer per column beneath it, which is what the engine's ragged arrays are: no copy is needed.

* days are int32 epoch days; no day is ``NO_DAY``, and the exclusive end of a running spell is ``OPEN_END``
* codes of a closed list are int16 places in the list; an empty cell is ``INGEN_KODE``
* texts, codes of an open list, truth values and the remaining numbers are as in the contract, null where empty
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.koder import kodeliste, koder
from rettidig.forloeb.kontrakt import RAEKKE, Kolonne, Type, kontrakt
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END

FORM = "rettidig-lager"
SKEMAVERSION = 1
ENDELSER = (".arrow", ".parquet")
PERSONER_PR_BLOK = 32_768
INGEN_KODE = -1
PERSON = "borgere"
ID = "borger_id"
_DAGSKOLONNER = ("fra", "dato", "maaned")
_TOMME_DAGE = {Type.DATO: NO_DAY, Type.MAANED: NO_DAY, Type.SLUTDATO: OPEN_END}


def listetabeller() -> tuple[str, ...]:
    """The tables stored as list columns, in the contract's order."""
    return tuple(navn for navn in kontrakt().tabeller if navn != PERSON)


def dagskolonne(tabel: str) -> str:
    """The column that gives a row of a list table its place within the person."""
    return next(navn for navn in _DAGSKOLONNER if navn in kontrakt().tabeller[tabel].kolonner)


def lukket_liste(spec: Kolonne) -> str | None:
    """The closed code list of a column, ``None`` where it has none and its values are stored as text."""
    return spec.liste if spec.liste is not None and not kodeliste(spec.liste).aaben else None


@cache
def kodelister() -> dict[str, tuple[str, ...]]:
    """List name -> its codes in the order of their numbers, for every closed list the stored form uses."""
    navne = {lukket_liste(spec) for tabel in kontrakt().tabeller.values() for spec in tabel.kolonner.values()}
    return {navn: tuple(kode.kode for kode in koder(navn)) for navn in sorted(filter(None, navne))}


def lagret_type(spec: Kolonne) -> pa.DataType:
    """The Arrow type in which a contract column is stored."""
    if spec.type in _TOMME_DAGE:
        return pa.int32()
    return pa.int16() if lukket_liste(spec) else spec.arrow_type()


def listefelter(tabel: str) -> list[pa.Field]:
    """The fields of a list table's struct: the contract's columns without the person's id, the row number last."""
    kolonner = kontrakt().tabeller[tabel].kolonner.items()
    return [*(pa.field(n, lagret_type(s)) for n, s in kolonner if n != ID), pa.field(RAEKKE, pa.int32())]


@cache
def lagerskema() -> pa.Schema:
    """The schema of the stored form, without metadata."""
    person = [pa.field(navn, lagret_type(spec)) for navn, spec in kontrakt().tabeller[PERSON].kolonner.items()]
    lister = [pa.field(navn, pa.large_list(pa.struct(listefelter(navn)))) for navn in listetabeller()]
    return pa.schema([*person, pa.field(RAEKKE, pa.int32()), *lister])


def pak(kolonne: pa.Array, spec: Kolonne) -> pa.Array:
    """A column of the contract as it is stored. Raises ``ValueError`` for a code that is not in its list."""
    if spec.type in _TOMME_DAGE:
        return pc.fill_null(kolonne.cast(pa.int32()), _TOMME_DAGE[spec.type])
    liste = lukket_liste(spec)
    if liste is None:
        return kolonne
    numre = pc.index_in(kolonne, value_set=pa.array(kodelister()[liste], pa.string()))
    if numre.null_count > kolonne.null_count:
        raise ValueError(f"a code that is not in the list {liste}")
    return pc.fill_null(numre, INGEN_KODE).cast(pa.int16())


def pak_ud(kolonne: pa.Array, spec: Kolonne) -> pa.Array:
    """A stored column as the contract has it. Raises ``pyarrow.ArrowIndexError`` for a number outside its list."""
    if spec.type in _TOMME_DAGE:
        return _uden(kolonne, _TOMME_DAGE[spec.type]).cast(pa.date32())
    liste = lukket_liste(spec)
    if liste is None:
        return kolonne
    return pa.array(kodelister()[liste], pa.string()).take(_uden(kolonne, INGEN_KODE))


def med_kodernes_nye_numre(post: pa.RecordBatch, gamle: dict[str, tuple[str, ...]]) -> pa.RecordBatch:
    """A stored block whose code lists were other than today's, with today's numbers.

    Raises ``KeyError`` with the code when one that is no longer known is in use.
    """
    kolonner = dict(zip(post.schema.names, post.columns, strict=True))
    for tabel, spec in kontrakt().tabeller.items():
        aendrede = {n: lukket_liste(s) for n, s in spec.kolonner.items() if lukket_liste(s) is not None}
        if tabel == PERSON:
            kolonner |= {n: _oversat(kolonner[n], gamle[str(liste)], str(liste)) for n, liste in aendrede.items()}
            continue
        struct = kolonner[tabel].values
        felter = {felt.name: struct.field(felt.name) for felt in struct.type}
        felter |= {n: _oversat(felter[n], gamle[str(liste)], str(liste)) for n, liste in aendrede.items()}
        ny = pa.StructArray.from_arrays(list(felter.values()), fields=listefelter(tabel))
        kolonner[tabel] = pa.LargeListArray.from_arrays(kolonner[tabel].offsets, ny)
    return pa.record_batch(list(kolonner.values()), schema=lagerskema())


def _oversat(numre: pa.Array, gamle: tuple[str, ...], liste: str) -> pa.Array:
    nye = {kode: nummer for nummer, kode in enumerate(kodelister()[liste])}
    brugte: list[Any] = pc.unique(numre).to_pylist()
    tabel = np.full(len(gamle) + 1, INGEN_KODE, dtype=np.int16)  # the last place answers for INGEN_KODE
    for nummer in brugte:
        if nummer != INGEN_KODE:
            tabel[nummer] = nye[gamle[nummer]]
    return pa.array(tabel[numre.to_numpy()], pa.int16())


def _uden(kolonne: pa.Array, tom: int) -> pa.Array:
    return pc.if_else(pc.equal(kolonne, tom), pa.scalar(None, kolonne.type), kolonne)
