"""Looks through a CSV or Parquet file before it is read as a table."""

from __future__ import annotations

from itertools import dropwhile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rettidig.sager.fejl import SagsFejl
from rettidig.sager.services.modtagelse_graenser import Graenser, i_mb

PARQUET = b"PAR1"
PAKKE = b"PK"
_ANDRE_FILER = (
    PARQUET,
    PAKKE,
    b"%PDF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BZh",
    b"\xfd7zXZ",
)
_FOERSTE_LINJE = 1 << 16
_SKILLETEGN = (b";", b",", b"\t")
_TOMT = b" \t\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"
_AD_GANGEN = 8_192


def kontroller_csv(fil: Path, graenser: Graenser) -> None:
    """Raises ``SagsFejl`` for a file that is not text, or has more columns than any table."""
    with fil.open("rb") as raa:
        begyndelse = raa.read(_FOERSTE_LINJE)
    if begyndelse.startswith(_ANDRE_FILER):
        raise SagsFejl("modtag_ikke_det_navnet_siger")
    hoved = _hoved(begyndelse)
    if hoved is None or max(map(hoved.count, _SKILLETEGN)) >= graenser.kolonner:
        raise SagsFejl("modtag_for_mange_kolonner", graense=graenser.kolonner)


def _hoved(begyndelse: bytes) -> bytes | None:
    """The record the reader takes for the header: after blank lines and ``sep=``, until its quotes are closed.

    ``None`` where it does not end within what a header may be.
    """
    linjer = begyndelse.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    hele = linjer if len(begyndelse) < _FOERSTE_LINJE else linjer[:-1]
    rest = dropwhile(lambda linje: not linje.strip(_TOMT) or linje.strip(_TOMT).lower().startswith(b"sep="), hele)
    hoved = b""
    for linje in rest:
        hoved += linje + b"\n"
        if hoved.count(b'"') % 2 == 0:
            return hoved
    return hoved if len(begyndelse) < _FOERSTE_LINJE else None


def kontroller_parquet(fil: Path, graenser: Graenser) -> None:
    """Raises ``SagsFejl`` for a file that is no Parquet, or would be far larger as a table than it is on the disk."""
    with fil.open("rb") as raa:
        if raa.read(len(PARQUET)) != PARQUET:
            raise SagsFejl("modtag_ikke_det_navnet_siger")
    try:
        with pq.ParquetFile(fil, memory_map=True) as laeser:
            _kontroller_tabel(laeser, graenser)
        with pq.ParquetFile(fil, memory_map=True, read_dictionary=_tekstkolonner(fil)) as laeser:
            _maal_tekster(laeser, graenser)
    except (pa.ArrowException, OSError, ValueError, MemoryError):
        raise SagsFejl("modtag_beskadiget") from None


def _tekstkolonner(fil: Path) -> list[str]:
    skema = pq.read_schema(fil)
    return [felt.name for felt in skema if _er_tekst(felt.type)]


def _er_tekst(slags: pa.DataType) -> bool:
    return bool(pa.types.is_string(slags) or pa.types.is_large_string(slags) or pa.types.is_binary(slags))


def _kontroller_tabel(laeser: pq.ParquetFile, graenser: Graenser) -> None:
    hoved = laeser.metadata
    if hoved.num_columns > graenser.kolonner:
        raise SagsFejl("modtag_for_mange_kolonner", graense=graenser.kolonner)
    if hoved.num_rows > graenser.raekker:
        raise SagsFejl("modtag_for_mange_raekker", graense=graenser.raekker)
    if any(pa.types.is_nested(felt.type) for felt in laeser.schema_arrow):
        raise SagsFejl("modtag_indlejret_kolonne")
    grupper = (hoved.row_group(nummer) for nummer in range(hoved.num_row_groups))
    if sum(gruppe.total_byte_size for gruppe in grupper) > graenser.udpakket:
        raise SagsFejl("modtag_udpakket_for_stor", graense=i_mb(graenser.udpakket))


def _maal_tekster(laeser: pq.ParquetFile, graenser: Graenser) -> None:
    """A text said a million times takes up no more room in the file than said once; here each is counted."""
    raekker = fylder = 0
    for post in laeser.iter_batches(_AD_GANGEN, use_threads=False):
        raekker += post.num_rows
        for kolonne in post.columns:
            if pa.types.is_dictionary(kolonne.type):
                laengder = pc.binary_length(kolonne.dictionary)
                fylder += pc.sum(laengder.take(kolonne.indices)).as_py() or 0
            else:
                fylder += kolonne.nbytes
        if raekker > graenser.raekker:
            raise SagsFejl("modtag_for_mange_raekker", graense=graenser.raekker)
        if fylder > graenser.tekster:
            raise SagsFejl("modtag_udpakket_for_stor", graense=i_mb(graenser.tekster))
