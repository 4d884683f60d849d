"""Reads an extract into the contract."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from rettidig.forloeb.datasaet import Datasaet, Fund, Fundblok, Rapport, Tabeltal
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.fundsamling import Maske
from rettidig.forloeb.kilde import Kilde, laes_kilde
from rettidig.forloeb.kildefiler import Kildefiler, find_kildefiler
from rettidig.forloeb.kontrakt import kontrakt
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.raatabel import Raatabel
from rettidig.forloeb.tabellaesning import filtrer, find_kolonne, laes_tabel
from rettidig.forloeb.visning import vis


def laes_udtraek(sti: str | Path, kilde: str | Path | Kilde | None = None) -> Datasaet:
    """Read a folder of tables, or a workbook with a sheet per table, into the contract.

    ``kilde`` is a mapping: a mapping file's path, the name of one that ships with the project, one already read, or
    ``None`` for data already in the contract's own words. Bad rows are set aside and reported; for every table the
    rows read equal the rows accepted plus the rows set aside. Raises ``UbrugeligeData``, with one clear sentence, when
    a required table or column is missing or a file cannot be read at all.
    """
    valgt = kilde if isinstance(kilde, Kilde) else laes_kilde(kilde)
    try:
        return _laes(Path(sti), valgt)
    except (MemoryError, pa.ArrowCapacityError, pa.ArrowMemoryError):
        raise UbrugeligeData("for_stor", fil=vis(str(sti))) from None


def _laes(sti: Path, valgt: Kilde) -> Datasaet:
    filer = find_kildefiler(sti, (tabel.kilde for tabel in valgt.tabeller.values()))
    raa = laes_raatabeller(valgt, filer)
    tabeller: dict[str, pa.Table] = {}
    tal: dict[str, Tabeltal] = {}
    blokke: list[Fundblok | Fund] = [_fund(navn, "uvedkommende_fil", vaerdi=navn) for navn in filer.uvedkommende]
    kendte: pa.Array | None = None
    afviste: pa.Array | None = None
    for navn, spec in kontrakt().tabeller.items():
        raatabel = raa.get(navn)
        if raatabel is None:
            tabeller[navn], tal[navn] = spec.skema().empty_table(), Tabeltal(0, 0, 0)
            continue
        laest = laes_tabel(navn, spec, raatabel, valgt.samlet(navn), kendte, afviste)
        tabeller[navn], tal[navn] = laest.tabel, laest.tal
        blokke.extend(laest.blokke)
        if navn == "borgere":
            kendte, afviste = laest.tabel["borger_id"].combine_chunks(), laest.afviste_id
    blokke.extend(uden_plads(valgt, raa))
    return Datasaet(tabeller, tuple(navn for navn in tabeller if navn not in raa), Rapport(tal, tuple(blokke)))


def laes_raatabeller(kilde: Kilde, filer: Kildefiler) -> dict[str, Raatabel]:
    """The raw table behind each contract table present. Raises ``UbrugeligeData`` when a required one is missing."""
    laeste: dict[str, Raatabel] = {}
    raa: dict[str, Raatabel] = {}
    for navn, spec in kontrakt().tabeller.items():
        if navn not in kilde.tabeller:
            if spec.kraevet:
                raise UbrugeligeData("mangler_tabel", tabel=navn, fundne=filer.fundne_som_tekst())
            continue
        egen = kilde.samlet(navn)
        if ens_navn(egen.kilde) not in laeste:
            fundet = filer.laes(egen.kilde, [*(egen.kolonner or {}).values(), *egen.kun])
            if fundet is None:
                if spec.kraevet:
                    raise UbrugeligeData("mangler_tabel", tabel=egen.kilde, fundne=filer.fundne_som_tekst())
                continue
            laeste[ens_navn(egen.kilde)] = fundet
        raa[navn] = laeste[ens_navn(egen.kilde)]
    return _med_afviste_en_gang(raa)


def _med_afviste_en_gang(raa: dict[str, Raatabel]) -> dict[str, Raatabel]:
    """A record that cannot be split is counted with the first table its file feeds, not with each of them."""
    sete: set[str] = set()
    resultat: dict[str, Raatabel] = {}
    for navn, tabel in raa.items():
        foerste = tabel.navn not in sete
        resultat[navn] = tabel if foerste else Raatabel(tabel.navn, tabel.kolonner, tabel.raekke)
        sete.add(tabel.navn)
    return resultat


def uden_plads(kilde: Kilde, raa: dict[str, Raatabel]) -> list[Fund]:
    """Remarks on what no table took (columns, and rows every filter turned away) and on mapped columns not found."""
    fund: list[Fund] = []
    brugte: dict[str, set[str]] = {}
    ramte: dict[str, Maske] = {}
    foerste: dict[str, str] = {}
    for navn, tabel in raa.items():
        egen = kilde.samlet(navn)
        foerste.setdefault(tabel.navn, navn)
        fund.extend(
            _fund(navn, "kortlagt_kolonne_mangler", kolonne=vis(kolonne))
            for kolonne in (kilde.tabeller[navn].kolonner or {}).values()
            if find_kolonne(tabel, kolonne) is None
        )
        brugte.setdefault(tabel.navn, set()).update(
            ens_navn(kolonne) for kolonne in [*(egen.kolonner or {}).values(), *egen.kun]
        )
        ramte[tabel.navn] = ramte.get(tabel.navn, np.zeros(tabel.antal, dtype=np.bool_)) | filtrer(tabel, egen)
    for filnavn, navn in foerste.items():
        fund.extend(
            _fund(navn, "ukendt_kolonne", kolonne=vis(overskrift))
            for overskrift in raa[navn].kolonner
            if ens_navn(overskrift) not in brugte[filnavn]
        )
        uden_tabel = int((~ramte[filnavn]).sum())
        if uden_tabel:
            fund.append(_fund(navn, "raekker_uden_tabel", vaerdi=filnavn, antal=uden_tabel))
    return fund


def _fund(tabel: str, kode: str, kolonne: str | None = None, vaerdi: str | None = None, antal: int = 1) -> Fund:
    return Fund(tabel, None, kolonne, vis(vaerdi), "advarsel", kode, antal)
