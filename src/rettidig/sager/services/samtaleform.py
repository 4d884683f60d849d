"""The form of talk a citizen chooses, registered as an event of the day: chosen again the same day, it is corrected."""

from __future__ import annotations

import datetime as dt

from rettidig.sager.models import Borger
from rettidig.sager.selectors.journal import alle_registreringer
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.rettelser import registrer, ret

_TABEL = "haendelser"
_HAENDELSE = "oensket_samtaleform"


def vaelg_samtaleform(borger: Borger, form: str, dag: dt.date, *, hvem: str, hvorfor: str) -> bool:
    """Register the choice from a day on; ``False`` where it was chosen already that day.

    Raises ``SagsFejl`` for what cannot be registered.
    """
    celler = {"borger_id": borger.noegle, "haendelse": _HAENDELSE, "dato": dag.isoformat(), "vaerdi": form}
    for faktum in alle_registreringer(borger, kendt_nu()):
        samme = all(faktum.celler.get(navn) == celler[navn] for navn in ("haendelse", "dato"))
        if faktum.tabel == _TABEL and faktum.staar and samme:
            if faktum.celler["vaerdi"] == form:
                return False
            ret(_TABEL, faktum.registrering, celler, hvem=hvem, hvorfor=hvorfor)
            return True
    registrer(_TABEL, celler, hvem=hvem, hvorfor=hvorfor)
    return True
