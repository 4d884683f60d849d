"""A municipality with a strategy of its own in use, for the tests of what is kept of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.motor.sammenligning import standardvalg

from rettidig.demo.eksempel import EGEN_STRATEGI
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.lokalt.frister import lokale_raekker
from rettidig.motor.svar import FRISTKOLONNER
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar

FIL = EGEN_STRATEGI.read_bytes()
EGEN = "demobyen-2022"
HEDENSTED = "hedensted-2023"


def regelejer() -> Any:
    """Who chooses; not kept as a user."""
    from rettidig.adgang.models import Bruger

    return Bruger(username="rune", kommune="766")


def tag_i_brug(navn: str = EGEN, **valg: str) -> None:
    """Take a strategy into use: the demonstration's is read in, another is chosen."""
    from rettidig.tal.services.lokalstrategi import indlaes_strategi, vaelg_strategi

    if navn == EGEN and not valg:
        indlaes_strategi(regelejer(), FIL, "Besluttet")
    else:
        vaelg_strategi(regelejer(), navn, i_brug=True, valg=valg, hvorfor="Besluttet")


def tag_ud(navn: str = EGEN) -> None:
    """Take it out of use again."""
    from rettidig.tal.services.lokalstrategi import vaelg_strategi

    vaelg_strategi(regelejer(), navn, i_brug=False, valg={}, hvorfor="Besluttet")


def holdte() -> list[dict[str, Any]]:
    """Every kept deadline of the municipality's own as a row of the contract."""
    from django.db.models import F

    from rettidig.tal.models import Lokalfrist

    raekker = Lokalfrist.objects.annotate(id_=F("borger__noegle"))
    uden_id = [navn for navn in FRISTKOLONNER if navn != "borger_id"]
    return _ordnet({"borger_id": r.pop("id_"), **r} for r in raekker.values("id_", *uden_id))


def regnede(dag: dt.date) -> list[dict[str, Any]]:
    """What the engine answers from the store by the strategies in use, as the command line does."""
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.tal.selectors.lokalstrategi import i_brug

    historik = byg_historik(hent_datasaet(kendt_nu()))
    grundlag = Grundlag.paa(hent_lov(), historik, calendar.to_day(dag), standardvalg())
    return _ordnet(r for brug in i_brug("766") for r in lokale_raekker(grundlag, brug.strategi, brug.valg))


def _ordnet(raekker: Any) -> list[dict[str, Any]]:
    return sorted(raekker, key=lambda r: repr(sorted(r.items(), key=lambda par: par[0])))
