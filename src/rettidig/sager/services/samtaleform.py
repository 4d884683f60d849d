"""The form of talk a citizen chooses, and why a talk is held in another, as events of the day; said anew, corrected."""

from __future__ import annotations

import datetime as dt

from rettidig.sager.models import Borger
from rettidig.sager.selectors.journal import alle_registreringer
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.rettelser import registrer, ret

_TABEL = "haendelser"
_VALGT, _FRAVEGET = "oensket_samtaleform", "samtaleform_fraveget"


def vaelg_samtaleform(borger: Borger, form: str, dag: dt.date, *, hvem: str, hvorfor: str) -> bool:
    """Register the choice from a day on; ``False`` where it was chosen already that day.

    Raises ``SagsFejl`` for what cannot be registered.
    """
    return _sig(borger, _VALGT, dag, form, hvem, hvorfor)


def fravig_samtaleform(borger: Borger, dag: dt.date, begrundelse: str, *, hvem: str, hvorfor: str) -> bool:
    """Register the concrete reason why the talk of a day is not in the form the citizen chose; the citizen sees it.

    ``False`` where it was said already. Raises ``SagsFejl`` for what cannot be registered.
    """
    return _sig(borger, _FRAVEGET, dag, begrundelse, hvem, hvorfor)


def _sig(borger: Borger, haendelse: str, dag: dt.date, vaerdi: str, hvem: str, hvorfor: str) -> bool:
    celler = {"borger_id": borger.noegle, "haendelse": haendelse, "dato": dag.isoformat(), "vaerdi": vaerdi}
    for faktum in alle_registreringer(borger, kendt_nu()):
        samme = all(faktum.celler.get(navn) == celler[navn] for navn in ("haendelse", "dato"))
        if faktum.tabel == _TABEL and faktum.staar and samme:
            if faktum.celler["vaerdi"] == vaerdi:
                return False
            ret(_TABEL, faktum.registrering, celler, hvem=hvem, hvorfor=hvorfor)
            return True
    registrer(_TABEL, celler, hvem=hvem, hvorfor=hvorfor)
    return True
