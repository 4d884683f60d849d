"""Facts as PostgreSQL copies them out, read into the columns of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.csv as pcsv
from django.db.backends.utils import CursorWrapper
from psycopg import sql

_BLOK_BYTES = 64 << 20
_MINDSTE_BLOK = 1 << 20


def laes_ud(
    markoer: CursorWrapper, kopi: sql.Composable, kolonner: Sequence[str], skema: pa.Schema, *, i_traade: bool
) -> pa.Table:
    """Run a ``COPY ... TO STDOUT (FORMAT csv)`` that gives ``kolonner``, and read it as ``skema``.

    ``i_traade`` shares the reading among threads, which pays for a whole town and not for a few citizens.
    """
    ud = pa.BufferOutputStream()
    with markoer.cursor.copy(kopi) as stroem:
        for stykke in stroem:
            ud.write(stykke)
    indhold = ud.getvalue()
    if not indhold.size:
        return skema.empty_table()
    laest = pcsv.read_csv(
        pa.BufferReader(indhold),
        pcsv.ReadOptions(
            column_names=list(kolonner),
            use_threads=i_traade,
            block_size=_BLOK_BYTES if i_traade else max(_MINDSTE_BLOK, indhold.size + 1),
        ),
        pcsv.ParseOptions(newlines_in_values=True),
        pcsv.ConvertOptions(
            column_types={felt.name: felt.type for felt in skema},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )
    return laest.select(skema.names).cast(skema)
