"""Reads an extract of any size into blocks of persons, in bounded memory.

Every source file is read in pieces, its raw rows are sorted by person on disk, and the reader's own rules then judge a
range of persons at a time, all tables together: repeats, overlaps and owners never reach beyond one person. Findings
and totals are those of reading the extract whole. In memory at once: a piece of a file, or one range of persons; the
limit given to the sorting; and the findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.datasaet import Fund, Rapport, Tabeltal
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.fortolkning import fortolk, konstant
from rettidig.forloeb.fundsamling import Maske
from rettidig.forloeb.kilde import Kilde, Tabelkilde
from rettidig.forloeb.kildefiler import Kildefiler
from rettidig.forloeb.kontrakt import Tabel, kontrakt
from rettidig.forloeb.laesning import uden_plads
from rettidig.forloeb.lager.fundregnskab import Fundregnskab
from rettidig.forloeb.lager.lagerform import ID, PERSON
from rettidig.forloeb.lager.raastroem import MaaLaesesHel, laes_hel, laes_i_stykker
from rettidig.forloeb.lager.sortering import NOEGLE, RAEKKE, Radfil, Uddeler, sorter
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.raatabel import AfvistRaekke, Raatabel
from rettidig.forloeb.tabellaesning import Laest, filtrer, find_kolonne, laes_tabel
from rettidig.forloeb.visning import vis
from rettidig.sprog import tekst

Fremdrift = Callable[[str, int, int | None], None]
_HOEJST_RAEKKER = 4_000_000
_INGEN = pa.nulls(0, pa.string())


@dataclass
class _Tabel:
    """One table of the contract on its way: where it comes from, its raw rows on disk, and what was set aside."""

    navn: str
    spec: Tabel
    kilde: Tabelkilde
    navne: list[str]
    filnavn: str = ""
    fundne: set[str] = field(default_factory=set)
    afviste: tuple[AfvistRaekke, ...] = ()
    raekker: int = 0


@dataclass
class _Fil:
    """What is remembered of a source file: its headers, and rows no table took."""

    tom: Raatabel
    uden_tabel: int = 0


class StortUdtraek:
    """An extract sorted by person on disk; :meth:`omraader` gives the accepted rows, after which the report stands."""

    def __init__(
        self, kilde: Kilde, filer: Kildefiler, mappe: Path, stykke: int, hukommelse: int, fremdrift: Fremdrift
    ) -> None:
        self._kilde = kilde
        self._filer = filer
        self._mappe = mappe
        self._stykke = stykke
        self._regnskab = Fundregnskab()
        self._tabeller: dict[str, _Tabel] = {}
        self._kildefiler: dict[str, _Fil] = {}
        self._regnskab.tag(
            Fund(navn, None, None, vis(navn), "advarsel", "uvedkommende_fil") for navn in filer.uvedkommende
        )
        kilder = self._find_tabeller()
        for nummer, (kildenavn, tabeller) in enumerate(kilder.items()):
            fremdrift(tekst("lager.laeser", tabel=kildenavn), nummer, len(kilder))
            self._del_i_tabeller(kildenavn, tabeller)
        for nummer, tabel in enumerate(self._tabeller.values()):
            fremdrift(tekst("lager.sorterer", tabel=tabel.navn), nummer, len(self._tabeller))
            sorter(self._raa(tabel), self._sorteret(tabel), mappe, hukommelse)
            self._raa(tabel).unlink()

    @property
    def personer(self) -> int:
        """About how many persons there are: the raw rows that name one."""
        return self._tabeller[PERSON].raekker

    @property
    def fravaerende(self) -> tuple[str, ...]:
        """The optional tables that are absent."""
        return tuple(navn for navn in kontrakt().tabeller if navn not in self._tabeller)

    def omraader(self, personer: int) -> Iterator[dict[str, pa.Table]]:
        """The accepted rows of all tables, for about so many persons at a time, in the order of their ids.

        Fewer persons at a time where they have very many rows each.
        """
        raekker = sum(tabel.raekker for tabel in self._tabeller.values())
        raad = _HOEJST_RAEKKER * max(self._tabeller[PERSON].raekker, 1) // max(raekker, 1)
        with ExitStack() as aabne:
            uddelere = {n: aabne.enter_context(Uddeler(self._sorteret(t))) for n, t in self._tabeller.items()}
            for navn, uddeler in uddelere.items():
                self._uden_person(navn, uddeler.til_og_med(""))
                self._laes(navn, [], None if navn == PERSON else _INGEN, _INGEN, self._tabeller[navn].afviste)
            sidste: str | None = ""
            while sidste is not None:
                stykker, sidste = uddelere[PERSON].naeste_personer(max(1, min(personer, raad)))
                yield self._et_omraade(stykker, {n: u.til_og_med(sidste) for n, u in uddelere.items() if n != PERSON})

    def rapport(self) -> Rapport:
        """Counts and remarks, once all rows have been given out."""
        tal = {navn: self._regnskab.tal.get(navn, Tabeltal(0, 0, 0)) for navn in kontrakt().tabeller}
        tomme = {navn: self._kildefiler[ens_navn(tabel.kilde.kilde)].tom for navn, tabel in self._tabeller.items()}
        fund = uden_plads(self._kilde, tomme)
        for kildenavn, fil in self._kildefiler.items():
            if fil.uden_tabel:
                foerste = next(n for n, tabel in self._tabeller.items() if ens_navn(tabel.kilde.kilde) == kildenavn)
                fund.append(
                    Fund(foerste, None, None, vis(fil.tom.navn), "advarsel", "raekker_uden_tabel", fil.uden_tabel)
                )
        return Rapport(tal, (*self._regnskab.blokke(), *fund))

    def _find_tabeller(self) -> dict[str, list[_Tabel]]:
        """Source name -> the tables it feeds. Raises ``UbrugeligeData`` when a required table is missing."""
        kilder: dict[str, list[_Tabel]] = {}
        for navn, spec in kontrakt().tabeller.items():
            egen = self._kilde.samlet(navn) if navn in self._kilde.tabeller else None
            if egen is None or ens_navn(egen.kilde) not in self._filer.laesere:
                if spec.kraevet:
                    soegt = navn if egen is None else egen.kilde
                    raise UbrugeligeData("mangler_tabel", tabel=soegt, fundne=self._filer.fundne_som_tekst())
                continue
            navne = {ens_navn(n): n for n in [*(egen.kolonner or {}).values(), *egen.kun]}
            self._tabeller[navn] = _Tabel(navn, spec, egen, list(navne.values()))
            kilder.setdefault(ens_navn(egen.kilde), []).append(self._tabeller[navn])
        return kilder

    def _del_i_tabeller(self, kildenavn: str, tabeller: Sequence[_Tabel]) -> None:
        """Write the raw rows of one source file to the tables it feeds."""
        kendte = frozenset(ens_navn(navn) for tabel in tabeller for navn in tabel.navne)
        fil = self._filer.filer.get(kildenavn)
        if fil is None:
            hel = self._filer.laes(kildenavn, kendte)
            self._skriv_raa(kildenavn, tabeller, iter([] if hel is None else [hel]))
            return
        try:
            self._skriv_raa(kildenavn, tabeller, _laesefejl(fil, laes_i_stykker(fil, kendte, self._stykke)))
        except MaaLaesesHel:
            self._skriv_raa(kildenavn, tabeller, _laesefejl(fil, (laes_hel(fil, kendte) for _ in range(1))))

    def _skriv_raa(self, kildenavn: str, tabeller: Sequence[_Tabel], stykker: Iterator[Raatabel]) -> None:
        filer = [Radfil(self._raa(tabel), len(tabel.navne)) for tabel in tabeller]
        afviste: tuple[AfvistRaekke, ...] = ()
        husket: _Fil | None = None
        try:
            for raa in stykker:
                tom = Raatabel(raa.navn, dict.fromkeys(raa.kolonner, _INGEN), raa.raekke[:0])
                if husket is None:
                    husket = _Fil(tom)
                    for tabel in tabeller:
                        tabel.filnavn, tabel.raekker = raa.navn, 0
                        # Now and not after the sorting: a missing column must be told before the long work begins.
                        laes_tabel(tabel.navn, tabel.spec, tom, tabel.kilde, None, None)
                husket.tom = Raatabel(raa.navn, {**husket.tom.kolonner, **tom.kolonner}, raa.raekke[:0])
                ramt = np.zeros(raa.antal, dtype=np.bool_)
                for tabel, fil in zip(tabeller, filer, strict=True):
                    ramt |= _skriv_til(tabel, fil, raa)
                husket.uden_tabel += int((~ramt).sum())
                afviste += raa.afviste
        finally:
            for fil in filer:
                fil.luk()
        if husket is not None:
            self._kildefiler[kildenavn] = husket
        # A record that cannot be split is counted with the first table its file feeds.
        tabeller[0].afviste = afviste

    def _et_omraade(
        self, personer: list[pa.RecordBatch], andre: Mapping[str, Iterator[pa.RecordBatch]]
    ) -> dict[str, pa.Table]:
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
                self._uden_person(navn, iter([post.filter(pc.invert(har_person))]))
            if egne:
                tabeller[navn] = self._laes(navn, egne, kendte, afviste).tabel
            else:
                tabeller[navn] = spec.skema().empty_table()
        return tabeller

    def _uden_person(self, navn: str, poster: Iterator[pa.RecordBatch]) -> None:
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
        """Let the reader's rules judge raw rows, and keep account of what they say."""
        tabel = self._tabeller[navn]
        felter = [NOEGLE, RAEKKE, *(f"k{nr}" for nr in range(len(tabel.navne)))]
        alle = pa.Table.from_batches(poster) if poster else pa.table(dict.fromkeys(felter, _INGEN))
        kolonner = {n: _samlet(alle[f"k{nr}"]) for nr, n in enumerate(tabel.navne) if n in tabel.fundne}
        raekke = alle[RAEKKE].cast(pa.int32()).to_numpy()
        raa = Raatabel(tabel.filnavn, kolonner, raekke, afviste)
        laest = laes_tabel(navn, tabel.spec, raa, tabel.kilde, kendte, afviste_borgere)
        self._regnskab.tael(navn, laest.tal)
        self._regnskab.tag(laest.blokke)
        return laest

    def _raa(self, tabel: _Tabel) -> Path:
        return self._mappe / f"raa-{tabel.navn}"

    def _sorteret(self, tabel: _Tabel) -> Path:
        return self._mappe / f"sorteret-{tabel.navn}"


