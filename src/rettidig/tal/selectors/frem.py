"""Run forward: when each offer stops counting, and who enters or leaves the measures, if nothing changes.

The whole town is run forward once in a process and kept there; after an act only those it touched are run anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.models import Max, Q

from rettidig.motor.historik import byg_historik
from rettidig.motor.reform.frem import frem_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.beroerte import beroerte_mellem
from rettidig.sager.selectors.borgerblokke import hent_borgere
from rettidig.sager.selectors.kendt import er_kendt
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Koersel, Maaleperiode, Tilstand
from rettidig.tal.selectors.kube import HELE, Udsnit, tilstand_eller_fejl
from rettidig.tal.services.stillinger import AD_GANGEN
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

HAENDELSER = ("tilbud_ude", "bliver_passiv", "bliver_aktiv", "samtaler_mangler", "samtaler_naaet", "ind", "ud")
"""What can happen, in the order it is told: an offer leaves the window; activated no more, or from now on; too few
talks, or enough; into the measure, or out of it."""

_Raekke = dict[str, Any]


@dataclass(frozen=True)
class _Huskede:
    """What happens to each citizen of the town, as known at a time. ``noegle`` is all else it depends on."""

    noegle: tuple[object, ...]
    kendt: dt.datetime
    borgere: dict[int, tuple[_Raekke, ...]]


_laas = Lock()
_husket: list[_Huskede] = []
"""The town run forward last in this process; nothing before the first time."""


def frem(kun: Q, maaneder: int, udsnit: Udsnit = HELE) -> list[dict[str, Any]]:
    """What happens after the day of the figures and no more than so many months later, by day and citizen.

    Rows have the columns of the command line, and ``noegle`` and ``borger_id`` as other lists have. Of those who are
    measured in one of the months, among whom the user may see (``kun``). Raises ``TalFejl`` before the first full run.
    """
    valgt = Q()
    for felt, vaerdier in (("kommune", udsnit.kommuner), ("team", udsnit.teams), ("ydelse", udsnit.ydelser)):
        if vaerdier is not None:
            valgt &= Q(**{f"{felt}__in": vaerdier})
    # The state is read in turn: who has waited for another's work is then served by it, and does not do it again.
    with _laas:
        tilstand = tilstand_eller_fejl()
        byens = _byen(tilstand, maaneder)
    raekker = [
        dict(raekke)
        for nr in _maalte(kun & valgt, tilstand.dag, maaneder)
        for raekke in byens.get(nr, ())
        if udsnit.ydelser is None or raekke["ydelse"] in udsnit.ydelser
    ]
    return sorted(raekker, key=lambda r: (r["dag"], r["noegle"], r["maaling"], r["ydelse"], r["haendelse"]))


def _byen(tilstand: Tilstand, maaneder: int) -> dict[int, tuple[_Raekke, ...]]:
    """The whole town, from what is kept in the process where it holds; to be called by one at a time."""
    with klare_fejl():
        koersel = Koersel.objects.aggregate(sidst=Max("sluttet"))["sidst"]
    noegle = (tilstand.dag, tilstand.motor, tuple(sorted(tilstand.valg.items())), koersel, maaneder)
    foer = _husket[0] if _husket else None
    if foer is None or foer.noegle != noegle or foer.kendt > tilstand.kendt or not er_kendt(foer.kendt):
        borgere = _regn(tilstand, _maalte(Q(), tilstand.dag, maaneder), maaneder)
    elif foer.kendt == tilstand.kendt:
        return foer.borgere
    else:
        beroerte = beroerte_mellem(foer.kendt, tilstand.kendt)
        roerte = set(beroerte)
        nye = _regn(tilstand, _maalte(Q(borger_id__in=beroerte), tilstand.dag, maaneder), maaneder)
        borgere = {nr: raekker for nr, raekker in foer.borgere.items() if nr not in roerte} | nye
    _husket[:] = [_Huskede(noegle, tilstand.kendt, borgere)]
    return borgere


def _maalte(hvem: Q, dag: dt.date, maaneder: int) -> list[int]:
    """Who is measured in the month of the day or one of those ahead."""
    dagen = calendar.to_day(dag)
    fra, til = (calendar.to_date(d) for d in (calendar.month_end_before(dagen), calendar.add_months(dagen, maaneder)))
    with klare_fejl():
        return list(
            Maaleperiode.objects.filter(hvem, fra__lte=_slutningen(til), til__gte=fra)
            .order_by("borger_id")
            .values_list("borger_id", flat=True)
            .distinct()
        )


def _regn(tilstand: Tilstand, numre: Sequence[int], maaneder: int) -> dict[int, tuple[_Raekke, ...]]:
    dag = calendar.to_day(tilstand.dag)
    fundne: dict[int, list[_Raekke]] = {}
    for foerste in range(0, len(numre), AD_GANGEN):
        blok = hent_borgere(tilstand.kendt, numre[foerste : foerste + AD_GANGEN])
        pk = dict(zip(blok.ider, blok.pk, strict=True))
        historik = byg_historik(blok.data)
        with op.use(forms.choose(historik.antal)):
            raekker = frem_raekker(hent_lov(), historik, dag, maaneder, dict(tilstand.valg))
        for r in raekker:
            nr = pk[r["borger_id"]]
            fundne.setdefault(nr, []).append({**r, "noegle": r["borger_id"], "borger_id": nr})
    return {nr: tuple(raekker) for nr, raekker in fundne.items()}


def _slutningen(dag: dt.date) -> dt.date:
    return calendar.to_date(calendar.month_end(calendar.to_day(dag)))
