"""What has been registered of a citizen between two times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import F, Q

from rettidig.sager.faktatabeller import faktatabeller
from rettidig.sager.selectors.registreringer import model
from rettidig.sager.services.fejlvej import klare_fejl


def registreret_siden(borger: str, fra: dt.datetime, til: dt.datetime) -> Iterator[tuple[str, int, dt.datetime]]:
    """The tables in which something was opened or closed after ``fra`` and by ``til``: table, act, and its time."""
    with klare_fejl():
        for navn in faktatabeller():
            egne = model(navn).objects.filter(borger__noegle=borger)
            aabnet = egne.filter(handling__tidspunkt__gt=fra, handling__tidspunkt__lte=til)
            lukket = egne.filter(lukket_af__tidspunkt__gt=fra, lukket_af__tidspunkt__lte=til).filter(~Q(lukket_af=None))
            handlinger = set(aabnet.values_list("handling_id", "handling__tidspunkt"))
            handlinger |= set(lukket.annotate(naar=F("lukket_af__tidspunkt")).values_list("lukket_af_id", "naar"))
            for nummer, tid in sorted(handlinger, key=lambda led: led[1]):
                yield navn, nummer, tid
