"""Opens a zip package nobody vouches for: what stands in it is judged first, and measured again as it is unpacked."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rettidig.sager.fejl import SagsFejl
from rettidig.sager.services.modtagelse_graenser import SMAAT, Forbrug

STYKKE = 1 << 18
_SLUT, _SLUT64, _VISER64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_SLUTLAENGDE, _SLUT64LAENGDE, _VISERLAENGDE = 22, 56, 20
_LAENGSTE_BEMAERKNING = 1 << 16
_INDHOLD_PR_FIL = 2_000
"""Bytes of a package's table of contents for each file: 46 and the name, and generously more."""
_KRYPTERET = 0x1 | 0x40 | 0x2000
_PAKKEMAADER = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STYRETEGN = re.compile(r"[\x00-\x1f\x7f]")
_LAENGSTE_NAVN = 200
_HOVED = 30


@contextmanager
def aabn_pakke(fil: Path, hoejst: int) -> Iterator[zipfile.ZipFile]:
    """A package with at most so many files, its table of contents judged. Raises ``SagsFejl``."""
    _kontroller_slutningen(fil, hoejst)
    try:
        with zipfile.ZipFile(fil) as pakke:
            poster = pakke.infolist()
            if len(poster) > hoejst:
                raise SagsFejl("modtag_for_mange_filer", graense=hoejst)
            _kontroller_poster(poster)
            yield pakke
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, UnicodeError, EOFError, struct.error):
        raise SagsFejl("modtag_beskadiget") from None
    except zlib.error:
        raise SagsFejl("modtag_beskadiget") from None


def stykker(
    pakke: zipfile.ZipFile, post: zipfile.ZipInfo, forbrug: Forbrug, forhold: int
) -> Generator[bytes, None, None]:
    """What a file of the package holds, a piece at a time; its checksum is checked at the end. Raises ``SagsFejl``."""
    laest = 0
    hoejst = max(SMAAT, forhold * post.compress_size)
    with pakke.open(post) as stroem:
        while stykke := _laes(stroem):
            laest += len(stykke)
            if laest > hoejst:
                raise SagsFejl("modtag_bombe", forhold=forhold)
            forbrug.tag(len(stykke))
            yield stykke


def _laes(stroem: IO[bytes]) -> bytes:
    return stroem.read(STYKKE)


def _kontroller_slutningen(fil: Path, hoejst: int) -> None:
    """The table of contents is read whole when the package is opened, so its size is looked at before that."""
    with fil.open("rb") as raa:
        laengde = raa.seek(0, 2)
        raa.seek(max(0, laengde - _LAENGSTE_BEMAERKNING - _SLUTLAENGDE - _VISERLAENGDE - _SLUT64LAENGDE))
        hale = raa.read()
    sted = hale.rfind(_SLUT)
    if sted < 0 or len(hale) - sted < _SLUTLAENGDE:
        raise SagsFejl("modtag_beskadiget")
    antal, fylder = struct.unpack_from("<HI", hale, sted + 10)
    viser = sted - _VISERLAENGDE
    if viser >= 0 and hale.startswith(_VISER64, viser):
        stort = viser - _SLUT64LAENGDE
        if stort < 0 or not hale.startswith(_SLUT64, stort):
            raise SagsFejl("modtag_beskadiget")
        antal, fylder = struct.unpack_from("<QQ", hale, stort + 32)
    if antal > hoejst or fylder > hoejst * _INDHOLD_PR_FIL:
        raise SagsFejl("modtag_for_mange_filer", graense=hoejst)


def _kontroller_poster(poster: list[zipfile.ZipInfo]) -> None:
    sete: set[str] = set()
    for post in poster:
        navn = post.orig_filename
        if (
            _STYRETEGN.search(navn)
            or "\\" in navn
            or ":" in navn
            or navn.startswith("/")
            or len(navn) > _LAENGSTE_NAVN
            or any(led in {"..", ".", ""} for led in navn.rstrip("/").split("/"))
        ):
            raise SagsFejl("modtag_navn")
        if navn.casefold() in sete:
            raise SagsFejl("modtag_dobbelt_navn")
        sete.add(navn.casefold())
        slags = stat.S_IFMT(post.external_attr >> 16)
        if slags not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise SagsFejl("modtag_henvisning")
        if post.flag_bits & _KRYPTERET:
            raise SagsFejl("modtag_krypteret")
        if post.compress_type not in _PAKKEMAADER:
            raise SagsFejl("modtag_pakkemaade")
    # Files that lie on top of one another let a small package say the same thing thousands of times.
    ender = 0
    for post in sorted(poster, key=lambda p: p.header_offset):
        if post.header_offset < ender:
            raise SagsFejl("modtag_bombe", forhold=len(poster))
        ender = post.header_offset + _HOVED + post.compress_size
