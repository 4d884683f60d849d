"""Erases citizens with who they are, and keeps outside the database the list of whom to erase again after a restore.

A backup still holds those who were erased since it was taken. The list beside the keys holds no key and no name, only
fingerprints made with a secret of its own; after an old backup has been restored, :func:`slet_igen` finds them by it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from django.db import connection
from psycopg import sql

from rettidig.drift.hemmeligheder import hemmelig_mappe, hemmelighed
from rettidig.identitet import noeglering
from rettidig.identitet.cpr import Cpr
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.fillaas import laas
from rettidig.identitet.kryptering import Plads
from rettidig.identitet.models import Identitetsregistrering
from rettidig.identitet.noeglering import Noeglering
from rettidig.identitet.services.registrering import aabnet, lukkede_paaroerende
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Borger, Sletning
from rettidig.sager.services import sletning
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sager.services.sletning import SLETTET, Sletningssag, Slettet

_HEMMELIGHED = "sletteliste-noegle"
_VARIABEL = "RETTIDIG_SLETTELISTENOEGLE"
_FIL = "sletteliste"
_KUN_EJEREN = 0o600
_BEROERTE = ("sager_borger", "sager_handling", "identitet_registrering", "identitet_afsloering")


def slet(noegler: Sequence[str], *, hvem: str, hvorfor: str, tabeller: Sequence[str] = ()) -> Slettet:
    """Erase citizens, named by their keys, and note it on the list outside the database.

    Raises ``SagsFejl`` and ``IdentitetsFejl``, with nothing erased.
    """
    slettet = sletning.slet(noegler, hvem=hvem, hvorfor=hvorfor, tabeller=tabeller, kendetegn=kendetegn)
    foer_sletteliste()
    _ryd_op(slettet)
    return slettet


def slet_igen(*, hvem: str, hvorfor: str) -> Slettet | None:
    """Erase those on the list who are in the store, as they are after an old backup has been restored.

    To be done before anything is imported. ``None`` where nobody is found. Raises as :func:`slet`.
    """
    paa_listen = set(_paa_listen())
    fundne = [
        noegle
        for noegle in Borger.objects.order_by("pk").values_list("noegle", flat=True).iterator()
        if kendetegn(noegle) in paa_listen
    ]
    return slet(fundne, hvem=hvem, hvorfor=hvorfor) if fundne else None


def kendetegn(noegle: str) -> str:
    """The fingerprint a citizen's key has on the list."""
    hemmelig = hemmelighed(_HEMMELIGHED, _VARIABEL).encode()
    return hmac.new(hemmelig, noegle.encode(), hashlib.sha256).hexdigest()


def sletteliste() -> Path:
    """The file with the fingerprints of those erased, one per line."""
    return hemmelig_mappe() / _FIL


def foer_sletteliste() -> None:
    """Bring the list up to date from what the database has of erasures; also those a killed program did not write."""
    alle = Sletning.objects.exclude(kendetegn="").order_by("pk").values_list("kendetegn", flat=True)
    try:
        nummer = os.open(sletteliste(), os.O_RDWR | os.O_CREAT | os.O_APPEND, _KUN_EJEREN)
        with os.fdopen(nummer, "r+", encoding="ascii") as fil:
            laas(fil.fileno())
            sete = {linje.strip() for linje in fil}
            fil.writelines(f"{tegn}\n" for tegn in dict.fromkeys(alle) if tegn not in sete)
            fil.flush()
            os.fsync(fil.fileno())
    except OSError:
        raise IdentitetsFejl("sletteliste_skrives_ikke") from None


def _glem_hos_paaroerende(ring: Noeglering, sag: Sletningssag, numre: set[Cpr]) -> None:
    """Take the erased out of what others have of relatives, now and before."""
    if not numre:
        return
    andre = Identitetsregistrering.objects.exclude(paaroerende=None).exclude(borger_id__in=sag.numre)
    for raekke in andre.iterator():
        person = aabnet(ring, raekke)
        tilbage = tuple(cpr for cpr in person.paaroerende if cpr not in numre)
        if tilbage != person.paaroerende:
            felter = lukkede_paaroerende(ring, Plads(raekke.borger_id, raekke.maerke), tilbage)
            Identitetsregistrering.objects.filter(pk=raekke.pk).update(paaroerende=felter)


def _ryd_op(slettet: Slettet) -> None:
    """Have the server drop what was deleted, and what its statistics remember of it, at once and not when it likes.

    The erasure stands whatever becomes of this: the server does the same by itself later.
    """
    if connection.in_atomic_block:
        return
    tabeller = {*_BEROERTE, *(f"sager_{navn}" for navn, antal in slettet.raekker.items() if antal)}
    with suppress(SagsFejl), klare_fejl(), connection.cursor() as markoer:
        for tabel in sorted(tabeller):
            markoer.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(tabel)))


def _paa_listen() -> list[str]:
    try:
        return sletteliste().read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        raise IdentitetsFejl("sletteliste_laeses_ikke") from None


def slet_identiteter(sag: Sletningssag) -> Iterable[str]:
    """Part of every erasure: who the citizens are goes, and the log of reveals keeps a pseudonym in their place.

    Answers with the names and numbers there were. Erasing does without keys that are lost: then nothing can be opened,
    and nothing can be looked for.
    """
    if not sag.hele_borgeren:
        return []
    spor: list[str] = []
    numre: set[Cpr] = set()
    raekker = Identitetsregistrering.objects.filter(borger_id__in=sag.numre)
    if raekker.exists():
        try:
            ring = noeglering.hent_ring()
            for raekke in raekker:
                person = aabnet(ring, raekke)
                spor += [person.navn, person.cpr.cifre, person.cpr.skrevet]
                numre.add(person.cpr)
            _glem_hos_paaroerende(ring, sag, numre)
        except IdentitetsFejl:
            spor = []
    with connection.cursor() as markoer:
        markoer.execute("DELETE FROM identitet_registrering WHERE borger_id = ANY(%s)", [sag.numre])
        markoer.executemany(
            "UPDATE identitet_afsloering SET borger_id = NULL, pseudonym = %s, formaal = %s WHERE borger_id = %s",
            [(borger.pseudonym, SLETTET, borger.pk) for borger in sag.borgere],
        )
    return spor
