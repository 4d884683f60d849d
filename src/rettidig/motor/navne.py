"""Texts of the citizens of a block, decoded when someone asks to see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import pyarrow as pa

from rettidig.tidslinje.model import Longs


class Navne(Sequence[str]):
    """A column of texts without empty cells. Most questions about a country never look at them."""

    def __init__(self, kolonne: pa.Array) -> None:
        self._kolonne = kolonne

    @classmethod
    def af(cls, tekster: Sequence[str]) -> Navne:
        """The texts of any sequence."""
        return tekster if isinstance(tekster, Navne) else cls(pa.array(tekster, pa.string()))

    @cached_property
    def forskellige(self) -> tuple[tuple[str, ...], Longs]:
        """The different texts as they first appear, and the number of each place's."""
        kodet = self._kolonne.dictionary_encode()
        return tuple(kodet.dictionary.to_pylist()), kodet.indices.to_numpy().astype(np.int64)

    @cached_property
    def _alle(self) -> tuple[str, ...]:
        return tuple(self._kolonne.to_pylist())

    def __len__(self) -> int:
        return len(self._kolonne)

    def __iter__(self) -> Iterator[str]:
        return iter(self._alle)

    @overload
    def __getitem__(self, plads: int) -> str: ...
    @overload
    def __getitem__(self, plads: slice) -> tuple[str, ...]: ...
    def __getitem__(self, plads: int | slice) -> str | tuple[str, ...]:
        return self._alle[plads]
