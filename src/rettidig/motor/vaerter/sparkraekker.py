"""Between Spark's Arrow batches and the blocks of the stored form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.lager import Blok
from rettidig.forloeb.lager.blokke import udsnit
from rettidig.forloeb.lager.lagerform import ID, lagerskema, med_kodernes_nye_numre
from rettidig.motor.vaerter.sparkfejl import fejl_hos_arbejderen

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Arbejde = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def kortlagt_i_arrow(raekker: DataFrame, arbejde: Arbejde, skema: pa.Schema) -> DataFrame:
    """``raekker.mapInArrow(arbejde, skema)``, without the pandas that method asks for and never uses.

    The method wraps the work as a pandas function, which refuses to begin where pandas is not installed; neither the
    plan nor the worker has any use for it.
    """
    from pyspark.sql import DataFrame  # noqa: PLC0415 - pyspark is optional
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415
    from pyspark.sql.udf import UserDefinedFunction  # noqa: PLC0415
    from pyspark.util import PythonEvalType  # noqa: PLC0415

    funktion = UserDefinedFunction(
        _sagt_igen(arbejde), returnType=from_arrow_schema(skema), evalType=PythonEvalType.SQL_MAP_ARROW_ITER_UDF
    )
    kolonne = funktion(*(raekker[navn] for navn in raekker.columns))
    plan = raekker._jdf.mapInArrow(kolonne._jc, False, None)
    return DataFrame(plan, raekker.sparkSession)


def _sagt_igen(arbejde: Arbejde) -> Arbejde:
    def udfoert(poster: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with fejl_hos_arbejderen():
            yield from arbejde(poster)

    return udfoert


def blok_af(post: pa.RecordBatch, gamle_koder: dict[str, tuple[str, ...]] | None) -> Blok:
    """The persons of one batch as a block, in the order of their ids.

    ``gamle_koder`` are the code lists of a store made with others than today's. Raises ``KeyError`` with a code that
    is no longer known.
    """
    ider = post.column(ID)
    if len(ider) > 1 and not pc.all(pc.less(ider.slice(0, len(ider) - 1), ider.slice(1))).as_py():
        post = post.take(pc.sort_indices(ider))
    skema = lagerskema()
    lagt = pa.record_batch([_som(post.column(felt.name), felt.type) for felt in skema], schema=skema)
    return Blok(lagt if gamle_koder is None else med_kodernes_nye_numre(lagt, gamle_koder))


def _som(kolonne: pa.Array, slags: pa.DataType) -> pa.Array:
    """A column as the stored form has it: lists with long offsets, the fields of their rows by name."""
    if not _er_liste(slags):
        return kolonne if kolonne.type == slags else kolonne.cast(slags)
    felter = [slags.value_type.field(nummer) for nummer in range(slags.value_type.num_fields)]
    raekker = pa.StructArray.from_arrays([_som(kolonne.values.field(f.name), f.type) for f in felter], fields=felter)
    return pa.LargeListArray.from_arrays(kolonne.offsets.cast(pa.int64()), raekker, type=slags)


@cache
def sparkskema() -> pa.Schema:
    """The schema of the stored form with the short lists that Spark takes back from a worker."""
    return pa.schema([f.with_type(pa.list_(f.type.value_type)) if _er_liste(f.type) else f for f in lagerskema()])


def til_spark(post: pa.RecordBatch) -> pa.RecordBatch:
    """Persons as the stored form has them, in the form that Spark takes back from a worker."""
    kolonner = []
    for kolonne in post.columns:
        if _er_liste(kolonne.type):
            offsets, raekker = udsnit(kolonne)
            kolonner.append(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), raekker))
        else:
            kolonner.append(kolonne)
    return pa.record_batch(kolonner, schema=sparkskema())


def _er_liste(slags: pa.DataType) -> bool:
    return bool(pa.types.is_large_list(slags))


def poster_af(tabeller: Iterable[pa.Table]) -> Iterator[pa.RecordBatch]:
    """Tables as the batches a worker hands back."""
    for tabel in tabeller:
        yield from tabel.combine_chunks().to_batches()
