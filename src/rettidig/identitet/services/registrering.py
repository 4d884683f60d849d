"""Writes who citizens are: what is replaced is closed, and what is known now is opened beside it."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from rettidig.identitet.cpr import Cpr
from rettidig.identitet.kryptering import Plads, aabn_alle, fingeraftryk, luk
from rettidig.identitet.models import LUKKEDE_FELTER, Identitetsregistrering
from rettidig.identitet.noeglering import Noeglering, Slags
from rettidig.identitet.person import Adresse, Person
from rettidig.sager.models import Handling

_AD_GANGEN = 2_000


def aabnet(ring: Noeglering, registrering: Identitetsregistrering) -> Person:
    """What a registration says. Raises ``IdentitetsFejl`` where it cannot be opened."""
    plads = Plads(registrering.borger_id, registrering.maerke)
    felter = aabn_alle(ring, plads, {felt: getattr(registrering, felt) for felt in LUKKEDE_FELTER})
    adresse, paaroerende = felter["adresse"], felter["paaroerende"]
    return Person(
        Cpr(felter["cpr"] or ""),
        felter["navn"] or "",
        None if adresse is None else Adresse.fra_tekst(adresse),
        registrering.adressebeskyttet,
        registrering.beskyttet_til,
        () if paaroerende is None else tuple(Cpr(cifre) for cifre in json.loads(paaroerende)),
    )


def lukket(ring: Noeglering, plads: Plads, person: Person) -> dict[str, Any]:
    """A person as the columns hold them."""
    felter: dict[str, str | None] = {
        "cpr": person.cpr.cifre,
        "navn": person.navn,
        "adresse": None if person.adresse is None else person.adresse.som_tekst(),
    }
    return {
        "noegle_nr": ring.gaeldende(Slags.KRYPTERING).nr,
        "opslag_nr": ring.gaeldende(Slags.OPSLAG).nr,
        "cpr_opslag": fingeraftryk(ring, person.cpr),
        **{felt: None if vaerdi is None else luk(ring, plads, felt, vaerdi) for felt, vaerdi in felter.items()},
        "paaroerende": lukkede_paaroerende(ring, plads, person.paaroerende),
    }


def lukkede_paaroerende(ring: Noeglering, plads: Plads, paaroerende: Sequence[Cpr]) -> bytes | None:
    """The relatives as their column holds them; ``None`` for none."""
    if not paaroerende:
        return None
    return luk(ring, plads, "paaroerende", json.dumps([cpr.cifre for cpr in paaroerende]))


def staaende(borgere: Iterable[int]) -> dict[int, list[Identitetsregistrering]]:
    """The registrations that stand, by citizen in the order of their days."""
    fundne: dict[int, list[Identitetsregistrering]] = {}
    alle = Identitetsregistrering.objects.filter(borger_id__in=list(borgere), lukket_af=None)
    for registrering in alle.order_by("borger_id", "periode"):
        fundne.setdefault(registrering.borger_id, []).append(registrering)
    return fundne


def skriv(
    ring: Noeglering,
    handling: Handling,
    nye: Mapping[int, tuple[Person, dt.date | None]],
    gamle: Mapping[int, Sequence[Identitetsregistrering]],
) -> None:
    """Register persons from a day on (``None``: always). What stood before that day stands, the rest is closed."""
    lukkes: list[int] = []
    aabnes: list[Identitetsregistrering] = []
    for borger, (person, fra) in nye.items():
        for gammel in gamle.get(borger, ()):
            foer, efter = gammel.periode.lower, gammel.periode.upper
            if fra is not None and efter is not None and efter <= fra:
                continue
            lukkes.append(gammel.pk)
            if fra is not None and (foer is None or foer < fra):
                tidligere = aabnet(ring, gammel)
                aabnes.append(_ny(ring, handling, borger, tidligere, DateRange(foer, fra)))
        aabnes.append(_ny(ring, handling, borger, person, DateRange(fra, None)))
    with connection.cursor() as markoer:
        markoer.execute(
            "UPDATE identitet_registrering SET registreret = tstzrange(lower(registreret), %s), lukket_af_id = %s"
            " WHERE id = ANY(%s)",
            [handling.tidspunkt, handling.pk, lukkes],
        )
    Identitetsregistrering.objects.bulk_create(aabnes, batch_size=_AD_GANGEN)


def _ny(
    ring: Noeglering, handling: Handling, borger: int, person: Person, periode: DateRange
) -> Identitetsregistrering:
    maerke = uuid.uuid4()
    return Identitetsregistrering(
        borger_id=borger,
        periode=periode,
        registreret=DateTimeTZRange(handling.tidspunkt, None),
        handling=handling,
        maerke=maerke,
        adressebeskyttet=person.adressebeskyttet,
        beskyttet_til=person.beskyttet_til,
        **lukket(ring, Plads(borger, maerke), person),
    )
