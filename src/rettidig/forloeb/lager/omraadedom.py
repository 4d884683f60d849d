"""Judges a range of persons at a time, all tables together, by the reader's own rules.

Repeats, overlaps and owners never reach beyond one person, so findings and totals are those of reading the extract
whole. Where the raw rows are sorted by person is the business of whoever asks: one machine's disk, or a cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.datasaet import Fund, Fundblok, Rapport, Tabeltal
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.fortolkning import fortolk, konstant
from rettidig.forloeb.fundsamling import Maske
from rettidig.forloeb.kilde import Kilde, Tabelkilde
from rettidig.forloeb.kildefiler import Kildefiler
from rettidig.forloeb.kontrakt import Tabel, kontrakt
from rettidig.forloeb.laesning import uden_plads
from rettidig.forloeb.lager.fundregnskab import Fundregnskab
from rettidig.forloeb.lager.lagerform import ID, PERSON
from rettidig.forloeb.lager.sortering import NOEGLE, RAEKKE
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.raatabel import AfvistRaekke, Raatabel
from rettidig.forloeb.tabellaesning import Laest, filtrer, find_kolonne, laes_tabel
from rettidig.forloeb.visning import vis

_INGEN = pa.nulls(0, pa.string())


@dataclass
class Tabelspor:
    """One table of the contract on its way: where it comes from, and what was seen of its raw rows.

    ``navne`` are the source columns it needs; raw rows hold them as texts under ``k0``, ``k1`` and so on, beside the
    person's id as the reader takes it and the row number. ``fundne`` are those of them that the file has.
    """

    navn: str
    spec: Tabel
    kilde: Tabelkilde
    navne: list[str]
    filnavn: str = ""
    fundne: set[str] = field(default_factory=set)
    afviste: tuple[AfvistRaekke, ...] = ()
    raekker: int = 0


@dataclass
class Kildespor:
    """What is remembered of a source file: its headers, and rows no table took."""

    tom: Raatabel
    uden_tabel: int = 0


@dataclass(frozen=True)
class Raarader:
    """The rows one table takes from a piece of a file: ``maske`` over the piece, and the chosen rows' columns."""

    maske: Maske
    noegle: pa.Array
    raekke: pa.Array
    tekster: list[pa.Array]


def find_spor(kilde: Kilde, filer: Kildefiler) -> dict[str, Tabelspor]:
    """The tables of the contract that the extract has. Raises ``UbrugeligeData`` when a required one is missing."""
    spor: dict[str, Tabelspor] = {}
    for navn, spec in kontrakt().tabeller.items():
        egen = kilde.samlet(navn) if navn in kilde.tabeller else None
        if egen is None or ens_navn(egen.kilde) not in filer.laesere:
            if spec.kraevet:
                soegt = navn if egen is None else egen.kilde
                raise UbrugeligeData("mangler_tabel", tabel=soegt, fundne=filer.fundne_som_tekst())
            continue
        navne = {ens_navn(n): n for n in [*(egen.kolonner or {}).values(), *egen.kun]}
        spor[navn] = Tabelspor(navn, spec, egen, list(navne.values()))
    return spor


def pr_kilde(spor: Mapping[str, Tabelspor]) -> dict[str, list[Tabelspor]]:
    """Source name -> the tables it feeds."""
    kilder: dict[str, list[Tabelspor]] = {}
    for tabel in spor.values():
        kilder.setdefault(ens_navn(tabel.kilde.kilde), []).append(tabel)
    return kilder


def kendte_overskrifter(tabeller: Iterable[Tabelspor]) -> frozenset[str]:
    """The header names expected in the file that feeds these tables."""
    return frozenset(ens_navn(navn) for tabel in tabeller for navn in tabel.navne)


def kontroller_overskrift(tabel: Tabelspor, tom: Raatabel) -> None:
    """Raises ``UbrugeligeData`` when a column is missing: to be told before the long work begins."""
    laes_tabel(tabel.navn, tabel.spec, tom, tabel.kilde, None, None)


def uden_raekker(raa: Raatabel) -> Raatabel:
    """The headers of a piece of a file alone."""
    return Raatabel(raa.navn, dict.fromkeys(raa.kolonner, _INGEN), raa.raekke[:0])


def raarader(tabel: Tabelspor, raa: Raatabel) -> Raarader:
    """The rows a table takes from a piece of a file; the columns found are noted in ``tabel.fundne``."""
    maske = filtrer(raa, tabel.kilde)
    valgte = pa.array(np.flatnonzero(maske))
    tekster: list[pa.Array] = []
    for navn in tabel.navne:
        fundet = find_kolonne(raa, navn)
        if fundet is None:
            tekster.append(pa.nulls(len(valgte), pa.string()))
            continue
        tabel.fundne.add(navn)
        tekster.append(raa.kolonner[fundet].take(valgte).cast(pa.string()))
    noegle = pc.fill_null(_noegle(tabel, raa).take(valgte), "")
    return Raarader(maske, noegle, pa.array(raa.raekke[maske], pa.int32()), tekster)


