"""What other systems send: previewed, confirmed once, and the same sending however often it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection

from rettidig.api.models import Indlevering, System
from rettidig.api.problemer import Problem
from rettidig.forloeb import Fundblok, UbrugeligeData
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling
from rettidig.sager.services import indlaesning
from rettidig.sager.services.modtagelse import Stroem, modtag_filer
from rettidig.sager.services.modtagelse_forberedt import (
    aabn_forberedt,
    forbered,
    hent_forberedt,
)
from rettidig.sager.services.modtagelse_forberedt import bekraeft as bekraeft_forberedt
from rettidig.sager.services.modtagelse_forberedt import opgiv as opgiv_forberedt

_NOEGLE = re.compile(r"[A-Za-z0-9_-]{8,100}")
_FLEST_RAEKKER = 20
KLAR, INDLAEST, UDLOEBET = "klar", "indlaest", "udloebet"


def indlever(
    system: System,
    noegle: str,
    sendt: Sequence[tuple[str, Stroem]],
    *,
    kilde: str | None = None,
    fagsystem: str | None = None,
) -> tuple[dict[str, Any], bool]:
    """Take in what was sent and say what importing it would do; nothing is written to the facts.

    Returns the answer, and whether it is new: the same sending under the same key is answered as the first time, also
    when both arrive at once. Raises :class:`Problem`, ``SagsFejl`` and ``UbrugeligeData``.
    """
    if not _NOEGLE.fullmatch(noegle):
        raise Problem(422, "idempotens")
    with _alene(f"api.indlevering.{system.pk}.{noegle}"):
        tidligere = Indlevering.objects.filter(system=system, noegle=noegle).first()
        if tidligere is not None:
            with modtag_filer(sendt, kilde=kilde) as modtaget:
                if modtaget.aftryk != tidligere.aftryk:
                    raise Problem(409, "anden_levering")
            return svar(tidligere), False
        egen = forbered(sendt, hvem=_hvem(system), kilde=kilde)
        try:
            data = aabn_forberedt(egen)
            navn = fagsystem or egen.fagsystem
            if navn not in system.fagsystemer:
                raise Problem(403, "andet_fagsystem", kendte=", ".join(system.fagsystemer))
            visning = indlaesning.forhaandsvis(data, navn)
            ny = Indlevering.objects.create(
                system=system,
                noegle=noegle,
                aftryk=egen.aftryk,
                forberedt=egen.id,
                fagsystem=navn,
                visning=_vist(visning),
                udloeber=egen.udloeber,
            )
        except (Problem, SagsFejl, UbrugeligeData, IntegrityError):
            opgiv_forberedt(egen.id, hvem=_hvem(system))
            raise
    return svar(ny), True


def find(system: System, id_: str) -> Indlevering:
    """The system's own sending. Raises :class:`Problem`, alike for none and for another's."""
    fundet: Indlevering | None = Indlevering.objects.filter(system=system, forberedt=id_).first()
    if fundet is None:
        raise Problem(404, "ukendt_levering")
    return fundet


def bekraeft(system: System, id_: str, *, luk_mange: bool = False, hvorfor: str = "") -> dict[str, Any]:
    """Import the sending, once; confirmed again, or by two at once, it is answered as the first time."""
    egen = find(system, id_)
    try:
        bekraeft_forberedt(id_, hvem=_hvem(system), fagsystem=egen.fagsystem, hvorfor=hvorfor, luk_mange=luk_mange)
    except SagsFejl as fejl:
        if fejl.kode not in {"forberedt_indlaest", "forberedt_findes_ikke"} or _handling(egen) is None:
            raise
    return svar(egen)


def opgiv(system: System, id_: str) -> None:
    """Drop the sending before it is imported; what has been imported stays. Raises :class:`Problem`."""
    egen = find(system, id_)
    if _handling(egen) is not None:
        raise Problem(409, "status_409")
    try:
        opgiv_forberedt(id_, hvem=_hvem(system))
    except SagsFejl as fejl:
        if fejl.kode != "forberedt_findes_ikke":
            raise
    egen.delete()


def svar(egen: Indlevering) -> dict[str, Any]:
    """How the sending stands, with what was said when it was taken in."""
    handling = _handling(egen)
    return {
        "id": egen.forberedt,
        "status": _status(egen, handling),
        "fagsystem": egen.fagsystem,
        "aftryk": egen.aftryk,
        "udloeber": egen.udloeber.isoformat(),
        "handling": None if handling is None else handling.pk,
        "tidspunkt": None if handling is None else handling.tidspunkt.isoformat(),
        "indlaest": None if handling is None else handling.tal,
        **egen.visning,
    }


def _status(egen: Indlevering, handling: Handling | None) -> str:
    if handling is not None:
        return INDLAEST
    try:
        hent_forberedt(egen.forberedt, hvem=_hvem(egen.system))
    except SagsFejl:
        return UDLOEBET
    return KLAR


def _handling(egen: Indlevering) -> Handling | None:
    """The act the sending became, as the card beside its files says."""
    try:
        nummer = hent_forberedt(egen.forberedt, hvem=_hvem(egen.system)).handling
    except SagsFejl:
        nummer = egen.visning.get("handling")
    if nummer is None:
        return None
    if egen.visning.get("handling") != nummer:
        egen.visning = {**egen.visning, "handling": nummer}
        egen.save(update_fields=["visning"])
    fundet: Handling | None = Handling.objects.filter(pk=nummer).first()
    return fundet


def _hvem(system: System) -> str:
    return f"system:{system.navn}"


def _vist(visning: indlaesning.Forhaandsvisning) -> dict[str, Any]:
    rapport = visning.rapport
    return {
        "tabeller": {
            navn: {
                "laest": rapport.tal[navn].laest,
                "godkendt": rapport.tal[navn].godkendt,
                "sat_til_side": rapport.tal[navn].sat_til_side,
                **asdict(tal),
            }
            for navn, tal in visning.tal.items()
        },
        "fravaerende": list(visning.fravaerende),
        "lukker_mange": visning.lukker_mange,
        "sat_til_side": list(_grunde(rapport.blokke)),
    }


def _grunde(blokke: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Why rows were set aside: which rows, and never what stood in them."""
    for blok in blokke:
        if blok.art != "sat_til_side":
            continue
        flere = isinstance(blok, Fundblok)
        yield {
            "tabel": blok.tabel,
            "kolonne": blok.kolonne,
            "kode": blok.kode,
            "antal": len(blok) if flere else blok.antal,
            "raekker": [fund.raekke for fund in islice(blok, _FLEST_RAEKKER)] if flere else [],
        }


@contextmanager
def _alene(hvad: str) -> Iterator[None]:
    """Hold others off the same sending, in every process; a connection that dies lets go of it."""
    with connection.cursor() as markoer:
        markoer.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [hvad])
    try:
        yield
    finally:
        with connection.cursor() as markoer:
            markoer.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [hvad])
