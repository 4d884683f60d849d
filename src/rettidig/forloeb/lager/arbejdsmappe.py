"""A private folder beside the file being made: whatever happens, the file is there whole or as it was before."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.visning import vis
from rettidig.sprog import tekst

if sys.platform != "win32":
    import fcntl

_ENDELSE = ".bygges"
_LAAS = "laas"
_GRUNDE = {
    errno.ENOENT: "findes_ikke",
    errno.ENOTDIR: "findes_ikke",
    errno.EACCES: "ingen_adgang",
    errno.EPERM: "ingen_adgang",
    errno.EROFS: "ingen_adgang",
    errno.EISDIR: "er_en_mappe",
    errno.EFBIG: "for_stor",
}
_FULD = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def arbejdsmappe(ud: Path, hvad: str = "lager") -> Iterator[Path]:
    """A folder beside ``ud``, gone afterwards; what killed runs towards the same file left behind goes too.

    Raises ``UbrugeligeData`` as :func:`skrivefejl` when something cannot be written.
    """
    with skrivefejl(ud, hvad):
        _ryd_op(ud)
        mappe = Path(tempfile.mkdtemp(prefix=f".{ud.name}-", suffix=_ENDELSE, dir=ud.parent))
        laas = os.open(mappe / _LAAS, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            if sys.platform != "win32":
                fcntl.flock(laas, fcntl.LOCK_EX)
            yield mappe
        finally:
            os.close(laas)
            shutil.rmtree(mappe, ignore_errors=True)


@contextmanager
def skrivefejl(ud: Path, hvad: str = "lager") -> Iterator[None]:
    """Turn an error of the disk into one clear sentence about what is being made: a ``lager`` or a ``kube``."""
    try:
        yield
    except OSError as fejl:
        kode = f"{hvad}_disk_fuld" if fejl.errno in _FULD else f"{hvad}_kan_ikke_skrives"
        noegle = _GRUNDE.get(fejl.errno or 0)
        grund = tekst(f"lager.grund.{noegle}") if noegle else fejl.strerror or type(fejl).__name__
        raise UbrugeligeData(kode, fil=vis(str(ud)), grund=grund) from None


def saet_paa_plads(ny: Path, ud: Path) -> None:
    """Let the finished file take its place in one step, on the disk and not only in the machine's memory."""
    _fsync(ny, os.O_RDWR)
    ny.replace(ud)
    if os.name == "posix":
        _fsync(ud.parent, os.O_RDONLY)


def _fsync(sti: Path, maade: int) -> None:
    nummer = os.open(sti, maade)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


def _ryd_op(ud: Path) -> None:
    """Remove the folders of runs that no longer live: a living one holds the lock of its folder.

    Where there are no such locks (Windows), what a killed run left stays until it is removed by hand.
    """
    if sys.platform == "win32":
        return
    for rest in ud.parent.iterdir():
        if not (rest.name.startswith(f".{ud.name}-") and rest.name.endswith(_ENDELSE) and rest.is_dir()):
            continue
        try:
            laas = os.open(rest / _LAAS, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError:
            continue
        try:
            fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(rest, ignore_errors=True)
        except OSError:
            continue
        finally:
            os.close(laas)
