"""Figures as they are reported: written down once, with what was known then, and never changed."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version

from django.db.models import Max
from django.utils import timezone

from rettidig.regler.former.maaling import REGELSAET
from rettidig.tal.models import Meldt, Tilstand
from rettidig.tal.selectors.kube import maalinger
from rettidig.tal.services.maaneder import maanedsslutninger, sidst_afsluttet


def forfaldne(dag: dt.date, tilstand: Tilstand) -> list[dt.date]:
    """The month ends due on a day: those that are over and have come since the last one reported.

    The first time it is the latest one alone: what was known before anything was kept cannot be reported now.
    """
    slut = sidst_afsluttet(dag)
    sidst = Meldt.objects.aggregate(sidst=Max("maaned"))["sidst"]
    if sidst is None:
        return [slut]
    mulige = maanedsslutninger(tilstand.foerste_maaned, slut)
    return [maaned for maaned in mulige if maaned > sidst]


def meld(dag: dt.date, kendt: dt.datetime, ogsaa: tuple[dt.date, ...] = ()) -> int:
    """Report the month ends that are due and those named, as known at ``kendt``. Returns how many figures.

    To be called when the cube holds for ``kendt``. Raises ``TalFejl`` for a day that is no month end the cube holds.
    """
    tilstand = Tilstand.objects.get(pk=1)
    nu, program = timezone.now(), version("rettidig")
    raekker = [
        Meldt(
            meldt=nu,
            kendt=kendt,
            maaned=maaned,
            regelsaet=regelsaet,
            graense=str(raekke["graense"]),
            motor=tilstand.motor,
            program=program,
            valg=tilstand.valg,
            **{navn: raekke[navn] for navn in ("kommune", "ydelse", "maaling", "naevner", "taeller", "lovversion")},
        )
        for maaned in sorted({*forfaldne(dag, tilstand), *ogsaa})
        for regelsaet in REGELSAET
        for raekke in maalinger(maaned, regelsaet).raekker
    ]
    Meldt.objects.bulk_create(raekker, ignore_conflicts=True)
    return len(raekker)
