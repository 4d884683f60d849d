"""The cube as a table: one row per cell, month and rule set that is not all zero, and one per municipality.

A row of a municipality alone (all other keys empty) says how many citizens it has: a municipality without anyone
measured is still to have its rows in an answer. Rows of several tables with the same key are added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.motor.kubemaal import MAAL
from rettidig.motor.kuber.kube import Celle, Kube, Kubeopsaetning
from rettidig.motor.opgaver.opgave import KODETEKST, kodet
from rettidig.regler.former.maalgruppe import gruppe_tekst, gruppenummer
from rettidig.tidslinje.model import Longs

NOEGLER = ("kommune", "ydelse", "gruppe", "maaned", "regelsaet")
BORGERE = "borgere"
KUBESKEMA = pa.schema(
    [
        ("kommune", KODETEKST),
        ("ydelse", KODETEKST),
        ("gruppe", KODETEKST),
        ("maaned", pa.date32()),
        ("regelsaet", KODETEKST),
        (BORGERE, pa.int64()),
        *((maal, pa.int64()) for maal in MAAL),
    ]
)
"""The columns: five keys, the number of citizens, and what is counted. ``maaned`` is the last day of the month."""


def tabel_af_kube(kube: Kube) -> pa.Table:
    """The rows of a cube: municipalities first, then cells by municipality, benefit, group, rule set and month."""
    celler = sorted(kube.celler)
    kommuner = sorted(kube.borgere)
    form = (len(celler), *kube.opsaetning.form)
    tal = np.stack([kube.celler[celle] for celle in celler]) if celler else np.zeros(form, dtype=np.int64)
    celle, saet, maaned = np.nonzero(tal.any(axis=3))
    raekker = tal[celle, saet, maaned]
    alene = len(kommuner)
    er_celle = np.concatenate([np.zeros(alene, np.bool_), np.ones(len(celle), np.bool_)])
    folk = np.array([kube.borgere[kommune] for kommune in kommuner], dtype=np.int64)
    nummer = {kommune: nr for nr, kommune in enumerate(kommuner)}
    cellens_kommune = np.array([nummer[c.kommune] for c in celler], dtype=np.int64)
    return pa.Table.from_arrays(
        [
            kodet(np.concatenate([np.arange(alene), cellens_kommune[celle]]), kommuner),
            _tekster([c.ydelse for c in celler], celle, alene),
            _tekster([gruppe_tekst(c.gruppe) for c in celler], celle, alene),
            pa.array(
                np.concatenate([np.zeros(alene, np.int32), kube.opsaetning.dage[maaned]]).astype(np.int32),
                mask=~er_celle,
            ).cast(pa.date32()),
            _tekster(kube.opsaetning.regelsaet, saet, alene),
            pa.array(np.concatenate([folk, np.zeros(len(celle), np.int64)])),
            *(pa.array(np.concatenate([np.zeros(alene, np.int64), raekker[:, nr]])) for nr in range(len(MAAL))),
        ],
        schema=KUBESKEMA,
    )


def laeg_sammen(tabeller: Iterable[pa.Table], opsaetning: Kubeopsaetning) -> Kube:
    """The cube of all citizens from the answers of their blocks.

    Raises ``ValueError`` for a row that is no part of such a cube: an unknown month, rule set or key.
    """
    samler = _Samler(opsaetning)
    for tabel in tabeller:
        samler.laeg_til(tabel)
    return samler.kube()


def kube_af_tabel(tabel: pa.Table, opsaetning: Kubeopsaetning) -> Kube:
    """The cube of one table; raises as :func:`laeg_sammen`."""
    return laeg_sammen([tabel], opsaetning)


class _Samler:
    """Adds up tables by key."""

    def __init__(self, opsaetning: Kubeopsaetning) -> None:
        self.opsaetning = opsaetning
        self._nummer: dict[Celle, int] = {}
        self._tal = np.zeros((0, *opsaetning.form), dtype=np.int64)
        self._folk: dict[str, int] = {}

    def laeg_til(self, tabel: pa.Table) -> None:
        """Add the rows of one table."""
        kommune, kommuner = _kodede(tabel["kommune"])
        ydelse, ydelser = _kodede(tabel["ydelse"])
        gruppe, grupper = _kodede(tabel["gruppe"])
        regelsaet, saet = _kodede(tabel["regelsaet"])
        maaned = tabel["maaned"].combine_chunks()
        er_folk = np.asarray(maaned.is_null())
        self._laeg_folk(kommune[er_folk], kommuner, tabel[BORGERE].to_numpy()[er_folk])
        med = ~er_folk
        if not med.any():
            return
        if min(kommune[med].min(), ydelse[med].min()) < 0:
            raise ValueError("a row without municipality or benefit")
        steder = (kommune[med] * len(ydelser) + ydelse[med]) * (len(grupper) + 1) + gruppe[med] + 1
        forskellige, celle = np.unique(steder, return_inverse=True)
        cellenumre = [
            self._cellens_nummer(kommuner, ydelser, grupper, *divmod(int(sted), len(grupper) + 1))
            for sted in forskellige
        ]
        if len(self._nummer) > len(self._tal):
            ny = np.zeros((max(len(self._nummer), 2 * len(self._tal)), *self.opsaetning.form), dtype=np.int64)
            ny[: len(self._tal)] = self._tal
            self._tal = ny
        sted = (
            np.array(cellenumre)[celle],
            self._saettets_plads(saet, regelsaet[med]),
            self._maanedens_plads(maaned.cast(pa.int32()).fill_null(0).to_numpy()[med]),
        )
        maal = np.stack([tabel[navn].to_numpy()[med] for navn in MAAL], axis=1)
        np.add.at(self._tal.reshape(-1, len(MAAL)), np.ravel_multi_index(sted, self._tal.shape[:3]), maal)

    def kube(self) -> Kube:
        """What has been added up."""
        celler = {celle: self._tal[nr] for celle, nr in self._nummer.items()}
        return Kube(
            self.opsaetning,
            {celle: tal for celle, tal in celler.items() if tal.any()},
            {kommune: antal for kommune, antal in self._folk.items() if antal},
        )

    def _laeg_folk(self, kommune: Longs, kommuner: list[str], antal: Longs) -> None:
        for nr, folk in zip(kommune.tolist(), antal.tolist(), strict=True):
            self._folk[kommuner[nr]] = self._folk.get(kommuner[nr], 0) + folk

    def _cellens_nummer(self, kommuner: list[str], ydelser: list[str], grupper: list[str], sted: int, gr: int) -> int:
        kommune, ydelse = divmod(sted, len(ydelser))
        celle = Celle(kommuner[kommune], ydelser[ydelse], gruppenummer(None if gr == 0 else grupper[gr - 1]))
        return self._nummer.setdefault(celle, len(self._nummer))

    def _maanedens_plads(self, dage: npt.NDArray[Any]) -> Longs:
        alle = self.opsaetning.dage
        plads = np.minimum(np.searchsorted(alle, dage), max(len(alle) - 1, 0))
        if not len(alle) or (alle[plads] != dage).any():
            raise ValueError("a row of a month that is not in the cube")
        return plads

    def _saettets_plads(self, navne: list[str], numre: Longs) -> Longs:
        alle = self.opsaetning.regelsaet
        plads = np.array([alle.index(navn) if navn in alle else -1 for navn in navne], dtype=np.int64)[numre]
        if (numre < 0).any() or (plads < 0).any():
            raise ValueError("a row of a rule set that is not in the cube")
        return plads


def _tekster(navne: Iterable[str | None], numre: Longs, alene: int) -> pa.Array:
    """A key column: empty in the rows of a municipality alone; the names may be repeated or empty."""
    valgt = [None, *navne]
    forskellige = list(dict.fromkeys(valgt))
    plads = np.array([forskellige.index(navn) for navn in valgt], dtype=np.int64)
    return kodet(plads[np.concatenate([np.zeros(alene, np.int64), numre + 1])], forskellige)


def _kodede(kolonne: pa.ChunkedArray) -> tuple[Longs, list[str]]:
    """The number of each row's text, -1 where empty, and the texts."""
    samlet = kolonne.combine_chunks()
    if not pa.types.is_dictionary(samlet.type):
        samlet = samlet.dictionary_encode()
    return samlet.indices.fill_null(-1).to_numpy().astype(np.int64), samlet.dictionary.to_pylist()
