"""The rows of a large answer, kept as columns: in memory while they are few, else in a file that has no name."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, overload

import numpy as np
import pyarrow as pa

from rettidig.svar.fejl import Brugerfejl, aarsag
from rettidig.svar.model import Raekke

_FOERST_PAA_DISK = 64 * 1024 * 1024
_RAEKKER_AD_GANGEN = 50_000


class Kolonnesvar(Sequence[Raekke]):
    """Rows in order, taken in table by table and read as often as needed: as tables, or as rows like any other answer.

    The whole answer is known before its first line is written, as its reservations and the widths of its columns ask
    for; it takes some forty bytes a row. What lies on disk is gone when it is closed or the program ends.
    """

    def __init__(self, skema: pa.Schema) -> None:
        self.skema = skema
        self._antal = 0
        self._fil = tempfile.SpooledTemporaryFile(max_size=_FOERST_PAA_DISK)  # noqa: SIM115 - closed by __exit__
        self._skriver: Any = pa.ipc.new_stream(self._fil, skema)

    def __enter__(self) -> Kolonnesvar:
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        self.luk()

    def luk(self) -> None:
        """Nothing more is read; what lay on disk is gone."""
        self._fil.close()

    def tag_imod(self, tabel: pa.Table) -> None:
        """Rows that come after those already here. Raises :class:`Brugerfejl` when there is no room for them."""
        with self._skrivefejl():
            self._skriver.write_table(tabel)
        self._antal += tabel.num_rows

    def tabeller(self) -> Iterator[pa.Table]:
        """The rows again, from the first one on, so many at a time; one reading at a time."""
        self._afslut()
        self._fil.seek(0)
        with pa.ipc.open_stream(self._fil) as laeser:
            for post in laeser:
                for fra in range(0, post.num_rows, _RAEKKER_AD_GANGEN):
                    yield pa.Table.from_batches([post.slice(fra, _RAEKKER_AD_GANGEN)])

    def forskellige(self, kolonner: Sequence[str]) -> list[Raekke]:
        """The different combinations of values in these columns, in the order they are first met."""
        fundne: dict[tuple[Any, ...], Raekke] = {}
        for tabel in self.tabeller():
            for raekke in _foerste(tabel.select(list(kolonner))):
                fundne.setdefault(tuple(raekke.values()), raekke)
        return list(fundne.values())

    def __len__(self) -> int:
        return self._antal

    def __iter__(self) -> Iterator[Raekke]:
        for tabel in self.tabeller():
            yield from tabel.to_pylist()

    @overload
    def __getitem__(self, plads: int) -> Raekke: ...
    @overload
    def __getitem__(self, plads: slice) -> list[Raekke]: ...
    def __getitem__(self, plads: int | slice) -> Raekke | list[Raekke]:
        if isinstance(plads, int):
            nummer = range(self._antal)[plads]
            return self._udsnit(nummer, nummer + 1)[0]
        numre = range(self._antal)[plads]
        if not numre:
            return []
        mindst = min(numre[0], numre[-1])
        raekker = self._udsnit(mindst, max(numre[0], numre[-1]) + 1)
        return [raekker[nummer - mindst] for nummer in numre]

    def _udsnit(self, fra: int, til: int) -> list[Raekke]:
        """The rows numbered [fra, til)."""
        valgte: list[Raekke] = []
        foer = 0
        for tabel in self.tabeller():
            if foer >= til:
                break
            valgte += tabel.slice(max(fra - foer, 0), til - max(fra, foer)).to_pylist()
            foer += tabel.num_rows
        return valgte

    def _afslut(self) -> None:
        if self._skriver is not None:
            with self._skrivefejl():
                self._skriver.close()
                self._fil.flush()
            self._skriver = None

    @contextmanager
    def _skrivefejl(self) -> Iterator[None]:
        try:
            yield
        except OSError as fejl:
            mappe = tempfile.gettempdir()
            raise Brugerfejl.om("cli.mellemlager_kan_ikke_skrives", mappe=mappe, aarsag=aarsag(fejl)) from None


def _foerste(tabel: pa.Table) -> list[Raekke]:
    """The first row of each combination of values."""
    samlet = np.zeros(tabel.num_rows, dtype=np.int64)
    for kolonne in tabel.combine_chunks().columns:
        kodet = kolonne if pa.types.is_dictionary(kolonne.type) else kolonne.dictionary_encode()
        del_ = kodet.combine_chunks() if isinstance(kodet, pa.ChunkedArray) else kodet
        pladser = del_.indices.fill_null(len(del_.dictionary)).to_numpy(zero_copy_only=False)
        _, samlet = np.unique(samlet * (len(del_.dictionary) + 1) + pladser, return_inverse=True)
    _, foerste = np.unique(samlet, return_index=True)
    raekker: list[Raekke] = tabel.take(pa.array(np.sort(foerste))).to_pylist()
    return raekker
