"""The keys as they stand to the database: the right ones, and not retired by somebody in the meantime."""

from __future__ import annotations

from django.utils import timezone

from rettidig.identitet import noeglering
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.kryptering import proeve
from rettidig.identitet.models import Identitetsregistrering, Noegleversion
from rettidig.identitet.noeglering import Noeglering, Slags


def ring_til_laesning() -> Noeglering:
    """The keys, as far as they can be had. Raises ``IdentitetsFejl``."""
    return noeglering.hent_ring()


def ring_til_skrivning() -> Noeglering:
    """The keys to write with, inside the transaction that writes; made the first time, and never where some were lost.

    Raises ``IdentitetsFejl`` where the key of a number is another than the one this database was written with, and
    where the newest has been retired.
    """
    if not noeglering.findes():
        if Identitetsregistrering.objects.exists() or Noegleversion.objects.exists():
            raise IdentitetsFejl("noeglefil_mangler", fil=noeglering.noeglefil())
        with noeglering.ret_ring():
            if not noeglering.findes():
                noeglering.gem_ring(noeglering.foerste_ring())
    ring = noeglering.hent_ring()
    for slags in Slags:
        noegle = ring.gaeldende(slags)
        kendt, _ = Noegleversion.objects.get_or_create(
            slags=slags.value, nr=noegle.nr, defaults={"proeve": proeve(noegle.bytes_)}
        )
        # Held until this transaction ends: a key is not retired under the hands of one who writes with it.
        kendt = Noegleversion.objects.select_for_update().get(pk=kendt.pk)
        if bytes(kendt.proeve) != proeve(noegle.bytes_):
            raise IdentitetsFejl("forkert_noegle", slags=slags.value, nr=noegle.nr)
        if kendt.pensioneret is not None:
            raise IdentitetsFejl("ingen_gaeldende", slags=slags.value)
    return ring


def ring_til_proeve() -> Noeglering:
    """The keys to compare with; where nothing has ever been written, keys that are kept nowhere. Nothing is written."""
    if not noeglering.findes() and not Identitetsregistrering.objects.exists():
        return noeglering.foerste_ring()
    return noeglering.hent_ring()


def noter_pensionerede(ring: Noeglering) -> None:
    """Write down that versions have been retired."""
    for noegle in ring.noegler:
        if noegle.pensioneret is not None:
            Noegleversion.objects.filter(slags=noegle.slags.value, nr=noegle.nr, pensioneret=None).update(
                pensioneret=timezone.now()
            )
