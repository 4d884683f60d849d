"""The blocks of a stored form answered by Spark: on this machine's cores, or on a cluster's.

The same work as for threads (``rettidig.motor.opgaver``) is sent to the workers and asked of the rows Spark reads from
the stored Parquet form, one row per citizen. A worker that dies is no matter: Spark asks another for the same rows.
Every machine must see the store under the same path, and have Rettidig installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb import Rapport, UbrugeligeData
from rettidig.forloeb.lager import aabn_lager
from rettidig.forloeb.lager.arbejdsmappe import arbejdsmappe
from rettidig.forloeb.lager.lagerform import ENDELSER, ID, kodelister
from rettidig.forloeb.visning import vis
from rettidig.motor.historik import historik_fra_blok
from rettidig.motor.opgaver.opgave import Opgave, som_tekst, tekstskema
from rettidig.motor.vaerter.sparkfejl import Sparkfejl
from rettidig.motor.vaerter.sparkmappe import FAERDIG, aabn_lagermappe, er_lagermappe
from rettidig.motor.vaerter.sparkraekker import blok_af, kortlagt_i_arrow, poster_af
from rettidig.motor.vaerter.sparksession import sparksession

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_DELE_PR_KERNE = 3
_MINDSTE_DEL, _STOERSTE_DEL = 1 << 18, 1 << 27
_RAEKKER_AD_GANGEN = 1 << 17


@dataclass(frozen=True)
class Sparklager:
    """A stored form that Spark can read: its file or folder, its size in bytes, and its code lists when not today's."""

    sti: Path
    stoerrelse: int
    gamle_koder: dict[str, tuple[str, ...]] | None


@dataclass(frozen=True)
class _Svarer:
    """What a worker does with its batches of citizens."""

    opgave: Opgave
    lager: Sparklager

    def __call__(self, poster: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for post in poster:
            if post.num_rows:
                try:
                    blok = blok_af(post, self.lager.gamle_koder)
                except KeyError as fejl:
                    navn, kode = vis(self.lager.sti.name), vis(str(fejl.args[0]))
                    raise UbrugeligeData("lager_ukendt_kode", fil=navn, vaerdi=kode) from None
                yield from poster_af([som_tekst(self.opgave.svar(historik_fra_blok(blok)))])


def koer_i_spark(
    sti: str | Path, opgave: Opgave, master: str, indstillinger: Mapping[str, str] | None = None
) -> Iterator[pa.Table]:
    """The rows of all citizens in the order threads give them, as tables of the work's schema.

    The answer is gathered here, in this process; a large one is better written (:func:`skriv_med_spark`). Raises
    ``UbrugeligeData`` for a store that cannot be used, and ``Sparkfejl`` as :func:`sparksession`.
    """
    lager = aabn_til_spark(sti)
    with sparksession(master, indstillinger) as spark:
        tabel = svar_i_orden(spark, lager, opgave)
    for fra in range(0, tabel.num_rows, _RAEKKER_AD_GANGEN):
        yield tabel.slice(fra, _RAEKKER_AD_GANGEN).cast(opgave.skema())


def skriv_med_spark(
    sti: str | Path, opgave: Opgave, master: str, ud: str | Path, indstillinger: Mapping[str, str] | None = None
) -> None:
    """Let the workers write their rows themselves, as a folder of Parquet files.

    The folder is there whole when the call returns, and as it was before if the call never does. Raises as
    :func:`koer_i_spark`, and ``Sparkfejl`` when ``ud`` is something other than such a folder.
    """
    lager, maal = aabn_til_spark(sti), Path(ud)
    kontroller_maal(maal)
    with arbejdsmappe(maal) as mappe:
        with sparksession(master, indstillinger) as spark:
            svar_i_spark(spark, lager, opgave).write.parquet((mappe / maal.name).resolve().as_uri())
        saet_mappe_paa_plads(mappe, maal)


def svar_i_spark(spark: SparkSession, lager: Sparklager, opgave: Opgave) -> DataFrame:
    """The answers as Spark's own rows, not yet asked for, texts plain."""
    return kortlagt_i_arrow(laest(spark, lager), _Svarer(opgave, lager), tekstskema(opgave.skema()))


def svar_i_orden(spark: SparkSession, lager: Sparklager, opgave: Opgave) -> pa.Table:
    """The answers gathered, texts plain; sorted by citizen where the rows name one."""
    tabel: pa.Table = svar_i_spark(spark, lager, opgave).toArrow().cast(tekstskema(opgave.skema()))
    if ID not in tabel.column_names or tabel.num_rows < 2:  # noqa: PLR2004 - a single row is in order
        return tabel
    # Each citizen's rows lie together and in order already; only the parts may have come in another order.
    ider = tabel[ID]
    i_orden = pc.all(pc.less_equal(ider.slice(0, len(ider) - 1), ider.slice(1))).as_py()
    return tabel if i_orden else tabel.take(pc.sort_indices(tabel, sort_keys=[(ID, "ascending")]))


def laest(spark: SparkSession, lager: Sparklager) -> DataFrame:
    """The citizens of a store, cut into a few parts for each core."""
    dele = _DELE_PR_KERNE * spark.sparkContext.defaultParallelism
    del_ = min(max(lager.stoerrelse // dele, _MINDSTE_DEL), _STOERSTE_DEL)
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(del_))
    return spark.read.parquet(lager.sti.resolve().as_uri())


def aabn_til_spark(sti: str | Path) -> Sparklager:
    """Look at a store before Spark does.

    Raises ``UbrugeligeData`` when it is no store or is damaged, and ``Sparkfejl`` when Spark cannot read its form.
    """
    fil = Path(sti)
    if er_lagermappe(fil):
        mappe = aabn_lagermappe(fil)
        return Sparklager(fil, sum(plads.til for plads in mappe.metadata.blokke), _andre(mappe.metadata.koder))
    if fil.is_dir() or fil.suffix.lower() == ENDELSER[0]:
        raise Sparkfejl("skal_vaere_parquet", fil=vis(str(fil)))
    lager = aabn_lager(fil)
    return Sparklager(fil, fil.stat().st_size, _andre(lager.metadata.koder))


def lagerets_rapport(sti: str | Path) -> tuple[tuple[str, ...], Rapport]:
    """The absent tables and the report of the extract behind a store. Raises as :func:`aabn_til_spark`."""
    fil = aabn_til_spark(sti).sti
    if er_lagermappe(fil):
        metadata = aabn_lagermappe(fil).metadata
        return metadata.fravaerende, metadata.rapport()
    lager = aabn_lager(fil)
    return lager.fravaerende, lager.rapport


def kontroller_maal(ud: Path) -> None:
    """Raises ``Sparkfejl`` when something is in the way that Spark has not written."""
    if ud.is_dir() and not any(ud.iterdir()):
        return
    if ud.exists() and not (ud / FAERDIG).is_file():
        raise Sparkfejl("maalet_er_optaget", ud=vis(str(ud)))


def saet_mappe_paa_plads(mappe: Path, ud: Path) -> None:
    """Let the finished folder take its place; an earlier one goes with the working folder."""
    if ud.exists():
        ud.rename(mappe / "forrige")
    (mappe / ud.name).rename(ud)
    shutil.rmtree(mappe / "forrige", ignore_errors=True)


def _andre(koder: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]] | None:
    gamle = {navn: tuple(liste) for navn, liste in koder.items()}
    return None if gamle == kodelister() else gamle
