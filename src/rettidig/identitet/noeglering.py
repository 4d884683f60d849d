"""The keys: outside the database, in a file only its owner can read, or printed by a command (a key vault's client).

There are two kinds: one encrypts, the other makes the fingerprints by which a CPR number is found. Of each there may
be several versions; what is written is written with the newest that is not retired. The file is JSON; what a command
prints is the same.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import os
import secrets
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from rettidig.drift.hemmeligheder import hemmelig_mappe
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.fillaas import FOELG_IKKE, gem_mappe, kun_ejerens, laas

NOEGLER = "RETTIDIG_NOEGLER"
"""The environment variable that names another folder for the key file."""
KOMMANDO = "RETTIDIG_NOEGLEKOMMANDO"
"""The environment variable with a command that prints the keys; then the program keeps no file."""
_FILNAVN = "identitet.json"
_BYTES = 32
_KUN_EJEREN = 0o600
_SEKUNDER = 30


class Slags(StrEnum):
    """What a key is for."""

    KRYPTERING = "kryptering"
    OPSLAG = "opslag"


@dataclass(frozen=True)
class Noegle:
    """One version of one key; a forgotten one has no bytes left."""

    slags: Slags
    nr: int
    bytes_: bytes = field(repr=False)
    lavet: str
    pensioneret: str | None = None


@dataclass(frozen=True)
class Noeglering:
    """All versions of both keys."""

    noegler: tuple[Noegle, ...]

    def find(self, slags: Slags, nr: int) -> Noegle:
        """One version. Raises ``IdentitetsFejl`` where it is missing."""
        for noegle in self.noegler:
            if (noegle.slags, noegle.nr) == (slags, nr):
                return noegle
        raise IdentitetsFejl("noegle_mangler", slags=slags.value, nr=nr)

    def gaeldende(self, slags: Slags) -> Noegle:
        """The version written with. Raises ``IdentitetsFejl`` where there is none."""
        brugelige = [noegle for noegle in self.af(slags) if noegle.pensioneret is None]
        if not brugelige:
            raise IdentitetsFejl("ingen_gaeldende", slags=slags.value)
        return brugelige[-1]

    def af(self, slags: Slags) -> list[Noegle]:
        """The versions of one kind, oldest first."""
        return sorted((noegle for noegle in self.noegler if noegle.slags is slags), key=lambda noegle: noegle.nr)


def ny_noegle(slags: Slags, nr: int) -> Noegle:
    """A fresh key."""
    return Noegle(slags, nr, secrets.token_bytes(_BYTES), dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"))


def foerste_ring() -> Noeglering:
    """A ring with the first version of both keys, kept nowhere yet."""
    return Noeglering(tuple(ny_noegle(slags, 1) for slags in Slags))


def noeglefil() -> Path:
    """Where the key file lies."""
    egen = os.environ.get(NOEGLER, "").strip()
    return (Path(egen) if egen else hemmelig_mappe()) / _FILNAVN


def fra_kommando() -> bool:
    """Whether the keys come from a command."""
    return bool(os.environ.get(KOMMANDO, "").strip())


def findes() -> bool:
    """Whether there is a key file, or a command to ask."""
    return fra_kommando() or noeglefil().exists()


_husket: dict[tuple[Any, ...], Noeglering] = {}


def hent_ring() -> Noeglering:
    """The keys as they are now. Raises ``IdentitetsFejl`` for keys that are missing, open to others or spoilt."""
    kommando = os.environ.get(KOMMANDO, "").strip()
    if kommando:
        return _husk((kommando,), lambda: _spoerg(kommando))
    fil = noeglefil()
    try:
        nummer = os.open(fil, os.O_RDONLY | FOELG_IKKE)
    except FileNotFoundError:
        raise IdentitetsFejl("noeglefil_mangler", fil=fil) from None
    except OSError:
        raise IdentitetsFejl("noeglefil_laeses_ikke", fil=fil) from None
    with os.fdopen(nummer, "rb") as laeser:
        tilstand = os.fstat(laeser.fileno())
        if not kun_ejerens(tilstand):
            raise IdentitetsFejl("noeglefil_aaben", fil=fil)
        maerke = (str(fil), tilstand.st_ino, tilstand.st_mtime_ns, tilstand.st_size)
        return _husk(maerke, lambda: _tyd(laeser.read()))


def glem_husket() -> None:
    """Ask for the keys anew next time."""
    _husket.clear()


def _husk(maerke: tuple[Any, ...], hent: Any) -> Noeglering:
    if maerke not in _husket:
        ring = hent()
        _husket.clear()
        _husket[maerke] = ring
    return _husket[maerke]


def _spoerg(kommando: str) -> Noeglering:
    try:
        svar = subprocess.run(
            shlex.split(kommando), capture_output=True, check=True, timeout=_SEKUNDER, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        # Neither the command nor what it said is repeated: both may hold secrets.
        raise IdentitetsFejl("kommando_svarer_ikke", variabel=KOMMANDO) from None
    return _tyd(svar.stdout)


def _tyd(indhold: bytes) -> Noeglering:
    try:
        noegler = tuple(_tyd_en(post) for post in json.loads(indhold)["noegler"])
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise IdentitetsFejl("noegler_beskadiget") from None
    if len({(noegle.slags, noegle.nr) for noegle in noegler}) != len(noegler):
        raise IdentitetsFejl("noegler_beskadiget")
    return Noeglering(noegler)


def _tyd_en(post: Mapping[str, Any]) -> Noegle:
    bytes_ = base64.b64decode(str(post["noegle"]), validate=True)
    if len(bytes_) != _BYTES:
        raise ValueError
    pensioneret = post.get("pensioneret")
    return Noegle(
        Slags(post["slags"]),
        int(post["nr"]),
        bytes_,
        str(post["lavet"]),
        None if pensioneret is None else str(pensioneret),
    )


def som_json(ring: Noeglering) -> bytes:
    """The keys as the file holds them."""
    poster = [
        {
            "slags": noegle.slags.value,
            "nr": noegle.nr,
            "noegle": base64.b64encode(noegle.bytes_).decode(),
            "lavet": noegle.lavet,
            "pensioneret": noegle.pensioneret,
        }
        for noegle in ring.noegler
    ]
    return json.dumps({"noegler": poster}, indent=1).encode() + b"\n"


@contextmanager
def ret_ring() -> Iterator[None]:
    """Let nobody else change the keys meanwhile. Raises ``IdentitetsFejl`` where they are not kept in a file."""
    if fra_kommando():
        raise IdentitetsFejl("noegler_i_kommando", variabel=KOMMANDO)
    fil = noeglefil()
    try:
        fil.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        nummer = os.open(fil.with_suffix(".laas"), os.O_RDWR | os.O_CREAT, _KUN_EJEREN)
    except OSError:
        raise IdentitetsFejl("noeglefil_skrives_ikke", fil=fil) from None
    try:
        laas(nummer)
        yield
    finally:
        os.close(nummer)


def gem_ring(ring: Noeglering) -> None:
    """Write the keys, whole or not at all. To be called inside :func:`ret_ring`."""
    fil = noeglefil()
    ny = fil.with_suffix(".ny")
    try:
        ny.unlink(missing_ok=True)
        nummer = os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _KUN_EJEREN)
        with os.fdopen(nummer, "wb") as skriver:
            skriver.write(som_json(ring))
            skriver.flush()
            os.fsync(skriver.fileno())
        ny.replace(fil)
        gem_mappe(fil.parent)
    except OSError:
        raise IdentitetsFejl("noeglefil_skrives_ikke", fil=fil) from None
    glem_husket()


def med_ny(ring: Noeglering, slags: Slags) -> Noeglering:
    """The ring with one more version of a key."""
    naeste = max((noegle.nr for noegle in ring.af(slags)), default=0) + 1
    return Noeglering((*ring.noegler, ny_noegle(slags, naeste)))


def med_pensioneret(ring: Noeglering, slags: Slags) -> Noeglering:
    """The ring with all but the newest version of a key retired."""
    gaeldende, nu = ring.gaeldende(slags), dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    return Noeglering(
        tuple(
            replace(noegle, pensioneret=nu)
            if noegle.slags is slags and noegle.nr != gaeldende.nr and noegle.pensioneret is None
            else noegle
            for noegle in ring.noegler
        )
    )


def uden(ring: Noeglering, slags: Slags, nr: int) -> Noeglering:
    """The ring without one version: what was encrypted with it can never be read again."""
    return Noeglering(tuple(noegle for noegle in ring.noegler if (noegle.slags, noegle.nr) != (slags, nr)))
