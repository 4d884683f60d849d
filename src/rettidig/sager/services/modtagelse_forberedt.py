"""An upload kept from the preview until somebody confirms it, drops it, or it expires.

It lies in a private folder of its own, so a program that is started again finds it, and confirming can be repeated: the
import is one act or none, and what has been imported once is not imported again.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rettidig.forloeb import laes_kilde
from rettidig.forloeb.lager.udtraeksstroem import Udtraeksstroem, aabn_udtraek
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling
from rettidig.sager.opbevaring import opbevaring
from rettidig.sager.services import indlaesning
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sager.services.modtagelse import Stroem, modtag_filer, modtagelsesmappe
from rettidig.sager.services.modtagelse_graenser import GRAENSER, Graenser

_KORT = "forberedt.json"
_LAAS = "laas"
_ID = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Forberedt:
    """An upload that waits: who sent it, what it is, until when it waits, and the act it became, if it has.

    ``kilde`` is the mapping it is read with; ``aftryk`` the sha256 of what was sent. Nobody but ``hvem`` can find it.
    """

    id: str
    hvem: str
    navn: str
    aftryk: str
    byte: int
    filer: tuple[str, ...]
    kilde: str | None
    udloeber: dt.datetime
    handling: int | None = None

    @property
    def fagsystem(self) -> str:
        """The system the extract is all the knowledge of, where nothing else is said."""
        return laes_kilde(self.kilde).navn


def holder() -> dt.timedelta:
    """How long an upload is kept for its confirmation."""
    return dt.timedelta(hours=opbevaring().mellemstation.timer)


def forbered(
    sendt: Iterable[tuple[str, Stroem]],
    *,
    hvem: str,
    kilde: str | None = None,
    graenser: Graenser = GRAENSER,
    nu: dt.datetime | None = None,
) -> Forberedt:
    """Take in an upload and keep it for :func:`bekraeft`; ``hvem`` is who sent it. Raises ``SagsFejl``."""
    if not hvem.strip():
        raise SagsFejl("hvem_mangler")
    nu = nu or _nu()
    ryd_udloebne(nu)
    modtaget = modtag_filer(sendt, graenser, kilde=kilde)
    try:
        egen = Forberedt(
            secrets.token_urlsafe(16),
            hvem.strip(),
            modtaget.navn,
            modtaget.aftryk,
            modtaget.byte,
            modtaget.filer,
            kilde,
            nu + holder(),
        )
        _skriv(modtaget.mappe, egen)
        modtaget.mappe.rename(_mappe(egen.id))
    except BaseException:
        modtaget.slet()
        raise
    return egen


def hent_forberedt(id_: str, *, hvem: str, nu: dt.datetime | None = None) -> Forberedt:
    """The upload ``hvem`` has waiting. Raises ``SagsFejl``, the same for one that is not there and one of another."""
    egen = _laes(_mappe(id_)) if _ID.fullmatch(id_) else None
    if egen is None or egen.hvem != hvem.strip() or egen.udloeber <= (nu or _nu()):
        raise SagsFejl("forberedt_findes_ikke")
    return _som_gjort(egen)


def aabn_forberedt(egen: Forberedt) -> Udtraeksstroem:
    """The extract itself, for :func:`indlaesning.forhaandsvis`.

    Raises ``UbrugeligeData`` where it cannot be used, and ``SagsFejl`` where it has been imported.
    """
    if egen.handling is not None:
        raise SagsFejl("forberedt_indlaest", nummer=egen.handling)
    return aabn_udtraek(_mappe(egen.id) / "udtraek", egen.kilde)


def bekraeft(
    id_: str,
    *,
    hvem: str,
    fagsystem: str | None = None,
    hvorfor: str = "",
    luk_mange: bool = False,
    trin: Callable[[str, str], None] = lambda *_: None,
) -> indlaesning.Indlaest:
    """Import the upload, once. Two who confirm at once follow each other, and the second is told the act's number.

    What is refused, or cut short, may be confirmed again. Raises ``SagsFejl`` and ``UbrugeligeData``.
    """
    hent_forberedt(id_, hvem=hvem)
    with _alene(id_):
        egen = hent_forberedt(id_, hvem=hvem)
        data = aabn_forberedt(egen)
        indlaest = indlaesning.indlaes(
            data,
            fagsystem or egen.fagsystem,
            hvem=egen.hvem,
            hvorfor=hvorfor,
            sted=egen.navn,
            luk_mange=luk_mange,
            forberedt=egen.id,
            trin=trin,
        )
        _skriv(_mappe(id_), replace(egen, handling=indlaest.handling.pk))
        shutil.rmtree(_mappe(id_) / "udtraek", ignore_errors=True)
    return indlaest


def opgiv(id_: str, *, hvem: str) -> None:
    """Drop the upload; nothing of it stays on the disk."""
    hent_forberedt(id_, hvem=hvem)
    with _alene(id_):
        shutil.rmtree(_mappe(id_), ignore_errors=True)


def ventende(hvem: str, nu: dt.datetime | None = None) -> list[Forberedt]:
    """What ``hvem`` has sent and not yet confirmed or dropped, the oldest first."""
    alle = (_laes(mappe) for mappe in _mapper())
    egne = [egen for egen in alle if egen is not None and egen.hvem == hvem.strip() and egen.udloeber > (nu or _nu())]
    return sorted((egen for egen in map(_som_gjort, egne) if egen.handling is None), key=lambda egen: egen.udloeber)


def ryd_udloebne(nu: dt.datetime | None = None) -> int:
    """Remove what nobody confirmed in time, and what a program that died left behind. Returns how many."""
    nu = nu or _nu()
    ryddet = 0
    for mappe in sorted(modtagelsesmappe().iterdir()):
        egen = _laes(mappe)
        try:
            forladt = egen is None and mappe.stat().st_mtime < (nu - holder()).timestamp()
        except OSError:
            continue
        if forladt or (egen is not None and egen.udloeber <= nu):
            shutil.rmtree(mappe, ignore_errors=True)
            ryddet += 1
    return ryddet


def _som_gjort(egen: Forberedt) -> Forberedt:
    """With the act it became, also where the program died between the import and the card beside the files."""
    if egen.handling is not None:
        return egen
    with klare_fejl():
        nummer = Handling.objects.filter(forberedt=egen.id).values_list("pk", flat=True).first()
    return egen if nummer is None else replace(egen, handling=int(nummer))


def _mapper() -> Iterator[Path]:
    return (mappe for mappe in modtagelsesmappe().iterdir() if _ID.fullmatch(mappe.name))


def _mappe(id_: str) -> Path:
    return modtagelsesmappe() / id_


def _nu() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _skriv(mappe: Path, egen: Forberedt) -> None:
    """The card beside the files, whole or as it was."""
    ny = mappe / f"{_KORT}.ny"
    ny.write_text(json.dumps(asdict(egen) | {"udloeber": egen.udloeber.isoformat()}), encoding="utf-8")
    ny.replace(mappe / _KORT)


def _laes(mappe: Path) -> Forberedt | None:
    try:
        kort = json.loads((mappe / _KORT).read_text(encoding="utf-8"))
        return Forberedt(
            **kort | {"udloeber": dt.datetime.fromisoformat(kort["udloeber"]), "filer": tuple(kort["filer"])}
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def _alene(id_: str) -> Iterator[None]:
    """Hold others off this upload; a program that dies lets go of it."""
    try:
        laas = os.open(_mappe(id_) / _LAAS, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise SagsFejl("forberedt_findes_ikke") from None
    try:
        fcntl.flock(laas, fcntl.LOCK_EX)
        yield
    finally:
        with suppress(OSError):
            os.close(laas)
