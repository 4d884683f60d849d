"""Writes blocks of persons to a file: Parquet to hand on, Arrow to map into memory.

Both are ordinary files of their kind, a block being a row group or a record batch. An Arrow file begins and ends with
an empty batch: the first moves the schema out of the first block's bytes, the last carries the metadata written last.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from rettidig.forloeb.datasaet import Rapport
from rettidig.forloeb.lager.lagerform import ID, lagerskema
from rettidig.forloeb.lager.metadata import Blokplads, hale


class _Maaler:
    """A file that keeps count of its bytes and their checksum since the last block began."""

    def __init__(self, sti: Path) -> None:
        self._fil: BinaryIO = sti.open("wb")
        self.sted = 0
        self.sum = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        self.sum = zlib.crc32(data, self.sum)
        self.sted += memoryview(data).nbytes
        return self._fil.write(data)

    def tell(self) -> int:
        return self.sted

    def flush(self) -> None:
        self._fil.flush()

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self._fil.close()

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


class Blokskriver:
    """Writes one file of the stored form; use as a context, and call :meth:`slut` last."""

    def __init__(self, sti: Path, hoved: dict[bytes, bytes], *, arrow: bool) -> None:
        self._hoved = hoved
        self._skema = lagerskema().with_metadata(hoved)
        self._fil = _Maaler(sti)
        self._arrow = pa.ipc.new_file(self._fil, self._skema) if arrow else None
        self._parquet = (
            None
            if arrow
            else pq.ParquetWriter(
                # Readers that know nothing of the blocks' checksums, a cluster's among them, check the pages' own.
                self._fil,
                self._skema,
                compression="zstd",
                write_page_checksum=True,
            )
        )
        self._blokke: list[Blokplads] = []
        if self._arrow is not None:
            self._arrow.write_batch(self._tom())

    def __enter__(self) -> Blokskriver:
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        if fejl is not None and self._parquet is not None:
            self._parquet.is_open = False  # it would otherwise try to finish its half file when it is collected
        self._fil.close()

    def _tom(self) -> pa.RecordBatch:
        return pa.record_batch([pa.nulls(0, felt.type) for felt in self._skema], schema=self._skema)

    def skriv(self, post: pa.RecordBatch) -> None:
        """Write one block, of at least one person."""
        fra, self._fil.sum = self._fil.sted, 0
        if self._arrow is not None:
            self._arrow.write_batch(post)
        elif self._parquet is not None:
            self._parquet.write_table(pa.Table.from_batches([post], self._skema), row_group_size=post.num_rows)
        ider = post.column(ID)
        ender = ider[0].as_py(), ider[-1].as_py()
        self._blokke.append(Blokplads(fra, self._fil.sted, post.num_rows, self._fil.sum, *ender))

    def slut(self, rapport: Rapport, fravaerende: tuple[str, ...]) -> tuple[Blokplads, ...]:
        """Write the metadata that comes last, and answer with the blocks written."""
        sidste = hale(self._hoved, self._blokke, rapport, fravaerende)
        if self._arrow is not None:
            self._arrow.write_batch(self._tom(), custom_metadata=sidste)
            self._arrow.close()
        elif self._parquet is not None:
            self._parquet.add_key_value_metadata(sidste)
            self._parquet.close()
        self._fil.close()
        return tuple(self._blokke)
