"""An upload is taken in: put in a private folder, judged before any reader opens it, and gone when it has been used.

::

    with modtag(stroem, "udtraek.zip") as modtaget:
        data = laes_datasaet(modtaget.sti, kilde)
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Protocol

from django.conf import settings

from rettidig.forloeb import UbrugeligeData, laes_kilde, medfoelgende_kilder
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.visning import vis
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.services.modtagelse_filer import PAKKE, kontroller_csv, kontroller_parquet
from rettidig.sager.services.modtagelse_graenser import GRAENSER, Forbrug, Graenser, i_mb
from rettidig.sager.services.modtagelse_regneark import kontroller_regneark
from rettidig.sager.services.modtagelse_zip import STYKKE, aabn_pakke, stykker

_REGNEARK = (".xlsx", ".xlsm")
_TABELFILER = (".csv", ".parquet", *_REGNEARK)
_SKRALD = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
_KUN_EJEREN = 0o700
_INGEN_PLADS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_HOEJST_EN_MAPPE = 2


class Laesbar(Protocol):
    """Anything with ``read``: an open file, an uploaded file, the body of a request."""

    def read(self, antal: int, /) -> bytes:
        """The next bytes, none at the end."""


Stroem = Laesbar | Iterable[bytes]


@dataclass(frozen=True)
class Modtaget:
    """An upload that has been judged. ``sti`` is the folder to read the extract from; it is removed with ``slet``.

    ``aftryk`` is the sha256 of all that was sent, ``byte`` its size, ``navn`` its name fit for printing.
    """

    mappe: Path
    navn: str
    aftryk: str
    byte: int
    filer: tuple[str, ...] = field(default=())

    @property
    def sti(self) -> Path:
        """The folder of the extract."""
        return self.mappe / "udtraek"

    def slet(self) -> None:
        """Remove everything from the disk; asked twice, it is gone already."""
        shutil.rmtree(self.mappe, ignore_errors=True)

    def __enter__(self) -> Modtaget:
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        self.slet()


def modtag(
    stroem: Stroem,
    navn: str,
    graenser: Graenser = GRAENSER,
    *,
    kilde: str | Path | None = None,
    under: Path | None = None,
) -> Modtaget:
    """Take in one file: a zip package of tables, a workbook, or a single CSV or Parquet table.

    ``kilde`` is the mapping the extract is to be read with; it says which tables are known. ``under`` is the folder to
    work in, by default the project's own. Raises ``SagsFejl`` with one clear sentence, nothing left on the disk.
    """
    return modtag_filer([(navn, stroem)], graenser, kilde=kilde, under=under)


def modtag_filer(
    sendt: Iterable[tuple[str, Stroem]],
    graenser: Graenser = GRAENSER,
    *,
    kilde: str | Path | None = None,
    under: Path | None = None,
) -> Modtaget:
    """Take in several files at once, each a table, or one that is a package or a workbook. As :func:`modtag`."""
    kendte = _kendte_tabeller(kilde)
    mappe = _privat_mappe(under)
    try:
        (mappe / "udtraek").mkdir()
        modtagelse = _Modtagelse(mappe, graenser, kendte)
        for navn, stroem in sendt:
            modtagelse.tag(navn, stroem)
        return modtagelse.faerdig()
    except BaseException as fejl:
        shutil.rmtree(mappe, ignore_errors=True)
        if isinstance(fejl, OSError):
            raise SagsFejl("modtag_plads" if fejl.errno in _INGEN_PLADS else "modtag_afbrudt") from None
        raise


def modtagelsesmappe() -> Path:
    """The private folder of what has been sent here; only the program can enter it."""
    mappe = Path(settings.MODTAGELSE)
    mappe.mkdir(mode=_KUN_EJEREN, parents=True, exist_ok=True)
    return mappe


def _privat_mappe(under: Path | None) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="modtaget-", dir=modtagelsesmappe() if under is None else under))
    except OSError:
        raise SagsFejl("modtag_plads") from None


def _kendte_tabeller(kilde: str | Path | None) -> Mapping[str, str]:
    """The names a table's file may have, as compared, and as the readers look for them.

    A mapping named by whoever sends is one that ships with the project; a path is the program's own choice alone.
    """
    if isinstance(kilde, str) and kilde not in medfoelgende_kilder():
        raise SagsFejl("modtag_ukendt_kilde", kendte=", ".join(medfoelgende_kilder()))
    try:
        tabeller = laes_kilde(kilde).tabeller.values()
    except UbrugeligeData as fejl:
        raise SagsFejl("modtag_kildefil", grund=fejl) from None
    return {ens_navn(tabel.kilde): tabel.kilde for tabel in tabeller if _er_filnavn(tabel.kilde)}


def _er_filnavn(navn: str) -> bool:
    return "/" not in navn and "\x00" not in navn and navn not in {".", ".."}


class _Modtagelse:
    """One upload on its way in."""

    def __init__(self, mappe: Path, graenser: Graenser, kendte: Mapping[str, str]) -> None:
        self._mappe = mappe
        self._graenser = graenser
        self._kendte = kendte
        self._forbrug = Forbrug(graenser.udpakket)
        self._sum = hashlib.sha256()
        self._byte = 0
        self._sendt = 0
        self._navn = ""
        self._tabeller: dict[str, str] = {}

    def tag(self, navn: str, stroem: Stroem) -> None:
        self._sendt += 1
        if self._sendt > self._graenser.filer:
            raise SagsFejl("modtag_for_mange_filer", graense=self._graenser.filer)
        self._navn = self._navn or str(vis(PurePosixPath(navn.replace("\\", "/")).name))
        fil = self._gem(stroem)
        endelse = PurePosixPath(navn).suffix.casefold()
        if not fil.stat().st_size:
            raise SagsFejl("modtag_tom")
        with fil.open("rb") as raa:
            er_pakke = raa.read(len(PAKKE)) == PAKKE
        if endelse == ".zip":
            if not er_pakke:
                raise SagsFejl("modtag_ikke_det_navnet_siger")
            self._pak_ud(fil)
            fil.unlink()
        else:
            self._saet_ind(PurePosixPath(navn.replace("\\", "/")).name, fil, alene=True)

    def faerdig(self) -> Modtaget:
        if not self._tabeller:
            raise SagsFejl("modtag_tom")
        navne = tuple(sorted(fil.name for fil in (self._mappe / "udtraek").iterdir()))
        return Modtaget(self._mappe, self._navn, self._sum.hexdigest(), self._byte, navne)

    def _gem(self, stroem: Stroem) -> Path:
        fil = self._mappe / "sendt"
        with fil.open("wb") as ud:
            for stykke in _i_stykker(stroem):
                self._byte += len(stykke)
                if self._byte > self._graenser.pakket:
                    raise SagsFejl("modtag_for_stor", graense=i_mb(self._graenser.pakket))
                self._sum.update(stykke)
                ud.write(stykke)
        return fil

    def _pak_ud(self, fil: Path) -> None:
        with aabn_pakke(fil, self._graenser.filer) as pakke:
            poster = [post for post in pakke.infolist() if not post.is_dir() and not _er_skrald(post.filename)]
            if len({PurePosixPath(post.filename).parent for post in poster}) > 1 or any(
                len(PurePosixPath(post.filename).parts) > _HOEJST_EN_MAPPE for post in poster
            ):
                raise SagsFejl("modtag_mapper")
            for post in poster:
                self._udpak_fil(pakke, post, alene=len(poster) == 1)

    def _udpak_fil(self, pakke: zipfile.ZipFile, post: zipfile.ZipInfo, *, alene: bool) -> None:
        midlertidig = self._mappe / "udpakket"
        indhold = stykker(pakke, post, self._forbrug, self._graenser.forhold)
        with midlertidig.open("wb") as ud, closing(indhold):
            for stykke in indhold:
                ud.write(stykke)
        self._saet_ind(PurePosixPath(post.filename).name, midlertidig, alene=alene)

    def _saet_ind(self, navn: str, fil: Path, *, alene: bool) -> None:
        """Judge one table's file and give it the name its reader looks for; a sender's own name never names a file."""
        sti = PurePosixPath(navn)
        endelse = sti.suffix.casefold()
        tabel = self._kendte.get(ens_navn(sti.stem))
        if endelse not in _TABELFILER:
            with fil.open("rb") as raa:
                inde_i = raa.read(len(PAKKE)) == PAKKE
            raise SagsFejl("modtag_pakke_i_pakke" if inde_i else "modtag_ukendt_slags", fil=vis(navn))
        if tabel is None:
            if not (alene and endelse in _REGNEARK):
                raise SagsFejl("modtag_ukendt_tabel", fil=vis(navn), kendte=", ".join(self._kendte.values()))
            tabel = "projektmappe"
        if tabel in self._tabeller:
            raise SagsFejl("modtag_to_tabeller", foerste=vis(self._tabeller[tabel]), anden=vis(navn))
        if endelse == ".csv":
            kontroller_csv(fil, self._graenser)
        elif endelse == ".parquet":
            kontroller_parquet(fil, self._graenser)
        else:
            with fil.open("rb") as raa:
                if raa.read(len(PAKKE)) != PAKKE:
                    raise SagsFejl("modtag_ikke_det_navnet_siger")
            kontroller_regneark(fil, self._graenser, self._forbrug)
        self._tabeller[tabel] = navn
        fil.replace(self._mappe / "udtraek" / f"{tabel}{endelse}")


def _er_skrald(navn: str) -> bool:
    """What the machines of those who pack add without being asked."""
    dele = PurePosixPath(navn.casefold()).parts
    return any(del_ in _SKRALD for del_ in dele)


def _i_stykker(stroem: Stroem) -> Iterator[bytes]:
    laes = getattr(stroem, "read", None)
    if laes is None:
        yield from stroem  # type: ignore[misc]
        return
    while stykke := laes(STYKKE):
        yield stykke
