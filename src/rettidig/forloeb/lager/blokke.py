"""Between the flat tables of the contract and the rows of the stored form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.kontrakt import RAEKKE, kontrakt
from rettidig.forloeb.lager.lagerform import (
    ID,
    PERSON,
    dagskolonne,
    lagerskema,
    listefelter,
    listetabeller,
    pak,
    pak_ud,
)


def byg_blokke(tabeller: Mapping[str, pa.Table], stoerrelse: int) -> Iterator[pa.RecordBatch]:
    """Turn accepted rows into rows of persons, sorted by id, so many persons at a time.

    ``tabeller`` are the contract's tables, in any order of rows. Raises ``ValueError`` when a row has no person or a
    person stands twice: no reader hands such tables over.
    """
    borgere = tabeller[PERSON].sort_by(ID)
    ider = _samlet(borgere[ID])
    if len(ider) > 1 and pc.any(pc.equal(ider.slice(1), ider.slice(0, len(ider) - 1))).as_py():
        raise ValueError("a person stands twice in the table of persons")
    person = [pak(_samlet(borgere[navn]), spec) for navn, spec in kontrakt().tabeller[PERSON].kolonner.items()]
    person.append(_samlet(borgere[RAEKKE]))
    lister = {navn: _liste(navn, tabeller[navn], ider) for navn in listetabeller()}
    for fra in range(0, len(ider), stoerrelse):
        antal = min(stoerrelse, len(ider) - fra)
        kolonner = [kolonne.slice(fra, antal) for kolonne in (*person, *lister.values())]
        yield pa.record_batch(kolonner, schema=lagerskema())


def fold_ud(post: pa.RecordBatch) -> dict[str, pa.Table]:
    """The contract's flat tables of one block, rows sorted by person and day."""
    spec = kontrakt().tabeller
    ider = post.column(ID)
    person = [pak_ud(post.column(navn), kolonne) for navn, kolonne in spec[PERSON].kolonner.items()]
    ud = {PERSON: pa.Table.from_arrays([*person, post.column(RAEKKE)], schema=spec[PERSON].skema())}
    for navn in listetabeller():
        offsets, struct = udsnit(post.column(navn))
        ejer = np.repeat(np.arange(len(ider)), np.diff(offsets))
        felter = {ID: ider.take(pa.array(ejer)), RAEKKE: struct.field(RAEKKE)}
        felter |= {n: pak_ud(struct.field(n), s) for n, s in spec[navn].kolonner.items() if n != ID}
        skema = spec[navn].skema()
        ud[navn] = pa.Table.from_arrays([felter[kolonne] for kolonne in skema.names], schema=skema)
    return ud


def udsnit(liste: pa.LargeListArray) -> tuple[npt.NDArray[np.int64], pa.StructArray]:
    """Offsets from 0 and the structs they cut, of a list column that may itself be a slice of another."""
    offsets = liste.offsets.to_numpy()
    foerste = int(offsets[0])
    struct = liste.values.slice(foerste, int(offsets[-1]) - foerste)
    return (offsets if foerste == 0 else offsets - foerste), struct


def _liste(navn: str, tabel: pa.Table, ider: pa.Array) -> pa.LargeListArray:
    ejer = np.asarray(pc.fill_null(pc.index_in(tabel[ID], value_set=ider), -1).to_numpy(), dtype=np.int64)
    if len(ejer) and ejer.min() < 0:
        raise ValueError(f"a row of {navn} has no person")
    dag = tabel[dagskolonne(navn)].cast(pa.int32()).to_numpy()
    tabel = tabel.take(pa.array(np.lexsort((tabel[RAEKKE].to_numpy(), dag, ejer))))
    offsets = np.zeros(len(ider) + 1, dtype=np.int64)
    np.cumsum(np.bincount(ejer, minlength=len(ider)), out=offsets[1:])
    kolonner = kontrakt().tabeller[navn].kolonner
    felter = [pak(_samlet(tabel[n]), s) for n, s in kolonner.items() if n != ID]
    struct = pa.StructArray.from_arrays([*felter, _samlet(tabel[RAEKKE])], fields=listefelter(navn))
    return pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), struct)


def _samlet(kolonne: pa.ChunkedArray) -> pa.Array:
    samlet = kolonne.combine_chunks()
    return samlet if isinstance(samlet, pa.Array) else pa.concat_arrays(samlet.chunks)
