"""The stored form built inside Spark from a flat extract: the rows ``byg_lager`` makes, citizen by citizen.

The source files are read once into raw rows, the raw rows are dealt out by ranges of ids, and each worker lets the
reader's own rules judge its ranges, all tables together (``forloeb.lager.omraadedom``). There is no second set of
rules: findings and totals are those of reading the extract on one machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.datasaet import Rapport, Tabeltal
from rettidig.forloeb.kilde import Kilde, laes_kilde
from rettidig.forloeb.lager import Lagerrapport, omraadedom
from rettidig.forloeb.lager.arbejdsmappe import arbejdsmappe
from rettidig.forloeb.lager.blokke import byg_blokke
from rettidig.forloeb.lager.bygning import kildens_dato
from rettidig.forloeb.lager.fundpost import pak_fund, pak_fund_ud
from rettidig.forloeb.lager.lagerform import PERSON, PERSONER_PR_BLOK
from rettidig.forloeb.lager.metadata import hale, hoved
from rettidig.forloeb.lager.omraadedom import Omraadedom, Tabelspor
from rettidig.forloeb.lager.sortering import NOEGLE, RAEKKE
from rettidig.motor.vaerter.spark import kontroller_maal, saet_mappe_paa_plads
from rettidig.motor.vaerter.sparkmappe import beskriv, blokke_i, tomt_lager
from rettidig.motor.vaerter.sparkraa import (
    CELLER,
    FORSOEG,
    TABEL,
    Udtraek,
    fortael,
    fortalt,
    raaraekker,
    spor_af,
    tabelnumre,
)
from rettidig.motor.vaerter.sparkraekker import kortlagt_i_arrow, sparkskema, til_spark
from rettidig.motor.vaerter.sparksession import sparksession

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_DELE_PR_KERNE = 2
_RAA_PR_DEL = 1 << 25  # bytes of raw rows on the disk in one range, about


def byg_lager_i_spark(
    sti: str | Path,
    ud: str | Path,
    master: str,
    kilde: str | Path | Kilde | None = None,
    indstillinger: Mapping[str, str] | None = None,
) -> Lagerrapport:
    """Make the stored form as a folder ``ud`` from an extract, on the cores of a master.

    The folder is there whole when the call returns, and as it was before if the call never does. Extract and folder
    must lie where every machine of the cluster sees them under the same path.

    Raises ``UbrugeligeData`` for an extract that cannot be used and a folder that cannot be written, and ``Sparkfejl``
    as :func:`sparksession` and for a folder that holds something else.
    """
    maal = Path(ud)
    kontroller_maal(maal)
    valgt = kilde if isinstance(kilde, Kilde) else laes_kilde(kilde)
    with arbejdsmappe(maal) as mappe:
        nyt = (mappe / "nyt").resolve()
        nyt.mkdir()
        udtraek = Udtraek(Path(sti).resolve(), valgt, nyt)
        udtraek.filer()
        dato = kildens_dato(udtraek.sti)
        with sparksession(master, indstillinger) as spark:
            rapport = byg_i(spark, udtraek, mappe / maal.name, dato)
        saet_mappe_paa_plads(mappe, maal)
    return Lagerrapport(maal, *rapport)


def byg_i(
    spark: SparkSession, udtraek: Udtraek, ud: Path, dato: dt.date | None
) -> tuple[int, int, int, dt.date | None, tuple[str, ...], Rapport]:
    """Make the folder in a session, working beside it; answers with what a :class:`Lagerrapport` tells of it."""
    raa = ud.parent / "raa"
    raaraekker(spark, udtraek).write.parquet(raa.resolve().as_uri())
    spor, kilder, gaeldende = spor_af(udtraek)
    stoerrelse = sum(fil.stat().st_size for fil in raa.glob("*.parquet"))
    dele = max(_DELE_PR_KERNE * spark.sparkContext.defaultParallelism, stoerrelse // _RAA_PR_DEL)
    raekker = spark.read.parquet(raa.resolve().as_uri())
    raekker = raekker.filter(raekker[FORSOEG].isin(gaeldende)).drop(FORSOEG)
    raekker = raekker.repartitionByRange(dele, NOEGLE).sortWithinPartitions(NOEGLE, RAEKKE)
    kortlagt_i_arrow(raekker, _Dommer(spor, udtraek.nyt), sparkskema()).write.parquet(ud.resolve().as_uri())

    dom = Omraadedom(spor)
    dom.regnskab.tag(omraadedom.uvedkommende(udtraek.filer()))
    dom.begynd()
    for nyt in fortalt(udtraek.nyt, "dom"):
        for navn, tal in nyt["tal"].items():
            dom.regnskab.tael(navn, Tabeltal(*tal))
        dom.regnskab.tag(pak_fund_ud(nyt["fund"].encode(), nyt["fundrader"].encode()))
    rapport = omraadedom.rapport(udtraek.kilde, spor, kilder, dom.regnskab)
    fravaerende = omraadedom.fravaerende(spor)
    blokke = blokke_i(ud)
    if not blokke:
        tomt_lager(ud)
    forrest = hoved(udtraek.kilde.navn, dato)
    beskriv(ud, tuple(blokke), forrest | hale(forrest, list(blokke.values()), rapport, fravaerende))
    stoerrelse = sum(plads.til for plads in blokke.values())
    personer = sum(plads.antal for plads in blokke.values())
    return stoerrelse, personer, len(blokke), dato, fravaerende, rapport


@dataclass(frozen=True)
class _Dommer:
    """What a worker does with a range of raw rows, sorted by id and row number."""

    spor: dict[str, Tabelspor]
    nyt: Path

    def __call__(self, poster: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark import TaskContext  # noqa: PLC0415 - pyspark is optional

        opgave = TaskContext.get()
        dom = Omraadedom(self.spor)
        for personer in hele_personer(poster, PERSONER_PR_BLOK):
            uden_id = pc.equal(personer[NOEGLE], "")
            for navn, rader in self._tabeller(personer.filter(uden_id)).items():
                dom.uden_person(navn, rader)
            tabeller = self._tabeller(personer.filter(pc.invert(uden_id)))
            yield from map(til_spark, byg_blokke(dom.doem(tabeller.pop(PERSON), tabeller), PERSONER_PR_BLOK))
        grupper, fundrader = pak_fund(dom.regnskab.blokke())
        tal = {navn: (t.laest, t.godkendt, t.sat_til_side) for navn, t in dom.regnskab.tal.items()}
        nyt: dict[str, Any] = {"tal": tal, "fund": grupper.decode(), "fundrader": fundrader.decode()}
        fortael(self.nyt, f"dom-{0 if opgave is None else opgave.partitionId()}", nyt)

    def _tabeller(self, raekker: pa.Table) -> dict[str, list[pa.RecordBatch]]:
        """The raw rows of each table, their cells in columns."""
        numre = tabelnumre()
        return {
            navn: _i_kolonner(raekker.filter(pc.equal(raekker[TABEL], numre.index(navn))), len(tabel.navne))
            for navn, tabel in self.spor.items()
        }


def hele_personer(poster: Iterator[pa.RecordBatch], antal: int) -> Iterator[pa.Table]:
    """Sorted rows in portions of about so many persons, no person in two of them."""
    venter: list[pa.RecordBatch] = []
    personer = 0
    for post in poster:
        if not post.num_rows:
            continue
        venter.append(post)
        personer += len(pc.run_end_encode(post.column(NOEGLE)).values)
        if personer <= antal:
            continue
        samlet = pa.Table.from_batches(venter)
        noegler = samlet[NOEGLE]
        sidste = int(pc.sum(pc.not_equal(noegler, noegler[-1])).as_py() or 0)
        if sidste:
            yield samlet.slice(0, sidste)
        rest = samlet.slice(sidste).combine_chunks().to_batches()
        venter, personer = list(rest), 1
    if venter:
        yield pa.Table.from_batches(venter)


def _i_kolonner(raekker: pa.Table, bredde: int) -> list[pa.RecordBatch]:
    """The cells of each row in columns ``k0``, ``k1`` and so on."""
    if not raekker.num_rows:
        return []
    samlet = raekker.combine_chunks()
    celler = samlet[CELLER].combine_chunks()
    flade = (celler if isinstance(celler, pa.Array) else pa.concat_arrays(celler.chunks)).flatten()
    pladser = np.arange(raekker.num_rows) * bredde
    kolonner: Sequence[pa.Array] = [flade.take(pa.array(pladser + nummer)) for nummer in range(bredde)]
    navne = [NOEGLE, RAEKKE, *(f"k{nummer}" for nummer in range(bredde))]
    tabel = pa.Table.from_arrays([samlet[NOEGLE], samlet[RAEKKE], *kolonner], names=navne)
    return list(tabel.combine_chunks().to_batches())
