"""The first administrator of a store: made where there is none, with a way in that is shown once."""

from __future__ import annotations

import getpass

from rettidig.cli.bestilling import aflever_tekst
from rettidig.cli.brugerkommandoer import aaben_adgang
from rettidig.sprog import tekst

_NAVN = "administrator"


def foerste() -> None:
    """Make ``administrator`` and show a one-time link; where somebody is administrator already, only say so."""
    from rettidig.drift.server.indstillinger import laes_indstillinger

    with aaben_adgang():
        from django.db import transaction

        from rettidig.adgang.models import Bruger
        from rettidig.adgang.roller import Rolle
        from rettidig.adgang.services import brugere

        if Bruger.objects.filter(groups__name=Rolle.ADMINISTRATOR.value).exists():
            aflever_tekst(tekst("adgang.cli.har_administrator"), None)
            return
        with transaction.atomic():
            hvem = getpass.getuser()
            ny = brugere.opret(_NAVN, [Rolle.ADMINISTRATOR.value], hvem=hvem)
            link = brugere.engangslink(ny, hvem=hvem)
        url = laes_indstillinger().url.rstrip("/")
    aflever_tekst(tekst("adgang.cli.foerste", navn=_NAVN, link=f"{url}{link}"), None)
