"""Work lists, read from what is kept: whom it is about, what is to be done, and by when.

``kun`` is the condition of whom the user may see (``adgang.omfang(bruger).q()``), always asked for: a list for
everybody says so with ``Q()``. Rows hold for the day and the knowledge of ``tilstand``; who shows a list says which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from rettidig.motor.svar import FRISTKOLONNER
from rettidig.regler.arbejdslister import arbejdslister
from rettidig.sager.selectors.noegler import noegler as noegler_til
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Borgerstand, Fristraekke
from rettidig.tidslinje import calendar

PR_SIDE = 50


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; ``None`` narrows nothing. ``paa_forespoergsel`` lets in rules not always given.

    ``frister`` is the first and the last day a deadline may fall on.
    """

    teams: tuple[str, ...] | None = None
    sagsbehandler: str | None = None
    kommune: str | None = None
    ydelser: tuple[str, ...] | None = None
    grupper: tuple[str, ...] | None = None
    regler: tuple[str, ...] | None = None
    frister: tuple[dt.date, dt.date] | None = None
    paa_forespoergsel: bool = False


ALT = Filter()


@dataclass(frozen=True)
class Side:
    """One page of a list: rows as dictionaries with the contract's columns and ``noegle``, and how many in all."""

    raekker: list[dict[str, Any]]
    antal: int


FRISTFELTER = ("borger_id", "nr", *FRISTKOLONNER[1:], "ydelse", "kommune", "team", "sagsbehandler")
STANDFELTER = (
    "borger_id",
    "kommune",
    "team",
    "sagsbehandler",
    "ydelse",
    "maalgruppe",
    "forloeb_start",
    "fritaget_grund",
    "fritaget_til",
    "tilbud",
    "tilbud_til",
    "naeste_tilbud",
    "seneste_samtale",
    "naeste_samtale",
)


def overskredne(kun: Q, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE) -> Side:
    """Due and not met, in a course that runs on; the oldest first."""
    return _frister(kun, Q(status="overskredet"), filter_, foerst, antal)


def forfalder(
    kun: Q, fra: dt.date, til: dt.date, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE
) -> Side:
    """Not yet due, with a deadline between two days, both included."""
    return _frister(kun, Q(status="afventer", frist__range=(fra, til)), filter_, foerst, antal)


def denne_uge(kun: Q, dag: dt.date, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE) -> Side:
    """Not yet due, with a deadline from a day to the Sunday of its week."""
    soendag = calendar.to_date(calendar.week_end(calendar.to_day(dag)))
    return forfalder(kun, dag, soendag, filter_, foerst=foerst, antal=antal)


def aabne(kun: Q, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE) -> Side:
    """Everything still to be done in courses that run on, by deadline; what has none comes last."""
    return _frister(kun, Q(), filter_, foerst, antal)


def mangler_foerste_samtale(kun: Q, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE) -> Side:
    """The first talk is not held yet: waiting or overdue."""
    valgt = Q(regel__in=arbejdslister().foerste_samtaler.regler, status__in=("afventer", "overskredet"))
    return _frister(kun, valgt, filter_, foerst, antal)


def intet_aftalt(kun: Q, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE) -> Side:
    """In a course, not exempt, and nothing runs or is planned: no offer and no talk. The newest course last."""
    valgt = Q(forloeb_start__isnull=False, fritaget_grund="", tilbud="")
    valgt &= Q(naeste_tilbud__isnull=True, naeste_samtale__isnull=True)
    return _stand(kun, valgt, filter_, ("forloeb_start", "borger_id"), foerst, antal)


def fritagelse_ophoerer(
    kun: Q, fra: dt.date, til: dt.date, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE
) -> Side:
    """Exempt on the day, with the last day of it between two days."""
    return _stand(kun, Q(fritaget_til__range=(fra, til)), filter_, ("fritaget_til", "borger_id"), foerst, antal)


def tilbud_ophoerer(
    kun: Q, fra: dt.date, til: dt.date, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE
) -> Side:
    """In an offer on the day, with the last day of it between two days."""
    return _stand(kun, Q(tilbud_til__range=(fra, til)), filter_, ("tilbud_til", "borger_id"), foerst, antal)


def nye(kun: Q, siden: dt.date, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE) -> Side:
    """The course running on the day began on or after a day; the newest first."""
    return _stand(kun, Q(forloeb_start__gte=siden), filter_, ("-forloeb_start", "borger_id"), foerst, antal)


