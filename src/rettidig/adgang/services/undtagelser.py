"""Where one user's access to one citizen is made narrower (a block) or wider (emergency access for some hours)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from rettidig.adgang.fejl import AdgangsFejl, IngenAdgang
from rettidig.adgang.formaal import Formaal
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.models import Bruger, Noedadgang, Spaerring
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret, graenser, roller, rolleregler
from rettidig.adgang.services.handlingslog import skriv
from rettidig.adgang.services.laesninger import noter
from rettidig.sager.models import Borger

_KORTESTE_BEGRUNDELSE = 10


def spaer_sag(bruger: Bruger, noegle: str, slags: str, begrundelse: str, *, hvem: Any) -> Spaerring:
    """Keep the user from the citizen. ``hvem`` is the one who does it: an administrator, or somebody whose case it is.

    Nothing is told of whether the citizen is there to one who may not know: an administrator names a key they were
    given. Raises ``AdgangsFejl``.
    """
    if slags not in Spaerring.Slags.values:
        raise AdgangsFejl("ukendt_spaerring")
    if not begrundelse.strip():
        raise AdgangsFejl("begrundelse_mangler")
    borger = Borger.objects.filter(noegle=noegle).first() if "\x00" not in noegle else None
    if borger is None:
        raise IngenAdgang
    try:
        with transaction.atomic():
            spaerring: Spaerring = Spaerring.objects.create(
                bruger=bruger, borger=borger, slags=slags, begrundelse=fritekst(begrundelse)
            )
            skriv(_navn(hvem), "spaer_sag", bruger=bruger, borger=borger.pk, hvorfor=begrundelse, slags_spaerring=slags)
    except IntegrityError:
        raise AdgangsFejl("spaerret_allerede") from None
    return spaerring


def ophaev(spaerring: Spaerring, *, hvem: Any, hvorfor: str) -> None:
    """Lift a block. Nobody lifts their own."""
    if not hvorfor.strip():
        raise AdgangsFejl("begrundelse_mangler")
    if _navn(hvem) == spaerring.bruger.get_username():
        raise AdgangsFejl("egen_adgang")
    with transaction.atomic():
        laast = Spaerring.objects.select_for_update().get(pk=spaerring.pk)
        if laast.ophaevet is not None:
            raise AdgangsFejl("ophaevet_allerede")
        laast.ophaevet = timezone.now()
        laast.save(update_fields=["ophaevet"])
        skriv(_navn(hvem), "ophaev", bruger=laast.bruger, borger=laast.borger_id, hvorfor=hvorfor)


def tag_noedadgang(bruger: Bruger, noegle: str, begrundelse: str) -> Noedadgang:
    """Open one citizen outside the user's own for some hours. Asked for, logged as a reading, and in every sample.

    Raises ``IngenAdgang`` for a citizen who is not there, and for one who is blocked or, where the roles do not show
    protected addresses, protected: no reason opens those.
    """
    if not any(rolleregler()[rolle].noedadgang for rolle in roller(bruger)):
        raise AdgangsFejl("ingen_noedadgang")
    if len(begrundelse.strip()) < _KORTESTE_BEGRUNDELSE:
        raise AdgangsFejl("begrundelse_kort", mindst=_KORTESTE_BEGRUNDELSE)
    borger = Borger.objects.filter(noegle=noegle).first() if "\x00" not in noegle else None
    egen = omfang(bruger, Ret.SE_BORGER)
    if borger is None or not egen.kan_aabnes(borger.pk):
        raise IngenAdgang
    with transaction.atomic():
        adgang: Noedadgang = Noedadgang.objects.create(
            bruger=bruger,
            borger=borger,
            formaal=Formaal.NOEDADGANG,
            begrundelse=fritekst(begrundelse),
            til=timezone.now() + dt.timedelta(hours=graenser().noedadgang_timer),
        )
        skriv(_navn(bruger), "noedadgang", bruger=bruger, borger=borger.pk, hvorfor=begrundelse)
        noter(bruger, [borger.pk], Formaal.NOEDADGANG, "side.noedadgang", begrundelse)
    return adgang


def _navn(hvem: Any) -> str:
    return hvem if isinstance(hvem, str) else str(hvem.get_username())