def _laesefejl(fil: Path, stykker: Iterator[Raatabel]) -> Iterator[Raatabel]:
    """Keep trouble with reading the source apart from trouble with writing beside the target."""
    try:
        yield from stykker
    except OSError:
        raise UbrugeligeData("kan_ikke_aabnes", fil=fil.name) from None


def _skriv_til(tabel: _Tabel, fil: Radfil, raa: Raatabel) -> Maske:
    """Write the rows one table takes from a piece of a file; answer with which they were."""
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
    noegle = _noegle(tabel, raa).take(valgte)
    fil.skriv(pc.fill_null(noegle, ""), pa.array(raa.raekke[maske], pa.int32()), tekster)
    tabel.raekker += len(valgte)
    return maske


def _noegle(tabel: _Tabel, raa: Raatabel) -> pa.Array:
    """The id of each raw row as the reader takes it."""
    navn = (tabel.kilde.kolonner or {}).get(ID)
    fundet = None if navn is None else find_kolonne(raa, navn)
    raa_id = raa.kolonner[fundet] if fundet is not None else konstant(tabel.kilde.faste.get(ID, ""), raa.antal)
    spec = tabel.spec.kolonner[ID]
    return fortolk(raa_id, spec, tabel.kilde, tabel.kilde.koder.get(ID, {})).vaerdier.cast(pa.string())


def _samlet(kolonne: pa.ChunkedArray) -> pa.Array:
    samlet = kolonne.combine_chunks()
    return samlet if isinstance(samlet, pa.Array) else pa.concat_arrays(samlet.chunks)