def sagsstamme(kun: Q, filter_: Filter = ALT, *, foerst: int = 0, antal: int = PR_SIDE) -> Side:
    """Everybody in a course on the day, the longest first."""
    return _stand(kun, Q(forloeb_start__isnull=False), filter_, ("forloeb_start", "borger_id"), foerst, antal)


def frister_om(kun: Q, borgere: Sequence[int], *, paa_forespoergsel: bool = False) -> list[dict[str, Any]]:
    """All kept obligations of some citizens, in the contract's order."""
    filter_ = Filter(paa_forespoergsel=paa_forespoergsel)
    raekker = Fristraekke.objects.filter(kun, pligtvalg(filter_), borger_id__in=list(borgere)).order_by(
        "borger_id", "nr"
    )
    with klare_fejl():
        return med_noegle(list(raekker.values(*FRISTFELTER)))


def antal_efter(kun: Q, felter: Sequence[str], filter_: Filter = ALT) -> list[dict[str, Any]]:
    """How many open obligations, and citizens behind them, by these fields (``team``, ``regel``, ``status``)."""
    raekker = Fristraekke.objects.filter(kun, pligtvalg(filter_), aaben=True).values(*felter)
    with klare_fejl():
        return list(raekker.annotate(antal=Count("id"), borgere=Count("borger_id", distinct=True)).order_by(*felter))


def belastning(kun: Q, fra: dt.date, til: dt.date, filter_: Filter = ALT) -> list[dict[str, Any]]:
    """What falls due by team and day between two days: to be held against who is at work."""
    raekker = Fristraekke.objects.filter(
        kun, pligtvalg(filter_), aaben=True, status="afventer", frist__range=(fra, til)
    )
    with klare_fejl():
        talt = raekker.values("team", "frist").annotate(antal=Count("id"), borgere=Count("borger_id", distinct=True))
        return list(talt.order_by("team", "frist"))


def pligtvalg(filter_: Filter) -> Q:
    """The filter as a condition on obligations."""
    valgt = Q() if filter_.paa_forespoergsel or filter_.regler is not None else Q(altid=True)
    if filter_.regler is not None:
        valgt &= Q(regel__in=filter_.regler)
    if filter_.ydelser is not None:
        valgt &= Q(ydelse__in=filter_.ydelser)
    if filter_.frister is not None:
        valgt &= Q(frist__range=filter_.frister)
    return valgt & personvalg(filter_)


def personvalg(filter_: Filter) -> Q:
    """The filter's words on whose citizens, as a condition on anything kept by citizen."""
    valgt = Q()
    if filter_.teams is not None:
        valgt &= Q(team__in=filter_.teams)
    if filter_.sagsbehandler is not None:
        valgt &= Q(sagsbehandler=filter_.sagsbehandler)
    if filter_.kommune is not None:
        valgt &= Q(kommune=filter_.kommune)
    if filter_.grupper is not None:
        valgt &= Q(maalgruppe__in=filter_.grupper)
    return valgt


def _frister(kun: Q, valgt: Q, filter_: Filter, foerst: int, antal: int) -> Side:
    raekker = Fristraekke.objects.filter(kun, valgt, pligtvalg(filter_), aaben=True)
    ordnet = raekker.order_by(F("frist").asc(nulls_last=True), "borger_id", "nr")
    return _side(ordnet, raekker, FRISTFELTER, foerst, antal)


def _stand(kun: Q, valgt: Q, filter_: Filter, orden: Sequence[str], foerst: int, antal: int) -> Side:
    egne = Q() if filter_.ydelser is None else Q(ydelse__in=filter_.ydelser)
    raekker = Borgerstand.objects.filter(kun, valgt, egne, personvalg(filter_))
    return _side(raekker.order_by(*orden), raekker, STANDFELTER, foerst, antal)


def _side(ordnet: QuerySet, alle: QuerySet, felter: Sequence[str], foerst: int, antal: int) -> Side:
    with klare_fejl():
        raekker = med_noegle(list(ordnet.values(*felter)[foerst : foerst + antal]))
        hele = len(raekker) if not foerst and len(raekker) < antal else alle.count()
        return Side(raekker, hele)


def med_noegle(raekker: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the citizens' keys: looked up for the few that are shown, and not for all that could be."""
    noegler = noegler_til(r["borger_id"] for r in raekker)
    return [{**raekke, "noegle": noegler[raekke["borger_id"]]} for raekke in raekker]