class Omraadedom:
    """Judges raw rows, and keeps account of what the reader's rules say of them."""

    def __init__(self, tabeller: Mapping[str, Tabelspor]) -> None:
        self._tabeller = tabeller
        self.regnskab = Fundregnskab()

    def begynd(self) -> None:
        """Account for what belongs to no range: the tables themselves, and records that could not be split."""
        for navn, tabel in self._tabeller.items():
            self._laes(navn, [], None if navn == PERSON else _INGEN, _INGEN, tabel.afviste)

    def doem(
        self, personer: Sequence[pa.RecordBatch], andre: Mapping[str, Iterable[pa.RecordBatch]]
    ) -> dict[str, pa.Table]:
        """The accepted rows of all tables, from the raw rows of a range of persons sorted by id and row number.

        ``personer`` are the rows of the table of persons; a row of ``andre`` whose person has none is set aside.
        """
        borgere = self._laes(PERSON, personer, None, None)
        kendte, afviste = borgere.tabel[ID].combine_chunks(), borgere.afviste_id
        noegler = pa.chunked_array([post.column(NOEGLE) for post in personer], pa.string()).unique()
        tabeller = {PERSON: borgere.tabel}
        for navn, spec in kontrakt().tabeller.items():
            if navn == PERSON:
                continue
            egne: list[pa.RecordBatch] = []
            for post in andre.get(navn, ()):
                har_person = pc.is_in(post.column(NOEGLE), value_set=noegler)
                egne.append(post.filter(har_person))
                self.uden_person(navn, [post.filter(pc.invert(har_person))])
            if egne:
                tabeller[navn] = self._laes(navn, egne, kendte, afviste).tabel
            else:
                tabeller[navn] = spec.skema().empty_table()
        return tabeller

    def uden_person(self, navn: str, poster: Iterable[pa.RecordBatch]) -> None:
        """Rows of nobody in the extract: set aside piece by piece, however many they are."""
        for post in poster:
            if post.num_rows:
                self._laes(navn, [post], None if navn == PERSON else _INGEN, _INGEN)

    def _laes(
        self,
        navn: str,
        poster: Sequence[pa.RecordBatch],
        kendte: pa.Array | None,
        afviste_borgere: pa.Array | None,
        afviste: tuple[AfvistRaekke, ...] = (),
    ) -> Laest:
        tabel = self._tabeller[navn]
        felter = [NOEGLE, RAEKKE, *(f"k{nr}" for nr in range(len(tabel.navne)))]
        alle = pa.Table.from_batches(poster) if poster else pa.table(dict.fromkeys(felter, _INGEN))
        kolonner = {n: _samlet(alle[f"k{nr}"]) for nr, n in enumerate(tabel.navne) if n in tabel.fundne}
        raekke = alle[RAEKKE].cast(pa.int32()).to_numpy()
        raa = Raatabel(tabel.filnavn, kolonner, raekke, afviste)
        laest = laes_tabel(navn, tabel.spec, raa, tabel.kilde, kendte, afviste_borgere)
        self.regnskab.tael(navn, laest.tal)
        self.regnskab.tag(laest.blokke)
        return laest


def fravaerende(spor: Mapping[str, Tabelspor]) -> tuple[str, ...]:
    """The optional tables that are absent."""
    return tuple(navn for navn in kontrakt().tabeller if navn not in spor)


def rapport(
    kilde: Kilde, spor: Mapping[str, Tabelspor], kildefiler: Mapping[str, Kildespor], regnskab: Fundregnskab
) -> Rapport:
    """Counts and remarks on the whole extract, once every row has been judged."""
    tal = {navn: regnskab.tal.get(navn, Tabeltal(0, 0, 0)) for navn in kontrakt().tabeller}
    blokke: list[Fundblok | Fund] = [*regnskab.blokke(), *uden_plads_i_alt(kilde, spor, kildefiler)]
    return Rapport(tal, tuple(blokke))


def uden_plads_i_alt(kilde: Kilde, spor: Mapping[str, Tabelspor], kildefiler: Mapping[str, Kildespor]) -> list[Fund]:
    """Remarks on what no table took, from what is remembered of the sources."""
    tomme = {navn: kildefiler[ens_navn(tabel.kilde.kilde)].tom for navn, tabel in spor.items()}
    fund: list[Fund] = uden_plads(kilde, tomme)
    for kildenavn, fil in kildefiler.items():
        if fil.uden_tabel:
            foerste = next(n for n, tabel in spor.items() if ens_navn(tabel.kilde.kilde) == kildenavn)
            fund.append(Fund(foerste, None, None, vis(fil.tom.navn), "advarsel", "raekker_uden_tabel", fil.uden_tabel))
    return fund


def uvedkommende(filer: Kildefiler) -> Iterator[Fund]:
    """A remark on every data file no table asked for."""
    for navn in filer.uvedkommende:
        yield Fund(navn, None, None, vis(navn), "advarsel", "uvedkommende_fil")


def _noegle(tabel: Tabelspor, raa: Raatabel) -> pa.Array:
    """The id of each raw row as the reader takes it."""
    navn = (tabel.kilde.kolonner or {}).get(ID)
    fundet = None if navn is None else find_kolonne(raa, navn)
    raa_id = raa.kolonner[fundet] if fundet is not None else konstant(tabel.kilde.faste.get(ID, ""), raa.antal)
    spec = tabel.spec.kolonner[ID]
    return fortolk(raa_id, spec, tabel.kilde, tabel.kilde.koder.get(ID, {})).vaerdier.cast(pa.string())


def _samlet(kolonne: pa.ChunkedArray) -> pa.Array:
    samlet = kolonne.combine_chunks()
    return samlet if isinstance(samlet, pa.Array) else pa.concat_arrays(samlet.chunks)
