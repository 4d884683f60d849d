"""What the controller finds is written down: about each reading beside it, and of the whole sample.

Findings and conclusions follow one another; none is changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.models import LaestBorger, Stikproevefund, Stikproevekonklusion


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


def noter_konklusion(
    bruger: Any,
    konklusion: str,
    *,
    froe: int,
    fra: dt.date,
    til: dt.date,
    antal: int,
    opslag: Sequence[int],
    vurderet: int,
) -> Stikproevekonklusion:
    """Write down what is concluded of the sample, and of which readings it was: a period that runs on gets more."""
    skrevet = fritekst(konklusion)
    if not skrevet:
        raise AdgangsFejl("konklusion_mangler")
    noteret: Stikproevekonklusion = Stikproevekonklusion.objects.create(
        hvem=bruger.get_username(),
        konklusion=skrevet,
        froe=froe,
        fra=fra,
        til=til,
        antal=antal,
        opslag=sorted(opslag),
        vurderet=vurderet,
    )
    return noteret
