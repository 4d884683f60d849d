"""Shows what is otherwise hidden, and writes down who saw it before it is shown.

Whether they may is asked before this.
"""

from __future__ import annotations

from django.db import transaction

from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.models import Afsloering
from rettidig.identitet.person import Adresse, Person
from rettidig.identitet.selectors.opslag import i_dag, registreringer
from rettidig.identitet.services.noeglebrug import ring_til_laesning
from rettidig.identitet.services.registrering import aabnet
from rettidig.sager.services.fejlvej import klare_fejl


def vis_cpr(borger: int, *, hvem: str, formaal: str) -> str:
    """The whole CPR number of a citizen. Raises ``IdentitetsFejl`` where nobody or no purpose is named, and for nobody
    known; where it cannot be written down, nothing is shown.
    """
    return _vis(borger, "cpr", hvem, formaal).cpr.skrevet


def vis_adresse(borger: int, *, hvem: str, formaal: str) -> Adresse | None:
    """The address of a citizen, protected or not; ``None`` where none is known. Raises as :func:`vis_cpr`."""
    return _vis(borger, "adresse", hvem, formaal).adresse


def _vis(borger: int, hvad: str, hvem: str, formaal: str) -> Person:
    if not hvem.strip():
        raise IdentitetsFejl("hvem_mangler")
    if not formaal.strip():
        raise IdentitetsFejl("formaal_mangler")
    fundet = registreringer([borger], i_dag()).get(borger)
    if fundet is None:
        raise IdentitetsFejl("ukendt_identitet")
    with klare_fejl(), transaction.atomic():
        Afsloering.objects.create(borger_id=borger, hvem=hvem.strip(), hvad=hvad, formaal=formaal.strip())
    return aabnet(ring_til_laesning(), fundet)
