"""The town's cube as the engine knows it: read for some month ends, rule sets and teams."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from psycopg import sql

from rettidig.motor.kuber import MAAL, Celle, Kube, Kubemaalinger, Kubeopsaetning
from rettidig.motor.maaleraekker import Maalesvar
from rettidig.regler.former.maalgruppe import gruppenummer
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.fejl import TalFejl
from rettidig.tal.models import Tilstand
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Longs


@dataclass(frozen=True)
class Udsnit:
    """Which part of the town is asked about; ``None`` is all of it."""

    kommuner: tuple[str, ...] | None = None
    teams: tuple[str, ...] | None = None
    ydelser: tuple[str, ...] | None = None
    grupper: tuple[str, ...] | None = None


HELE = Udsnit()


def tilstand_eller_fejl() -> Tilstand:
    """The state of what is kept. Raises ``TalFejl`` before the first full run."""
    with klare_fejl():
        fundet: Tilstand | None = Tilstand.objects.filter(pk=1).first()
    if fundet is None:
        raise TalFejl("ikke_regnet")
    return fundet


def hent_kube(maaneder: Sequence[dt.date], regelsaet: Sequence[str] = REGELSAET, udsnit: Udsnit = HELE) -> Kube:
    """The cube of some month ends and rule sets, teams added up.

    Raises ``TalFejl`` for a month end that is not kept, and before the first full run.
    """
    tilstand = tilstand_eller_fejl()
    for maaned in maaneder:
        slut = calendar.is_month_end(calendar.to_day(maaned))
        if not (slut and tilstand.foerste_maaned <= maaned <= tilstand.sidste_maaned):
            raise TalFejl(
                "ikke_en_maaned",
                dag=maaned.isoformat(),
                foerste=tilstand.foerste_maaned.isoformat(),
                sidste=tilstand.sidste_maaned.isoformat(),
            )
    dage = tuple(sorted(calendar.to_day(maaned) for maaned in maaneder))
    opsaetning = Kubeopsaetning(dage, tuple(regelsaet), dict(tilstand.valg))
    celler: dict[Celle, Longs] = {}
    for maaned, saet, kommune, ydelse, gruppe, *tal in _raekker(maaneder, regelsaet, udsnit):
        celle = Celle(kommune, ydelse, gruppenummer(gruppe or None))
        if celle not in celler:
            celler[celle] = np.zeros(opsaetning.form, dtype=np.int64)
        celler[celle][opsaetning.regelsaet.index(saet), dage.index(calendar.to_day(maaned))] = tal
    kommuner = {k: n for k, n in tilstand.borgere.items() if udsnit.kommuner is None or k in udsnit.kommuner}
    return Kube(opsaetning, celler, kommuner)


def maalinger(maaned: dt.date, regelsaet: str, udsnit: Udsnit = HELE) -> Maalesvar:
    """The measures on a month end as now known: the rows the command line gives. Raises as :func:`hent_kube`."""
    kube = hent_kube([maaned], [regelsaet], udsnit)
    return Kubemaalinger(kube, hent_lov()).maaned(calendar.to_day(maaned), regelsaet)


def aarsmaalinger(aar: int, regelsaet: str, idag: dt.date, udsnit: Udsnit = HELE) -> Maalesvar:
    """The measures of a year, of the month ends up to a day. Raises as :func:`hent_kube`."""
    maaneder = [calendar.to_date(dag) for dag in calendar.month_ends_of_year(aar)]
    kube = hent_kube([maaned for maaned in maaneder if maaned <= idag], [regelsaet], udsnit)
    return Kubemaalinger(kube, hent_lov()).aar(aar, regelsaet, idag)


def _raekker(maaneder: Sequence[dt.date], regelsaet: Sequence[str], udsnit: Udsnit) -> list[tuple[Any, ...]]:
    valgt = [("maaned", list(maaneder), "date"), ("regelsaet", list(regelsaet), "text")]
    for kolonne, vaerdier in (
        ("kommune", udsnit.kommuner),
        ("team", udsnit.teams),
        ("ydelse", udsnit.ydelser),
        ("gruppe", udsnit.grupper),
    ):
        if vaerdier is not None:
            valgt.append((kolonne, list(vaerdier), "text"))
    hvor = sql.SQL(" AND ").join(
        sql.SQL("{} = ANY({}::{}[])").format(sql.Identifier(kolonne), sql.Literal(vaerdier), sql.SQL(slags))
        for kolonne, vaerdier, slags in valgt
    )
    summer = sql.SQL(", ").join(sql.SQL("sum({})::bigint").format(sql.Identifier(maal)) for maal in MAAL)
    with klare_fejl(), connection.cursor() as markoer:
        markoer.execute(
            sql.SQL(
                "SELECT maaned, regelsaet, kommune, ydelse, gruppe, {} FROM tal_kube WHERE {} GROUP BY 1, 2, 3, 4, 5"
            ).format(summer, hvor)
        )
        fundne: list[tuple[Any, ...]] = markoer.fetchall()
        return fundne
