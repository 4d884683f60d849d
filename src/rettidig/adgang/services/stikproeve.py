"""What the controller finds about a reading is written down beside it; findings follow one another, none is changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.models import LaestBorger, Stikproevefund


def noter_fund(
    bruger: Any, laest: int, vurdering: str, bemaerkning: str, *, froe: int, fra: dt.date, til: dt.date
) -> Stikproevefund:
    """Write down a finding. Nobody judges their own reading, and what is not in order says why."""
    linje = LaestBorger.objects.select_related("laesning").filter(pk=laest).first()
    if linje is None or vurdering not in Stikproevefund.Vurdering.values:
        raise AdgangsFejl("ukendt_vurdering")
    if linje.laesning.bruger_id == bruger.pk:
        raise AdgangsFejl("eget_opslag")
    if vurdering != Stikproevefund.Vurdering.I_ORDEN and not bemaerkning.strip():
        raise AdgangsFejl("begrundelse_mangler")
    with transaction.atomic():
        fund: Stikproevefund = Stikproevefund.objects.create(
            hvem=bruger.get_username(),
            laesning=linje,
            froe=froe,
            fra=fra,
            til=til,
            vurdering=vurdering,
            bemaerkning=fritekst(bemaerkning),
        )
    return fund
