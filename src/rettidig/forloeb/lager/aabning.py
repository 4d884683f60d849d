"""Opens a file of the stored form and reads its blocks, trusting no byte it has not checked."""

from __future__ import annotations

import mmap
import os
import weakref
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rettidig.forloeb.datasaet import Datasaet, Rapport
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.kontrakt import kontrakt
from rettidig.forloeb.lager.blok import Blok
from rettidig.forloeb.lager.lagerform import ENDELSER, kodelister, lagerskema, med_kodernes_nye_numre
from rettidig.forloeb.lager.metadata import Beskadiget, Blokplads, Fremmed, Lagermetadata, Nyere, laes_metadata
from rettidig.forloeb.visning import vis

_ARROW = b"ARROW1"
_PARQUET = b"PAR1"


class Lager:
    """An open file of the stored form. Blocks may be read by several threads at once."""

    def __init__(self, sti: Path) -> None:
        self.sti = sti
        with self._oversat():
            self._fil = os.open(sti, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            weakref.finalize(self, os.close, self._fil)
            self._parquet: pq.FileMetaData | None = None
            self._skema: pa.Schema
            self.metadata = self._laes_metadata()
            self._kontroller()
            self._foerste = [plads.foerste for plads in self.metadata.blokke]
            self._fundne: dict[int, Blok] = {}
            self._kontrollerede: set[int] = set()
            self._samme_koder = {n: tuple(k) for n, k in self.metadata.koder.items()} == kodelister()

    @property
    def antal(self) -> int:
        """Number of persons."""
        return self.metadata.antal

    @property
    def antal_blokke(self) -> int:
        """Number of blocks."""
        return len(self.metadata.blokke)

    @property
    def fravaerende(self) -> tuple[str, ...]:
        """Optional tables that the extract did not have."""
        return self.metadata.fravaerende

    @cached_property
    def rapport(self) -> Rapport:
        """The report of the extract the file was made from."""
        with self._oversat():
            return self.metadata.rapport()

    def blokke(self) -> Iterator[Blok]:
        """All blocks in the order of the persons' ids. Raises ``UbrugeligeData`` when one is damaged."""
        for nummer in range(self.antal_blokke):
            yield self.blok(nummer)

    def blok(self, nummer: int) -> Blok:
        """One block by number. Raises ``UbrugeligeData`` when it is damaged.

        A mapped block is checked the first time it is asked for: checking takes as long as many questions do.
        """
        plads = self.metadata.blokke[nummer]
        with self._oversat():
            if self._parquet is not None:
                blok = self._laes_parquet(nummer, plads)
                _kontroller_blok(blok, plads)
            else:
                ny = nummer not in self._kontrollerede
                blok = self._laes_arrow(plads, kontroller=ny)
                if ny:
                    _kontroller_blok(blok, plads)
                    self._kontrollerede.add(nummer)
            if self._samme_koder:
                return blok
            try:
                return Blok(med_kodernes_nye_numre(blok.personer, dict(self.metadata.koder)))
            except KeyError as fejl:
                raise UbrugeligeData("lager_ukendt_kode", fil=self._navn, vaerdi=vis(str(fejl.args[0]))) from None

    def find(self, borger_id: str) -> Blok:
        """The one person. Raises ``KeyError`` for a person who is not there."""
        nummer = bisect_right(self._foerste, borger_id) - 1
        if nummer < 0 or borger_id > self.metadata.blokke[nummer].sidste:
            raise KeyError(borger_id)
        blok = self._kontrolleret(nummer)
        ider = blok.ider
        sted = bisect_left(range(blok.antal), borger_id, key=lambda nr: ider[nr].as_py())
        if sted == blok.antal or ider[sted].as_py() != borger_id:
            raise KeyError(borger_id)
        return blok.person(sted)

    def _kontrolleret(self, nummer: int) -> Blok:
        """A block to find persons in, kept for the next question: checking it takes far longer than one person."""
        kendt = self._fundne.get(nummer)
        if kendt is not None:
            return kendt
        blok = self.blok(nummer)
        if blok.kort is None:
            self._fundne.clear()
        else:
            # Mapped anew: of the mapping the check has read all through, every page would be kept in memory.
            blok = self._laes_arrow(self.metadata.blokke[nummer], kontroller=False)
        self._fundne[nummer] = blok
        return blok  # not looked up again: another thread may have cleared what is kept

    @property
    def _navn(self) -> str:
        return str(vis(self.sti.name))

    @contextmanager
    def _oversat(self) -> Iterator[None]:
        """Turn whatever a damaged file makes the readers raise into one clear sentence."""
        try:
            yield
        except Fremmed:
            raise UbrugeligeData("lager_fremmed", fil=self._navn) from None
        except Nyere as fejl:
            raise UbrugeligeData("lager_nyere", fil=self._navn, version=fejl.args[0]) from None
        except FileNotFoundError:
            raise UbrugeligeData("findes_ikke", sti=vis(str(self.sti))) from None
        except (Beskadiget, pa.ArrowException, OSError, ValueError, KeyError, IndexError, TypeError, MemoryError):
            raise UbrugeligeData("lager_beskadiget", fil=self._navn) from None

    def _laes_metadata(self) -> Lagermetadata:
        with self.sti.open("rb") as raa:
            begyndelse = raa.read(len(_ARROW))
        if begyndelse[: len(_PARQUET)] == _PARQUET:
            with pq.ParquetFile(self.sti) as fil:
                self._parquet, self._skema = fil.metadata, fil.schema_arrow
            return laes_metadata(self._parquet.metadata or {})
        if begyndelse != _ARROW:
            raise Fremmed
        with pa.memory_map(str(self.sti)) as fil:
            laeser = pa.ipc.open_file(fil)
            self._skema = laeser.schema
            par: Mapping[bytes, bytes] = self._skema.metadata or {}
            if laeser.num_record_batches:
                sidste = laeser.get_batch_with_custom_metadata(laeser.num_record_batches - 1).custom_metadata
                par = {**par, **(sidste or {})}
            return laes_metadata(par)

    def _kontroller(self) -> None:
        """The schema is ours, the blocks lie one after another in the file, and no person is in two of them."""
        if not self._skema.remove_metadata().equals(lagerskema()):
            raise Beskadiget
        if self._parquet is not None and self._parquet.num_row_groups != len(self.metadata.blokke):
            raise Beskadiget
        slut, sidste, stoerrelse = 0, None, os.fstat(self._fil).st_size
        for plads in self.metadata.blokke:
            if not slut <= plads.fra < plads.til <= stoerrelse or plads.antal < 1:
                raise Beskadiget
            if sidste is not None and plads.foerste <= sidste:
                raise UbrugeligeData("lager_delt_person", fil=self._navn)
            slut, sidste = plads.til, plads.sidste

    def _laes_arrow(self, plads: Blokplads, *, kontroller: bool = True) -> Blok:
        fra = plads.fra - plads.fra % mmap.ALLOCATIONGRANULARITY
        kort = mmap.mmap(self._fil, plads.til - fra, access=mmap.ACCESS_COPY, offset=fra)
        stykke = pa.py_buffer(kort).slice(plads.fra - fra)
        if kontroller and zlib.crc32(stykke) != plads.sum:
            raise Beskadiget
        besked = pa.ipc.read_message(pa.BufferReader(stykke))
        return Blok(pa.ipc.read_record_batch(besked, lagerskema()), kort)

    def _laes_parquet(self, nummer: int, plads: Blokplads) -> Blok:
        with pa.memory_map(str(self.sti)) as fil:
            alt = fil.read_buffer()
        if zlib.crc32(alt.slice(plads.fra, plads.til - plads.fra)) != plads.sum:
            raise Beskadiget
        with pq.ParquetFile(pa.BufferReader(alt), metadata=self._parquet) as laeser:
            tabel = laeser.read_row_group(nummer, use_threads=False)
        tabel.validate(full=True)
        poster = tabel.replace_schema_metadata(None).combine_chunks().to_batches()
        if len(poster) != 1:
            raise Beskadiget
        return Blok(poster[0])


def aabn_lager(sti: str | Path) -> Lager:
    """Open a file of the stored form.

    Raises ``UbrugeligeData``, with one clear sentence, when there is no such file, it is of another kind or a later
    version, it is damaged, or a person lies in two of its blocks. Damage inside a block shows when the block is read.
    """
    return Lager(Path(sti))


def er_lagerfil(sti: str | Path) -> bool:
    """True for a single file with one of the two suffixes of the stored form."""
    try:
        return Path(sti).suffix.lower() in ENDELSER and Path(sti).is_file()
    except (OSError, ValueError):
        return False


def datasaet_fra_lager(lager: Lager | str | Path) -> Datasaet:
    """The flat tables again: the rows, row numbers and report of the extract the file was made from.

    Rows come sorted by person and day. Raises ``UbrugeligeData`` as :func:`aabn_lager`.
    """
    aabent = lager if isinstance(lager, Lager) else aabn_lager(lager)
    dele = [_foldet_ud(aabent, blok) for blok in aabent.blokke()]
    tabeller = {
        navn: pa.concat_tables([spec.skema().empty_table(), *(del_[navn] for del_ in dele)])
        for navn, spec in kontrakt().tabeller.items()
    }
    return Datasaet(tabeller, aabent.fravaerende, aabent.rapport)


def _foldet_ud(lager: Lager, blok: Blok) -> dict[str, pa.Table]:
    with lager._oversat():
        return blok.tabeller()


def _kontroller_blok(blok: Blok, plads: Blokplads) -> None:
    ider = blok.ider
    if blok.antal != plads.antal or (ider[0].as_py(), ider[-1].as_py()) != (plads.foerste, plads.sidste):
        raise Beskadiget
    if blok.antal > 1 and not pc.all(pc.less(ider.slice(0, blok.antal - 1), ider.slice(1))).as_py():
        raise Beskadiget
