"""One fact of one citizen: its registration, the act that wrote it, and one like it that is there already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rettidig.sager.faktatabeller import BORGER_ID, Tid, faktatabeller
from rettidig.sager.models import Handling, Indsats, Registrering
from rettidig.sager.selectors.kontrakttekst import som_kontraktraekke, tidsceller
from rettidig.sager.selectors.registreringer import model
from rettidig.sager.services.fejlvej import klare_fejl

_ART = {
    "indsatser": "indsats",
    "samtaler": "slags",
    "ydelser": "ydelse",
    "fritagelser": "grund",
    "undtagelser": "regel",
    "haendelser": "haendelse",
}
_FAA = 5


def registrering(tabel: str, nummer: int, borger: int) -> Registrering | None:
    """A registration of the citizen by its id, whether or not it still stands; ``None`` for one of somebody else's."""
    with klare_fejl():
        fundet: Registrering | None = (
            model(tabel).objects.filter(pk=nummer, borger_id=borger).select_related("borger", "handling").first()
        )
    return fundet


def celler(tabel: str, en: Registrering) -> dict[str, str]:
    """What it says, as a row of the contract."""
    return som_kontraktraekke(faktatabeller()[tabel], en, en.borger.noegle)


def handling_bag(tabel: str, fakta_id: int) -> Handling:
    """The act that wrote what last was said of a fact, or closed it."""
    with klare_fejl():
        raekker = model(tabel).objects.filter(fakta_id=fakta_id).select_related("handling", "lukket_af")
        sidst = raekker.order_by("-registreret").first()
    if sidst is None:
        raise LookupError(fakta_id)
    handling: Handling = sidst.lukket_af or sidst.handling
    return handling


def allerede(tabel: str, borger: int, raekke: Mapping[str, str]) -> Registrering | None:
    """What stands of the same kind from the same day as a row of the contract: the one to correct instead."""
    egen = faktatabeller()[tabel]
    art = _ART.get(tabel)
    staar = model(tabel).objects.filter(borger_id=borger, registreret__upper_inf=True)
    if art is not None:
        staar = staar.filter(**{art: raekke.get(art, "")})
    tider = egen.tid.kolonner[:1]
    with klare_fejl():
        for en in staar.order_by("-pk"):
            har = {BORGER_ID: "", **tidsceller(egen.tid, en.periode.lower, en.periode.upper)}
            if all(har[kolonne] == raekke.get(kolonne, "") for kolonne in tider):
                fundet: Registrering = en
                return fundet
    return None


def i_gang(tabel: str, borger: int, dag: dt.date) -> list[Registrering]:
    """What stands open and may be what somebody is about to register anew: planned talks, and spells that run on a day.

    The latest first, and no more than a few.
    """
    staar = model(tabel).objects.filter(borger_id=borger, registreret__upper_inf=True).select_related("borger")
    if tabel == "samtaler":
        fundne = staar.filter(status="planlagt")
    elif faktatabeller()[tabel].tid is Tid.PERIODE:
        fundne = staar.filter(periode__contains=dag)
    else:
        return []
    with klare_fejl():
        return list(fundne.order_by("-periode", "-pk")[:_FAA])


def navn_paa_cvr(cvr: str) -> str:
    """What the company with a CVR number was called when an activity was last registered there; empty for unknown."""
    with klare_fejl():
        kendte = Indsats.objects.filter(cvr=cvr, registreret__upper_inf=True).exclude(leverandoer=None)
        return str(kendte.order_by("-pk").values_list("leverandoer", flat=True).first() or "")


def lige_foer(handling: Handling) -> dt.datetime:
    """The last moment at which what an act said was not known."""
    tid: dt.datetime = handling.tidspunkt
    return tid - dt.timedelta(microseconds=1)
