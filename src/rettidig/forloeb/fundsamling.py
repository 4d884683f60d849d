"""Collects what is found wrong with one table while it is read, and which rows it costs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.forloeb.datasaet import Art, Fund, Fundblok

Maske = npt.NDArray[np.bool_]


@dataclass
class Fundsamling:
    """The findings on one table; ``afvist`` marks the rows (by position) that are set aside.

    ``raekke`` holds the source row number of each position.
    """

    tabel: str
    raekke: npt.NDArray[np.int32]
    blokke: list[Fundblok | Fund] = field(default_factory=list)
    afvist: Maske = field(init=False)

    def __post_init__(self) -> None:
        self.afvist = np.zeros(len(self.raekke), dtype=np.bool_)

    def saet_til_side(
        self, kode: str, kolonne: str | None, maske: Maske, vaerdier: pa.Array | None, detalje: str = ""
    ) -> None:
        """Set the marked rows aside for one reason; ``vaerdier`` is the raw column the reason is about."""
        if maske.any():
            self.afvist |= maske
            self.blokke.append(self._blok(kode, kolonne, "sat_til_side", maske, vaerdier, detalje))

    def advar(self, kode: str, kolonne: str | None, maske: Maske, vaerdier: pa.Array | None, detalje: str = "") -> None:
        """Remark on the marked rows, which stay; rows already set aside are not remarked on."""
        blivende = maske & ~self.afvist
        if blivende.any():
            self.blokke.append(self._blok(kode, kolonne, "advarsel", blivende, vaerdier, detalje))

    def advar_samlet(self, kode: str, kolonne: str | None, antal: int, detalje: str = "") -> None:
        """One remark standing for ``antal`` rows, or on the table itself when ``antal`` is 1."""
        if antal:
            self.blokke.append(Fund(self.tabel, None, kolonne, None, "advarsel", kode, antal, detalje))

    def _blok(
        self, kode: str, kolonne: str | None, art: Art, maske: Maske, vaerdier: pa.Array | None, detalje: str
    ) -> Fundblok:
        steder = np.flatnonzero(maske)
        viste = pa.nulls(len(steder), pa.string()) if vaerdier is None else vaerdier.take(pa.array(steder))
        raekker = pa.array(self.raekke[steder], pa.int32())
        return Fundblok(self.tabel, kolonne, art, kode, raekker, viste, detalje)
