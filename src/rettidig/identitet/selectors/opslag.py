"""Names for lists and letters, and citizens found by their CPR number. What is protected is not told here."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from rettidig.identitet.cpr import Cpr, tyd_cpr
from rettidig.identitet.kryptering import Plads, aabn, alle_fingeraftryk
from rettidig.identitet.models import Identitetsregistrering
from rettidig.identitet.noeglering import Noeglering
from rettidig.identitet.person import Adresse, Person
from rettidig.identitet.services.noeglebrug import ring_til_laesning
from rettidig.identitet.services.registrering import aabnet
from rettidig.sager.services.fejlvej import klare_fejl

_HER = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Visning:
    """What a list may show of a citizen: the name, the birth date of the CPR number, and whether they are protected."""

    navn: str = field(repr=False)
    foedselsdag_maske: str = field(repr=False)
    beskyttet: bool


def navne(
    borger_pks: Collection[int], *, pr: dt.date | None = None, kendt: dt.datetime | None = None
) -> dict[int, Visning]:
    """Name, masked number and protection of citizens, on a day (today) and as known at a time (now).

    A citizen whose identity is not known is left out. Raises ``IdentitetsFejl`` where the keys cannot be had.
    """
    dag = pr or i_dag()
    return {
        borger: Visning(person.navn, person.cpr.maske, er_beskyttet(person, dag))
        for borger, person in _personer(borger_pks, dag, kendt).items()
    }


def adresser(
    borger_pks: Collection[int], *, pr: dt.date | None = None, kendt: dt.datetime | None = None
) -> dict[int, Adresse | None]:
    """Addresses of citizens; ``None`` for one that is protected or not known. See ``services.afsloering`` for those."""
    dag = pr or i_dag()
    return {
        borger: None if er_beskyttet(person, dag) else person.adresse
        for borger, person in _personer(borger_pks, dag, kendt).items()
    }


def find_cpr(cpr: Cpr | str) -> int | None:
    """The number in the store of the citizen with a CPR number, as known now. Raises ``IdentitetsFejl`` for no CPR."""
    soegt = cpr if isinstance(cpr, Cpr) else tyd_cpr(cpr)
    with klare_fejl():
        if not Identitetsregistrering.objects.exists():
            return None
        aftryk = alle_fingeraftryk(ring_til_laesning(), soegt)
        staar = Identitetsregistrering.objects.filter(lukket_af=None, cpr_opslag__in=aftryk)
        # The one whose number it is on the latest day, where a number has been corrected.
        fundet = staar.order_by("-periode").values_list("borger_id", flat=True).first()
    return None if fundet is None else int(fundet)


def familie(borger: int) -> frozenset[int]:
    """The citizens in the store who are named as relatives of one, or who name that one; both ways round.

    The second way opens what every citizen with relatives has of them: about a tenth of a second per ten thousand.
    """
    person = _personer([borger], i_dag(), None).get(borger)
    if person is None:
        return frozenset()
    navngivne = {find_cpr(cpr) for cpr in person.paaroerende}
    andre = Identitetsregistrering.objects.filter(lukket_af=None).exclude(paaroerende=None).exclude(borger_id=borger)
    ring = ring_til_laesning()
    navngivere = {r.borger_id for r in andre.iterator() if person.cpr.cifre in _paaroerende(ring, r)}
    return frozenset(nr for nr in navngivne | navngivere if nr is not None and nr != borger)


def _paaroerende(ring: Noeglering, registrering: Identitetsregistrering) -> list[str]:
    plads = Plads(registrering.borger_id, registrering.maerke)
    cifre: list[str] = json.loads(aabn(ring, plads, "paaroerende", registrering.paaroerende))
    return cifre


def beskyttede(pr: dt.date | None = None) -> Any:
    """The citizens whose address is protected on a day, as a query for ``borger_id`` to limit others by."""
    dag = pr or i_dag()
    staar = Identitetsregistrering.objects.filter(lukket_af=None, adressebeskyttet=True, periode__contains=dag)
    return staar.filter(Q(beskyttet_til=None) | Q(beskyttet_til__gte=dag)).values("borger_id")


def er_beskyttet(person: Person, dag: dt.date) -> bool:
    """Whether a person's address is protected on a day."""
    return person.adressebeskyttet and (person.beskyttet_til is None or dag <= person.beskyttet_til)


def i_dag() -> dt.date:
    """Today in Denmark."""
    return dt.datetime.now(tz=_HER).date()


def _personer(borger_pks: Iterable[int], dag: dt.date, kendt: dt.datetime | None) -> dict[int, Person]:
    return {borger: aabnet(ring_til_laesning(), r) for borger, r in registreringer(borger_pks, dag, kendt).items()}


def registreringer(
    borger_pks: Iterable[int], dag: dt.date, kendt: dt.datetime | None = None
) -> dict[int, Identitetsregistrering]:
    """What is registered of citizens on a day, as known at a time (now), still closed."""
    alle = Identitetsregistrering.objects.filter(borger_id__in=list(borger_pks), periode__contains=dag)
    med_tid = alle.filter(lukket_af=None) if kendt is None else alle.filter(registreret__contains=kendt)
    with klare_fejl():
        return {registrering.borger_id: registrering for registrering in med_tid}
