"""What identity adds to the state of the system: whether the keys fit what is written, and erasures. Nobody's name."""

from __future__ import annotations

from rettidig.drift.tilstand import bidrag
from rettidig.identitet import noeglering
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.kryptering import proeve
from rettidig.identitet.models import Identitetsregistrering, Noegleversion
from rettidig.sager.models import Sletning


@bidrag("identitet")
def identitet() -> dict[str, int | bool]:
    """Citizens whose identity is known, whether their keys are there and the right ones, and citizens erased."""
    staar = Identitetsregistrering.objects.filter(lukket_af=None)
    return {
        "kendte_identiteter": staar.values("borger_id").distinct().count(),
        "noegler_passer": noegler_passer(),
        "slettede_borgere": Sletning.objects.filter(tabel="").count(),
    }


def noegler_passer() -> bool:
    """Whether every version that rows are written with is there and is the one they were written with."""
    brugte = {
        ("kryptering", nr) for nr in Identitetsregistrering.objects.values_list("noegle_nr", flat=True).distinct()
    }
    brugte |= {("opslag", nr) for nr in Identitetsregistrering.objects.values_list("opslag_nr", flat=True).distinct()}
    if not brugte:
        return True
    kendte = {(k.slags, k.nr): bytes(k.proeve) for k in Noegleversion.objects.all()}
    try:
        ring = noeglering.hent_ring()
        return all(
            proeve(ring.find(noeglering.Slags(slags), nr).bytes_) == kendte.get((slags, nr)) for slags, nr in brugte
        )
    except IdentitetsFejl:
        return False
