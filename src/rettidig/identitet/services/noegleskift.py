"""Changes keys: a new version is made, all rows are written anew with it a few at a time, and the old one is retired.

Every portion is a transaction of its own. Killed anywhere, the same command goes on where it stopped; in the meantime
everything is read with the key it was written with and found under both fingerprints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from rettidig.identitet import noeglering
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.kryptering import Plads
from rettidig.identitet.models import Identitetsregistrering, Noegleversion
from rettidig.identitet.noeglering import Noeglering, Slags
from rettidig.identitet.services.noeglebrug import noter_pensionerede, ring_til_skrivning
from rettidig.identitet.services.registrering import aabnet, lukket
from rettidig.sager.services.handlinger import transaktion

_AD_GANGEN = 500
_KOLONNE: Mapping[Slags, str] = {Slags.KRYPTERING: "noegle_nr", Slags.OPSLAG: "opslag_nr"}
_NYE_KOLONNER = (
    ("noegle_nr", "int"),
    ("opslag_nr", "int"),
    *((kolonne, "bytea") for kolonne in ("cpr_opslag", "cpr", "navn", "adresse", "paaroerende")),
)
_SKRIV = (
    f"UPDATE identitet_registrering r SET {', '.join(f'{k} = n.{k}' for k, _ in _NYE_KOLONNER)}"
    f" FROM unnest(%s::bigint[], {', '.join(f'%s::{type_}[]' for _, type_ in _NYE_KOLONNER)})"
    f" AS n (id, {', '.join(k for k, _ in _NYE_KOLONNER)}) WHERE r.id = n.id"
)


@dataclass(frozen=True)
class Noeglestatus:
    """One version of one key: how many rows are written with it, and what has become of it."""

    slags: Slags
    nr: int
    raekker: int
    lavet: str | None
    pensioneret: bool
    mangler: bool


def ny(slags: Slags | None = None) -> Noeglering:
    """Make a new version of one kind of key, or of both; from now on it is written with. Rows stay until :func:`skift`.

    Raises ``IdentitetsFejl`` where rows stand and their keys are not there.
    """
    with noeglering.ret_ring():
        if not noeglering.findes():
            if Identitetsregistrering.objects.exists() or Noegleversion.objects.exists():
                raise IdentitetsFejl("noeglefil_mangler", fil=noeglering.noeglefil())
            ring = noeglering.foerste_ring()
        else:
            ring = noeglering.hent_ring()
            for valgt in (slags,) if slags else tuple(Slags):
                ring = noeglering.med_ny(ring, valgt)
        noeglering.gem_ring(ring)
    return ring


def status() -> list[Noeglestatus]:
    """Every version there is, or that rows are written with."""
    ring = noeglering.hent_ring() if noeglering.findes() else Noeglering(())
    svar: list[Noeglestatus] = []
    for slags in Slags:
        raekker = _raekker(slags)
        egne = {noegle.nr: noegle for noegle in ring.af(slags)}
        for nr in sorted({*egne, *raekker}):
            noegle = egne.get(nr)
            svar.append(
                Noeglestatus(
                    slags,
                    nr,
                    raekker.get(nr, 0),
                    None if noegle is None else noegle.lavet,
                    noegle is not None and noegle.pensioneret is not None,
                    noegle is None,
                )
            )
    return svar


def skift(fremad: Callable[[int], None] = lambda _antal: None) -> int:
    """Write every row that stands under an older key anew with the newest, then retire the older. Returns how many.

    ``fremad`` is told after each portion how many have been written. Where the keys come from a command they are
    retired there, by whoever keeps them.
    """
    skrevet = 0
    while antal := _portion():
        skrevet += antal
        fremad(skrevet)
    if not noeglering.fra_kommando() and noeglering.findes():
        with noeglering.ret_ring():
            _pensioner()
    return skrevet


def glem(slags: Slags, nr: int) -> None:
    """Destroy a retired key: what old backups hold under it can never be read again.

    Raises ``IdentitetsFejl`` for one that is in use, by the program or by a row.
    """
    with noeglering.ret_ring(), transaktion() as markoer:
        _hold_andre_ude(markoer)
        ring = noeglering.hent_ring()
        if ring.find(slags, nr).pensioneret is None or _raekker(slags).get(nr):
            raise IdentitetsFejl("noegle_i_brug", slags=slags.value, nr=nr)
        Noegleversion.objects.filter(slags=slags.value, nr=nr).update(glemt=timezone.now())
        noeglering.gem_ring(noeglering.uden(ring, slags, nr))


def _portion() -> int:
    if not Identitetsregistrering.objects.exists():
        return 0
    with transaktion() as markoer:
        ring = ring_til_skrivning()
        naeste = [ring.gaeldende(slags).nr for slags in (Slags.KRYPTERING, Slags.OPSLAG)]
        markoer.execute(
            "SELECT id FROM identitet_registrering WHERE (noegle_nr, opslag_nr) <> (%s, %s)"
            " ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
            [*naeste, _AD_GANGEN],
        )
        numre = [raekke[0] for raekke in markoer.fetchall()]
        raekker = list(Identitetsregistrering.objects.filter(pk__in=numre))
        nye = [lukket(ring, Plads(r.borger_id, r.maerke), aabnet(ring, r)) for r in raekker]
        markoer.execute("SELECT set_config('rettidig.noegleskift', '1', true)")
        markoer.execute(
            _SKRIV, [[r.pk for r in raekker], *([nyt[kolonne] for nyt in nye] for kolonne, _ in _NYE_KOLONNER)]
        )
        markoer.execute("SELECT set_config('rettidig.noegleskift', '', true)")
    return len(raekker)


def _pensioner() -> None:
    with transaktion() as markoer:
        _hold_andre_ude(markoer)
        ring = noeglering.hent_ring()
        for slags in Slags:
            if set(_raekker(slags)) <= {ring.gaeldende(slags).nr}:
                ring = noeglering.med_pensioneret(ring, slags)
        noter_pensionerede(ring)
        noeglering.gem_ring(ring)


def _hold_andre_ude(markoer: CursorWrapper) -> None:
    """Wait for those who write who citizens are, and let nobody begin meanwhile.

    In the order of :func:`ring_til_skrivning`: the versions by kind and number, and the rows after them. The other way
    round, one who writes and one who retires would wait for each other.
    """
    list(Noegleversion.objects.select_for_update().order_by("slags", "nr"))
    markoer.execute("LOCK TABLE identitet_registrering IN SHARE MODE")


def _raekker(slags: Slags) -> dict[int, int]:
    kolonne = _KOLONNE[slags]
    with connection.cursor() as markoer:
        markoer.execute(f"SELECT {kolonne}, count(*) FROM identitet_registrering GROUP BY {kolonne}")
        return {int(nr): int(antal) for nr, antal in markoer.fetchall()}
