"""Run forward: when each offer stops counting, and who enters or leaves the measures, if nothing changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from rettidig.motor.historik import byg_historik
from rettidig.motor.reform.frem import frem_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import hent_borgere
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Maaleperiode
from rettidig.tal.selectors.kube import HELE, Udsnit, tilstand_eller_fejl
from rettidig.tal.services.stillinger import AD_GANGEN
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

HAENDELSER = ("tilbud_ude", "bliver_passiv", "bliver_aktiv", "samtaler_mangler", "samtaler_naaet", "ind", "ud")
"""What can happen, in the order it is told: an offer leaves the window; activated no more, or from now on; too few
talks, or enough; into the measure, or out of it."""


def frem(kun: Q, maaneder: int, udsnit: Udsnit = HELE) -> list[dict[str, Any]]:
    """What happens after the day of the figures and no more than so many months later, by day and citizen.

    Rows have the columns of the command line, and ``noegle`` and ``borger_id`` as other lists have. Of those who are
    measured in one of the months, among whom the user may see (``kun``). Raises ``TalFejl`` before the first full run.
    """
    tilstand = tilstand_eller_fejl()
    dag = calendar.to_day(tilstand.dag)
    valgt = Q()
    for felt, vaerdier in (("kommune", udsnit.kommuner), ("team", udsnit.teams), ("ydelse", udsnit.ydelser)):
        if vaerdier is not None:
            valgt &= Q(**{f"{felt}__in": vaerdier})
    fra, til = (calendar.to_date(d) for d in (calendar.month_start(dag) - 1, calendar.add_months(dag, maaneder)))
    with klare_fejl():
        numre = list(
            Maaleperiode.objects.filter(kun, valgt, fra__lte=_slutningen(til), til__gte=fra)
            .order_by("borger_id")
            .values_list("borger_id", flat=True)
            .distinct()
        )
    raekker: list[dict[str, Any]] = []
    for foerste in range(0, len(numre), AD_GANGEN):
        blok = hent_borgere(tilstand.kendt, numre[foerste : foerste + AD_GANGEN])
        pk = dict(zip(blok.ider, blok.pk, strict=True))
        historik = byg_historik(blok.data)
        with op.use(forms.choose(historik.antal)):
            fundne = frem_raekker(hent_lov(), historik, dag, maaneder, dict(tilstand.valg))
        raekker += [
            {**r, "noegle": r["borger_id"], "borger_id": pk[r["borger_id"]]}
            for r in fundne
            if udsnit.ydelser is None or r["ydelse"] in udsnit.ydelser
        ]
    return sorted(raekker, key=lambda r: (r["dag"], r["noegle"], r["maaling"], r["ydelse"], r["haendelse"]))


def _slutningen(dag: dt.date) -> dt.date:
    return calendar.to_date(calendar.month_end(calendar.to_day(dag)))
