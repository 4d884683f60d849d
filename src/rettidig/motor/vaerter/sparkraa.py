"""The source files of an extract as raw rows, read by Spark's workers: the first half of building the stored form.

A CSV file is read by one worker, as its row numbers and its records are only known from its beginning; a Parquet file
is shared. A raw row is the person's id as the reader takes it, its row number, its table's number, and its cells as
texts. What belongs to no row (headers, records that cannot be split) is told in a small file per piece.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from rettidig.forloeb import UbrugeligeData
from rettidig.forloeb.kilde import Kilde
from rettidig.forloeb.kildefiler import Kildefiler, find_kildefiler
from rettidig.forloeb.kontrakt import kontrakt
from rettidig.forloeb.lager.omraadedom import (
    Kildespor,
    Tabelspor,
    find_spor,
    kendte_overskrifter,
    kontroller_overskrift,
    pr_kilde,
    raarader,
    uden_raekker,
)
from rettidig.forloeb.lager.raastroem import (
    MaaLaesesHel,
    laes_hel,
    laes_i_stykker,
    parquet_i_stykker,
    parquetgrupper,
)
from rettidig.forloeb.lager.sortering import NOEGLE, RAEKKE
from rettidig.forloeb.raatabel import AfvistRaekke, Raatabel
from rettidig.motor.vaerter.sparkraekker import kortlagt_i_arrow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TABEL, FORSOEG, CELLER = "tabel", "forsoeg", "celler"
RAASKEMA = pa.schema(
    [
        (NOEGLE, pa.string()),
        (RAEKKE, pa.int32()),
        (TABEL, pa.int16()),
        (FORSOEG, pa.int32()),
        (CELLER, pa.list_(pa.string())),
    ]
)
_DELE_PR_FIL = 64
_NUMMER, _KILDE, _FRA, _TIL = "nummer", "kilde", "fra", "til"
_STYKSKEMA = pa.schema([(_NUMMER, pa.int32()), (_KILDE, pa.string()), (_FRA, pa.int32()), (_TIL, pa.int32())])


@dataclass(frozen=True)
class Udtraek:
    """Where an extract is, how its source speaks, and the folder that workers tell their small news in.

    Files are read in pieces of about ``stykke`` bytes.
    """

    sti: Path
    kilde: Kilde
    nyt: Path
    stykke: int = 1 << 24

    def filer(self) -> Kildefiler:
        """The files behind the tables, found anew in each process."""
        return find_kildefiler(self.sti, (tabel.kilde for tabel in self.kilde.tabeller.values()))


def tabelnumre() -> tuple[str, ...]:
    """The tables of the contract in the order of their numbers."""
    return tuple(kontrakt().tabeller)


def raaraekker(spark: SparkSession, udtraek: Udtraek) -> DataFrame:
    """All raw rows of an extract, not yet asked for."""
    filer = udtraek.filer()
    stykker = [
        (nummer, *stykke)
        for nummer, stykke in enumerate(
            stykke for navn in pr_kilde(find_spor(udtraek.kilde, filer)) for stykke in _stykker(filer, navn)
        )
    ]
    tabel = pa.Table.from_pylist([dict(zip(_STYKSKEMA.names, stykke, strict=True)) for stykke in stykker], _STYKSKEMA)
    rader = spark.createDataFrame(tabel).repartitionByRange(len(stykker), _NUMMER)
    return kortlagt_i_arrow(rader, _Raalaeser(udtraek), RAASKEMA)


def _stykker(filer: Kildefiler, navn: str) -> Iterator[tuple[str, int, int]]:
    """A source in pieces for the workers: its name, and from which row group until which, -1 for all of it."""
    fil = filer.filer.get(navn)
    grupper = parquetgrupper(fil) if fil is not None and fil.suffix.lower() == ".parquet" else 0
    if grupper < 2:  # noqa: PLR2004 - one group cannot be shared
        yield navn, 0, -1
        return
    ad_gangen = -(-grupper // _DELE_PR_FIL)
    for fra in range(0, grupper, ad_gangen):
        yield navn, fra, min(fra + ad_gangen, grupper)


@dataclass(frozen=True)
class _Raalaeser:
    """What a worker does with its share of the pieces."""

    udtraek: Udtraek

    def __call__(self, poster: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        filer = self.udtraek.filer()
        kilder = pr_kilde(find_spor(self.udtraek.kilde, filer))
        for post in poster:
            for stykke in post.to_pylist():
                yield from self._stykke(filer, kilder[stykke[_KILDE]], stykke)

    def _stykke(self, filer: Kildefiler, tabeller: list[Tabelspor], stykke: dict[str, Any]) -> Iterator[pa.RecordBatch]:
        """The rows of a piece. Where its beginning must be read once more, the rows so far are told to be void."""
        kendte, navn, nummer = kendte_overskrifter(tabeller), stykke[_KILDE], stykke[_NUMMER]
        fil = filer.filer.get(navn)
        try:
            if fil is None:
                hel = filer.laes(navn, kendte)
                yield from self._raekker(tabeller, iter([] if hel is None else [hel]), stykke, 2 * nummer)
            elif stykke[_TIL] < 0:
                yield from self._raekker(tabeller, laes_i_stykker(fil, kendte, self.udtraek.stykke), stykke, 2 * nummer)
            else:
                poster = parquet_i_stykker(fil, stykke[_FRA], stykke[_TIL])
                yield from self._raekker(tabeller, poster, stykke, 2 * nummer)
        except MaaLaesesHel:
            if fil is not None:
                yield from self._raekker(tabeller, iter([laes_hel(fil, kendte)]), stykke, 2 * nummer + 1)
        except OSError:
            raise UbrugeligeData("kan_ikke_aabnes", fil=navn if fil is None else fil.name) from None

    def _raekker(
        self, tabeller: list[Tabelspor], raatabeller: Iterator[Raatabel], stykke: dict[str, Any], forsoeg: int
    ) -> Iterator[pa.RecordBatch]:
        nyt: dict[str, Any] = {"kilde": stykke[_KILDE], "fra": stykke[_FRA], "forsoeg": forsoeg, "fil": None}
        nyt |= {"overskrifter": {}, "afviste": [], "uden_tabel": 0, "fundne": {tabel.navn: [] for tabel in tabeller}}
        for raa in raatabeller:
            if nyt["fil"] is None:
                for tabel in tabeller:
                    kontroller_overskrift(tabel, uden_raekker(raa))
            nyt["fil"] = raa.navn
            nyt["overskrifter"] |= dict.fromkeys(raa.kolonner)
            nyt["afviste"] += [(post.raekke, post.tekst, post.kode) for post in raa.afviste]
            ramt = np.zeros(raa.antal, dtype=np.bool_)
            for tabel in tabeller:
                rader = raarader(tabel, raa)
                ramt |= rader.maske
                nyt["fundne"][tabel.navn] = sorted(tabel.fundne)
                antal = len(rader.noegle)
                if antal:
                    nummer = tabelnumre().index(tabel.navn)
                    kolonner = [_ens(nummer, antal, pa.int16()), _ens(forsoeg, antal, pa.int32())]
                    celler = _celler(rader.tekster, antal)
                    yield pa.record_batch([rader.noegle, rader.raekke, *kolonner, celler], schema=RAASKEMA)
            nyt["uden_tabel"] += int((~ramt).sum())
        fortael(self.udtraek.nyt, f"stykke-{stykke[_NUMMER]}", nyt)


def fortael(mappe: Path, navn: str, nyt: dict[str, Any]) -> None:
    """Leave a small file for the driver, whole or not at all; told again it says the same."""
    from pyspark import TaskContext  # noqa: PLC0415 - pyspark is optional

    opgave = TaskContext.get()
    forsoeg = 0 if opgave is None else opgave.taskAttemptId()
    foreloebig = mappe / f".{navn}-{forsoeg}"
    foreloebig.write_text(json.dumps(nyt, ensure_ascii=False), encoding="utf-8")
    foreloebig.replace(mappe / f"{navn}.json")


def fortalt(mappe: Path, navn: str) -> list[dict[str, Any]]:
    """What has been told under names that begin so."""
    return [json.loads(fil.read_text(encoding="utf-8")) for fil in sorted(mappe.glob(f"{navn}-*.json"))]


def spor_af(udtraek: Udtraek) -> tuple[dict[str, Tabelspor], dict[str, Kildespor], list[int]]:
    """What was seen of the tables and the files once all is read, and the numbers of the readings that count."""
    spor = find_spor(udtraek.kilde, udtraek.filer())
    kilder: dict[str, Kildespor] = {}
    gaeldende: list[int] = []
    for nyt in sorted(fortalt(udtraek.nyt, "stykke"), key=lambda n: (n["kilde"], n["fra"])):
        gaeldende.append(nyt["forsoeg"])
        tabeller = pr_kilde(spor)[nyt["kilde"]]
        if nyt["fil"] is None:
            continue
        tom = Raatabel(nyt["fil"], dict.fromkeys(nyt["overskrifter"], pa.nulls(0, pa.string())), np.empty(0, np.int32))
        hidtil = kilder.setdefault(nyt["kilde"], Kildespor(tom))
        hidtil.tom = Raatabel(tom.navn, {**hidtil.tom.kolonner, **tom.kolonner}, tom.raekke)
        hidtil.uden_tabel += nyt["uden_tabel"]
        for tabel in tabeller:
            tabel.filnavn = nyt["fil"]
            tabel.fundne |= set(nyt["fundne"][tabel.navn])
        # A record that cannot be split is counted with the first table its file feeds.
        tabeller[0].afviste += tuple(AfvistRaekke(*post) for post in nyt["afviste"])
    return spor, kilder, gaeldende


def _ens(vaerdi: int, antal: int, slags: pa.DataType) -> pa.Array:
    return pa.array(np.full(antal, vaerdi), slags)


def _celler(tekster: list[pa.Array], antal: int) -> pa.Array:
    """The texts of each row as one list."""
    bredde = len(tekster)
    samlet = pa.concat_arrays(tekster) if tekster else pa.nulls(0, pa.string())
    # Column after column becomes row after row.
    pladser = np.arange(bredde * antal).reshape(bredde, antal).T.ravel()
    offsets = pa.array(np.arange(antal + 1) * bredde, pa.int32())
    return pa.ListArray.from_arrays(offsets, samlet.take(pa.array(pladser)))
