"""The one door for data: an extract in any of its forms, or a stored form already made from one."""

from __future__ import annotations

from pathlib import Path

from rettidig.forloeb.datasaet import Datasaet
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.kilde import Kilde
from rettidig.forloeb.laesning import laes_udtraek
from rettidig.forloeb.lager.aabning import datasaet_fra_lager, er_lagerfil
from rettidig.forloeb.visning import vis


def laes_datasaet(sti: str | Path, kilde: str | Path | Kilde | None = None) -> Datasaet:
    """Read a folder of tables, a workbook with a sheet per table, or a stored form, into the contract.

    ``kilde`` is a mapping: a mapping file's path, the name of one that ships with the project, one already read, or
    ``None`` for data already in the contract's own words. A stored form takes none: it is already translated. Raises
    ``UbrugeligeData``, with one clear sentence, when the data cannot be used at all.
    """
    if not er_lagerfil(sti):
        return laes_udtraek(sti, kilde)
    if kilde is not None:
        raise UbrugeligeData("lager_med_kilde", fil=vis(Path(sti).name))
    return datasaet_fra_lager(sti)
