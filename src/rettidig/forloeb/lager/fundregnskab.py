"""Adds up what the reader says of many parts of an extract into what it would say of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from rettidig.forloeb.datasaet import Fund, Fundblok, Tabeltal

_Noegle = tuple[str, str | None, str, str, str]


class Fundregnskab:
    """Counts per table and remarks, one group for each table, column, reason and detail."""

    def __init__(self) -> None:
        self.tal: dict[str, Tabeltal] = {}
        self._enkelte: dict[tuple[_Noegle, int | None, str | None], Fund] = {}
        self._blokke: dict[_Noegle, list[Fundblok]] = {}

    def tael(self, tabel: str, nye: Tabeltal) -> None:
        """Add the counts of one part of a table."""
        hidtil = self.tal.get(tabel, Tabeltal(0, 0, 0))
        self.tal[tabel] = Tabeltal(
            hidtil.laest + nye.laest, hidtil.godkendt + nye.godkendt, hidtil.sat_til_side + nye.sat_til_side
        )

    def tag(self, blokke: Iterable[Fundblok | Fund]) -> None:
        """Add the remarks on one part; those on a whole table stand for the sum of their rows."""
        for blok in blokke:
            noegle: _Noegle = (blok.tabel, blok.kolonne, blok.art, blok.kode, blok.detalje)
            if isinstance(blok, Fundblok):
                self._blokke.setdefault(noegle, []).append(blok)
                continue
            hele = (noegle, blok.raekke, blok.vaerdi)
            antal = blok.antal + (self._enkelte[hele].antal if hele in self._enkelte else 0)
            self._enkelte[hele] = replace(blok, antal=antal)

    def blokke(self) -> list[Fundblok | Fund]:
        """All remarks so far, the rows of each group in order."""
        return [*self._enkelte.values(), *(_samlet(blokke) for blokke in self._blokke.values())]


def _samlet(blokke: Sequence[Fundblok]) -> Fundblok:
    raekker = np.concatenate([blok.raekker.to_numpy() for blok in blokke])
    vaerdier = pa.chunked_array([blok.vaerdier.cast(pa.string()) for blok in blokke])
    orden = pa.array(np.argsort(raekker, kind="stable"))
    en = blokke[0]
    rader = pa.array(raekker, pa.int32()).take(orden), pa.concat_arrays(vaerdier.take(orden).chunks)
    return Fundblok(en.tabel, en.kolonne, en.art, en.kode, *rader, en.detalje)
