"""Reads a Parquet file into text columns, so that one set of rules judges every source."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.overskrift import kontroller_overskrifter
from rettidig.forloeb.raatabel import Raatabel, byg_raatabel

_IKKE_TEKST = "\ufffd"  # stands for a list or a record; no column of the contract takes it
_SIKRE_HELTAL = 2.0**53  # beyond this a float no longer holds every whole number


def laes_parquet(sti: Path) -> Raatabel:
    """Read one Parquet file; record n has row number n + 1, as if a header stood above.

    Raises ``UbrugeligeData`` when the file is not Parquet.
    """
    if sti.stat().st_size == 0:
        raise UbrugeligeData("tom_fil", fil=sti.name)
    try:
        tabel = pq.ParquetFile(sti).read()
        tabel.validate(full=True)
        kolonner = [som_tekst(kolonne) for kolonne in tabel.columns]
    except (pa.ArrowException, OSError, ValueError, UnicodeError):
        raise UbrugeligeData("ikke_parquet", fil=sti.name) from None
    overskrifter = kontroller_overskrifter(tabel.column_names, sti.name)
    raekke = np.arange(2, tabel.num_rows + 2, dtype=np.int32)
    return byg_raatabel(sti.name, overskrifter, kolonner, raekke)


def som_tekst(kolonne: pa.ChunkedArray) -> pa.Array:
    """A column as the text a CSV file would hold; what no text can stand for becomes a text no column takes."""
    samlet = kolonne.combine_chunks()
    if pa.types.is_dictionary(samlet.type):
        samlet = samlet.dictionary_decode()
    if pa.types.is_binary(samlet.type) or pa.types.is_large_binary(samlet.type):
        samlet = samlet.cast(pa.large_binary()).cast(pa.large_string())
    if pa.types.is_timestamp(samlet.type):
        # With a time zone the text ends in Z and is refused later: which Danish day it is would be a guess.
        zone = "UTC" if samlet.type.tz else None
        return samlet.cast(pa.timestamp("s", zone), safe=False).cast(pa.string())
    if pa.types.is_floating(samlet.type):
        return _kommatal(samlet.cast(pa.float64()))
    if pa.types.is_nested(samlet.type):
        return pc.if_else(samlet.is_valid(), pa.scalar(_IKKE_TEKST), pa.scalar(None, pa.string()))
    if pa.types.is_null(samlet.type):
        return pa.nulls(len(samlet), pa.string())
    tekst = samlet.cast(pa.string())
    return pc.if_else(pc.equal(tekst, ""), pa.scalar(None, pa.string()), tekst)


def _kommatal(kolonne: pa.Array) -> pa.Array:
    """Floats as text; whole numbers without a fraction or exponent, so that ids kept as floats come back whole."""
    hele = pc.and_(pc.equal(pc.floor(kolonne), kolonne), pc.less(pc.abs(kolonne), _SIKRE_HELTAL))
    som_heltal = pc.if_else(hele, kolonne, 0.0).cast(pa.int64()).cast(pa.string())
    uden_nan = pc.if_else(pc.is_nan(kolonne), pa.scalar(None, pa.string()), kolonne.cast(pa.string()))
    return pc.if_else(pc.fill_null(hele, False), som_heltal, uden_nan)
