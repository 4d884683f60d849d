"""What a reader hands over: the accepted rows, the absent tables, and a report in which every row is accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pyarrow as pa

from rettidig.forloeb.visning import vis
from rettidig.sprog import tekst

Art = Literal["sat_til_side", "advarsel"]


@dataclass(frozen=True)
class Fund:
    """One remark on the input.

    ``raekke`` is the row number in the source (the header is row 1; a record with line breaks inside quotes is one
    row) and ``None`` for a remark on the whole table. ``vaerdi`` is already fit for printing. ``antal`` is the number
    of rows a summarising remark stands for, otherwise 1. ``detalje`` fills the gap some reasons have.
    """

    tabel: str
    raekke: int | None
    kolonne: str | None
    vaerdi: str | None
    art: Art
    kode: str
    antal: int = 1
    detalje: str = ""

    def tekst(self) -> str:
        """The reason as one sentence in the chosen language."""
        return tekst(
            f"forloeb.fund.{self.kode}",
            tabel=self.tabel,
            kolonne=self.kolonne or "",
            vaerdi=self.vaerdi or "",
            antal=self.antal,
            detalje=self.detalje,
        )


@dataclass(frozen=True)
class Fundblok:
    """Remarks of one kind on one column, kept as arrays so that a million bad rows stay cheap.

    ``raekker`` holds the row numbers (int32) and ``vaerdier`` the raw text of the same rows.
    """

    tabel: str
    kolonne: str | None
    art: Art
    kode: str
    raekker: pa.Array
    vaerdier: pa.Array
    detalje: str = ""

    def __len__(self) -> int:
        return len(self.raekker)

    def __iter__(self) -> Iterator[Fund]:
        for raekke, vaerdi in zip(self.raekker.to_pylist(), self.vaerdier.to_pylist(), strict=True):
            yield Fund(self.tabel, raekke, self.kolonne, vis(vaerdi), self.art, self.kode, 1, self.detalje)


@dataclass(frozen=True)
class Tabeltal:
    """Row counts of one table; ``laest`` is always ``godkendt`` plus ``sat_til_side``."""

    laest: int
    godkendt: int
    sat_til_side: int


@dataclass(frozen=True)
class Rapport:
    """Counts per table and every remark made while reading."""

    tal: Mapping[str, Tabeltal]
    blokke: Sequence[Fundblok | Fund] = field(default=(), repr=False)

    @cached_property
    def fund(self) -> tuple[Fund, ...]:
        """All remarks, in the order of the tables and within a table by row; remarks on a whole table come first."""
        enkelte: list[Fund] = []
        for blok in self.blokke:
            if isinstance(blok, Fund):
                enkelte.append(blok)
            else:
                enkelte.extend(blok)
        orden = {tabel: nummer for nummer, tabel in enumerate(self.tal)}
        return tuple(sorted(enkelte, key=lambda f: (orden.get(f.tabel, len(orden)), f.raekke or 0)))

    @property
    def laest(self) -> int:
        """Rows read in all tables."""
        return sum(tal.laest for tal in self.tal.values())

    @property
    def godkendt(self) -> int:
        """Rows accepted in all tables."""
        return sum(tal.godkendt for tal in self.tal.values())

    @property
    def sat_til_side(self) -> int:
        """Rows set aside in all tables."""
        return sum(tal.sat_til_side for tal in self.tal.values())


@dataclass(frozen=True)
class Datasaet:
    """An extract turned into the contract.

    ``tabeller`` always holds all contract tables with the contract's schema (empty where a table was absent);
    ``fravaerende`` names the optional tables that were absent.
    """

    tabeller: Mapping[str, pa.Table]
    fravaerende: tuple[str, ...]
    rapport: Rapport
