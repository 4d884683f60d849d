"""Reads a sheet of an Excel workbook into text columns: real dates, numbers and error cells alike."""

from __future__ import annotations

import logging
from pathlib import Path

import fastexcel
import numpy as np
import pyarrow as pa

from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.overskrift import ens_navn, kontroller_overskrifter
from rettidig.forloeb.raatabel import Raatabel, byg_raatabel

ENDELSER = (".xlsx", ".xlsm")
_FEJLNAVNE = {"Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!"}
_UKENDT_FEJL = "#VALUE!"


def ark(sti: Path) -> tuple[str, ...]:
    """Names of the sheets of a workbook. Raises ``UbrugeligeData`` when it cannot be read."""
    return tuple(_aaben(sti).sheet_names)


def laes_ark(sti: Path, arknavn: str | None) -> Raatabel:
    """Read one sheet, or the first one. Row numbers are the sheet's own.

    Raises ``UbrugeligeData`` when the workbook cannot be read, the sheet is empty, or a header is repeated.
    """
    bog = _aaben(sti)
    valgt = bog.sheet_names[0] if arknavn is None else arknavn
    navn = f"{sti.name}[{valgt}]"
    logging.getLogger("fastexcel").setLevel(logging.ERROR)
    try:
        laest = bog.load_sheet(valgt, header_row=None, skip_rows=0, dtypes="string")
        post, fejlceller = laest.to_arrow_with_errors()
    except BaseException as fejl:
        raise _oversat(fejl, navn) from fejl
    kolonner = [_tomme_som_null(kolonne) for kolonne in post.columns]
    if fejlceller is not None:
        kolonner = _indsaet_fejl(kolonner, fejlceller.errors)
    foerste = _foerste_fyldte(kolonner)
    if foerste is None:
        raise UbrugeligeData("tom_fil", fil=navn)
    overskrifter = kontroller_overskrifter([kolonne[foerste].as_py() for kolonne in kolonner], navn)
    raekke = np.arange(foerste + 2, post.num_rows + 1, dtype=np.int32)
    return byg_raatabel(navn, overskrifter, [kolonne.slice(foerste + 1) for kolonne in kolonner], raekke)


def find_ark(sti: Path, soegt: str) -> str | None:
    """The sheet whose name is the one sought, whatever its case; ``None`` when there is none."""
    return next((navn for navn in ark(sti) if ens_navn(navn) == ens_navn(soegt)), None)


def _aaben(sti: Path) -> fastexcel.ExcelReader:
    if sti.stat().st_size == 0:
        raise UbrugeligeData("tom_fil", fil=sti.name)
    try:
        bog = fastexcel.read_excel(str(sti))
    except BaseException as fejl:
        raise _oversat(fejl, sti.name) from fejl
    if not bog.sheet_names:
        raise UbrugeligeData("ikke_regneark", fil=sti.name)
    return bog


def _tomme_som_null(kolonne: pa.Array) -> pa.Array:
    tekst = kolonne.cast(pa.string())
    return pa.array([vaerdi if vaerdi and vaerdi.strip() else None for vaerdi in tekst.to_pylist()], pa.string())


def _indsaet_fejl(kolonner: list[pa.Array], fejlceller: list[fastexcel.CellError]) -> list[pa.Array]:
    """Put the error a cell shows back as its text, so that its row is set aside and not read as empty."""
    lister: dict[int, list[str | None]] = {}
    for celle in fejlceller:
        raekke, nummer = celle.offset_position
        if "Error(" not in celle.detail or nummer >= len(kolonner) or raekke >= len(kolonner[nummer]):
            continue
        slags = celle.detail.split("Error(", 1)[1].split(")", 1)[0]
        lister.setdefault(nummer, kolonner[nummer].to_pylist())[raekke] = _FEJLNAVNE.get(slags, _UKENDT_FEJL)
    return [pa.array(lister[nr], pa.string()) if nr in lister else kolonne for nr, kolonne in enumerate(kolonner)]


def _foerste_fyldte(kolonner: list[pa.Array]) -> int | None:
    antal = len(kolonner[0]) if kolonner else 0
    return next((nr for nr in range(antal) if any(kolonne[nr].is_valid for kolonne in kolonner)), None)


def _oversat(fejl: BaseException, fil: str) -> BaseException:
    """fastexcel's native part raises unrelated kinds of errors, panics that are no ``Exception`` among them."""
    if isinstance(fejl, (KeyboardInterrupt, SystemExit, MemoryError)):
        return fejl
    return UbrugeligeData("ikke_regneark", fil=fil)
