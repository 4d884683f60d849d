"""What a mapping file makes of an extract: which tables, columns and codes map, and which do not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.fundsamling import Maske
from rettidig.forloeb.kilde import Kilde, Tabelkilde, laes_kilde
from rettidig.forloeb.kildefiler import find_kildefiler
from rettidig.forloeb.koder import kodeliste
from rettidig.forloeb.kontrakt import Kolonne, Type, kontrakt
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.raatabel import Raatabel
from rettidig.forloeb.tabellaesning import filtrer, find_kolonne
from rettidig.forloeb.visning import vis

_JANEJ = frozenset({"ja", "nej", "true", "false"})
_MAKS_KODER = 200  # a column with more codes than this is mapped to the wrong column; the commonest say enough


@dataclass(frozen=True)
class Tabeltjek:
    """One contract table: its source, the file or sheet found (``None`` = absent), and the rows the filters let in."""

    tabel: str
    kilde: str | None
    fil: str | None
    raekker: int
    kraevet: bool


@dataclass(frozen=True)
class Kolonnetjek:
    """One contract column of a table that is present. ``fast`` is the value the mapping gives every row."""

    tabel: str
    kolonne: str
    kildekolonne: str | None
    fundet: bool
    fast: str | None
    kraevet: bool


@dataclass(frozen=True)
class Kodetjek:
    """One code met in the extract, what it becomes (``None`` = read as empty, or no translation) and how often."""

    tabel: str
    kolonne: str
    kildekode: str
    kode: str | None
    kendt: bool
    antal: int


@dataclass(frozen=True)
class KildeRapport:
    """The whole answer. ``ubrugte_kolonner`` are pairs of file and column that no table reads."""

    kilde: str
    tabeller: tuple[Tabeltjek, ...]
    kolonner: tuple[Kolonnetjek, ...]
    koder: tuple[Kodetjek, ...]
    ubrugte_kolonner: tuple[tuple[str, str], ...]
    ubrugte_filer: tuple[str, ...]
    raekker_uden_tabel: tuple[tuple[str, int], ...]

    @property
    def kan_bruges(self) -> bool:
        """True when every required table and column is there."""
        tabeller = all(tabel.fil is not None for tabel in self.tabeller if tabel.kraevet)
        return tabeller and all(k.fundet or k.fast is not None for k in self.kolonner if k.kraevet)

    @property
    def ukendte_koder(self) -> tuple[Kodetjek, ...]:
        """The codes that would cost their rows."""
        return tuple(kode for kode in self.koder if not kode.kendt)


def kilde_tjek(kilde: str | Path | Kilde | None, sti: str | Path) -> KildeRapport:
    """Hold a mapping up against an extract without reading it into the contract.

    Missing tables and columns are part of the answer. Raises ``UbrugeligeData`` when the mapping or a file cannot be
    read at all.
    """
    valgt = kilde if isinstance(kilde, Kilde) else laes_kilde(kilde)
    filer = find_kildefiler(Path(sti), (tabel.kilde for tabel in valgt.tabeller.values()))
    laeste: dict[str, Raatabel] = {}
    brugte: dict[str, set[str]] = {}
    ramte: dict[str, Maske] = {}
    tabeller: list[Tabeltjek] = []
    kolonner: list[Kolonnetjek] = []
    koder: list[Kodetjek] = []
    for navn, spec in kontrakt().tabeller.items():
        if navn not in valgt.tabeller:
            tabeller.append(Tabeltjek(navn, None, None, 0, spec.kraevet))
            continue
        egen = valgt.samlet(navn)
        noegle = ens_navn(egen.kilde)
        if noegle not in laeste:
            fundet = filer.laes(egen.kilde, [*(egen.kolonner or {}).values(), *egen.kun])
            if fundet is None:
                tabeller.append(Tabeltjek(navn, egen.kilde, None, 0, spec.kraevet))
                continue
            laeste[noegle] = fundet
        raa = laeste[noegle]
        maske = _filter(raa, egen)
        ramte[noegle] = ramte.get(noegle, np.zeros(raa.antal, dtype=np.bool_)) | maske
        brugte.setdefault(noegle, set()).update(ens_navn(k) for k in [*(egen.kolonner or {}).values(), *egen.kun])
        tabeller.append(Tabeltjek(navn, egen.kilde, raa.navn, int(maske.sum()), spec.kraevet))
        for kolonne, kolonnespec in spec.kolonner.items():
            tjek = _kolonne(navn, kolonne, kolonnespec, raa, egen)
            kolonner.append(tjek)
            koder.extend(_koder(tjek, kolonnespec, raa, egen, maske))
    ubrugte = [(r.navn, str(vis(k))) for n, r in laeste.items() for k in r.kolonner if ens_navn(k) not in brugte[n]]
    uden_tabel = [(r.navn, int((~ramte[n]).sum())) for n, r in laeste.items() if not ramte[n].all()]
    return KildeRapport(
        valgt.navn,
        tuple(tabeller),
        tuple(kolonner),
        tuple(koder),
        tuple(ubrugte),
        filer.uvedkommende,
        tuple(uden_tabel),
    )


def _filter(raa: Raatabel, kilde: Tabelkilde) -> Maske:
    """As the reader's filter, but a filter on a missing column lets nothing in instead of raising."""
    if any(find_kolonne(raa, navn) is None for navn in kilde.kun):
        return np.zeros(raa.antal, dtype=np.bool_)
    return filtrer(raa, kilde)


def _kolonne(tabel: str, kolonne: str, spec: Kolonne, raa: Raatabel, kilde: Tabelkilde) -> Kolonnetjek:
    soegt = (kilde.kolonner or {}).get(kolonne)
    fundet = None if soegt is None else find_kolonne(raa, soegt)
    return Kolonnetjek(tabel, kolonne, fundet or soegt, fundet is not None, kilde.faste.get(kolonne), spec.kraevet)


def _koder(
    tjek: Kolonnetjek,
    spec: Kolonne,
    raa: Raatabel,
    kilde: Tabelkilde,
    maske: Maske,
) -> list[Kodetjek]:
    if not tjek.fundet or tjek.kildekolonne is None or (spec.liste is None and spec.type is not Type.JANEJ):
        return []
    oversaettelse = {fra.strip().casefold(): til for fra, til in kilde.koder.get(tjek.kolonne, {}).items()}
    kendte = _JANEJ if spec.liste is None else frozenset(kode.kode for kode in kodeliste(spec.liste).koder)
    aaben = spec.liste is not None and kodeliste(spec.liste).aaben
    valgte = pc.utf8_trim_whitespace(raa.kolonner[tjek.kildekolonne].take(pa.array(np.flatnonzero(maske))))
    talte = sorted(pc.value_counts(valgte.drop_null()).to_pylist(), key=lambda t: (-t["counts"], t["values"]))
    fundne: list[Kodetjek] = []
    for talt in talte[:_MAKS_KODER]:
        tekst = str(talt["values"])
        if not tekst:
            continue
        if oversaettelse:
            kendt, kode = aaben or tekst.casefold() in oversaettelse, oversaettelse.get(tekst.casefold())
        else:
            kendt = aaben or tekst.casefold() in kendte
            kode = tekst.casefold() if tekst.casefold() in kendte else None
        fundne.append(Kodetjek(tjek.tabel, tjek.kolonne, str(vis(tekst)), kode, kendt, int(talt["counts"])))
    return fundne
