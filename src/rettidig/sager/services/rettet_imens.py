"""What is said to the one who corrects a fact that has been corrected since they looked at it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from rettidig.sager.faktatabeller import Faktatabel
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Registrering
from rettidig.sager.selectors.registreringer import model
from rettidig.sprog import tekst

_HER = ZoneInfo("Europe/Copenhagen")


class RettetImens(SagsFejl):
    """Somebody came first; nothing has been written.

    ``registrering`` is the id of what stands now, to be shown and corrected instead (``None`` where the fact no longer
    stands); ``kolonner`` the columns in which it differs from what was seen; ``hvem`` and ``tidspunkt`` whose act it
    was and when. The sentence names columns and never a value.
    """

    def __init__(self, hvem: str, tidspunkt: dt.datetime, registrering: int | None, kolonner: tuple[str, ...]) -> None:
        self.hvem = hvem
        self.tidspunkt = tidspunkt
        self.registrering = registrering
        self.kolonner = kolonner
        naar = tidspunkt.astimezone(_HER).strftime(tekst("lagring.sager.tidsform"))
        if registrering is None:
            super().__init__("lukket_af_anden", hvem=hvem, naar=naar)
        else:
            super().__init__("rettet_af_anden", hvem=hvem, naar=naar, kolonner=", ".join(kolonner))


def rettet_imens(tabel: Faktatabel, set_: int) -> RettetImens:
    """What has become of a registration that no longer stands."""
    raekker = model(tabel.navn).objects.select_related("lukket_af", "handling")
    foer = raekker.get(pk=set_)
    nu = raekker.filter(fakta_id=foer.fakta_id, registreret__upper_inf=True).first()
    if nu is None:
        lukket_af = foer.lukket_af
        sidste = raekker.filter(fakta_id=foer.fakta_id).order_by("-registreret").first()
        if sidste is not None and sidste.lukket_af is not None:
            lukket_af = sidste.lukket_af
        return RettetImens(lukket_af.hvem, lukket_af.tidspunkt, None, ())
    return RettetImens(nu.handling.hvem, nu.handling.tidspunkt, nu.pk, _forskellige(tabel, foer, nu))


def _forskellige(tabel: Faktatabel, foer: Registrering, nu: Registrering) -> tuple[str, ...]:
    """The columns of the contract that are no longer as they were."""
    dage = tabel.tid.kolonner
    fundne = [k for k in tabel.kolonner if getattr(foer, k) != getattr(nu, k)]
    if dage and foer.periode.lower != nu.periode.lower:
        fundne.append(dage[0])
    if len(dage) > 1 and foer.periode.upper != nu.periode.upper:
        fundne.append(dage[1])
    return tuple(k for k in tabel.kontraktkolonner if k in fundne)
