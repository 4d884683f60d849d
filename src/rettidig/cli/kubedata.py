"""The data a cube is counted from: an extract read at once, or a store read block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from rettidig.cli.bestilling import Bestilling
from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Lager
from rettidig.motor.historik import Historik, byg_historik, historik_fra_blok
from rettidig.motor.kuber import Kubekilde, Kubeopgave, kilde_til_data, kilde_til_lager
from rettidig.motor.vaerter.traade import koer


@dataclass(frozen=True)
class Kubedata:
    """Who answers a task over the data, its parts one by one, and its identity."""

    antal: int
    kilde: Kubekilde
    svar: Callable[[Kubeopgave], Iterable[pa.Table]]
    dele: Sequence[Callable[[], Historik]]


def aabn_kubedata(data: str, kildefil: str | None, traade: int | None = None) -> Kubedata:
    """Open an extract or a store. Raises ``Brugerfejl`` when it cannot be used."""
    aabnet = Bestilling(data, kilde=kildefil).aabn()
    if isinstance(aabnet, Datasaet):
        return _af_historik(data, byg_historik(aabnet))
    return _af_lager(aabnet, traade)


def _af_historik(data: str, historik: Historik) -> Kubedata:
    return Kubedata(
        historik.antal,
        kilde_til_data(Path(data).name, historik),
        lambda opgave: [opgave.svar(historik)],
        [lambda: historik],
    )


def _af_lager(lager: Lager, traade: int | None) -> Kubedata:
    return Kubedata(
        lager.antal,
        kilde_til_lager(lager),
        lambda opgave: koer(lager, opgave, traade),
        [partial(_blok, lager, nummer) for nummer in range(lager.antal_blokke)],
    )


def _blok(lager: Lager, nummer: int) -> Historik:
    return historik_fra_blok(lager.blok(nummer))
