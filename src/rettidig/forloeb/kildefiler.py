"""Finds the file or sheet behind each table: a folder of files, or one workbook with a sheet per table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rettidig.forloeb.csvfil import laes_csv
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.parquetfil import laes_parquet
from rettidig.forloeb.raatabel import Raatabel
from rettidig.forloeb.regneark import ENDELSER, ark, find_ark, laes_ark
from rettidig.forloeb.visning import vis

_MAKS_NAEVNTE = 12
_DATAENDELSER = (".csv", ".parquet", *ENDELSER)


@dataclass(frozen=True)
class Kildefiler:
    """What an extract holds: a reader for each source name found (lower case), the names found, and the leftovers.

    ``fundne`` are shown in messages; ``uvedkommende`` are data files or sheets no table asked for. ``filer`` gives the
    file behind a source that has one to itself (no workbook).
    """

    laesere: Mapping[str, Callable[[frozenset[str]], Raatabel]]
    fundne: tuple[str, ...]
    uvedkommende: tuple[str, ...]
    filer: Mapping[str, Path] = field(default_factory=dict)

    def laes(self, kilde: str, kendte: Iterable[str]) -> Raatabel | None:
        """Read one source by name; ``None`` when the extract has none. ``kendte`` are the header names expected."""
        laeser = self.laesere.get(ens_navn(kilde))
        return None if laeser is None else laeser(frozenset(ens_navn(navn) for navn in kendte))

    def fundne_som_tekst(self) -> str:
        """The names found, for a message."""
        viste = ", ".join(str(vis(navn)) for navn in self.fundne[:_MAKS_NAEVNTE])
        return viste + (", …" if len(self.fundne) > _MAKS_NAEVNTE else "") if viste else "-"


def find_kildefiler(sti: Path, kilder: Iterable[str]) -> Kildefiler:
    """Look for the named sources in a folder or a workbook.

    Raises ``UbrugeligeData`` when the path does not exist or is a single file other than a workbook, and when a source
    has two files.
    """
    soegte = {ens_navn(kilde): kilde for kilde in kilder}
    try:
        if sti.is_dir():
            return _i_mappe(sti, soegte)
        if sti.is_file() and sti.suffix.lower() in ENDELSER:
            return _i_projektmappe(sti, soegte)
        findes = sti.exists()
    except (OSError, ValueError):
        findes = False
    raise UbrugeligeData("ikke_en_mappe" if findes else "findes_ikke", sti=vis(str(sti)))


def _i_mappe(mappe: Path, soegte: Mapping[str, str]) -> Kildefiler:
    filer = sorted((fil for fil in mappe.iterdir() if fil.is_file() and not fil.name.startswith((".", "~$"))), key=str)
    data = [fil for fil in filer if fil.suffix.lower() in _DATAENDELSER]
    laesere: dict[str, Callable[[frozenset[str]], Raatabel]] = {}
    brugt: dict[str, Path] = {}
    for fil in data:
        navn = ens_navn(fil.stem)
        if navn not in soegte:
            continue
        if navn in brugt:
            raise UbrugeligeData("to_filer", tabel=soegte[navn], foerste=brugt[navn].name, anden=fil.name)
        brugt[navn] = fil
        laesere[navn] = _fillaeser(fil, soegte[navn])
    if not brugt and len(data) == 1 and data[0].suffix.lower() in ENDELSER:
        return _i_projektmappe(data[0], soegte)
    uvedkommende = tuple(fil.name for fil in data if fil not in brugt.values())
    egne = {navn: fil for navn, fil in brugt.items() if fil.suffix.lower() not in ENDELSER}
    return Kildefiler(laesere, tuple(fil.name for fil in filer), uvedkommende, egne)


def _fillaeser(fil: Path, kilde: str) -> Callable[[frozenset[str]], Raatabel]:
    def laes(kendte: frozenset[str]) -> Raatabel:
        try:
            match fil.suffix.lower():
                case ".csv":
                    return laes_csv(fil, kendte)
                case ".parquet":
                    return laes_parquet(fil)
                case _:
                    return laes_ark(fil, find_ark(fil, kilde))
        except OSError:
            raise UbrugeligeData("kan_ikke_aabnes", fil=fil.name) from None

    return laes


def _i_projektmappe(bog: Path, soegte: Mapping[str, str]) -> Kildefiler:
    navne = ark(bog)
    laesere: dict[str, Callable[[frozenset[str]], Raatabel]] = {}
    for arknavn in navne:
        if ens_navn(arknavn) in soegte:
            laesere.setdefault(ens_navn(arknavn), _arklaeser(bog, arknavn))
    uvedkommende = tuple(f"{bog.name}[{navn}]" for navn in navne if ens_navn(navn) not in soegte)
    return Kildefiler(laesere, tuple(f"{bog.name}[{navn}]" for navn in navne), uvedkommende)


def _arklaeser(bog: Path, arknavn: str) -> Callable[[frozenset[str]], Raatabel]:
    def laes(_kendte: frozenset[str]) -> Raatabel:
        return laes_ark(bog, arknavn)

    return laes
